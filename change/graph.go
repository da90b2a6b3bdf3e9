package change

import (
	"context"

	"demandgraph/demand"
)

// Graph is what Plan reads of a store, inside the write transaction. Methods
// take many keys and answer them in one round trip; what is not there is left
// out of the answer. An empty argument costs nothing.
type Graph interface {
	// Contributions by id.
	Contributions(ctx context.Context, ids []string) ([]Contribution, error)
	// HeldBy says whether contributions other than some are by an import: asserted by it,
	// or with claims that it brought.
	HeldBy(ctx context.Context, importKey string, but []string) (bool, error)
	// Claims by id, and all claims of subjects.
	Claims(ctx context.Context, ids []string) ([]Claim, error)
	ClaimsOf(ctx context.Context, subjects []demand.Ref) ([]Claim, error)
	// Holder names the source of one contribution that holds the claim, for a message.
	Holder(ctx context.Context, claim string) (source string, err error)
	// Redirects gives the winner for keys that a merge has redirected.
	Redirects(ctx context.Context, refs []demand.Ref) (map[demand.Ref]demand.Ref, error)

	// Nodes with their properties (those of demand.Kinds and demand.SortName),
	// the edges they own, and the list entries they are in.
	Nodes(ctx context.Context, refs []demand.Ref) ([]*Node, error)

	// Acts of all positions on demands, with Articles (keys of the articles that
	// tell of each) filled.
	Acts(ctx context.Context, demands []string) (map[string][]demand.Act, error)
	// Shown are, by demand, the demand itself and its terms with the keys of the
	// articles that are evidence for each; those without evidence may be left out.
	Shown(ctx context.Context, demands []string) (map[string][]Shown, error)
	// PositionsAt are the keys of the positions AT events.
	PositionsAt(ctx context.Context, events []string) ([]string, error)
	// AnnotationsIn are the keys of the annotations of articles.
	AnnotationsIn(ctx context.Context, articles []string) ([]string, error)
	// DemandsIn are the keys of the demands that concern the regions or any of their descendants.
	DemandsIn(ctx context.Context, regions []string) ([]string, error)
}

// Shown is a node with the keys of the articles that are evidence for it.
type Shown struct {
	Node     demand.Ref
	Articles []string
}

// Contribution is what one document asserts: its claims, in its order, each
// with the import that brought it and its line in the source (0 when unknown).
type Contribution struct {
	ID      string
	Source  string
	Claims  []string
	Imports []string
	Lines   []int
	// AssertedBy are the imports that assert the contribution as it stands: the one that
	// last changed it, and those that held its document unchanged since, in this order.
	AssertedBy []string
}

// Claim is what a document says of one node. Claims that say the same have the
// same ID and are kept once; Imports counts, for each import, the contributions
// that hold it by that import.
type Claim struct {
	ID      string
	Subject demand.Ref
	Body    string // JSON, see Body in claim.go
	Imports map[string]int

	body *Body // what Body says, when it has not come out of a store
}

// Node is a node with what it owns.
type Node struct {
	Ref     demand.Ref
	Props   map[string]any // by property name: string, int64, float64, []string, [2]float64, [4]int64; missing ones left out
	Edges   []Edge
	Entries []Entry
}

// Edge is an edge of the model.
type Edge struct {
	Kind     demand.EdgeKind
	From, To demand.Ref
	Props    map[string]any
}

// Entry is a place in a list.
type Entry struct {
	List string
	Sort string
	Node demand.Ref
}

// Writes are the rows that a set writes. No two rows of one slice are about the
// same thing. A store writes them in the order of the fields, and for each day,
// text and point keeps what demand.Prop says stands beside it.
type Writes struct {
	Record Record

	Create []*Node // with Props; Edges and Entries are below
	Update []*Node // with all Props, the ones now missing left out
	Delete []demand.Ref

	CreateEdges []Edge
	UpdateEdges []Edge // all Props of an edge that is there
	DeleteEdges []Edge // of nodes that stay or go; before Delete

	CreateEntries []Entry
	DeleteEntries []Entry
	Counts        map[string]int // change of each list's count, non-zero

	PutContributions []Contribution
	// MarkContributions are there and change in AssertedBy alone; only it, ID and Source are set.
	MarkContributions   []Contribution
	DeleteContributions []string
	PutClaims           []Claim
	DeleteClaims        []string
}

// Record is an entry of the change log: what one write transaction did.
type Record struct {
	Version int64  // given by the store
	At      string // RFC 3339 UTC
	Import  string // key of the import that did it
	Created []demand.Ref
	Updated []demand.Ref
	Deleted []demand.Ref
}

// Report says what a set did, or would do.
type Report struct {
	Version   int64 // of the change log after the write; 0 when nothing was written
	Created   []demand.Ref
	Updated   []demand.Ref
	Deleted   []demand.Ref
	Unchanged int // nodes that the set's documents describe and that stay as they were
	Documents int // documents that changed something
}
