package records

import (
	"fmt"
	"slices"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Draft is a document that is being read.
type Draft struct {
	*annotated.Document
	Source *loaders.Source
}

// NewDraft begins a document.
func NewDraft(src *loaders.Source, name string, line int) *Draft {
	return &Draft{Document: &annotated.Document{Name: name, Line: line}, Source: src}
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

// Settle converts the offsets of all spans, which are in the unit of the file until
// then. Option is the unit that a person says, "" for the unit of the format; that
// one gives way to another in which all quotes fit.
func (d *Draft) Settle(unit annotated.Unit, option string) error {
	fixed := option != ""
	if fixed {
		unit = annotated.Unit(option)
		if !slices.Contains([]annotated.Unit{annotated.UTF16, annotated.CodePoints, annotated.Graphemes, annotated.Bytes}, unit) {
			return fmt.Errorf("offsets cannot be counted in %q; utf16, codepoint, grapheme and byte are known", option)
		}
	}
	d.ConvertOffsets(unit, fixed)
	for _, all := range [][]loaders.Problem{d.Problems, d.Warnings} {
		for i := range all {
			all[i].File, all[i].Record = d.Source.Path, d.Name
		}
	}
	return nil
}

// Fits tells whether a text has all spans of the document, in whatever unit their
// offsets are, and the words of their quotes.
func (d *Draft) Fits(text string) bool {
	if !slices.ContainsFunc(d.Spans, func(s annotated.Span) bool { return s.Quote != "" }) {
		return false
	}
	trial := &annotated.Document{Text: text, Spans: slices.Clone(d.Spans)}
	trial.ConvertOffsets(annotated.CodePoints, false)
	problems, _ := trial.Check()
	return len(trial.Problems)+len(problems) == 0
}
