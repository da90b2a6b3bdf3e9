package labelstudio

import (
	"slices"
	"strconv"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// minTask is a task of the JSON-MIN export, which has a record for each annotation.
type minTask struct {
	*records.Draft
	text  string
	later []*records.Draft // its other annotations
}

// min reads a record of the JSON-MIN export. The records of a task follow each other.
func (r *reader) min(n int, v *records.Value, yield func(*annotated.Document) error) error {
	d := r.draft(n, v)
	d.Meta.Tool = "Label Studio, JSON-MIN"
	text, err := r.minRecord(d, v)
	if err != nil {
		return err
	}
	if r.open != nil && r.open.Name == d.Name && r.open.text == text && v.Get("id") != nil {
		r.open.later = append(r.open.later, d)
		return nil
	}
	if err := r.finish(yield); err != nil {
		return err
	}
	r.once(d, v.Place)
	if !r.warned {
		r.warned = true
		d.Warn(v.Place, "this is JSON-MIN, which has neither relations nor what a choice belongs to: only mentions are read; export as JSON to keep them")
	}
	r.open = &minTask{Draft: d, text: text}
	return nil
}

// finish hands over the task to which nothing more can be added.
func (r *reader) finish(yield func(*annotated.Document) error) error {
	if r.open == nil {
		return nil
	}
	d := r.open
	r.open = nil
	d.Merge(d.later)
	return yield(d.Document)
}

// minNames are the fields that the export itself adds.
var minNames = []string{"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"}

// minRecord reads one annotation and gives the text that it is of.
func (r *reader) minRecord(d *records.Draft, v *records.Value) (string, error) {
	annotator := person(v.Get("annotator"))
	d.Meta.Annotator = annotator
	w := &work{where: d.Name, annotator: annotator}
	data := &records.Value{Kind: records.Object, Place: v.Place}
	results := false // the fields after the id are the annotation's
	for _, f := range v.Fields {
		switch {
		case f.Name == "id":
			results = true
		case slices.Contains(minNames, f.Name):
		case minRegions(f.Value):
			w.minRegions(d, f)
		case results && f.Kind != records.Null && f.Name != "text":
			d.Count("choices and texts whose region JSON-MIN does not tell")
		default:
			data.Fields = append(data.Fields, f)
		}
	}
	err := r.article(d, &records.Value{Kind: records.Object, Place: v.Place, Fields: []records.Field{{Name: "data", Value: data}}})
	return d.Text, err
}

// minRegions tells whether a field is the regions that a control gave.
func minRegions(v *records.Value) bool {
	for _, item := range v.List() {
		if item.Get("start") != nil && labelsOf(item) != nil {
			return true
		}
	}
	return false
}

// minRegions adds the regions of a control.
func (w *work) minRegions(d *records.Draft, f records.Field) {
	for i, value := range f.List() {
		result := &records.Value{Kind: records.Object, Place: value.Place, Fields: []records.Field{{Name: "value", Value: value}}}
		g := &region{where: w.where + ", " + f.Name + " " + strconv.Itoa(i+1), result: result, span: -1}
		if !g.place(d, result, value, "") {
			continue
		}
		if g.labels = labelsOf(value); g.labels == nil && g.at == nil {
			d.Count("choices and texts whose region JSON-MIN does not tell")
			continue
		}
		w.span(d, g)
	}
}
