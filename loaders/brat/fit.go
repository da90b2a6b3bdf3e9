package brat

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders/annotated"
)

// readings are the ways to read the offsets, the default first; what a person said of
// them leaves no choice.
func (b *builder) readings(o annotated.Options) []annotated.Reading {
	units := []annotated.Unit{annotated.CodePoints}
	if strings.Contains(b.doc.Text, "\r\n") {
		units = append(units, annotated.CodePointsLF)
	}
	if n := utf8.RuneCountInString(b.doc.Text); n < len(b.doc.Text) {
		units = append(units, annotated.UTF16, annotated.Bytes)
	}
	if o.Offsets != "" {
		units = []annotated.Unit{annotated.Unit(o.Offsets)}
	}
	var all []annotated.Reading
	for _, inclusive := range []bool{false, true} {
		if o.End != "" && inclusive != (o.End == "inclusive") {
			continue
		}
		for _, bom := range []bool{false, true} {
			for _, unit := range units {
				r := annotated.Reading{Unit: unit, Inclusive: inclusive}
				if bom {
					r.First = 1
				}
				if !bom || b.bom {
					all = append(all, r)
				}
			}
		}
	}
	return all
}

// placed is a text-bound annotation in its text.
type placed struct {
	pieces []annotated.Piece
	quote  string // with line breaks as brat writes them
}

// place finds the one way to read the offsets by which all words of the file stand where
// it says, and the spans by it. When there is none, what misses by the default is told.
func (b *builder) place(o annotated.Options) map[*line]placed {
	text := annotated.NewText(b.doc.Text)
	readings := b.readings(o)
	var lines []*line
	var quoted []annotated.Quoted
	for _, l := range b.lines {
		if l.kind == 'T' && !l.bad {
			lines = append(lines, l)
			q := annotated.Quoted{Quote: l.quote, Match: match}
			for _, p := range l.pieces {
				q.Pieces = append(q.Pieces, annotated.Piece{Start: p[0], End: p[1]})
			}
			quoted = append(quoted, q)
		}
	}
	spans := map[*line]placed{}
	pieces, by, ok := annotated.Fit(text, readings, quoted)
	if !ok {
		b.misplaced(text, readings[0], lines, spans)
		return spans
	}
	if by != readings[0] {
		b.warn(b.lines[0], "the words fit the text only where offsets are counted in %s, not in %s: read so", by, readings[0])
	}
	for i, l := range lines {
		spans[l] = placed{pieces[i], lineBreaks[1].Replace(text.Join(pieces[i]))}
	}
	return spans
}

// misplaced places what can be placed by a reading, and tells of the rest.
func (b *builder) misplaced(text *annotated.Text, r annotated.Reading, lines []*line, spans map[*line]placed) {
	offsets := annotated.NewOffsets(b.doc.Text, r.Unit)
	for _, l := range lines {
		found, message := placeOne(text, offsets, r, l)
		if message != "" {
			b.problem(l, strings.IndexByte(l.text, '\t')+len(l.label)+2, "%s", message)
			continue
		}
		spans[l] = found
	}
}

// placeOne places one annotation, or says why it has no place.
func placeOne(text *annotated.Text, offsets *annotated.Offsets, r annotated.Reading, l *line) (placed, string) {
	var p placed
	var words []string
	for _, piece := range l.pieces {
		start, end := piece[0], piece[1]
		start, end = start-r.First, end-r.First
		if r.Inclusive {
			end++
		}
		from, err := offsets.CodePoint(start)
		to := from
		if err == nil {
			to, err = offsets.CodePoint(end)
		}
		if err != nil {
			return p, l.id + ": " + err.Error() + "; correct the offset, or the text is not the one that was annotated"
		}
		if to <= from {
			return p, l.id + " is empty: it ends where it starts; a span has a character at least"
		}
		p.pieces = append(p.pieces, annotated.Piece{Start: from, End: to})
		words = append(words, text.Slice(from, to))
	}
	if size := p.size(); size <= 2*len(l.quote)+2 { // else it is longer by far than what the file says
		stands := strings.Join(words, " ")
		if match(stands, l.quote) {
			p.quote = lineBreaks[1].Replace(stands)
			return p, ""
		}
	}
	for i := range words {
		words[i] = clip(words[i])
	}
	return p, fmt.Sprintf("%s: the file says %q, but the text has %q there; correct the offsets, or the text is not the one that was annotated",
		l.id, clip(l.quote), clip(strings.Join(words[:min(3, len(words))], " ")))
}

// size is how many code points the pieces have.
func (p placed) size() int {
	n := 0
	for _, piece := range p.pieces {
		n += piece.End - piece.Start
	}
	return n
}

// lineBreaks are the ways in which files write the line breaks of a text.
var lineBreaks = []*strings.Replacer{
	strings.NewReplacer(),
	strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " "), // brat's
	strings.NewReplacer("\r\n", "\n"),
	strings.NewReplacer("\n", " "),
	strings.NewReplacer("\n", " ", "\r", " "),
}

// match reports whether a column of text begins with what stands in the text. More may
// follow after a blank.
func match(stands, column string) bool {
	for _, as := range lineBreaks {
		rest, ok := strings.CutPrefix(column, as.Replace(stands))
		if ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}
