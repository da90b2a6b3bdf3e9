package graph

import (
	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// counting says which positions a worked-out answer rests on.
type counting struct {
	ownWordOnly bool // positions according to another actor are left out
	rollUp      bool // positions count for those on whose behalf they were taken
}

// countingOf reads the arguments rollUp and ownWordOnly, both true where they are left out.
func countingOf(args map[string]any) counting {
	return counting{ownWordOnly: args["ownWordOnly"] != false, rollUp: args["rollUp"] != false}
}

// positions reads a PositionFilter, which may be nil, and an AsOf, which may be nil.
func (b *builder) positions(filter, asOf map[string]any, c counting) (*facts.Where, error) {
	own := &builder{op: b.op, query: &query.Query{}}
	sw := defaultSwitches
	sw.RollUp, sw.OwnWordOnly = c.rollUp, c.ownWordOnly
	conditions, err := own.conditions(kindOf(demand.KindPosition), filter, sw, atRoot)
	if err != nil {
		return nil, within("filter", err)
	}
	if c.ownWordOnly && !switches(sw, filter).OwnWordOnly { // the argument decides
		conditions = append(conditions, query.Holding(query.OwnWord))
	}
	if asOf != nil {
		moment, err := own.moment(asOf)
		if err != nil {
			return nil, within("asOf", err)
		}
		conditions = append(conditions, query.Holding(moment))
	}
	w := &facts.Where{Conditions: conditions, Params: own.query.Params, Events: own.query.Events}
	if about := ofDemands(filter); about != nil {
		if w.Demands, err = b.demands(about); err != nil {
			return nil, within("filter", err)
		}
	}
	return w, nil
}

// ofDemands takes out of a filter on positions what it says of their demands.
func ofDemands(filter map[string]any) map[string]any {
	about := map[string]any{}
	if inner, ok := filter["demand"].(map[string]any); ok && asksDirectly(inner) {
		for name, v := range inner {
			if name != "some" && name != "none" {
				about[name] = v
			}
		}
	}
	for _, name := range []string{"addressee", "region", "topic"} {
		// The input types of these differ in what the list of a demand's own has besides.
		if inner, ok := filter[name].(map[string]any); ok && about[name] == nil {
			about[name] = inner
		}
	}
	if len(about) == 0 {
		return nil
	}
	return about
}

// demands reads a DemandFilter, which may be nil.
func (b *builder) demands(filter map[string]any) (*facts.Where, error) {
	return b.nodesWhere(demand.KindDemand, filter)
}

// nodesWhere reads a filter on nodes of a kind, which may be nil.
func (b *builder) nodesWhere(kind demand.NodeKind, filter map[string]any) (*facts.Where, error) {
	own := &builder{op: b.op, query: &query.Query{}}
	conditions, err := own.conditions(kindOf(kind), filter, defaultSwitches, atRoot)
	if err != nil {
		return nil, err
	}
	return &facts.Where{Conditions: conditions, Params: own.query.Params, Events: own.query.Events}, nil
}
