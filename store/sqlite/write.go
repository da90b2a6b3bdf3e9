package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// writer carries out one Writes. Rows go in batches, one statement for many.
type writer struct {
	*session
	ctx   context.Context
	w     *change.Writes
	ids   map[demand.Ref]int64
	lists map[string]int64
	// reindex says which of the nodes updated have other words than before.
	reindex map[int64]bool
}

// writeAll carries out writes in the transaction of a session and gives the
// version that they make.
func writeAll(ctx context.Context, se *session, w *change.Writes) (int64, error) {
	wr := &writer{session: se, ctx: ctx, w: w, ids: map[demand.Ref]int64{}, lists: map[string]int64{}, reindex: map[int64]bool{}}
	version, err := se.number(ctx, "SELECT coalesce(max(version), 0) + 1 FROM change")
	if err != nil {
		return 0, err
	}
	// Edges go before those that take their place come.
	for _, step := range []func() error{
		wr.resolve, wr.number, wr.resolveLists,
		wr.deleteEdges, wr.deleteEntries, wr.unindex,
		wr.create, wr.update, wr.createEdges, wr.updateEdges, wr.delete,
		wr.createEntries, wr.contributions, wr.claims,
	} {
		if err := step(); err != nil {
			return 0, err
		}
	}
	return version, wr.record(version)
}

