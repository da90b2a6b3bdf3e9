package webannotation

import (
	"context"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// The names of the formats.
const (
	Format           = "web-annotation"
	HypothesisFormat = "hypothesis"
)

// Reader reads Web Annotations of the W3C. The zero value is ready to use.
type Reader struct{}

// Hypothesis reads what hypothes.is exports, and answers of its search. The zero value is
// ready to use.
type Hypothesis struct{}

var (
	_ annotated.Reader = Reader{}
	_ annotated.Reader = Hypothesis{}
)

// Name is the format's name.
func (Reader) Name() string { return Format }

// Name is the format's name.
func (Hypothesis) Name() string { return HypothesisFormat }

// Detect reports whether a file has an annotation or a page of them in the context of
// Web Annotation, or is the text of the articles of such a file.
func (Reader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return recognise(src, head) == Format
}

// Detect reports whether a file is of hypothes.is, or is the text of the articles of such a file.
func (Hypothesis) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return recognise(src, head) == HypothesisFormat
}

// ReadDocuments hands over a document for each article that is annotated, and none for a
// text, which is read with its annotations.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	if isText(src) {
		return ctx.Err()
	}
	c := newCollector(src, o, annotated.CodePoints, "Web Annotation")
	context := false // one annotation of a list may tell it for those after it
	err := records.Each(ctx, src, yield, func(n int, v *records.Value) error {
		context = context || inContext(v)
		if given := v.Get("@context"); !inContext(v) && (given != nil || !context) {
			c.article("").Bad(v.Where(), "its @context is %s; that of Web Annotation is %q", given.What(), contexts[0])
			return nil
		}
		return c.page(v)
	})
	if err != nil {
		return err
	}
	return c.documents(ctx, yield)
}

// ReadDocuments hands over a document for each page that is annotated, and none for a
// text, which is read with its annotations.
func (Hypothesis) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	if isText(src) {
		return ctx.Err()
	}
	c := newCollector(src, o, annotated.UTF16, "hypothes.is")
	err := records.Each(ctx, src, yield, func(n int, v *records.Value) error { return c.answer(v) })
	if err != nil {
		return err
	}
	return c.documents(ctx, yield)
}
