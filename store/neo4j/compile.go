package neo4j

import (
	"fmt"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// statement is a compiled query: the text, the values it takes from a query of
// its shape, and who reads its one row.
type statement struct {
	shape  string
	text   string
	params []param
	root   root
	// events is the column with the keys of events that are not there, or -1.
	events int
}

// param is a parameter that is made from the values of a query.
type param struct {
	name  string
	value func(values []any) any
}

// compiler numbers variables and collects parameters. What it writes depends on
// nothing but the tree, so equal shapes have equal text.
type compiler struct {
	vars   int
	params []param
	named  map[string]bool
}

// bring collects what a row brings: the clauses that find it, after those that
// bind the node itself, and its columns.
type bring struct {
	clauses strings.Builder
	columns []string
	places  map[string]int    // of columns, by their text
	ones    map[string]string // variables, by what leads to them
}

func newBring() *bring { return &bring{places: map[string]int{}, ones: map[string]string{}} }

// column gives the place of a column in the row, each expression once.
func (b *bring) column(expr string) int {
	if i, ok := b.places[expr]; ok {
		return i
	}
	b.places[expr] = len(b.columns)
	b.columns = append(b.columns, expr)
	return len(b.columns) - 1
}

func (b *bring) row() string { return "[" + strings.Join(b.columns, ", ") + "]" }

func (c *compiler) fresh(prefix string) string {
	c.vars++
	return prefix + strconv.Itoa(c.vars)
}

// param names a parameter, made once.
func (c *compiler) param(name string, value func(values []any) any) string {
	if !c.named[name] {
		c.named[name] = true
		c.params = append(c.params, param{name, value})
	}
	return "$" + name
}

// value is a value of the query as it is.
func (c *compiler) value(p query.Param) string {
	return c.param("p"+strconv.Itoa(int(p)), func(values []any) any { return values[p] })
}

// limit is the number of rows that a page reads: one more than it holds where
// anybody could ask what follows it, or where it ends what a filter looks through.
func (c *compiler) limit(l *query.List) string {
	if !l.Plain || l.Filter != nil {
		return c.oneMore(l.Page.Size)
	}
	size := l.Page.Size
	return c.param("size"+strconv.Itoa(int(size)), func(values []any) any { return sizeOf(values, size) })
}

// oneMore is the number of rows that tells whether there is a next page.
func (c *compiler) oneMore(size query.Param) string {
	return c.param("more"+strconv.Itoa(int(size)), func(values []any) any { return sizeOf(values, size) + 1 })
}

func sizeOf(values []any, size query.Param) int64 {
	switch n := values[size].(type) {
	case int64:
		return n
	case int:
		return int64(n)
	}
	return 0
}

// listName is the name of a list that a value or two values name.
func (c *compiler) listName(prefix string, key, pair query.Param) string {
	if key == query.NoParam {
		return quote(prefix)
	}
	name := fmt.Sprintf("list%d_%d_%s", key, pair, identifier(prefix))
	if pair == query.NoParam {
		name = fmt.Sprintf("list%d_%s", key, identifier(prefix))
	}
	return c.param(name, func(values []any) any { return nameOf(values, prefix, key, pair) })
}

func nameOf(values []any, prefix string, key, pair query.Param) string {
	name := prefix
	if key != query.NoParam {
		name += values[key].(string)
	}
	if pair != query.NoParam {
		name += ">" + values[pair].(string)
	}
	return name
}

// identifier keeps the letters of a text.
func identifier(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}

// seenFirst reads, before anything else, which version the index of entries has.
const seenFirst = "MATCH (log)-[seen:LISTED]->() USING INDEX SEEK seen:LISTED(list, sort) WHERE seen.list = 'changes' AND seen.sort > ''"

// compile writes the statement for a query. Its one row is what the root brings,
// then the versions that were seen first and last.
func compile(q *query.Query) *statement {
	c := &compiler{named: map[string]bool{}}
	s := &statement{events: -1}
	b := newBring()
	switch {
	case q.Lookup != nil:
		s.root = c.lookup(b, q.Lookup)
	case q.List != nil:
		s.root = c.rootList(b, q.List)
	case q.Search != nil:
		s.root = c.search(b, q.Search)
	}
	if len(q.Events) > 0 {
		events := q.Events
		keys := c.param("events", func(values []any) any {
			keys := make([]any, len(events))
			for i, p := range events {
				keys[i] = values[p]
			}
			return keys
		})
		s.events = b.column("COLLECT { UNWIND " + keys + " AS key WITH key WHERE NOT EXISTS { (:Event {key: key}) } RETURN key }")
	}
	var columns, names strings.Builder
	for i, expr := range b.columns {
		fmt.Fprintf(&columns, ", %s AS c%d", expr, i)
		fmt.Fprintf(&names, "c%d, ", i)
	}
	s.text = seenFirst + b.clauses.String() + " WITH log, seen" + columns.String() + " RETURN " + names.String() + "seen.sort AS first, log.version AS last"
	s.params = c.params
	return s
}

// lookups reads the nodes of a Lookup: one column for each kind.
type lookups struct {
	refs    []query.LookupRef
	columns map[demand.NodeKind]int
	nodes   map[demand.NodeKind]*nodeReader
	// several are the kinds that are asked for by several keys: each row begins with
	// the key that was asked for.
	several map[demand.NodeKind]bool
}

func (c *compiler) lookup(b *bring, l *query.Lookup) root {
	out := &lookups{refs: l.Refs, columns: map[demand.NodeKind]int{}, nodes: map[demand.NodeKind]*nodeReader{}, several: map[demand.NodeKind]bool{}}
	for i := range demand.Kinds {
		kind := demand.Kinds[i].Name
		var keys []query.Param
		for _, r := range l.Refs {
			if r.Kind == kind {
				keys = append(keys, r.Key)
			}
		}
		if len(keys) == 0 {
			continue
		}
		n := c.fresh("n")
		row := newBring()
		if len(keys) == 1 {
			out.nodes[kind] = c.node(row, l.Select(kind), kind, n, row.column(n+".key"), false)
			out.columns[kind] = b.column("COLLECT { " + byKey("", c.value(keys[0]), kind, n) + row.clauses.String() + " RETURN " + row.row() + " }")
			continue
		}
		named := c.param("keys"+string(kind), func(values []any) any {
			all, seen := make([]any, 0, len(keys)), map[any]bool{}
			for _, p := range keys {
				if !seen[values[p]] {
					seen[values[p]] = true
					all = append(all, values[p])
				}
			}
			return all
		})
		out.several[kind] = true
		row.column("key")
		out.nodes[kind] = c.node(row, l.Select(kind), kind, n, row.column(n+".key"), false)
		out.columns[kind] = b.column("COLLECT { UNWIND " + named + " AS key " + byKey("key", "key", kind, n) + row.clauses.String() + " RETURN " + row.row() + " }")
	}
	return out
}

// byKey finds a node by its key, or by one that a merge has redirected to it.
func byKey(outer, key string, kind demand.NodeKind, n string) string {
	return fmt.Sprintf("CALL (%s) { MATCH (%s:%s {key: %s}) RETURN %[2]s UNION ALL MATCH (r:Redirect {kind: '%[3]s', key: %[4]s}) MATCH (%[2]s:%[3]s {key: r.to}) RETURN %[2]s }", outer, n, kind, key)
}

// node writes what a selection brings of a node that a variable holds; key is
// the column of its key, or -1 when the reader has it from the sort. With
// optional the variable may be null.
func (c *compiler) node(b *bring, sel *query.Selection, kind demand.NodeKind, v string, key int, optional bool) *nodeReader {
	r := &nodeReader{kind: kind, key: key}
	if sel == nil {
		return r
	}
	// First the relations that always lead somewhere, as they drop no row.
	ones := make([]string, len(sel.Ones))
	for _, required := range []bool{true, false} {
		for i, one := range sel.Ones {
			if one.Relation.Required == required {
				ones[i] = c.one(b, one.Relation, v, optional)
			}
		}
	}
	for _, p := range sel.Props {
		switch {
		case p.Name == "key" && key < 0:
			r.props = append(r.props, propReader{at: -1})
		default:
			r.props = append(r.props, propReader{b.column(v + "." + p.Name), p.Type})
		}
	}
	r.whole = sideBySide(r.props)
	for i, one := range sel.Ones {
		w := ones[i]
		maybe := optional || !one.Relation.Required
		r.ones = append(r.ones, c.node(b, one.Select, one.Relation.To, w, b.column(w+".key"), maybe))
	}
	for i := range sel.Lists {
		r.lists = append(r.lists, c.nested(b, &sel.Lists[i], v))
	}
	for _, l := range sel.Ledgers {
		r.ledgers = append(r.ledgers, c.ledger(b, l, v))
	}
	for i := range sel.Stances {
		r.stances = append(r.stances, c.stances(b, &sel.Stances[i], kind, v))
	}
	return r
}

// one joins the node that a relation leads to and gives its variable; asked for
// twice, it is joined once.
func (c *compiler) one(b *bring, r *demand.Relation, v string, optional bool) string {
	from := v + " " + r.Name
	if w, ok := b.ones[from]; ok {
		return w
	}
	w := c.fresh("n")
	b.ones[from] = w
	if optional || !r.Required {
		b.clauses.WriteString(" OPTIONAL")
	}
	b.clauses.WriteString(" MATCH " + pattern(v, r, "", w))
	return w
}
