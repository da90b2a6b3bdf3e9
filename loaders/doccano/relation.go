package doccano

import (
	"fmt"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// entities reads the spans and relations of a project with relations.
func (r *reader) entities(d *records.Draft, v, entities *records.Value) {
	index := map[string]int{} // of the span with an id, -1 for a bad one
	for i, e := range entities.List() {
		id := e.Get("id").Scalar()
		where := fmt.Sprintf("%s, entity %s", d.Name, id)
		if id == "" {
			where = fmt.Sprintf("%s, entity number %d", d.Name, i+1)
		}
		if _, twice := index[id]; twice && id != "" {
			d.Bad(e.Place, "%s: two entities have this id", where)
			continue
		}
		index[id] = -1
		if r.span(d, e, "start_offset", "end_offset", e.Get("label").Str(), annotated.Span{ID: id, Annotator: r.annotator, Place: e.Place, Where: where}) {
			index[id] = len(d.Spans) - 1
		}
	}
	relations := v.Get("relations")
	switch n := len(relations.List()); {
	case n > 0:
		r.related++
	case relations != nil && len(d.Spans) > 1:
		r.bare++
	}
	for i, rel := range relations.List() {
		id := rel.Get("id").Scalar()
		where := fmt.Sprintf("%s, relation %s", d.Name, id)
		if id == "" {
			where = fmt.Sprintf("%s, relation number %d", d.Name, i+1)
		}
		link := annotated.Link{ID: id, Role: rel.Get("type").Str(), Annotator: r.annotator, Place: rel.Place, Where: where}
		ok := link.Role != ""
		if !ok {
			d.Bad(rel.Place, "%s: it has no type; give it one or remove it", where)
		}
		for _, end := range []struct {
			field string
			to    *int
		}{{"from_id", &link.Head}, {"to_id", &link.Tail}} {
			to := rel.Get(end.field)
			i, known := index[to.Scalar()]
			if !known || to.Scalar() == "" {
				d.Bad(rel.Place, "%s: %s is %s, which is the id of no entity of this example", where, end.field, to.What())
			}
			*end.to = i
			ok = ok && known && i >= 0
		}
		if ok {
			d.Links = append(d.Links, link)
		}
	}
}
