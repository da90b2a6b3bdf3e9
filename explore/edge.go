package explore

import (
	"cmp"
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// Reader is what this package needs of a store.
type Reader interface {
	facts.Scanner
	// Read reads one tree; see store.Store.
	Read(ctx context.Context, q *query.Query) (*query.Answer, error)
}

// EdgeKind names a kind of edge of the folded graph.
type EdgeKind string

// The kinds of edge. The last two join actors by positions on demands that need not be shown.
const (
	Demanded       EdgeKind = "DEMANDED"        // Actor to Demand, by DEMANDS and REITERATES
	Responded      EdgeKind = "RESPONDED"       // Actor to Demand, by a position of any other kind
	AddressedTo    EdgeKind = "ADDRESSED_TO"    // Demand to Actor
	Concerns       EdgeKind = "CONCERNS"        // Demand to Region or Topic
	AffiliatedWith EdgeKind = "AFFILIATED_WITH" // Actor to Actor, whatever the role
	PartOf         EdgeKind = "PART_OF"         // Region to Region
	TookPartIn     EdgeKind = "TOOK_PART_IN"    // Actor to Event
	DemandedOf     EdgeKind = "DEMANDED_OF"     // demander to addressee
	RespondedTo    EdgeKind = "RESPONDED_TO"    // who took a position of another kind on a demand, to its demander
)

// EdgeKinds are all kinds of edge, in the order in which edges come.
var EdgeKinds = []EdgeKind{Demanded, Responded, AddressedTo, Concerns, AffiliatedWith, PartOf, TookPartIn, DemandedOf, RespondedTo}

// Usual are the kinds of edge that a graph has where none are named.
var Usual = EdgeKinds[:7]

// VertexKinds are the kinds of node that a folded graph has.
var VertexKinds = []demand.NodeKind{demand.KindActor, demand.KindDemand, demand.KindRegion, demand.KindTopic, demand.KindEvent}

// Which says which edges there are.
type Which struct {
	Edges     []EdgeKind
	Positions *facts.Where // that count
	// Narrowed says that Positions leaves some out that another moment or filter would count:
	// a demand is then found only where a position on it counts.
	Narrowed bool
	RollUp   bool // positions count for those on whose behalf they were taken
}

// Item is a node below an edge, with its place in the order of its kind.
type Item struct{ Key, Sort string }

// Edge is an edge of the folded graph. One that documents assert has no positions, but the
// annotations that show it.
type Edge struct {
	Kind                  EdgeKind
	Source, Target        demand.Ref
	Positions             []Item
	For, Against, Neutral int
	First, Last           demand.Date // of the positions, as told; zero without a date
	Annotations           []Item
	articles              map[string]bool
}

// ID is the edge's id: stable, made of kind, source and target.
func (e *Edge) ID() string {
	at := func(r demand.Ref) string { return string(r.Kind) + ":" + r.Key }
	return base64.RawURLEncoding.EncodeToString([]byte(string(e.Kind) + ":" + at(e.Source) + ">" + at(e.Target)))
}

// Articles is the number of articles that tell of its positions, or show it.
func (e *Edge) Articles() int { return len(e.articles) }

// Weight is what the edge counts in a weighted degree: its positions, 1 where it has none.
func (e *Edge) Weight() int { return max(1, len(e.Positions)) }

func (e *Edge) told(articles ...string) {
	if e.articles == nil {
		e.articles = map[string]bool{}
	}
	for _, a := range articles {
		e.articles[a] = true
	}
}

// add counts a position.
func (e *Edge) add(p *position) {
	e.Positions = append(e.Positions, p.Item)
	switch p.kind.Side() {
	case demand.SideFor:
		e.For++
	case demand.SideAgainst:
		e.Against++
	default:
		e.Neutral++
	}
	e.told(p.articles...)
	if p.date.IsZero() {
		return
	}
	if e.First.IsZero() || p.date.Compare(e.First) < 0 {
		e.First = p.date
	}
	if e.Last.IsZero() || p.date.First() > e.Last.First() || p.date.First() == e.Last.First() && p.date.Compare(e.Last) < 0 {
		e.Last = p.date
	}
}

// between is an edge's place: no two have the same.
type between struct {
	kind           EdgeKind
	source, target demand.Ref
}

// edgeSet holds edges, each once.
type edgeSet map[between]*Edge

func (s edgeSet) at(kind EdgeKind, source, target demand.Ref) *Edge {
	at := between{kind, source, target}
	e := s[at]
	if e == nil {
		e = &Edge{Kind: kind, Source: source, Target: target}
		s[at] = e
	}
	return e
}

// sorted are the edges by kind, source and target.
func (s edgeSet) sorted() []*Edge {
	out := make([]*Edge, 0, len(s))
	for _, e := range s {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(slices.Index(EdgeKinds, a.Kind), slices.Index(EdgeKinds, b.Kind)), compareRefs(a.Source, b.Source), compareRefs(a.Target, b.Target))
	})
	return out
}

// compareRefs orders vertices by kind, as VertexKinds has them, and key.
func compareRefs(a, b demand.Ref) int {
	return cmp.Or(cmp.Compare(slices.Index(VertexKinds, a.Kind), slices.Index(VertexKinds, b.Kind)), strings.Compare(a.Key, b.Key))
}

func actor(key string) demand.Ref { return demand.Ref{Kind: demand.KindActor, Key: key} }
