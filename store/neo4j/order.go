package neo4j

import (
	"fmt"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// ordering is the order of a list.
type ordering struct {
	desc bool
	// undated says that sort texts before demand.SortDated are those of a missing
	// date. They come last in both directions: descending of themselves, ascending
	// as a second range.
	undated bool
	// own says that the sort text is the node's property demand.SortName.
	own bool
	// by is the property that a list sorted here is ordered by, nil for its sort
	// text. A sort text is then the value, U+0001 and the key, the value of a
	// missing one demand.SortUndated.
	by *demand.Prop
}

// walked is the order of what is read in the order of its sort texts.
func walked(kind *demand.Kind, o query.Order) ordering {
	return ordering{desc: o.Desc, own: o.By == demand.SortName, undated: o.Undated(kind)}
}

// sorted is the order of what is read whole and sorted then.
func sorted(kind *demand.Kind, o query.Order) ordering {
	if o.By == "key" || o.By == demand.SortName {
		return walked(kind, o)
	}
	p, ok := kind.Prop(o.By)
	if !ok {
		panic("neo4j: no order by " + o.By + " of " + string(kind.Name))
	}
	return ordering{desc: o.Desc, by: &p}
}

// place is where conditions on a walked node are asked. Where the walk gives the
// node's own sort, it need not be read.
func (o ordering) place(n, sort string) place {
	if !o.own {
		return place{v: n}
	}
	return place{v: n, sort: sort}
}

// twoRanges says that the order is not that of the sort texts from one end to the other.
func (o ordering) twoRanges() bool { return o.undated && !o.desc }

// maxSort is greater than every sort text.
const maxSort = "\U0010ffff"

// cut is a part of a list: between two cursors, exclusive, or all on one side of a
// cursor, the item there included.
type cut struct {
	after, before query.Param
	upTo, from    query.Param
}

var whole = cut{query.NoParam, query.NoParam, query.NoParam, query.NoParam}

func between(p query.Page) cut {
	c := whole
	c.after, c.before = p.After, p.Before
	return c
}

// stretches are the conditions on a sort text under which it is in the cut: one,
// or for two ranges two, in the order of the list.
func (c *compiler) stretches(o ordering, part cut, sort string) []string {
	if o.twoRanges() {
		if part == whole {
			dated := quote(demand.SortDated)
			return []string{sort + " > " + dated, sort + " > '' AND " + sort + " < " + dated}
		}
		name := fmt.Sprintf("range%d_%d_%d_%d_", part.after+1, part.before+1, part.upTo+1, part.from+1)
		var out []string
		for i, dated := range []bool{true, false} {
			lo := c.param(name+strconv.Itoa(2*i), func(values []any) any { lo, _ := bounds(values, part, dated); return lo })
			hi := c.param(name+strconv.Itoa(2*i+1), func(values []any) any { _, hi := bounds(values, part, dated); return hi })
			out = append(out, sort+" > "+lo+" AND "+sort+" < "+hi)
		}
		return out
	}
	later, earlier := " > ", " < "
	if o.desc {
		later, earlier = earlier, later
	}
	var all []string
	for _, x := range []struct {
		cursor   query.Param
		operator string
	}{{part.after, later}, {part.before, earlier}, {part.upTo, earlier + "="}, {part.from, later + "="}} {
		if x.cursor != query.NoParam {
			all = append(all, sort+strings.Replace(x.operator, " =", "= ", 1)+c.value(x.cursor))
		}
	}
	if len(all) == 0 {
		all = append(all, sort+" > ''") // without a range the index is not read in order
	}
	return []string{strings.Join(all, " AND ")}
}

// bounds are what a sort text of the dated or the undated lies between, both
// exclusive, when the dated come first and each go up.
func bounds(values []any, part cut, dated bool) (lo, hi string) {
	lo, hi = demand.SortDated, maxSort
	if !dated {
		lo, hi = "", demand.SortDated
	}
	narrow := func(p query.Param, to *string, past string, begins bool) {
		if p == query.NoParam {
			return
		}
		text, _ := values[p].(string)
		switch among := text >= demand.SortDated; {
		case among == dated:
			*to = text + past
		case begins == dated: // what begins among the undated has no dated, what ends among the dated no undated
			hi = lo
		}
	}
	narrow(part.after, &lo, "", true)
	narrow(part.before, &hi, "", false)
	narrow(part.upTo, &hi, "\x00", false)
	if part.from != query.NoParam {
		text, _ := values[part.from].(string)
		switch among := text >= demand.SortDated; {
		case among == dated:
			lo = text[:max(0, len(text)-1)] // less than the text; nothing lies between, as keys are unique
		case dated:
			hi = lo
		}
	}
	return lo, hi
}

// term is one part of an order that is made by sorting.
type term struct {
	expr string
	desc bool
	// value takes the part out of a cursor.
	value func(cursor string) any
}

// terms are the parts of an order of nodes sorted here. Ties names what tells apart
// items of the same node, and is part of the sort text then; "" where each node
// comes once.
func (o ordering) terms(n, name, ties string) []term {
	tie := func(key string) string {
		if ties == "" {
			return key
		}
		return key + " + '\\u0001' + " + ties
	}
	if o.by == nil {
		sort := n + "." + name
		t := []term{{tie(sort), o.desc, func(s string) any { return s }}}
		if o.twoRanges() {
			t = append([]term{{"(" + sort + " < " + quote(demand.SortDated) + ")", false, func(s string) any { return s < demand.SortDated }}}, t...)
		}
		return t
	}
	value := func(s string) string { v, _, _ := strings.Cut(s, "\x01"); return v }
	expr, none := n+"."+ordered(*o.by), "''"
	typed := func(s string) any {
		if v := value(s); v != demand.SortUndated {
			return v
		}
		return ""
	}
	if o.by.Type == demand.Int || o.by.Type == demand.Float {
		none = "0"
		typed = func(s string) any { f, _ := strconv.ParseFloat(value(s), 64); return f } // 0 for a missing one
	}
	return []term{
		{"(" + expr + " IS NULL)", false, func(s string) any { return value(s) == demand.SortUndated }},
		{"coalesce(" + expr + ", " + none + ")", o.desc, typed},
		{tie(n + ".key"), o.desc, func(s string) any { _, tail, _ := strings.Cut(s, "\x01"); return tail }},
	}
}

// ordered names the property that a property is ordered by.
func ordered(p demand.Prop) string {
	if p.Type == demand.Day {
		return p.FirstName()
	}
	return p.Name
}

// orderBy writes terms for ORDER BY.
func orderBy(terms []term, backward bool) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = t.expr + direction(t.desc != backward)
	}
	return strings.Join(parts, ", ")
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return ""
}

