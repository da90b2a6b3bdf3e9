package annotated

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// wanted is a demand of the document.
type wanted struct {
	key      string
	given    bool // the file gives the key: others describe the demand
	summary  string
	made     string // description: how the summary was made, or what the file says; or ""
	code     profile.Meaning
	line     int
	triggers []int // by which it is made, in the order of the text
	contents []int
	asked    []string // addressees that no trigger names
}

// madeOfSentence is what the description of a demand says of a summary that no annotator marked.
const madeOfSentence = "The summary is the sentence that shows it; what is demanded was not marked."

// madeKey makes a key of a name; a hash tells apart what would look the same.
func madeKey(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy {
		key = demand.HashedKey(key, name)
	}
	return key
}

// demandKey makes the key of a demand of this article from its words, and what else tells
// it from others.
func (m *mapper) demandKey(words string, more ...string) string {
	readable, _ := demand.MakeKey(words)
	return demand.HashedKey(readable, append([]string{"demand", m.out.Article.Key, words}, more...)...)
}

// findDemands finds the demands that triggers make. Triggers that stand for the same
// thing, or have the same words as content, make one demand.
func (m *mapper) findDemands() {
	done := map[int]bool{}
	for i := range m.spans {
		if !m.trigger(i) || !m.spans[i].meaning.Position().Makes() || done[m.root(i)] {
			continue
		}
		done[m.root(i)] = true
		group := slices.DeleteFunc(slices.Clone(m.group(i)), func(t int) bool { return !m.trigger(t) || !m.spans[t].meaning.Position().Makes() })
		live := slices.DeleteFunc(slices.Clone(group), func(t int) bool { return m.spans[t].says.negated })
		for _, t := range group {
			if m.spans[t].says.negated {
				m.negated(t)
			}
		}
		if len(live) > 0 {
			m.demandOf(live)
		}
	}
}

// negated counts a trigger that says that something was not done.
func (m *mapper) negated(t int) {
	m.counted["what is marked as negated, and so no position"]++
	m.use(t, ofTriggers...)
}

// demandOf finds the demand of triggers.
func (m *mapper) demandOf(triggers []int) {
	w := &wanted{triggers: triggers, line: m.line(triggers[0]), code: m.spans[triggers[0]].meaning}
	for _, t := range triggers {
		for _, id := range m.identifiers(t) {
			if scheme, key, ok := linking.Identifier(id); ok && scheme == "demandgraph" {
				if w.given && w.key != key {
					m.problem(t, fmt.Sprintf("one demand has the keys %s and %s", w.key, key))
				}
				w.key, w.given = key, true
			}
		}
		for _, c := range m.tails(t, profile.AsContent) {
			if !slices.Contains(w.contents, c) {
				w.contents = append(w.contents, c)
			}
		}
		m.use(t, profile.AsContent)
	}
	switch {
	case w.given:
	case len(w.contents) > 0:
		w.contentOf(m, m.tails(m.firstWith(triggers, profile.AsContent), profile.AsContent))
	case slices.ContainsFunc(triggers, func(t int) bool {
		return len(m.tails(t, profile.AsDemander))+len(m.tails(t, profile.AsAddressee)) > 0
	}):
		_, _, w.summary = m.sentence(triggers[0])
		w.key, w.made = m.demandKey(w.summary, "at", fmt.Sprint(m.start(triggers[0]))), madeOfSentence
	}
	if w.summary == "" && !w.given {
		m.warn(triggers[0], "nothing is linked to it, no content and nobody who demands or is asked: kept as a mention only")
		for _, t := range triggers {
			for _, a := range m.spans[t].args {
				m.warnLink(a.link, "the demand that it is about is kept as a mention only")
			}
		}
		return
	}
	m.want(w)
}

// firstWith is the first of some triggers that has something in a role.
func (m *mapper) firstWith(triggers []int, role string) int {
	for _, t := range triggers {
		if len(m.tails(t, role)) > 0 {
			return t
		}
	}
	return triggers[0]
}

// contentOf makes summary and key of the words of contents.
func (w *wanted) contentOf(m *mapper, contents []int) {
	var words []string
	for _, c := range contents {
		if one := oneLine(m.words(c)); one != "" {
			words = append(words, one)
		}
	}
	w.summary = strings.Join(words, "; ")
	w.key = m.demandKey(w.summary)
}

// want notes a demand, or adds to the one of the same key.
func (m *mapper) want(w *wanted) *wanted {
	into := m.wanted[w.key]
	if into == nil {
		into = w
		m.wanted[w.key] = w
		m.demands = append(m.demands, w)
	} else {
		into.triggers = append(into.triggers, w.triggers...)
		for _, c := range w.contents {
			if m.at[c] != into {
				into.contents = append(into.contents, c)
			}
		}
	}
	for _, i := range slices.Concat(w.triggers, w.contents) {
		if m.at[i] == nil {
			m.at[i] = into
		}
	}
	return into
}

// demandAt is the demand of which a span is a trigger or the content, or nil.
func (m *mapper) demandAt(i int) *wanted { return m.at[i] }

