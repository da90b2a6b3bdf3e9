package query

import "demandgraph/demand"

// ScanLimit is how many nodes one scan looks at, at most. Where its access holds
// more by its kept counts (with From or To, by the entries between them), it fails with
// TooCostly before it reads any.
const ScanLimit = 1_000_000

// Scan asks for a few values of each of many nodes: what is counted, grouped or
// folded over more than a page. Its rows come in no order.
type Scan struct {
	Kind   demand.NodeKind
	Access Access // Sorted says nothing here
	Filter Filter // what Access has not already seen to
	// From and To bound the sort of the entries that a list in Access is walked through,
	// From included; with no list they say nothing. "" is no bound.
	From, To string
	// Columns are the values of a row.
	Columns []Column
	Params  []any   // as in Query
	Events  []Param // as in Query
}

// Column is one value of a scan's row. Where all relations of the path lead to one
// node at most, it is a string, int64, float64, bool or nil; else a []string of
// the distinct values, in no order and perhaps empty. With Tellings it is a []Telling,
// with Edge a []Linked.
type Column struct {
	Path []*demand.Relation // from the node, each by an edge; none for the node itself
	Prop demand.Prop        // of the node at its end: demand.Common[0] for its key; a text behind a relation that leads to several
	// Tellings asks for what tells of a position, instead of a property.
	Tellings bool
	// Edge asks for a text of the edges beside the property, of a path of one relation
	// that leads to several nodes and has such edges.
	Edge *demand.Prop
}

// One says that the column has one value at most.
func (c Column) One() bool {
	for _, r := range c.Path {
		if !r.One {
			return false
		}
	}
	return !c.Tellings
}

// Linked is the property of a node that an edge leads to, with that of the edge.
type Linked struct{ Node, Edge string }

// Telling is an edge that tells of a position: EVIDENCED_BY, or IMPORTED_BY where it is
// told without an article. One telling with several quotes has several edges with one ID.
type Telling struct {
	ID         string
	Article    string // key; "" without one
	Annotation string // key; "" without one
	Date       string // as told, "" without one
	Order      int64  // 0 without one
	Start, End int64  // of the annotation in its article, in code points; 0 without a place
	Certainty  demand.Certainty
}

// OnEdge is the column of a relation's ends, by key, with a property of its edges.
func OnEdge(kind demand.NodeKind, name, property string) Column {
	c := On(kind, "key", name)
	e, _ := demand.EdgeOf(c.Path[0].Edge)
	p, ok := e.Prop(property)
	if !ok {
		panic("query: no property " + property + " of the edges " + name)
	}
	c.Edge = &p
	return c
}

// On is the column of a relation's end: the key, or a property, of the nodes that
// named relations lead to, one after the other.
func On(kind demand.NodeKind, property string, names ...string) Column {
	var c Column
	for _, name := range names {
		r := relation(kind, name)
		c.Path = append(c.Path, r)
		kind = r.To
	}
	switch property {
	case demand.SortName:
		c.Prop = sortProp
	default:
		c.Prop = prop(kind, property)
	}
	return c
}
