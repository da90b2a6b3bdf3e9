package query

import "demandgraph/demand"

// Answer is what a store read for a Query. Version is the number of the last
// change-log entry that the read saw.
type Answer struct {
	Version int64
	Page    Items
}

// Items are the nodes of a page, in the order asked (a store that walked
// backwards has turned them round).
type Items struct {
	Items       []Item
	HasNext     bool
	HasPrevious bool
	Total       int64
	Facets      []int64 // for Search.Facets: how many of each of its Kinds
}

// Item is one node of a page with its edge.
type Item struct {
	Node   *Node // nil where a Lookup found nothing
	Sort   string
	Edge   []any   // values of List.EdgeProps
	Lists  []Items // of List.EdgeLists
	Match  *Match  // for Search
	Stance *Stance // for Stances; Node is nil then
}

// Match says where a search hit: the property, its text (of Texts, the element
// that matched), and its rank.
type Match struct {
	Field string
	Text  string
}

// Stance is one entry of Stances. Principal and Position are as selected.
type Stance struct {
	Kind      demand.PositionKind
	Principal *Node
	Position  *Node
}

// Node holds what a Selection asked for, slice by slice in its order. Values
// are string, int64, float64, bool, []string, [2]float64 (Point), [4]int64
// (Counts) or nil for a missing one. Dates come as they were told.
type Node struct {
	Kind    demand.NodeKind
	Key     string
	Values  []any
	Ones    []*Node
	Lists   []Items
	Ledgers []LedgerRows
	Stances []Items
}

// LedgerRows are what a demand's status is computed from.
type LedgerRows struct {
	Entries    []demand.LedgerEntry
	Addressees []string
}