// writeDemands writes the demands, and the acts by which they are made. The first that
// makes one DEMANDS it, later ones REITERATE; two annotators at one place are one.
func (m *mapper) writeDemands() {
	for _, w := range m.demands {
		to := change.Demand{Line: w.line, Key: w.key, Summary: w.summary, Description: w.made, Evidence: m.evidence(w.contents...)}
		if w.code.Position().Makes() && !w.given {
			to.CameoCode, to.PloverCode = w.code.CameoCode, w.code.PloverCode
		}
		first := -1
		slices.SortFunc(w.triggers, m.inText)
		for _, t := range w.triggers {
			kind := m.spans[t].meaning.Position()
			switch {
			case kind != demand.PositionKindDemands || w.given:
			case first < 0:
				first = t
			case !slices.Equal(m.doc.Spans[first].Pieces, m.doc.Spans[t].Pieces):
				kind = demand.PositionKindReiterates
			}
			m.act(t, kind, w)
			to.Addressees = m.concerns(to.Addressees, t, profile.AsAddressee)
			to.Regions = m.concerns(to.Regions, t, profile.AsRegion)
			to.Topics = m.concerns(to.Topics, t, profile.AsTopic)
		}
		for _, key := range w.asked {
			if !slices.ContainsFunc(to.Addressees, func(r change.Reference) bool { return r.Key == key }) {
				to.Addressees = append(to.Addressees, change.Reference{Key: key})
			}
		}
		if w.given && len(to.Addressees)+len(to.Regions)+len(to.Topics)+len(to.Evidence) == 0 {
			continue
		}
		m.out.Demands = append(m.out.Demands, to)
	}
}

// concerns adds the nodes in a role of a trigger to references, with the words that show each.
func (m *mapper) concerns(all []change.Reference, t int, role string) []change.Reference {
	keys, evidence := m.filled(t, role)
	for _, key := range keys {
		shows := m.evidence(evidence[key]...)
		at := slices.IndexFunc(all, func(r change.Reference) bool { return r.Key == key })
		if at >= 0 {
			all[at].Evidence = append(all[at].Evidence, shows...)
			continue
		}
		r := change.Reference{Key: key, Evidence: shows}
		if role != profile.AsAddressee {
			r.Certainty = demand.CertaintyAsserted
		}
		all = append(all, r)
	}
	return all
}

// terms writes the terms of demands: those that triggers are linked to, and those that are
// linked to a trigger or a content themselves.
func (m *mapper) terms() {
	of := map[int][]*wanted{}
	for _, w := range m.demands {
		for _, t := range w.triggers {
			m.termsOf(t, w, of)
		}
	}
	for i := range m.spans {
		if m.trigger(i) && !m.spans[i].meaning.Position().Makes() && !m.spans[i].says.negated {
			for _, w := range m.answered(i) {
				m.termsOf(i, w, of)
			}
		}
	}
	for i := range m.spans {
		if m.spans[i].meaning.Term() == "" {
			continue
		}
		for _, a := range m.spans[i].args {
			if w := m.demandAt(a.tail); a.role == profile.AsDemand && w != nil {
				m.used[a.link] = true
				of[i] = append(of[i], w)
			}
		}
		if len(of[i]) == 0 {
			m.warn(i, "a term that no demand is linked to: kept as a mention only")
		}
		for n, w := range of[i] {
			if !slices.Contains(of[i][:n], w) {
				m.term(i, w)
			}
		}
	}
}

func (m *mapper) termsOf(t int, w *wanted, of map[int][]*wanted) {
	for _, a := range m.spans[t].args {
		if a.role != profile.AsTerm {
			continue
		}
		if m.spans[a.tail].meaning.Term() == "" {
			m.warnLink(a.link, "%s does not say which kind of term it is: label it as an offer, a precondition or a threat", m.doc.Spans[a.tail].name())
			continue
		}
		m.used[a.link] = true
		of[a.tail] = append(of[a.tail], w)
	}
}

func (m *mapper) term(i int, w *wanted) {
	if m.spans[i].says.negated {
		m.negated(i)
		return
	}
	m.out.Terms = append(m.out.Terms, change.Term{Line: m.line(i), Demand: w.key, Kind: m.spans[i].meaning.Term(), Summary: oneLine(m.words(i)),
		OfferedBy: m.one(i, profile.AsOfferedBy, profile.AsDemander), AccordingTo: m.one(i, profile.AsAccordingTo),
		Certainty: m.certainty(m.spans[i].says), Evidence: m.evidence(i)})
}

// one is the one node in a role, or ""; several are reported.
func (m *mapper) one(i int, roles ...string) string {
	var all []string
	for _, role := range roles {
		keys, _ := m.filled(i, role)
		all = append(all, keys...)
	}
	if len(all) > 1 {
		m.warn(i, "%s and %s both have the role %s, which one can have: neither is loaded", all[0], all[1], roles[0])
		return ""
	}
	return strings.Join(all, "")
}

// certainty is what an annotation says, else the profile, else ASSERTED.
func (m *mapper) certainty(says said) demand.Certainty {
	switch {
	case says.certainty != "":
		return says.certainty
	case m.is.Certainty != "":
		return m.is.Certainty
	}
	return demand.CertaintyAsserted
}
