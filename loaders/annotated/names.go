package annotated

import (
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// name is a span, or a group of those that stand for one thing, as a node of a kind.
type name struct {
	root int
	kind demand.NodeKind
}

// filled finds the nodes of the spans that fill a role; where one has none, that is reported.
func (m *mapper) filled(head int, role string) (keys []string, evidence map[string][]int) {
	evidence = map[string][]int{}
	for _, a := range m.spans[head].args {
		if a.role != role {
			continue
		}
		m.used[a.link] = true
		for _, key := range m.fills(a.tail, kindOf(role), m.doc.Links[a.link].Role) {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
			evidence[key] = append(evidence[key], a.tail)
		}
	}
	return keys, evidence
}

// fills finds the nodes of a span that fills a role.
func (m *mapper) fills(i int, kind demand.NodeKind, role string) []string {
	if is := m.spans[i].meaning; !m.mention(i) || is.As == profile.AsTopic && kind != demand.KindTopic || is.As == profile.AsEvent && kind != demand.KindEvent {
		m.warn(i, "it fills the role %s, but is no name of %s: this part is not loaded", role, article(kind))
		return nil
	}
	if !slices.Contains(m.spans[i].roles, role) {
		m.spans[i].roles = append(m.spans[i].roles, role)
	}
	if keys := m.meant(i, kind); keys != nil {
		return keys
	}
	at := name{m.root(i), kind}
	r, done := m.names[at]
	if !done {
		r = m.link(i, kind)
		m.names[at] = r
	}
	if r.Key == "" {
		m.warn(i, "it fills the role %s, but %s; this part is not loaded", role, r.Shown(m.words(i)))
		return nil
	}
	m.name(i, demand.Ref{Kind: kind, Key: r.Key}, r)
	return []string{r.Key}
}

// article is a kind with its article, for messages.
func article(kind demand.NodeKind) string {
	switch kind {
	case demand.KindActor:
		return "an actor"
	case demand.KindEvent:
		return "an event"
	case demand.KindTopic:
		return "a topic"
	}
	return "a region"
}

// meant are the keys that the profile gives for the words of a span, or nil.
func (m *mapper) meant(i int, kind demand.NodeKind) []string {
	if kind != demand.KindActor && kind != demand.KindRegion {
		return nil
	}
	keys := m.is.Names[profile.Normalize(m.words(i))]
	for _, key := range keys {
		m.name(i, demand.Ref{Kind: kind, Key: key}, linking.Result{Given: true})
	}
	return keys
}

// link finds the node of a span in a role. Of a group of names one that is known decides;
// if none is, the first that is no pronoun is the name of a new node.
func (m *mapper) link(i int, kind demand.NodeKind) linking.Result {
	names := m.namesOf(i, kind)
	found := map[string]linking.Result{}
	var keys []string
	if len(names) > 1 {
		for _, n := range names {
			n.Roles = nil
			if r := m.linker.Link(n); r.Key != "" && found[r.Key].Key == "" {
				found[r.Key] = r
				keys = append(keys, r.Key)
			}
		}
	}
	switch len(keys) {
	case 0:
	case 1:
		return found[keys[0]]
	default:
		return linking.Result{Problem: "the names of one thing stand for several, " + keys[0] + " and " + keys[1]}
	}
	first := names[0]
	for _, n := range names {
		first.Identifiers = append(slices.Clone(first.Identifiers), n.Identifiers...)
	}
	r := m.linker.Link(first)
	if r.Variant {
		m.variants[oneLine(first.Words)+" as "+r.Key]++
	}
	return r
}

// problem makes the document bad, where there is a problem.
func (m *mapper) problem(i int, problem string) {
	if problem != "" {
		m.problems = append(m.problems, m.doc.Spans[i].problem("%s", problem))
	}
}

// namesOf are the names that a span's group has as a kind, the one that a new node would
// have first; the span's own if all are pronouns.
func (m *mapper) namesOf(i int, kind demand.NodeKind) []linking.Name {
	var names []linking.Name
	for _, member := range m.group(i) {
		if n := m.nameOf(member, kind); m.mention(member) && (member == i || !n.Unfit) && (!linking.IsPronoun(n.Words) || len(n.Identifiers) > 0) {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return []linking.Name{m.nameOf(i, kind)}
	}
	for n := range names {
		names[n].Roles = m.spans[i].roles
	}
	return names
}

// nameOf is a span as something to link.
func (m *mapper) nameOf(i int, kind demand.NodeKind) linking.Name {
	is := m.spans[i].meaning
	_, _, sentence := m.sentence(i)
	n := linking.Name{Kind: kind, Words: m.words(i), Identifiers: m.identifiers(i), Roles: m.spans[i].roles, Here: m.here,
		Article: m.out.Article.Key, Date: m.date, Sentence: sentence}
	if kind == demand.KindActor {
		n.Type = string(is.Type)
	}
	switch is.As {
	case profile.AsActor:
		n.Unfit = kind != demand.KindActor
	case profile.AsRegion:
		n.Unfit = kind != demand.KindRegion
	case profile.AsGeopolitical:
		n.Unfit = kind != demand.KindActor && kind != demand.KindRegion
	}
	return n
}

// name notes that a span names a node, for the description that the document owes of it.
func (m *mapper) name(i int, ref demand.Ref, r linking.Result) { m.nameAs(i, ref, r, m.words(i)) }

// nameAs notes that a span says other words than its own of a node.
func (m *mapper) nameAs(i int, ref demand.Ref, r linking.Result, all ...string) {
	to := m.said[ref]
	if to == nil {
		to = &linking.Said{Line: m.line(i), ByKey: true}
		m.said[ref] = to
		m.order = append(m.order, ref)
	}
	if r.Given {
		return
	}
	m.here[ref], to.ByKey = true, false
	if r.Wikidata != "" {
		to.Wikidata = r.Wikidata
	}
	for _, words := range all {
		if words = oneLine(words); words != "" && !slices.Contains(to.Words, words) {
			to.Words = append(to.Words, words)
		}
	}
}

// line is where a span stands in its file, or else its document.
func (m *mapper) line(i int) int {
	if line := m.doc.Spans[i].Place.Line; line > 0 {
		return line
	}
	return m.doc.Line
}

// mentions keeps every span that the profile knows as an annotation: names with the nodes
// that they stand for, others where nothing else shows them.
func (m *mapper) mentions() {
	for i := range m.spans {
		s := &m.spans[i]
		if !s.known || s.meaning.As == profile.AsIgnore || s.shown && !m.mention(i) {
			continue
		}
		to := change.Mention{Line: m.line(i), Annotation: m.annotation(i)}
		if m.mention(i) {
			to.Actors = m.named(i, demand.KindActor)
			to.Regions = m.named(i, demand.KindRegion)
			to.Topics = m.named(i, demand.KindTopic)
			if len(to.Actors)+len(to.Regions)+len(to.Topics) == 0 && !m.asEvent(i) {
				m.unlinked(i, &to)
			}
		}
		m.out.Mentions = append(m.out.Mentions, to)
	}
}

// named are the nodes that a span stands for in its roles.
func (m *mapper) named(i int, kind demand.NodeKind) []string {
	if keys := m.is.Names[profile.Normalize(m.words(i))]; slices.ContainsFunc(keys, func(k string) bool { return m.said[demand.Ref{Kind: kind, Key: k}] != nil }) {
		return slices.Clone(keys)
	}
	if r := m.names[name{m.root(i), kind}]; r.Key != "" {
		return []string{r.Key}
	}
	return nil
}

// asEvent reports whether a span names an event, of which a mention keeps no edge.
func (m *mapper) asEvent(i int) bool { return m.spans[i].meaning.As == profile.AsEvent }

// unlinked links a name without a role, if it is known.
func (m *mapper) unlinked(i int, to *change.Mention) {
	kind, keys := demand.KindActor, &to.Actors
	switch m.spans[i].meaning.As {
	case profile.AsRegion, profile.AsGeopolitical:
		kind, keys = demand.KindRegion, &to.Regions
	case profile.AsTopic:
		kind, keys = demand.KindTopic, &to.Topics
	}
	if len(m.spans[i].roles) > 0 { // reported where it fills them
		return
	}
	if found := m.meant(i, kind); found != nil {
		*keys = slices.Clone(found)
		return
	}
	r := m.link(i, kind)
	if r.Key == "" {
		if r.Problem != "" {
			m.warn(i, "%s: the words are kept, without a node", r.Problem)
			return
		}
		m.counted["names without a role that stand for nothing known or for several: the words are kept, without a node"]++
		return
	}
	m.names[name{m.root(i), kind}] = r
	m.name(i, demand.Ref{Kind: kind, Key: r.Key}, r)
	*keys = []string{r.Key}
}

// describe adds the descriptions that the document owes of the nodes that it names.
func (m *mapper) describe() {
	for _, ref := range m.order {
		m.linker.Index.Describe(m.out, ref, *m.said[ref])
	}
}
