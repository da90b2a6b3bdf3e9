package facts

import (
	"slices"
	"strings"

	"demandgraph/demand"
)

// Keyed is a node that was met: its key and its place in the lists of its kind.
type Keyed struct{ Key, Sort string }

// Page bounds a page of nodes that were met, in the order of their places; those
// without a day come last in both directions.
type Page struct {
	Size          int
	Backward      bool   // the last of them, and not the first
	Desc          bool   // newest first
	After, Before string // places, exclusive; "" for none
}

// Compare orders two places.
func (p *Page) Compare(a, b string) int {
	undatedA, undatedB := a < demand.SortDated, b < demand.SortDated
	switch {
	case undatedA != undatedB && undatedA:
		return 1
	case undatedA != undatedB:
		return -1
	case p.Desc:
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

// Kept is what a page needs of the nodes that are met, however many there are: some
// more than it shows. No node is met twice.
type Kept struct {
	Total          int // how many were met
	page           *Page
	earlier, later bool // some are before the page can begin, after it can end
	nodes          []Keyed
}

// Keep begins to collect a page.
func (p *Page) Keep() *Kept { return &Kept{page: p} }

// Add meets a node.
func (k *Kept) Add(n Keyed) {
	k.Total++
	k.add(n)
}

func (k *Kept) add(n Keyed) {
	p := k.page
	switch {
	case p.After != "" && p.Compare(n.Sort, p.After) <= 0:
		k.earlier = true
		return
	case p.Before != "" && p.Compare(n.Sort, p.Before) >= 0:
		k.later = true
		return
	}
	k.nodes = append(k.nodes, n)
	if len(k.nodes) >= 2*p.Size+16 {
		k.trim()
	}
}

// Join meets all that another one for the same page has met.
func (k *Kept) Join(other *Kept) {
	k.Total += other.Total
	k.earlier, k.later = k.earlier || other.earlier, k.later || other.later
	for _, n := range other.nodes {
		k.add(n)
	}
}

// trim leaves one node more than the page shows.
func (k *Kept) trim() {
	slices.SortFunc(k.nodes, func(a, b Keyed) int { return k.page.Compare(a.Sort, b.Sort) })
	over := len(k.nodes) - k.page.Size - 1
	switch {
	case over <= 0:
	case k.page.Backward:
		k.nodes = k.nodes[:copy(k.nodes, k.nodes[over:])]
	default:
		k.nodes = k.nodes[:len(k.nodes)-over]
	}
}

// Shown is the page, and whether anything that was met lies before or after it.
func (k *Kept) Shown() (nodes []Keyed, previous, next bool) {
	k.trim()
	nodes, previous, next = k.nodes, k.earlier, k.later
	switch size := k.page.Size; {
	case len(nodes) <= size:
	case k.page.Backward:
		nodes, previous = nodes[len(nodes)-size:], true
	default:
		nodes, next = nodes[:size], true
	}
	return nodes, previous, next
}
