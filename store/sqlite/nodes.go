package sqlite

import (
	"encoding/json"
	"fmt"

	"demandgraph/change"
	"demandgraph/demand"
)

// create inserts nodes, with the single edges that they own among the edges created.
func (w *writer) create() error {
	byKind := map[demand.NodeKind][]*change.Node{}
	created := map[demand.Ref]map[demand.EdgeKind]int64{}
	for _, n := range w.w.Create {
		byKind[n.Ref.Kind] = append(byKind[n.Ref.Kind], n)
		created[n.Ref] = nil
	}
	for _, e := range w.w.CreateEdges {
		owner, other, single := ends(e)
		targets, ok := created[owner]
		if !ok || !single {
			continue
		}
		if targets == nil {
			targets = map[demand.EdgeKind]int64{}
			created[owner] = targets
		}
		targets[e.Kind] = w.ids[other]
	}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		edges := singles(k.Name)
		columns := nodeColumnNames(k)
		for _, e := range edges {
			columns = append(columns, string(e.Name))
		}
		rows := make([][]any, 0, len(byKind[k.Name]))
		for _, n := range byKind[k.Name] {
			row, err := w.nodeRow(k, n)
			if err != nil {
				return err
			}
			for _, e := range edges {
				if id, ok := created[n.Ref][e.Name]; ok {
					row = append(row, id)
				} else {
					row = append(row, nil)
				}
			}
			rows = append(rows, row)
		}
		if err := w.insert(w.ctx, string(k.Name), columns, rows, ""); err != nil {
			return err
		}
		if err := w.index(k, byKind[k.Name]); err != nil {
			return err
		}
	}
	return nil
}

// update overwrites the properties of nodes and leaves their edges.
func (w *writer) update() error {
	byKind := map[demand.NodeKind][]*change.Node{}
	for _, n := range w.w.Update {
		byKind[n.Ref.Kind] = append(byKind[n.Ref.Kind], n)
	}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		columns := nodeColumnNames(k)
		rows := make([][]any, len(byKind[k.Name]))
		for j, n := range byKind[k.Name] {
			var err error
			if rows[j], err = w.nodeRow(k, n); err != nil {
				return err
			}
		}
		if err := w.insert(w.ctx, string(k.Name), columns, rows, upsert([]string{"id"}, columns)); err != nil {
			return err
		}
		var reworded []*change.Node
		for _, n := range byKind[k.Name] {
			if w.reindex[w.ids[n.Ref]] {
				reworded = append(reworded, n)
			}
		}
		if err := w.index(k, reworded); err != nil {
			return err
		}
	}
	return nil
}

func nodeColumnNames(k *demand.Kind) []string {
	names := []string{"id"}
	for _, c := range nodeColumns(k) {
		names = append(names, c.name)
	}
	return names
}

// nodeRow are the values of nodeColumnNames.
func (w *writer) nodeRow(k *demand.Kind, n *change.Node) ([]any, error) {
	row := []any{w.ids[n.Ref]}
	for _, p := range storedProps(k) {
		v := n.Props[p.Name]
		if p.Name == "key" {
			v = n.Ref.Key
		}
		var err error
		if row, err = appendProp(row, p, v); err != nil {
			return nil, fmt.Errorf("%s: %w", n.Ref, err)
		}
	}
	return row, nil
}

// delete deletes nodes, whose edges and entries are gone.
func (w *writer) delete() error {
	byKind := map[demand.NodeKind][]int64{}
	for _, r := range w.w.Delete {
		byKind[r.Kind] = append(byKind[r.Kind], w.ids[r])
	}
	for kind, ids := range byKind {
		if err := w.exec(w.ctx, "DELETE FROM "+quote(string(kind))+" WHERE id IN (SELECT value FROM json_each(?))", jsonIDs(ids)); err != nil {
			return err
		}
	}
	return nil
}

func jsonIDs(ids []int64) string {
	b, err := json.Marshal(ids)
	if err != nil {
		panic(err) // numbers always marshal
	}
	return string(b)
}
