package sqlite

import (
	"demandgraph/demand"
	"demandgraph/query"
)

// builder makes queries by hand.
type builder struct{ params []any }

func (b *builder) param(v any) query.Param {
	b.params = append(b.params, v)
	return query.Param(len(b.params) - 1)
}

func (b *builder) page(size int) query.Page {
	return query.Page{Size: b.param(int64(size)), After: query.NoParam, Before: query.NoParam}
}

func (b *builder) list(l *query.List) *query.Query {
	return &query.Query{List: l, Params: b.params}
}

func prop(kind demand.NodeKind, name string) demand.Prop {
	if name == demand.SortName {
		return sortProp
	}
	p, ok := kindOf(kind).Prop(name)
	if !ok {
		panic("no property " + name)
	}
	return p
}

func selectProps(kind demand.NodeKind, names ...string) *query.Selection {
	s := &query.Selection{Kind: kind}
	for _, n := range names {
		s.Props = append(s.Props, prop(kind, n))
	}
	return s
}

func relation(kind demand.NodeKind, name string) *demand.Relation {
	r, ok := demand.RelationOf(kind, name)
	if !ok {
		panic("no relation " + name)
	}
	return r
}

func one(kind demand.NodeKind, name string, props ...string) query.One {
	r := relation(kind, name)
	return query.One{Relation: r, Select: selectProps(r.To, props...)}
}

// child is a list below a node, in the order of its kind.
func (b *builder) child(kind demand.NodeKind, name string, size int, sel *query.Selection) query.List {
	r := relation(kind, name)
	order := query.Order{By: "key"}
	if kindOf(r.To).Sorted {
		order = query.Order{By: demand.SortName, Desc: r.To != demand.KindAnnotation && kind != demand.KindDemand}
	}
	return query.List{Kind: r.To, Relation: r, Access: query.Everything, Order: order, Page: b.page(size), Select: sel, Rows: true}
}

// deep is the selection of the query "who demanded what", below demands.
func (b *builder) deep() *query.Selection {
	evidence := func(kind demand.NodeKind) query.List {
		sel := selectProps(demand.KindAnnotation, "exact", "start", "end", "confidence")
		sel.Ones = []query.One{one(demand.KindAnnotation, "article", "key", "title", "url", "publisher", "publishedAt")}
		l := b.child(kind, "evidence", 20, sel)
		l.Count = true
		return l
	}
	terms := selectProps(demand.KindTerm, "kind", "summary", "certainty")
	terms.Ones = []query.One{one(demand.KindTerm, "offeredBy", "key")}
	terms.Lists = []query.List{evidence(demand.KindTerm)}
	positions := selectProps(demand.KindPosition, "kind", "side", "date", "phase", "certainty", "attribution")
	positions.Ones = []query.One{one(demand.KindPosition, "actor", "key", "name"), one(demand.KindPosition, "onBehalfOf", "key", "name"),
		one(demand.KindPosition, "accordingTo", "key"), one(demand.KindPosition, "event", "key")}
	positions.Lists = []query.List{evidence(demand.KindPosition)}
	sel := selectProps(demand.KindDemand, "key", "summary", "status", "madeOn")
	sel.Lists = []query.List{
		b.child(demand.KindDemand, "addressees", 20, selectProps(demand.KindActor, "key", "name", "type")),
		b.child(demand.KindDemand, "regions", 20, selectProps(demand.KindRegion, "key", "name", "isoCode")),
		b.child(demand.KindDemand, "terms", 20, terms),
		b.child(demand.KindDemand, "positions", 20, positions),
	}
	return sel
}

// whoDemandedWhat is the query of that name: demands of a demander and an addressee.
func whoDemandedWhat(demander, addressee string) *query.Query {
	b := &builder{}
	eq := func(key string) (query.Filter, query.Param) {
		p := b.param(key)
		return query.Compare{Prop: demand.Common[0], Op: query.Eq, Value: p, Until: query.NoParam}, p
	}
	sw := query.Switches{RollUp: true, Descendants: true}
	var all []query.Conjunct
	for _, through := range []struct{ name, key string }{{"demander", demander}, {"addressee", addressee}} {
		f, p := eq(through.key)
		c, ok := query.Through(demand.KindDemand, through.name, query.Some, f, query.Keys{Param: p}, sw)
		if !ok {
			panic(through.name)
		}
		all = append(all, c)
	}
	order := query.Order{By: demand.SortName}
	access, filter := query.Plan(demand.KindDemand, all, order)
	l := &query.List{Kind: demand.KindDemand, Filter: filter, Access: access, Order: order, Page: b.page(20), Rows: true, Count: true}
	l.Select = b.deep()
	return b.list(l)
}
