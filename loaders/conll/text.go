package conll

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demandgraph/loaders/annotated"
)

// writer puts the text of a document together and counts its code points.
type writer struct {
	out  *annotated.Document
	text strings.Builder
	at   int
}

func (w *writer) write(s string) {
	w.text.WriteString(s)
	w.at += utf8.RuneCountInString(s)
}

// given writes the text that the file gives for a sentence, if its tokens are found in it
// one after the other with nothing but blanks between, and says where they stand.
func (w *writer) given(tokens []token, p part) ([]annotated.Piece, bool) {
	if !p.given {
		return nil, false
	}
	places := make([]annotated.Piece, len(tokens))
	rest, at := p.text, w.at
	skip := func(n int) {
		at += utf8.RuneCountInString(rest[:n])
		rest = rest[n:]
	}
	for i, t := range tokens {
		if t.covered {
			places[i] = places[t.surface]
			continue
		}
		skip(len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace)))
		if !strings.HasPrefix(rest, t.form) {
			return nil, false
		}
		places[i].Start = at
		skip(len(t.form))
		places[i].End = at
	}
	if strings.TrimSpace(rest) != "" {
		return nil, false
	}
	w.write(p.text)
	return places, true
}

// rebuilt writes the tokens of a sentence, with blanks between.
func (w *writer) rebuilt(tokens []token) []annotated.Piece {
	places := make([]annotated.Piece, len(tokens))
	first := true
	for i, t := range tokens {
		if t.covered {
			places[i] = places[t.surface]
			continue
		}
		if !first {
			w.write(" ")
		}
		first = false
		places[i].Start = w.at
		w.write(t.form)
		places[i].End = w.at
	}
	return places
}
