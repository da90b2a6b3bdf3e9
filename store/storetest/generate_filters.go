package storetest

import (
	"slices"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/query"
)

// generator draws trees of one query, valid by construction.
type generator struct {
	*rapid.T
	tree
}

// values that conditions on text compare with: what is there, and what is not.
var genValues = slices.Concat([]string{"x1", "p1", "nothing", "10", "n1", "x", "AA1", "https://news.example/x1"}, genTexts, genActors[:2], genRegions[:2], genDemands[:2])

// comparison draws a condition on one property.
func (g *generator) comparison(p demand.Prop) query.Filter {
	ops := []query.Op{query.Eq, query.In}
	switch p.Type {
	case demand.Enum:
		values := demand.EnumValues(p.Enum)
		if chance(g.T, "one of", 2) {
			return query.OneOf{Prop: p, Values: some(g.T, "values", values, 3)}
		}
		if !p.Required && chance(g.T, "missing", 4) {
			return g.compare(p, query.Missing, nil)
		}
		if chance(g.T, "in", 2) {
			return g.compare(p, query.In, some(g.T, "values", values, 3))
		}
		return g.compare(p, query.Eq, pick(g.T, "value", values))
	case demand.Text, demand.Texts:
		ops = append(ops, query.Contains, query.StartsWith)
	case demand.Day:
		ops = append(ops, query.Lt, query.Lte, query.Gt, query.Gte, query.Overlaps)
	case demand.Bool:
		ops = []query.Op{query.Eq}
	case demand.Int, demand.Float:
		ops = []query.Op{query.Eq, query.Lt, query.Lte, query.Gt, query.Gte}
	}
	if !p.Required {
		ops = append(ops, query.Missing)
	}
	op := pick(g.T, "op of "+p.Name, ops)
	if op == query.Missing {
		return g.compare(p, op, nil)
	}
	return g.compare(p, op, g.value(p, op))
}

func (g *generator) value(p demand.Prop, op query.Op) any {
	switch {
	case p.Type == demand.Bool:
		return rapid.Bool().Draw(g.T, "is")
	case p.Type == demand.Int:
		return rapid.Int64Range(-3, 12).Draw(g.T, "number")
	case p.Type == demand.Float:
		return float64(rapid.IntRange(0, 4).Draw(g.T, "quarters")) / 4
	case op == query.Overlaps:
		return [2]string{pick(g.T, "from", genDays), pick(g.T, "until", genDays)}
	case op == query.Contains || op == query.StartsWith:
		return demand.Fold(pick(g.T, "part", []string{"KY", "кра", "root", "Elysée", "t", "topic t1", ""}))
	}
	from := genValues
	if p.Type == demand.Day {
		from = genDates[1:]
		if op != query.Eq && op != query.In {
			from = genDays
		}
	}
	if op == query.In {
		return some(g.T, "values", from, 3)
	}
	return pick(g.T, "value", from)
}

// compared are the properties of a kind that conditions are on.
func compared(k demand.NodeKind) []demand.Prop {
	kind, _ := demand.KindOf(k)
	all := []demand.Prop{demand.Common[0]}
	for _, p := range kind.Props {
		if p.Type != demand.Instant && p.Type != demand.Point && p.Type != demand.Counts {
			all = append(all, p)
		}
	}
	return all
}

// filter draws a condition on nodes of a kind.
func (g *generator) filter(k demand.NodeKind, depth int) query.Filter {
	forms := []string{"compare", "compare", "compare", "through"}
	if k == demand.KindRegion {
		forms = append(forms, "inside")
	}
	if depth > 0 {
		forms = append(forms, "and", "or", "not", "has", "has")
	}
	if k == demand.KindPosition {
		forms = append(forms, "moment", "own word")
	}
	switch pick(g.T, "filter", forms) {
	case "and":
		return query.And(g.filters(k, depth-1))
	case "or":
		return query.Or(g.filters(k, depth-1))
	case "not":
		return query.Not{Filter: g.filter(k, depth-1)}
	case "has":
		return g.has(k, depth-1)
	case "through":
		if c, ok := g.through(k); ok {
			return c.Filter
		}
	case "inside":
		return g.inside()
	case "moment":
		return g.moment()
	case "own word":
		return query.OwnWord
	}
	return g.comparison(pick(g.T, "property", compared(k)))
}

