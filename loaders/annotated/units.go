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

// ConvertOffsets turns the pieces of all spans from offsets in the format's unit into
// code points of Text; readers call it once, when text and spans are complete.
//
// Where spans have quotes that do not fit, and the unit is not fixed, the whole
// document is read in the first other unit in which all of them do, with a warning.
// If there is none the format's unit stays, and the quotes that miss are reported
// when the document is checked. Offsets beyond the text, inside a character, or with
// an end that is not after its start become problems, and the span loses its pieces.
func (d *Document) ConvertOffsets(unit Unit, fixed bool) {
	text := NewText(d.Text)
	chosen := unit
	if !fixed && !d.fits(text, unit) {
		if i := slices.IndexFunc(otherUnits, func(u Unit) bool { return u != unit && d.fits(text, u) }); i >= 0 {
			chosen = otherUnits[i]
			d.Warnings = append(d.Warnings, loaders.Problem{Place: loaders.Place{Line: d.Line}, Message: fmt.Sprintf(
				"the quotes do not fit offsets counted in %s, but all do in %s: the offsets of this document are read so", unit, chosen)})
		}
	}
	d.warnUndecided(unit, fixed)
	o := NewOffsets(d.Text, chosen)
	for i := range d.Spans {
		s := &d.Spans[i]
		pieces, err := o.pieces(s.Pieces)
		if err != nil {
			d.Problems = append(d.Problems, s.problem("%v", err))
		}
		s.Pieces = pieces
	}
}

// pieces converts pieces. A piece must have an end after its start.
func (o *Offsets) pieces(all []Piece) ([]Piece, error) {
	var out []Piece
	for _, p := range all {
		if p.End <= p.Start {
			return nil, fmt.Errorf("end %d is not after start %d", p.End, p.Start)
		}
		start, err := o.CodePoint(p.Start)
		if err != nil {
			return nil, fmt.Errorf("start: %w", err)
		}
		end, err := o.CodePoint(p.End)
		if err != nil {
			return nil, fmt.Errorf("end: %w", err)
		}
		out = append(out, Piece{start, end})
	}
	return out, nil
}

// fits reports whether every quote stands where its span says in a unit. Spans
// without a quote fit when their offsets can be read.
func (d *Document) fits(text *Text, unit Unit) bool {
	o := NewOffsets(d.Text, unit)
	for i := range d.Spans {
		pieces, err := o.pieces(d.Spans[i].Pieces)
		if err != nil || d.Spans[i].Quote != "" && len(pieces) > 0 && !sameWords(text.Join(pieces), d.Spans[i].Quote) {
			return false
		}
	}
	return true
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
			a, errA := here.pieces(d.Spans[i].Pieces)
			b, errB := there.pieces(d.Spans[i].Pieces)
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
