package brat

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// build makes the document of the lines: spans in the order of the file, then those of
// triggers that have more events than one.
func (b *builder) build(o annotated.Options) {
	var at map[*line]placed
	if b.hasText {
		at = b.place(o)
	}
	b.spans(at)
	if b.tabbed {
		b.warn(b.lines[0], "TABs stand between types and offsets, where brat writes a blank: read as a blank")
	}
	slices.SortStableFunc(b.doc.Problems, func(p, q loaders.Problem) int {
		return cmp.Or(slices.Index(b.documents, p.File)-slices.Index(b.documents, q.File), p.Line-q.Line)
	})
	if b.untold > 0 {
		b.doc.Problems = append(b.doc.Problems, loaders.Problem{File: b.documents[0], Record: b.doc.Name,
			Message: fmt.Sprintf("and %d more problems", b.untold)})
	}
}

// graph is what the lines of a document are as spans.
type graph struct {
	*builder
	events map[*line][]*line // by trigger, in the order of the file
	span   map[*line]int     // of a text-bound annotation or an event
	links  map[*line]int     // of a relation
	notes  map[int][]string  // by span
}

func (b *builder) spans(at map[*line]placed) {
	g := &graph{b, map[*line][]*line{}, map[*line]int{}, map[*line]int{}, map[int][]string{}}
	for _, l := range b.lines {
		if l.kind == 'E' && !l.bad {
			t := g.find(l, l.args[0], "T")
			if t != nil && len(g.events[t]) == maxEvents {
				g.problem(l, l.args[0].at, "%s is the trigger of more than %d events", t.id, maxEvents)
			} else if t != nil {
				g.events[t] = append(g.events[t], l)
			}
		}
	}
	for _, l := range b.lines {
		if l.kind == 'T' {
			g.add(l, l.id, l.label, at[l])
		}
	}
	for _, t := range b.lines {
		for i, e := range g.events[t] {
			if e.label != t.label {
				b.warn(e, "%s is of type %s and its trigger %s of type %s: read as %s", e.id, clip(e.label), t.id, clip(t.label), clip(e.label))
			}
			if i == 0 {
				g.span[e] = g.span[t]
				b.doc.Spans[g.span[e]].Label = e.label
			} else {
				g.add(e, e.id, e.label, at[t])
			}
			b.doc.Spans[g.span[e]].Trigger = true
		}
	}
	for _, l := range b.lines {
		if l.bad {
			continue
		}
		switch l.kind {
		case 'E':
			g.event(l)
		case 'R':
			g.relation(l)
		case '*':
			g.equivalence(l)
		}
	}
	for _, l := range b.lines {
		if !l.bad && (l.kind == 'A' || l.kind == 'N' || l.kind == '#') {
			g.remark(l)
		}
	}
	for at, notes := range g.notes {
		b.doc.Spans[at].Note = strings.Join(notes, "\n")
	}
	g.cycles()
}

// add adds a span of a line.
func (g *graph) add(l *line, id, label string, at placed) {
	g.span[l] = len(g.doc.Spans)
	s := annotated.Span{ID: id, Label: label, Pieces: at.pieces, Quote: at.quote}
	s.Place, s.Where = l.where()
	g.doc.Spans = append(g.doc.Spans, s)
}

// where is a line's place in the document's file; in words for the second file.
func (l *line) where() (loaders.Place, string) {
	if l.beyond {
		return loaders.Place{}, fmt.Sprintf("%s, line %d", path.Base(l.file), l.number)
	}
	return loaders.Place{Line: l.number, Column: 1}, ""
}

// find is the line that an argument refers to, one of the kinds. It is nil when there is
// none, which is then told.
func (g *graph) find(l *line, a argument, kinds string) *line {
	to := g.ids[a.id]
	switch {
	case to == nil:
		g.problem(l, a.at, "%s refers to %s, which is not in the file", l.name(), clip(a.id))
	case !strings.ContainsRune(kinds, rune(to.kind)):
		g.problem(l, a.at, "%s refers to %s, which is %s; expected %s", l.name(), a.id, kindNames[to.kind], oneOf(kinds))
		return nil
	}
	return to
}

func (l *line) name() string {
	if l.kind == '*' {
		return "the equivalence"
	}
	return l.id
}

var kindNames = map[byte]string{'T': "a span", 'E': "an event", 'R': "a relation", 'A': "an attribute", 'N': "a normalisation", '#': "a note"}

func oneOf(kinds string) string {
	var names []string
	for _, kind := range []byte(kinds) {
		names = append(names, kindNames[kind])
	}
	return strings.Join(names, " or ")
}
