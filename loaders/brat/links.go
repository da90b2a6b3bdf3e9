package brat

import (
	"slices"
	"strings"

	"demandgraph/loaders/annotated"
)

// event links an event to its arguments.
func (g *graph) event(e *line) {
	for _, a := range e.args[1:] {
		if to := g.find(e, a, "TE"); to != nil {
			if tail, ok := g.one(e, to); ok {
				g.link(e, a.role, g.span[e], tail)
			}
		}
	}
}

// relation links the two arguments of a relation.
func (g *graph) relation(r *line) {
	var ends [2]int
	for i, a := range r.args {
		to := g.find(r, a, "TE")
		if to == nil {
			return
		}
		var ok bool
		if ends[i], ok = g.one(r, to); !ok {
			return
		}
	}
	g.link(r, r.label, ends[0], ends[1])
}

// equivalence makes a group of spans that stand for one thing.
func (g *graph) equivalence(l *line) {
	var group []int
	for _, a := range l.args {
		to := g.find(l, a, "TE")
		if to == nil {
			return
		}
		member, ok := g.one(l, to)
		if !ok {
			return
		}
		group = append(group, member)
	}
	g.doc.Same = append(g.doc.Same, group)
}

// one is the span of what a line refers to. The words of several events do not say which
// of them is meant: the line is then left out, with a warning.
func (g *graph) one(l, to *line) (int, bool) {
	if len(g.events[to]) > 1 {
		var names []string
		for _, e := range g.events[to] {
			names = append(names, e.id)
		}
		g.warn(l, "%s refers to %s, which is the trigger of %s; left out: name the event that is meant", l.name(), to.id, strings.Join(names, " and "))
		g.doc.Counted["link to the trigger of several events"]++
		return 0, false
	}
	at, ok := g.span[to]
	return at, ok
}

// link adds a link of a line.
func (g *graph) link(l *line, role string, head, tail int) {
	link := annotated.Link{ID: l.id, Role: role, Head: head, Tail: tail}
	link.Place, link.Where = l.where()
	if l.kind == 'R' {
		g.links[l] = len(g.doc.Links)
	}
	g.doc.Links = append(g.doc.Links, link)
}

// remark adds an attribute, a normalisation or a note to what it is on.
func (g *graph) remark(l *line) {
	on := g.find(l, l.args[0], "TERAN#")
	if on == nil || on.bad {
		return
	}
	switch on.kind {
	case 'T', 'E':
		spans := []int{}
		if at, ok := g.span[on]; ok {
			spans = append(spans, at)
		}
		for _, e := range g.events[on] { // what is said of words holds for all their events
			if at, ok := g.span[e]; ok && !slices.Contains(spans, at) {
				spans = append(spans, at)
			}
		}
		for _, at := range spans {
			g.onSpan(at, l)
		}
	case 'R':
		if at, ok := g.links[on]; ok {
			link := &g.doc.Links[at]
			if link.Attributes == nil {
				link.Attributes = map[string][]string{}
			}
			link.Attributes[l.label] = append(link.Attributes[l.label], l.said())
		}
	default:
		g.doc.Counted[kindNames[l.kind]+" on "+kindNames[on.kind]]++
	}
}

// said is the value of an attribute or normalisation, or the text of a note.
func (l *line) said() string {
	if l.kind == '#' {
		return strings.TrimRight(l.quote, "\n")
	}
	return l.value
}

// onSpan adds a remark to a span.
func (g *graph) onSpan(at int, l *line) {
	s := &g.doc.Spans[at]
	switch l.kind {
	case 'A':
		if s.Attributes == nil {
			s.Attributes = map[string][]string{}
		}
		s.Attributes[l.label] = append(s.Attributes[l.label], l.value)
	case 'N':
		s.Identifiers = append(s.Identifiers, l.value)
	case '#':
		if note := l.said(); note != "" {
			g.notes[at] = append(g.notes[at], note)
		}
	}
}

// cycles tells of events that are, through others or directly, arguments of themselves.
func (g *graph) cycles() {
	const (
		open = 1
		done = 2
	)
	state := map[*line]int{}
	type step struct {
		event *line
		next  int // argument
	}
	for _, first := range g.lines {
		if first.kind != 'E' || first.bad || state[first] != 0 {
			continue
		}
		state[first] = open
		for path := []step{{first, 1}}; len(path) > 0; {
			at := &path[len(path)-1]
			if at.next >= len(at.event.args) {
				state[at.event] = done
				path = path[:len(path)-1]
				continue
			}
			a := at.event.args[at.next]
			at.next++
			to := g.ids[a.id]
			if to != nil && to.kind == 'T' && len(g.events[to]) == 1 {
				to = g.events[to][0] // its words stand for it
			}
			if to == nil || to.kind != 'E' || to.bad {
				continue
			}
			switch state[to] {
			case 0:
				state[to] = open
				path = append(path, step{to, 1})
			case open:
				var names []string
				for i := slices.IndexFunc(path, func(s step) bool { return s.event == to }); i < len(path); i++ {
					names = append(names, path[i].event.id)
				}
				if len(names) > 10 {
					names = append(names[:9], "…", names[len(names)-1])
				}
				event, place := at.event, a.at
				g.problem(event, place, "events go round in a circle: %s → %s; an event cannot be an argument of itself", strings.Join(names, " → "), to.id)
			}
		}
	}
}
