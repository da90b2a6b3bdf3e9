package query

import "demandgraph/demand"

// Filter is a condition on a node (or, inside Has.Edge, on an edge). The
// primitives are few; what users write is reduced to them by package graph.
type Filter interface{ isFilter() }

// And holds when all hold; the empty And always holds.
type And []Filter

// Or holds when one holds; the empty Or never holds.
type Or []Filter

// Not holds when Filter does not; a missing value meets no comparison, so its
// Not holds.
type Not struct{ Filter Filter }

// Op is a comparison.
type Op string

// The comparisons. The value of In is a []string; of Contains and StartsWith a
// folded text (demand.Fold), compared with the folded property. On Strings and
// Texts a comparison holds when it holds for one element. On a Day, Overlaps
// has two values, the first and the last day asked for, and Before and After
// compare with days: Before holds when the date's first day is less than the
// value, After when its last day is greater.
const (
	Eq         Op = "eq"
	In         Op = "in"
	Lt         Op = "lt"
	Lte        Op = "lte"
	Gt         Op = "gt"
	Gte        Op = "gte"
	Contains   Op = "contains"
	StartsWith Op = "startsWith"
	Overlaps   Op = "overlaps"
	Missing    Op = "missing" // no value; no Param
)

// Compare is a comparison of one property. Eq and In on a Day compare the date
// as told. Name may also be demand.SortName on the kinds that keep it.
type Compare struct {
	Prop  demand.Prop
	Op    Op
	Value Param
	Until Param // the last day, for Overlaps
}

// OneOf is a comparison of an enum with values of our own, which are part of the shape.
type OneOf struct {
	Prop   demand.Prop
	Values []string
}

// Has holds when some node that the relation leads to meets Node, by an edge
// that meets Edge; with None, when there is no such node. Nil conditions hold.
type Has struct {
	Relation *demand.Relation
	None     bool
	Node     Filter
	Edge     Filter
}

// Listed holds for a node that is an entry of the list Prefix + the value.
// It is used only below a List whose nodes keep a sort.
type Listed struct {
	Prefix string
	Key    Param // a string
}

// BeforeEvent holds for a dated position whose sort day is before the first day
// of an event, or, with Through, not after the event's last day (of an event
// without an end, the last day that its start can mean). An event without a
// start keeps none, and an undated position is never kept (demand.Moment).
type BeforeEvent struct {
	Event   Param
	Through bool
}

func (And) isFilter()         {}
func (Or) isFilter()          {}
func (Not) isFilter()         {}
func (Compare) isFilter()     {}
func (OneOf) isFilter()       {}
func (Has) isFilter()         {}
func (Listed) isFilter()      {}
func (BeforeEvent) isFilter() {}
