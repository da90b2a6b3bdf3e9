package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// Scan is described at store.Store. It is one statement, after one that chooses the
// lists, in one transaction.
func (s *Store) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (version int64, err error) {
	return s.scanTraced(ctx, q, begin, nil)
}

func (s *Store) scanTraced(ctx context.Context, q *query.Scan, begin func() func(row []any) error, trace func(string)) (version int64, err error) {
	err = s.read(ctx, func(se *session) error {
		se.trace = trace
		r := &run{ctx: ctx, session: se, params: q.Params}
		if version, err = currentVersion(ctx, se); err != nil {
			return err
		}
		if err := r.events(q.Events); err != nil {
			return err
		}
		return r.scan(q, begin())
	})
	return version, err
}

func (r *run) scan(q *query.Scan, yield func(row []any) error) error {
	kind := kindOf(q.Kind)
	t := &sqlText{}
	c := &scanColumns{t: t, kind: kind}
	t.add("SELECT ")
	for _, col := range q.Columns {
		c.add(col)
	}
	t.add("1 FROM ") // so that there is a column
	in := &inputs{}
	n, err := r.scanned(t, q, kind, in)
	if err != nil || n == 0 {
		return err
	}
	if n > query.ScanLimit {
		return store.Overscan(n, query.ScanLimit)
	}
	if q.Filter != nil {
		t.add(" AND ")
		t.condition(q.Filter, place{kind: kind, alias: "n"})
	}
	row := make([]any, len(q.Columns))
	return r.rows(t.statement(), in, func(values []driver.Value) error {
		for i, read := range c.readers {
			row[i] = read(values)
		}
		return yield(row)
	})
}

// scanned writes where the nodes are, n in the statement, and gives how many there
// are to look at; for a property's values that is not known, and 1.
func (r *run) scanned(t *sqlText, q *query.Scan, kind *demand.Kind, in *inputs) (int, error) {
	table := quote(string(kind.Name))
	switch a := q.Access; {
	case a.Keys != query.NoParam:
		t.add(table, " n WHERE n.key IN (SELECT value FROM json_each(").arg(paramArg(a.Keys)).add("))")
		return 1, nil
	case a.Prop != nil:
		t.add(table, " n WHERE n.", quote(a.Prop.Name), " IN (SELECT value FROM json_each(").arg(paramArg(a.Values)).add("))")
		return 1, nil
	case a.Inside != nil:
		t.add(table, " n WHERE ")
		t.inside(*a.Inside, "n")
		return 1, nil
	case len(a.Lists) > 0:
		ids, n, err := r.smallest(a.Lists, insides(a.Lists))
		if err != nil {
			return 0, err
		}
		ranged := q.From != "" || q.To != ""
		if in.lo, in.hi = q.From, cmp.Or(q.To, maxSort); ranged && n > query.ScanLimit {
			if n, err = r.between(ids, in); err != nil {
				return 0, err
			}
		}
		if len(ids) == 1 {
			in.list = ids[0]
			t.add("entry e CROSS JOIN ", table, " n ON n.id = e.node WHERE e.list = ").arg(listArg)
			within(t, "e.sort", ranged)
			return n, nil
		}
		in.ids = jsonIDs(ids)
		t.add("(SELECT DISTINCT e.node AS node FROM json_each(").arg(idsArg).add(") a CROSS JOIN entry e WHERE e.list = a.value")
		within(t, "e.sort", ranged)
		t.add(") e CROSS JOIN ", table, " n ON n.id = e.node WHERE 1")
		return n, nil
	}
	t.add(table, " n WHERE 1")
	n, err := r.number(r.ctx, "SELECT n FROM list WHERE name = ?", kind.Plural)
	return int(n), err
}

// between counts the entries of lists between two sorts, up to one more than a scan may look at.
func (r *run) between(ids []int64, in *inputs) (int, error) {
	n, err := r.number(r.ctx, "SELECT count(*) FROM (SELECT 1 FROM json_each(?) a CROSS JOIN entry e WHERE e.list = a.value AND e.sort >= ? AND e.sort < ? LIMIT ?)",
		jsonIDs(ids), in.lo, in.hi, query.ScanLimit+1)
	return int(n), err
}

// scanColumns writes the columns of a scan, and reads them.
type scanColumns struct {
	t       *sqlText
	kind    *demand.Kind
	width   int
	readers []func(values []driver.Value) any
}

