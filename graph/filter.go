package graph

import (
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/query"
)

// A filter is read from the map that gqlparser made of it, by the tables of
// packages demand and query. A member that is null is as good as left out.

// defaultSwitches are the switches of a filter that says nothing of them.
var defaultSwitches = query.Switches{RollUp: true, Descendants: true}

// place says where a condition stands: only at the root of a list of all nodes
// of a kind can it be a way to reach them.
type place int

const (
	belowNode place = iota
	atRoot
)

// keyProp and timeProps are the properties that every kind has.
var keyProp, timeProps = demand.Common[0], demand.Common[1:]

// conditions reads a filter on nodes of a kind: what must all hold, in the order
// of the tables, so that filters that differ in values only make the same tree.
func (b *builder) conditions(kind *demand.Kind, given map[string]any, sw query.Switches, at place) ([]query.Conjunct, error) {
	sw = switches(sw, given)
	var all []query.Conjunct
	if kind.Name == demand.KindPosition && sw.OwnWordOnly {
		all = append(all, query.Holding(query.OwnWord))
	}
	for p := range filterProps(kind) {
		value, ok := given[p.Name].(map[string]any)
		if !ok {
			continue
		}
		more, err := b.compare(kind.Name, p, value, at)
		if err != nil {
			return nil, within(p.Name, err)
		}
		all = append(all, more...)
	}
	for _, name := range relationNames {
		value, ok := given[name].(map[string]any)
		if !ok {
			continue
		}
		more, err := b.through(kind.Name, name, value, sw)
		if err != nil {
			return nil, within(name, err)
		}
		all = append(all, more...)
	}
	more, err := b.logic(kind, given, sw, at)
	return append(all, more...), err
}

// filterProps are the properties that a filter on a kind can compare.
func filterProps(kind *demand.Kind) func(yield func(demand.Prop) bool) {
	return func(yield func(demand.Prop) bool) {
		if !yield(keyProp) {
			return
		}
		for _, props := range [][]demand.Prop{kind.Props, timeProps} {
			for _, p := range props {
				if p.Type != demand.Counts && !yield(p) {
					return
				}
			}
		}
	}
}

// logic reads and, or and not.
func (b *builder) logic(kind *demand.Kind, given map[string]any, sw query.Switches, at place) ([]query.Conjunct, error) {
	var all []query.Conjunct
	if given["and"] != nil {
		for i, f := range graphql.CoerceList(given["and"]) {
			m, _ := f.(map[string]any)
			more, err := b.conditions(kind, m, sw, at)
			if err != nil {
				return nil, within("and", within(index(i), err))
			}
			all = append(all, more...)
		}
	}
	if given["or"] != nil {
		either := query.Or{}
		for i, f := range graphql.CoerceList(given["or"]) {
			m, _ := f.(map[string]any)
			one, err := b.conditions(kind, m, sw, belowNode)
			if err != nil {
				return nil, within("or", within(index(i), err))
			}
			either = append(either, orAlways(allOf(one)))
		}
		all = append(all, query.Holding(either))
	}
	if m, ok := given["not"].(map[string]any); ok {
		one, err := b.conditions(kind, m, sw, belowNode)
		if err != nil {
			return nil, within("not", err)
		}
		all = append(all, query.Holding(query.Not{Filter: orAlways(allOf(one))}))
	}
	return all, nil
}

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// switches changes the switches that hold around a filter by those it gives.
func switches(sw query.Switches, given map[string]any) query.Switches {
	set := func(to *bool, name string) {
		if v, ok := given[name].(bool); ok {
			*to = v
		}
	}
	set(&sw.RollUp, "rollUp")
	set(&sw.Descendants, "descendants")
	set(&sw.OwnWordOnly, "ownWordOnly")
	return sw
}

// allOf joins conditions; nil when there is none.
func allOf(all []query.Conjunct) query.Filter {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0].Filter
	}
	and := make(query.And, len(all))
	for i, c := range all {
		and[i] = c.Filter
	}
	return and
}

// orAlways is f, or what always holds.
func orAlways(f query.Filter) query.Filter {
	if f == nil {
		return query.And{}
	}
	return f
}
