package change

import "demandgraph/demand"

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
	p.review(a.Review)
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
	p.review(r.Review)
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
	p.review(t.Review)
	c.add(c.node(demand.KindTopic, t.Key), Body{Props: described(p), Replaces: t.Replaces}, t.Line)
}

func (c *claimer) event(e *Event) {
	p := props{}
	p.text("name", e.Name)
	p.text("type", string(e.Type))
	p.text("start", e.Start.String())
	p.text("end", e.End.String())
	p.review(e.Review)
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
