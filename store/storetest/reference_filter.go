package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
)

// holds says whether a node meets a filter.
func (r *reader) holds(f query.Filter, ref demand.Ref) bool {
	return r.meets(f, func(name string) any { return r.value(ref, name) }, ref)
}

// meets says whether what has these values meets a filter; ref is the node, for
// the conditions that are only on nodes.
func (r *reader) meets(f query.Filter, value func(name string) any, ref demand.Ref) bool {
	switch f := f.(type) {
	case nil:
		return true
	case query.And:
		return !slices.ContainsFunc(f, func(x query.Filter) bool { return !r.meets(x, value, ref) })
	case query.Or:
		return slices.ContainsFunc(f, func(x query.Filter) bool { return r.meets(x, value, ref) })
	case query.Not:
		return !r.meets(f.Filter, value, ref)
	case query.OneOf:
		text, ok := value(f.Prop.Name).(string)
		return ok && slices.Contains(f.Values, text)
	case query.Compare:
		return r.compare(f, value(f.Prop.Name))
	case query.Has:
		return r.has(f, ref) != f.None
	case query.Listed:
		return slices.ContainsFunc(r.lists[f.Prefix+r.text(f.Key)], func(e change.Entry) bool { return e.Node == ref })
	case query.Inside:
		point, ok := value(f.Prop.Name).([2]float64)
		return ok && f.Holds(point, r.params)
	case query.BeforeEvent:
		first, last := r.eventDays(r.text(f.Event))
		day := r.acts[ref.Key].SortDay()
		return day != "" && first != "" && (day < first || f.Through && day <= last)
	}
	panic(fmt.Sprintf("storetest: a filter of type %T", f))
}

func (r *reader) has(f query.Has, ref demand.Ref) bool {
	return slices.ContainsFunc(r.related(ref, f.Relation), func(c candidate) bool {
		if f.Edge != nil && !r.meets(f.Edge, func(name string) any { return c.edge.Props[name] }, demand.Ref{}) {
			return false
		}
		return r.holds(f.Node, c.ref)
	})
}

func (r *reader) compare(f query.Compare, value any) bool {
	if all, ok := value.([]string); ok {
		return slices.ContainsFunc(all, func(s string) bool { return r.compareText(f, s) })
	}
	if f.Op == query.Missing {
		return value == nil
	}
	switch v := value.(type) {
	case string:
		return r.compareText(f, v)
	case int64:
		return ordered(f.Op, cmp.Compare(v, r.params[f.Value].(int64)))
	case bool:
		return f.Op == query.Eq && v == r.params[f.Value].(bool)
	case float64:
		return ordered(f.Op, cmp.Compare(v, r.params[f.Value].(float64)))
	}
	return false // a missing value meets no comparison
}

func (r *reader) compareText(f query.Compare, v string) bool {
	switch f.Op {
	case query.Missing:
		return false
	case query.In:
		return slices.Contains(r.texts(f.Value), v)
	}
	want := r.text(f.Value)
	if f.Prop.Type == demand.Day {
		d := demand.MustParseDate(v)
		switch f.Op {
		case query.Overlaps:
			return d.First() <= r.text(f.Until) && d.Last() >= want
		case query.Lt, query.Lte:
			return ordered(f.Op, strings.Compare(d.First(), want))
		case query.Gt, query.Gte:
			return ordered(f.Op, strings.Compare(d.Last(), want))
		}
	}
	switch f.Op {
	case query.Contains:
		return strings.Contains(demand.Fold(v), want)
	case query.StartsWith:
		return strings.HasPrefix(demand.Fold(v), want)
	}
	return ordered(f.Op, strings.Compare(v, want))
}

func ordered(op query.Op, c int) bool {
	switch op {
	case query.Eq:
		return c == 0
	case query.Lt:
		return c < 0
	case query.Lte:
		return c <= 0
	case query.Gt:
		return c > 0
	case query.Gte:
		return c >= 0
	}
	panic("storetest: no comparison " + string(op))
}
