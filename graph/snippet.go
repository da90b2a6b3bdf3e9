package graph

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demandgraph/query"
)

// A snippet shows at most about this many bytes before the first word found,
// and after its beginning.
const (
	snippetBefore = 60
	snippetAfter  = 120
)

const ellipsis = "…"

// cut is a text shortened: what is left of it from a byte on, up to another, with
// an ellipsis where something is left out.
type cut struct {
	text     string
	from, to int
	ellipsis bool // at the beginning
}

// cutAround shortens a text around the first stretch that was found in it, at the
// borders of words.
func cutAround(text string, found []query.Span) cut {
	at := 0
	if len(found) > 0 {
		at = found[0].Start
	}
	from, to := 0, len(text)
	if at > snippetBefore {
		from = wordBorder(text, at-snippetBefore, at)
	}
	if len(text) > from+snippetBefore+snippetAfter {
		to = from + snippetBefore + snippetAfter
		for !utf8.RuneStart(text[to]) {
			to--
		}
		if space := strings.LastIndexFunc(text[from:to], unicode.IsSpace); from+space > at {
			to = from + space
		}
	}
	c := cut{ellipsis: from > 0}
	c.to = from + len(strings.TrimRightFunc(text[from:to], unicode.IsSpace))
	c.from = c.to - len(strings.TrimLeftFunc(text[from:c.to], unicode.IsSpace))
	c.text = text[c.from:c.to]
	if from > 0 {
		c.text = ellipsis + c.text
	}
	if to < len(text) {
		c.text += ellipsis
	}
	return c
}

// spans gives where stretches of the whole text are in what is left of it.
func (c cut) spans(all []query.Span) []query.Span {
	shift := -c.from
	if c.ellipsis {
		shift += len(ellipsis)
	}
	var out []query.Span
	for _, s := range all {
		if s := (query.Span{Start: max(s.Start, c.from), End: min(s.End, c.to)}); s.Start < s.End {
			out = append(out, query.Span{Start: s.Start + shift, End: s.End + shift})
		}
	}
	return out
}

// inCodePoints gives stretches, which are in bytes and in order, in code points.
func inCodePoints(text string, all []query.Span) []query.Span {
	out := make([]query.Span, len(all))
	at, points := 0, 0
	to := func(b int) int {
		points += utf8.RuneCountInString(text[at:b])
		at = b
		return points
	}
	for i, s := range all {
		out[i].Start = to(s.Start)
		out[i].End = to(s.End)
	}
	return out
}

// wordBorder is the beginning of the first word after from, at most at.
func wordBorder(text string, from, at int) int {
	for !utf8.RuneStart(text[from]) {
		from++
	}
	if space := strings.IndexFunc(text[from:at], unicode.IsSpace); space >= 0 {
		return from + space
	}
	return from
}
