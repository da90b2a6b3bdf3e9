package cas

import (
	"slices"
	"strconv"

	"demandgraph/loaders/annotated"
)

// spanType reports whether structures of a type are annotations of the text. Of a type
// that is not described, those are that have a beginning and an end.
func (b *builder) spanType(s *Structure) bool {
	is, known := b.isSpan[s.Type]
	if !known {
		chain, complete := b.supers(s.Type)
		is = slices.Contains(chain, annotation)
		if !is && !complete {
			return s.feature("begin") != nil && s.feature("end") != nil
		}
		b.isSpan[s.Type] = is
	}
	return is
}

// isDocument reports whether the structure annotates the document as a whole.
func (b *builder) isDocument(s *Structure) bool {
	chain, _ := b.supers(s.Type)
	return slices.Contains(chain, documentType) || short(s.Type) == "DocumentMetaData"
}

// kept reports whether the structure is a span that is kept without being referred to.
func (b *builder) kept(s *Structure) bool {
	return !Skipped(s.Type) && !b.relation[s.Type] && b.spanType(s) && !b.isDocument(s)
}

// spans takes the annotations that are in the index.
func (b *builder) spans() {
	for i := range b.Structures {
		s := &b.Structures[i]
		sofa := s.ref("sofa")
		switch {
		case !b.spanType(s) || b.isDocument(s) || sofa != "" && sofa != b.sofa:
		case Skipped(s.Type):
			b.Count(short(s.Type))
		case b.relation[s.Type]:
		case b.member != nil && !b.member[s.ID]:
			b.Count("left-over outside of the index: " + short(s.Type))
		default:
			b.spanOf(s)
		}
	}
}

// spanOf is the index of the span of an annotation.
func (b *builder) spanOf(s *Structure) int {
	if i, ok := b.span[s]; ok {
		return i
	}
	i := len(b.doc.Spans)
	b.span[s] = i
	label, from := labelOf(s)
	span := annotated.Span{ID: s.ID, Label: label, Place: s.Place, Where: s.name()}
	if piece, ok := b.piece(s); ok {
		span.Pieces = []annotated.Piece{piece}
	}
	for _, f := range s.Features {
		values := f.Texts
		for _, id := range f.Refs { // of an array of values
			if a := b.at(id); a != nil && a.isArray() {
				if elements := a.feature("elements"); elements != nil {
					values = append(values, elements.Texts...)
				}
			}
		}
		switch {
		case len(values) == 0 || f.Name == "begin" || f.Name == "end" || f.Name == "sofa" || f.Name == from:
		case f.Name == "identifier":
			span.Identifiers = values
		default:
			if span.Attributes == nil {
				span.Attributes = map[string][]string{}
			}
			span.Attributes[f.Name] = append(span.Attributes[f.Name], values...)
		}
	}
	b.doc.Spans = append(b.doc.Spans, span)
	return i
}

// labelOf is a structure's label and the feature that gave it, "" where its type did.
func labelOf(s *Structure) (label, from string) {
	for _, name := range []string{"label", "value"} {
		if label := s.text(name); label != "" {
			return label, name
		}
	}
	return short(s.Type), ""
}

// piece converts the offsets of an annotation.
func (b *builder) piece(s *Structure) (annotated.Piece, bool) {
	var ends [2]int
	good := true
	for i, name := range []string{"begin", "end"} {
		f := s.feature(name)
		if f == nil || len(f.Texts) != 1 {
			b.problemOf(s, "the annotation has no %s", name)
			return annotated.Piece{}, false
		}
		n, err := strconv.Atoi(f.Texts[0])
		if err != nil {
			b.problemOf(s, "%s is %q, which is no offset", name, cut(f.Texts[0]))
			good = false
			continue
		}
		if ends[i], err = b.offsets.CodePoint(n); err != nil {
			b.problemOf(s, "%s: %v; the annotation does not fit the text", name, err)
			good = false
		}
	}
	if good && ends[1] < ends[0] {
		b.problemOf(s, "the annotation ends at %s, before it begins at %s", s.text("end"), s.text("begin"))
		good = false
	}
	return annotated.Piece{Start: ends[0], End: ends[1]}, good
}

// cut shortens what a message quotes.
func cut(text string) string {
	for i := range text {
		if i > 60 {
			return text[:i] + "…"
		}
	}
	return text
}
