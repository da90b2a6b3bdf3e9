package native

import (
	"unicode/utf8"

	"demandgraph/change"
	"demandgraph/loaders"
)

// evidence turns quotes into annotations; those that are not in the text become faults.
func (c *converter) evidence(all []evidence) []change.Annotation {
	var out []change.Annotation
	for i := range all {
		if a, ok := c.annotation(all[i].at, &all[i].span); ok {
			out = append(out, a)
		}
	}
	return out
}

// annotation finds the words of a span in the article's text.
func (c *converter) annotation(at loaders.Place, s *span) (change.Annotation, bool) {
	a := change.Annotation{Exact: s.Exact.text, Prefix: s.Prefix.text, Suffix: s.Suffix.text, Labels: s.Labels.texts(),
		Confidence: s.Confidence.value, Annotator: s.Annotator.text, Tool: s.Tool.text}
	if a.Annotator == "" {
		a.Annotator = c.annotator
	}
	if a.Tool == "" {
		a.Tool = c.from.Tool.text
	}
	if c.from.Article == nil {
		c.fault(at, "this quotes an article, but the document has none")
		return a, false
	}
	if s.Exact.at.Line > 0 {
		at = s.Exact.at
	}
	q := quote{a.Exact, a.Prefix, a.Suffix, s.Occurrence.value, s.Start.value, s.End.value}
	if q.exact == "" && q.start == nil && q.end == nil {
		if q.says() != "" {
			c.fault(at, "exact is missing: %s says nothing without it", q.says())
			return a, false
		}
		return a, true // the whole article
	}
	if c.text == nil {
		return a, c.withoutText(at, q, &a)
	}
	start, end, problem := c.text.find(q)
	if problem != "" {
		c.fault(at, "%s", problem)
		return a, false
	}
	// What stands around the words is taken from the text, so that the same words
	// are the same annotation however a document finds them.
	a.Start, a.End, a.Occurrence = &start, &end, 0
	a.Exact = c.text.slice(start, end)
	a.Prefix, a.Suffix = c.text.slice(start-contextLength, start), c.text.slice(end, end+contextLength)
	return a, true
}

// withoutText keeps a quote as it is given: nothing can be checked but its length.
func (c *converter) withoutText(at loaders.Place, q quote, a *change.Annotation) bool {
	if q.exact == "" {
		c.fault(at, "exact is missing: without a text, offsets say nothing")
		return false
	}
	length := utf8.RuneCountInString(q.exact)
	if q.occurrence != nil {
		a.Occurrence = *q.occurrence
	}
	switch {
	case q.start != nil && q.end != nil && *q.end-*q.start != length:
		c.fault(at, "from start %d to end %d are %d code points, but the quote has %d", *q.start, *q.end, *q.end-*q.start, length)
		return false
	case q.start == nil && q.end != nil && *q.end < length:
		c.fault(at, "end is %d, but the quote has %d code points", *q.end, length)
		return false
	case q.start != nil:
		start, end := *q.start, *q.start+length
		a.Start, a.End = &start, &end
	case q.end != nil:
		start, end := *q.end-length, *q.end
		a.Start, a.End = &start, &end
	}
	return true
}
