package storetest

import (
	"slices"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/query"
)

// orders are what the kinds can be ordered by, beside key and the default.
var orders = map[demand.NodeKind][]string{
	demand.KindActor: {"name"}, demand.KindRegion: {"name"}, demand.KindTopic: {"name"}, demand.KindEvent: {"name", "start"},
	demand.KindDemand: {demand.SortName, "lastActionOn"}, demand.KindPosition: {demand.SortName}, demand.KindAnnotation: {demand.SortName},
	demand.KindArticle: {"publishedAt"}, demand.KindImport: {"startedAt"},
}

func (g *generator) order(k demand.NodeKind) query.Order {
	return query.Order{By: pick(g.T, "order", append([]string{"key"}, orders[k]...)), Desc: chance(g.T, "descending", 2)}
}

// list fills in what is asked of a list.
func (g *generator) list(l *query.List, depth int) {
	l.Page = g.first(rapid.IntRange(1, 4).Draw(g.T, "size"))
	l.Page.Backward = chance(g.T, "backward", 4)
	l.Rows, l.Count, l.Previous = !chance(g.T, "no rows", 8), chance(g.T, "count", 2), chance(g.T, "previous", 2)
	if !l.Rows {
		l.Count = true
	}
	l.Select = g.selection(l.Kind, depth)
}

// rootQuery draws a query of a list at the root.
func (g *generator) rootQuery() *query.Query {
	k := pick(g.T, "kind", demand.Kinds)
	var all []query.Conjunct
	for range rapid.IntRange(0, 3).Draw(g.T, "conjuncts") {
		all = append(all, g.conjunct(k.Name))
	}
	l := g.root(k.Name, g.order(k.Name), all...)
	g.list(l, 2)
	return g.tree.list(l)
}

// conjunct draws one condition of a root list, among them those that say where the nodes are.
func (g *generator) conjunct(k demand.NodeKind) query.Conjunct {
	switch pick(g.T, "conjunct", []string{"filter", "through", "through", "keys", "unique", "inside"}) {
	case "inside":
		if k == demand.KindRegion {
			inside := g.inside()
			c := query.Holding(inside)
			c.Inside = &inside
			return c
		}
	case "through":
		if c, ok := g.through(k); ok {
			return c
		}
	case "keys":
		keys := g.val(some(g.T, "keys", slices.Concat(genActors, genDemands, []string{"x1", "e1", "import"}), 4))
		c := query.Holding(query.Compare{Prop: demand.Common[0], Op: query.In, Value: keys, Until: query.NoParam})
		c.Keys = keys
		return c
	case "unique":
		for _, p := range compared(k) {
			if p.Unique && p.Name != "key" && chance(g.T, p.Name, 2) {
				values := g.val(some(g.T, "values", []string{"AA0", "AA1", "https://news.example/x1"}, 2))
				c := query.Holding(query.Compare{Prop: p, Op: query.In, Value: values, Until: query.NoParam})
				c.Prop, c.Values = &p, values
				return c
			}
		}
	}
	return query.Holding(g.filter(k, 2))
}

// selection draws what to bring of a node.
func (g *generator) selection(k demand.NodeKind, depth int) *query.Selection {
	kind, _ := demand.KindOf(k)
	s := &query.Selection{Kind: k}
	for _, p := range append(slices.Clone(kind.Props), demand.Common[0]) {
		if p.Type != demand.Instant && p.Type != demand.Counts && chance(g.T, p.Name, 2) {
			s.Props = append(s.Props, p)
		}
	}
	if depth == 0 {
		return s
	}
	for i := range demand.Relations {
		r := &demand.Relations[i]
		if r.From != k || !chance(g.T, r.Name, 4) {
			continue
		}
		if r.One {
			s.Ones = append(s.Ones, query.One{Relation: r, Select: g.selection(r.To, depth-1)})
			continue
		}
		s.Lists = append(s.Lists, g.nested(r, depth-1))
	}
	if k == demand.KindDemand && chance(g.T, "ledger", 4) {
		s.Ledgers = append(s.Ledgers, query.Ledger{Filter: g.heard()})
	}
	if (k == demand.KindDemand || k == demand.KindActor) && chance(g.T, "stances", 4) {
		s.Stances = append(s.Stances, g.stances(k))
	}
	return s
}

