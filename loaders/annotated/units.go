package annotated

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"demandgraph/loaders"
)

// otherUnits are the units that files turn out to count in when their quotes do not
// fit the one of their format, in the order in which they are tried.
var otherUnits = []Unit{CodePoints, CodePointsLF, UTF16, Bytes}

// Reading is a way to read the offsets of a file.
type Reading struct {
	Unit      Unit
	Inclusive bool // ends name the last character
	First     int  // the offset of the text's first character
}

// String says it in words, for messages.
func (r Reading) String() string {
	text := map[Unit]string{CodePoints: "code points", CodePointsLF: "code points with CRLF as one", UTF16: "UTF-16 units",
		Bytes: "bytes", Graphemes: "grapheme clusters"}[r.Unit]
	if r.First > 0 {
		text += ", the byte order mark included"
	}
	if r.Inclusive {
		text += ", ends inclusive"
	}
	return text
}

// Quoted are pieces as a file counts them, with the words that it gives for them, "" for none.
// Match compares these with the words in the text, none too; nil for equal words, where a line
// break may stand as a blank.
type Quoted struct {
	Pieces []Piece
	Quote  string
	Match  func(words, quote string) bool
}

// Fit finds the first reading by which all pieces lie in a text and all quotes are the words
// there, and gives the pieces by it in code points.
func Fit(text *Text, readings []Reading, all []Quoted) (pieces [][]Piece, by Reading, ok bool) {
	for _, r := range readings {
		offsets := NewOffsets(text.text, r.Unit)
		if pieces, ok = fit(text, offsets, r, all); ok {
			return pieces, r, true
		}
	}
	return nil, Reading{}, false
}

func fit(text *Text, offsets *Offsets, r Reading, all []Quoted) ([][]Piece, bool) {
	pieces := make([][]Piece, len(all))
	for i, q := range all {
		found, err := offsets.pieces(r, q.Pieces)
		if err != nil {
			return nil, false
		}
		pieces[i] = found
		if q.Quote == "" && q.Match == nil || len(found) == 0 {
			continue
		}
		size := 0
		for _, p := range found {
			size += p.End - p.Start
		}
		match := q.Match
		if match == nil {
			match = sameWords
		}
		if size > 2*len(q.Quote)+2 || !match(text.Join(found), q.Quote) { // far too long ones need not be joined
			return nil, false
		}
	}
	return pieces, true
}

// ConvertOffsets turns the pieces of all spans from offsets in the format's unit into
// code points of Text; readers call it once, when text and spans are complete.
//
// Where spans have quotes that do not fit, and the unit is not fixed, the whole
// document is read in the first other unit in which all of them do, with a warning.
// If there is none the format's unit stays, and the quotes that miss are reported
// when the document is checked. Offsets beyond the text, inside a character, or with
// an end that is not after its start become problems, and the span loses its pieces.
func (d *Document) ConvertOffsets(unit Unit, fixed bool) {
	readings := []Reading{{Unit: unit}}
	for _, other := range otherUnits {
		if other != unit && !fixed {
			readings = append(readings, Reading{Unit: other})
		}
	}
	all := make([]Quoted, len(d.Spans))
	for i := range d.Spans {
		all[i] = Quoted{Pieces: d.Spans[i].Pieces, Quote: d.Spans[i].Quote}
	}
	d.warnUndecided(unit, fixed)
	pieces, by, ok := Fit(NewText(d.Text), readings, all)
	if ok && by.Unit != unit {
		d.Warnings = append(d.Warnings, loaders.Problem{Place: loaders.Place{Line: d.Line}, Message: fmt.Sprintf(
			"the quotes do not fit offsets counted in %s, but all do in %s: the offsets of this document are read so", unit, by.Unit)})
	}
	o := NewOffsets(d.Text, unit)
	for i := range d.Spans {
		s := &d.Spans[i]
		if ok {
			s.Pieces = pieces[i]
			continue
		}
		found, err := o.pieces(readings[0], s.Pieces)
		if err != nil {
			d.Problems = append(d.Problems, s.problem("%v", err))
		}
		s.Pieces = found
	}
}

// pieces converts pieces. A piece must have an end after its start.
func (o *Offsets) pieces(r Reading, all []Piece) ([]Piece, error) {
	var out []Piece
	for _, p := range all {
		if r.Inclusive {
			p.End++
		}
		if p.End <= p.Start {
			return nil, fmt.Errorf("end %d is not after start %d", p.End, p.Start)
		}
		start, err := o.CodePoint(p.Start - r.First)
		if err != nil {
			return nil, fmt.Errorf("start: %w", err)
		}
		end, err := o.CodePoint(p.End - r.First)
		if err != nil {
			return nil, fmt.Errorf("end: %w", err)
		}
		out = append(out, Piece{start, end})
	}
	return out, nil
}

// warnUndecided says once that nothing in a document without quotes shows its unit,
// where another unit would give other words.
func (d *Document) warnUndecided(unit Unit, fixed bool) {
	if fixed || slices.ContainsFunc(d.Spans, func(s Span) bool { return s.Quote != "" }) {
		return
	}
	here := NewOffsets(d.Text, unit)
	for _, other := range []Unit{UTF16, CodePoints, Graphemes} {
		there := NewOffsets(d.Text, other)
		for i := range d.Spans {
			a, errA := here.pieces(Reading{Unit: unit}, d.Spans[i].Pieces)
			b, errB := there.pieces(Reading{Unit: unit}, d.Spans[i].Pieces)
			if other != unit && errA == nil && (errB != nil || !slices.Equal(a, b)) {
				d.Warnings = append(d.Warnings, d.Spans[i].problem(
					"the file does not say in what it counts offsets; read as %s, though counted as %s they mean other words: say which with --offsets", unit, other))
				return
			}
		}
	}
}

// Join is the text of pieces, joined by a blank.
func (t *Text) Join(pieces []Piece) string {
	words := make([]string, len(pieces))
	for i, p := range pieces {
		words[i] = t.Slice(p.Start, p.End)
	}
	return strings.Join(words, " ")
}

var (
	lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
	eachBreak  = strings.NewReplacer("\n", " ", "\r", " ")
)

// sameWords compares text with the quote of it. A line break in the text may stand as
// a blank in the quote, as brat writes it; nothing else may differ.
func sameWords(text, quote string) bool {
	return text == quote || lineBreaks.Replace(text) == quote || eachBreak.Replace(text) == quote
}

// cutsWord reports whether a place in the text is inside a word.
func (t *Text) cutsWord(at int) bool {
	if at <= 0 || at >= t.Len() {
		return false
	}
	inWord := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) < 0
	}
	return inWord(t.Slice(at-1, at+1))
}
