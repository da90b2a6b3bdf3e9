package neo4j

import (
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// tree builds queries for tests.
type tree struct{ params []any }

func (t *tree) value(v any) query.Param {
	t.params = append(t.params, v)
	return query.Param(len(t.params) - 1)
}

func (t *tree) page(size int64) query.Page {
	return query.Page{Size: t.value(size), After: query.NoParam, Before: query.NoParam}
}

// sel selects properties, named in one string.
func sel(kind demand.NodeKind, props string) *query.Selection {
	s := &query.Selection{Kind: kind}
	for _, name := range strings.Fields(props) {
		s.Props = append(s.Props, prop(kind, name))
	}
	return s
}

func prop(kind demand.NodeKind, name string) demand.Prop {
	k, _ := demand.KindOf(kind)
	p, ok := k.Prop(name)
	if !ok && name != demand.SortName {
		panic("no property " + name)
	}
	if name == demand.SortName {
		p = demand.Prop{Name: name, Type: demand.String}
	}
	return p
}

func relation(from demand.NodeKind, name string) *demand.Relation {
	r, ok := demand.RelationOf(from, name)
	if !ok {
		panic("no relation " + name)
	}
	return r
}

// one adds a relation to one node.
func one(s *query.Selection, name string, to *query.Selection) *query.Selection {
	s.Ones = append(s.Ones, query.One{Relation: relation(s.Kind, name), Select: to})
	return s
}

// list adds a list of 20 in the default order of the relation.
func (t *tree) list(s *query.Selection, name string, to *query.Selection) *query.List {
	r := relation(s.Kind, name)
	order := query.Order{By: "key"}
	if k, _ := demand.KindOf(r.To); k.Sorted {
		order.By = demand.SortName
		order.Desc = r.To != demand.KindAnnotation && !(s.Kind == demand.KindDemand && name == "positions")
	}
	s.Lists = append(s.Lists, query.List{Kind: r.To, Relation: r, Order: order, Page: t.page(20), Select: to, Rows: true, Access: query.Everything})
	return &s.Lists[len(s.Lists)-1]
}

func eq(p demand.Prop, v query.Param) query.Filter {
	return query.Compare{Prop: p, Op: query.Eq, Value: v, Until: query.NoParam}
}

var everything = query.Switches{RollUp: true, Descendants: true}

// through makes a condition on the key of what a relation leads to.
func (t *tree) through(kind demand.NodeKind, name, key string) query.Conjunct {
	p := t.value(key)
	c, ok := query.Through(kind, name, query.Some, eq(demand.Common[0], p), query.Keys{Param: p}, everything)
	if !ok {
		panic("no relation " + name)
	}
	return c
}

// root makes a root list of 20 that meets all conditions.
func (t *tree) root(kind demand.NodeKind, by string, desc bool, s *query.Selection, all ...query.Conjunct) *query.List {
	l := &query.List{Kind: kind, Order: query.Order{By: by, Desc: desc}, Select: s, Rows: true}
	l.Access, l.Filter = query.Plan(kind, all, l.Order)
	l.Page = t.page(20)
	return l
}

func (t *tree) ofList(l *query.List) *query.Query { return &query.Query{List: l, Params: t.params} }

func (t *tree) lookup(s *query.Selection, key string) *query.Query {
	refs := []query.LookupRef{{Kind: s.Kind, Key: t.value(key)}}
	return &query.Query{Lookup: &query.Lookup{Refs: refs, Selects: []*query.Selection{s}}, Params: t.params}
}

// The operations that the service is measured by.

func whoDemandedWhat(demander, addressee string) *query.Query {
	t := &tree{}
	article := sel(demand.KindArticle, "key title url publisher publishedAt")
	annotation := func() *query.Selection {
		return one(sel(demand.KindAnnotation, "exact start end confidence"), "article", article)
	}
	position := sel(demand.KindPosition, "kind side date phase certainty attribution")
	one(position, "actor", sel(demand.KindActor, "key name"))
	one(position, "onBehalfOf", sel(demand.KindActor, "key name"))
	one(position, "accordingTo", sel(demand.KindActor, "key"))
	one(position, "event", sel(demand.KindEvent, "key"))
	t.list(position, "evidence", annotation()).Count = true
	term := one(sel(demand.KindTerm, "kind summary certainty"), "offeredBy", sel(demand.KindActor, "key"))
	t.list(term, "evidence", sel(demand.KindAnnotation, "exact"))
	d := sel(demand.KindDemand, "key summary status madeOn")
	t.list(d, "addressees", sel(demand.KindActor, "key name type"))
	t.list(d, "regions", sel(demand.KindRegion, "key name isoCode"))
	t.list(d, "terms", term)
	t.list(d, "positions", position)
	l := t.root(demand.KindDemand, demand.SortName, false, d, t.through(demand.KindDemand, "demander", demander), t.through(demand.KindDemand, "addressee", addressee))
	l.Count = true
	return t.ofList(l)
}

func regionQuery(key string) *query.Query {
	t := &tree{}
	r := sel(demand.KindRegion, "name")
	t.list(r, "ancestors", sel(demand.KindRegion, "key"))
	below := t.list(r, "descendants", sel(demand.KindRegion, "key"))
	below.Count, below.Page = true, t.page(50)
	position := one(sel(demand.KindPosition, ""), "actor", sel(demand.KindActor, "key"))
	d := sel(demand.KindDemand, "key")
	t.list(d, "positions", position).Page = t.page(1)
	t.list(r, "demands", d).Page = t.page(10)
	return t.lookup(r, key)
}

func beforeAfter(key, event string) *query.Query {
	t := &tree{}
	e := t.value(event)
	d := sel(demand.KindDemand, "")
	for _, phase := range []demand.Phase{demand.PhaseBefore, demand.PhaseAfter} {
		d.Ledgers = append(d.Ledgers, query.Ledger{Filter: query.And{query.OwnWord, query.AsOfEvent(e, phase)}})
	}
	d.Stances = append(d.Stances, query.Stances{
		Filter: query.And{query.OwnWord, query.AsOfDate(t.value(demand.SortDated), t.value("2025-08-16"+demand.SortEnd))},
		Actor:  query.NoParam, Demand: query.NoParam, Page: t.page(20),
		Principal: sel(demand.KindActor, "key"), Position: sel(demand.KindPosition, "kind date"),
	})
	q := t.lookup(d, key)
	q.Events = []query.Param{e}
	return q
}

func actorQuery(key string) *query.Query {
	t := &tree{}
	a := sel(demand.KindActor, "")
	affiliations := t.list(a, "affiliations", sel(demand.KindActor, "key"))
	affiliations.EdgeProps = affiliations.Relation.EdgeProps()[:4]
	position := one(sel(demand.KindPosition, ""), "demand", sel(demand.KindDemand, "key"))
	one(position, "onBehalfOf", sel(demand.KindActor, "key"))
	positions := t.list(a, "positions", position)
	positions.Page = t.page(5)
	positions.Filter = query.Compare{Prop: prop(demand.KindPosition, "kind"), Op: query.In, Value: t.value([]string{"DEMANDS", "REITERATES"}), Until: query.NoParam}
	t.list(a, "demandsMade", sel(demand.KindDemand, "key")).Page = t.page(5)
	t.list(a, "demandsReceived", sel(demand.KindDemand, "key")).Page = t.page(5)
	return t.lookup(a, key)
}

func find(text string) *query.Query {
	t := &tree{}
	s := &query.Search{Text: t.value(text), Page: t.page(5), Rows: true}
	for _, k := range demand.Kinds {
		if len(k.Named)+len(k.Worded) > 0 {
			s.Kinds = append(s.Kinds, k.Name)
			props := ""
			switch k.Name {
			case demand.KindDemand:
				props = "key"
			case demand.KindAnnotation:
				props = "exact"
			}
			n := sel(k.Name, props)
			if k.Name == demand.KindAnnotation {
				one(n, "article", sel(demand.KindArticle, "key"))
			}
			s.Selects = append(s.Selects, n)
		}
	}
	return &query.Query{Search: s, Params: t.params}
}

func threats() *query.Query {
	t := &tree{}
	kind := eq(prop(demand.KindTerm, "kind"), t.value("OTHERWISE"))
	c, _ := query.Through(demand.KindDemand, "term", query.Some, kind, query.Keys{Param: query.NoParam}, everything)
	return t.ofList(t.root(demand.KindDemand, demand.SortName, true, sel(demand.KindDemand, "key"), c))
}
