package events

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
)

// maxRows is how many rows one document is of at most.
const maxRows = 400

// Builder turns the rows of one file into documents, and hands each over.
type Builder struct {
	src     *loaders.Source
	format  string
	all     bool
	yield   func(*loaders.Record) error
	windows windows
	counts  counts

	label   string // of the rows at hand
	rows    []*Row
	threats []*Row         // that wait for the end of the label
	parts   map[string]int // documents by label

	doc       *change.Document
	described map[any]bool // what the document at hand describes
}

// newBuilder makes a builder of the documents of a source.
func newBuilder(format string, src *loaders.Source, o Options, yield func(*loaders.Record) error) (*Builder, error) {
	w, err := ParseWindow(string(o.Window))
	if err != nil {
		return nil, err
	}
	return &Builder{src: src, format: format, all: o.All, yield: yield, windows: windows{of: w}, parts: map[string]int{}}, nil
}

// Add takes the next row. Rows of one label, a day, that stand together become one document,
// or several where they are many.
func (b *Builder) Add(label string, r *Row) error {
	if label != b.label {
		if err := b.flush(true); err != nil {
			return err
		}
		b.label = label
	}
	if len(b.rows) >= maxRows {
		if err := b.flush(false); err != nil {
			return err
		}
	}
	b.rows = append(b.rows, r)
	return nil
}

// Left counts a row that is left out since its code makes and answers no demand.
func (b *Builder) Left() { b.counts.rows++; b.counts.other++ }

// Reject hands over a row that cannot be read.
func (b *Builder) Reject(line int, record, reason string) error {
	b.counts.rows++
	name := record
	if name == "" {
		name = fmt.Sprintf("line %d", line)
	}
	return b.yield(&loaders.Record{Name: name, Line: line, Problems: []loaders.Problem{{File: b.src.Path,
		Place: loaders.Place{Line: line}, Record: record, Message: reason}}})
}

// Warn hands over a warning.
func (b *Builder) Warn(line int, record, message string) error {
	return b.yield(&loaders.Record{Name: b.format, Line: line, Warnings: []loaders.Problem{{File: b.src.Path,
		Place: loaders.Place{Line: line}, Record: record, Message: message}}})
}

// Close hands over the last document, and a warning that says what became of all rows.
func (b *Builder) Close() error {
	if err := b.flush(true); err != nil {
		return err
	}
	return b.Warn(0, "", b.counts.String())
}

// flush makes a document of the rows at hand. Threats wait for the last document of their
// label, since they may stand before the demand that they go with.
func (b *Builder) flush(last bool) error {
	if len(b.rows)+len(b.threats) == 0 {
		return nil
	}
	b.parts[b.label]++
	name := b.label
	if n := b.parts[b.label]; n > 1 {
		name += fmt.Sprintf(".%d", n)
	}
	line := slices.Concat(b.rows, b.threats)[0].Line
	b.doc = &change.Document{Format: b.format, Source: b.src.Path + "#" + name, Path: b.src.Name + "#" + name}
	b.described = map[any]bool{}
	byDate(b.rows)
	for _, r := range b.rows {
		b.row(r)
	}
	b.rows = b.rows[:0]
	if last || len(b.threats) >= maxRows {
		byDate(b.threats)
		for _, r := range b.threats {
			b.threat(r)
		}
		b.threats = b.threats[:0]
	}
	doc := b.doc
	b.doc, b.described = nil, nil
	if len(doc.Positions)+len(doc.Events)+len(doc.Terms) == 0 {
		return nil
	}
	return b.yield(&loaders.Record{Document: doc, Name: name, Line: line})
}

// byDate sorts rows by day, those of one day as they stand in the file.
func byDate(rows []*Row) {
	slices.SortStableFunc(rows, func(a, b *Row) int { return a.Date.Compare(b.Date) })
}

// row adds a row.
func (b *Builder) row(r *Row) {
	b.counts.rows++
	switch m := r.meaningOf(); {
	case m.act == threat:
		b.threats = append(b.threats, r)
	case r.Source == nil && m.act != other:
		b.counts.nobody++
		b.event(r, m)
	case m.act == makes:
		b.makes(r, m)
	case m.act == answers:
		b.answers(r, m)
	default:
		b.event(r, m)
	}
}

// threat adds a threat to the demands that it goes with.
func (b *Builder) threat(r *Row) {
	m := r.meaningOf()
	found := b.windows.threatened(r, m)
	if found == nil {
		b.counts.threats++
		b.event(r, m)
	}
	for _, d := range found {
		b.term(r, m, d)
	}
}

// makes adds a demand, and the act that makes it.
func (b *Builder) makes(r *Row, m meaning) {
	d, opened := b.windows.made(r, m)
	kind := demand.PositionKindReiterates
	if opened || d.first == r.Date && d.firstBy == r.Source.key {
		kind = demand.PositionKindDemands
	}
	if d.last.Compare(r.Date) < 0 {
		d.last = r.Date
	}
	b.counts.demands++
	if r.Target == nil {
		b.counts.unaddressed++
	}
	if opened {
		b.counts.opened++
	}
	b.position(r, kind, d)
	if m.ultimatum {
		b.term(r, m, d)
	}
}

// answers adds an answer to a demand.
func (b *Builder) answers(r *Row, m meaning) {
	d := b.windows.answered(r, m.asks)
	if d == nil {
		b.counts.unasked++
		b.event(r, m)
		return
	}
	b.counts.answers++
	b.position(r, m.answer, d)
}

