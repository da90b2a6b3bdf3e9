package annotated

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"
)

// maxShown is how much of a quote a message shows, in code points.
const maxShown = 60

// problem makes a problem of the span; File and Record are filled in later.
func (s *Span) problem(format string, args ...any) loaders.Problem {
	return loaders.Problem{Place: s.Place, Message: s.name() + ": " + fmt.Sprintf(format, args...)}
}

// name is what messages call the span.
func (s *Span) name() string { return named("span", s.Where, s.ID, s.Label) }

// name is what messages call the link.
func (l *Link) name() string { return named("link", l.Where, l.ID, l.Role) }

func named(what, where, id, label string) string {
	switch {
	case where != "":
		return fmt.Sprintf("%s (%s)", where, label)
	case id != "":
		return fmt.Sprintf("%s (%s)", id, label)
	}
	return what + " " + label
}

// Check says what is wrong with a document's spans and links: pieces that are not in
// the text or overlap, quotes that are not what the text has there, links to spans
// that are not there. It warns where spans cut words in a text in which tools are
// known to miscount.
func (d *Document) Check() (problems, warnings []loaders.Problem) {
	text := NewText(d.Text)
	var cut []*Span
	for i := range d.Spans {
		s := &d.Spans[i]
		if problem := s.misplaced(text, d.Text == ""); problem != "" {
			problems = append(problems, s.problem("%s", problem))
			continue
		}
		if s.Quote != "" && len(s.Pieces) > 0 && d.Text != "" {
			if have := text.Join(s.Pieces); !sameWords(have, s.Quote) {
				problems = append(problems, s.problem("the file quotes %s, but the text has %s at %s", shown(s.Quote), shown(have), s.offsets()))
			}
		}
		for _, p := range s.Pieces {
			if d.Text != "" && (text.cutsWord(p.Start) || text.cutsWord(p.End)) {
				cut = append(cut, s)
				break
			}
		}
	}
	if len(cut) > 0 && miscounted(d.Text) {
		p := cut[0].Pieces[0]
		warnings = append(warnings, cut[0].problem("%s inside a word, the first is %s at %s; the text has characters that tools count differently, so the offsets may be shifted",
			spansCut(len(cut)), shown(text.Slice(p.Start, p.End)), cut[0].offsets()))
	}
	for i := range d.Links {
		l := &d.Links[i]
		if min(l.Head, l.Tail) < 0 || max(l.Head, l.Tail) >= len(d.Spans) {
			problems = append(problems, loaders.Problem{Place: l.Place, Message: l.name() + ": an end of the link is no span of the document"})
		}
	}
	for _, group := range d.Same {
		if slices.ContainsFunc(group, func(i int) bool { return i < 0 || i >= len(d.Spans) }) {
			problems = append(problems, loaders.Problem{Place: loaders.Place{Line: d.Line}, Message: "a group of spans that are the same names one that is not there"})
		}
	}
	return problems, warnings
}

// misplaced says what is wrong with the offsets of a span, or "".
func (s *Span) misplaced(text *Text, noText bool) string {
	for i, p := range s.Pieces {
		switch {
		case p.Start < 0:
			return fmt.Sprintf("start %d is before the text", p.Start)
		case p.End <= p.Start:
			return fmt.Sprintf("end %d is not after start %d", p.End, p.Start)
		case !noText && p.End > text.Len():
			return fmt.Sprintf("end is %d, but the text has %d code points", p.End, text.Len())
		case i > 0 && p.Start < s.Pieces[i-1].End:
			return fmt.Sprintf("its pieces %d-%d and %d-%d overlap or are not in order", s.Pieces[i-1].Start, s.Pieces[i-1].End, p.Start, p.End)
		}
	}
	return ""
}

// offsets are the pieces, for messages.
func (s *Span) offsets() string {
	var all []string
	for _, p := range s.Pieces {
		all = append(all, fmt.Sprintf("%d-%d", p.Start, p.End))
	}
	return strings.Join(all, ";")
}

// miscounted reports whether a text has what tools count in different ways: characters
// above U+FFFF, or CRLF.
func miscounted(text string) bool {
	return strings.Contains(text, "\r\n") || strings.IndexFunc(text, func(r rune) bool { return r > 0xFFFF }) >= 0
}

func spansCut(n int) string {
	if n == 1 {
		return "one span begins or ends"
	}
	return fmt.Sprintf("%d spans begin or end", n)
}

// shown is a quote for messages, on one line.
func shown(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > maxShown {
		s = string([]rune(s)[:maxShown-1]) + "…"
	}
	return `"` + s + `"`
}
