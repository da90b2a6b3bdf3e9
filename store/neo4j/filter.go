package neo4j

import (
	"fmt"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// place is where a condition is asked: a variable that holds a node, or an edge.
type place struct {
	v string
	// sort is an expression for the node's sort that costs nothing to read, or "".
	sort string
}

// prop is the expression for a property at the place.
func (at place) prop(name string) string {
	if name == demand.SortName && at.sort != "" {
		return at.sort
	}
	return at.v + "." + name
}

// condition writes a filter. A missing value makes a comparison null, which a
// WHERE takes as false; under a Not it is made false, so that the Not holds.
func (c *compiler) condition(f query.Filter, at place) string {
	switch f := f.(type) {
	case nil:
		return "true"
	case query.And:
		return c.joined(f, " AND ", "true", at)
	case query.Or:
		return c.joined(f, " OR ", "false", at)
	case query.Not:
		return "NOT " + c.certain(f.Filter, at)
	case query.Compare:
		return c.compare(f, at)
	case query.OneOf:
		values := make([]string, len(f.Values))
		for i, v := range f.Values {
			values[i] = quote(v)
		}
		return at.prop(f.Prop.Name) + " IN [" + strings.Join(values, ", ") + "]"
	case query.Has:
		return c.has(f, at)
	case query.Listed:
		m := c.fresh("m")
		return fmt.Sprintf("EXISTS { MATCH ()-[%s:LISTED]->() USING INDEX SEEK %[1]s:LISTED(list, sort) WHERE %[1]s.list = %s AND %[1]s.sort = %[3]s }",
			m, c.listName(f.Prefix, f.Key, query.NoParam), at.prop(demand.SortName))
	case query.Inside:
		return c.inside(f, at)
	case query.BeforeEvent:
		e, s := c.fresh("e"), at.prop(demand.SortName)
		until := e + ".startFirst"
		if f.Through {
			until = fmt.Sprintf("coalesce(%s.endLast, %[1]s.startLast) + %s", e, quote(demand.SortEnd))
		}
		return fmt.Sprintf("%s >= %s AND EXISTS { MATCH (%s:Event {key: %s}) WHERE %[3]s.startFirst IS NOT NULL AND %[1]s < %[5]s }",
			s, quote(demand.SortDated), e, c.value(f.Event), until)
	}
	panic(fmt.Sprintf("neo4j: a filter of type %T", f))
}

// inside writes that the point of a node is inside, as query.Inside says.
func (c *compiler) inside(f query.Inside, at place) string {
	point := at.prop(f.Prop.Name)
	latitude, longitude := point+".latitude", point+".longitude"
	text := fmt.Sprintf("(%s >= %s AND %[1]s <= %[3]s AND CASE WHEN %[4]s <= %[5]s THEN %[6]s >= %[4]s AND %[6]s <= %[5]s ELSE %[6]s >= %[4]s OR %[6]s <= %[5]s END",
		latitude, c.value(f.South), c.value(f.North), c.value(f.West), c.value(f.East), longitude)
	if n := f.Near; n != nil {
		radians := "*" + strconv.FormatFloat(query.DegreesToRadians, 'g', -1, 64)
		up := fmt.Sprintf("sin((%s%s-%s)/2)", latitude, radians, c.value(n.Latitude))
		along := fmt.Sprintf("sin((%s%s-%s)/2)", longitude, radians, c.value(n.Longitude))
		text += fmt.Sprintf(" AND %s*%[1]s+%s*cos(%s%s)*%s*%[5]s <= %[6]s", up, c.value(n.Cosine), latitude, radians, along, c.value(n.Limit))
	}
	return text + ")"
}

// inBox writes the part of inside that the index of points answers.
func (c *compiler) inBox(f query.Inside, n string) string {
	return fmt.Sprintf("point.withinBBox(%s.%s, point({longitude: %s, latitude: %s}), point({longitude: %s, latitude: %s}))",
		n, f.Prop.Name, c.value(f.West), c.value(f.South), c.value(f.East), c.value(f.North))
}

// insideSets are the names of the lists of each set, those of regions inside found as the
// statement runs; given, an expression, has the others.
func (c *compiler) insideSets(all []query.ListSet, given string) string {
	parts := make([]string, len(all))
	for i, s := range all {
		parts[i] = fmt.Sprintf("%s[%d]", given, i)
		if s.Inside != nil {
			n := c.fresh("n")
			parts[i] = fmt.Sprintf("COLLECT { MATCH (%s:%s) WHERE %s AND %s RETURN %s + %[1]s.key }", n, demand.KindRegion, c.inBox(*s.Inside, n), c.inside(*s.Inside, place{v: n}), quote(s.Prefix))
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// certain writes a condition that is never null.
func (c *compiler) certain(f query.Filter, at place) string {
	switch f := f.(type) {
	case query.Has, query.Listed:
		return c.condition(f, at)
	case query.Not:
		return "(" + c.condition(f, at) + ")"
	}
	return "coalesce(" + c.condition(f, at) + ", false)"
}

func (c *compiler) joined(all []query.Filter, operator, none string, at place) string {
	if len(all) == 0 {
		return none
	}
	parts := make([]string, len(all))
	for i, f := range all {
		parts[i] = c.condition(f, at)
		if _, ok := f.(query.BeforeEvent); ok { // it is two conditions
			parts[i] = "(" + parts[i] + ")"
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, operator) + ")"
}

var operators = map[query.Op]string{
	query.Eq: "=", query.In: "IN", query.Lt: "<", query.Lte: "<=", query.Gt: ">", query.Gte: ">=",
	query.Contains: "CONTAINS", query.StartsWith: "STARTS WITH",
}

func (c *compiler) compare(f query.Compare, at place) string {
	p := f.Prop
	if f.Op == query.Missing {
		return at.prop(p.Name) + " IS NULL"
	}
	if f.Op == query.Overlaps {
		return fmt.Sprintf("%s <= %s AND %s >= %s", at.prop(p.FirstName()), c.value(f.Until), at.prop(p.LastName()), c.value(f.Value))
	}
	operator, ok := operators[f.Op]
	if !ok {
		panic("neo4j: no comparison " + string(f.Op))
	}
	value := at.prop(p.Name)
	folds := f.Op == query.Contains || f.Op == query.StartsWith
	readable := p.Type == demand.Text || p.Type == demand.Texts
	if folds && readable {
		value = at.prop(p.FoldedName())
	}
	if p.Type == demand.Day {
		switch f.Op {
		case query.Lt, query.Lte:
			value = at.prop(p.FirstName())
		case query.Gt, query.Gte:
			value = at.prop(p.LastName())
		}
	}
	several := p.Type == demand.Strings || p.Type == demand.Texts
	if several {
		if f.Op == query.Eq {
			return c.value(f.Value) + " IN " + value
		}
		x := c.fresh("x")
		return fmt.Sprintf("any(%s IN %s WHERE %s %s %s)", x, value, folded(x, folds && !readable), operator, c.value(f.Value))
	}
	return fmt.Sprintf("%s %s %s", folded(value, folds && !readable), operator, c.value(f.Value))
}

// folded writes a value to be compared with folded text: of properties that hold
// codes and addresses only the case is folded.
func folded(value string, fold bool) string {
	if fold {
		return "toLower(" + value + ")"
	}
	return value
}

func (c *compiler) has(f query.Has, at place) string {
	r := f.Relation
	far, edge := c.fresh("n"), ""
	if f.Edge != nil {
		edge = c.fresh("e")
	}
	var match string
	var conditions []string
	if r.Edge == "" { // only a list says what the relation holds
		l := c.fresh("l")
		match = fmt.Sprintf("MATCH (%s)-[%s:LISTED]->() USING INDEX SEEK %[2]s:LISTED(list, sort)", far, l)
		conditions = append(conditions, fmt.Sprintf("%s.list = %s + %s.key AND %[1]s.sort > ''", l, quote(r.List), at.v))
	} else {
		match = pattern(at.v, r, edge, far)
	}
	if f.Node != nil {
		conditions = append(conditions, c.condition(f.Node, place{v: far}))
	}
	if f.Edge != nil {
		conditions = append(conditions, c.condition(f.Edge, place{v: edge}))
	}
	if len(conditions) > 0 {
		match += " WHERE " + strings.Join(conditions, " AND ")
	}
	if f.None {
		return "NOT EXISTS { " + match + " }"
	}
	return "EXISTS { " + match + " }"
}

// pattern writes the path from a node by a relation. The far node has a label
// only where the relationship does not imply it.
func pattern(near string, r *demand.Relation, edge, far string) string {
	e, ok := demand.EdgeOf(r.Edge)
	if !ok {
		panic("neo4j: no edge of relation " + r.Name)
	}
	ends := e.To
	if r.Incoming {
		ends = e.From
	}
	if len(ends) > 1 {
		far += ":" + string(r.To)
	}
	length := ""
	if r.Transitive {
		length = "*1.."
	}
	step := fmt.Sprintf("-[%s:%s%s]-", edge, r.Edge, length)
	if r.Incoming {
		return "(" + near + ")<" + step + "(" + far + ")"
	}
	return "(" + near + ")" + step + ">(" + far + ")"
}

// quote writes a constant of the program as a Cypher string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
