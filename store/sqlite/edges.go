package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// ends gives the owner of an edge, the other end, and whether it is a column of the owner.
func ends(e change.Edge) (owner, other demand.Ref, single bool) {
	kind, ok := demand.EdgeOf(e.Kind)
	if !ok {
		return e.From, e.To, false
	}
	if kind.Incoming {
		return e.To, e.From, kind.Single
	}
	return e.From, e.To, kind.Single
}

func (w *writer) createEdges() error {
	created := map[demand.Ref]bool{}
	for _, n := range w.w.Create {
		created[n.Ref] = true
	}
	type column struct {
		kind demand.NodeKind
		edge demand.EdgeKind
	}
	set := map[column][][]any{}
	var several []change.Edge
	for _, e := range w.w.CreateEdges {
		owner, other, single := ends(e)
		switch {
		case !single:
			several = append(several, e)
		case !created[owner]:
			c := column{owner.Kind, e.Kind}
			set[c] = append(set[c], []any{w.ids[owner], owner.Key, w.ids[other]})
		}
	}
	for c, rows := range set {
		tail := upsert([]string{"id", "key"}, []string{string(c.edge)})
		tail = strings.Replace(tail, `("id","key")`, "(id)", 1)
		if err := w.insert(w.ctx, string(c.kind), []string{"id", "key", string(c.edge)}, rows, tail); err != nil {
			return err
		}
	}
	return w.putEdges(several, false)
}

// updateEdges overwrites the properties of edges; single edges have none.
func (w *writer) updateEdges() error {
	var several []change.Edge
	for _, e := range w.w.UpdateEdges {
		if _, _, single := ends(e); !single {
			several = append(several, e)
		}
	}
	return w.putEdges(several, true)
}

func (w *writer) putEdges(edges []change.Edge, update bool) error {
	rows := map[string][][]any{}
	kinds := map[string]*demand.Edge{}
	for _, e := range edges {
		kind, ok := demand.EdgeOf(e.Kind)
		if !ok {
			return fmt.Errorf("there is no kind of edge %s", e.Kind)
		}
		row := []any{w.ids[e.From], w.ids[e.To]}
		for _, p := range kind.AllProps() {
			at := len(row)
			var err error
			if row, err = appendProp(row, p, e.Props[p.Name]); err != nil {
				return fmt.Errorf("%s from %s to %s: %w", e.Kind, e.From, e.To, err)
			}
			if row[at] == nil && slices.Contains(kind.Identity, p.Name) {
				row[at] = ""
			}
		}
		table := edgeTable(e.Kind, e.From.Kind, e.To.Kind)
		rows[table] = append(rows[table], row)
		kinds[table] = kind
	}
	for table, kind := range kinds {
		var columns []string
		for _, c := range edgeColumns(kind) {
			columns = append(columns, c.name)
		}
		tail := ""
		if update {
			tail = upsert(edgeKey(kind), columns)
		}
		if err := w.insert(w.ctx, table, columns, rows[table], tail); err != nil {
			return err
		}
	}
	return nil
}

// edgeKey is the primary key of an edge table.
func edgeKey(e *demand.Edge) []string { return append([]string{"src", "dst"}, e.Identity...) }

func (w *writer) deleteEdges() error {
	gone := map[demand.Ref]bool{}
	for _, r := range w.w.Delete {
		gone[r] = true
	}
	rows := map[string][]any{}
	kinds := map[string]*demand.Edge{}
	for _, e := range w.w.DeleteEdges {
		owner, other, single := ends(e)
		if single {
			if gone[owner] {
				continue
			}
			column := quote(string(e.Kind))
			text := "UPDATE " + quote(string(owner.Kind)) + " SET " + column + " = NULL WHERE id = ? AND " + column + " = ?"
			if err := w.exec(w.ctx, text, w.ids[owner], w.ids[other]); err != nil {
				return err
			}
			continue
		}
		kind, ok := demand.EdgeOf(e.Kind)
		if !ok {
			return fmt.Errorf("there is no kind of edge %s", e.Kind)
		}
		row := []any{w.ids[e.From], w.ids[e.To]}
		for _, name := range kind.Identity {
			v, _ := e.Props[name].(string)
			row = append(row, v)
		}
		table := edgeTable(e.Kind, e.From.Kind, e.To.Kind)
		rows[table] = append(rows[table], row)
		kinds[table] = kind
	}
	for table, kind := range kinds {
		if err := w.deleteRows(table, edgeKey(kind), rows[table]); err != nil {
			return err
		}
	}
	return nil
}
