package native

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
)

// Format is the name of the format, as it identifies contributions.
const Format = "native"

// converter turns the structs of the format into a document of changes.
type converter struct {
	decoder
	from      *document
	to        *change.Document
	text      *articleText // nil without a text
	places    map[demand.Ref]loaders.Place
	described map[demand.Ref]bool
	annotator string // of what is being converted
}

// convert turns a document into changes and adds what is wrong to d.
func convert(doc *document, d decoder, source, path string) *converter {
	c := &converter{decoder: d, from: doc, places: map[demand.Ref]loaders.Place{}, described: map[demand.Ref]bool{},
		to: &change.Document{Source: source, Path: path, Format: Format, Annotator: doc.Annotator.text}, annotator: doc.Annotator.text}
	c.article(doc.Article)
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
	for i := range doc.Positions {
		c.position(&doc.Positions[i])
	}
	for i := range doc.Mentions {
		c.mention(&doc.Mentions[i])
	}
	return c
}

// describes notes that the document describes a node, and gives its key.
func (c *converter) describes(kind demand.NodeKind, key word) string {
	ref := demand.Ref{Kind: kind, Key: key.text}
	if key.text != "" && !c.described[ref] {
		c.described[ref] = true
		c.places[ref] = key.at
	}
	return key.text
}

// ref notes that the document refers to a node, and gives its key.
func (c *converter) ref(kind demand.NodeKind, key word) string {
	ref := demand.Ref{Kind: kind, Key: key.text}
	if _, known := c.places[ref]; key.text != "" && !known {
		c.places[ref] = key.at
	}
	return key.text
}

func (c *converter) article(a *article) {
	if a == nil {
		return
	}
	out := &change.Article{Line: a.at.Line, Key: a.Key.text, Title: a.Title.text, URL: demand.CanonicalURL(a.URL.text), Publisher: a.Publisher.text,
		Authors: a.Authors.texts(), PublishedAt: a.PublishedAt.Date, Language: a.Language.text,
		Text: strings.TrimPrefix(a.Text.text, "\uFEFF"), Extent: demand.Extent(a.Extent.text),
		SHA256: strings.ToLower(a.SHA256.text), Replaces: bool(a.Replaces)}
	c.to.Article = out
	if out.Extent == "" {
		out.Extent = demand.ExtentFull
	}
	if out.Text != "" {
		c.text = newArticleText(out.Text)
		sum := sha256.Sum256([]byte(out.Text))
		if have := hex.EncodeToString(sum[:]); out.SHA256 != "" && out.SHA256 != have {
			c.fault(a.SHA256.at, "sha256 is not that of the text, which has %s", have)
		}
	}
	if out.Key == "" {
		key, err := demand.ArticleKey(out.URL, out.Publisher, out.PublishedAt, out.Title)
		if none := (loaders.Place{}); err != nil && a.Key.at == none && a.URL.at == none && a.Title.at == none { // else reported there
			c.fault(a.at, "%v", err)
		}
		out.Key = key
	}
	key := a.Key
	if key.text == "" {
		key = word{out.Key, a.at}
	}
	c.describes(demand.KindArticle, key)
}

func (c *converter) actor(a *actor) {
	out := change.Actor{Line: a.at.Line, Key: c.describes(demand.KindActor, a.Key), Name: a.Name.text, Type: demand.ActorType(a.Type.text),
		Aliases: a.Aliases.texts(), Description: a.Description.text, CameoCode: a.CameoCode.text, ISO3: a.ISO3.text,
		WikidataID: a.WikidataID.text, Replaces: bool(a.Replaces), Review: c.review(a.Reviewed, a.Key, a.Name, a.Type)}
	for i := range a.Affiliations {
		f := &a.Affiliations[i]
		c.notAfter(f.From, f.To, "from", "to")
		out.Affiliations = append(out.Affiliations, change.Affiliation{With: c.ref(demand.KindActor, f.With),
			Role: demand.AffiliationRole(f.Role.text), Title: f.Title.text, From: f.From.Date, To: f.To.Date, Evidence: c.evidence(f.Evidence)})
	}
	c.to.Actors = append(c.to.Actors, out)
}

// notAfter checks that what ends does not do so before it begins.
func (c *converter) notAfter(from, to date, fromName, toName string) {
	if !from.IsZero() && !to.IsZero() && to.Last() < from.First() {
		c.fault(to.at, "%s %s is before %s %s", toName, to, fromName, from)
	}
}

