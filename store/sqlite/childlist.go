package sqlite

import (
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// childList is a compiled list below nodes, the outer ones. A statement of it
// is given an array of them (or of their lists) and its first column is the
// place in the array.
type childList struct {
	l    *query.List
	kind *demand.Kind
	ord  ordering
	edge *demand.Edge // nil when only a list says what the relation holds

	// listed says that the relation has lists; walked, that they are in the order asked.
	listed, walked bool

	// whole brings all that is related: nodes with the columns to sort them by.
	whole *statement
	// ids is whole without the nodes, where many may be found for a page; they
	// are loaded when it is known which ones it has.
	ids    *statement
	load   *loading
	counts *statement // of what meets the filter
	// top brings the first entries of lists, forward and backward.
	top [2]walk

	reader   *nodeReader
	sort, of int // columns: of the sort value and, where it is needed, of the node's id
	identity []int
	edges    *edgeReader
	pairs    *statement // the edges of [outer, node] pairs, for lists
}

// edgeReader reads properties of edges.
type edgeReader struct {
	props []demand.Prop
	at    []int // columns
	keys  []int // columns of EdgeLists' properties
	lists []*loading
}

func (c *compiler) childList(l *query.List) *childList {
	x := &childList{l: l, kind: kindOf(l.Kind), listed: l.Relation.List != ""}
	x.edge, _ = demand.EdgeOf(l.Relation.Edge)
	x.walked = x.listed && l.Order.By == demand.SortName
	x.ord = sorted(x.kind, l.Order)
	x.counts = x.count()
	if !l.Rows {
		return x
	}
	if x.edge != nil && len(l.EdgeProps)+len(l.EdgeLists) > 0 && !l.Relation.Transitive {
		x.edges = &edgeReader{props: l.EdgeProps}
		for i := range l.EdgeLists {
			kind := demand.KindAnnotation
			if l.EdgeLists[i].Prop == "importKeys" {
				kind = demand.KindImport
			}
			x.edges.lists = append(x.edges.lists, c.loadByKey(kind, l.EdgeLists[i].Select))
		}
		if x.listed {
			x.pairs = x.edgesOfPairs()
		}
	}
	if l.Relation.Transitive || x.listed && !x.walked {
		x.ids = x.idsOf()
		x.load = c.load(l.Kind, l.Select)
		return x
	}
	x.wholeAndTop(c)
	return x
}

// from writes what is after FROM: the array a, the way to the nodes n, and the filter.
func (x *childList) from(t *sqlText, joins string) {
	kind := quote(string(x.kind.Name))
	near, far, table := x.ends()
	switch r := x.l.Relation; {
	case x.listed:
		t.add("json_each(").arg(idsArg).add(") a CROSS JOIN entry e ON e.list = a.value CROSS JOIN ", kind, " n ON n.id = e.node")
	case r.Transitive:
		t.add("r a CROSS JOIN ", kind, " n ON n.id = a.id")
	case x.edge.Single && r.Incoming != x.edge.Incoming: // the nodes own it
		t.add("json_each(").arg(idsArg).add(") a CROSS JOIN ", kind, " n ON n.", quote(string(r.Edge)), " = a.value")
	case x.edge.Single:
		t.add("json_each(").arg(idsArg).add(") a CROSS JOIN ", quote(string(r.From)), " e ON e.id = a.value CROSS JOIN ", kind, " n ON n.id = e.", quote(string(r.Edge)))
	default:
		t.add("json_each(").arg(idsArg).add(") a CROSS JOIN ", table, " e ON e.", near, " = a.value CROSS JOIN ", kind, " n ON n.id = e.", far)
	}
	t.add(joins)
	if x.l.Filter != nil {
		t.add(" WHERE ")
		t.condition(x.l.Filter, place{kind: x.kind, alias: "n"})
	}
}

// with writes the transitive closure of the relation: the place in the array and an id.
func (x *childList) with(t *sqlText) {
	if !x.l.Relation.Transitive {
		return
	}
	near, far, table := x.ends()
	t.add("WITH RECURSIVE r(key, id) AS (SELECT a.key, e.", far, " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", table, " e ON e.", near, " = a.value",
		" UNION SELECT r.key, e.", far, " FROM r CROSS JOIN ", table, " e ON e.", near, " = r.id) ")
}

// ends are the columns of the edge table at the outer node and at the other, and its name.
func (x *childList) ends() (near, far, table string) {
	r := x.l.Relation
	if r.Incoming {
		return "dst", "src", quote(edgeTable(r.Edge, r.To, r.From))
	}
	return "src", "dst", quote(edgeTable(r.Edge, r.From, r.To))
}

func (x *childList) count() *statement {
	t := &sqlText{}
	x.with(t)
	t.add("SELECT a.key, count(*) FROM ")
	x.from(t, "")
	t.add(" GROUP BY a.key")
	return t.statement()
}

func (x *childList) idsOf() *statement {
	t := &sqlText{}
	x.with(t)
	x.sort, x.of = 1, 3 // the key is between
	t.add("SELECT a.key, n.", quote(orderColumn(x.kind, x.l.Order)), ", n.key, n.id FROM ")
	x.from(t, "")
	return t.statement()
}

func (x *childList) wholeAndTop(c *compiler) {
	cols, joins := columns{"a.key"}, strings.Builder{}
	x.reader = c.node(selected(x.l.Select, x.l.Kind), "n", &cols, &joins)
	if x.sort = x.reader.key; x.l.Order.By != "key" {
		x.sort = cols.add("n." + quote(orderColumn(x.kind, x.l.Order)))
	}
	if x.pairs != nil {
		x.of = cols.add("n.id")
	}
	if x.walked {
		for i, desc := range []bool{x.l.Order.Desc, !x.l.Order.Desc} {
			x.top[i].page = x.first(cols, joins.String(), desc, false)
			x.top[i].bounded = x.top[i].page
			if x.l.Filter != nil {
				x.top[i].bounded = x.first(cols, joins.String(), desc, true)
			}
		}
	} else {
		for _, name := range x.edge.Identity {
			x.identity = append(x.identity, cols.add(edgeExpr(x.edge, "e", name)))
		}
		x.edges.columns(x.l, x.edge, &cols)
	}
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM ")
	x.from(t, joins.String())
	x.whole = t.statement()
}

// first writes the first entries of each of the lists. The nodes are found by
// IN and not by a join, so that each list is read no further than its limit. It
// is put into no order, and must not be: with ORDER BY and LIMIT outside, SQLite
// has given wrong rows for this form.
func (x *childList) first(cols columns, joins string, desc, bounded bool) *statement {
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", quote(string(x.kind.Name)), " n ON n.id IN (")
	entries := func() {
		t.add("SELECT e.node, e.sort FROM entry e WHERE e.list = a.value AND e.sort >= ").arg(loArg).add(" AND e.sort < ").arg(hiArg)
	}
	order := " ORDER BY e.sort" + direction(desc) + " LIMIT "
	switch {
	case bounded:
		t.add("SELECT e.node FROM (")
		entries()
		t.add(order).arg(reachArg).add(") e WHERE ")
		t.meets(x.l.Filter, x.kind, "e.node")
		t.add(" LIMIT ").arg(limitArg)
	case x.l.Filter != nil:
		t.add("SELECT e.node FROM entry e WHERE e.list = a.value AND e.sort >= ").arg(loArg).add(" AND e.sort < ").arg(hiArg).add(" AND ")
		t.meets(x.l.Filter, x.kind, "e.node")
		t.add(order).arg(limitArg)
	default:
		t.add("SELECT e.node FROM entry e WHERE e.list = a.value AND e.sort >= ").arg(loArg).add(" AND e.sort < ").arg(hiArg).add(order).arg(limitArg)
	}
	t.add(")", joins)
	return t.statement()
}

// columns adds the edge's columns to a SELECT; nothing for a nil reader.
func (e *edgeReader) columns(l *query.List, edge *demand.Edge, cols *columns) {
	if e == nil {
		return
	}
	for _, p := range e.props {
		e.at = append(e.at, len(*cols))
		for _, name := range valueColumns(p) {
			cols.add(edgeExpr(edge, "e", name))
		}
	}
	for _, list := range l.EdgeLists {
		e.keys = append(e.keys, cols.add(edgeExpr(edge, "e", list.Prop)))
	}
}

// edgesOfPairs reads the edges of outer nodes and nodes, of which there is one
// for each pair in all relations that have lists.
func (x *childList) edgesOfPairs() *statement {
	near, far, table := x.ends()
	cols := columns{"a.key"}
	x.edges.columns(x.l, x.edge, &cols)
	t := &sqlText{}
	if x.edge.Single {
		return nil // it has no properties
	}
	t.add("SELECT ", cols.String(), " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", table, " e ON e.", near, " = a.value->>0 AND e.", far, " = a.value->>1")
	return t.statement()
}

// listNames are the names of the lists of outer nodes.
func (x *childList) listNames(outers []*outer) string {
	names := make([]string, len(outers))
	for i, o := range outers {
		names[i] = x.l.Relation.List + o.key
	}
	return jsonTexts(names)
}
