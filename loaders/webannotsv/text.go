package webannotsv

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas"
)

// text puts the text together from its sentences, in the unit in which the tokens of all
// rows stand at their offsets.
func (f *file) text(c *cas.CAS) (string, bool) {
	for _, unit := range []annotated.Unit{annotated.UTF16, annotated.CodePoints, annotated.Bytes} {
		text, ok := f.build(unit, nil)
		if !ok {
			continue
		}
		if c.Unit = unit; unit != annotated.UTF16 {
			c.Warn(f.sentences[0].at, "offsets are counted in UTF-16 units in this format; here the tokens are found only when they are counted as %s, and so they are", unit)
		}
		return text, true
	}
	c.Unit = annotated.UTF16
	_, ok := f.build(annotated.UTF16, c)
	return "", ok
}

// build puts the text together in a unit. With c it tells of all that does not fit.
func (f *file) build(unit annotated.Unit, c *cas.CAS) (string, bool) {
	var b strings.Builder
	at, good := 0, true // at counts in the unit
	for i := range f.sentences {
		s := &f.sentences[i]
		size := length(s.text, unit)
		start := at
		if i > 0 {
			start++ // a sentence without tokens: where it began is not known
		}
		if len(s.units) > 0 {
			start = f.start(s, unit)
		}
		if start < at {
			if good = false; c == nil {
				return "", false
			}
			c.Problem(s.at, "the sentence begins at %d (%s), within the one before, which ends at %d", start, unit, at)
			start = at
		}
		if start-at > loaders.MaxDocument-b.Len() {
			if good = false; c == nil {
				return "", false
			}
			c.Problem(s.at, "the sentence begins at %d, %d after the end of the one before: too far for a document of %d MB", start, start-at, loaders.MaxDocument>>20)
			start = at
		}
		b.WriteString(strings.Repeat(" ", start-at))
		b.WriteString(s.text)
		at = start + size
		if misfit := f.misfit(s, start, unit, c); misfit {
			if good = false; c == nil {
				return "", false
			}
		}
	}
	return b.String(), good
}

// start is where a sentence begins: at its first token, unless blanks come before it.
func (f *file) start(s *sentence, unit annotated.Unit) int {
	first := f.units[s.units[0]]
	trimmed := strings.TrimLeftFunc(s.text, unicode.IsSpace)
	if strings.HasPrefix(s.text, first.form) || !strings.HasPrefix(trimmed, first.form) {
		return first.begin
	}
	return first.begin - length(s.text[:len(s.text)-len(trimmed)], unit)
}

// misfit reports whether a row of a sentence that begins at start has another text than
// stands at its offsets. With c it tells of each.
func (f *file) misfit(s *sentence, start int, unit annotated.Unit, c *cas.CAS) bool {
	offsets, text := annotated.NewOffsets(s.text, unit), annotated.NewText(s.text)
	found := false
	for _, i := range s.units {
		u := &f.units[i]
		begin, err := offsets.CodePoint(u.begin - start)
		end, err2 := offsets.CodePoint(u.end - start)
		stands := ""
		if err == nil && err2 == nil {
			if stands = text.Slice(begin, end); stands == u.form || stands == unescape(u.form) {
				continue
			}
		}
		if found = true; c == nil {
			return true
		}
		if err == nil && err2 == nil {
			c.Problem(u.at, "%s: the row has %q, but at its offsets %d-%d in #Text stands %q; export the document again", u.id, short(u.form), u.begin, u.end, short(stands))
		} else {
			c.Problem(u.at, "%s: the offsets %d-%d lie outside of the #Text of the sentence, from %d to %d, or inside a character (counted in %s)", u.id, u.begin, u.end, start, start+length(s.text, unit), unit)
		}
	}
	return found
}

// length is the length of a text in a unit.
func length(text string, unit annotated.Unit) int {
	switch unit {
	case annotated.Bytes:
		return len(text)
	case annotated.CodePoints:
		return utf8.RuneCountInString(text)
	}
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
