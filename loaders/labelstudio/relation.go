package labelstudio

import (
	"fmt"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// relation adds the links of a relation, one for each of its labels.
func (w *work) relation(d *records.Draft, i int, rel *records.Value) {
	from, to := rel.Get("from_id").Scalar(), rel.Get("to_id").Scalar()
	where := fmt.Sprintf("%s, relation %s → %s", w.where, from, to)
	head, tail := w.regions[from], w.regions[to]
	switch {
	case head == nil:
		d.Bad(rel.Place, "%s: there is no region %q, where it begins", where, from)
		return
	case tail == nil:
		d.Bad(rel.Place, "%s: there is no region %q, where it ends", where, to)
		return
	case head.bad || tail.bad: // what is wrong is said there
		return
	case head.span < 0 || tail.span < 0:
		d.Count("relations of regions that are not kept")
		return
	}
	labels := rel.Get("labels").Strings()
	if labels == nil {
		d.Count("relations without a label")
	}
	direction := rel.Get("direction").Str()
	switch direction {
	case "", "right", "left", "bi":
	default:
		d.Bad(rel.Place, "%s: its direction is %q; it is right, left or bi", where, direction)
		return
	}
	for _, g := range []*region{head, tail} {
		if len(g.labels) > 1 && len(labels) > 0 {
			d.Warn(rel.Place, "%s: the region %s has several labels; the relation is taken for %s", where, g.result.Get("id").Scalar(), g.labels[0])
		}
	}
	for _, role := range labels {
		link := annotated.Link{ID: rel.Get("id").Scalar(), Role: role, Head: head.span, Tail: tail.span, Annotator: w.annotator, Place: rel.Place, Where: where}
		if direction != "left" {
			d.Links = append(d.Links, link)
		}
		if direction == "left" || direction == "bi" {
			link.Head, link.Tail = link.Tail, link.Head
			d.Links = append(d.Links, link)
		}
	}
}
