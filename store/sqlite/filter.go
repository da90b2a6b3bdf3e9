package sqlite

import (
	"fmt"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// place is where a condition is asked: a node with the alias of its table and,
// inside Has.Edge, an edge.
type place struct {
	kind  *demand.Kind
	alias string
	edge  *demand.Edge
}

// column is the expression for a column of the place.
func (at place) column(name string) string {
	if at.edge != nil {
		return edgeExpr(at.edge, at.alias, name)
	}
	return at.alias + "." + quote(name)
}

// condition writes a filter as an expression that is never null: a missing
// value meets no comparison, so that Not of it holds.
func (t *sqlText) condition(f query.Filter, at place) {
	switch f := f.(type) {
	case nil:
		t.add("1")
	case query.And:
		t.join(f, " AND ", "1", at)
	case query.Or:
		t.join(f, " OR ", "0", at)
	case query.Not:
		t.add("NOT ")
		t.condition(f.Filter, at)
	case query.Compare:
		t.compare(f, at)
	case query.OneOf:
		values := make([]string, len(f.Values))
		for i, v := range f.Values {
			values[i] = literal(v)
		}
		t.add("coalesce(", at.column(f.Prop.Name), " IN (", strings.Join(values, ","), "),0)")
	case query.Has:
		t.has(f, at)
	case query.Listed:
		t.add("((SELECT 1 FROM entry m WHERE m.list = (SELECT id FROM list WHERE name = ", literal(f.Prefix), "||").arg(paramArg(f.Key)).
			add(") AND m.sort = ", at.alias, ".sort AND m.node = ", at.alias, ".id) IS NOT NULL)")
	case query.Inside:
		t.add("coalesce(")
		t.inside(f, at.alias)
		t.add(",0)")
	case query.BeforeEvent:
		last := "v.startFirst"
		if f.Through {
			last = "coalesce(v.endLast, v.startLast)||" + literal(demand.SortEnd)
		}
		t.add("coalesce(", at.alias, ".sort >= ", literal(demand.SortDated), " AND ", at.alias, ".sort < (SELECT ", last, " FROM Event v WHERE v.key = ").arg(paramArg(f.Event)).add(" AND v.startFirst IS NOT NULL),0)")
	default:
		panic(fmt.Sprintf("sqlite: a filter of type %T", f))
	}
}

// inside writes that the point of a node is inside, as query.Inside says; the bounds of the
// latitude stand alone, so that an index finds it.
func (t *sqlText) inside(f query.Inside, alias string) {
	cols := propColumns(f.Prop)
	latitude, longitude := alias+"."+quote(cols[0].name), alias+"."+quote(cols[1].name)
	t.add(latitude, " >= ").arg(paramArg(f.South)).add(" AND ", latitude, " <= ").arg(paramArg(f.North)).
		add(" AND CASE WHEN ").arg(paramArg(f.West)).add(" <= ").arg(paramArg(f.East)).
		add(" THEN ", longitude, " >= ").arg(paramArg(f.West)).add(" AND ", longitude, " <= ").arg(paramArg(f.East)).
		add(" ELSE ", longitude, " >= ").arg(paramArg(f.West)).add(" OR ", longitude, " <= ").arg(paramArg(f.East)).add(" END")
	if n := f.Near; n != nil {
		radians := "*" + strconv.FormatFloat(query.DegreesToRadians, 'g', -1, 64)
		up := func() { t.add("sin((", latitude, radians, "-").arg(paramArg(n.Latitude)).add(")/2)") }
		along := func() { t.add("sin((", longitude, radians, "-").arg(paramArg(n.Longitude)).add(")/2)") }
		t.add(" AND ")
		up()
		t.add("*")
		up()
		t.add("+").arg(paramArg(n.Cosine)).add("*cos(", latitude, radians, ")*")
		along()
		t.add("*")
		along()
		t.add(" <= ").arg(paramArg(n.Limit))
	}
}

// insides are the statements for the names of the lists of regions inside, nil for a set
// of lists that is not of these.
func insides(sets []query.ListSet) []*statement {
	all := make([]*statement, len(sets))
	for i, set := range sets {
		if set.Inside != nil {
			t := &sqlText{}
			t.add("SELECT ", literal(set.Prefix), "||n.key FROM ", quote(string(demand.KindRegion)), " n WHERE ")
			t.inside(*set.Inside, "n")
			all[i] = t.statement()
		}
	}
	return all
}

func (t *sqlText) join(all []query.Filter, operator, none string, at place) {
	if len(all) == 0 {
		t.add(none)
		return
	}
	t.add("(")
	for i, f := range all {
		if i > 0 {
			t.add(operator)
		}
		t.condition(f, at)
	}
	t.add(")")
}

var operators = map[query.Op]string{query.Eq: "=", query.Lt: "<", query.Lte: "<=", query.Gt: ">", query.Gte: ">="}

func (t *sqlText) compare(f query.Compare, at place) {
	p := f.Prop
	several := p.Type == demand.Strings || p.Type == demand.Texts
	if f.Op == query.Missing {
		t.add("(", at.column(valueColumns(p)[0]), " IS NULL)")
		return
	}
	column := p.Name
	if f.Op == query.Contains || f.Op == query.StartsWith {
		if p.Type == demand.Text || p.Type == demand.Texts {
			column = p.FoldedName()
		}
	}
	value := at.column(column)
	t.add("coalesce(")
	if several {
		t.add("(SELECT 1 FROM json_each(", value, ") j WHERE ")
		value = "j.value"
	}
	switch {
	case f.Op == query.In:
		t.add(value, " IN (SELECT value FROM json_each(").arg(paramArg(f.Value)).add("))")
	case f.Op == query.Contains:
		t.add("instr(", unfolded(p, value), ",").arg(paramArg(f.Value)).add(") > 0")
	case f.Op == query.StartsWith:
		t.add("substr(", unfolded(p, value), ",1,length(").arg(paramArg(f.Value)).add(")) = ").arg(paramArg(f.Value))
	case f.Op == query.Overlaps:
		t.add(at.column(p.FirstName()), " <= ").arg(paramArg(f.Until)).add(" AND ", at.column(p.LastName()), " >= ").arg(paramArg(f.Value))
	case p.Type == demand.Day && f.Op != query.Eq:
		side := p.FirstName() // before
		if f.Op == query.Gt || f.Op == query.Gte {
			side = p.LastName()
		}
		t.add(at.column(side), " ", operators[f.Op], " ").arg(paramArg(f.Value))
	default:
		operator, ok := operators[f.Op]
		if !ok {
			panic("sqlite: no comparison " + string(f.Op))
		}
		t.add(value, " ", operator, " ").arg(paramArg(f.Value))
	}
	if several {
		t.add(")")
	}
	t.add(",0)")
}

// unfolded is a value to compare with folded text: of properties that are no
// text, which hold codes and addresses, only the case is folded.
func unfolded(p demand.Prop, value string) string {
	if p.Type == demand.Text || p.Type == demand.Texts {
		return value
	}
	return "lower(" + value + ")"
}

// has writes a condition on related nodes as a scalar subquery, which the
// planner leaves where it is; EXISTS it would turn into a join.
func (t *sqlText) has(f query.Has, at place) {
	r := f.Relation
	to := kindOf(r.To)
	far := t.alias()
	t.add("((")
	switch e, _ := demand.EdgeOf(r.Edge); {
	case e == nil: // only a list says what the relation holds
		t.add("SELECT 1 FROM list l CROSS JOIN entry m ON m.list = l.id CROSS JOIN ", quote(string(r.To)), " ", far, " ON ", far, ".id = m.node WHERE l.name = ", literal(r.List), "||", at.alias, ".key")
	case r.Transitive:
		near, next := "src", "dst"
		if r.Incoming {
			near, next = next, near
		}
		table := quote(edgeTable(r.Edge, r.From, r.To))
		t.add("WITH RECURSIVE r(id) AS (SELECT e.", next, " FROM ", table, " e WHERE e.", near, " = ", at.alias, ".id UNION SELECT e.", next, " FROM r CROSS JOIN ", table, " e ON e.", near, " = r.id) ",
			"SELECT 1 FROM r CROSS JOIN ", quote(string(r.To)), " ", far, " ON ", far, ".id = r.id WHERE 1")
	case e.Single && r.Incoming == e.Incoming: // the node here owns it
		t.add("SELECT 1 FROM ", quote(string(r.To)), " ", far, " WHERE ", far, ".id = ", at.alias, ".", quote(string(r.Edge)))
	case e.Single:
		t.add("SELECT 1 FROM ", quote(string(r.To)), " ", far, " WHERE ", far, ".", quote(string(r.Edge)), " = ", at.alias, ".id")
	default:
		edge, near, next, from, to := t.alias(), "src", "dst", r.From, r.To
		if r.Incoming {
			near, next, from, to = next, near, to, from
		}
		t.add("SELECT 1 FROM ", quote(edgeTable(r.Edge, from, to)), " ", edge, " JOIN ", quote(string(r.To)), " ", far, " ON ", far, ".id = ", edge, ".", next, " WHERE ", edge, ".", near, " = ", at.alias, ".id")
		if f.Edge != nil {
			t.add(" AND ")
			t.condition(f.Edge, place{edge: e, alias: edge})
		}
	}
	if f.Node != nil {
		t.add(" AND ")
		t.condition(f.Node, place{kind: to, alias: far})
	}
	if f.None {
		t.add(") IS NULL)")
	} else {
		t.add(") IS NOT NULL)")
	}
}

// kindOf describes a kind of the model.
func kindOf(name demand.NodeKind) *demand.Kind {
	k, ok := demand.KindOf(name)
	if !ok {
		panic("sqlite: no kind " + string(name))
	}
	return k
}

// meets writes that the node with an id meets a filter, as a scalar subquery: a
// join would be taken out of the walk over entries.
func (t *sqlText) meets(f query.Filter, kind *demand.Kind, id string) {
	alias := t.alias()
	t.add("(SELECT ")
	t.condition(f, place{kind: kind, alias: alias})
	t.add(" FROM ", quote(string(kind.Name)), " ", alias, " WHERE ", alias, ".id = ", id, ")")
}
