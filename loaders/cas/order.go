package cas

import (
	"cmp"
	"slices"

	"demandgraph/loaders/annotated"
)

// wordless leaves out the spans of no width: the tools have them as marks between words,
// and evidence has words. A link to or from one is left out with it, and told of.
func (b *builder) wordless() {
	d := b.doc
	for i, s := range d.Spans {
		if len(s.Pieces) == 1 && s.Pieces[0].Start == s.Pieces[0].End {
			if b.gone == nil {
				b.gone = map[int]bool{}
			}
			b.gone[i] = true
			b.Count("annotation without words: " + s.Label)
		}
	}
	if b.gone == nil {
		return
	}
	d.Links = slices.DeleteFunc(d.Links, func(l annotated.Link) bool {
		for _, end := range []int{l.Head, l.Tail} {
			if b.gone[end] {
				b.Warn(l.Place, "%s: the link %s is left out, since %s has no words: it ends where it begins", l.Where, l.Role, d.Spans[end].Where)
				return true
			}
		}
		return false
	})
	var same [][]int
	for _, group := range d.Same {
		if group = slices.DeleteFunc(group, func(i int) bool { return b.gone[i] }); len(group) > 1 {
			same = append(same, group)
		}
	}
	d.Same = same
}

// order puts the spans in the order of the text, longer ones first, and links in that of
// their spans, so that all forms of a document give the same.
func (b *builder) order() {
	d := b.doc
	var sorted []int // old indexes in the new order
	for i := range d.Spans {
		if !b.gone[i] {
			sorted = append(sorted, i)
		}
	}
	slices.SortStableFunc(sorted, func(i, j int) int {
		p, q := d.Spans[i].Pieces, d.Spans[j].Pieces
		if len(p) == 0 || len(q) == 0 {
			return cmp.Compare(len(p), len(q))
		}
		return cmp.Or(cmp.Compare(p[0].Start, q[0].Start), cmp.Compare(q[0].End, p[0].End))
	})
	spans, now := make([]annotated.Span, len(sorted)), make([]int, len(d.Spans))
	for to, from := range sorted {
		spans[to], now[from] = d.Spans[from], to
	}
	d.Spans = spans
	for i := range d.Links {
		d.Links[i].Head, d.Links[i].Tail = now[d.Links[i].Head], now[d.Links[i].Tail]
	}
	slices.SortStableFunc(d.Links, func(a, b annotated.Link) int {
		return cmp.Or(cmp.Compare(a.Head, b.Head), cmp.Compare(a.Tail, b.Tail))
	})
	for _, group := range d.Same {
		for i := range group {
			group[i] = now[group[i]]
		}
		slices.Sort(group)
	}
}
