package sqlite

import (
	"context"
	"database/sql/driver"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// fullText are the indexes and what each reads of a kind, in the order in which a search
// asks them.
var fullText = []struct {
	table  string
	quoted bool
	props  func(*demand.Kind) []string
}{
	{"names", false, func(k *demand.Kind) []string { return k.Named }},
	{"summaries", false, func(k *demand.Kind) []string {
		if k.Quoted() {
			return nil
		}
		return k.Worded
	}},
	{"quotes", true, func(k *demand.Kind) []string {
		if k.Quoted() {
			return k.Worded
		}
		return nil
	}},
}

// unindex takes the nodes that go, and those whose words change, out of the
// full-text indexes; it remembers the latter in reindex.
func (w *writer) unindex() error {
	gone := map[demand.NodeKind][]int64{}
	for _, r := range w.w.Delete {
		gone[r.Kind] = append(gone[r.Kind], w.ids[r])
	}
	updated := map[demand.NodeKind][]*change.Node{}
	for _, n := range w.w.Update {
		updated[n.Ref.Kind] = append(updated[n.Ref.Kind], n)
	}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		for _, f := range fullText {
			names := f.props(k)
			if len(names) == 0 {
				continue
			}
			if err := w.reindexed(k, names, updated[k.Name]); err != nil {
				return err
			}
			ids := slices.Clone(gone[k.Name])
			for _, n := range updated[k.Name] {
				if w.reindex[w.ids[n.Ref]] {
					ids = append(ids, w.ids[n.Ref])
				}
			}
			if len(ids) == 0 {
				continue
			}
			if err := w.exec(w.ctx, "DELETE FROM "+f.table+" WHERE rowid IN (SELECT value FROM json_each(?))", jsonIDs(ids)); err != nil {
				return err
			}
		}
	}
	return nil
}

// reindexed finds which of the nodes have other words than before.
func (w *writer) reindexed(k *demand.Kind, names []string, nodes []*change.Node) error {
	if len(nodes) == 0 {
		return nil
	}
	ids := make([]int64, len(nodes))
	words := map[int64]string{}
	for i, n := range nodes {
		ids[i] = w.ids[n.Ref]
		words[ids[i]] = indexed(k, n, names)
	}
	columns := make([]string, len(names))
	for i, name := range names {
		columns[i] = "n." + quote(name)
	}
	return w.each(w.ctx, "SELECT n.id, "+strings.Join(columns, ", ")+" FROM json_each(?) a CROSS JOIN "+quote(string(k.Name))+" n ON n.id = a.value", []any{jsonIDs(ids)}, func(row []driver.Value) error {
		old := &change.Node{Props: map[string]any{}}
		for i, name := range names {
			p, _ := k.Prop(name)
			old.Props[name] = value(p, row[i+1:])
		}
		id, _ := row[0].(int64)
		w.reindex[id] = indexed(k, old, names) != words[id]
		return nil
	})
}

// index puts nodes of a kind into the full-text indexes.
func (w *writer) index(k *demand.Kind, nodes []*change.Node) error {
	for _, f := range fullText {
		names := f.props(k)
		if len(names) == 0 {
			continue
		}
		rows := make([][]any, len(nodes))
		for i, n := range nodes {
			rows[i] = []any{w.ids[n.Ref], indexed(k, n, names)}
		}
		if err := w.insert(w.ctx, f.table, []string{"rowid", "words"}, rows, ""); err != nil {
			return err
		}
	}
	return nil
}

// indexed are the words that search reads of some properties of a node.
func indexed(k *demand.Kind, n *change.Node, names []string) string {
	var words []string
	for _, name := range names {
		named := slices.Contains(k.Named, name)
		switch v := n.Props[name].(type) {
		case string:
			words = append(words, demand.SearchWords(v, named))
		case []string:
			for _, s := range v {
				words = append(words, demand.SearchWords(s, named))
			}
		}
	}
	return strings.Join(words, " ")
}

// indexAll fills the full-text indexes from the nodes.
func (s *session) indexAll(ctx context.Context) error {
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		for _, f := range fullText {
			names := f.props(k)
			if len(names) == 0 {
				continue
			}
			columns := make([]string, len(names))
			for i, name := range names {
				columns[i] = quote(name)
			}
			for last := int64(-1); ; {
				var rows [][]any
				err := s.each(ctx, "SELECT id, "+strings.Join(columns, ", ")+" FROM "+quote(string(k.Name))+" WHERE id > ? ORDER BY id LIMIT 1000", []any{last}, func(row []driver.Value) error {
					n := &change.Node{Props: map[string]any{}}
					for i, name := range names {
						p, _ := k.Prop(name)
						n.Props[name] = value(p, row[i+1:])
					}
					last, _ = row[0].(int64)
					rows = append(rows, []any{last, indexed(k, n, names)})
					return nil
				})
				if err != nil {
					return err
				}
				if len(rows) == 0 {
					break
				}
				if err := s.insert(ctx, f.table, []string{"rowid", "words"}, rows, ""); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
