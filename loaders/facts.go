package loaders

import (
	"fmt"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// fact is one field that a document gives a node. Documents that give one field
// of a node different values contradict each other.
type fact struct {
	node  demand.Ref
	field string // as messages name it
	value string
	line  int
}

// facts is what a document says and needs, as far as other documents are concerned.
type facts struct {
	doc      *change.Document
	said     []fact
	gives    map[need]bool
	replaces map[demand.Ref]bool
	// describes are the nodes that the document makes or adds to, refers those it
	// only names; both with the line where it does so first.
	describes map[demand.Ref]int
	refers    map[demand.Ref]int
	order     []demand.Ref // of describes and refers
	claims    int          // about so many rows to write
}

// factsOf reads the facts out of a document.
func factsOf(doc *change.Document) *facts {
	f := &facts{doc: doc, gives: map[need]bool{}, replaces: map[demand.Ref]bool{}, describes: map[demand.Ref]int{}, refers: map[demand.Ref]int{}}
	if doc.Article != nil {
		f.article(doc.Article)
	}
	for i := range doc.Articles {
		f.article(&doc.Articles[i])
	}
	for i := range doc.Actors {
		f.actor(&doc.Actors[i])
	}
	for i := range doc.Regions {
		f.region(&doc.Regions[i])
	}
	for _, t := range doc.Topics {
		f.node(demand.KindTopic, t.Key, t.Line, t.Replaces).made(t.Review).says("name", t.Name, "description", t.Description)
	}
	for i := range doc.Events {
		f.event(&doc.Events[i])
	}
	for i := range doc.Demands {
		f.demand(&doc.Demands[i])
	}
	for i := range doc.Terms {
		f.term(&doc.Terms[i])
	}
	for i := range doc.Positions {
		f.position(&doc.Positions[i])
	}
	for _, m := range doc.Mentions {
		f.shown([]change.Annotation{m.Annotation}, m.Line)
		f.refer(demand.KindActor, m.Line, m.Actors...)
		f.refer(demand.KindRegion, m.Line, m.Regions...)
		f.refer(demand.KindTopic, m.Line, m.Topics...)
	}
	f.claims += len(f.order)
	return f
}

// described is a node that is being described.
type described struct {
	of   *facts
	ref  demand.Ref
	line int
	// yields: what it says counts only as long as others do not describe the node, and
	// so contradicts nothing (demand.ReviewedName is false).
	yields bool
}

func (f *facts) node(kind demand.NodeKind, key string, line int, replaces bool) described {
	ref := demand.Ref{Kind: kind, Key: key}
	if _, again := f.describes[ref]; !again {
		f.describes[ref] = line
		f.order = append(f.order, ref)
	}
	if replaces {
		f.replaces[ref] = true
	}
	return described{of: f, ref: ref, line: line}
}

// says adds fields with their values, in turn; empty values say nothing.
func (n described) says(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			if !n.yields {
				n.of.said = append(n.of.said, fact{n.ref, pairs[i], pairs[i+1], n.line})
			}
			n.of.gives[need{n.ref, pairs[i]}] = true
		}
	}
}

// made notes whether the node was made of a name.
func (n described) made(review change.Review) described {
	n.yields = review == change.Unreviewed
	return n
}

func (f *facts) refer(kind demand.NodeKind, line int, keys ...string) {
	for _, key := range keys {
		ref := demand.Ref{Kind: kind, Key: key}
		if _, known := f.refers[ref]; key != "" && !known {
			f.refers[ref] = line
			f.order = append(f.order, ref)
		}
	}
}

// shown notes the annotations that show something.
func (f *facts) shown(all []change.Annotation, line int) {
	for i := range all {
		a := &all[i]
		article := a.Article
		switch {
		case article != "":
		case f.doc.Article != nil:
			article = f.doc.Article.Key
		default:
			continue
		}
		annotator := a.Annotator
		if annotator == "" {
			annotator = f.doc.Annotator
		}
		f.node(demand.KindAnnotation, demand.AnnotationKey(article, demand.Span{Start: a.Start, End: a.End, Exact: a.Exact,
			Prefix: a.Prefix, Suffix: a.Suffix, Occurrence: a.Occurrence}, annotator), line, false)
	}
}

func (f *facts) article(a *change.Article) {
	f.node(demand.KindArticle, a.Key, a.Line, a.Replaces).says("title", a.Title, "url", a.URL, "publisher", a.Publisher,
		"publishedAt", a.PublishedAt.String(), "language", a.Language, "text", a.Text, "extent", string(a.Extent), "sha256", a.SHA256)
}

