package webannotation

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// selection says which words of a text are meant.
type selection struct {
	exact, prefix, suffix string
	placed                bool // it gives a position
	annotated.Piece
	within *selection // what it is to be read in, nil for the text
	opaque string     // the kind of a selector that cannot be followed
}

// what annotations of images, sound and video are counted as.
const noText = "annotations of parts of images, sound or video"

// target reads a target: an address, a thing with one, or a part of a source.
func (a *annotation) target(v *records.Value, source string, depth int) {
	if items := each(v.Get("items")); len(items) > 0 && depth < deepest {
		for _, item := range items {
			a.target(item, source, depth+1)
		}
		return
	}
	t := target{ref: address(v), Place: v.Where()}
	if s := v.Get("source"); s != nil {
		t.ref = address(s)
	} else if v.Get("selector") != nil {
		t.ref = "" // the id is that of the selection
	}
	if t.ref == "" {
		t.ref = source
	}
	t.address = demand.CanonicalURL(t.ref)
	bad := len(a.bad)
	if given := v.Get("selector"); given != nil {
		t.selection, t.aside = a.selector(given, v.Where())
	} else if t.ref == "" {
		a.fault(v.Where(), "its target is %s; it must say of which article it is, and which words: {\"source\": …, \"selector\": …}", v.What())
	}
	t.broken = len(a.bad) > bad
	a.targets = append(a.targets, t)
}

// selector reads selectors that all select the same words, and puts together what they
// say. It gives none where there is no text to select or something is wrong.
func (a *annotation) selector(given *records.Value, at loaders.Place) (*selection, string) {
	var quoted, placed *selection
	var opaque []string
	for _, v := range each(given) {
		s := a.one(v, nil, 0)
		switch {
		case s == nil:
			return nil, ""
		case s.opaque != "":
			opaque = append(opaque, s.opaque)
		case s.exact != "" && (quoted == nil || quoted.within != nil && s.within == nil):
			quoted = s
		case s.exact == "" && (placed == nil || placed.within != nil && s.within == nil):
			placed = s
		}
	}
	switch {
	case quoted != nil:
		if placed != nil && placed.within == nil && quoted.within == nil {
			quoted.placed, quoted.Piece = true, placed.Piece
		}
		return quoted, ""
	case placed != nil && (placed.within == nil || placed.within.opaque == ""):
		return placed, ""
	case placed != nil:
		a.fault(at, "its position counts within what a selector %s selects, which is not read; add a TextQuoteSelector", placed.within.opaque)
	case len(opaque) > 0 && !slices.ContainsFunc(opaque, func(s string) bool { return s != pictured }):
		return nil, noText
	case len(opaque) > 0:
		a.fault(at, "its words are selected by %s only, which is not read; add a TextQuoteSelector", strings.Join(slices.Compact(opaque), " and "))
	}
	return nil, ""
}

// pictured is the kind of selectors in images, sound and video.
const pictured = "SvgSelector"

// one reads a selector and those that refine it. It is nil for a bad one.
func (a *annotation) one(v *records.Value, within *selection, depth int) *selection {
	s := &selection{within: within}
	kinds := words(first(v, "type", "@type"))
	switch {
	case slices.Contains(kinds, "TextQuoteSelector"):
		s.exact, s.prefix, s.suffix = v.Get("exact").Str(), v.Get("prefix").Str(), v.Get("suffix").Str()
		if strings.TrimSpace(s.exact) == "" {
			a.fault(v.Where(), "the quote of its TextQuoteSelector, exact, is %s; it must be the words that are meant", v.Get("exact").What())
			return nil
		}
	case slices.Contains(kinds, "TextPositionSelector"):
		start, startOK := v.Get("start").Int()
		end, endOK := v.Get("end").Int()
		if !startOK || !endOK || start < 0 || end <= start {
			a.fault(v.Where(), "its TextPositionSelector is from %s to %s; both are whole numbers, counted from 0, and the end is after the start", v.Get("start").What(), v.Get("end").What())
			return nil
		}
		s.placed, s.Piece = true, annotated.Piece{Start: start, End: end}
	default:
		s.opaque = opaqueKind(v, kinds)
	}
	refined := each(v.Get("refinedBy"))
	if len(refined) == 0 {
		return s
	}
	if depth == deepest {
		a.fault(v.Where(), "its selectors refine each other more than %d deep", deepest)
		return nil
	}
	return a.one(refined[0], s, depth+1)
}

// opaqueKind is the kind of a selector that cannot be followed.
func opaqueKind(v *records.Value, kinds []string) string {
	value := v.Get("value").Str()
	switch {
	case v.Is(records.String):
		return "the address " + fmt.Sprintf("%.80q", v.Text)
	case slices.Contains(kinds, "SvgSelector"), slices.Contains(kinds, "ShapeSelector"), slices.Contains(kinds, "MediaTimeSelector"),
		strings.HasPrefix(value, "xywh="), strings.HasPrefix(value, "t="):
		return pictured
	case len(kinds) > 0:
		return fmt.Sprintf("%.80s", kinds[0])
	}
	return "a selector without a type"
}