// within writes the condition under which a node sorted here is in a cut; "" when
// all are.
func (c *compiler) within(terms []term, part cut) string {
	var all []string
	for _, x := range []struct {
		cursor      query.Param
		later, same bool
	}{{part.after, true, false}, {part.before, false, false}, {part.upTo, false, true}, {part.from, true, true}} {
		if x.cursor != query.NoParam {
			all = append(all, c.beyond(terms, x.cursor, x.later, x.same, 0))
		}
	}
	return strings.Join(all, " AND ")
}

// beyond compares terms, one after the other, with those of a cursor.
func (c *compiler) beyond(terms []term, cursor query.Param, later, same bool, i int) string {
	if i == len(terms) {
		return strconv.FormatBool(same)
	}
	t := terms[i]
	value := c.param(fmt.Sprintf("cursor%d_%d_%d", cursor, len(terms), i), func(values []any) any {
		text, _ := values[cursor].(string)
		return t.value(text)
	})
	operator := ">"
	if later == t.desc {
		operator = "<"
	}
	if i == len(terms)-1 {
		if same {
			operator += "="
		}
		return fmt.Sprintf("%s %s %s", t.expr, operator, value)
	}
	return fmt.Sprintf("(%s %s %s OR %[1]s = %[3]s AND %s)", t.expr, operator, value, c.beyond(terms, cursor, later, same, i+1))
}
