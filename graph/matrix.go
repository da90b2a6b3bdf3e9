package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/graph/handler/scalar"
	"demandgraph/stance"
)

// maxMatrix bounds the rows and the columns of a matrix.
const maxMatrix = 100

// stanceMatrix answers Query.stanceMatrix.
func (b *builder) stanceMatrix(f graphql.CollectedField, args map[string]any) (work, error) {
	counts := countingOf(args)
	q := &stance.MatrixQuery{RollUp: counts.rollUp}
	var err error
	if q.MaxRows, err = count(args, "maxRows", maxMatrix); err != nil {
		return nil, err
	}
	if q.MaxColumns, err = count(args, "maxColumns", maxMatrix); err != nil {
		return nil, err
	}
	filter, _ := args["filter"].(map[string]any)
	asOf, _ := args["asOf"].(map[string]any)
	if q.Positions, err = b.positions(filter, asOf, counts); err != nil {
		return nil, err
	}
	rows, err := b.axis(args, "actors", demand.KindActor, "rowOrder")
	if err != nil {
		return nil, err
	}
	columns, err := b.axis(args, "demands", demand.KindDemand, "columnOrder")
	if err != nil {
		return nil, err
	}
	s := b.shows()
	plan, err := b.matrix(s, f.Selections)
	return func(r *reading) (func(*writer), error) {
		q := *q
		var err error
		if q.Actors, q.MoreActors, q.RowsByActivity, err = rows.keys(r); err != nil {
			return nil, err
		}
		if q.Demands, q.MoreDemands, q.ColumnsByActivity, err = columns.keys(r); err != nil {
			return nil, err
		}
		m, err := stance.NewMatrix(r, r, &q)
		if err != nil {
			return nil, err
		}
		s.want(demand.KindActor, m.Rows...)
		s.want(demand.KindDemand, m.Columns...)
		for _, c := range m.Cells {
			s.want(demand.KindPosition, c.Position)
		}
		return func(w *writer) { plan.write(w, m) }, s.read(r)
	}, err
}

// axis is how the rows or the columns of a matrix are found.
type axis struct {
	kind  demand.NodeKind
	where *facts.Where // nil where none are asked for
	named []string     // in the order in which a condition names them
	order string       // of the enum MatrixOrder
}

func (b *builder) axis(args map[string]any, filter string, kind demand.NodeKind, order string) (*axis, error) {
	a := &axis{kind: kind}
	a.order, _ = args[order].(string)
	given, ok := args[filter].(map[string]any)
	if !ok {
		return a, nil
	}
	a.named, _ = onlyKeys(given)
	var err error
	a.where, err = b.nodesWhere(kind, given)
	return a, within(filter, err)
}

// keys are the keys of the nodes asked for, nil where none are; byActivity says that
// they come in no order.
func (a *axis) keys(r *reading) (keys []string, more, byActivity bool, err error) {
	if a.where == nil {
		return nil, false, a.order != "KEY", nil
	}
	keys, more, err = facts.Keys(r, r, a.kind, a.where, facts.MaxNarrowed)
	if a.order == "ASKED" && a.named != nil {
		place := map[string]int{}
		for i, key := range a.named {
			if _, ok := place[key]; !ok {
				place[key] = i
			}
		}
		slices.SortFunc(keys, func(a, b string) int { return place[a] - place[b] })
	}
	return keys, more, a.order == "ACTIVITY" || a.order == "ASKED" && a.named == nil, err
}

// matrix gives the plan of a StanceMatrix.
func (b *builder) matrix(s *shown, set ast.SelectionSet) (object[*stance.Matrix], error) {
	return planOf(b, set, "StanceMatrix", func(f graphql.CollectedField) (func(*writer, *stance.Matrix), error) {
		switch f.Name {
		case "rows":
			node, err := s.node(demand.KindActor, f.Selections)
			return func(w *writer, m *stance.Matrix) { writeKeys(w, m.Rows, node) }, err
		case "columns":
			node, err := s.node(demand.KindDemand, f.Selections)
			return func(w *writer, m *stance.Matrix) { writeKeys(w, m.Columns, node) }, err
		case "cells":
			cell, err := b.cell(s, f.Selections)
			return func(w *writer, m *stance.Matrix) { writeList(w, m.Cells, cell.write) }, err
		case "truncated":
			return func(w *writer, m *stance.Matrix) { w.bool(m.Truncated) }, nil
		}
		return nil, unanswered(f)
	})
}

// writeKeys writes a list of nodes.
func writeKeys(w *writer, keys []string, node func(*writer, string)) {
	writeList(w, keys, func(w *writer, key *string) { node(w, *key) })
}

// cell gives the plan of a StanceCell.
func (b *builder) cell(s *shown, set ast.SelectionSet) (object[*stance.Cell], error) {
	return planOf(b, set, "StanceCell", func(f graphql.CollectedField) (func(*writer, *stance.Cell), error) {
		switch f.Name {
		case "actor":
			node, err := s.node(demand.KindActor, f.Selections)
			return func(w *writer, c *stance.Cell) { node(w, c.Actor) }, err
		case "demand":
			node, err := s.node(demand.KindDemand, f.Selections)
			return func(w *writer, c *stance.Cell) { node(w, c.Demand) }, err
		case "position":
			node, err := s.node(demand.KindPosition, f.Selections)
			return func(w *writer, c *stance.Cell) { node(w, c.Position) }, err
		case "side":
			return func(w *writer, c *stance.Cell) { w.string(string(c.Side())) }, nil
		case "positionCount":
			return func(w *writer, c *stance.Cell) { w.int(int64(c.Positions)) }, nil
		case "articleCount":
			return func(w *writer, c *stance.Cell) { w.int(int64(c.Articles)) }, nil
		case "disputed":
			return func(w *writer, c *stance.Cell) { w.bool(c.Disputed) }, nil
		}
		return nil, unanswered(f)
	})
}

// count reads an argument that bounds how much is shown, from 1.
func count(args map[string]any, name string, max int) (int, error) {
	v, given := args[name]
	if !given || v == nil {
		return max, nil
	}
	n, err := scalar.UnmarshalInt(v)
	switch {
	case err != nil:
		return 0, within(name, bad("%v", err))
	case n < 1 || n > max:
		return 0, within(name, bad("must be 1 to %d", max))
	}
	return n, nil
}
