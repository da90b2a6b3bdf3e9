package change

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"

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
	body Body
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
	c.claims = append(c.claims, claim{Claim: Claim{ID: id, Subject: subject, Body: string(text)}, body: body, line: line})
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

func (c *claimer) article(a *Article) {
	text := a.Text
	p := props{}
	p.text("title", a.Title)
	p.text("url", a.URL)
	p.text("publisher", a.Publisher)
	p.list("authors", a.Authors)
	p.text("publishedAt", a.PublishedAt.String())
	p.text("language", a.Language)
	p.text("text", text)
	p.text("extent", string(a.Extent))
	p.text("sha256", a.SHA256)
	c.add(c.node(demand.KindArticle, a.Key), Body{Props: described(p), Replaces: a.Replaces}, a.Line)
}

// described makes the properties of a node that a document describes, even when
// it says no more than its key.
func described(p props) map[string]any {
	if len(p) == 0 {
		p["described"] = true
	}
	return p
}

func (c *claimer) actor(a *Actor) {
	p := props{}
	p.text("name", a.Name)
	p.text("type", string(a.Type))
	p.list("aliases", a.Aliases)
	p.text("description", a.Description)
	p.text("cameoCode", a.CameoCode)
	p.text("iso3", a.ISO3)
	p.text("wikidataId", a.WikidataID)
	var edges []EdgeClaim
	for _, f := range a.Affiliations {
		e := props{}
		e.text("role", string(f.Role))
		e.text("title", f.Title)
		e.text("from", f.From.String())
		e.text("to", f.To.String())
		edges = append(edges, EdgeClaim{Kind: demand.AffiliatedWith, Other: c.refer(demand.KindActor, f.With, a.Line),
			Props: e, Annotations: c.annotations(f.Evidence, a.Line)})
	}
	c.add(c.node(demand.KindActor, a.Key), Body{Props: described(p), Edges: edges, Replaces: a.Replaces}, a.Line)
}

func (c *claimer) region(r *Region) {
	p := props{}
	p.text("name", r.Name)
	p.text("type", string(r.Type))
	p.list("aliases", r.Aliases)
	p.text("isoCode", r.ISOCode)
	p.text("geonamesId", r.GeonamesID)
	p.text("wikidataId", r.WikidataID)
	if r.Location != nil {
		p["location"] = []float64{r.Location[0], r.Location[1]}
	}
	p.text("boundary", r.Boundary)
	edges := c.references(nil, demand.PartOf, demand.KindRegion, r.PartOf, r.Line)
	c.add(c.node(demand.KindRegion, r.Key), Body{Props: described(p), Edges: edges, Replaces: r.Replaces}, r.Line)
}

func (c *claimer) references(edges []EdgeClaim, kind demand.EdgeKind, to demand.NodeKind, all []Reference, line int) []EdgeClaim {
	for _, r := range all {
		p := props{}
		p.text("certainty", string(r.Certainty))
		p.text("note", r.Note)
		edges = append(edges, EdgeClaim{Kind: kind, Other: c.refer(to, r.Key, line), Props: p.orNil(), Annotations: c.annotations(r.Evidence, line)})
	}
	return edges
}

func (c *claimer) topic(t *Topic) {
	p := props{}
	p.text("name", t.Name)
	p.list("aliases", t.Aliases)
	p.text("description", t.Description)
	c.add(c.node(demand.KindTopic, t.Key), Body{Props: described(p), Replaces: t.Replaces}, t.Line)
}

func (c *claimer) event(e *Event) {
	p := props{}
	p.text("name", e.Name)
	p.text("type", string(e.Type))
	p.text("start", e.Start.String())
	p.text("end", e.End.String())
	edges := c.edge(nil, demand.TookPlaceIn, demand.KindRegion, e.Place, e.Line)
	for _, a := range e.Participants {
		role := a.Role
		if role == "" {
			role = "PARTICIPANT"
		}
		edges = append(edges, EdgeClaim{Kind: demand.TookPartIn, Other: c.refer(demand.KindActor, a.Actor, e.Line),
			Props: map[string]any{"role": string(role)}, Annotations: c.annotations(a.Evidence, e.Line)})
	}
	ref := c.node(demand.KindEvent, e.Key)
	c.add(ref, Body{Props: described(p), Edges: edges, Replaces: e.Replaces}, e.Line)
	c.shown(ref, e.Evidence, e.Line)
}

