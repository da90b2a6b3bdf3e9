package labelstudio

import (
	"fmt"
	"strings"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// task reads a task of the JSON export.
func (r *reader) task(n int, v *records.Value) (*annotated.Document, error) {
	d := r.draft(n, v)
	r.once(d, v.Place)
	chosen := r.chosen(d, v)
	for i, w := range chosen {
		if len(chosen) > 1 {
			w.where += ", " + w.name
		}
		w.read(d)
		switch {
		case i == 0:
			d.Meta.Annotator = w.annotator
		case d.Meta.Annotator != w.annotator:
			d.Meta.Annotator = ""
		}
	}
	return d.Document, r.article(d, v)
}

// chosen are the annotations of a task that are loaded: the ground truth where there
// is one, else those that were not cancelled; where there are none, the predictions,
// if they are asked for.
func (r *reader) chosen(d *records.Draft, v *records.Value) []*work {
	all := v.Get("annotations")
	if all == nil {
		all = v.Get("completions") // the name until 2021
	}
	var valid, truth []*work
	for i, a := range all.List() {
		if a.Kind != records.Object {
			d.Bad(a.Place, "%s: annotation %d is %s; an annotation is an object: export the annotations, not their ids", d.Name, i+1, a.What())
			continue
		}
		if a.Get("was_cancelled").True() || a.Get("skipped").True() {
			d.Count("cancelled annotations")
			continue
		}
		w := &work{of: a, where: d.Name, name: "annotation " + a.Get("id").Scalar(), annotator: person(a.Get("completed_by"))}
		if a.Get("id") == nil {
			w.name = fmt.Sprintf("annotation %d", i+1)
		}
		valid = append(valid, w)
		if a.Get("ground_truth").True() {
			truth = append(truth, w)
		}
	}
	d.CountN("drafts", len(v.Get("drafts").List()))
	predictions := v.Get("predictions").List()
	if truth != nil {
		d.CountN("annotations beside the ground truth", len(valid)-len(truth))
		valid = truth
	}
	if valid == nil && r.options.Predictions {
		return predicted(d, predictions)
	}
	d.CountN("predictions", len(predictions))
	return valid
}

// predicted are the predictions of a task that nobody annotated.
func predicted(d *records.Draft, predictions []*records.Value) []*work {
	var all []*work
	for i, p := range predictions {
		if p.Kind != records.Object {
			d.Warn(p.Place, "%s: the file has only the ids of its predictions; export them whole (interpolate_key_frames or the snapshot option “include predictions”)", d.Name)
			d.CountN("predictions", len(predictions)-i)
			break
		}
		w := &work{of: p, where: d.Name, name: "prediction " + p.Get("id").Scalar(), annotator: "model", predicted: true}
		if p.Get("id") == nil {
			w.name = fmt.Sprintf("prediction %d", i+1)
		}
		if version := p.Get("model_version").Scalar(); version != "" {
			w.annotator = "model " + version
		}
		w.score = p.Get("score")
		all = append(all, w)
	}
	if all != nil {
		d.Meta.Tool = "Label Studio, " + all[0].annotator
	}
	return all
}

// person is the number of who annotated. Addresses are not kept.
func person(v *records.Value) string {
	if v.Is(records.Object) {
		v = v.Get("id")
	}
	if text := v.Scalar(); !strings.Contains(text, "@") {
		return text
	}
	return ""
}

// article finds the text among the data of a task, converts the offsets, and takes the rest as metadata.
func (r *reader) article(d *records.Draft, v *records.Value) error {
	data := v.Get("data")
	text := r.text(d, v)
	if data != nil {
		var rest []records.Field
		for _, f := range data.Fields {
			if f.Value != text {
				rest = append(rest, f)
			}
		}
		d.Metadata(rest, r.options)
	}
	if text == nil {
		return nil
	}
	d.Text = text.Text
	return d.Settle(annotated.CodePoints, r.options.Offsets)
}

// text is the text that was annotated, nil with a problem where there is none.
func (r *reader) text(d *records.Draft, v *records.Value) *records.Value {
	data := v.Get("data")
	text := data.Get("text")
	var candidates []*records.Value
	switch {
	case text.Is(records.String):
		candidates = []*records.Value{text}
	case data != nil:
		for _, f := range data.Fields {
			if f.Kind != records.String || records.IsAddress(f.Text) {
				continue
			}
			if len(d.Spans) == 0 || d.Fits(f.Text) {
				candidates = append(candidates, f.Value)
			}
		}
		if len(candidates) > 1 && len(d.Spans) == 0 {
			candidates = nil // nothing tells them apart, and nothing is lost
		}
	}
	none := len(d.Spans) == 0
	switch {
	case len(candidates) == 1 && !records.IsAddress(candidates[0].Text):
		return candidates[0]
	case len(candidates) == 1 && !none:
		d.Bad(candidates[0].Place, "%s: the data has the address %.60q instead of the text, which is not fetched; import the text itself into Label Studio", d.Name, candidates[0].Text)
	case none:
		d.NoText = true
	case data == nil:
		d.Bad(v.Place, "%s: the task has no data, and so no text; export it with its data", d.Name)
	case len(candidates) > 1:
		d.Bad(data.Place, "%s: there is no data.text, and the quotes fit in several texts of the data; name the one that was annotated “text”", d.Name)
	default:
		d.Bad(data.Place, "%s: there is no data.text, and no other text of the data has all quotes where the regions are; name the one that was annotated “text”", d.Name)
	}
	return nil
}
