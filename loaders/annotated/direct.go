package annotated

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/profile"
)

// direct maps links that are positions by themselves: from an actor to a demand or its
// content, or from one actor to another, without any words for what is demanded.
func (m *mapper) direct() {
	for i := range m.doc.Links {
		l := &m.doc.Links[i]
		is, known := m.is.Links.OfRole(l.Role)
		if !known || is.Position() == "" || m.used[i] {
			continue
		}
		head, tail := l.Head, l.Tail
		if is.Turned || !m.mention(head) && m.mention(tail) {
			head, tail = tail, head
		}
		says := m.says(l.Attributes, profile.Meaning{}, m.doc.Spans[head].problem)
		switch {
		case !m.mention(head):
			continue // reported in the end
		case says.negated:
			m.counted["what is marked as negated, and so no position"]++
			m.used[i] = true
		case m.mention(tail):
			m.between(i, head, tail, is, says)
		default:
			m.toward(i, head, tail, is, says)
		}
	}
}

// between maps a link from one actor to another. The demand has no words: its summary is
// the sentence. Who answers is asked; who demands is not told to do so by a mere answer.
func (m *mapper) between(i, head, tail int, is profile.Meaning, says said) {
	role := m.doc.Links[i].Role
	m.used[i] = true
	takers, others := m.fills(head, demand.KindActor, role), m.fills(tail, demand.KindActor, role)
	if len(takers) == 0 {
		return
	}
	kind := is.Position()
	by, of := takers, others
	if kind.Complies() || kind.Refuses() {
		by, of = others, takers
	} else if !kind.Makes() {
		by, of = others, nil
	}
	start, end, sentence := m.sentence(head, tail)
	if sentence == "" {
		m.warnLink(i, "there are no words around it: not loaded")
		return
	}
	w := m.want(&wanted{key: m.demandKey(sentence, "by", strings.Join(by, " "), "of", strings.Join(of, " ")), summary: sentence,
		made: madeOfSentence, line: m.line(head), asked: of, code: is})
	shows := change.Annotation{Labels: []string{role}, Annotator: m.doc.Links[i].Annotator}
	if m.start(head) >= 0 && m.doc.Text != "" {
		m.stretch(&shows, start, end)
	} else {
		shows.Exact = sentence
	}
	m.directActs(takers, is, says, w, head, []change.Annotation{m.made(shows)})
}

// toward maps a link from an actor to a demand, or to words that are the content of one.
func (m *mapper) toward(i, head, tail int, is profile.Meaning, says said) {
	w := m.demandAt(tail)
	if w == nil && m.spans[tail].meaning.As == profile.AsContent {
		w = &wanted{line: m.line(tail), contents: []int{tail}, code: is}
		if w.contentOf(m, w.contents); w.summary != "" {
			w = m.want(w)
		}
	}
	if w == nil || w.summary == "" && !w.given {
		m.warnLink(i, "%s is no demand: not loaded", m.doc.Spans[tail].name())
		return
	}
	m.used[i] = true
	takers := m.fills(head, demand.KindActor, m.doc.Links[i].Role)
	if len(takers) > 0 {
		m.directActs(takers, is, says, w, head, m.evidence(tail))
	}
}

func (m *mapper) directActs(takers []string, is profile.Meaning, says said, w *wanted, head int, shows []change.Annotation) {
	for _, taker := range takers {
		m.acts = append(m.acts, act{change.Position{Line: m.line(head), Actor: taker, Kind: is.Position(), Demand: w.key, Certainty: m.certainty(says),
			CameoCode: is.CameoCode, PloverCode: is.PloverCode, Note: strings.Join(says.notes, "\n"), Evidence: shows}, -1, m.start(head)})
	}
}

// statements maps statements of discourse network analysis: person, organization, concept
// and agreement are attributes of the span.
func (m *mapper) statements() {
	for i := range m.spans {
		if is := m.spans[i].meaning; is.As == profile.AsStatement {
			m.statement(i, is)
		}
	}
}