// shown adds a telling that says no more than that annotations show the node.
func (c *claimer) shown(ref demand.Ref, evidence []Annotation, line int) {
	if len(evidence) > 0 {
		c.add(ref, Body{Telling: c.telling(ref, Telling{}, evidence, line)}, line)
	}
}

func (c *claimer) demand(d *Demand) {
	p := props{}
	p.text("summary", d.Summary)
	p.text("description", d.Description)
	p.text("cameoCode", d.CameoCode)
	p.text("ploverCode", d.PloverCode)
	edges := c.references(nil, demand.AddressedTo, demand.KindActor, d.Addressees, d.Line)
	edges = c.references(edges, demand.Concerns, demand.KindRegion, d.Regions, d.Line)
	edges = c.references(edges, demand.Concerns, demand.KindTopic, d.Topics, d.Line)
	for _, r := range d.Relations {
		edges = append(edges, EdgeClaim{Kind: demand.RelatesTo, Other: c.refer(demand.KindDemand, r.Demand, d.Line),
			Props: map[string]any{"kind": string(r.Kind)}, Annotations: c.annotations(r.Evidence, d.Line)})
	}
	ref := c.node(demand.KindDemand, d.Key)
	c.add(ref, Body{Props: described(p), Edges: edges, Replaces: d.Replaces}, d.Line)
	c.shown(ref, d.Evidence, d.Line)
}

func (c *claimer) term(t *Term) {
	of, offeredBy, accordingTo := c.resolve(demand.KindDemand, t.Demand), c.resolve(demand.KindActor, t.OfferedBy), c.resolve(demand.KindActor, t.AccordingTo)
	key := t.Key
	if key == "" {
		key = demand.TermKey(of, t.Kind, offeredBy, accordingTo, t.Summary)
	}
	ref := c.node(demand.KindTerm, key)
	edges := c.edge(nil, demand.HasTerm, demand.KindDemand, t.Demand, t.Line)
	edges = c.edge(edges, demand.OfferedBy, demand.KindActor, t.OfferedBy, t.Line)
	edges = c.edge(edges, demand.Requires, demand.KindDemand, t.Requires, t.Line)
	edges = c.edge(edges, demand.AccordingTo, demand.KindActor, t.AccordingTo, t.Line)
	telling := c.telling(ref, Telling{Certainty: asserted(t.Certainty), Attribution: t.Attribution}, t.Evidence, t.Line)
	c.add(ref, Body{Props: map[string]any{"kind": string(t.Kind), "summary": t.Summary}, Edges: edges, Telling: telling}, t.Line)
}

func asserted(c demand.Certainty) demand.Certainty {
	if c == "" {
		return demand.CertaintyAsserted
	}
	return c
}

