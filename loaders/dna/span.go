package dna

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// label is that of statements with the four variables of a statement.
const label = "DNA Statement"

// isStatement reports whether a type has the variables of a statement.
func (t *statementType) isStatement() bool {
	for _, name := range []string{"person", "organization", "concept", "agreement"} {
		if !slices.ContainsFunc(t.variables, func(v *variable) bool { return strings.EqualFold(v.name, name) }) {
			return false
		}
	}
	return true
}

// span adds a statement to its document.
func (r *reading) span(d *records.Draft, s *statement) {
	where := fmt.Sprintf("statement %d", s.id)
	for _, what := range s.wrong {
		d.Bad(loaders.Place{}, "%s: %s; correct it in the program", where, what)
	}
	switch {
	case len(s.wrong) > 0:
		return
	case s.start < 0 || s.stop <= s.start:
		d.Bad(loaders.Place{}, "%s: it goes from %d to %d; the end must be after the start, which counts from 0: mark its words anew", where, s.start, s.stop)
		return
	}
	of := r.types[s.of]
	span := annotated.Span{ID: where, Label: of.label, Annotator: s.coder, Where: where, Attributes: map[string][]string{},
		Pieces: []annotated.Piece{{Start: int(s.start), End: int(s.stop)}}}
	if of.statement {
		span.Label = label
	}
	for _, v := range s.values {
		if strings.TrimSpace(v.words) == "" {
			continue
		}
		span.Attributes[v.variable.name] = []string{v.words}
		if v.entity != nil {
			r.describe(d, v)
		}
	}
	d.Spans = append(d.Spans, span)
}

// describe tells of an entity that a statement of the document refers to.
func (r *reading) describe(d *records.Draft, v value) {
	e := annotated.Entity{Attribute: v.variable.name, Value: v.words}
	if len(v.entity.attributes) == 0 && !v.entity.child || r.described[v] {
		return
	}
	r.described[v] = true
	if v.entity.child {
		d.Count("groups that entities are in")
	}
	var notes []string
	for _, a := range v.entity.attributes {
		switch strings.ToLower(a[0]) {
		case "alias":
			for _, alias := range strings.Split(a[1], ";") {
				if alias = strings.TrimSpace(alias); alias != "" {
					e.Aliases = append(e.Aliases, alias)
				}
			}
		case "type":
			e.Type = a[1]
		case "notes":
			notes = append(notes, a[1])
		default:
			d.Count("attribute " + shown(a[0]) + " of entities")
		}
	}
	e.Description = strings.Join(notes, "\n")
	d.Entities = append(d.Entities, e)
}

// date reads when a document was published.
func (r *reading) date(d *records.Draft, date int64) {
	const year1, year10000 = -62135596800, 253402300800 // in seconds since 1970
	at, zone := time.Unix(date, 0), time.UTC
	if r.form == 2 {
		at, zone = time.UnixMilli(date), r.zone
	}
	if s := at.Unix(); s < year1+24*3600 || s >= year10000-24*3600 {
		d.Warn(loaders.Place{}, "document %s: its date is %d, which is no day of the years 1 to 9999: left out", d.Name, date)
		return
	}
	at = at.In(zone)
	d.Meta.PublishedAt = at.Format(time.DateOnly)
	clock := at.Format(time.TimeOnly)
	switch {
	case clock == "00:00:00":
	case r.form == 3 || r.zoned:
		d.Other("time", clock)
	default:
		d.Warn(loaders.Place{}, "document %s: its date is %s at %s UTC; this version counts from midnight where the coder sat, so the day may be another: say where with --timezone", d.Name, d.Meta.PublishedAt, clock)
	}
}