// review is what a document says of the review of a node. Who has reviewed it says what it
// is, so that it stands without the documents that made it of a name.
func (c *converter) review(said answer, key word, needed ...word) change.Review {
	switch {
	case said.value == nil:
		return change.NotSaid
	case !*said.value:
		return change.Unreviewed
	}
	for _, w := range needed {
		if w.at == (loaders.Place{}) {
			c.fault(said.at, "%s is reviewed: say its name, and its type where it has one", key.text)
			break
		}
	}
	return change.Reviewed
}

func (c *converter) region(r *region) {
	out := change.Region{Line: r.at.Line, Key: c.describes(demand.KindRegion, r.Key), Name: r.Name.text, Type: demand.RegionType(r.Type.text),
		Aliases: r.Aliases.texts(), ISOCode: r.ISOCode.text, GeonamesID: r.GeonamesID.text, WikidataID: r.WikidataID.text,
		Boundary: r.Boundary.json, Replaces: bool(r.Replaces), Review: c.review(r.Reviewed, r.Key, r.Name, r.Type)}
	if l := r.Location; l != nil && l.Lat.value != nil && l.Lon.value != nil {
		out.Location = &[2]float64{*l.Lat.value, *l.Lon.value}
	}
	for i := range r.PartOf {
		p := &r.PartOf[i]
		out.PartOf = append(out.PartOf, change.Reference{Key: c.ref(demand.KindRegion, p.Region), Evidence: c.evidence(p.Evidence)})
	}
	c.to.Regions = append(c.to.Regions, out)
}

func (c *converter) topic(t *topic) {
	c.to.Topics = append(c.to.Topics, change.Topic{Line: t.at.Line, Key: c.describes(demand.KindTopic, t.Key), Name: t.Name.text,
		Aliases: t.Aliases.texts(), Description: t.Description.text, Replaces: bool(t.Replaces), Review: c.review(t.Reviewed, t.Key, t.Name)})
}

func (c *converter) event(e *event) {
	c.notAfter(e.Start, e.End, "start", "end")
	out := change.Event{Line: e.at.Line, Key: c.describes(demand.KindEvent, e.Key), Name: e.Name.text, Type: demand.EventType(e.Type.text),
		Start: e.Start.Date, End: e.End.Date, Place: c.ref(demand.KindRegion, e.Place), Evidence: c.evidence(e.Evidence),
		Replaces: bool(e.Replaces), Review: c.review(e.Reviewed, e.Key, e.Name, e.Type)}
	for i := range e.Participants {
		p := &e.Participants[i]
		out.Participants = append(out.Participants, change.Participant{Actor: c.ref(demand.KindActor, p.Actor),
			Role: demand.ParticipantRole(p.Role.text), Evidence: c.evidence(p.Evidence)})
	}
	c.to.Events = append(c.to.Events, out)
}

func (c *converter) demand(d *wanted) {
	out := change.Demand{Line: d.at.Line, Key: c.describes(demand.KindDemand, d.Key), Summary: d.Summary.text, Description: d.Description.text,
		CameoCode: d.CameoCode.text, PloverCode: d.PloverCode.text, Evidence: c.evidence(d.Evidence), Replaces: bool(d.Replaces)}
	for i := range d.Addressees {
		a := &d.Addressees[i]
		out.Addressees = append(out.Addressees, change.Reference{Key: c.ref(demand.KindActor, a.Actor), Evidence: c.evidence(a.Evidence)})
	}
	for i := range d.Regions {
		r := &d.Regions[i]
		out.Regions = append(out.Regions, change.Reference{Key: c.ref(demand.KindRegion, r.Region), Certainty: certainty(r.Certainty), Note: r.Note.text, Evidence: c.evidence(r.Evidence)})
	}
	for i := range d.Topics {
		t := &d.Topics[i]
		out.Topics = append(out.Topics, change.Reference{Key: c.ref(demand.KindTopic, t.Topic), Certainty: certainty(t.Certainty), Note: t.Note.text, Evidence: c.evidence(t.Evidence)})
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		if r.Demand.text == d.Key.text && d.Key.text != "" {
			c.fault(r.Demand.at, "demand %s has a relation to itself", d.Key.text)
		}
		out.Relations = append(out.Relations, change.DemandRelation{Kind: demand.RelationKind(r.Kind.text), Demand: c.ref(demand.KindDemand, r.Demand), Evidence: c.evidence(r.Evidence)})
	}
	c.to.Demands = append(c.to.Demands, out)
	for i := range d.Terms {
		t := &d.Terms[i]
		c.to.Terms = append(c.to.Terms, change.Term{Line: t.at.Line, Key: c.describes(demand.KindTerm, t.Key), Demand: d.Key.text,
			Kind: demand.TermKind(t.Kind.text), Summary: t.Summary.text, OfferedBy: c.ref(demand.KindActor, t.OfferedBy),
			Requires: c.ref(demand.KindDemand, t.Requires), AccordingTo: c.ref(demand.KindActor, t.AccordingTo),
			Certainty: certainty(t.Certainty), Attribution: t.Attribution.text, Evidence: c.evidence(t.Evidence)})
	}
}

