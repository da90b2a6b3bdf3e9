package change

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"demandgraph/demand"
)

// Body is what a claim says of its subject. The zero Body says nothing: the
// document refers to the node without describing it, which keeps it alive but
// does not make it.
type Body struct {
	Props    map[string]any `json:"props,omitempty"`
	Edges    []EdgeClaim    `json:"edges,omitempty"`
	Telling  *Telling       `json:"telling,omitempty"`
	Replaces bool           `json:"replaces,omitempty"`
}

// EdgeClaim is an edge that the subject owns. Annotations are the keys of what shows it.
type EdgeClaim struct {
	Kind        demand.EdgeKind `json:"kind"`
	Other       demand.Ref      `json:"other"`
	Props       map[string]any  `json:"props,omitempty"`
	Annotations []string        `json:"annotations,omitempty"`
}

// Telling is one entry of a document that tells of the subject, with the keys of
// the annotations that show it.
type Telling struct {
	ID          string           `json:"id"`
	Article     string           `json:"article,omitempty"`
	Date        demand.Date      `json:"date,omitzero"`
	Order       *int             `json:"order,omitempty"`
	Certainty   demand.Certainty `json:"certainty,omitempty"`
	Attribution string           `json:"attribution,omitempty"`
	CameoCode   string           `json:"cameoCode,omitempty"`
	PloverCode  string           `json:"ploverCode,omitempty"`
	Note        string           `json:"note,omitempty"`
	Annotations []string         `json:"annotations,omitempty"`
}

func (b *Body) empty() bool {
	return b.Props == nil && b.Edges == nil && b.Telling == nil && !b.Replaces
}

// claim is a claim of a document before it is stored.
type claim struct {
	Claim
	line int
}

// claimer collects the claims of one document.
type claimer struct {
	doc      *Document
	id       string
	resolve  func(demand.NodeKind, string) string // follows redirects
	claims   []claim
	seen     map[string]int // claim id → index in claims
	tellings map[demand.Ref]int
	refers   map[demand.Ref]int // with the line of the first reference
	order    []demand.Ref       // of refers
}

// claimsOf turns a document into claims, each once, in the document's order;
// last come those of nodes that it only refers to.
func claimsOf(doc *Document, resolve func(demand.NodeKind, string) string) []claim {
	c := &claimer{doc: doc, id: doc.ID(), resolve: resolve,
		seen: map[string]int{}, tellings: map[demand.Ref]int{}, refers: map[demand.Ref]int{}}
	if a := doc.Article; a != nil {
		c.article(a)
	}
	for i := range doc.Articles {
		c.article(&doc.Articles[i])
	}
	for i := range doc.Actors {
		c.actor(&doc.Actors[i])
	}
	for i := range doc.Regions {
		c.region(&doc.Regions[i])
	}
	for i := range doc.Topics {
		c.topic(&doc.Topics[i])
	}
	for i := range doc.Events {
		c.event(&doc.Events[i])
	}
	for i := range doc.Demands {
		c.demand(&doc.Demands[i])
	}
	for i := range doc.Terms {
		c.term(&doc.Terms[i])
	}
	for i := range doc.Positions {
		c.position(&doc.Positions[i])
	}
	for i := range doc.Mentions {
		c.mention(&doc.Mentions[i])
	}
	for _, ref := range c.order {
		c.add(ref, Body{}, c.refers[ref])
	}
	return c.claims
}

func (c *claimer) add(subject demand.Ref, body Body, line int) {
	if len(body.Props) == 0 {
		body.Props = nil
	}
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // a Body holds nothing that JSON has not
	}
	sum := sha256.Sum256(append([]byte(subject.String()+"\n"), text...))
	id := hex.EncodeToString(sum[:12])
	if _, again := c.seen[id]; again {
		return
	}
	c.seen[id] = len(c.claims)
	c.claims = append(c.claims, claim{Claim: Claim{ID: id, Subject: subject, Body: string(text), body: &body}, line: line})
}

// node names a node that the document describes.
func (c *claimer) node(kind demand.NodeKind, key string) demand.Ref {
	return demand.Ref{Kind: kind, Key: c.resolve(kind, key)}
}

// refer names a node that the document refers to.
func (c *claimer) refer(kind demand.NodeKind, key string, line int) demand.Ref {
	ref := c.node(kind, key)
	if _, ok := c.refers[ref]; !ok {
		c.refers[ref] = line
		c.order = append(c.order, ref)
	}
	return ref
}

// edge makes an edge to a node, or none for an empty key.
func (c *claimer) edge(edges []EdgeClaim, kind demand.EdgeKind, to demand.NodeKind, key string, line int) []EdgeClaim {
	if key == "" {
		return edges
	}
	return append(edges, EdgeClaim{Kind: kind, Other: c.refer(to, key, line)})
}

// props are properties being collected: missing ones are left out.
type props map[string]any

func (p props) text(name, value string) {
	if value != "" {
		p[name] = value
	}
}

func (p props) review(r Review) {
	if r != NotSaid {
		p[demand.ReviewedName] = r == Reviewed
	}
}

// list keeps a list as a set, in order.
func (p props) list(name string, values []string) {
	if len(values) > 0 {
		set := slices.Clone(values)
		slices.Sort(set)
		p[name] = slices.Compact(set)
	}
}

func (p props) orNil() map[string]any {
	if len(p) == 0 {
		return nil
	}
	return p
}
