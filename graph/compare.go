package graph

import (
	"context"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/graph/handler/scalar"
	"demandgraph/query"
)

// compareOps are the comparisons that inputs of conditions have, in the order in
// which they are read.
var compareOps = []query.Op{
	query.Eq, query.In, query.Contains, query.StartsWith, query.Overlaps,
	query.Lt, query.Lte, query.Gt, query.Gte, query.Missing,
}

// compare reads the condition on one property of a kind of node.
func (b *builder) compare(kind demand.NodeKind, p demand.Prop, given map[string]any, at place) ([]query.Conjunct, error) {
	if p.Type == demand.Point {
		return b.location(p, given, at)
	}
	var all []query.Conjunct
	for _, op := range compareOps {
		v := given[string(op)]
		if v == nil {
			continue
		}
		if op == query.Eq || op == query.In {
			if c, ok := b.reach(kind, p, op, v, at); ok {
				all = append(all, c)
				continue
			}
		}
		f, err := b.comparison(p, op, v)
		if err != nil {
			return nil, within(string(op), err)
		}
		all = append(all, query.Holding(f))
	}
	return all, nil
}

// reach makes of an equality a condition that is also a way to the nodes: by key
// or by a property that names few, at the root, and by the list of a status. It
// is false for any other.
func (b *builder) reach(kind demand.NodeKind, p demand.Prop, op query.Op, v any, at place) (query.Conjunct, bool) {
	values := texts(v)
	status := kind == demand.KindDemand && p.Name == "status"
	if len(values) == 0 || !status && (at != atRoot || !p.Unique) {
		return query.Conjunct{}, false
	}
	if status {
		param, op := b.oneOrMany(values)
		c := query.Holding(query.Compare{Prop: p, Op: op, Value: param, Until: query.NoParam})
		c.Lists = &query.ListSet{Prefix: demand.ListDemandsWithStatus, Key: param, Pair: query.NoParam, Union: op == query.In}
		c.Exact = true
		return c, true
	}
	param := b.param(values)
	c := query.Holding(query.Compare{Prop: p, Op: query.In, Value: param, Until: query.NoParam})
	if p.Name == keyProp.Name {
		c.Keys = param
	} else {
		c.Prop, c.Values = &p, param
	}
	return c, true
}

// oneOrMany keeps one value as a string for Eq, and several as a list for In.
func (b *builder) oneOrMany(values []string) (query.Param, query.Op) {
	if len(values) == 1 {
		return b.param(values[0]), query.Eq
	}
	return b.param(values), query.In
}

// comparison reads one comparison of a property of a node or an edge.
func (b *builder) comparison(p demand.Prop, op query.Op, v any) (query.Filter, error) {
	if op == query.Missing {
		missing := query.Compare{Prop: p, Op: op, Value: query.NoParam, Until: query.NoParam}
		if v == true {
			return missing, nil
		}
		return query.Not{Filter: missing}, nil
	}
	if op == query.Overlaps {
		return b.overlaps(p, v)
	}
	value := func(v any) (any, error) { return valueFor(p, op, v) }
	if op == query.In {
		list := []string{}
		for i, element := range graphql.CoerceList(v) {
			text, err := value(element)
			if err != nil {
				return nil, within(index(i), err)
			}
			if s, _ := text.(string); !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
		if len(list) == 0 {
			return query.Or{}, nil // never holds
		}
		return query.Compare{Prop: p, Op: op, Value: b.param(list), Until: query.NoParam}, nil
	}
	param, err := value(v)
	if err != nil {
		return nil, err
	}
	return query.Compare{Prop: p, Op: op, Value: b.param(param), Until: query.NoParam}, nil
}

// valueFor gives the value that a property is compared with, in the type and
// form that the property has in a store.
func valueFor(p demand.Prop, op query.Op, v any) (any, error) {
	switch p.Type {
	case demand.Int:
		n, err := scalar.UnmarshalInt(v)
		if err != nil {
			return nil, bad("%v", err)
		}
		return int64(n), nil
	case demand.Float:
		f, err := scalar.UnmarshalFloat(context.Background(), v)
		if err != nil {
			return nil, bad("%v", err)
		}
		return f, nil
	case demand.Bool:
		is, err := scalar.UnmarshalBoolean(v)
		if err != nil {
			return nil, bad("%v", err)
		}
		return is, nil
	case demand.Day:
		return dayFor(op, v)
	case demand.Instant:
		return instantFor(v)
	}
	text, ok := v.(string)
	if !ok {
		return nil, bad("want a text, not %s", scalar.Describe(v))
	}
	if op == query.Contains || op == query.StartsWith {
		return demand.Fold(text), nil
	}
	return text, nil
}

// dayFor gives the date as told for equality, and the day that bounds it in the
// direction of a comparison.
func dayFor(op query.Op, v any) (any, error) {
	d, err := parseDate(v)
	switch op {
	case query.Lt, query.Gte:
		return d.First(), err
	case query.Lte, query.Gt:
		return d.Last(), err
	}
	return d.String(), err
}

// instantFor writes an instant as the stores keep it.
func instantFor(v any) (any, error) {
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return nil, bad("want an instant such as \"2025-08-15T19:32:00Z\"")
	}
	return t.UTC().Format(demand.InstantLayout), nil
}

// The first and last day that a date can have bound a range without an end.
const (
	firstDay = "0001-01-01"
	lastDay  = "9999-12-31"
)

// overlaps reads a range of days.
func (b *builder) overlaps(p demand.Prop, v any) (query.Filter, error) {
	given, _ := v.(map[string]any)
	from, to, err := daysOf(given)
	if err != nil {
		return nil, err
	}
	return query.Compare{Prop: p, Op: query.Overlaps, Value: b.param(from), Until: b.param(to)}, nil
}

// daysOf reads a DateRange.
func daysOf(given map[string]any) (from, to string, err error) {
	if given["from"] == nil && given["to"] == nil {
		return "", "", bad("give from, to or both")
	}
	from, to = firstDay, lastDay
	for _, end := range []struct {
		name string
		day  *string
		of   func(demand.Date) string
	}{{"from", &from, demand.Date.First}, {"to", &to, demand.Date.Last}} {
		if given[end.name] == nil {
			continue
		}
		d, err := parseDate(given[end.name])
		if err != nil {
			return "", "", within(end.name, err)
		}
		*end.day = end.of(d)
	}
	if from > to {
		return "", "", bad("the range ends before it begins")
	}
	return from, to, nil
}

// texts gives the distinct texts of a value that is one or a list of them.
func texts(v any) []string {
	if v == nil {
		return nil
	}
	var out []string
	for _, element := range graphql.CoerceList(v) {
		if s, ok := element.(string); ok && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