// certainty is what a field says, or ASSERTED.
func certainty(w word) demand.Certainty {
	if w.text == "" {
		return demand.CertaintyAsserted
	}
	return demand.Certainty(w.text)
}

func (c *converter) position(p *position) {
	if p.Annotator.text != "" {
		c.annotator = p.Annotator.text
		defer func() { c.annotator = c.from.Annotator.text }()
	}
	out := change.Position{Line: p.at.Line, Date: p.Date.Date, Order: p.Order.value, Certainty: certainty(p.Certainty),
		Attribution: p.Attribution.text, CameoCode: p.CameoCode.text, PloverCode: p.PloverCode.text, Note: p.Note.text}
	if p.Position.at != (loaders.Place{}) {
		c.joins(p)
		out.Key, out.Joins = c.ref(demand.KindPosition, p.Position), true
	} else {
		c.needs(p.at, p.Actor, "actor")
		c.needs(p.at, p.Kind, "kind")
		c.needs(p.at, p.Demand, "demand")
		if p.Phase.text != "" && p.Event.text == "" {
			c.fault(p.Phase.at, "phase %s is seen from an event, but there is no event", p.Phase.text)
		}
		out.Key = c.describes(demand.KindPosition, p.Key)
		out.Actor, out.For = c.ref(demand.KindActor, p.Actor), c.ref(demand.KindActor, p.For)
		out.Kind, out.Demand = demand.PositionKind(p.Kind.text), c.ref(demand.KindDemand, p.Demand)
		out.AccordingTo, out.Event = c.ref(demand.KindActor, p.AccordingTo), c.ref(demand.KindEvent, p.Event)
		out.Phase, out.Place = demand.Phase(p.Phase.text), c.ref(demand.KindRegion, p.Place)
	}
	out.Evidence = c.evidence(p.Evidence)
	c.to.Positions = append(c.to.Positions, out)
}

// joins checks that a telling of an act described elsewhere does not describe it.
func (c *converter) joins(p *position) {
	for _, f := range []struct {
		name string
		word word
	}{
		{"key", p.Key}, {"actor", p.Actor}, {"for", p.For}, {"kind", p.Kind}, {"demand", p.Demand},
		{"accordingTo", p.AccordingTo}, {"event", p.Event}, {"phase", p.Phase}, {"place", p.Place},
	} {
		if f.word.at != (loaders.Place{}) {
			c.fault(f.word.at, "%s does not go with position: an act is described where its key is given, here only told of once more", f.name)
		}
	}
}

// needs reports a field that is missing; one that could not be read was reported before.
func (c *converter) needs(at loaders.Place, w word, name string) {
	if w.at == (loaders.Place{}) {
		c.fault(at, "%s is missing", name)
	}
}

func (c *converter) mention(m *mention) {
	out := change.Mention{Line: m.at.Line}
	for _, k := range m.Actors {
		out.Actors = append(out.Actors, c.ref(demand.KindActor, k))
	}
	for _, k := range m.Regions {
		out.Regions = append(out.Regions, c.ref(demand.KindRegion, k))
	}
	for _, k := range m.Topics {
		out.Topics = append(out.Topics, c.ref(demand.KindTopic, k))
	}
	if len(m.Actors)+len(m.Regions)+len(m.Topics)+len(m.Labels) == 0 {
		c.fault(m.at, "a mention names an actor, a region or a topic, or has labels")
	}
	if m.Exact.text == "" && m.Start.value == nil {
		c.fault(m.at, "exact is missing")
		return
	}
	if a, ok := c.annotation(m.at, &m.span); ok {
		out.Annotation = a
		c.to.Mentions = append(c.to.Mentions, out)
	}
}

func (w words) texts() []string {
	var texts []string
	for _, word := range w {
		texts = append(texts, word.text)
	}
	return texts
}

// name is what people call the document: its article's key, or its number in the file.
func (c *converter) name(number int) string {
	if c.to.Article != nil && c.to.Article.Key != "" {
		return c.to.Article.Key
	}
	return fmt.Sprintf("document %d", number)
}