func (m *mapper) statement(i int, is profile.Meaning) {
	concept, agreement := m.part(i, is.Concept), m.part(i, is.Agreement)
	var kind demand.PositionKind
	switch profile.Normalize(agreement) {
	case "1", "true", "yes":
		kind = is.For
	case "0", "false", "no":
		kind = is.Against
	case "":
	default:
		m.problem(i, fmt.Sprintf("%s is %q; it is 1 or 0, true or false", is.Agreement, agreement))
		return
	}
	person, organization := m.actorOf(i, is.Person, demand.ActorTypePerson), m.actorOf(i, is.Organization, demand.ActorTypeOther)
	taker, of := person, organization
	if taker == "" {
		taker, of = organization, ""
	}
	switch {
	case concept == "":
		m.counted["statements without a concept: kept as mentions only"]++
		return
	case kind == "":
		m.counted["statements without agreement or disagreement: kept as mentions only"]++
		return
	}
	w := m.want(&wanted{key: madeKey(concept), summary: oneLine(concept), made: m.entity(is.Concept, concept).describes(), line: m.line(i)})
	if taker == "" {
		m.warn(i, "the statement has neither %s nor %s: no position, only the words are kept", is.Person, is.Organization)
		return
	}
	if of == taker {
		of = ""
	}
	says := m.spans[i].says
	m.acts = append(m.acts, act{change.Position{Line: m.line(i), Actor: taker, For: of, Kind: kind, Demand: w.key, Date: m.date,
		Certainty: m.certainty(says), Note: strings.Join(says.notes, "\n"), Evidence: m.evidence(i)}, -1, m.start(i)})
}

// part is the value of a statement's attribute, or "".
func (m *mapper) part(i int, name string) string {
	for attribute, values := range m.doc.Spans[i].Attributes {
		if name != "" && profile.Normalize(attribute) == profile.Normalize(name) && len(values) > 0 {
			return strings.TrimSpace(values[0])
		}
	}
	return ""
}

// actorOf is the actor that an attribute of a statement names, or "".
func (m *mapper) actorOf(i int, attribute string, typ demand.ActorType) string {
	words := m.part(i, attribute)
	if words == "" {
		return ""
	}
	n := m.nameOf(i, demand.KindActor)
	e := m.entity(attribute, words)
	if named := typeNamed(e.Type); named != "" && typ == demand.ActorTypeOther {
		typ, e.Type = named, ""
	}
	n.Words, n.Type, n.Roles, n.Identifiers, n.Unfit = words, string(typ), []string{attribute}, nil, false
	r := m.linker.Link(n)
	if r.Key == "" {
		m.warn(i, "the %s of the statement is not loaded: %s", attribute, r.Shown(words))
		return ""
	}
	ref := demand.Ref{Kind: demand.KindActor, Key: r.Key}
	m.nameAs(i, ref, r, append([]string{words}, e.Aliases...)...)
	if m.said[ref].Description == "" {
		m.said[ref].Description = e.describes()
	}
	return r.Key
}

// entity is what the file says of a value of a statement's attribute.
func (m *mapper) entity(attribute, value string) Entity {
	if m.entities == nil {
		m.entities = map[[2]string]Entity{}
		for _, e := range m.doc.Entities {
			m.entities[[2]string{profile.Normalize(e.Attribute), strings.TrimSpace(e.Value)}] = e
		}
	}
	return m.entities[[2]string{profile.Normalize(attribute), value}]
}

// describes is what there is to say of an entity.
func (e Entity) describes() string {
	return strings.Join(slices.DeleteFunc([]string{e.Type, e.Description}, func(s string) bool { return s == "" }), "\n")
}

// typeNamed is the type of actor that words name, or "".
func typeNamed(words string) demand.ActorType {
	for _, t := range demand.EnumValues("ActorType") {
		if profile.Normalize(t) == profile.Normalize(words) {
			return demand.ActorType(t)
		}
	}
	return ""
}
