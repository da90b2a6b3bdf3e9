package doccano

import (
	"context"
	"fmt"
	"path"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// Format is the name of the format.
const Format = "doccano"

// Reader reads exports of doccano. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// Detect reports whether one of the first records has spans as doccano writes them.
func (Reader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	for _, v := range records.Head(head, 50) {
		if isExample(v) {
			return true
		}
	}
	return false
}

// isExample tells whether a record is one of doccano's.
func isExample(v *records.Value) bool {
	if !textOf(v).Is(records.String) || v.Get("_input_hash") != nil || v.Get("tokens") != nil {
		return false
	}
	for _, name := range []string{"entities", "annotations"} {
		for _, e := range v.Get(name).List() {
			if e.Get("start_offset") != nil {
				return true
			}
		}
	}
	if v.Get("entities").Is(records.Array) && v.Get("relations").Is(records.Array) && len(v.Get("entities").Items) == 0 {
		return true
	}
	spans := labelOf(v)
	if !spans.Is(records.Array) {
		return false
	}
	if len(spans.Items) == 0 {
		return v.Get("Comments") != nil
	}
	return isTriple(spans.Items[0])
}

// isTriple tells whether a value is [start, end, label].
func isTriple(v *records.Value) bool {
	return len(v.List()) == 3 && v.Items[0].Kind == records.Number && v.Items[1].Kind == records.Number
}

// textOf is the text of a record. Projects may call it data.
func textOf(v *records.Value) *records.Value {
	if text := v.Get("text"); text != nil {
		return text
	}
	return v.Get("data")
}

// labelOf are the spans of a record of a project without relations.
func labelOf(v *records.Value) *records.Value {
	if label := v.Get("label"); label != nil {
		return label
	}
	return v.Get("labels")
}

// ReadDocuments hands over a document for each example, or for each article where
// examples are joined.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	r := &reader{src: src, options: o, annotator: annotatorOf(src), seen: map[string]int{}, urls: records.Addresses{}}
	if o.Join != "" {
		r.join = records.NewJoiner(o.Join)
	}
	next := func(d *records.Draft) error { // the last waits for what is known at the end
		before := r.last
		r.last = d
		if before == nil {
			return nil
		}
		return yield(before.Document)
	}
	unread := yield
	if r.join == nil {
		unread = func(d *annotated.Document) error { return next(&records.Draft{Document: d, Source: src}) }
	}
	err := records.Each(ctx, src, unread, func(n int, v *records.Value) error {
		d, err := r.example(n, v)
		if err != nil {
			return err
		}
		if r.join != nil {
			r.last = d
			r.join.Add(d, r.join.Value(v))
			return nil
		}
		r.urls.Warn(d, "url")
		return next(d)
	})
	if err != nil || r.last == nil {
		return err
	}
	if r.bare > 0 && r.related == 0 {
		r.last.Warn(loaders.Place{}, "no record has a relation, though the project has them: doccano may leave out those of examples that are not marked as checked; mark them and export again")
	}
	if r.join != nil {
		if err := r.join.Each(yield); err != nil {
			return fmt.Errorf("%s: %w", src.Path, err)
		}
		return nil
	}
	return yield(r.last.Document)
}

// reader reads one source.
type reader struct {
	src       *loaders.Source
	options   annotated.Options
	annotator string
	seen      map[string]int // line of each example by its name
	urls      records.Addresses
	join      *records.Joiner
	last      *records.Draft
	labels    map[string]string // names by number, of the form of 2020; nil until they are needed
	bare      int               // examples with several spans and an empty list of relations
	related   int               // examples with relations
}

// annotatorOf is whom a file of an exported ZIP is named after.
func annotatorOf(src *loaders.Source) string {
	if src.In == nil {
		return ""
	}
	name, _, _ := strings.Cut(path.Base(src.File), ".")
	if name == "all" || name == "unknown" {
		return ""
	}
	return name
}
