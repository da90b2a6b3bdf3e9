package annotated

import (
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// act is a position on its way, with the span that shows it.
type act struct {
	change.Position
	shownBy int // span, or -1
	at      int // where it stands in the text
}

// answered are the demands that a response is on: those linked to it, or the one whose key
// it has.
func (m *mapper) answered(t int) []*wanted {
	var all []*wanted
	add := func(w *wanted) {
		if w != nil && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	for _, a := range m.spans[t].args {
		if a.role == profile.AsDemand || a.role == profile.AsContent {
			add(m.demandAt(a.tail))
		}
	}
	for _, id := range m.identifiers(t) {
		if scheme, key, ok := linking.Identifier(id); ok && scheme == "demandgraph" {
			if m.wanted[key] == nil {
				m.want(&wanted{key: key, given: true, line: m.line(t)})
			}
			add(m.wanted[key])
		}
	}
	return all
}

// responses finds what responds to demands. One without a demand is kept as a mention.
func (m *mapper) responses() {
	for t := range m.spans {
		if !m.trigger(t) || m.spans[t].meaning.Position().Makes() {
			continue
		}
		if m.spans[t].says.negated {
			m.negated(t)
			continue
		}
		on := m.answered(t)
		if len(on) == 0 {
			m.warn(t, "no demand is linked to this response: kept as a mention only")
			for _, a := range m.spans[t].args {
				m.warnLink(a.link, "the response that it is about is kept as a mention only")
			}
			continue
		}
		m.useAnswered(t)
		for _, w := range on {
			m.act(t, m.spans[t].meaning.Position(), w)
		}
		for _, a := range m.spans[t].args {
			if slices.Contains([]string{profile.AsAddressee, profile.AsRegion, profile.AsTopic}, a.role) {
				m.warnLink(a.link, "it belongs to a demand, not to a response: not loaded")
			}
		}
	}
}

// useAnswered marks the links by which a response has its demands.
func (m *mapper) useAnswered(t int) {
	for _, a := range m.spans[t].args {
		if (a.role == profile.AsDemand || a.role == profile.AsContent) && m.demandAt(a.tail) != nil {
			m.used[a.link] = true
		}
	}
}

// act makes a position of a trigger for each of its takers.
func (m *mapper) act(t int, kind demand.PositionKind, on *wanted) {
	says, is := m.spans[t].says, m.spans[t].meaning
	p := change.Position{Line: m.line(t), Kind: kind, Demand: on.key, For: m.one(t, profile.AsOnBehalfOf), AccordingTo: m.one(t, profile.AsAccordingTo),
		Event: m.one(t, profile.AsEvent), Place: m.one(t, profile.AsPlace), Certainty: m.certainty(says), CameoCode: is.CameoCode, PloverCode: is.PloverCode}
	notes := slices.Clone(says.notes)
	p.Date, notes = m.dated(t, notes)
	p.Note = strings.Join(notes, "\n")
	takers, _ := m.filled(t, profile.AsDemander)
	if len(takers) == 0 {
		m.warn(t, "nobody is known who does this: no position, only the words are kept")
		return
	}
	for _, taker := range takers {
		one := p
		one.Actor = taker
		if one.For == taker {
			one.For = ""
		}
		if one.AccordingTo == taker { // on its own word
			one.AccordingTo = ""
		}
		one.Evidence = m.evidence(t)
		m.acts = append(m.acts, act{one, t, m.start(t)})
	}
}

// dated reads the date of a trigger: what reads as one, or what the profile resolves; all
// else becomes a note.
func (m *mapper) dated(t int, notes []string) (demand.Date, []string) {
	var date demand.Date
	take := func(words string) {
		read, ok := m.is.Dates[profile.Normalize(words)]
		if !ok {
			read, ok = readDate(words)
		}
		if !ok || !date.IsZero() && read != date {
			notes = append(notes, "date as told: "+oneLine(words))
			return
		}
		date = read
	}
	if told := m.spans[t].says.date; told != "" {
		take(told)
	}
	for _, i := range m.tails(t, profile.AsDate) {
		if told := m.spans[i].says.date; told != "" {
			take(told)
			continue
		}
		take(m.words(i))
	}
	m.use(t, profile.AsDate)
	return date, notes
}

// writeActs writes the positions in the order of the text. The same span with the same label by two people is one
// position that two annotations show.
func (m *mapper) writeActs() {
	slices.SortStableFunc(m.acts, func(a, b act) int { return a.at - b.at })
	tellings := map[string][]int{} // of one act at one place, by index in the document's positions
	var by []int                   // the span that shows each position
	for _, a := range m.acts {
		is := demand.PositionKey(demand.Act{Kind: a.Kind, Taker: a.Actor, For: a.For, Demand: a.Demand, AccordingTo: a.AccordingTo, Event: a.Event, Date: a.Date})
		if a.shownBy >= 0 {
			is += " " + m.doc.Spans[a.shownBy].offsets()
		}
		same := slices.IndexFunc(tellings[is], func(n int) bool { return m.twice(by[n], a.shownBy) })
		if same >= 0 {
			n := tellings[is][same]
			m.out.Positions[n].Evidence = append(m.out.Positions[n].Evidence, a.Evidence...)
			continue
		}
		tellings[is] = append(tellings[is], len(by))
		m.out.Positions = append(m.out.Positions, a.Position)
		by = append(by, a.shownBy)
	}
}

// twice reports whether two spans are one, by two annotators.
func (m *mapper) twice(a, b int) bool {
	if a < 0 || b < 0 || a == b {
		return false
	}
	one, two := &m.doc.Spans[a], &m.doc.Spans[b]
	return slices.Equal(one.Pieces, two.Pieces) && one.Quote == two.Quote && one.Annotator != two.Annotator &&
		profile.Normalize(one.Label) == profile.Normalize(two.Label)
}
