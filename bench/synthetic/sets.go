package synthetic

import (
	"fmt"
	"iter"
	"slices"

	"demandgraph/change"
)

// referenceNodes is how many nodes one document of reference data describes.
const referenceNodes = 500

// Import is the import that all sets belong to.
func (g *Graph) Import() change.Import { return g.config.Import() }

// Documents is how many documents all sets have together.
func (g *Graph) Documents() int { return len(g.reference()) + g.config.articles() }

// Sets gives the sets of the graph in the order in which they must be applied:
// first what articles tell of, then the articles by the day they were published.
func (g *Graph) Sets() iter.Seq[*change.Set] {
	return func(yield func(*change.Set) bool) {
		for _, doc := range g.reference() {
			if !yield(g.set(doc)) {
				return
			}
		}
		w := newWriter(g)
		var docs []*change.Document
		for i := range g.config.articles() {
			docs = append(docs, w.article(i))
			if len(docs) == g.config.setArticles() || i == g.config.articles()-1 {
				if !yield(g.set(docs...)) {
					return
				}
				docs = nil
			}
		}
	}
}

func (g *Graph) set(docs ...*change.Document) *change.Set {
	return &change.Set{Import: g.config.Import(), Documents: docs}
}

// reference is the data without articles, each document after those it refers to.
func (g *Graph) reference() []*change.Document {
	var docs []*change.Document
	add := func(doc *change.Document) {
		doc.Format = "synthetic"
		doc.Path = fmt.Sprintf("reference/%d", len(docs))
		doc.Source = doc.Path
		docs = append(docs, doc)
	}
	for some := range slices.Chunk(slices.Concat(g.Actors, g.People), referenceNodes) {
		add(&change.Document{Actors: some})
	}
	for some := range slices.Chunk(g.Regions, referenceNodes) {
		add(&change.Document{Regions: some})
	}
	add(&change.Document{Topics: g.Topics})
	add(&change.Document{Events: g.Events})
	return docs
}
