package labelstudio

import (
	"context"
	"fmt"
	"path"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// Format is the name of the format.
const Format = "label-studio"

// Reader reads exports of Label Studio. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// Detect reports whether a file begins with a task, of the JSON or the JSON-MIN export.
func (Reader) Detect(_ *loaders.Source, head []byte, whole bool) bool {
	for _, v := range records.Head(head, 20) {
		if isTask(v) || isMin(v, !whole) {
			return true
		}
	}
	return false
}

// isTask tells whether a record is a task of the JSON export, or of the form in
// which tasks are given to Label Studio.
func isTask(v *records.Value) bool {
	for _, name := range []string{"annotations", "completions", "predictions"} {
		for _, a := range v.Get(name).List() {
			if a.Get("result").Is(records.Array) {
				return true
			}
		}
		if v.Get(name).Is(records.Array) && v.Get("data").Is(records.Object) {
			return true
		}
	}
	return false
}

// isMin tells whether a record is one of the JSON-MIN export; of one that may be
// cut off, its regions do.
func isMin(v *records.Value, cut bool) bool {
	if v.Get("annotation_id") != nil && v.Get("annotator") != nil {
		return true
	}
	for _, f := range v.Fields {
		if cut && minRegions(f.Value) {
			return true
		}
	}
	return false
}

// ReadDocuments hands over a document for each task.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	r := &reader{src: src, options: o, seen: map[string]int{}}
	err := records.Each(ctx, src, func(d *annotated.Document) error {
		if err := r.finish(yield); err != nil {
			return err
		}
		return yield(d)
	}, func(n int, v *records.Value) error {
		switch {
		case isMin(v, false):
			return r.min(n, v, yield)
		case isTask(v):
			if err := r.finish(yield); err != nil {
				return err
			}
			d, err := r.task(n, v)
			if err != nil {
				return err
			}
			return yield(d)
		}
		d := r.draft(n, v)
		d.Bad(v.Place, "%s: this is no task of Label Studio: it has neither annotations with results nor, as in JSON-MIN, annotator and annotation_id", d.Name)
		return yield(d.Document)
	})
	if err != nil {
		return err
	}
	return r.finish(yield)
}

// reader reads one source.
type reader struct {
	src     *loaders.Source
	options annotated.Options
	seen    map[string]int // line of each task by its name
	warned  bool           // of relations that JSON-MIN has lost
	open    *minTask       // that the next record may add to
}

// draft begins the document of a task.
func (r *reader) draft(n int, v *records.Value) *records.Draft {
	name := fmt.Sprintf("%s task %d", path.Base(r.src.Name), n) // the file says none
	id := v.Get("id").Scalar()
	if id == "" {
		id = v.At("data.id").Scalar()
	}
	if id != "" {
		name = "task " + id
	}
	d := records.NewDraft(r.src, name, v.Line)
	d.Meta.Tool = "Label Studio"
	return d
}

// once makes a task bad whose id another one has.
func (r *reader) once(d *records.Draft, at loaders.Place) {
	if line, twice := r.seen[d.Name]; twice {
		d.Bad(at, "%s: the task at line %d has the same id; export each task once", d.Name, line)
		return
	}
	r.seen[d.Name] = at.Line
}
