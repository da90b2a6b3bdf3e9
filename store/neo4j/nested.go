package neo4j

import (
	"fmt"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// nested brings a list below a node.
func (c *compiler) nested(b *bring, l *query.List, outer string) *listReader {
	if l.Relation.List != "" {
		return c.nestedEntries(b, l, outer)
	}
	return c.expanded(b, l, outer)
}

// needsEdge says whether something is asked of the edge itself.
func needsEdge(l *query.List) bool { return len(l.EdgeProps)+len(l.EdgeLists) > 0 }

// nestedEntries brings a list that is kept.
func (c *compiler) nestedEntries(b *bring, l *query.List, outer string) *listReader {
	kind, _ := demand.KindOf(l.Kind)
	name := quote(l.Relation.List) + " + " + outer + ".key"
	w := entries(name, outer)
	r := newListReader(l)
	part := between(l.Page)
	if l.Count {
		c.nestedTotal(b, r, l, name, outer)
	}
	if !l.Rows {
		return r
	}
	n := c.fresh("n")
	row := newBring()
	maybe := l.Filter != nil
	if l.Order.By != demand.SortName {
		return c.nestedSorted(b, r, row, l, name, outer, n)
	}
	o := walked(kind, l.Order)
	text, sort := c.page(w, o, part, l.Page.Backward, l.Filter, n, c.limit(l))
	if o.twoRanges() && part == whole && l.Filter == nil && l.Relation.Edge != "" {
		text, sort = c.fewOrMany(text, sort, o, l, outer, n)
	}
	c.toEdge(row, l, outer, n)
	c.item(row, r, l, n, sort, true, maybe)
	if needsEdge(l) {
		c.edges(row, r, l, row.ones["edge"])
	}
	r.rows = b.column(fmt.Sprintf("COLLECT { %s%s RETURN %s }", text, row.clauses.String(), row.row()))
	if part, backward, asked := outside(l.Page, l.Previous); asked {
		r.more = b.column(c.exists(w, o, part, backward, l.Filter))
	}
	return r
}

// few is how many edges are rather expanded and sorted than read as entries.
const few = 64

// fewOrMany reads a list by its edges where they are few, which for an order of two
// ranges costs less than to read both, and as it is kept where they are many. The
// degree of the node, asked first, decides.
func (c *compiler) fewOrMany(text, sort string, o ordering, l *query.List, outer, n string) (string, string) {
	s := c.fresh("s")
	limit := c.limit(l)
	degree := "COUNT { " + strings.Replace(pattern(outer, l.Relation, "", n), "("+n+")", "()", 1) + " }"
	return fmt.Sprintf("CALL (%s) { WITH %[1]s WHERE %s > %d %s RETURN %s, %s AS %s UNION ALL WITH %[1]s WHERE %[2]s <= %[3]d MATCH %[8]s RETURN %[5]s, %[5]s.sort AS %[7]s ORDER BY %[9]s LIMIT %[10]s } WITH %[5]s, %[7]s",
		outer, degree, few, text, n, sort, s, pattern(outer, l.Relation, "", n), orderBy(o.terms(n, demand.SortName, ""), l.Page.Backward), limit), s
}

// outside is the cut of what lies on the other side of a page, and whether it is
// asked if there is anything: before a page that goes forward, after one that goes
// backward.
func outside(p query.Page, previous bool) (part cut, backward, asked bool) {
	part = whole
	switch {
	case !p.Backward && previous && p.After != query.NoParam:
		part.upTo = p.After
		return part, true, true
	case p.Backward && p.Before != query.NoParam:
		part.from = p.Before
		return part, false, true
	}
	return part, false, false
}

// toEdge joins the edge that an entry of a list stands for.
func (c *compiler) toEdge(row *bring, l *query.List, outer, n string) {
	if !needsEdge(l) || l.Relation.Edge == "" {
		return
	}
	e := c.fresh("e")
	row.ones["edge"] = e
	if l.Filter != nil {
		row.clauses.WriteString(" OPTIONAL")
	}
	row.clauses.WriteString(" MATCH " + pattern(outer, l.Relation, e, n))
}

// nestedTotal counts a list below a node.
func (c *compiler) nestedTotal(b *bring, r *listReader, l *query.List, name, outer string) {
	if l.Filter == nil {
		r.total = b.column(c.kept(name))
		return
	}
	n, e := c.fresh("n"), c.fresh("l")
	r.total = b.column(c.counted(entries(name, outer).match(n, e, e+".sort > ''"), n, l.Filter))
	r.many = b.column(c.kept(name))
}

// nestedSorted brings a list that is asked in another order than it is kept in.
func (c *compiler) nestedSorted(b *bring, r *listReader, row *bring, l *query.List, name, outer, n string) *listReader {
	kind, _ := demand.KindOf(l.Kind)
	o := sorted(kind, l.Order)
	e := c.fresh("l")
	found := entries(name, "").match(n, e, e+".sort > ''")
	text := c.sortedPage(r, row, found, n, n, o, l, "", true)
	c.toEdge(row, l, outer, n)
	c.item(row, r, l, n, c.sortColumn(o, n, l.Order.By), o.by == nil, false)
	r.byValue = o.by
	if needsEdge(l) {
		c.edges(row, r, l, row.ones["edge"])
	}
	r.rows = b.column(fmt.Sprintf("COLLECT { %s%s RETURN %s }", text, row.clauses.String(), row.row()))
	r.many = b.column(c.kept(name))
	if part, _, asked := outside(l.Page, l.Previous); asked {
		m := c.fresh("n")
		r.more = b.column(c.sortedExists(strings.Replace(found, "("+n+")", "("+m+")", 1), m, o, l, "", part))
	}
	return r
}

// sortColumn is what the sort text of an item sorted here is made of.
func (c *compiler) sortColumn(o ordering, n, by string) string {
	if o.by == nil {
		return n + "." + by
	}
	return n + "." + ordered(*o.by)
}

// sortedPage reads all that found binds, sorts it and takes the page. Kept are the
// variables that go on.
func (c *compiler) sortedPage(r *listReader, row *bring, found, n, kept string, o ordering, l *query.List, ties string, bounded bool) string {
	terms := o.terms(n, l.Order.By, ties)
	where := join(c.filtered(l.Filter, n), c.within(terms, between(l.Page)))
	order := orderBy(terms, l.Page.Backward)
	switch {
	case bounded:
		found += fmt.Sprintf(" WITH %s LIMIT %d", kept, query.LookAhead+1)
		if where != "" {
			found += " WHERE " + where
		}
	case where != "":
		found += " WHERE " + where
	}
	return fmt.Sprintf("%s WITH %s ORDER BY %s LIMIT %s", found, kept, order, c.limit(l))
}

func (c *compiler) sortedExists(found, n string, o ordering, l *query.List, ties string, part cut) string {
	where := join(c.filtered(l.Filter, n), c.within(o.terms(n, l.Order.By, ties), part))
	return fmt.Sprintf("EXISTS { %s WITH * WHERE %s RETURN %s }", found, where, n)
}

// filtered is the condition of a filter, "" for none.
func (c *compiler) filtered(f query.Filter, n string) string {
	if f == nil {
		return ""
	}
	return c.condition(f, place{v: n})
}

func join(conditions ...string) string {
	var all []string
	for _, condition := range conditions {
		if condition != "" {
			all = append(all, condition)
		}
	}
	return strings.Join(all, " AND ")
}

// expanded brings a list below a node by its edges, an item for each edge; what
// several paths lead to comes once.
func (c *compiler) expanded(b *bring, l *query.List, outer string) *listReader {
	kind, _ := demand.KindOf(l.Kind)
	edge, _ := demand.EdgeOf(l.Relation.Edge)
	r := newListReader(l)
	if l.Count {
		r.total = b.column(c.expandedTotal(l, outer))
	}
	if !l.Rows {
		return r
	}
	n, e, ties := c.fresh("n"), "", ""
	several := !l.Relation.Transitive && len(edge.Identity) > 0
	if several || needsEdge(l) && !l.Relation.Transitive {
		e = c.fresh("e")
	}
	if several {
		parts := make([]string, len(edge.Identity))
		for i, name := range edge.Identity {
			parts[i] = fmt.Sprintf("coalesce(%s.%s, '')", e, name)
		}
		ties = strings.Join(parts, " + '\\u0001' + ")
	}
	o := sorted(kind, l.Order)
	row := newBring()
	found, kept := "MATCH "+pattern(outer, l.Relation, e, n), n
	if e != "" {
		kept += ", " + e
	}
	if l.Relation.Transitive {
		found += " WITH DISTINCT " + n
	}
	text := c.sortedPage(r, row, found, n, kept, o, l, ties, false)
	c.item(row, r, l, n, c.sortColumn(o, n, l.Order.By), o.by == nil, false)
	r.byValue = o.by
	if several && !l.Plain {
		r.ties = row.column(ties)
	}
	if e != "" {
		c.edges(row, r, l, e)
	}
	r.rows = b.column(fmt.Sprintf("COLLECT { %s%s RETURN %s }", text, row.clauses.String(), row.row()))
	if part, _, asked := outside(l.Page, l.Previous); asked {
		r.more = b.column(c.sortedExists(found, n, o, l, ties, part))
	}
	return r
}

// expandedTotal counts edges; without a filter and without a label that is the
// degree of the node, which Neo4j keeps.
func (c *compiler) expandedTotal(l *query.List, outer string) string {
	n := c.fresh("n")
	text := "MATCH " + pattern(outer, l.Relation, "", n)
	if l.Filter == nil && !l.Relation.Transitive {
		return "COUNT { " + strings.Replace(pattern(outer, l.Relation, "", n), "("+n+")", "()", 1) + " }"
	}
	if l.Filter != nil {
		text += " WHERE " + c.condition(l.Filter, place{v: n})
	}
	if l.Relation.Transitive {
		return "COUNT { " + text + " RETURN DISTINCT " + n + " }"
	}
	return "COUNT { " + text + " }"
}
