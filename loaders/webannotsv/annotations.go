package webannotsv

import (
	"strconv"

	"demandgraph/loaders/cas"
)

// Names of what UIMA and DKPro Core call things.
const (
	annotationType = "uima.tcas.Annotation"
	topType        = "uima.cas.TOP"
	stringType     = "uima.cas.String"
	sofaType       = "uima.cas.Sofa"
	tokenType      = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
)

// mark is an annotation of a layer of spans or chains.
type mark struct {
	begin, end int
	unit       int // its first row
	layer      int
	id         string // "" for one that needs none
	values     map[string]string
	roles      map[int][2]string // cells of roles and targets, by the column of the roles
	structure  string            // its id in the CAS
}

// link is a relation, to be resolved when all marks are known.
type link struct {
	unit, layer int
	source      string
	values      map[string]string
	from, to    int // disambiguation ids, 0 for none
}

// named names a mark by the layer and its id, cell those of a layer at a row.
type (
	named struct {
		layer int
		id    string
	}
	cell struct{ unit, layer int }
)

// builder collects the annotations of a file.
type builder struct {
	*file
	cas    *cas.CAS
	marks  []*mark
	byName map[named]*mark
	at     map[cell][]*mark
	links  []link
	chains map[named]map[int]*mark // by layer and chain, then by number
	tokens map[int]string          // structures made for tokens
	nextID int
}

// annotations reads the cells of all rows.
func (b *builder) annotations() {
	for i := range b.units {
		u := &b.units[i]
		for l := range b.layers {
			layer := &b.layers[l]
			cells := u.cells[layer.first : layer.first+len(layer.columns)]
			stacks, n, ok := b.stacks(u, layer, cells)
			if !ok {
				continue
			}
			for k := range n {
				items := make([]string, len(stacks))
				for c := range stacks {
					items[c] = stacks[c][k]
				}
				switch layer.kind {
				case spanLayer:
					b.span(i, l, items)
				case chainLayer:
					b.element(i, l, items)
				case relationLayer:
					b.relation(i, l, items)
				}
			}
		}
	}
}

// stacks are the cells of a layer cut at each |, and how many annotations that makes.
func (b *builder) stacks(u *unit, layer *layer, cells []string) (stacks [][]string, n int, ok bool) {
	for c, text := range cells {
		if text == "_" {
			continue
		}
		stack := split(text, '|')
		if stacks == nil {
			stacks, n = make([][]string, len(cells)), len(stack)
		}
		if stacks[c] = stack; len(stack) != n {
			b.cas.Problem(u.at, "%s: the columns of %s have %d and %d annotations on top of each other; they must have as many", u.id, layer.name, n, len(stack))
			return nil, 0, false
		}
	}
	for c := range stacks {
		if stacks[c] != nil {
			continue
		}
		if n != 1 {
			b.cas.Problem(u.at, "%s: a column of %s has no annotation where another has %d; they must have as many", u.id, layer.name, n)
			return nil, 0, false
		}
		stacks[c] = []string{"_"}
	}
	return stacks, n, stacks != nil
}

// span takes an annotation of a layer of spans, or goes on with one.
func (b *builder) span(unit, layer int, items []string) {
	u := &b.units[unit]
	id := ""
	for c, col := range b.layers[layer].columns {
		if col.kind == targetColumn {
			continue // there ids are those of targets
		}
		if value, n, ok := cutID(items[c]); ok {
			items[c] = value
			if id != "" && id != n {
				b.cas.Problem(u.at, "%s: one annotation of %s is called [%s] and [%s]", u.id, b.layers[layer].name, id, n)
			}
			id = n
		}
	}
	m := b.mark(unit, layer, id)
	for c, col := range b.layers[layer].columns {
		switch col.kind {
		case valueColumn:
			b.value(m, u, col.feature, items[c])
		case roleColumn:
			if m.roles == nil {
				m.roles = map[int][2]string{}
			}
			if _, has := m.roles[c]; !has {
				m.roles[c] = [2]string{items[c], items[c+1]}
			}
		}
	}
}

// mark is the annotation of a layer that goes by an id, a new one without.
func (b *builder) mark(unit, layer int, id string) *mark {
	u := &b.units[unit]
	name, where := named{layer, id}, cell{unit, layer}
	m := b.byName[name]
	if id == "" || m == nil {
		m = &mark{begin: u.begin, end: u.end, unit: unit, layer: layer, id: id, values: map[string]string{}, structure: b.newID()}
		b.marks = append(b.marks, m)
		if id != "" {
			b.byName[name] = m
		}
	} else if here := b.at[where]; len(here) > 0 && here[len(here)-1] == m {
		b.cas.Problem(u.at, "%s: [%s] of %s stands twice in the row", u.id, id, b.layers[layer].name)
	}
	m.begin, m.end = min(m.begin, u.begin), max(m.end, u.end)
	b.at[where] = append(b.at[where], m)
	return m
}

// value sets a feature, which must be the same in all rows of an annotation.
func (b *builder) value(m *mark, u *unit, feature, item string) {
	text, present := value(item)
	if !present || feature == "" {
		return
	}
	if before, has := m.values[feature]; has && before != text {
		b.cas.Problem(u.at, "%s: %s of [%s] is %q here and %q in line %d; it is one annotation", u.id, feature, m.id, short(text), short(before), b.units[m.unit].at.Line)
	}
	m.values[feature] = text
}

// element takes an element of a chain, or goes on with one.
func (b *builder) element(unit, layer int, items []string) {
	u := &b.units[unit]
	chain, number, found := 0, 0, false
	for c := range items {
		if text, n, k, ok := cutChain(items[c]); ok {
			items[c], chain, number, found = text, n, k, true
		}
	}
	if !found {
		b.cas.Problem(u.at, "%s: an element of %s does not say its chain, such as ->1-2", u.id, b.layers[layer].name)
		return
	}
	m := b.mark(unit, layer, strconv.Itoa(chain)+"-"+strconv.Itoa(number))
	for c, col := range b.layers[layer].columns {
		text, _, _ := cutID(items[c])
		b.value(m, u, col.feature, text)
	}
	name := named{layer, strconv.Itoa(chain)}
	if b.chains[name] == nil {
		b.chains[name] = map[int]*mark{}
	}
	b.chains[name][number] = m
}

// newID makes an id of a structure.
func (b *builder) newID() string {
	b.nextID++
	return strconv.Itoa(b.nextID)
}
