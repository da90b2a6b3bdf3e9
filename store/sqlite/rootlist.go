package sqlite

import (
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// rootList is a compiled list at the root. One of the sources is read: with
// Access.Lists either one list or a union, else the nodes themselves.
type rootList struct {
	l    *query.List
	kind *demand.Kind
	ord  ordering

	one, union, nodes *source
	insides           []*statement // see insides
	load              *loading     // of pages that were sorted here
}

// source is a way to walk the nodes of a root list.
type source struct {
	reader *nodeReader
	// forward and backward walk in the list's order and against it.
	forward, backward walk
	count             *statement // walked, of these met
	stretch           *statement // how many entries there are between two places
	all               *statement // id, sort value, key, whether it meets the filter; nil for a sorted access
}

// walk is a page of a source in one direction. Bounded reads at most reach
// entries; without a filter both are the same.
type walk struct{ page, bounded *statement }

func (c *compiler) rootList(l *query.List) *rootList {
	r := &rootList{l: l, kind: kindOf(l.Kind), insides: insides(l.Access.Lists)}
	sort := l.Access.Sorted
	if sort {
		r.ord = walked(r.kind, l.Order)
	} else {
		r.ord = sorted(r.kind, l.Order)
		if l.Rows {
			r.load = c.load(l.Kind, l.Select)
		}
	}
	var union bool
	for _, set := range l.Access.Lists {
		union = union || set.Union
	}
	switch {
	case len(l.Access.Lists) == 0:
		r.nodes = r.source(c, r.fromNodes)
	default:
		r.one = r.source(c, fromList)
		if union {
			r.union = r.source(c, fromUnion)
		}
	}
	return r
}

// from writes a SELECT of node and sort that ends in its WHERE, with ranges on
// the sort when ranged is set; it gives the expression of the node's id.
type from func(t *sqlText, ranged bool) (id string)

func fromList(t *sqlText, ranged bool) string {
	t.add("SELECT e.node AS node, e.sort AS sort FROM entry e WHERE e.list = ").arg(listArg)
	within(t, "e.sort", ranged)
	return "e.node"
}

func fromUnion(t *sqlText, ranged bool) string {
	t.add("SELECT DISTINCT e.node AS node, e.sort AS sort FROM json_each(").arg(idsArg).add(") a CROSS JOIN entry e WHERE e.list = a.value")
	within(t, "e.sort", ranged)
	return "e.node"
}

// fromNodes reads the nodes themselves: by key, by a property that names few, or all.
func (r *rootList) fromNodes(t *sqlText, ranged bool) string {
	t.add("SELECT e.id AS node, e.key AS sort FROM ", quote(string(r.kind.Name)), " e WHERE ")
	switch a := r.l.Access; {
	case a.Keys != query.NoParam:
		t.add("e.key IN (SELECT value FROM json_each(").arg(paramArg(a.Keys)).add("))")
	case a.Inside != nil:
		t.inside(*a.Inside, "e")
	case a.Prop != nil:
		t.add("e.", quote(a.Prop.Name), " IN (SELECT value FROM json_each(").arg(paramArg(a.Values)).add("))")
	default:
		t.add("1")
	}
	within(t, "e.key", ranged)
	return "e.id"
}

func within(t *sqlText, sort string, ranged bool) {
	if ranged {
		t.add(" AND ", sort, " >= ").arg(loArg).add(" AND ", sort, " < ").arg(hiArg)
	}
}

func (r *rootList) source(c *compiler, rows from) *source {
	s := &source{}
	s.count = r.count(rows)
	switch {
	case !r.l.Rows:
	case !r.l.Access.Sorted:
		s.all = r.whole(rows)
	default:
		cols, joins := columns{"p.sort"}, strings.Builder{}
		s.reader = c.node(selected(r.l.Select, r.l.Kind), "n", &cols, &joins)
		bring := []string{cols.String(), joins.String()}
		for _, w := range []struct {
			walk *walk
			desc bool
		}{{&s.forward, r.l.Order.Desc}, {&s.backward, !r.l.Order.Desc}} {
			w.walk.page = r.page(bring, rows, w.desc, false)
			w.walk.bounded = w.walk.page
			if r.l.Filter != nil {
				w.walk.bounded = r.page(bring, rows, w.desc, true)
			}
		}
		t := &sqlText{}
		t.add("SELECT count(*) FROM (")
		rows(t, true)
		t.add(" LIMIT ").arg(limitArg).add(")")
		s.stretch = t.statement()
	}
	return s
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return " ASC"
}

// page writes a walk. What it brings of nodes, columns and joins, is joined
// outside, to the page alone.
func (r *rootList) page(bring []string, rows from, desc, bounded bool) *statement {
	t := &sqlText{}
	t.add("SELECT ", bring[0], " FROM (")
	switch {
	case bounded:
		t.add("SELECT e.node, e.sort FROM (")
		rows(t, true)
		t.add(" ORDER BY sort", direction(desc), " LIMIT ").arg(reachArg).add(") e WHERE ")
		t.meets(r.l.Filter, r.kind, "e.node")
	case r.l.Filter != nil:
		id := rows(t, true)
		t.add(" AND ")
		t.meets(r.l.Filter, r.kind, id)
		t.add(" ORDER BY sort", direction(desc))
	default:
		rows(t, true)
		t.add(" ORDER BY sort", direction(desc))
	}
	t.add(" LIMIT ").arg(limitArg).add(") p CROSS JOIN ", quote(string(r.kind.Name)), " n ON n.id = p.node", bring[1])
	return t.statement()
}

// count writes how many are walked, and how many of them meet the filter.
func (r *rootList) count(rows from) *statement {
	t := &sqlText{}
	t.add("SELECT count(*), ")
	if r.l.Filter == nil {
		t.add("count(*)")
	} else {
		t.add("coalesce(sum(")
		t.meets(r.l.Filter, r.kind, "e.node")
		t.add("),0)")
	}
	t.add(" FROM (")
	rows(t, false)
	t.add(" LIMIT ").arg(reachArg).add(") e")
	return t.statement()
}

// whole writes all that a source holds, up to reach, for sorting.
func (r *rootList) whole(rows from) *statement {
	t := &sqlText{}
	t.add("SELECT n.id, n.", quote(orderColumn(r.kind, r.l.Order)), ", n.key, ")
	t.condition(r.l.Filter, place{kind: r.kind, alias: "n"})
	t.add(" FROM (")
	rows(t, false)
	t.add(" LIMIT ").arg(reachArg).add(") e CROSS JOIN ", quote(string(r.kind.Name)), " n ON n.id = e.node")
	return t.statement()
}
