package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// maxShown bounds the nodes that the pages of a worked-out answer show in all, as the
// size of a page does where there is only one.
const maxShown = query.LookAhead

// pagesOf are the pages of nodes that each part of a worked-out answer has, in the
// order in which the operation asks for them; aliases may ask for several.
type pagesOf struct {
	shown *shown
	all   []*shownPage
	n     int // how many nodes they show so far
}

// add adds a page, newest first, and gives what writes it, given those of a part.
func (p *pagesOf) add(kind demand.NodeKind, f graphql.CollectedField) (func(w *writer, of []*query.Items), error) {
	page, err := p.shown.connection(kind, f, true)
	if err != nil {
		return nil, err
	}
	at := len(p.all)
	p.all = append(p.all, page)
	return func(w *writer, of []*query.Items) { page.write(w, of[at]) }, nil
}

// windows are what each page needs to be collected by.
func (p *pagesOf) windows() []facts.Page {
	p.n = 0 // it may be worked out anew
	out := make([]facts.Page, len(p.all))
	for i, page := range p.all {
		out[i] = page.window
	}
	return out
}

// items are the pages of a part. They fail where all pages of the answer show too much.
func (p *pagesOf) items(kept []*facts.Kept) ([]*query.Items, error) {
	out := make([]*query.Items, len(p.all))
	for i, page := range p.all {
		out[i] = page.items(kept[i])
		if p.n += len(out[i].Items); p.n > maxShown {
			return nil, refused("the pages of the answer show more than %d nodes: ask for fewer on each, or for fewer parts", maxShown)
		}
	}
	return out, nil
}
