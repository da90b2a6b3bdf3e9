package prodigy

import (
	"fmt"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// relation adds a link.
func (a *answer) relation(i int, rel *records.Value) {
	where := fmt.Sprintf("%s, relation %d", a.Name, i+1)
	role := rel.Get("label").Str()
	if role == "" {
		a.Bad(rel.Place, "%s: it has no label; give it one or remove it", where)
		return
	}
	head, headOK := a.end(rel, "head", where)
	tail, tailOK := a.end(rel, "child", where)
	if headOK && tailOK {
		a.Links = append(a.Links, annotated.Link{Role: role, Head: head, Tail: tail, Annotator: a.annotator, Place: rel.Place, Where: where})
	}
}

// end finds the span at an end of a relation: the one that is named, else the one
// that the token is the last of, else the shortest that holds it. Where none does,
// the token itself becomes a span without a label.
func (a *answer) end(rel *records.Value, name, where string) (int, bool) {
	if span := rel.Get(name + "_span"); span != nil {
		start, end, ok := a.Offsets(a.byTokens(span), "start", "end", where+", "+name+"_span")
		if !ok {
			return 0, false
		}
		return a.at(span, start, end, span.Get("label").Str(), where), true
	}
	tokens := a.record.Get("tokens").List()
	number, ok := rel.Get(name).Int()
	switch {
	case tokens == nil:
		a.Bad(rel.Place, "%s: its %s is a number of a token, but the record has no tokens; export it with them, or with %s_span", where, name, name)
		return 0, false
	case !ok || number < 0 || number >= len(tokens):
		a.Bad(rel.Place, "%s: its %s is %s; it is the number of one of the %d tokens, from 0", where, name, rel.Get(name).What(), len(tokens))
		return 0, false
	}
	start, end, ok := a.Offsets(tokens[number], "start", "end", fmt.Sprintf("%s, token %d", a.Name, number))
	if !ok {
		return 0, false
	}
	best := -1
	for i, s := range a.Spans {
		p := s.Pieces[0]
		if p.Start > start || p.End < end {
			continue
		}
		if best < 0 || closer(p, a.Spans[best].Pieces[0], end) {
			best = i
		}
	}
	if best >= 0 {
		return best, true
	}
	return a.at(tokens[number], start, end, "", where), true
}

// closer tells whether a relation that names a token, which ends at a place, means
// one span rather than another.
func closer(p, other annotated.Piece, end int) bool {
	if (p.End == end) != (other.End == end) {
		return p.End == end
	}
	return p.End-p.Start < other.End-other.Start
}

// at is the span at a place with a label, any label for "". Where there is none it is added.
func (a *answer) at(from *records.Value, start, end int, label, where string) int {
	piece := annotated.Piece{Start: start, End: end}
	for i, s := range a.Spans {
		if s.Pieces[0] == piece && (s.Label == label || label == "") {
			return i
		}
	}
	a.Spans = append(a.Spans, annotated.Span{Label: label, Pieces: []annotated.Piece{piece}, Annotator: a.annotator, Place: from.Place, Where: where})
	return len(a.Spans) - 1
}
