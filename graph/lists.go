package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// relationList adds to s the page of a relation that a field asks for.
func (b *builder) relationList(s *query.Selection, r *demand.Relation, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	args := b.arguments(f)
	kind, _ := demand.KindOf(r.To)
	l := &query.List{Kind: r.To, Relation: r, Access: query.Everything, Select: &query.Selection{Kind: r.To}}
	l.Order = orderOf(args, r.To, r)
	// The list of a relation, where it has one, is in the order of the kept sort.
	l.Access.Sorted = r.List != "" && l.Order.By == demand.SortName
	var err error
	if l.Page, err = b.page(args, cursorOrder(l.Order)); err != nil {
		return nil, err
	}
	if given, ok := args["filter"].(map[string]any); ok {
		conditions, err := b.conditions(kind, given, defaultSwitches, belowNode)
		if err != nil {
			return nil, within("filter", err)
		}
		l.Filter = allOf(listed(conditions, kind, r))
	}
	given, _ := args["filter"].(map[string]any)
	plan, see, err := b.list(l, f, given)
	if err != nil {
		return nil, err
	}
	at := len(s.Lists)
	s.Lists = append(s.Lists, *l)
	return func(w *writer, n *query.Node) {
		see(&n.Lists[at], n.Key)
		plan.write(w, &n.Lists[at])
	}, nil
}

// listed puts in place of a condition that one kept list decides a look into
// that list. It serves where the nodes walked carry their place in lists.
func listed(conditions []query.Conjunct, kind *demand.Kind, r *demand.Relation) []query.Conjunct {
	if r.List == "" || !kind.Sorted {
		return conditions
	}
	for i, c := range conditions {
		if c.Exact && !c.Lists.Union && c.Lists.Key != query.NoParam {
			conditions[i] = query.Holding(query.Listed{Prefix: c.Lists.Prefix, Key: c.Lists.Key})
		}
	}
	return conditions
}

// list gives the plan of the connection of l, and sets in l what it asks for. See must be
// told of each list that is written, for its facets.
func (b *builder) list(l *query.List, f graphql.CollectedField, filter map[string]any) (plan object[*query.Items], see func(page *query.Items, key string), err error) {
	c := &connection{order: cursorOrder(l.Order), node: func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		return b.itemNode(l.Select, set)
	}}
	if hasEdgeFields(l.Relation) {
		c.property = func(f graphql.CollectedField) (func(*writer, *query.Item), error) { return b.edgeField(l, f) }
	}
	see = b.facetsOf(c, l.Kind, l.Relation, filter)
	plan, err = b.connection(c, f)
	l.Rows, l.Count, l.Previous, l.Plain = c.rows, c.count, c.previous, c.rows && !c.places
	return plan, see, err
}

// itemNode writes the node of an item, which is never missing.
func (b *builder) itemNode(s *query.Selection, set ast.SelectionSet) (func(*writer, *query.Item), error) {
	plan, err := b.node(s, set)
	return func(w *writer, item *query.Item) { writeOne(w, plan, item.Node, true) }, err
}

// hasEdgeFields says whether the connection of a relation shows fields of its
// edge: not where more than one edge led there.
func hasEdgeFields(r *demand.Relation) bool {
	return r != nil && !r.Transitive && len(r.EdgeProps()) > 0
}

// edgeField adds to l a field of its edge.
func (b *builder) edgeField(l *query.List, f graphql.CollectedField) (func(*writer, *query.Item), error) {
	edge, _ := demand.EdgeOf(l.Relation.Edge)
	if edge.Asserted {
		switch f.Name {
		case "evidence":
			return b.edgeList(l, "annotationKeys", demand.KindAnnotation, query.Order{By: demand.SortName}, f)
		case "imports":
			return b.edgeList(l, "importKeys", demand.KindImport, query.Order{By: "key"}, f)
		}
	}
	p, ok := edge.Prop(f.Name)
	if !ok {
		return nil, unanswered(f)
	}
	at := slices.Index(l.EdgeProps, p)
	if at < 0 {
		at = len(l.EdgeProps)
		l.EdgeProps = append(l.EdgeProps, p)
	}
	value, err := b.valueOf(p, f)
	return func(w *writer, item *query.Item) { value(w, item.Edge[at]) }, err
}

// edgeList adds to l a page of the nodes whose keys its edge carries.
func (b *builder) edgeList(l *query.List, prop string, kind demand.NodeKind, order query.Order, f graphql.CollectedField) (func(*writer, *query.Item), error) {
	e := query.EdgeList{Prop: prop, Select: &query.Selection{Kind: kind}}
	c := &connection{order: cursorOrder(order), node: func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		return b.itemNode(e.Select, set)
	}}
	var err error
	if e.Page, err = b.page(b.arguments(f), c.order); err != nil {
		return nil, err
	}
	plan, err := b.connection(c, f)
	e.Rows, e.Count = c.rows, c.count
	at := len(l.EdgeLists)
	l.EdgeLists = append(l.EdgeLists, e)
	return func(w *writer, item *query.Item) { plan.write(w, &item.Lists[at]) }, err
}
