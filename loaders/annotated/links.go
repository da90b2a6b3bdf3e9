package annotated

import (
	"slices"

	"demandgraph/demand"
	"demandgraph/loaders/profile"
)

// ofTriggers are the roles that something has in what a trigger stands for.
var ofTriggers = []string{profile.AsDemander, profile.AsOnBehalfOf, profile.AsAccordingTo, profile.AsAddressee, profile.AsRegion,
	profile.AsTopic, profile.AsTerm, profile.AsEvent, profile.AsDate, profile.AsDemand, profile.AsContent, profile.AsPlace}

// ofTerms are the roles that something has in a term.
var ofTerms = []string{profile.AsDemander, profile.AsOfferedBy, profile.AsAccordingTo, profile.AsDemand}

// ofContents are the roles that a file may give to a demand's words in place of its trigger.
var ofContents = []string{profile.AsRegion, profile.AsTopic, profile.AsTerm, profile.AsAddressee}

// links finds the head of each link, and what stands for the same thing.
func (m *mapper) links() {
	var late []argument // of contents, whose triggers are not known yet
	var heads []int
	for _, group := range m.doc.Same {
		m.join(group...)
	}
	for i := range m.doc.Links {
		l := &m.doc.Links[i]
		is, known := m.is.Links.OfRole(l.Role)
		for name := range l.Attributes {
			m.counted["attributes of links ("+name+")"]++
		}
		switch {
		case !known:
			m.unknown[labelled{"link", l.Role}]++
			m.used[i] = true
			continue
		case is.As == profile.AsIgnore:
			m.counted["links labelled "+l.Role+", which the profile ignores"]++
			m.used[i] = true
			continue
		case is.As == profile.AsSame:
			m.join(l.Head, l.Tail)
			m.used[i] = true
			continue
		case is.Position() != "":
			continue // direct
		}
		head, tail := l.Head, l.Tail
		if is.Turned || m.turned(is.As, head, tail) {
			head, tail = tail, head
		}
		arg := argument{is.As, tail, i}
		switch {
		case m.trigger(head) && slices.Contains(ofTriggers, is.As),
			m.spans[head].meaning.Term() != "" && slices.Contains(ofTerms, is.As):
			m.spans[head].args = append(m.spans[head].args, arg)
		case m.spans[head].meaning.As == profile.AsContent && slices.Contains(ofContents, is.As):
			heads, late = append(heads, head), append(late, arg)
		}
	}
	of := map[int][]int{} // triggers, by their contents
	for i := range m.spans {
		for _, c := range m.tails(i, profile.AsContent) {
			of[c] = append(of[c], i)
		}
	}
	for n, arg := range late {
		for _, i := range of[heads[n]] {
			m.spans[i].args = append(m.spans[i].args, arg)
		}
	}
	m.joinIdentified()
}

// turned reports whether a file has a link the other way round: from what has a role to
// the trigger, or from a demand to the response.
func (m *mapper) turned(role string, head, tail int) bool {
	if role == profile.AsDemand {
		return m.trigger(head) && m.spans[head].meaning.Position().Makes() && m.trigger(tail) && !m.spans[tail].meaning.Position().Makes() ||
			!m.trigger(head) && m.spans[head].meaning.Term() == "" && m.trigger(tail)
	}
	if m.spans[tail].meaning.Term() != "" && m.mention(head) {
		return slices.Contains(ofTerms, role)
	}
	return !m.trigger(head) && m.trigger(tail) && m.spans[head].known
}

// join makes spans stand for one thing.
func (m *mapper) join(spans ...int) {
	m.groups = nil
	for _, i := range spans {
		a, b := m.root(spans[0]), m.root(i)
		m.same[max(a, b)] = min(a, b)
	}
}

// root is the first span of those that stand for the same thing as one.
func (m *mapper) root(i int) int {
	for m.same[i] != i {
		m.same[i] = m.same[m.same[i]] // shorten the way for the next time
		i = m.same[i]
	}
	return i
}

// group are the spans that stand for the same thing as one, in the order of the text. It
// must not be changed.
func (m *mapper) group(i int) []int {
	if m.groups == nil {
		m.groups = map[int][]int{}
		for other := range m.spans {
			root := m.root(other)
			m.groups[root] = append(m.groups[root], other)
		}
		for _, group := range m.groups {
			slices.SortFunc(group, m.inText)
		}
	}
	return m.groups[m.root(i)]
}

// joinIdentified joins triggers of demands that have an identifier in common, and those
// that are linked to the demand that they make again.
func (m *mapper) joinIdentified() {
	first := map[string]int{}
	for i := range m.spans {
		if !m.trigger(i) || !m.spans[i].meaning.Position().Makes() {
			continue
		}
		for _, id := range m.identifiers(i) {
			if before, ok := first[id]; ok {
				m.join(before, i)
			} else {
				first[id] = i
			}
		}
		for _, a := range m.spans[i].args {
			if a.role == profile.AsDemand && m.trigger(a.tail) && m.spans[a.tail].meaning.Position().Makes() {
				m.join(i, a.tail)
				m.used[a.link] = true
			}
		}
	}
}

// identifiers are those of a span and of its attributes.
func (m *mapper) identifiers(i int) []string {
	return slices.Concat(m.doc.Spans[i].Identifiers, m.spans[i].says.identifiers)
}

// use marks the links by which a head has spans in some roles.
func (m *mapper) use(head int, roles ...string) {
	for _, a := range m.spans[head].args {
		if slices.Contains(roles, a.role) {
			m.used[a.link] = true
		}
	}
}

// kindOf is the kind of node that a role wants.
func kindOf(role string) demand.NodeKind {
	switch role {
	case profile.AsRegion, profile.AsPlace:
		return demand.KindRegion
	case profile.AsTopic:
		return demand.KindTopic
	case profile.AsEvent:
		return demand.KindEvent
	}
	return demand.KindActor
}
