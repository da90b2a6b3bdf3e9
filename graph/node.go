package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// byKind are the plans of a field whose type is the interface Node.
type byKind map[demand.NodeKind]object[*query.Node]

// write writes a node of any of the kinds, or null.
func (plans byKind) write(w *writer, n *query.Node) {
	if n == nil {
		w.null()
		return
	}
	plan, ok := plans[n.Kind]
	if !ok {
		w.fail("a node of kind %q", n.Kind)
		return
	}
	plan.write(w, n)
}

// writeOne writes a node that may be missing, unless it is required.
func writeOne(w *writer, plan object[*query.Node], n *query.Node, required bool) {
	switch {
	case n != nil:
		plan.write(w, n)
	case required:
		w.fail("a required node is missing")
	default:
		w.null()
	}
}

// node adds to s what a selection asks of a node of its kind, and gives the plan
// to write it by. Several selections may share one s, as nodes and edges of a
// connection do: what both ask for is read once.
func (b *builder) node(s *query.Selection, set ast.SelectionSet) (object[*query.Node], error) {
	kind, _ := demand.KindOf(s.Kind)
	fields := b.collect(set, string(s.Kind), "Node")
	out := make(object[*query.Node], 0, len(fields))
	for _, f := range fields {
		write, err := b.nodeField(s, kind, f)
		if err != nil {
			return nil, within(f.Alias, err)
		}
		out.add(f.Alias, write)
	}
	return out, nil
}

// nodeField adds to s what one field of a node needs.
func (b *builder) nodeField(s *query.Selection, kind *demand.Kind, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	switch f.Name {
	case "__typename":
		return func(w *writer, n *query.Node) { w.string(string(n.Kind)) }, nil
	case "id":
		return func(w *writer, n *query.Node) { w.string(demand.GlobalID(n.Kind, n.Key)) }, nil
	case "key":
		return func(w *writer, n *query.Node) { w.string(n.Key) }, nil
	case "status":
		if asOf, ok := b.arguments(f)["asOf"].(map[string]any); ok {
			return b.statusAsOf(s, asOf)
		}
	case "geoJson", "locationPrecision":
		return b.placeField(s, f)
	case "stance", "stances":
		return b.stanceField(s, f)
	}
	if p, ok := kind.Prop(f.Name); ok {
		return b.property(s, p, f)
	}
	r, ok := demand.RelationOf(kind.Name, f.Name)
	if !ok {
		return nil, unanswered(f)
	}
	if r.One {
		return b.one(s, r, f)
	}
	return b.relationList(s, r, f)
}

// property adds a property to s, once, and writes its value.
func (b *builder) property(s *query.Selection, p demand.Prop, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	at := s.Add(p)
	value, err := b.valueOf(p, f)
	return func(w *writer, n *query.Node) { value(w, n.Values[at]) }, err
}

// one adds a relation to one node to s, once: it has no arguments, so that all
// fields that ask for it mean the same.
func (b *builder) one(s *query.Selection, r *demand.Relation, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	at := slices.IndexFunc(s.Ones, func(o query.One) bool { return o.Relation == r })
	if at < 0 {
		at = len(s.Ones)
		s.Ones = append(s.Ones, query.One{Relation: r, Select: &query.Selection{Kind: r.To}})
	}
	plan, err := b.node(s.Ones[at].Select, f.Selections)
	return func(w *writer, n *query.Node) { writeOne(w, plan, n.Ones[at], r.Required) }, err
}
