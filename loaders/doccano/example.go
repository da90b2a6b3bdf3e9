package doccano

import (
	"fmt"
	"path"
	"strings"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// own are the fields of a record that are no metadata.
var own = map[string]bool{"id": true, "text": true, "data": true, "label": true, "labels": true, "entities": true,
	"relations": true, "annotations": true, "Comments": true, "comments": true, "annotation_approver": true}

// example reads a record.
func (r *reader) example(n int, v *records.Value) (*records.Draft, error) {
	name := fmt.Sprintf("%s example %d", path.Base(r.src.Name), n) // the file says none
	id := v.Get("id").Scalar()
	if id != "" {
		name = "example " + id
	}
	d := records.NewDraft(r.src, name, v.Line)
	d.Meta.Tool, d.Meta.Annotator = "doccano", r.annotator
	if line, twice := r.seen[name]; twice {
		d.Bad(v.Place, "%s: the example at line %d has the same id; export each once", name, line)
	} else {
		r.seen[name] = v.Line
	}
	text := textOf(v)
	if !text.Is(records.String) {
		d.Bad(v.Place, "%s: its text is %s; name the column with the text “text”", name, text.What())
		return d, nil
	}
	d.Text = text.Text
	r.metadata(d, v)
	r.spans(d, v)
	for _, name := range []string{"Comments", "comments"} {
		d.CountN("comments", len(v.Get(name).List()))
	}
	return d, d.Settle(annotated.UTF16, r.options.Offsets)
}

// metadata takes the fields of the upload. Whole numbers have become 3.0 where other records lack them.
func (r *reader) metadata(d *records.Draft, v *records.Value) {
	var rest []records.Field
	for _, f := range v.Fields {
		switch {
		case f.Name == "meta" && f.Kind == records.Object:
			rest = append(rest, f.Fields...)
		case own[f.Name]:
		case f.Kind == records.Number:
			whole := *f.Value
			whole.Text = strings.TrimSuffix(f.Text, ".0")
			rest = append(rest, records.Field{Name: f.Name, Value: &whole})
		default:
			rest = append(rest, f)
		}
	}
	d.Metadata(rest, r.options)
}

// spans reads the spans and relations of a record, in whichever form they are.
func (r *reader) spans(d *records.Draft, v *records.Value) {
	switch entities, old := v.Get("entities"), v.Get("annotations"); {
	case entities != nil:
		r.entities(d, v, entities)
	case old != nil:
		r.numbered(d, old)
	default:
		r.triples(d, v)
	}
}

// triples reads the spans of a project without relations.
func (r *reader) triples(d *records.Draft, v *records.Value) {
	for i, t := range labelOf(v).List() {
		where := fmt.Sprintf("%s, span %d", d.Name, i+1)
		if !isTriple(t) {
			d.Bad(t.Place, "%s: it is %s; a span is [start, end, label]", where, t.What())
			continue
		}
		from := &records.Value{Kind: records.Object, Place: t.Place, Fields: []records.Field{{Name: "start", Value: t.Items[0]}, {Name: "end", Value: t.Items[1]}}}
		r.span(d, from, "start", "end", t.Items[2].Str(), annotated.Span{Annotator: r.annotator, Place: t.Place, Where: where})
	}
}

// span adds a span. It is false for one that is bad.
func (r *reader) span(d *records.Draft, from *records.Value, startName, endName, label string, s annotated.Span) bool {
	if label == "" {
		d.Bad(from.Place, "%s: it has no label; give it one or remove it", s.Where)
		return false
	}
	start, end, ok := d.Offsets(from, startName, endName, s.Where)
	if !ok {
		return false
	}
	s.Label, s.Pieces = label, []annotated.Piece{{Start: start, End: end}}
	d.Spans = append(d.Spans, s)
	return true
}
