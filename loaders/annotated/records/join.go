package records

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Joiner makes one document of those that are parts of one article: that have the
// same value in a field.
type Joiner struct {
	field string
	order []string
	parts map[string][]*Draft
	whole int      // documents that lack the field
	names []string // of the fields that the first record has
}

// NewJoiner joins by the field of a path, such as meta.url.
func NewJoiner(path string) *Joiner {
	return &Joiner{field: path, parts: map[string][]*Draft{}}
}

// Value is what a record has in the field to join by, "" for nothing.
func (j *Joiner) Value(record *Value) string {
	if j.names == nil {
		for _, f := range record.Fields {
			j.names = append(j.names, f.Name)
		}
	}
	at := record.At(j.field)
	if at.Is(Number) {
		return strings.TrimSuffix(at.Text, ".0") // what tables make of a whole number
	}
	return at.Scalar()
}

// Add adds the next document, made of a record with a value.
func (j *Joiner) Add(d *Draft, value string) {
	key := "=" + value
	if value == "" {
		j.whole++
		key = fmt.Sprint("#", j.whole)
		d.Warn(loaders.Place{Line: d.Line}, "%s: it has no field %s to be joined by, and is an article by itself", d.Name, j.field)
	}
	if j.parts[key] == nil {
		j.order = append(j.order, key)
	}
	j.parts[key] = append(j.parts[key], d)
}

// Each hands over the joined documents, in the order of the first part of each. It
// fails where no record has the field.
func (j *Joiner) Each(yield func(*annotated.Document) error) error {
	if len(j.order) > 0 && j.whole == len(j.order) {
		return fmt.Errorf("no record has the field %s to join by; the fields of the first are %s", j.field, strings.Join(j.names, ", "))
	}
	for _, key := range j.order {
		if err := yield(join(j.parts[key])); err != nil {
			return err
		}
	}
	return nil
}

// join puts the parts of an article below each other, each beginning a line.
func join(parts []*Draft) *annotated.Document {
	first := parts[0]
	if len(parts) == 1 {
		return first.Document
	}
	out := NewDraft(first.Source, first.Name, first.Line)
	out.Rebuilt = true
	var text strings.Builder
	points := 0
	for _, part := range parts {
		if points > 0 && !strings.HasSuffix(text.String(), "\n") {
			text.WriteByte('\n')
			points++
		}
		if text.Len()+len(part.Text) > loaders.MaxDocument {
			out.Bad(loaders.Place{Line: part.Line}, "%s: %s", part.Name, loaders.TooLarge())
			break
		}
		text.WriteString(part.Text)
		out.append(part.Document, points)
		points += utf8.RuneCountInString(part.Text)
	}
	out.Text = text.String()
	out.agree(parts)
	return out.Document
}

// append adds what was annotated in another document, moved by some code points.
func (d *Draft) append(part *annotated.Document, points int) {
	spans := len(d.Spans)
	for _, s := range part.Spans {
		s.Pieces = slices.Clone(s.Pieces)
		for i := range s.Pieces {
			s.Pieces[i].Start += points
			s.Pieces[i].End += points
		}
		d.Spans = append(d.Spans, s)
	}
	for _, l := range part.Links {
		l.Head += spans
		l.Tail += spans
		d.Links = append(d.Links, l)
	}
	d.Problems = append(d.Problems, part.Problems...)
	d.Warnings = append(d.Warnings, part.Warnings...)
	for what, n := range part.Counted {
		d.CountN(what, n)
	}
}

// Merge adds what was annotated in other documents of the same text. A span that
// one person marked with one label in several of them is one.
func (d *Draft) Merge(others []*Draft) {
	parts := append([]*Draft{{Document: &annotated.Document{Meta: d.Meta}}}, others...)
	for _, other := range others {
		d.merge(other)
	}
	if len(others) > 0 {
		d.agree(parts)
	}
}

func (d *Draft) merge(other *Draft) {
	index := make([]int, len(other.Spans))
	added := *other.Document
	added.Spans, added.Links = nil, nil
	before := len(d.Spans)
	for i, s := range other.Spans {
		index[i] = slices.IndexFunc(d.Spans[:before], func(t annotated.Span) bool {
			return t.Label == s.Label && t.Annotator == s.Annotator && len(s.Pieces) > 0 && slices.Equal(t.Pieces, s.Pieces)
		})
		if index[i] < 0 {
			index[i] = before + len(added.Spans)
			added.Spans = append(added.Spans, s)
			continue
		}
		take(&d.Spans[index[i]], s)
	}
	d.append(&added, 0)
	for _, l := range other.Links {
		l.Head, l.Tail = index[l.Head], index[l.Tail]
		if !slices.ContainsFunc(d.Links, func(m annotated.Link) bool {
			return m.Head == l.Head && m.Tail == l.Tail && m.Role == l.Role && m.Annotator == l.Annotator
		}) {
			d.Links = append(d.Links, l)
		}
	}
}

// take adds to a span what was said of it elsewhere.
func take(s *annotated.Span, other annotated.Span) {
	for _, id := range other.Identifiers {
		if !slices.Contains(s.Identifiers, id) {
			s.Identifiers = append(s.Identifiers, id)
		}
	}
	for name, given := range other.Attributes {
		if s.Attributes == nil {
			s.Attributes = map[string][]string{}
		}
		for _, v := range given {
			if !slices.Contains(s.Attributes[name], v) {
				s.Attributes[name] = append(s.Attributes[name], v)
			}
		}
	}
}

// agree takes over what the parts say of the article; what they say differently is
// left out, with a warning, but for the annotator, whom the spans name too.
func (d *Draft) agree(parts []*Draft) {
	m := annotated.Meta{Tool: parts[0].Meta.Tool}
	one := func(what string, get func(*annotated.Meta) string) string {
		var all []string
		for _, p := range parts {
			if v := get(&p.Meta); v != "" && !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
		switch {
		case len(all) == 1:
			return all[0]
		case len(all) > 1 && what != "":
			d.Warn(loaders.Place{Line: d.Line}, "%s: its records give the article several values for %s, %q and %q for instance; none is kept", d.Name, what, all[0], all[1])
		}
		return ""
	}
	m.Key = one("key", func(m *annotated.Meta) string { return m.Key })
	m.Title = one("title", func(m *annotated.Meta) string { return m.Title })
	m.URL = one("url", func(m *annotated.Meta) string { return m.URL })
	m.Publisher = one("publisher", func(m *annotated.Meta) string { return m.Publisher })
	m.Language = one("language", func(m *annotated.Meta) string { return m.Language })
	m.PublishedAt = one("date", func(m *annotated.Meta) string { return m.PublishedAt })
	if a := one("authors", func(m *annotated.Meta) string { return strings.Join(m.Authors, "\n") }); a != "" {
		m.Authors = strings.Split(a, "\n")
	}
	m.Annotator = one("", func(m *annotated.Meta) string { return m.Annotator })
	names := map[string]bool{}
	for _, p := range parts {
		for name := range p.Meta.Other {
			names[name] = true
		}
	}
	d.Meta = m
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if v := one("", func(m *annotated.Meta) string { return m.Other[name] }); v != "" {
			d.Other(name, v)
		} else {
			d.Count("metadata that differs between the records of an article")
		}
	}
}
