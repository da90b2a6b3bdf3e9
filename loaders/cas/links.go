package cas

import (
	"demandgraph/loaders/annotated"
)

// links takes the relations and the arguments of events.
func (b *builder) links() {
	for i := range b.Structures {
		s := &b.Structures[i]
		if b.relation[s.Type] {
			b.relationOf(s)
		}
	}
	for i := range b.Structures { // not over the spans: slots may add some
		s := &b.Structures[i]
		if _, ok := b.span[s]; ok && b.kept(s) {
			b.slotsOf(s)
		}
	}
}

// relationOf takes one relation.
func (b *builder) relationOf(s *Structure) {
	switch sofa := s.ref("sofa"); {
	case sofa != "" && sofa != b.sofa:
		return
	case Skipped(s.Type):
		b.Count(short(s.Type))
		return
	case b.member != nil && !b.member[s.ID]:
		b.Count("left-over outside of the index: " + short(s.Type))
		return
	}
	var ends [2]int
	for i, name := range []string{"Governor", "Dependent"} {
		id := s.ref(name)
		at := b.at(id)
		switch {
		case at == nil && b.byID[id] == nil && id != "":
			return // told already
		case at == nil:
			b.problemOf(s, "the relation has no %s: a loose end; draw it anew or delete it, then export again", name)
			return
		case !b.spanType(at) || b.relation[at.Type] || b.isDocument(at):
			b.problemOf(s, "%s is structure %s, a %s, which is no span of the text", name, id, at.Type)
			return
		}
		if ends[i] = b.endOf(s, at, name); ends[i] < 0 {
			return
		}
	}
	role, from := labelOf(s)
	b.doc.Links = append(b.doc.Links, annotated.Link{ID: s.ID, Role: role, Head: ends[0], Tail: ends[1],
		Attributes: attributes(s, from), Place: s.Place, Where: s.name()})
}

// endOf is the span at an end of a link, or -1 when it is in another view.
func (b *builder) endOf(s, at *Structure, name string) int {
	if sofa := at.ref("sofa"); sofa != "" && sofa != b.sofa {
		b.problemOf(s, "%s is structure %s, which is in another view", name, at.ID)
		return -1
	}
	return b.spanOf(at)
}

// slotsOf takes the arguments of a span.
func (b *builder) slotsOf(s *Structure) {
	for i := range s.Features {
		f := &s.Features[i]
		if f.Name == "sofa" || f.Name == "next" && b.chained(s, f) {
			continue
		}
		for _, to := range b.targets(f) {
			link := annotated.Link{ID: s.ID, Role: f.Name, Head: b.span[s], Place: s.Place, Where: s.name()}
			slot := to.feature("target") != nil && !b.spanType(to)
			if slot {
				link.ID, link.Place, link.Where = to.ID, to.Place, to.name()
				if role := to.text("role"); role != "" {
					link.Role = role
				}
				link.Attributes = attributes(to, "role")
				id := to.ref("target")
				if to = b.at(id); to == nil {
					if id == "" || b.byID[id] != nil {
						b.problemOf(s, "the argument %s has no target; fill the slot or delete it, then export again", link.Role)
					}
					continue
				}
			}
			if !b.spanType(to) || b.isDocument(to) || b.relation[to.Type] {
				if slot {
					b.problemOf(s, "the argument %s is structure %s, a %s, which is no span of the text", link.Role, to.ID, to.Type)
				} else {
					b.Count("reference to " + short(to.Type))
				}
				continue
			}
			if link.Tail = b.endOf(s, to, link.Role); link.Tail < 0 {
				continue
			}
			if slot {
				b.slots = append(b.slots, len(b.doc.Links))
				b.doc.Spans[link.Head].Trigger = true
			}
			b.doc.Links = append(b.doc.Links, link)
		}
	}
}

// attributes are the values of a relation's or a slot's features, but for one.
func attributes(s *Structure, but string) map[string][]string {
	var all map[string][]string
	for _, f := range s.Features {
		if len(f.Texts) == 0 || f.Name == "begin" || f.Name == "end" || f.Name == but {
			continue
		}
		if all == nil {
			all = map[string][]string{}
		}
		all[f.Name] = f.Texts
	}
	return all
}

// cycles refuses events that are, through others, arguments of themselves.
func (b *builder) cycles() {
	if len(b.slots) == 0 {
		return
	}
	arguments := map[int][]int{} // links by the span that they are of
	for _, l := range b.slots {
		head := b.doc.Links[l].Head
		arguments[head] = append(arguments[head], l)
	}
	const open, done = 1, 2
	state := make([]byte, len(b.doc.Spans))
	type step struct{ span, next int }
	for start := range b.doc.Spans {
		if state[start] != 0 {
			continue
		}
		state[start] = open
		for way := []step{{start, 0}}; len(way) > 0; {
			top := &way[len(way)-1]
			if top.next == len(arguments[top.span]) {
				state[top.span] = done
				way = way[:len(way)-1]
				continue
			}
			link := b.doc.Links[arguments[top.span][top.next]]
			top.next++
			switch state[link.Tail] {
			case open:
				b.Problem(link.Place, "%s: the argument %s makes a cycle: %s is, through others, an argument of itself", link.Where, link.Role, b.doc.Spans[link.Tail].Where)
			case 0:
				state[link.Tail] = open
				way = append(way, step{link.Tail, 0})
			}
		}
	}
}