func (f *facts) actor(a *change.Actor) {
	n := f.node(demand.KindActor, a.Key, a.Line, a.Replaces).made(a.Review)
	n.says("name", a.Name, "type", string(a.Type), "description", a.Description, "cameoCode", a.CameoCode, "iso3", a.ISO3, "wikidataId", a.WikidataID)
	for _, x := range a.Affiliations {
		f.refer(demand.KindActor, a.Line, x.With)
		f.shown(x.Evidence, a.Line)
		which := fmt.Sprintf(" as %s of %s", x.Role, x.With)
		if !x.From.IsZero() {
			which += " from " + x.From.String()
		}
		n.says("title"+which, x.Title, "to"+which, x.To.String())
	}
}

func (f *facts) region(r *change.Region) {
	n := f.node(demand.KindRegion, r.Key, r.Line, r.Replaces).made(r.Review)
	n.says("name", r.Name, "type", string(r.Type), "isoCode", r.ISOCode, "geonamesId", r.GeonamesID, "wikidataId", r.WikidataID, "boundary", r.Boundary)
	if r.Location != nil {
		n.says("location", fmt.Sprint(*r.Location))
	}
	f.references(demand.KindRegion, r.PartOf, r.Line)
}

func (f *facts) references(kind demand.NodeKind, all []change.Reference, line int) {
	for _, r := range all {
		f.refer(kind, line, r.Key)
		f.shown(r.Evidence, line)
	}
}

func (f *facts) event(e *change.Event) {
	n := f.node(demand.KindEvent, e.Key, e.Line, e.Replaces).made(e.Review)
	n.says("name", e.Name, "type", string(e.Type), "start", e.Start.String(), "end", e.End.String(), "place", e.Place)
	f.refer(demand.KindRegion, e.Line, e.Place)
	for _, p := range e.Participants {
		f.refer(demand.KindActor, e.Line, p.Actor)
		f.shown(p.Evidence, e.Line)
		role := p.Role
		if role == "" {
			role = demand.ParticipantRoleParticipant
		}
		n.says("role of participant "+p.Actor, string(role))
	}
	f.shown(e.Evidence, e.Line)
}

func (f *facts) demand(d *change.Demand) {
	n := f.node(demand.KindDemand, d.Key, d.Line, d.Replaces)
	n.says("summary", d.Summary, "description", d.Description, "cameoCode", d.CameoCode, "ploverCode", d.PloverCode)
	f.references(demand.KindActor, d.Addressees, d.Line)
	f.references(demand.KindRegion, d.Regions, d.Line)
	f.references(demand.KindTopic, d.Topics, d.Line)
	for _, r := range d.Relations {
		f.refer(demand.KindDemand, d.Line, r.Demand)
		f.shown(r.Evidence, d.Line)
	}
	f.shown(d.Evidence, d.Line)
}

func (f *facts) term(t *change.Term) {
	key := t.Key
	if key == "" {
		key = demand.TermKey(t.Demand, t.Kind, t.OfferedBy, t.AccordingTo, t.Summary)
	}
	n := f.node(demand.KindTerm, key, t.Line, false)
	n.says("kind", string(t.Kind), "summary", t.Summary, "demand", t.Demand, "offeredBy", t.OfferedBy, "requires", t.Requires, "accordingTo", t.AccordingTo)
	f.refer(demand.KindDemand, t.Line, t.Demand, t.Requires)
	f.refer(demand.KindActor, t.Line, t.OfferedBy, t.AccordingTo)
	f.shown(t.Evidence, t.Line)
}

func (f *facts) position(p *change.Position) {
	f.shown(p.Evidence, p.Line)
	if p.Joins {
		f.refer(demand.KindPosition, p.Line, p.Key)
		return
	}
	key := p.Key
	if key == "" {
		key = demand.PositionKey(demand.Act{Kind: p.Kind, Taker: p.Actor, For: p.For, Demand: p.Demand, AccordingTo: p.AccordingTo,
			Event: p.Event, Phase: p.Phase, Date: p.Date})
	}
	n := f.node(demand.KindPosition, key, p.Line, false)
	n.says("kind", string(p.Kind), "actor", p.Actor, "for", p.For, "demand", p.Demand, "accordingTo", p.AccordingTo,
		"event", p.Event, "phase", string(p.Phase), "place", p.Place)
	f.refer(demand.KindActor, p.Line, p.Actor, p.For, p.AccordingTo)
	f.refer(demand.KindDemand, p.Line, p.Demand)
	f.refer(demand.KindEvent, p.Line, p.Event)
	f.refer(demand.KindRegion, p.Line, p.Place)
}

// required are the fields that a node of each kind must have from some document.
var required = func() map[demand.NodeKind][]string {
	all := map[demand.NodeKind][]string{}
	for _, kind := range demand.Kinds {
		for _, p := range kind.Props {
			list := p.Type == demand.Strings || p.Type == demand.Texts
			if p.Required && !p.Derived && !list && kind.Name != demand.KindArticle && kind.Name != demand.KindImport {
				all[kind.Name] = append(all[kind.Name], p.Name)
			}
		}
	}
	return all
}()

// kindName is what messages call a kind.
func kindName(kind demand.NodeKind) string { return strings.ToLower(string(kind)) }
