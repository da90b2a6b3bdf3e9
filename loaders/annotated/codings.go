package annotated

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/events"
	"demandgraph/loaders/profile"
)

// What the description of a demand says of a summary that was made of codes.
const (
	madeOfCode    = "The summary was made from the codes of an event; what is demanded was not marked."
	impliedByCode = "Implied by an event coded %s, which words no demand. The summary was made."
)

// coded is a demand that a coded event makes or implies.
type coded struct {
	*wanted
	by, of, code string // keys of actors, and the code of who makes it
	told         bool   // somebody demands it
}

// codings maps events whose attributes hold codes of CAMEO, in the order of the text: those
// that make a demand, and those that answer one, with the demands that refusals and yielding
// imply where none is told before.
func (m *mapper) codings() {
	var spans []int
	for i := range m.spans {
		if m.spans[i].meaning.As == profile.AsCoding {
			spans = append(spans, i)
		}
	}
	slices.SortFunc(spans, m.inText)
	var found []*coded
	for _, i := range spans {
		found = m.coding(i, found)
	}
}

func (m *mapper) coding(i int, found []*coded) []*coded {
	is, says := m.spans[i].meaning, m.spans[i].says
	code := m.part(i, is.Code)
	what, ok := events.CodingOf(code)
	switch {
	case !ok:
		m.counted["events whose code is none of CAMEO ("+code+"): kept as mentions only"]++
		return found
	case what.Kind == "":
		m.counted["events of codes that make and answer no demand: kept as mentions only"]++
		return found
	case says.negated:
		m.counted["what is marked as negated, and so no position"]++
		return found
	}
	by, byName := m.codedActor(i, is.Source)
	of, ofName := m.codedActor(i, is.Target)
	if by == "" {
		m.warn(i, "nobody is known who does this: no position, only the words are kept")
		return found
	}
	var d *coded
	kind := what.Kind
	if kind.Makes() {
		summary := byName + ": " + strings.ToLower(what.Label[:1]) + what.Label[1:]
		if ofName != "" {
			summary += " (" + ofName + ")"
		}
		d, found = m.codedDemand(i, found, coded{by: by, of: of, code: what.Code}, summary, madeOfCode)
		if d.told {
			kind = demand.PositionKindReiterates
		}
		d.told = true
	} else if d = answeredBy(found, by, of, what.Asks); d == nil {
		if of == "" || kind == demand.PositionKindAccepts {
			m.counted["events that answer no demand of the article: kept as mentions only"]++
			return found
		}
		summary := fmt.Sprintf("%s: demand implied by %q (%s)", ofName, strings.ToLower(what.Label[:1])+what.Label[1:], byName)
		d, found = m.codedDemand(i, found, coded{by: of, of: by, code: "implied by " + code}, summary, fmt.Sprintf(impliedByCode, code))
	}
	certainty := says.certainty
	if certainty == "" {
		certainty = demand.CertaintyReported // a news report was coded
	}
	m.acts = append(m.acts, act{change.Position{Line: m.line(i), Actor: by, Kind: kind, Demand: d.key, Date: m.date, CameoCode: code,
		Certainty: certainty, Note: strings.Join(says.notes, "\n"), Evidence: m.evidence(i)}, i, m.start(i)})
	return found
}

// codedDemand is the demand of an article by someone, of someone, with a code.
func (m *mapper) codedDemand(i int, found []*coded, d coded, summary, made string) (*coded, []*coded) {
	for _, before := range found {
		if before.by == d.by && before.of == d.of && before.code == d.code {
			return before, found
		}
	}
	d.wanted = &wanted{key: m.demandKey(summary, "by", d.by, "of", d.of, "code", d.code), summary: summary, made: made, line: m.line(i)}
	if d.of != "" {
		d.asked = []string{d.of}
	}
	if events.CodeName(d.code) != "" {
		d.wanted.code = profile.Meaning{As: string(demand.PositionKindDemands), CameoCode: d.code}
	}
	d.wanted = m.want(d.wanted)
	return &d, append(found, &d)
}

// answeredBy is the last demand that an answer may be to: of who is answered, to who answers, nil for none.
func answeredBy(found []*coded, by, of string, asks []string) *coded {
	for _, d := range slices.Backward(found) {
		if d.by == of && d.of == by && (slices.Contains(asks, d.code) || !d.told) {
			return d
		}
	}
	return nil
}

// codedActor finds the actor that a code stands for, and its name.
func (m *mapper) codedActor(i int, attribute string) (key, name string) {
	code := m.part(i, attribute)
	words, country := events.ActorName(code)
	if words == "" {
		return "", ""
	}
	n := m.nameOf(i, demand.KindActor)
	n.Words, n.Type, n.Roles, n.Identifiers, n.Unfit = words, "", []string{attribute}, nil, false
	if country != "" {
		n.Identifiers = []string{"iso:" + country}
	}
	r := m.linker.Link(n)
	if r.Key == "" {
		m.warn(i, "the actor coded %s is not loaded: %s", code, r.Shown(words))
		return "", ""
	}
	m.nameAs(i, demand.Ref{Kind: demand.KindActor, Key: r.Key}, r, words)
	return r.Key, words
}