func (c *scanColumns) add(col query.Column) {
	at := c.width
	switch {
	case col.Tellings:
		c.t.add("(SELECT json_group_array(json_array(e.telling, ar.key, an.key, e.date, e.\"order\", e.certainty, an.start, an.\"end\")) FROM Position_EVIDENCED_BY_Annotation e CROSS JOIN Annotation an ON an.id = e.dst CROSS JOIN Article ar ON ar.id = an.IN_ARTICLE WHERE e.src = n.id), ",
			"(SELECT json_group_array(json_array(e.telling, '', '', e.date, e.\"order\", e.certainty, 0, 0)) FROM Position_IMPORTED_BY_Import e WHERE e.src = n.id AND e.telling <> ''), ")
		c.width += 2
		c.readers = append(c.readers, func(values []driver.Value) any { return append(tellings(values[at]), tellings(values[at+1])...) })
		return
	case len(col.Path) == 0:
		for _, name := range valueColumns(col.Prop) {
			c.t.add("n.", quote(name), ", ")
			c.width++
		}
		c.readers = append(c.readers, func(values []driver.Value) any { return value(col.Prop, values[at:]) })
		return
	}
	c.width++
	from, far, edge := c.path(col.Path)
	if col.Edge != nil {
		c.t.add("(SELECT json_group_array(json_array(", far, ".", quote(valueColumns(col.Prop)[0]), ", ", edge, ".", quote(valueColumns(*col.Edge)[0]), "))", from, "), ")
		c.readers = append(c.readers, func(values []driver.Value) any { return linked(values[at]) })
		return
	}
	column := far + "." + quote(valueColumns(col.Prop)[0])
	if col.One() {
		c.t.add("(SELECT ", column, from, "), ")
		c.readers = append(c.readers, func(values []driver.Value) any { return value(col.Prop, values[at:]) })
		return
	}
	c.t.add("(SELECT json_group_array(DISTINCT ", column, ")", from, " AND ", column, " IS NOT NULL), ")
	c.readers = append(c.readers, func(values []driver.Value) any { return parseTexts(text(values[at])) })
}

// path writes the joins along a path, with the WHERE that begins at n, and gives the
// alias of its end and, where its last edges have a table, theirs.
func (c *scanColumns) path(path []*demand.Relation) (from, far, edge string) {
	var b strings.Builder
	near, where := "n", ""
	join := func(table, condition string) {
		if where == "" {
			fmt.Fprintf(&b, " FROM %s", table)
			where = condition
			return
		}
		fmt.Fprintf(&b, " CROSS JOIN %s ON %s", table, condition)
	}
	for _, r := range path {
		e, ok := demand.EdgeOf(r.Edge)
		if !ok || r.Transitive {
			panic("sqlite: no column along " + r.Name)
		}
		far = c.t.alias()
		table := quote(string(r.To)) + " " + far
		switch {
		case e.Single && r.Incoming == e.Incoming:
			join(table, far+".id = "+near+"."+quote(string(r.Edge)))
		case e.Single:
			join(table, far+"."+quote(string(r.Edge))+" = "+near+".id")
		default:
			from, to, src, dst := r.From, r.To, "src", "dst"
			edge = c.t.alias()
			if r.Incoming {
				from, to, src, dst = to, from, dst, src
			}
			join(quote(edgeTable(r.Edge, from, to))+" "+edge, edge+"."+src+" = "+near+".id")
			join(table, far+".id = "+edge+"."+dst)
		}
		near = far
	}
	return b.String() + " WHERE " + where, far, edge
}

// linked reads what json_group_array wrote.
func linked(v driver.Value) []query.Linked {
	var rows [][2]any
	if written := text(v); written != "" {
		if err := json.Unmarshal([]byte(written), &rows); err != nil {
			panic("sqlite: " + err.Error()) // SQLite wrote it
		}
	}
	out := make([]query.Linked, len(rows))
	for i, row := range rows {
		out[i] = query.Linked{Node: text(row[0]), Edge: text(row[1])}
	}
	return out
}

// tellings reads what json_group_array wrote.
func tellings(v driver.Value) []query.Telling {
	written := text(v)
	if written == "[]" || written == "" {
		return nil
	}
	var rows [][8]any
	if err := json.Unmarshal([]byte(written), &rows); err != nil {
		panic("sqlite: " + err.Error()) // SQLite wrote it
	}
	out := make([]query.Telling, len(rows))
	for i, row := range rows {
		order, _ := row[4].(float64)
		start, _ := row[6].(float64)
		end, _ := row[7].(float64)
		out[i] = query.Telling{ID: text(row[0]), Article: text(row[1]), Annotation: text(row[2]), Date: text(row[3]), Order: int64(order),
			Certainty: demand.Certainty(text(row[5])), Start: int64(start), End: int64(end)}
	}
	return out
}