// insert runs "INSERT INTO table(columns) VALUES rows tail" for rows in batches. OR FAIL says that
// rows before one that fails may stay: the transaction is rolled back in any case, and SQLite
// need not keep every page as it was before the statement.
func (s *session) insert(ctx context.Context, table string, columns []string, rows [][]any, tail string) error {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = quote(c)
	}
	head := "INSERT OR FAIL INTO " + quote(table) + " (" + strings.Join(quoted, ",") + ") VALUES "
	one := "(" + places(len(columns)) + ")"
	var args []any
	for len(rows) > 0 {
		n := 1
		for _, size := range [...]int{100, 10} {
			if len(rows) >= size {
				n = size
				break
			}
		}
		args = args[:0]
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		if err := s.exec(ctx, head+strings.TrimSuffix(strings.Repeat(one+",", n), ",")+" "+tail, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// upsert is the tail of an insert that overwrites all but the columns it conflicts on.
func upsert(on []string, columns []string) string {
	var sets []string
	for _, c := range columns {
		if !slices.Contains(on, c) {
			sets = append(sets, quote(c)+"=excluded."+quote(c))
		}
	}
	quoted := make([]string, len(on))
	for i, c := range on {
		quoted[i] = quote(c)
	}
	if len(sets) == 0 {
		return "ON CONFLICT (" + strings.Join(quoted, ",") + ") DO NOTHING"
	}
	return "ON CONFLICT (" + strings.Join(quoted, ",") + ") DO UPDATE SET " + strings.Join(sets, ",")
}

// resolve finds the ids of all nodes that the writes name and do not create.
func (w *writer) resolve() error {
	wanted := map[demand.NodeKind]map[string]bool{}
	want := func(r demand.Ref) {
		if wanted[r.Kind] == nil {
			wanted[r.Kind] = map[string]bool{}
		}
		wanted[r.Kind][r.Key] = true
	}
	for _, n := range w.w.Update {
		want(n.Ref)
	}
	for _, r := range w.w.Delete {
		want(r)
	}
	for _, edges := range [][]change.Edge{w.w.CreateEdges, w.w.UpdateEdges, w.w.DeleteEdges} {
		for _, e := range edges {
			want(e.From)
			want(e.To)
		}
	}
	for _, entries := range [][]change.Entry{w.w.CreateEntries, w.w.DeleteEntries} {
		for _, e := range entries {
			want(e.Node)
		}
	}
	for _, n := range w.w.Create {
		delete(wanted[n.Ref.Kind], n.Ref.Key)
	}
	for kind, keys := range wanted {
		ids, err := w.session.ids(w.ctx, kind, slices.Collect(maps.Keys(keys)))
		if err != nil {
			return err
		}
		for key := range keys {
			id, ok := ids[key]
			if !ok {
				return fmt.Errorf("the writes name %s, which is not there", demand.Ref{Kind: kind, Key: key})
			}
			w.ids[demand.Ref{Kind: kind, Key: key}] = id
		}
	}
	return nil
}

// ids gives the ids of nodes by key; what is not there is left out.
func (s *session) ids(ctx context.Context, kind demand.NodeKind, keys []string) (map[string]int64, error) {
	ids := make(map[string]int64, len(keys))
	if len(keys) == 0 {
		return ids, nil
	}
	err := s.each(ctx, "SELECT n.key, n.id FROM json_each(?) a CROSS JOIN "+quote(string(kind))+" n ON n.key = a.value", []any{jsonTexts(keys)}, func(row []driver.Value) error {
		ids[row[0].(string)] = row[1].(int64)
		return nil
	})
	return ids, err
}

// number gives ids to the nodes that are created.
func (w *writer) number() error {
	next := map[demand.NodeKind]int64{}
	for _, n := range w.w.Create {
		kind := n.Ref.Kind
		if _, ok := next[kind]; !ok {
			last, err := w.session.number(w.ctx, "SELECT coalesce(max(id), 0) FROM "+quote(string(kind)))
			if err != nil {
				return err
			}
			next[kind] = last/idStep*idStep + idStep + kindCodes[kind]
		}
		w.ids[n.Ref] = next[kind]
		next[kind] += idStep
	}
	return nil
}

// resolveLists keeps the counts and finds the ids of the lists that entries name.
func (w *writer) resolveLists() error {
	changed := maps.Clone(w.w.Counts)
	if changed == nil {
		changed = map[string]int{}
	}
	for _, entries := range [][]change.Entry{w.w.CreateEntries, w.w.DeleteEntries} {
		for _, e := range entries {
			changed[e.List] += 0
		}
	}
	names := slices.Sorted(maps.Keys(changed))
	rows := make([][]any, len(names))
	for i, name := range names {
		rows[i] = []any{name, changed[name]}
	}
	if err := w.insert(w.ctx, "list", []string{"name", "n"}, rows, "ON CONFLICT (name) DO UPDATE SET n = n + excluded.n"); err != nil {
		return err
	}
	return w.each(w.ctx, "SELECT l.name, l.id FROM json_each(?) a CROSS JOIN list l ON l.name = a.value", []any{jsonTexts(names)}, func(row []driver.Value) error {
		w.lists[row[0].(string)] = row[1].(int64)
		return nil
	})
}

func (w *writer) deleteEntries() error {
	rows := make([]any, len(w.w.DeleteEntries))
	for i, e := range w.w.DeleteEntries {
		rows[i] = []any{w.lists[e.List], e.Sort, w.ids[e.Node]}
	}
	return w.deleteRows("entry", []string{"list", "sort", "node"}, rows)
}

func (w *writer) createEntries() error {
	rows := make([][]any, len(w.w.CreateEntries))
	for i, e := range w.w.CreateEntries {
		rows[i] = []any{w.lists[e.List], e.Sort, w.ids[e.Node]}
	}
	slices.SortFunc(rows, func(a, b []any) int { // in the order of the index
		return cmp.Or(cmp.Compare(a[0].(int64), b[0].(int64)), cmp.Compare(a[1].(string), b[1].(string)))
	})
	return w.insert(w.ctx, "entry", []string{"list", "sort", "node"}, rows, "")
}

// deleteRows deletes by primary key; each row is a []any of its columns.
func (w *writer) deleteRows(table string, key []string, rows []any) error {
	if len(rows) == 0 {
		return nil
	}
	b, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	var columns, values []string
	for i, name := range key {
		columns = append(columns, quote(name))
		values = append(values, fmt.Sprintf("a.value->>%d", i))
	}
	return w.exec(w.ctx, fmt.Sprintf("DELETE FROM %s WHERE (%s) IN (SELECT %s FROM json_each(?) a)",
		quote(table), strings.Join(columns, ","), strings.Join(values, ",")), string(b))
}

func (w *writer) contributions() error {
	gone := slices.Clone(w.w.DeleteContributions)
	var heads, rows [][]any
	for _, c := range w.w.PutContributions {
		gone = append(gone, c.ID)
		heads = append(heads, []any{c.ID, c.Source, jsonTexts(c.AssertedBy)})
		for i, claim := range c.Claims {
			line := 0
			if i < len(c.Lines) {
				line = c.Lines[i]
			}
			rows = append(rows, []any{c.ID, i, claim, c.Imports[i], line})
		}
	}
	for _, table := range []string{"contribution_claim", "contribution"} {
		column := map[string]string{"contribution": "id", "contribution_claim": "contribution"}[table]
		if len(gone) == 0 {
			break
		}
		if err := w.exec(w.ctx, "DELETE FROM "+table+" WHERE "+column+" IN (SELECT value FROM json_each(?))", jsonTexts(gone)); err != nil {
			return err
		}
	}
	for _, c := range w.w.MarkContributions {
		heads = append(heads, []any{c.ID, c.Source, jsonTexts(c.AssertedBy)})
	}
	columns := []string{"id", "source", "assertedBy"}
	if err := w.insert(w.ctx, "contribution", columns, heads, upsert([]string{"id"}, columns)); err != nil {
		return err
	}
	return w.insert(w.ctx, "contribution_claim", []string{"contribution", "place", "claim", "import", "line"}, rows, "")
}

func (w *writer) claims() error {
	if len(w.w.DeleteClaims) > 0 {
		if err := w.exec(w.ctx, "DELETE FROM claim WHERE id IN (SELECT value FROM json_each(?))", jsonTexts(w.w.DeleteClaims)); err != nil {
			return err
		}
	}
	columns := []string{"id", "kind", "key", "body", "imports"}
	rows := make([][]any, len(w.w.PutClaims))
	for i, c := range w.w.PutClaims {
		imports, err := json.Marshal(c.Imports)
		if err != nil {
			return err
		}
		rows[i] = []any{c.ID, string(c.Subject.Kind), c.Subject.Key, c.Body, string(imports)}
	}
	return w.insert(w.ctx, "claim", columns, rows, upsert([]string{"id"}, columns))
}

// record appends to the change log.
func (w *writer) record(version int64) error {
	r := w.w.Record
	lists := make([]any, 3)
	for i, refs := range [][]demand.Ref{r.Created, r.Updated, r.Deleted} {
		b, err := json.Marshal(refs)
		if err != nil {
			return err
		}
		lists[i] = string(b)
		if refs == nil {
			lists[i] = "[]"
		}
	}
	return w.exec(w.ctx, "INSERT INTO change (version, at, import, created, updated, deleted) VALUES (?,?,?,?,?,?)",
		version, r.At, r.Import, lists[0], lists[1], lists[2])
}
