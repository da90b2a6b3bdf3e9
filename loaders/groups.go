package loaders

import "slices"

// maxClaims is about how many claims one transaction writes. Documents that need
// each other are written together however many they are.
const maxClaims = 2000

// transactions divides documents into those written together. Documents that need
// each other are in one; what a document needs is in the same or in one before;
// else they keep their order.
func transactions(items []*item, g givers, most int) [][]*item {
	var out [][]*item
	claims := 0
	for _, group := range components(items, g) {
		size := 0
		for _, it := range group {
			size += it.claims
		}
		if len(out) == 0 || claims+size > most {
			out = append(out, nil)
			claims = 0
		}
		out[len(out)-1] = append(out[len(out)-1], group...)
		claims += size
	}
	for _, t := range out {
		slices.SortFunc(t, func(a, b *item) int { return a.index - b.index })
	}
	return out
}

// components are the groups of documents that need each other (the strongly
// connected components of who needs what whom gives, by Tarjan's algorithm, 1972),
// each after those that it needs.
func components(items []*item, g givers) [][]*item {
	t := &tarjan{g: g, number: map[*item]int{}, low: map[*item]int{}, open: map[*item]bool{}}
	for _, it := range items {
		if t.number[it] == 0 {
			t.visit(it)
		}
	}
	return t.found
}

type tarjan struct {
	g           givers
	number, low map[*item]int
	open        map[*item]bool
	stack       []*item
	found       [][]*item
}

// visit keeps its own stack of calls: documents may need each other in long chains.
func (t *tarjan) visit(root *item) {
	type call struct {
		it    *item
		needs []*item
	}
	enter := func(it *item) call {
		t.number[it] = len(t.number) + 1
		t.low[it] = t.number[it]
		t.stack = append(t.stack, it)
		t.open[it] = true
		return call{it, t.needs(it)}
	}
	for calls := []call{enter(root)}; len(calls) > 0; {
		c := &calls[len(calls)-1]
		if len(c.needs) > 0 {
			next := c.needs[0]
			c.needs = c.needs[1:]
			switch {
			case t.number[next] == 0:
				calls = append(calls, enter(next))
			case t.open[next]:
				t.low[c.it] = min(t.low[c.it], t.number[next])
			}
			continue
		}
		if t.low[c.it] == t.number[c.it] {
			t.close(c.it)
		}
		done := c.it
		if calls = calls[:len(calls)-1]; len(calls) > 0 {
			above := calls[len(calls)-1].it
			t.low[above] = min(t.low[above], t.low[done])
		}
	}
}

// close takes a component off the stack.
func (t *tarjan) close(root *item) {
	i := len(t.stack) - 1
	for t.stack[i] != root {
		i--
	}
	group := slices.Clone(t.stack[i:])
	t.stack = t.stack[:i]
	for _, it := range group {
		t.open[it] = false
	}
	slices.SortFunc(group, func(a, b *item) int { return a.index - b.index })
	t.found = append(t.found, group)
}

// needs are the documents that give what a document needs, in the order of its needs.
func (t *tarjan) needs(it *item) []*item {
	var all []*item
	seen := map[*item]bool{it: true}
	for _, ref := range it.order {
		for _, name := range required[ref.Kind] {
			if giver, _ := t.g.giver(need{ref, name}, it); giver != nil && !seen[giver] {
				seen[giver] = true
				all = append(all, giver)
			}
		}
	}
	return all
}
