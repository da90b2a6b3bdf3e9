package neo4j

import (
	"fmt"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// walk is a way to read nodes in the order of their sort texts.
type walk struct {
	outer string // the variable of the statement outside that it uses, or ""
	// match finds a node n (by the entry l, where there is one) under a condition on its sort.
	match func(n, l, condition string) string
	sort  func(n, l string) string // the sort text
	by    func(n, l string, desc bool) string
}

// entries walks the list whose name an expression gives.
func entries(name, outer string) *walk {
	return &walk{
		outer: outer,
		match: func(n, l, condition string) string {
			return fmt.Sprintf("MATCH (%s)-[%s:LISTED]->() USING INDEX SEEK %[2]s:LISTED(list, sort) WHERE %[2]s.list = %s AND %s", n, l, name, condition)
		},
		sort: func(_, l string) string { return l + ".sort" },
		by: func(_, l string, desc bool) string {
			// The name of the list is ordered by too, though there is but one: else a sort is planned.
			return l + ".list" + direction(desc) + ", " + l + ".sort" + direction(desc)
		},
	}
}

// allByKey walks all nodes of a kind.
func allByKey(kind demand.NodeKind) *walk {
	return &walk{
		match: func(n, _, condition string) string {
			return fmt.Sprintf("MATCH (%s:%s) USING INDEX SEEK %[1]s:%[2]s(key) WHERE %s", n, kind, condition)
		},
		sort: func(n, _ string) string { return n + ".key" },
		by:   func(n, _ string, desc bool) string { return n + ".key" + direction(desc) },
	}
}

// call begins a subquery that imports the outer variable.
func (w *walk) call() string { return "CALL (" + w.outer + ") { " }

// read writes the walk through a cut: it binds n and, as the expression that it
// gives, the sort text. Window is SKIP or LIMIT.
func (c *compiler) read(w *walk, o ordering, part cut, backward bool, n, window string) (text, sort string) {
	l := c.fresh("l")
	desc := o.desc != backward
	conditions := c.stretches(o, part, w.sort(n, l))
	if len(conditions) == 1 {
		kept := n
		if w.sort(n, l) != n+".key" {
			kept += ", " + l
		}
		return fmt.Sprintf("%s WITH %s ORDER BY %s%s", w.match(n, l, conditions[0]), kept, w.by(n, l, desc), window), w.sort(n, l)
	}
	if backward {
		conditions[0], conditions[1] = conditions[1], conditions[0]
	}
	s := c.fresh("s")
	parts := make([]string, len(conditions))
	for i, condition := range conditions {
		parts[i] = fmt.Sprintf("%s RETURN %s, %s AS %s ORDER BY %s", w.match(n, l, condition), n, w.sort(n, l), s, w.by(n, l, desc))
	}
	return fmt.Sprintf("%s%s } WITH %s, %s%s", w.call(), strings.Join(parts, " UNION ALL "), n, s, window), s
}

var ahead = fmt.Sprint(query.LookAhead)

// page writes the rows of a page. With a filter it reads no more entries than it
// may; where there are more and the page is not full, a row without a node comes
// last, and says so. A second branch of a UNION ALL under a LIMIT is not run when
// the first fills it.
func (c *compiler) page(w *walk, o ordering, part cut, backward bool, filter query.Filter, n, limit string) (text, sort string) {
	if filter == nil {
		return c.read(w, o, part, backward, n, " LIMIT "+limit)
	}
	s := c.fresh("s")
	walked, at := c.read(w, o, part, backward, n, " LIMIT "+ahead)
	condition := c.condition(filter, o.place(n, at))
	m := c.fresh("n")
	further, on := c.read(w, o, part, backward, m, " SKIP "+ahead+" LIMIT 1")
	return fmt.Sprintf("%s%s WHERE %s RETURN %s, %s AS %s UNION ALL %s RETURN null AS %[4]s, %[8]s AS %[6]s } WITH %[4]s, %[6]s LIMIT %[9]s",
		w.call(), walked, condition, n, at, s, further, on, limit), s
}

// union writes the rows of a page of several lists, each node once.
func (c *compiler) union(names string, o ordering, part cut, backward bool, filter query.Filter, n, limit string) (text, sort string) {
	x := c.fresh("x")
	each, at := c.page(entries(x, x), o, part, backward, filter, n, limit)
	s := c.fresh("s")
	by := s + direction(o.desc != backward)
	if o.twoRanges() {
		by = s + " < " + quote(demand.SortDated) + direction(backward) + ", " + by
	}
	return fmt.Sprintf("UNWIND %s AS %s CALL (%[2]s) { %s RETURN %s, %s AS %s } WITH DISTINCT %[4]s, %[6]s ORDER BY %s LIMIT %s", names, x, each, n, at, s, by, limit), s
}

// exists writes that there is a node in a cut that meets a filter, read backwards
// from its end: of what comes before a page, the nearest is looked at first.
func (c *compiler) exists(w *walk, o ordering, part cut, backward bool, filter query.Filter) string {
	n := c.fresh("n")
	if filter == nil && !o.twoRanges() {
		l := c.fresh("l")
		return "EXISTS { " + w.match(n, l, c.stretches(o, part, w.sort(n, l))[0]) + " }"
	}
	limit := " LIMIT 1"
	if filter != nil {
		limit = " LIMIT " + ahead
	}
	text, at := c.read(w, o, part, backward, n, limit)
	if filter != nil {
		text += " WHERE " + c.condition(filter, o.place(n, at))
	}
	return "EXISTS { " + text + " RETURN " + n + " }"
}

// counted writes how many nodes meet a filter, of no more than may be read. Found binds n.
func (c *compiler) counted(found, n string, filter query.Filter) string {
	where := ""
	if filter != nil {
		where = " WHERE " + c.condition(filter, place{v: n})
	}
	return fmt.Sprintf("COUNT { %s WITH %s LIMIT %d%s RETURN %[2]s }", found, n, query.LookAhead+1, where)
}

// kept writes the kept count of a list, null for a list that never held anything.
func (c *compiler) kept(name string) string {
	k := c.fresh("k")
	return fmt.Sprintf("head(COLLECT { MATCH (%s:List {name: %s}) RETURN %[1]s.count })", k, name)
}

func newListReader(l *query.List) *listReader {
	return &listReader{page: l.Page, previous: l.Previous, rows: -1, total: -1, more: -1, many: -1, ties: -1, sort: -1}
}

// item brings what is asked of each item. Sort is the expression of its sort text;
// keyed says that it ends in the key, so that the key need not be read.
func (c *compiler) item(row *bring, r *listReader, l *query.List, n, sort string, keyed, maybe bool) {
	if !l.Plain {
		r.sort = row.column(sort)
	}
	key := -1
	if !keyed || maybe || l.Plain {
		key = row.column(n + ".key")
	}
	r.node = c.node(row, l.Select, l.Kind, n, key, maybe)
}

// edges brings what is asked of the edge to each item.
func (c *compiler) edges(row *bring, r *listReader, l *query.List, e string) {
	for _, p := range l.EdgeProps {
		r.edge = append(r.edge, propReader{row.column(e + "." + p.Name), p.Type})
	}
	for _, el := range l.EdgeLists {
		r.edgeLists = append(r.edgeLists, c.edgeList(row, el, e))
	}
}

// edgeList brings the nodes whose keys an edge carries.
func (c *compiler) edgeList(b *bring, el query.EdgeList, e string) *listReader {
	kind, name := demand.KindAnnotation, demand.SortName
	if el.Prop == "importKeys" {
		kind, name = demand.KindImport, "key"
	}
	l := &query.List{Kind: kind, Page: el.Page, Select: el.Select, Rows: el.Rows, Count: el.Count}
	r := newListReader(l)
	keys := e + "." + el.Prop
	if el.Count {
		r.total = b.column("size(" + keys + ")")
	}
	if el.Rows {
		n, k := c.fresh("n"), c.fresh("k")
		terms := ordering{}.terms(n, name, "")
		where := ""
		if within := c.within(terms, between(el.Page)); within != "" {
			where = " WHERE " + within
		}
		row := newBring()
		c.item(row, r, l, n, n+"."+name, true, false)
		r.rows = b.column(fmt.Sprintf("COLLECT { UNWIND %s AS %s MATCH (%[3]s:%[4]s {key: %[2]s})%[5]s WITH %[3]s ORDER BY %[6]s LIMIT %[7]s%[8]s RETURN %[9]s }",
			keys, k, n, kind, where, orderBy(terms, el.Page.Backward), c.oneMore(el.Page.Size), row.clauses.String(), row.row()))
	}
	return r
}
