package neo4j

import (
	"fmt"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// origin is how a root list reaches its nodes.
type origin struct {
	walk  *walk                 // in order; nil for a union and for what is not walked
	names string                // of a union, the expression of its lists' names
	found func(n string) string // all nodes, in no order
	kept  string                // the kept number of entries, "" where none is kept
	exact bool                  // kept is the number of nodes, filter apart
}

// rootList brings a list of the root.
func (c *compiler) rootList(b *bring, l *query.List) root {
	kind, _ := demand.KindOf(l.Kind)
	from := c.origin(b, l, kind)
	r := newListReader(l)
	if l.Count {
		if l.Filter == nil && from.exact {
			r.total = b.column(from.kept)
		} else {
			n := c.fresh("n")
			r.total = b.column(c.counted(from.found(n), n, l.Filter))
			r.many = b.column(c.number(from))
		}
	}
	switch {
	case !l.Rows:
	case l.Access.Sorted:
		c.rootWalk(b, r, l, kind, from)
	default:
		c.rootSorted(b, r, l, kind, from)
	}
	return &rootReader{r}
}

// origin chooses how to reach the nodes. Of several lists the one with the
// smallest kept count is chosen by the statement itself, as it runs.
func (c *compiler) origin(b *bring, l *query.List, kind *demand.Kind) *origin {
	a := &l.Access
	switch {
	case a.Keys != query.NoParam:
		return &origin{found: func(n string) string {
			return fmt.Sprintf("MATCH (%s:%s) WHERE %[1]s.key IN %[3]s", n, kind.Name, c.value(a.Keys))
		}}
	case a.Prop != nil:
		return &origin{found: func(n string) string {
			return fmt.Sprintf("MATCH (%s:%s) WHERE %[1]s.%[3]s IN %[4]s", n, kind.Name, a.Prop.Name, c.value(a.Values))
		}}
	case a.Inside != nil:
		return &origin{found: func(n string) string {
			return fmt.Sprintf("MATCH (%s:%s) WHERE %s", n, kind.Name, c.inBox(*a.Inside, n))
		}}
	case len(a.Lists) == 0:
		w := allByKey(kind.Name)
		return &origin{walk: w, found: func(n string) string { return w.match(n, "", n+".key > ''") }, kept: c.kept(quote(kind.Plural)), exact: true}
	}
	union := slices.ContainsFunc(a.Lists, func(s query.ListSet) bool { return s.Union })
	if len(a.Lists) == 1 && !union {
		s := a.Lists[0]
		return ofList(c.listName(s.Prefix, s.Key, s.Pair), c)
	}
	names, imported := c.sets(a.Lists), ""
	if slices.ContainsFunc(a.Lists, func(s query.ListSet) bool { return s.Inside != nil }) {
		imported = c.fresh("v")
		fmt.Fprintf(&b.clauses, " WITH log, seen, %s AS %s", c.insideSets(a.Lists, names), imported)
		names = imported
	}
	if len(a.Lists) == 1 {
		names += "[0]"
	} else {
		v, i, x, k, n := c.fresh("v"), c.fresh("i"), c.fresh("x"), c.fresh("k"), c.fresh("n")
		with := i
		if imported != "" {
			with += ", " + imported
		}
		fmt.Fprintf(&b.clauses, " CALL (%[7]s) { UNWIND range(0, size(%[1]s) - 1) AS %[2]s CALL (%[8]s) { UNWIND %[1]s[%[2]s] AS %[3]s MATCH (%[4]s:List {name: %[3]s}) RETURN sum(%[4]s.count) AS %[5]s } RETURN %[1]s[%[2]s] AS %[6]s ORDER BY %[5]s, %[2]s LIMIT 1 }",
			names, i, x, k, n, v, imported, with)
		names = v
	}
	if !union {
		return ofList(names+"[0]", c)
	}
	return &origin{names: names, found: func(n string) string {
		x, e := c.fresh("x"), c.fresh("l")
		return fmt.Sprintf("UNWIND %s AS %s CALL (%[2]s) { %s RETURN %s LIMIT %d } WITH DISTINCT %[4]s", names, x, entries(x, "").match(n, e, e+".sort > ''"), n, query.LookAhead+1)
	}}
}

// ofList walks one list.
func ofList(name string, c *compiler) *origin {
	outer := ""
	if name[0] != '$' && name[0] != '\'' {
		outer, _, _ = cutName(name)
	}
	w := entries(name, outer)
	return &origin{walk: w, found: func(n string) string {
		e := c.fresh("l")
		return w.match(n, e, e+".sort > ''")
	}, kept: c.kept(name), exact: true}
}

// cutName gives the variable of an expression such as v1[0].
func cutName(expr string) (v, rest string, found bool) {
	for i, r := range expr {
		if r == '[' {
			return expr[:i], expr[i:], true
		}
	}
	return expr, "", false
}

// sets are the names of the lists of each set.
func (c *compiler) sets(all []query.ListSet) string {
	return c.param("lists", func(values []any) any {
		out := make([]any, len(all))
		for i, s := range all {
			out[i] = setNames(values, s)
		}
		return out
	})
}

// rootWalk brings a page in the order of what is walked.
func (c *compiler) rootWalk(b *bring, r *listReader, l *query.List, kind *demand.Kind, from *origin) {
	o, n, part, limit := walked(kind, l.Order), c.fresh("n"), between(l.Page), c.limit(l)
	row := newBring()
	var text, sort string
	if from.walk == nil {
		text, sort = c.union(from.names, o, part, l.Page.Backward, l.Filter, n, limit)
	} else {
		text, sort = c.page(from.walk, o, part, l.Page.Backward, l.Filter, n, limit)
	}
	c.item(row, r, l, n, sort, true, l.Filter != nil)
	r.rows = b.column(fmt.Sprintf("COLLECT { %s%s RETURN %s }", text, row.clauses.String(), row.row()))
	out, backward, asked := outside(l.Page, l.Previous)
	switch {
	case !asked:
	case from.walk == nil:
		x := c.fresh("x")
		r.more = b.column(fmt.Sprintf("EXISTS { UNWIND %s AS %s WITH %[2]s WHERE %s RETURN %[2]s }", from.names, x, c.exists(entries(x, x), o, out, backward, l.Filter)))
	default:
		r.more = b.column(c.exists(from.walk, o, out, backward, l.Filter))
	}
}

// rootSorted brings a page of what is read whole and sorted.
func (c *compiler) rootSorted(b *bring, r *listReader, l *query.List, kind *demand.Kind, from *origin) {
	o, n := sorted(kind, l.Order), c.fresh("n")
	row := newBring()
	text := c.sortedPage(r, row, from.found(n), n, n, o, l, "", true)
	c.item(row, r, l, n, c.sortColumn(o, n, l.Order.By), o.by == nil, false)
	r.byValue = o.by
	r.rows = b.column(fmt.Sprintf("COLLECT { %s%s RETURN %s }", text, row.clauses.String(), row.row()))
	r.many = b.column(c.number(from))
	if part, _, asked := outside(l.Page, l.Previous); asked {
		m := c.fresh("n")
		r.more = b.column(c.sortedExists(from.found(m), m, o, l, "", part))
	}
}

// number writes how many nodes there are to read: as kept, else counted up to one
// more than may be read.
func (c *compiler) number(from *origin) string {
	if from.kept != "" {
		return from.kept
	}
	n := c.fresh("n")
	return fmt.Sprintf("COUNT { %s RETURN %s LIMIT %d }", from.found(n), n, query.LookAhead+1)
}
