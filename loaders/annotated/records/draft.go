package records

import (
	"fmt"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Draft is a document that is being read.
type Draft struct {
	*annotated.Document
	Source *loaders.Source
	raw    []raw // of each span
}

// raw are offsets as the file has them; there are none for an annotation of the
// whole article.
type raw struct {
	start, end int
	there      bool
}

// NewDraft begins a document.
func NewDraft(src *loaders.Source, name string, line int) *Draft {
	return &Draft{Document: &annotated.Document{Name: name, Line: line}, Source: src}
}

// Add adds a span with its offsets in the unit of the file, and gives its index.
func (d *Draft) Add(s annotated.Span, start, end int) int {
	d.Spans = append(d.Spans, s)
	d.raw = append(d.raw, raw{start, end, true})
	return len(d.Spans) - 1
}

// Bad says what makes the document bad.
func (d *Draft) Bad(at loaders.Place, format string, args ...any) {
	d.Problems = append(d.Problems, d.problem(at, format, args))
}

// Warn says what is worth knowing about it.
func (d *Draft) Warn(at loaders.Place, format string, args ...any) {
	d.Warnings = append(d.Warnings, d.problem(at, format, args))
}

func (d *Draft) problem(at loaders.Place, format string, args []any) loaders.Problem {
	return loaders.Problem{File: d.Source.Path, Place: at, Record: d.Name, Message: fmt.Sprintf(format, args...)}
}

// Count counts a thing that was read and is not kept.
func (d *Draft) Count(what string) { d.CountN(what, 1) }

// CountN counts several.
func (d *Draft) CountN(what string, n int) {
	if n == 0 {
		return
	}
	if d.Counted == nil {
		d.Counted = map[string]int{}
	}
	d.Counted[what] += n
}

// Offsets reads the offsets of a span from a record, and says what is wrong with them.
func (d *Draft) Offsets(from *Value, startName, endName, where string) (start, end int, ok bool) {
	start, startOK := from.Get(startName).Int()
	end, endOK := from.Get(endName).Int()
	switch {
	case !startOK:
		d.Bad(from.Where(), "%s: %s is %s; an offset is a whole number", where, startName, from.Get(startName).What())
	case !endOK:
		d.Bad(from.Where(), "%s: %s is %s; an offset is a whole number", where, endName, from.Get(endName).What())
	case start < 0:
		d.Bad(from.Where(), "%s: %s is %d; offsets count from 0", where, startName, start)
	case end <= start:
		d.Bad(from.Where(), "%s: the span ends at %d, which is not after its start at %d; remove it or mark its words", where, end, start)
	default:
		return start, end, true
	}
	return 0, 0, false
}

// Settle converts the offsets of all spans to code points. The unit is the first
// one given in which every span lies in the text and has the words of its quote; where
// there is none it is the first, and spans outside the text make the document bad.
// Another unit than the first needs a quote.
func (d *Draft) Settle(units ...annotated.Unit) {
	at := 0
	for i := range units {
		if (i == 0 || d.quoted()) && d.fits(units[i]) {
			at = i
			break
		}
	}
	if at > 0 {
		d.Warn(loaders.Place{Line: d.Line}, "%s: the quotes do not fit offsets counted in %ss; all fit in %ss, so all offsets of the document are read in these",
			d.Name, units[0], units[at])
	}
	offsets := annotated.NewOffsets(d.Text, units[at])
	for i := range d.Spans {
		s, r := &d.Spans[i], d.raw[i]
		if !r.there {
			continue
		}
		start, err := offsets.CodePoint(r.start)
		if err != nil {
			d.Bad(s.Place, "%s: the span begins outside its text: %v", s.Where, err)
			continue
		}
		end, err := offsets.CodePoint(r.end)
		if err != nil {
			d.Bad(s.Place, "%s: the span ends outside its text: %v", s.Where, err)
			continue
		}
		s.Pieces = []annotated.Piece{{Start: start, End: end}}
	}
}

func (d *Draft) quoted() bool {
	for _, s := range d.Spans {
		if s.Quote != "" {
			return true
		}
	}
	return false
}