// position adds an act on a demand, one telling for each article that shows it.
func (b *Builder) position(r *Row, kind demand.PositionKind, d *open) {
	b.demand(d)
	b.party(r.Source)
	p := change.Position{Line: r.Line, Actor: r.Source.key, For: r.Source.behalf(), Kind: kind, Demand: d.demand.Key, Date: r.Date,
		Certainty: demand.CertaintyReported, CameoCode: r.Code, PloverCode: r.Plover, Note: r.Note}
	if r.Place != nil { // what is said at two places on one day is said twice
		b.place(r.Place)
		p.Place = r.Place.key
		p.Key = demand.HashedKey(demand.PositionKey(demand.Act{Kind: kind, Taker: p.Actor, For: p.For, Demand: p.Demand, Date: p.Date}), "place", p.Place)
	}
	b.tell(r, func(evidence []change.Annotation) {
		p.Evidence = evidence
		b.doc.Positions = append(b.doc.Positions, p)
	})
}

// term adds a threat to a demand.
func (b *Builder) term(r *Row, m meaning, d *open) {
	b.counts.terms++
	b.demand(d)
	key, _ := r.Source.principal()
	t := change.Term{Line: r.Line, Demand: d.demand.Key, Kind: demand.TermKindOtherwise, Summary: m.label, OfferedBy: key, Certainty: demand.CertaintyReported}
	b.party(r.Source)
	b.tell(r, func(evidence []change.Annotation) {
		t.Evidence = evidence
		b.doc.Terms = append(b.doc.Terms, t)
	})
}

// tell adds what each article of a row tells; a row without any tells once.
func (b *Builder) tell(r *Row, add func([]change.Annotation)) {
	for i := range r.Shown {
		add([]change.Annotation{b.shown(r, &r.Shown[i])})
	}
	if len(r.Shown) == 0 {
		add(nil)
	}
}

// shown describes an article, and gives the annotation of it.
func (b *Builder) shown(r *Row, s *Shown) change.Annotation {
	if !b.described[s.Article.Key] {
		b.described[s.Article.Key] = true
		article := s.Article
		article.Line = r.Line
		b.doc.Articles = append(b.doc.Articles, article)
	}
	a := s.Annotation
	a.Article = s.Article.Key
	return a
}

// demand describes a demand once in a document.
func (b *Builder) demand(d *open) {
	if b.described[d] {
		return
	}
	b.described[d] = true
	b.party(d.by)
	b.party(d.of)
	b.doc.Demands = append(b.doc.Demands, d.demand)
}

func (b *Builder) party(p *Party) {
	if p == nil || b.described[p] {
		return
	}
	b.described[p] = true
	for _, it := range p.describes {
		id := actorID{key: it.Key}
		if len(it.Affiliations) > 0 {
			id.with = it.Affiliations[0].With
		}
		if !b.described[id] {
			b.described[id] = true
			b.doc.Actors = append(b.doc.Actors, it)
		}
	}
}

// actorID is an actor with the state that it belongs to.
type actorID struct{ key, with string }

func (b *Builder) place(p *Place) {
	if b.described[p] {
		return
	}
	b.described[p] = true
	for _, it := range p.describes {
		if id := (regionID{it.Key}); !b.described[id] {
			b.described[id] = true
			b.doc.Regions = append(b.doc.Regions, it)
		}
	}
}

type regionID struct{ key string }

// event adds a row as an event when all rows are asked for. Rows that are alike but for the
// article are one event.
func (b *Builder) event(r *Row, m meaning) {
	if !b.all {
		return
	}
	b.counts.events++
	parts := []string{"event of event data", r.Code, r.Plover, r.Mode, r.Date.String()}
	var names []string
	e := change.Event{Line: r.Line, Type: eventType(r), Start: r.Date}
	for _, p := range []*Party{r.Source, r.Target} {
		if p == nil {
			parts, names = append(parts, ""), append(names, "")
			continue
		}
		b.party(p)
		parts, names = append(parts, p.key), append(names, p.name)
		if !slices.ContainsFunc(e.Participants, func(x change.Participant) bool { return x.Actor == p.key }) {
			e.Participants = append(e.Participants, change.Participant{Actor: p.key, Role: demand.ParticipantRoleParticipant})
		}
	}
	if r.Place != nil {
		b.place(r.Place)
		e.Place = r.Place.key
	}
	e.Name = lowerFirst(m.label)
	if names[0] != "" {
		e.Name = names[0] + ": " + e.Name
	}
	if names[1] != "" {
		e.Name += " (" + names[1] + ")"
	}
	e.Key = demand.HashedKey(join(r.Date.String(), strings.ToLower(r.topic())), append(parts, e.Place)...)
	for i := range r.Shown {
		e.Evidence = append(e.Evidence, b.shown(r, &r.Shown[i]))
	}
	b.doc.Events = append(b.doc.Events, e)
}

// eventType is the type of event that a row of its code is.
func eventType(r *Row) demand.EventType {
	switch {
	case r.Code == "041":
		return demand.EventTypeCall
	case strings.HasPrefix(r.Code, "04"), r.Plover == "CONSULT":
		return demand.EventTypeMeeting
	case strings.HasPrefix(r.Code, "18"), strings.HasPrefix(r.Code, "19"), strings.HasPrefix(r.Code, "20"), r.Plover == "ASSAULT":
		return demand.EventTypeAttack
	}
	return demand.EventTypeOther
}
