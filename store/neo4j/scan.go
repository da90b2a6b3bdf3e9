package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// scanTries is how often a scan is begun that writes keep overlapping.
const scanTries = 4

// Scan is described at store.Store. One statement chooses the lists, one hands over
// the rows as the server makes them; the version is looked at before and after.
// Where writes overlap it four times, its last rows are given as they are.
func (s *Store) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	st := compileScan(q)
	for try := 1; ; try++ {
		version, lists, err := s.scanned(ctx, q)
		if err != nil {
			return 0, err
		}
		if lists == nil && len(q.Access.Lists) > 0 { // all empty
			begin()
			return version, nil
		}
		values := st.values(q.Params)
		values["lists"] = lists
		values["from"], values["to"] = q.From, cmp.Or(q.To, maxSort)
		if err := s.stream(ctx, st, values, begin()); err != nil {
			return 0, err
		}
		now, err := s.Version(ctx)
		if err != nil || now == version || try == scanTries {
			return version, err
		}
	}
}

// scanned gives the version and the names of the lists to walk, those of the set with
// the fewest entries.
func (s *Store) scanned(ctx context.Context, q *query.Scan) (version int64, lists []any, err error) {
	kind, _ := demand.KindOf(q.Kind)
	sets := make([]any, 0, len(q.Access.Lists)+1)
	for _, set := range q.Access.Lists {
		sets = append(sets, setNames(q.Params, set))
	}
	if len(sets) == 0 {
		sets = append(sets, []any{kind.Plural})
	}
	events := make([]any, len(q.Events))
	for i, p := range q.Events {
		events[i] = q.Params[p]
	}
	c := &compiler{named: map[string]bool{}}
	named := "$sets"
	if len(q.Access.Lists) > 0 {
		named = c.insideSets(q.Access.Lists, named)
	}
	values := (&scan{params: c.params}).values(q.Params)
	values["events"], values["sets"] = events, sets
	rows, err := s.run(ctx, fmt.Sprintf(`MATCH (log:ChangeLog) WITH log.version AS version, %s AS sets
		RETURN version, COLLECT { UNWIND $events AS key WITH key WHERE NOT EXISTS { (:Event {key: key}) } RETURN key },
		COLLECT { UNWIND range(0, size(sets) - 1) AS i CALL (i, sets) { UNWIND sets[i] AS x MATCH (k:List {name: x}) RETURN sum(k.count) AS n } RETURN n ORDER BY i }, sets`, named), values)
	if err != nil {
		return 0, nil, failed(err)
	}
	if len(rows) == 0 {
		return 0, nil, store.Errorf(store.Internal, "the database holds no change log")
	}
	row := rows[0].Values
	version, _ = row[0].(int64)
	if missing := items(row[1]); len(missing) > 0 {
		return 0, nil, store.Errorf(store.NotFound, "no event with the key %q", missing[0])
	}
	if q.Access.Keys != query.NoParam || q.Access.Prop != nil || q.Access.Inside != nil {
		return version, nil, nil
	}
	best, least := 0, int64(-1)
	for i, v := range items(row[2]) {
		if n, _ := v.(int64); least < 0 || n < least {
			best, least = i, n
		}
	}
	if least > query.ScanLimit && ranged(q) && len(q.Access.Lists) > 0 {
		counted, err := s.run(ctx, "UNWIND $lists AS list CALL (list) { MATCH ()-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = list AND l.sort >= $from AND l.sort < $to RETURN l LIMIT "+
			fmt.Sprint(query.ScanLimit+1)+" } RETURN count(l)", map[string]any{"lists": items(row[3])[best], "from": q.From, "to": cmp.Or(q.To, maxSort)})
		if err != nil {
			return 0, nil, failed(err)
		}
		least, _ = counted[0].Values[0].(int64)
	}
	if least > query.ScanLimit {
		return 0, nil, store.Overscan(int(least), query.ScanLimit)
	}
	if least == 0 || len(q.Access.Lists) == 0 {
		return version, nil, nil
	}
	return version, items(items(row[3])[best]), nil
}

// ranged says that the entries walked are bounded by their sorts.
func ranged(q *query.Scan) bool { return q.From != "" || q.To != "" }

// setNames are the names of the lists of a set.
func setNames(values []any, set query.ListSet) []any {
	if set.Inside != nil {
		return []any{} // see insideSets
	}
	if !set.Union {
		return []any{nameOf(values, set.Prefix, set.Key, set.Pair)}
	}
	keys, _ := values[set.Key].([]string)
	keys = slices.Clone(keys)
	slices.Sort(keys)
	names := []any{}
	for _, key := range slices.Compact(keys) {
		names = append(names, set.Prefix+key)
	}
	return names
}

// scan is a compiled scan.
type scan struct {
	text    string
	params  []param
	readers []func(v any) any
}

func (st *scan) values(params []any) map[string]any {
	out := make(map[string]any, len(st.params)+1)
	for _, p := range st.params {
		out[p.name] = p.value(params)
	}
	return out
}

