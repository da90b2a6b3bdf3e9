package annotated

import (
	"sort"
	"strings"

	"demandgraph/change"

	"github.com/rivo/uniseg"
)

// contextLength is how much of the text around its words an annotation keeps, in code points.
const contextLength = 32

// words are what a span covers, pieces joined by a blank.
func (m *mapper) words(i int) string {
	s := &m.doc.Spans[i]
	if len(s.Pieces) == 0 || m.doc.Text == "" {
		return s.Quote
	}
	return m.text.Join(s.Pieces)
}

// annotation is a span as the graph keeps it: from its first piece's start to its
// last one's end.
func (m *mapper) annotation(i int) change.Annotation {
	s := &m.doc.Spans[i]
	a := change.Annotation{Labels: []string{s.Label}, Confidence: s.Confidence, Annotator: s.Annotator}
	if a.Confidence == nil {
		a.Confidence = m.spans[i].says.confidence
	}
	switch {
	case len(s.Pieces) > 0 && m.doc.Text != "":
		m.stretch(&a, s.Pieces[0].Start, s.Pieces[len(s.Pieces)-1].End)
	case s.Quote != "":
		a.Exact, a.Prefix, a.Suffix = s.Quote, s.Prefix, s.Suffix
	}
	return m.made(a)
}

// made fills in who annotated, and with what.
func (m *mapper) made(a change.Annotation) change.Annotation {
	if a.Annotator == "" {
		a.Annotator = m.doc.Meta.Annotator
	}
	a.Tool = m.doc.Meta.Tool
	return a
}

// stretch puts an annotation on a part of the text.
func (m *mapper) stretch(a *change.Annotation, start, end int) {
	a.Start, a.End = &start, &end
	a.Exact = m.text.Slice(start, end)
	if !m.doc.Rebuilt { // blanks between tokens are not the article's
		a.Prefix = m.text.Slice(max(0, start-contextLength), start)
		a.Suffix = m.text.Slice(end, min(m.text.Len(), end+contextLength))
	}
}

// evidence are annotations of spans, which are thereby shown.
func (m *mapper) evidence(spans ...int) []change.Annotation {
	var all []change.Annotation
	for _, i := range spans {
		m.spans[i].shown = true
		all = append(all, m.annotation(i))
	}
	return all
}

// sentence is the part of the text from the beginning of the sentence in which one span
// stands to the end of that of another, by Unicode's rules (UAX #29) and by line; start and
// end are code points. Without a text it is the words of the spans.
func (m *mapper) sentence(spans ...int) (start, end int, words string) {
	from, to := -1, -1
	var quotes []string
	for _, i := range spans {
		p := m.doc.Spans[i].Pieces
		quotes = append(quotes, m.words(i))
		if len(p) == 0 || m.doc.Text == "" {
			continue
		}
		if from < 0 || p[0].Start < from {
			from = p[0].Start
		}
		to = max(to, p[len(p)-1].End)
	}
	if from < 0 {
		return 0, 0, strings.Join(quotes, " … ")
	}
	if m.sentences == nil {
		m.sentences = sentences(m.doc.Text)
	}
	start = m.sentences[max(0, sort.Search(len(m.sentences), func(i int) bool { return m.sentences[i].Start > from })-1)].Start
	end = m.sentences[sort.Search(len(m.sentences)-1, func(i int) bool { return m.sentences[i].End >= to })].End
	whole := m.text.Slice(start, end)
	trimmed := strings.TrimSpace(whole)
	if trimmed == "" {
		return from, to, ""
	}
	start += len([]rune(whole[:strings.Index(whole, trimmed)]))
	return start, start + len([]rune(trimmed)), oneLine(trimmed)
}

// sentences divides a text into sentences, in code points.
func sentences(text string) []Piece {
	all := []Piece{}
	at, state := 0, -1
	for text != "" {
		var sentence string
		sentence, text, state = uniseg.FirstSentenceInString(text, state)
		n := len([]rune(sentence))
		all = append(all, Piece{at, at + n})
		at += n
	}
	return all
}

// oneLine joins white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