func (g *generator) nested(r *demand.Relation, depth int) query.List {
	l := query.List{Kind: r.To, Relation: r, Access: query.Everything, Order: defaultOrder(r.From, r.To)}
	if chance(g.T, "ordered", 3) {
		l.Order = g.order(r.To)
	}
	g.list(&l, depth)
	if chance(g.T, "filtered", 2) {
		l.Filter = g.filter(r.To, 1)
	}
	if r.Transitive {
		return l
	}
	for _, p := range r.EdgeProps() {
		if chance(g.T, p.Name, 3) {
			l.EdgeProps = append(l.EdgeProps, p)
		}
	}
	if e, ok := demand.EdgeOf(r.Edge); ok && e.Asserted {
		for name, kind := range map[string]demand.NodeKind{"annotationKeys": demand.KindAnnotation} {
			if chance(g.T, "edge's "+name, 3) {
				l.EdgeLists = append(l.EdgeLists, query.EdgeList{Prop: name, Select: g.selection(kind, 0), Page: g.first(2), Rows: true, Count: true})
			}
		}
	}
	return l
}

// heard draws which positions count.
func (g *generator) heard() query.Filter {
	switch pick(g.T, "heard", []string{"all", "own word", "moment"}) {
	case "own word":
		return query.OwnWord
	case "moment":
		return query.And{query.OwnWord, g.moment()}
	}
	return nil
}

func (g *generator) stances(k demand.NodeKind) query.Stances {
	s := g.tree.stances(g.heard())
	switch {
	case k == demand.KindActor:
		s.Demand = g.val(pick(g.T, "stance on", genDemands))
		s.Page = g.first(1)
	case chance(g.T, "of one actor", 3):
		s.Actor = g.val(pick(g.T, "stance of", genActors))
		s.Page = g.first(1)
	default:
		s.Page = g.first(rapid.IntRange(1, 3).Draw(g.T, "stances' size"))
	}
	return s
}

// lookupQuery draws a lookup of nodes that are there or not.
func (g *generator) lookupQuery() *query.Query {
	l := &query.Lookup{}
	for range rapid.IntRange(1, 3).Draw(g.T, "refs") {
		key := g.val(pick(g.T, "key", slices.Concat(genActors, genDemands, genRegions, genEvents, []string{"x1", "p1", "nothing"})))
		kind := pick(g.T, "kind", []demand.NodeKind{demand.KindActor, demand.KindDemand, demand.KindRegion, demand.KindEvent, demand.KindArticle, demand.KindPosition})
		l.Refs = append(l.Refs, query.LookupRef{Kind: kind, Key: key})
		if l.Select(kind) == nil {
			l.Selects = append(l.Selects, g.selection(kind, 3))
		}
	}
	return &query.Query{Lookup: l, Params: g.params, Events: g.events}
}

func (g *generator) searchQuery() *query.Query {
	var kinds []demand.NodeKind
	for _, k := range demand.Kinds {
		if len(k.Named)+len(k.Worded) > 0 && chance(g.T, string(k.Name), 2) {
			kinds = append(kinds, k.Name)
		}
	}
	s := g.searching(pick(g.T, "text", append([]string{"ky", "topic", "root causes", "élysee", "event e1", "d1", "article x1", "kie", "Киев", `"root causes"`, `causes "root"`, "kiev to", "caus"}, genTexts...)), kinds...)
	s.Page = g.first(rapid.IntRange(1, 4).Draw(g.T, "size"))
	s.Page.Backward, s.Count, s.Previous = chance(g.T, "backward", 4), chance(g.T, "count", 3), chance(g.T, "previous", 2)
	s.Facets = chance(g.T, "facets", 4)
	for i, sel := range s.Selects {
		s.Selects[i] = g.selection(sel.Kind, 1)
	}
	return &query.Query{Search: s, Params: g.params, Events: g.events}
}

// genQuery draws a query, without cursors.
func genQuery(t *rapid.T) *query.Query {
	g := &generator{T: t}
	switch pick(t, "query", []string{"list", "list", "list", "lookup", "search"}) {
	case "lookup":
		return g.lookupQuery()
	case "search":
		return g.searchQuery()
	}
	return g.rootQuery()
}