// compileScan writes the statement of a scan: a row a node.
func compileScan(q *query.Scan) *scan {
	c := &compiler{named: map[string]bool{}}
	st := &scan{}
	b := newBring()
	const n = "n"
	var text strings.Builder
	kind, _ := demand.KindOf(q.Kind)
	at := place{v: n}
	between := "l.sort > ''"
	if ranged(q) {
		between = "l.sort >= $from AND l.sort < $to"
	}
	switch a := q.Access; {
	case a.Keys != query.NoParam:
		fmt.Fprintf(&text, "MATCH (n:%s) WHERE n.key IN %s", kind.Name, c.value(a.Keys))
	case a.Prop != nil:
		fmt.Fprintf(&text, "MATCH (n:%s) WHERE n.%s IN %s", kind.Name, a.Prop.Name, c.value(a.Values))
	case a.Inside != nil:
		fmt.Fprintf(&text, "MATCH (n:%s) WHERE %s", kind.Name, c.inBox(*a.Inside, n))
	case len(a.Lists) == 1 && !a.Lists[0].Union:
		text.WriteString("MATCH (n)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $lists[0] AND " + between)
		if kind.Sorted {
			at.sort = "l.sort"
		}
	case len(a.Lists) > 0:
		text.WriteString("UNWIND $lists AS list MATCH (n)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = list AND " + between + " WITH DISTINCT n WHERE true")
	default:
		fmt.Fprintf(&text, "MATCH (n:%s) WHERE n.key > ''", kind.Name)
	}
	if q.Filter != nil {
		text.WriteString(" AND " + c.condition(q.Filter, at))
	}
	columns := make([]string, len(q.Columns))
	for i, col := range q.Columns {
		expr, read := c.scanColumn(b, col, at)
		columns[i] = expr
		st.readers = append(st.readers, read)
	}
	text.WriteString(b.clauses.String())
	st.text = text.String() + " RETURN [" + strings.Join(columns, ", ") + "]"
	st.params = c.params
	return st
}

// scanColumn is the expression of a column, and how its value is read.
func (c *compiler) scanColumn(b *bring, col query.Column, at place) (string, func(v any) any) {
	far, optional, path := at.v, false, col.Path
	for len(path) > 0 && path[0].One {
		optional = optional || !path[0].Required
		far = c.one(b, path[0], far, optional)
		path = path[1:]
	}
	switch {
	case col.Tellings:
		e, a, r := c.fresh("e"), c.fresh("n"), c.fresh("n")
		told := fmt.Sprintf("coalesce(%s.date, ''), coalesce(%[1]s.order, 0), coalesce(%[1]s.certainty, '')", e)
		return fmt.Sprintf("[(%s)-[%s:EVIDENCED_BY]->(%s)-[:IN_ARTICLE]->(%s) | [%[2]s.telling, %[4]s.key, %[3]s.key, %[5]s, coalesce(%[3]s.start, 0), coalesce(%[3]s.end, 0)]]"+
			" + [(%[1]s)-[%[2]s:IMPORTED_BY]->(%[3]s) WHERE %[2]s.telling IS NOT NULL AND %[2]s.telling <> '' | [%[2]s.telling, '', '', %[5]s, 0, 0]]", at.v, e, a, r, told), readTellings
	case col.Edge != nil:
		e, end := c.fresh("e"), c.fresh("n")
		return fmt.Sprintf("[%s | [%s.%s, coalesce(%s.%s, '')]]", pattern(far, path[0], e, end), end, col.Prop.Name, e, col.Edge.Name), readLinked
	case len(path) == 0:
		return at.withVariable(far).prop(col.Prop.Name), readAs(col.Prop)
	}
	end := c.fresh("n")
	pattern := stepsOf(far, path, end, c)
	return fmt.Sprintf("COLLECT { MATCH %s WHERE %s.%s IS NOT NULL RETURN DISTINCT %[2]s.%[3]s }", pattern, end, col.Prop.Name), func(v any) any { return texts(v) }
}

// withVariable is the place itself for its own variable, and that of another else.
func (at place) withVariable(v string) place {
	if v == at.v {
		return at
	}
	return place{v: v}
}

// stepsOf writes a path of several relations from a node to another.
func stepsOf(near string, path []*demand.Relation, end string, c *compiler) string {
	var b strings.Builder
	for i, r := range path {
		far := end
		if i < len(path)-1 {
			far = c.fresh("n")
		}
		step := pattern(near, r, "", far)
		if i > 0 {
			step = strings.TrimPrefix(step, "("+near+")")
		}
		b.WriteString(step)
		near = far
	}
	return b.String()
}

func readAs(p demand.Prop) func(v any) any {
	return func(v any) any { return value(p.Type, v) }
}

func readLinked(v any) any {
	out := []query.Linked{}
	for _, row := range items(v) {
		f := items(row)
		out = append(out, query.Linked{Node: text(f[0]), Edge: text(f[1])})
	}
	return out
}

func readTellings(v any) any {
	var out []query.Telling
	for _, row := range items(v) {
		f := items(row)
		t := query.Telling{ID: text(f[0]), Article: text(f[1]), Annotation: text(f[2]), Date: text(f[3]), Certainty: demand.Certainty(text(f[5]))}
		t.Order, _ = f[4].(int64)
		t.Start, _ = f[6].(int64)
		t.End, _ = f[7].(int64)
		out = append(out, t)
	}
	return out
}

// stream runs a scan's statement once and hands over its rows as they come.
func (s *Store) stream(ctx context.Context, st *scan, values map[string]any, yield func(row []any) error) error {
	s.statements.Add(1)
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: fetchSize})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, st.text, values)
	if err != nil {
		return s.endOf(ctx, err)
	}
	row := make([]any, len(st.readers))
	var record *neo4j.Record
	for result.NextRecord(ctx, &record) {
		for i, v := range items(record.Values[0]) {
			row[i] = st.readers[i](v)
		}
		if err := yield(row); err != nil {
			return err
		}
	}
	return s.endOf(ctx, result.Err())
}

// fetchSize is how many rows of a scan are on their way at a time.
const fetchSize = 2000

// endOf is how a stream ended.
func (s *Store) endOf(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err() // the driver wraps it in ways of its own
	}
	return failed(err)
}
