package sqlite

import (
	"encoding/json"
	"fmt"
	"slices"

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

// edgeColumn is the column of a kind's table that keeps a single edge.
type edgeColumn struct {
	kind demand.NodeKind
	edge demand.EdgeKind
}

func (w *writer) createEdges() error {
	created := map[demand.Ref]bool{}
	for _, n := range w.w.Create {
		created[n.Ref] = true
	}
	set := map[edgeColumn][][]any{}
	var several []change.Edge
	for _, e := range w.w.CreateEdges {
		owner, other, single := ends(e)
		switch {
		case !single:
			several = append(several, e)
		case !created[owner]:
			c := edgeColumn{owner.Kind, e.Kind}
			set[c] = append(set[c], []any{w.ids[owner], owner.Key, w.ids[other]})
		}
	}
	for c, rows := range set {
		// The key is there only because a row cannot be inserted without one.
		tail := upsert([]string{"id"}, []string{string(c.edge)})
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
	rows, unset := map[string][]any{}, map[edgeColumn][]any{}
	kinds := map[string]*demand.Edge{}
	for _, e := range w.w.DeleteEdges {
		owner, other, single := ends(e)
		if single {
			if c := (edgeColumn{owner.Kind, e.Kind}); !gone[owner] {
				unset[c] = append(unset[c], []any{w.ids[owner], w.ids[other]})
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
	for c, pairs := range unset {
		if err := w.unset(c, pairs); err != nil {
			return err
		}
	}
	for table, kind := range kinds {
		if err := w.deleteRows(table, edgeKey(kind), rows[table]); err != nil {
			return err
		}
	}
	return nil
}

// unset empties the column of a single edge for pairs of an owner and what it
// leads to; an edge that has been moved on stays.
func (w *writer) unset(c edgeColumn, pairs []any) error {
	b, err := json.Marshal(pairs)
	if err != nil {
		return err
	}
	table, column := quote(string(c.kind)), quote(string(c.edge))
	return w.exec(w.ctx, "UPDATE "+table+" SET "+column+" = NULL FROM (SELECT a.value->>0 AS id, a.value->>1 AS other FROM json_each(?) a) x"+
		" WHERE "+table+".id = x.id AND "+table+"."+column+" = x.other", string(b))
}
