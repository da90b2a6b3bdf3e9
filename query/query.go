package query

import (
	"slices"

	"demandgraph/demand"
)

// LookAhead is how many entries of a list are read, at most, to fill one page
// that a filter thins out, or to count or sort what no list holds in the order
// asked. Past it a read fails with TooCostly: a page is never silently short
// and a count never guessed.
const LookAhead = 10_000

// Param is the index of a value in Query.Params; NoParam says there is none.
type Param int

// NoParam is the Param of a value that was not given.
const NoParam Param = -1

// Query is one root field: exactly one of Lookup, List and Search is set.
// A store answers it in one round trip, and may keep the tree for the next query
// of the same Shape: nobody changes a Query that has been asked.
type Query struct {
	Lookup *Lookup
	List   *List
	Search *Search
	// Params are the values: string, int64, float64, bool, []string (for in).
	Params []any
	// Events are the keys of events that an as-of moment named; a read fails
	// with NotFound when one is not there.
	Events []Param
}

// Lookup finds nodes by kind and key. Items of the answer's page come in the
// order of Refs, nil Node where nothing is there; keys that a merge has
// redirected find the winner.
type Lookup struct {
	Refs    []LookupRef
	Selects []*Selection // one for each kind that is asked for
}

// LookupRef names one node: its kind is in the shape, its key a value.
type LookupRef struct {
	Kind demand.NodeKind
	Key  Param
}

// Select gives the selection for a kind, or nil.
func (l *Lookup) Select(kind demand.NodeKind) *Selection { return selectOf(l.Selects, kind) }

func selectOf(all []*Selection, kind demand.NodeKind) *Selection {
	for _, s := range all {
		if s.Kind == kind {
			return s
		}
	}
	return nil
}

// Selection is what to bring of a node of one kind. Slices are in the order
// asked; a Node of the answer has the same slices, filled.
type Selection struct {
	Kind    demand.NodeKind
	Props   []demand.Prop
	Ones    []One
	Lists   []List
	Ledgers []Ledger
	Stances []Stances
}

// Add asks for a property, once, and gives its place in Props.
func (s *Selection) Add(p demand.Prop) int {
	at := slices.Index(s.Props, p)
	if at < 0 {
		at = len(s.Props)
		s.Props = append(s.Props, p)
	}
	return at
}

// One is a relation to one node at most.
type One struct {
	Relation *demand.Relation
	Select   *Selection
}

// List is a page of nodes: at the root those of a kind, below a node those that
// a relation leads to.
type List struct {
	Kind     demand.NodeKind
	Relation *demand.Relation // nil at the root
	Filter   Filter           // nil for all; what Access has not already seen to
	Access   Access
	Order    Order
	Page     Page
	Select   *Selection

	EdgeProps []demand.Prop // of the relation's edge
	EdgeLists []EdgeList    // evidence and imports of an asserted edge

	Rows     bool // the page is asked for, not only a count
	Count    bool // totalCount is asked for
	Previous bool // whether anything comes before the page is asked for
	// Plain says that only items are asked for: neither Item.Sort nor whether
	// anything lies outside the page. A store may leave these out then.
	Plain bool
}

// EdgeList brings the nodes whose keys an asserted edge carries: its
// annotations (evidence) or its imports, in the order of their sort or key.
type EdgeList struct {
	Prop   string // annotationKeys or importKeys
	Select *Selection
	Page   Page
	Rows   bool
	Count  bool
}

// Page bounds a list. First (or Last, when Backward) is the number of items
// wanted; After and Before are sort texts out of cursors, exclusive.
type Page struct {
	Backward      bool
	Size          Param
	After, Before Param
}

// Order is what a list is ordered by. By is demand.SortName for the default
// order of Position, Demand and Annotation, "key", or the name of a property;
// ties go by key in the same direction, missing values come last in both.
type Order struct {
	By   string
	Desc bool
}

// Undated says that nodes of a kind may have no date to be ordered by: their sort texts,
// before demand.SortDated, come last in both directions.
func (o Order) Undated(kind *demand.Kind) bool {
	if o.By == demand.SortName {
		return kind.Name == demand.KindDemand || kind.Name == demand.KindPosition
	}
	p, _ := kind.Prop(o.By)
	return p.Type == demand.Day || p.Type == demand.Instant
}

// Ledger asks for what status(asOf) is computed from: of the demand's positions
// that Filter keeps, the greatest sort for each principal, taker and kind.
type Ledger struct {
	Filter Filter // over positions
}

// Stances asks for the last position of each principal on the demand (or, with
// Demand set, of the actor on one demand), of the positions that Filter keeps,
// in the order of the principals' keys.
type Stances struct {
	Filter Filter // over positions
	// Actor restricts to one actor, as taker or principal; on an Actor node
	// Demand names the demand instead. At most one item comes back then.
	Actor, Demand Param
	Page          Page // by the principal's key
	Count         bool
	Principal     *Selection // Actor, nil when not asked for
	Position      *Selection // Position, nil when not asked for
}

// Search is full-text search over names, aliases, titles, summaries and quotes,
// ranked by RankSort. At most LookAhead candidates are looked at, else it fails with
// TooCostly. Quotes are looked at only where they can be on the page or count: they are
// when a count, counts of kinds or a page read backwards are asked for, and when without
// them the page is not full.
type Search struct {
	Kinds    []demand.NodeKind // which kinds to look in, in the order of demand.Kinds
	Text     Param             // the search text, see Seek
	Page     Page              // by the rank text, see RankSort
	Selects  []*Selection
	Count    bool
	Facets   bool // how many there are of each of Kinds
	Rows     bool
	Previous bool
}

// Thorough says that all kinds must be looked at, whatever the page holds.
func (s *Search) Thorough() bool { return s.Count || s.Facets || s.Page.Backward }

// Select gives the selection for a kind, or nil.
func (s *Search) Select(kind demand.NodeKind) *Selection { return selectOf(s.Selects, kind) }
