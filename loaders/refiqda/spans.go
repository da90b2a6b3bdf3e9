package refiqda

import (
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// spans adds the selections of a document, a span for each coding.
func (r *reader) spans(d *document) {
	r.user(d, d.of.User, d.of.place(), "the source")
	text, offsets := annotated.NewText(d.Text), annotated.NewOffsets(d.Text, r.reading.Unit)
	for i := range d.of.Selections {
		s := &d.of.Selections[i]
		at := s.place()
		where := "selection " + cut(string(s.GUID))
		r.once(d.Draft, at, s.GUID, "selection")
		span := annotated.Span{Where: where, ID: string(s.GUID), Place: at, Note: strings.TrimSpace(s.Note)}
		span.Annotator = r.user(d, s.User, at, where)
		if len(d.Problems) == 0 || !d.NoText { // else all positions are wrong
			from, to, err := s.position(r.reading, offsets)
			if err != nil {
				r.bad(d.Draft, at, "%s: %v; export the project again, or the text is not the one that was coded", where, err)
			} else if span.Pieces = []annotated.Piece{{Start: from, End: to}}; isName(text, from, to, s.Name) && !strings.HasSuffix(s.Name, "…") {
				span.Quote = text.Slice(from, to)
			}
		}
		if len(s.Codings) == 0 {
			d.Count("selections without a code")
			continue
		}
		r.selections[s.GUID] = place{d, len(d.Spans)}
		for _, c := range s.Codings {
			r.once(d.Draft, at, c.GUID, "coding")
			r.coding(d, span, c)
		}
	}
}

// coding adds the span of one coding of a selection.
func (r *reader) coding(d *document, span annotated.Span, c coding) {
	code, known := r.codes[c.Code.To]
	if !known {
		r.bad(d.Draft, span.Place, "%s: its code %s is not there; export the project again", span.Where, cut(string(c.Code.To)))
	}
	span.Label = code.name
	if code.path != "" {
		span.Attributes = map[string][]string{"path": {code.path}}
	}
	if by := r.user(d, c.User, span.Place, span.Where); by != "" {
		span.Annotator = by
	}
	d.Spans = append(d.Spans, span)
}

// user is the name of a user, "" for none.
func (r *reader) user(d *document, id guid, at loaders.Place, where string) string {
	name, known := r.users[id]
	if id != "" && !known {
		r.bad(d.Draft, at, "%s is by the user %s, who is not there; export the project again", where, cut(string(id)))
	}
	return name
}

// links adds the links between selections of one document, and counts the others.
func (r *reader) links() {
	for i := range r.project.Links {
		l := &r.project.Links[i]
		r.once(r.stray, l.place(), l.GUID, "link")
		from, fromCoded := r.selections[l.Origin]
		to, toCoded := r.selections[l.Target]
		switch {
		case fromCoded && toCoded && from.of == to.of:
			from.of.Links = append(from.of.Links, annotated.Link{ID: string(l.GUID), Role: l.Name, Head: from.span, Tail: to.span,
				Place: l.place(), Where: "link " + cut(string(l.GUID))})
		case fromCoded && toCoded:
			r.count("links between selections of two sources", 1)
		default:
			for _, end := range []guid{l.Origin, l.Target} {
				if !r.seen[end] {
					d := r.stray
					if fromCoded {
						d = from.of.Draft
					} else if toCoded {
						d = to.of.Draft
					}
					r.bad(d, l.place(), "link %s (%s) is of %s, which is not there; export the project again", cut(string(l.GUID)), cut(l.Name), cut(string(end)))
				}
			}
			if r.seen[l.Origin] && r.seen[l.Target] {
				r.count("links that are not between two coded selections", 1)
			}
		}
	}
}