func (c *claimer) position(p *Position) {
	told := Telling{Date: p.Date, Order: p.Order, Certainty: asserted(p.Certainty), Attribution: p.Attribution,
		CameoCode: p.CameoCode, PloverCode: p.PloverCode, Note: p.Note}
	if p.Joins {
		ref := c.refer(demand.KindPosition, p.Key, p.Line)
		c.add(ref, Body{Telling: c.telling(ref, told, p.Evidence, p.Line)}, p.Line)
		return
	}
	act := demand.Act{Kind: p.Kind, Taker: c.resolve(demand.KindActor, p.Actor), For: c.resolve(demand.KindActor, p.For),
		Demand: c.resolve(demand.KindDemand, p.Demand), AccordingTo: c.resolve(demand.KindActor, p.AccordingTo),
		Event: c.resolve(demand.KindEvent, p.Event), Phase: p.Phase, Date: p.Date}
	key := p.Key
	if key == "" {
		key = demand.PositionKey(act)
	}
	ref := c.node(demand.KindPosition, key)
	edges := c.edge(nil, demand.Took, demand.KindActor, p.Actor, p.Line)
	edges = c.edge(edges, demand.For, demand.KindActor, p.For, p.Line)
	edges = c.edge(edges, demand.On, demand.KindDemand, p.Demand, p.Line)
	edges = c.edge(edges, demand.At, demand.KindEvent, p.Event, p.Line)
	edges = c.edge(edges, demand.AccordingTo, demand.KindActor, p.AccordingTo, p.Line)
	edges = c.edge(edges, demand.TookPlaceIn, demand.KindRegion, p.Place, p.Line)
	is := props{"kind": string(p.Kind)}
	is.text("phase", string(p.Phase))
	c.add(ref, Body{Props: is, Edges: edges, Telling: c.telling(ref, told, p.Evidence, p.Line)}, p.Line)
}

// telling completes a telling: its id, and its annotations, which are the whole
// article when it quotes nothing.
func (c *claimer) telling(ref demand.Ref, t Telling, evidence []Annotation, line int) *Telling {
	c.tellings[ref]++
	t.ID = demand.HashedKey("t", "telling", c.id, string(ref.Kind), ref.Key, strconv.Itoa(c.tellings[ref]))
	if c.doc.Article == nil {
		return &t
	}
	t.Article = c.resolve(demand.KindArticle, c.doc.Article.Key)
	if len(evidence) == 0 {
		evidence = []Annotation{{}}
	}
	t.Annotations = c.annotations(evidence, line)
	return &t
}

// annotations claims annotations of the document's article and gives their keys.
func (c *claimer) annotations(all []Annotation, line int) []string {
	if c.doc.Article == nil {
		return nil
	}
	var keys []string
	for i := range all {
		keys = append(keys, c.annotation(&all[i], nil, line).Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (c *claimer) annotation(a *Annotation, mentions []EdgeClaim, line int) demand.Ref {
	annotator := a.Annotator
	if annotator == "" {
		annotator = c.doc.Annotator
	}
	article := c.node(demand.KindArticle, c.doc.Article.Key)
	key := demand.AnnotationKey(article.Key, demand.Span{Start: a.Start, End: a.End, Exact: a.Exact, Prefix: a.Prefix, Suffix: a.Suffix, Occurrence: a.Occurrence}, annotator)
	p := props{}
	p.text("exact", a.Exact)
	p.text("prefix", a.Prefix)
	p.text("suffix", a.Suffix)
	p.text("annotator", annotator)
	p.text("tool", a.Tool)
	p.list("labels", a.Labels)
	if a.Start != nil {
		p["start"] = int64(*a.Start)
	}
	if a.End != nil {
		p["end"] = int64(*a.End)
	}
	if a.Confidence != nil {
		p["confidence"] = *a.Confidence
	}
	ref := demand.Ref{Kind: demand.KindAnnotation, Key: key}
	edges := append([]EdgeClaim{{Kind: demand.InArticle, Other: article}}, mentions...)
	c.add(ref, Body{Props: described(p), Edges: edges}, line)
	return ref
}

func (c *claimer) mention(m *Mention) {
	var edges []EdgeClaim
	for _, k := range m.Actors {
		edges = c.edge(edges, demand.Mentions, demand.KindActor, k, m.Line)
	}
	for _, k := range m.Regions {
		edges = c.edge(edges, demand.Mentions, demand.KindRegion, k, m.Line)
	}
	for _, k := range m.Topics {
		edges = c.edge(edges, demand.Mentions, demand.KindTopic, k, m.Line)
	}
	c.annotation(&m.Annotation, edges, m.Line)
}

// props are properties being collected: missing ones are left out.
type props map[string]any

func (p props) text(name, value string) {
	if value != "" {
		p[name] = value
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
