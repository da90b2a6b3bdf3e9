package graph

import (
	"fmt"
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// relatedKinds says which kind the relations of filters lead to, by name; the
// name means the same on every kind that has it.
var relatedKinds = map[string]demand.NodeKind{
	"affiliation": demand.KindActor, "affiliate": demand.KindActor, "demander": demand.KindActor,
	"addressee": demand.KindActor, "actor": demand.KindActor, "accordingTo": demand.KindActor,
	"offeredBy": demand.KindActor, "participant": demand.KindActor,
	"parent": demand.KindRegion, "ancestor": demand.KindRegion, "descendant": demand.KindRegion,
	"region": demand.KindRegion, "place": demand.KindRegion,
	"topic":  demand.KindTopic,
	"demand": demand.KindDemand, "demandMade": demand.KindDemand, "demandReceived": demand.KindDemand,
	"related": demand.KindDemand, "requires": demand.KindDemand,
	"position": demand.KindPosition, "term": demand.KindTerm, "event": demand.KindEvent,
	"article": demand.KindArticle, "annotation": demand.KindAnnotation,
}

// relationNames are the names of relatedKinds, in the order in which they are read.
var relationNames = slices.Sorted(maps.Keys(relatedKinds))

// edgeConditions names, for the relations of filters that have a member edge,
// the relation of the model whose edge it is about.
var edgeConditions = map[[2]string]string{
	{"Actor", "affiliation"}: "affiliations",
	{"Actor", "affiliate"}:   "affiliates",
	{"Actor", "event"}:       "events",
	{"Demand", "region"}:     "regions",
	{"Demand", "topic"}:      "topics",
	{"Demand", "related"}:    "relations",
	{"Event", "participant"}: "participants",
}

// through reads the condition on what a relation leads to: one related node
// meets all that is given directly, one meets some, none meets none.
func (b *builder) through(kind demand.NodeKind, name string, given map[string]any, sw query.Switches) ([]query.Conjunct, error) {
	to, ok := demand.KindOf(relatedKinds[name])
	if !ok {
		return nil, fmt.Errorf("the filter of %s has a relation %s that leads nowhere", kind, name)
	}
	sw = switches(sw, given)
	var all []query.Conjunct
	edge, err := b.edgeCondition(kind, name, given)
	if err != nil {
		return nil, within("edge", err)
	}
	if edge != nil || asksDirectly(given) {
		c, err := b.related(kind, name, to, query.Some, given, sw)
		if err != nil {
			return nil, err
		}
		if edge != nil {
			c.Filter = onEdge(c.Filter, edgeRelation(kind, name), edge)
			c.Exact = false
		}
		all = append(all, c)
	}
	for _, q := range []struct {
		name     string
		quantity query.Quantity
	}{{"some", query.Some}, {"none", query.None}} {
		inner, ok := given[q.name].(map[string]any)
		if !ok {
			continue
		}
		c, err := b.related(kind, name, to, q.quantity, inner, sw)
		if err != nil {
			return nil, within(q.name, err)
		}
		all = append(all, c)
	}
	return all, nil
}

// asksDirectly says whether a relation is given a condition beside some, none,
// edge and switches.
func asksDirectly(given map[string]any) bool {
	for name, v := range given {
		switch name {
		case "some", "none", "edge", "rollUp", "descendants", "ownWordOnly":
		default:
			if v != nil {
				return true
			}
		}
	}
	return false
}

// related reduces the condition on a related node to what stores know.
func (b *builder) related(kind demand.NodeKind, name string, to *demand.Kind, q query.Quantity, given map[string]any, sw query.Switches) (query.Conjunct, error) {
	sw = switches(sw, given)
	keys := query.Keys{Param: query.NoParam}
	var inner query.Filter
	if values, only := onlyKeys(given); only && !(to.Name == demand.KindPosition && sw.OwnWordOnly) {
		param, op := b.oneOrMany(values)
		inner = query.Compare{Prop: keyProp, Op: op, Value: param, Until: query.NoParam}
		keys = query.Keys{Param: param, Several: op == query.In}
	} else {
		conditions, err := b.conditions(to, given, sw, belowNode)
		if err != nil {
			return query.Conjunct{}, err
		}
		inner = allOf(conditions)
		if inside := onlyInside(given, conditions); inside != nil {
			keys.Inside = inside
		}
	}
	if to.Name == demand.KindPosition {
		sw.OwnWordOnly = false // the condition on the position has seen to it
	}
	c, ok := query.Through(kind, name, q, inner, keys, sw)
	if !ok {
		return c, fmt.Errorf("the filter of %s has a relation %s that no store knows", kind, name)
	}
	return c, nil
}

// onlyKeys gives the keys when a condition names keys and says nothing else.
func onlyKeys(given map[string]any) (keys []string, only bool) {
	condition, ok := given["key"].(map[string]any)
	if !ok {
		return nil, false
	}
	for name, v := range given {
		switch name {
		case "key", "some", "none", "edge", "rollUp", "descendants", "ownWordOnly":
		default:
			if v != nil {
				return nil, false
			}
		}
	}
	ops := 0
	for op, v := range condition {
		if v == nil {
			continue
		}
		ops++
		if op == string(query.Eq) || op == string(query.In) {
			keys = texts(v)
		}
	}
	return keys, ops == 1 && len(keys) > 0
}

// edgeRelation is the relation of the model whose edge a member edge is about.
func edgeRelation(kind demand.NodeKind, name string) *demand.Relation {
	r, _ := demand.RelationOf(kind, edgeConditions[[2]string{string(kind), name}])
	return r
}

// edgeCondition reads the member edge; nil when it says nothing.
func (b *builder) edgeCondition(kind demand.NodeKind, name string, given map[string]any) (query.Filter, error) {
	edge, ok := given["edge"].(map[string]any)
	r := edgeRelation(kind, name)
	if !ok || r == nil {
		return nil, nil
	}
	var all []query.Conjunct
	for _, p := range r.EdgeProps() {
		condition, ok := edge[p.Name].(map[string]any)
		if !ok {
			continue
		}
		for _, op := range compareOps {
			if condition[string(op)] == nil {
				continue
			}
			f, err := b.comparison(p, op, condition[string(op)])
			if err != nil {
				return nil, within(p.Name, within(string(op), err))
			}
			all = append(all, query.Holding(f))
		}
	}
	return allOf(all), nil
}

// onEdge adds a condition on the edges by which a relation is walked. What the
// related nodes must meet is left alone.
func onEdge(f query.Filter, r *demand.Relation, edge query.Filter) query.Filter {
	switch f := f.(type) {
	case query.Or:
		out := make(query.Or, len(f))
		for i := range f {
			out[i] = onEdge(f[i], r, edge)
		}
		return out
	case query.Has:
		if f.Relation == r {
			f.Edge = edge
		}
		return f
	}
	return f
}
