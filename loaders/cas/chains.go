package cas

import "demandgraph/loaders/annotated"

// chained reports whether a feature next leads on in a chain, not to an argument.
func (b *builder) chained(s *Structure, f *Feature) bool {
	for _, to := range b.targets(f) {
		if to.Type != s.Type {
			return false
		}
	}
	return true
}

// chains makes a group of the spans of each chain, with the spans of other layers that
// have the very same words: to say that a mention stands for an actor, INCEpTION has
// the chain's element and the actor's span over the same words, and no reference.
// Words in several chains bring no others into any.
func (b *builder) chains() {
	var all [][]int
	over := map[annotated.Piece]int{} // elements
	element := map[int]bool{}
	for i := range b.Structures {
		s := &b.Structures[i]
		first := b.at(s.ref("first"))
		if first == nil || !b.spanType(first) || b.member != nil && !b.member[s.ID] {
			continue
		}
		chain := b.chain(s, first)
		for _, i := range chain {
			element[i] = true
			if pieces := b.doc.Spans[i].Pieces; len(pieces) == 1 && pieces[0].Start < pieces[0].End {
				over[pieces[0]]++
			}
		}
		all = append(all, chain)
	}
	if len(all) == 0 {
		return
	}
	others := map[annotated.Piece][]int{}
	for i, span := range b.doc.Spans {
		if !element[i] && len(span.Pieces) == 1 && over[span.Pieces[0]] == 1 {
			others[span.Pieces[0]] = append(others[span.Pieces[0]], i)
		}
	}
	for _, chain := range all {
		group := chain
		for _, i := range chain {
			if pieces := b.doc.Spans[i].Pieces; len(pieces) == 1 {
				group = append(group, others[pieces[0]]...)
			}
		}
		if len(group) > 1 {
			b.doc.Same = append(b.doc.Same, group)
		}
	}
}

// chain is the spans of a chain's elements.
func (b *builder) chain(s, first *Structure) (chain []int) {
	for e := first; e != nil; e = b.at(e.ref("next")) {
		if b.inChain[e] {
			b.problemOf(s, "%s is in the chain twice, or in another one too", e.name())
			break
		}
		b.inChain[e] = true
		if !b.spanType(e) {
			b.problemOf(s, "%s in the chain is a %s, which is no span of the text", e.name(), e.Type)
			break
		}
		at := b.endOf(s, e, "an element")
		if at < 0 {
			break
		}
		chain = append(chain, at)
	}
	return chain
}
