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
	w.From, w.To = sortsOf(filter, asOf)
	if about := ofDemands(filter); about != nil {
		if w.Demands, err = b.demands(about); err != nil {
			return nil, within("filter", err)
		}
	}
	return w, nil
}

// sortsOf gives bounds of the sorts of positions that follow from the condition on their
// date and from a moment that is a date. The sort day of a position lies among the days
// that its date can mean, and these in one year.
func sortsOf(filter, asOf map[string]any) (from, to string) {
	bound := func(v any, first, last bool) {
		d, err := parseDate(v)
		if err != nil {
			return // told where the condition is read
		}
		if first {
			from = max(from, d.First()[:4]+"-01-01")
		}
		if until := d.Last()[:4] + "-12-31" + demand.SortEnd; last && (to == "" || until < to) {
			to = until
		}
	}
	if date, ok := filter["date"].(map[string]any); ok {
		for name, v := range date {
			switch name {
			case "eq":
				bound(v, v != nil, v != nil)
			case "gt", "gte":
				bound(v, v != nil, false)
			case "lt", "lte":
				bound(v, false, v != nil)
			case "overlaps":
				if r, ok := v.(map[string]any); ok {
					bound(r["from"], r["from"] != nil, false)
					bound(r["to"], false, r["to"] != nil)
				}
			}
		}
	}
	if asOf["date"] != nil {
		if d, err := parseDate(asOf["date"]); err == nil {
			if until := d.Last() + demand.SortEnd; to == "" || until < to {
				to = until
			}
			from = max(from, demand.SortDated)
		}
	}
	return from, to
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
