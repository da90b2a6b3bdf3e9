package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/facts"
	"demandgraph/query"
)

// listing is a connection of things that were worked out and are no nodes.
type listing[T any] struct {
	page  facts.Page
	rows  bool
	plan  object[*query.Items]
	shown map[string]*T // those of the page, by their places
}

// newListing builds the connection of a root field in an order that cursors name, given
// the plan of one thing.
func newListing[T any](b *builder, f graphql.CollectedField, args map[string]any, order query.Order, node func(ast.SelectionSet) (object[*T], error)) (*listing[T], error) {
	l := &listing[T]{shown: map[string]*T{}}
	c := &connection{order: cursorOrder(order)}
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		plan, err := node(set)
		return func(w *writer, item *query.Item) { plan.write(w, l.shown[item.Sort]) }, err
	}
	own := &builder{op: b.op, query: &query.Query{}}
	page, err := own.page(args, c.order)
	if err != nil {
		return nil, err
	}
	l.page = own.windowOf(page, order.Desc)
	l.plan, err = b.connection(c, f)
	l.rows = c.rows
	return l, err
}

// windowOf is a page whose values the builder holds.
func (b *builder) windowOf(page query.Page, desc bool) facts.Page {
	sort := func(p query.Param) string {
		if p == query.NoParam {
			return ""
		}
		text, _ := b.query.Params[p].(string)
		return text
	}
	size, _ := b.query.Params[page.Size].(int64)
	return facts.Page{Size: int(size), Backward: page.Backward, Desc: desc, After: sort(page.After), Before: sort(page.Before)}
}

// cut takes the page out of all things, given the place of each, and gives those on it.
func (l *listing[T]) cut(all []T, place func(*T) string) (*query.Items, []T) {
	kept := l.page.Keep()
	at := make(map[string]int, len(all))
	for i := range all {
		sort := place(&all[i])
		at[sort] = i
		kept.Add(facts.Keyed{Sort: sort})
	}
	nodes, previous, next := kept.Shown()
	items := &query.Items{Total: int64(kept.Total), HasPrevious: previous, HasNext: next}
	if !l.rows {
		return items, nil
	}
	shown := make([]T, len(nodes))
	for i, n := range nodes {
		shown[i] = all[at[n.Sort]]
		l.shown[n.Sort] = &shown[i]
		items.Items = append(items.Items, query.Item{Sort: n.Sort})
	}
	return items, shown
}
