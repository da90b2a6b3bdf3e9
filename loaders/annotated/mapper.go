package annotated

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// mapper turns one annotated document into one of changes. Every span ends as an
// annotation, or is counted; every link is used, counted or reported.
type mapper struct {
	doc    *Document
	is     *profile.Profile
	linker *linking.Linker
	tally  *Tally // of the run; nil to warn of what it would count
	text   *Text
	out    *change.Document
	date   demand.Date // of the article

	spans   []mapped
	used    []bool          // links that mean something, or were reported
	same    []int           // of each span, one before it that stands for the same thing, or itself
	groups  map[int][]int   // by root, once asked for
	at      map[int]*wanted // by trigger or content
	wanted  map[string]*wanted
	demands []*wanted // in the order in which they were found
	names   map[name]linking.Result
	here    map[demand.Ref]bool // nodes named in roles
	said    map[demand.Ref]*linking.Said
	order   []demand.Ref // of said
	acts    []act

	entities map[[2]string]Entity // by attribute and value, once asked for

	sentences []Piece // once asked for

	unknown  map[labelled]int // labels that the profile does not have
	counted  map[string]int
	variants map[string]int // names that were linked by a spelling variant
	problems []loaders.Problem
	warnings []loaders.Problem
}

// mapped is what is known of a span while it is mapped.
type mapped struct {
	meaning profile.Meaning
	known   bool // the profile has its label
	says    said
	args    []argument // links of which it is the head
	roles   []string   // what it does in others
	shown   bool       // its annotation is evidence of something
}

// argument is a link seen from its head.
type argument struct {
	role string // one of profile.LinkWords
	tail int
	link int
}

// labelled is a label of spans, links or attributes.
type labelled struct{ what, label string }

// mapDocument maps a checked document to out, which has its article already.
func mapDocument(d *Document, is *profile.Profile, linker *linking.Linker, tally *Tally, out *change.Document) *mapper {
	m := &mapper{doc: d, is: is, linker: linker, tally: tally, text: NewText(d.Text), out: out, date: out.Article.PublishedAt,
		spans: make([]mapped, len(d.Spans)), used: make([]bool, len(d.Links)), same: make([]int, len(d.Spans)),
		wanted: map[string]*wanted{}, at: map[int]*wanted{}, names: map[name]linking.Result{}, here: map[demand.Ref]bool{}, said: map[demand.Ref]*linking.Said{},
		unknown: map[labelled]int{}, counted: map[string]int{}, variants: map[string]int{}}
	for i := range d.Spans {
		m.same[i] = i
		m.meaning(i)
	}
	m.links()
	m.findDemands()
	m.responses()
	m.statements()
	m.codings()
	m.direct()
	m.writeDemands()
	m.writeActs()
	m.terms()
	m.mentions()
	m.describe()
	m.report()
	return m
}

// meaning looks up what a span's label means and what its attributes say.
func (m *mapper) meaning(i int) {
	s, to := &m.doc.Spans[i], &m.spans[i]
	to.meaning, to.known = m.is.Spans.Of(s.Label)
	if !to.known {
		m.unknown[labelled{"span", s.Label}]++
		return
	}
	if to.meaning.As == profile.AsIgnore {
		m.counted["spans labelled "+s.Label+", which the profile ignores"]++
	}
	to.says = m.says(s.Attributes, to.meaning, s.problem)
	if s.Note != "" {
		to.says.notes = append(to.says.notes, s.Note)
	}
}

// trigger reports whether a span stands for what an actor does.
func (m *mapper) trigger(i int) bool { return m.spans[i].meaning.Position() != "" }

// mention reports whether a span names something.
func (m *mapper) mention(i int) bool {
	switch m.spans[i].meaning.As {
	case profile.AsActor, profile.AsRegion, profile.AsGeopolitical, profile.AsTopic, profile.AsEvent:
		return true
	}
	return false
}

// warn reports something of a span.
func (m *mapper) warn(i int, format string, args ...any) {
	m.warnings = append(m.warnings, m.doc.Spans[i].problem(format, args...))
}

// warnLink reports a link, which is done with.
func (m *mapper) warnLink(i int, format string, args ...any) {
	l := &m.doc.Links[i]
	m.used[i] = true
	m.warnings = append(m.warnings, loaders.Problem{Place: l.Place, Message: l.name() + ": " + fmt.Sprintf(format, args...)})
}

// inText compares spans by where they stand.
func (m *mapper) inText(a, b int) int {
	return cmp.Or(cmp.Compare(m.start(a), m.start(b)), cmp.Compare(a, b))
}

func (m *mapper) start(i int) int {
	if p := m.doc.Spans[i].Pieces; len(p) > 0 {
		return p[0].Start
	}
	return -1
}

// tails are the spans in a role of a head, in the order of the file.
func (m *mapper) tails(head int, role string) []int {
	var all []int
	for _, a := range m.spans[head].args {
		if a.role == role && !slices.Contains(all, a.tail) {
			all = append(all, a.tail)
		}
	}
	return all
}

// report says what the profile does not know and what was counted, each once.
func (m *mapper) report() {
	for i := range m.doc.Links {
		if !m.used[i] {
			l := &m.doc.Links[i]
			m.warnLink(i, "from %s to %s it means nothing in the model: not loaded", m.doc.Spans[l.Head].name(), m.doc.Spans[l.Tail].name())
		}
	}
	at := loaders.Place{Line: m.doc.Line}
	for _, of := range sortedKeys(m.unknown, func(a, b labelled) int { return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.label, b.label)) }) {
		known := map[string]profile.Meanings{"span": m.is.Spans, "link": m.is.Links, "attribute": m.is.Attributes}[of.what]
		u := Unknown{What: of.what, Label: of.label, Times: m.unknown[of], Nearest: known.Nearest(of.label)}
		if !m.tally.add(u) {
			m.warnings = append(m.warnings, loaders.Problem{Place: at, Message: fmt.Sprintf("the profile %s does not know %s: not loaded", m.is.Name, u)})
		}
	}
	for _, what := range sortedKeys(m.variants, strings.Compare) {
		m.warnings = append(m.warnings, loaders.Problem{Place: at, Message: fmt.Sprintf("linked by the spelling alone: %s (%s)", what, times(m.variants[what]))})
	}
	for _, what := range sortedKeys(m.counted, strings.Compare) {
		if m.tally.count(what, m.counted[what]) {
			continue
		}
		m.warnings = append(m.warnings, loaders.Problem{Place: at, Message: fmt.Sprintf("not loaded: %s (%s)", what, times(m.counted[what]))})
	}
}

func sortedKeys[K comparable](m map[K]int, compare func(a, b K) int) []K {
	var all []K
	for k := range m {
		all = append(all, k)
	}
	slices.SortFunc(all, compare)
	return all
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
