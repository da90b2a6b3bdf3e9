package webannotation

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// locator finds selections in a text.
type locator struct {
	text    *annotated.Text
	whole   string
	folded  *folded
	offsets *annotated.Offsets
	unit    annotated.Unit
}

func newLocator(text string, unit annotated.Unit) *locator {
	return &locator{annotated.NewText(text), text, fold(text), annotated.NewOffsets(text, unit), unit}
}

// piece is a place of the folded text in code points.
func (l *locator) piece(start, end int) annotated.Piece {
	return annotated.Piece{Start: l.text.At(l.folded.origin(start)), End: l.text.At(l.folded.origin(end))}
}

// found is the places of a quote, by how well they fit.
type found struct {
	count  [grades]int
	first  [grades]annotated.Piece
	wanted [grades]*annotated.Piece // the one that begins where it was asked for
	more   bool                     // there are more than were looked at
}

// find finds the places of a quote; start is the one that is asked for, in code points.
func (l *locator) find(s *selection, start int) found {
	var f found
	f.more = !l.folded.each(newQuote(s), func(from, to, grade int) {
		at := l.piece(from, to)
		if f.count[grade]++; f.count[grade] == 1 {
			f.first[grade] = at
		}
		if at.Start == start {
			f.wanted[grade] = &at
		}
	})
	return f
}

// best is the best grade that a place has, or -1.
func (f found) best() int {
	for grade := grades - 1; grade >= 0; grade-- {
		if f.count[grade] > 0 {
			return grade
		}
	}
	return -1
}

// only is the place of a quote that fits best, if there is just one.
func (f found) only() (annotated.Piece, bool) {
	if best := f.best(); best >= 0 && f.count[best] == 1 && !f.more {
		return f.first[best], true
	}
	return annotated.Piece{}, false
}

// resolve finds a selection. Loose says that the words are not where their prefix and suffix are.
func (l *locator) resolve(s *selection) (p annotated.Piece, loose bool, err error) {
	if s.within != nil && s.within.opaque == "" {
		outer, _, err := l.resolve(s.within)
		if err != nil {
			return p, false, fmt.Errorf("what its selector refines: %w", err)
		}
		inner := *s
		inner.within = nil
		p, loose, err = newLocator(l.text.Slice(outer.Start, outer.End), l.unit).resolve(&inner)
		p.Start += outer.Start
		p.End += outer.Start
		return p, loose, err
	}
	if s.exact == "" {
		p, err = l.position(s)
		return p, false, err
	}
	start := -1
	if s.placed {
		if at, err := l.offsets.CodePoint(s.Start); err == nil {
			start = at
		}
	}
	f := l.find(s, start)
	best := f.best()
	if best < 0 {
		return p, false, fmt.Errorf("the text does not have the words %s; check that it is the text that was annotated", shown(s.exact))
	}
	loose = best == elsewhere
	if p, ok := f.only(); ok {
		return p, loose, nil
	}
	if at := f.wanted[best]; at != nil {
		return *at, loose, nil
	}
	times := fmt.Sprint(f.count[best])
	if f.more {
		times = "more than " + times
	}
	say := "nothing says which are meant"
	if s.placed {
		say = fmt.Sprintf("the position %d to %d is that of none", s.Start, s.End)
	}
	return p, false, fmt.Errorf("the text has the words %s %s times, and %s; give a prefix and a suffix, or the position", shown(s.exact), times, say)
}

// position is where a selection without a quote says that it is.
func (l *locator) position(s *selection) (p annotated.Piece, err error) {
	if p.Start, err = l.offsets.CodePoint(s.Start); err != nil {
		return p, fmt.Errorf("start: %w", err)
	}
	if p.End, err = l.offsets.CodePoint(s.End); err != nil {
		return p, fmt.Errorf("end: %w", err)
	}
	return p, nil
}

// agrees tells whether the position of a selection is a place.
func (l *locator) agrees(s *selection, at annotated.Piece) bool {
	p, err := l.position(s)
	return err == nil && p == at
}

// locate gives all spans of an article their places in its text.
func (a *article) locate(unit annotated.Unit, fixed bool) {
	if !slices.ContainsFunc(a.selections, func(s *selection) bool { return s.exact != "" || s.within != nil }) {
		for i, s := range a.selections {
			a.Spans[i].Pieces = []annotated.Piece{s.Piece}
		}
		a.ConvertOffsets(unit, fixed)
		a.named()
		return
	}
	l := newLocator(a.Text, unit)
	if !fixed {
		a.chooseUnit(l)
	}
	var loose, contradicted []string
	for i, s := range a.selections {
		span := &a.Spans[i]
		p, isLoose, err := l.resolve(s)
		if err != nil {
			a.Bad(span.Place, "%s: %v", span.Where, err)
			continue
		}
		span.Pieces = []annotated.Piece{p}
		if s.exact != "" {
			span.Quote = l.text.Slice(p.Start, p.End) // as the text has its white space
			if isLoose {
				loose = append(loose, fmt.Sprintf("%s at %d-%d", span.Where, p.Start, p.End))
			}
			if s.placed && s.within == nil && !l.agrees(s, p) {
				contradicted = append(contradicted, fmt.Sprintf("%s, %s is at %d-%d and not at %d-%d", span.Where, shown(s.exact), p.Start, p.End, s.Start, s.End))
			}
		}
	}
	a.warnAbout("other words around them in the text than the annotation says; they are taken where they are", loose)
	a.warnAbout("a position that contradicts the quote; the quote is taken", contradicted)
}

// warnAbout warns of spans, once.
func (a *article) warnAbout(what string, all []string) {
	if len(all) == 0 {
		return
	}
	have := fmt.Sprintf("%d spans have", len(all))
	if len(all) == 1 {
		have = "one span has"
	}
	a.Warn(loaders.Place{Line: a.Line}, "%s %s; the first is %s", have, what, all[0])
}

// chooseUnit takes another unit where the positions of all quotes with one place fit in it,
// and do not in that of the format.
func (a *article) chooseUnit(l *locator) {
	type known struct {
		*selection
		at annotated.Piece
	}
	var all []known
	for _, s := range a.selections {
		if s.exact == "" || !s.placed || s.within != nil {
			continue
		}
		if p, ok := l.find(s, -1).only(); ok {
			all = append(all, known{s, p})
		}
	}
	for _, unit := range []annotated.Unit{l.unit, annotated.CodePoints, annotated.UTF16, annotated.CodePointsLF, annotated.Bytes} {
		in := &locator{offsets: annotated.NewOffsets(a.Text, unit)}
		if slices.ContainsFunc(all, func(k known) bool { return !in.agrees(k.selection, k.at) }) {
			continue
		}
		if unit != l.unit {
			a.Warn(loaders.Place{Line: a.Line}, "positions do not fit the quotes counted in %s, but all do in %s: those of this document are read so", l.unit, unit)
			l.unit, l.offsets = unit, in.offsets
		}
		return
	}
}

// named gives problems and warnings that were made elsewhere their file and document.
func (a *article) named() {
	for _, all := range [][]loaders.Problem{a.Problems, a.Warnings} {
		for i := range all {
			if all[i].File == "" {
				all[i].File, all[i].Record = a.Source.Path, a.Name
			}
		}
	}
}

// shown is words for messages.
func shown(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if points := []rune(s); len(points) > 60 {
		s = string(points[:59]) + "…"
	}
	return `"` + s + `"`
}