// inside draws a box or a circle, some of them over the 180th meridian or a pole.
func (g *generator) inside() query.Inside {
	at := pick(g.T, "around", append([][2]float64{{0, 0}, {89, 100}, {-18, 180}}, genPoints...))
	if chance(g.T, "box", 2) {
		west, east := pick(g.T, "west", []float64{-180, 30, 179, 179.5}), pick(g.T, "east", []float64{-179, 37.8, 180})
		return query.Box(prop(demand.KindRegion, "location"), pick(g.T, "south", []float64{-90, -18, 48}), west, pick(g.T, "north", []float64{-17.75, 49, 90}), east, g.val)
	}
	return query.Around(prop(demand.KindRegion, "location"), at[0], at[1], pick(g.T, "kilometers", []float64{0, 1, 100, 500, 12_000, 25_000}), g.val)
}

func (g *generator) filters(k demand.NodeKind, depth int) (all []query.Filter) {
	for range rapid.IntRange(0, 2).Draw(g.T, "conditions") {
		all = append(all, g.filter(k, depth))
	}
	return all
}

// has draws a condition through an edge.
func (g *generator) has(k demand.NodeKind, depth int) query.Filter {
	var all []*demand.Relation
	for i := range demand.Relations {
		if r := &demand.Relations[i]; r.From == k && r.Edge != "" {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return g.comparison(demand.Common[0])
	}
	f := query.Has{Relation: pick(g.T, "relation", all), None: chance(g.T, "none", 3)}
	if !chance(g.T, "any node", 4) {
		f.Node = g.filter(f.Relation.To, depth)
	}
	if props := f.Relation.EdgeProps(); len(props) > 0 && !f.Relation.Transitive && chance(g.T, "edge condition", 2) {
		edge, _ := demand.EdgeOf(f.Relation.Edge)
		if len(edge.Props) > 0 {
			f.Edge = g.comparison(pick(g.T, "edge property", edge.Props))
		}
	}
	return f
}

// named are the relations that users' filters name, by kind.
var named = map[demand.NodeKind][]string{
	demand.KindActor:      {"affiliation", "affiliate", "position", "demandMade", "demandReceived", "event"},
	demand.KindRegion:     {"parent", "ancestor", "descendant", "demand"},
	demand.KindTopic:      {"demand"},
	demand.KindDemand:     {"demander", "addressee", "region", "topic", "term", "position", "event", "article", "related"},
	demand.KindPosition:   {"actor", "demand", "event", "accordingTo", "region", "place", "topic", "article", "addressee"},
	demand.KindTerm:       {"demand", "offeredBy", "requires", "accordingTo"},
	demand.KindEvent:      {"place", "participant", "position"},
	demand.KindArticle:    {"annotation", "position", "demand"},
	demand.KindAnnotation: {"article", "actor", "region", "topic", "position"},
}

// keysThrough are keys of the kind that a named relation leads to.
func keysThrough(name string) []string {
	switch name {
	case "demand", "demandMade", "demandReceived", "related", "requires":
		return genDemands
	case "region", "parent", "ancestor", "descendant", "place":
		return genRegions
	case "topic":
		return genTopics
	case "event":
		return genEvents
	case "article":
		return []string{"x1", "x2", "x3", "x4"}
	case "position", "term", "annotation":
		return []string{"p1", "p2"}
	}
	return genActors
}

// through draws a condition through one of the relations that filters name.
func (g *generator) through(k demand.NodeKind) (query.Conjunct, bool) {
	names := named[k]
	if len(names) == 0 {
		return query.Conjunct{}, false
	}
	name := pick(g.T, "through", names)
	sw := query.Switches{RollUp: !chance(g.T, "no roll-up", 4), Descendants: !chance(g.T, "no descendants", 4), OwnWordOnly: chance(g.T, "own word only", 4)}
	quantity := query.Some
	if chance(g.T, "none of them", 5) {
		quantity = query.None
	}
	if name == "region" && chance(g.T, "by where it is", 3) {
		inside := g.inside()
		c, ok := query.Through(k, name, quantity, inside, query.Keys{Param: query.NoParam, Inside: &inside}, sw)
		return c, ok
	}
	keys := some(g.T, "keys", keysThrough(name), 3)
	if len(keys) == 0 {
		keys = keysThrough(name)[:1]
	}
	return g.switched(k, name, quantity, sw, keys...), true
}

// moment draws a condition as of a date or of a phase of an event, which may not be there.
func (g *generator) moment() query.Filter {
	if chance(g.T, "as of a date", 2) {
		last := day(pick(g.T, "as of", genDates[1:])).Last()
		return query.AsOfDate(g.val(demand.SortDated), g.val(last+demand.SortEnd))
	}
	key := pick(g.T, "as of event", genEvents)
	if chance(g.T, "no such event", 20) {
		key = "e9"
	}
	event := g.val(key)
	g.events = append(g.events, event)
	return query.AsOfEvent(event, enum[demand.Phase](g.T, "Phase"))
}
