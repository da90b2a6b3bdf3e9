package storetest

import (
	"context"
	"slices"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// tree builds one query as package graph does: values by parameter, root lists
// planned by query.Plan.
type tree struct {
	params []any
	events []query.Param
}

// val adds a value.
func (t *tree) val(v any) query.Param {
	t.params = append(t.params, v)
	return query.Param(len(t.params) - 1)
}

// first is the page of the first n.
func (t *tree) first(n int) query.Page {
	return query.Page{Size: t.val(int64(n)), After: query.NoParam, Before: query.NoParam}
}

func prop(kind demand.NodeKind, name string) demand.Prop {
	if name == demand.SortName {
		return demand.Prop{Name: demand.SortName, Type: demand.String}
	}
	k, _ := demand.KindOf(kind)
	p, ok := k.Prop(name)
	if !ok {
		panic("storetest: no property " + name + " of " + string(kind))
	}
	return p
}

func props(kind demand.NodeKind, names ...string) []demand.Prop {
	var all []demand.Prop
	for _, name := range names {
		all = append(all, prop(kind, name))
	}
	return all
}

func relation(kind demand.NodeKind, name string) *demand.Relation {
	r, ok := demand.RelationOf(kind, name)
	if !ok {
		panic("storetest: no relation " + name + " of " + string(kind))
	}
	return r
}

// is compares a property of a kind with a value; the value of Missing is nil.
func (t *tree) is(kind demand.NodeKind, name string, op query.Op, value any) query.Compare {
	return t.compare(prop(kind, name), op, value)
}

func (t *tree) compare(p demand.Prop, op query.Op, value any) query.Compare {
	c := query.Compare{Prop: p, Op: op, Value: query.NoParam, Until: query.NoParam}
	switch v := value.(type) {
	case nil:
	case [2]string:
		c.Value, c.Until = t.val(v[0]), t.val(v[1])
	default:
		c.Value = t.val(v)
	}
	return c
}

// keyed is the condition that a node has a key.
func (t *tree) keyed(kind demand.NodeKind, key string) query.Conjunct {
	p := t.val([]string{key})
	c := query.Holding(query.Compare{Prop: prop(kind, "key"), Op: query.In, Value: p, Until: query.NoParam})
	c.Keys = p
	return c
}

// through is the condition that a relation leads to a node with a key, or, with
// several keys, with one of them; switches are those of a filter that says nothing.
func (t *tree) through(kind demand.NodeKind, name string, q query.Quantity, keys ...string) query.Conjunct {
	return t.switched(kind, name, q, query.Switches{RollUp: true, Descendants: true}, keys...)
}

func (t *tree) switched(kind demand.NodeKind, name string, q query.Quantity, sw query.Switches, keys ...string) query.Conjunct {
	c := query.Compare{Prop: demand.Common[0], Op: query.Eq, Until: query.NoParam}
	if len(keys) == 1 {
		c.Value = t.val(keys[0])
	} else {
		c.Op, c.Value = query.In, t.val(keys)
	}
	conjunct, ok := query.Through(kind, name, q, c, query.Keys{Param: c.Value, Several: len(keys) != 1}, sw)
	if !ok {
		panic("storetest: no condition through " + name + " of " + string(kind))
	}
	return conjunct
}

// root is a list at the root: the first 20 with all that can be asked of a page.
func (t *tree) root(kind demand.NodeKind, order query.Order, all ...query.Conjunct) *query.List {
	access, filter := query.Plan(kind, all, order)
	return &query.List{Kind: kind, Access: access, Filter: filter, Order: order, Page: t.first(20), Rows: true, Count: true, Previous: true}
}

// below is a list below a node in its default order: the first 20.
func (t *tree) below(kind demand.NodeKind, name string, s *query.Selection) query.List {
	r := relation(kind, name)
	return query.List{Kind: r.To, Relation: r, Access: query.Everything, Order: defaultOrder(r.From, r.To), Page: t.first(20), Rows: true, Count: true, Previous: true, Select: s}
}

// defaultOrder is the order of the model for a kind below another, or at the root.
func defaultOrder(from, kind demand.NodeKind) query.Order {
	switch kind {
	case demand.KindPosition:
		return query.Order{By: demand.SortName, Desc: from != demand.KindDemand}
	case demand.KindDemand:
		return query.Order{By: demand.SortName, Desc: true}
	case demand.KindAnnotation:
		return query.Order{By: demand.SortName}
	}
	return query.Order{By: "key"}
}

func (t *tree) list(l *query.List) *query.Query {
	return &query.Query{List: l, Params: t.params, Events: t.events}
}

func (t *tree) lookup(kind demand.NodeKind, key string, s *query.Selection) *query.Query {
	s.Kind = kind
	refs := []query.LookupRef{{Kind: kind, Key: t.val(key)}}
	return &query.Query{Lookup: &query.Lookup{Refs: refs, Selects: []*query.Selection{s}}, Params: t.params, Events: t.events}
}

// searching is a full-text search over some kinds, or all that are searched.
func (t *tree) searching(text string, kinds ...demand.NodeKind) *query.Search {
	s := &query.Search{Text: t.val(text), Page: t.first(20), Count: true, Facets: true, Rows: true, Previous: true}
	for _, k := range demand.Kinds {
		if len(kinds) > 0 && !slices.Contains(kinds, k.Name) || len(k.Named)+len(k.Worded) == 0 {
			continue
		}
		s.Kinds = append(s.Kinds, k.Name)
		s.Selects = append(s.Selects, &query.Selection{Kind: k.Name, Props: props(k.Name, "key")})
	}
	return s
}

// read answers a query or fails the test.
func read(t testing.TB, s store.Store, q *query.Query) query.Items {
	t.Helper()
	a, err := s.Read(context.Background(), q)
	if err != nil {
		t.Fatalf("read %s: %v", q.Shape(), err)
	}
	return a.Page
}

// keys are the keys of the items of a page.
func keys(items query.Items) []string {
	out := []string{}
	for _, item := range items.Items {
		switch {
		case item.Node != nil:
			out = append(out, item.Node.Key)
		case item.Stance != nil && item.Stance.Principal != nil:
			out = append(out, item.Stance.Principal.Key)
		default:
			out = append(out, "")
		}
	}
	return out
}
