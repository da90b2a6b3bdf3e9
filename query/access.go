package query

import (
	"slices"

	"demandgraph/demand"
)

// Access is how a store reaches the nodes of a root list. Exactly one of Keys,
// Values, Inside and Lists says where they are; with none of them all nodes of the kind
// are walked in the order of their keys.
type Access struct {
	Keys Param // the nodes with these keys ([]string)

	Prop   *demand.Prop // the nodes whose Prop is one of Values ([]string)
	Values Param

	Inside *Inside // the nodes whose point is in a box; Filter still has the condition

	// Lists are lists that each hold all the nodes wanted. The one with the
	// fewest entries by its kept count (a union by their sum; ties by place in
	// the slice) is walked.
	Lists []ListSet

	// Sorted says that what is walked is in the order asked. Otherwise up to
	// LookAhead nodes are read and sorted; more are TooCostly.
	Sorted bool
}

// ListSet is one list, or the union of several.
type ListSet struct {
	Prefix string
	Key    Param // the rest of the name: a string; []string when Union; NoParam when the prefix is the whole name
	Pair   Param // for ListDemandsOfPair the addressee: the name is Prefix + Key + ">" + Pair
	Union  bool
	Inside *Inside // with Union and no Key: the keys are those of all regions inside
}

// Everything is the Access of all nodes of a kind.
var Everything = Access{Keys: NoParam, Values: NoParam}

// Conjunct is one condition of a root filter, with the lists that hold all the
// nodes that meet it, where there are such.
type Conjunct struct {
	Filter Filter
	Lists  *ListSet
	// Exact says that the lists hold nothing else, so that walking them makes
	// the condition hold.
	Exact bool
	// Keys or Prop and Values, when the condition is that the key, or a
	// property that names few, is one of some values.
	Keys   Param
	Prop   *demand.Prop
	Values Param
	// Inside, when the condition is that the point of the node is in a box.
	Inside *Inside
}

// Holding is a Conjunct with nothing but a condition.
func Holding(f Filter) Conjunct { return Conjunct{Filter: f, Keys: NoParam, Values: NoParam} }

// Plan chooses how the nodes of a kind that meet all conditions are reached in
// an order, and what is left to check of each. The rule: by key; else by a
// property that names few; else by where they are; else by the pair list of a demander
// and an addressee; else by the smallest of the lists that the conditions name, that of
// a status only where there is no other; else by the list of all nodes in the order
// asked; else in the order of keys.
func Plan(kind demand.NodeKind, all []Conjunct, order Order) (Access, Filter) {
	access := Everything
	for i, c := range all {
		if c.Keys != NoParam {
			access.Keys = c.Keys
			return access, rest(all, i)
		}
	}
	for i, c := range all {
		if c.Prop != nil {
			access.Prop, access.Values = c.Prop, c.Values
			return access, rest(all, i)
		}
	}
	for _, c := range all {
		if c.Inside != nil {
			access.Inside = c.Inside
			return access, rest(all)
		}
	}
	access.Sorted = order.By == demand.SortName
	if set, a, b, ok := pair(all); ok {
		access.Lists = []ListSet{set}
		return access, rest(all, a, b)
	}
	var exact []int
	served := slices.ContainsFunc(all, func(c Conjunct) bool { return c.Lists != nil && !c.Lists.large() })
	for i, c := range all {
		if c.Lists == nil || served && c.Lists.large() {
			continue
		}
		access.Lists = append(access.Lists, *c.Lists)
		if c.Exact {
			exact = append(exact, i)
		}
	}
	switch len(access.Lists) {
	case 0:
		access.Lists = listOfAll(kind, order)
		access.Sorted = access.Lists != nil || order.By == "key"
		return access, rest(all)
	case 1:
		return access, rest(all, exact...)
	}
	// Any of the lists may be walked, so each condition stays, as a look into
	// its list where that says the same and the node itself does not.
	filters := make(And, len(all))
	for i, c := range all {
		filters[i] = c.Filter
		if _, own := c.Filter.(Compare); own {
			continue
		}
		if c.Exact && !c.Lists.Union && c.Lists.Key != NoParam {
			filters[i] = Listed{Prefix: c.Lists.Prefix, Key: c.Lists.Key}
		}
	}
	return access, filters
}

// large says that the list holds a great part of all nodes: the few statuses share all
// demands. Where another list serves, walking that and looking at the status of each node
// is cheaper than finding out which of the two is smaller.
func (s *ListSet) large() bool { return s.Prefix == demand.ListDemandsWithStatus }

// rest joins the conditions but those at the given places; nil when none is left.
func rest(all []Conjunct, without ...int) Filter {
	var left And
next:
	for i, c := range all {
		for _, w := range without {
			if i == w {
				continue next
			}
		}
		left = append(left, c.Filter)
	}
	switch len(left) {
	case 0:
		return nil
	case 1:
		return left[0]
	}
	return left
}

// pair finds a demander and an addressee, each one actor, in the conditions.
func pair(all []Conjunct) (set ListSet, made, asked int, ok bool) {
	made, asked = -1, -1
	for i, c := range all {
		if !c.Exact || c.Lists.Union {
			continue
		}
		switch c.Lists.Prefix {
		case demand.ListDemandsMadeBy:
			made = i
		case demand.ListDemandsAddressedTo:
			asked = i
		}
	}
	if made < 0 || asked < 0 {
		return ListSet{}, 0, 0, false
	}
	return ListSet{Prefix: demand.ListDemandsOfPair, Key: all[made].Lists.Key, Pair: all[asked].Lists.Key}, made, asked, true
}

// listOfAll names the list that holds all nodes of a kind in an order, if one does.
func listOfAll(kind demand.NodeKind, order Order) []ListSet {
	name, ok := listsOfAll[allOf{kind, order.By}]
	if !ok {
		return nil
	}
	return []ListSet{{Prefix: name, Key: NoParam, Pair: NoParam}}
}

type allOf struct {
	kind demand.NodeKind
	by   string
}

var listsOfAll = map[allOf]string{
	{demand.KindPosition, demand.SortName}: demand.ListPositions,
	{demand.KindDemand, demand.SortName}:   demand.ListDemands,
	{demand.KindDemand, "lastActionOn"}:    demand.ListDemandsLastAction,
	{demand.KindActor, "name"}:             demand.ListActorsByName,
	{demand.KindRegion, "name"}:            demand.ListRegionsByName,
	{demand.KindTopic, "name"}:             demand.ListTopicsByName,
	{demand.KindEvent, "start"}:            demand.ListEventsByStart,
	{demand.KindArticle, "publishedAt"}:    demand.ListArticlesByPublished,
	{demand.KindImport, "startedAt"}:       demand.ListImportsByStarted,
}

// Exact says that the access alone decides what is in the list, so that the
// kept count of its one list is the number of its nodes.
func (l *List) Exact() bool {
	return l.Filter == nil && len(l.Access.Lists) == 1 && !l.Access.Lists[0].Union
}
