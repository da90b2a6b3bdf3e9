package webannotsv

import (
	"strconv"
	"strings"

	"demandgraph/loaders/cas"
)

// relation takes a relation to the row.
func (b *builder) relation(unit, layer int, items []string) {
	u, l := &b.units[unit], &b.layers[layer]
	if cas.Skipped(l.name) {
		b.cas.Count(l.name[strings.LastIndexByte(l.name, '.')+1:])
		return
	}
	r := link{unit: unit, layer: layer, values: map[string]string{}}
	for c, col := range l.columns {
		if col.kind != sourceColumn {
			text, _, _ := cutID(items[c])
			if text, present := value(text); present && col.feature != "" {
				r.values[col.feature] = text
			}
			continue
		}
		source, ids, ok := cutID(items[c])
		r.source = source
		if ok {
			from, to, found := strings.Cut(ids, "_")
			var err, err2 error
			r.from, err = strconv.Atoi(from)
			r.to, err2 = strconv.Atoi(to)
			if !found || err != nil || err2 != nil {
				b.cas.Problem(u.at, "%s: [%s] after the source of a relation is not two numbers, such as [0_2]", u.id, short(ids))
				return
			}
		}
	}
	b.links = append(b.links, r)
}

// resolve finds the structure that a reference to a row and perhaps an id means; what
// says who refers to it.
func (b *builder) resolve(u *unit, what, row string, id int, typeName string) (string, bool) {
	i, ok := b.byID[row]
	if !ok {
		b.cas.Problem(u.at, "%s: %s is in row %q, which is not in the file", u.id, what, short(row))
		return "", false
	}
	var here, others []*mark // of the layer that is meant, and of any
	for l := range b.layers {
		if b.layers[l].kind == relationLayer {
			continue
		}
		for _, m := range b.at[cell{i, l}] {
			if id > 0 && m.id != strconv.Itoa(id) {
				continue
			}
			if b.layers[l].name == typeName {
				here = append(here, m)
			}
			others = append(others, m)
		}
	}
	if len(here) == 0 && typeName != tokenType {
		here = others
	}
	if len(here) > 1 && id == 0 { // one that needs no id is meant
		var plain []*mark
		for _, m := range here {
			if m.id == "" {
				plain = append(plain, m)
			}
		}
		here = plain
	}
	switch {
	case len(here) == 1:
		return here[0].structure, true
	case len(here) == 0 && id == 0 && typeName == tokenType && !b.units[i].sub:
		return b.token(i), true
	case id > 0:
		b.cas.Problem(u.at, "%s: %s is [%d] in row %s, where %d annotations go by it", u.id, what, id, row, len(here))
	default:
		b.cas.Problem(u.at, "%s: %s is in row %s, where %d annotations could be meant", u.id, what, row, len(here))
	}
	return "", false
}

// token makes a structure for a token that a reference means.
func (b *builder) token(i int) string {
	if id, ok := b.tokens[i]; ok {
		return id
	}
	id := b.newID()
	b.tokens[i] = id
	u := &b.units[i]
	b.cas.Structures = append(b.cas.Structures, cas.Structure{ID: id, Type: tokenType, Place: u.at, Where: "row " + u.id,
		Features: ends(u.begin, u.end)})
	return id
}

// ends are the features begin and end.
func ends(begin, end int) []cas.Feature {
	return []cas.Feature{{Name: "begin", Texts: []string{strconv.Itoa(begin)}}, {Name: "end", Texts: []string{strconv.Itoa(end)}}}
}

// arguments makes the links of an event, and the feature that refers to them.
func (b *builder) arguments(m *mark, c int) (f cas.Feature, ok bool) {
	u := &b.units[m.unit]
	col, target := b.layers[m.layer].columns[c], b.layers[m.layer].columns[c+1]
	f.Name = col.feature
	cells := m.roles[c]
	if cells[1] == "*" || cells[1] == "_" {
		return f, false // an event without arguments
	}
	roles, targets := split(cells[0], ';'), split(cells[1], ';')
	if len(roles) != len(targets) {
		b.cas.Problem(u.at, "%s: %s has %d roles and %d targets", u.id, col.feature, len(roles), len(targets))
		return f, false
	}
	for i, role := range roles {
		row, id, has := cutID(targets[i])
		n := 0
		if has {
			var err error
			if n, err = strconv.Atoi(id); err != nil || n < 1 {
				b.cas.Problem(u.at, "%s: [%s] after a target is no number", u.id, short(id))
				continue
			}
		}
		what := "the argument " + role
		to, ok := b.resolve(u, what, row, n, target.target)
		if !ok {
			continue
		}
		s := cas.Structure{ID: b.newID(), Type: col.target, Place: u.at, Where: "row " + u.id + ", " + what,
			Features: []cas.Feature{{Name: "target", Refs: []string{to}}}}
		if text, present := value(role); present {
			s.Features = append(s.Features, cas.Feature{Name: "role", Texts: []string{text}})
		}
		f.Refs = append(f.Refs, s.ID)
		b.cas.Structures = append(b.cas.Structures, s)
	}
	return f, true
}
