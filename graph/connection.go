package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/query"
)

// connection is what the fields of a connection are made from. Its flags are
// set as they ask for something.
type connection struct {
	order                 string // of its cursors, see cursorOrder
	rows, count, previous bool
	places                bool // cursors, or what lies outside the page

	// node gives what writes the node of an edge; entry what writes an element
	// of nodes, where that is something else.
	node, entry func(ast.SelectionSet) (func(*writer, *query.Item), error)
	// property gives what writes a field of an edge beyond cursor and node.
	property func(graphql.CollectedField) (func(*writer, *query.Item), error)
	// more gives what writes a field of the connection beyond those of all.
	more func(graphql.CollectedField) (func(*writer, *query.Items), error)
}

// connection gives the plan of a connection.
func (b *builder) connection(c *connection, f graphql.CollectedField) (object[*query.Items], error) {
	typeName := f.Definition.Type.Name()
	fields := b.collect(f.Selections, typeName)
	out := make(object[*query.Items], 0, len(fields))
	for _, sub := range fields {
		write, err := b.connectionField(c, typeName, sub)
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		out.add(sub.Alias, write)
	}
	return out, nil
}

func (b *builder) connectionField(c *connection, typeName string, f graphql.CollectedField) (func(*writer, *query.Items), error) {
	switch f.Name {
	case "__typename":
		return func(w *writer, _ *query.Items) { w.string(typeName) }, nil
	case "totalCount":
		c.count = true
		return func(w *writer, items *query.Items) { w.int(items.Total) }, nil
	case "pageInfo":
		plan, err := b.pageInfo(c, f)
		return func(w *writer, items *query.Items) { plan.write(w, items) }, err
	case "nodes":
		c.rows = true
		entry := c.entry
		if entry == nil {
			entry = c.node
		}
		write, err := entry(f.Selections)
		return func(w *writer, items *query.Items) { writeList(w, items.Items, write) }, err
	case "edges":
		c.rows = true
		plan, err := b.edge(c, f)
		write := func(w *writer, item *query.Item) { plan.write(w, item) }
		return func(w *writer, items *query.Items) { writeList(w, items.Items, write) }, err
	}
	if c.more != nil {
		return c.more(f)
	}
	if f.Name == "facets" {
		return nil, noFacets()
	}
	return nil, unanswered(f)
}

// edge gives the plan of an edge.
func (b *builder) edge(c *connection, f graphql.CollectedField) (object[*query.Item], error) {
	typeName := f.Definition.Type.Name()
	var out object[*query.Item]
	for _, sub := range b.collect(f.Selections, typeName) {
		var write func(*writer, *query.Item)
		var err error
		switch {
		case sub.Name == "__typename":
			write = func(w *writer, _ *query.Item) { w.string(typeName) }
		case sub.Name == "cursor":
			c.places = true
			write = func(w *writer, item *query.Item) { w.b = appendCursor(w.b, c.order, item.Sort) }
		case sub.Name == "node":
			write, err = c.node(sub.Selections)
		case c.property != nil:
			write, err = c.property(sub)
		default:
			err = unanswered(sub)
		}
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		out.add(sub.Alias, write)
	}
	return out, nil
}

// pageInfo gives the plan of a PageInfo.
func (b *builder) pageInfo(c *connection, f graphql.CollectedField) (object[*query.Items], error) {
	var out object[*query.Items]
	cursor := func(at func(n int) int) func(*writer, *query.Items) {
		return func(w *writer, items *query.Items) {
			if len(items.Items) == 0 {
				w.null()
				return
			}
			w.b = appendCursor(w.b, c.order, items.Items[at(len(items.Items))].Sort)
		}
	}
	c.rows, c.places = true, true
	for _, sub := range b.collect(f.Selections, "PageInfo") {
		switch sub.Name {
		case "__typename":
			out.add(sub.Alias, func(w *writer, _ *query.Items) { w.string("PageInfo") })
		case "hasNextPage":
			out.add(sub.Alias, func(w *writer, items *query.Items) { w.bool(items.HasNext) })
		case "hasPreviousPage":
			c.previous = true
			out.add(sub.Alias, func(w *writer, items *query.Items) { w.bool(items.HasPrevious) })
		case "startCursor":
			out.add(sub.Alias, cursor(func(int) int { return 0 }))
		case "endCursor":
			out.add(sub.Alias, cursor(func(n int) int { return n - 1 }))
		default:
			return nil, unanswered(sub)
		}
	}
	return out, nil
}
