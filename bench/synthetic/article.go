package synthetic

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// annotator is who annotated all articles.
const annotator = "synthetic"

// writer makes the articles, one after the other.
type writer struct {
	*Graph
	r *rand.Rand

	actor, region, topic, noun, publisher, back func() int
	speaker                                     []func() int // of each state

	asked []asked           // all demands so far
	told  []change.Position // some positions that another article may tell again
}

// asked is what later articles must know of a demand.
type asked struct {
	key, phrase string
	demander    int // in Actors
	addressees  []int
}

// lasting is how far apart the demands are that are spoken of all the time.
const lasting = 37

// recent is how far back, in demands, an answer mostly goes.
const recent = 3000

func newWriter(g *Graph) *writer {
	r := g.config.random(2)
	w := &writer{Graph: g, r: r, actor: skewed(r, len(g.Actors)), region: skewed(r, len(g.Regions)), topic: skewed(r, len(g.Topics)),
		noun: skewed(r, len(nouns)), publisher: skewed(r, len(publishers)), back: skewed(r, recent)}
	for _, of := range g.speakers {
		w.speaker = append(w.speaker, skewed(r, len(of)))
	}
	return w
}

// draft is an article being written.
type draft struct {
	*change.Document
	day  int
	text strings.Builder
}

// article makes the i-th article.
func (w *writer) article(i int) *change.Document {
	key := fmt.Sprintf("article-%06d", i)
	d := &draft{day: i * days / w.config.articles()}
	d.Document = &change.Document{Source: key, Format: "synthetic", Annotator: annotator, Article: &change.Article{
		Key: key, Title: title(phrase(w.r, w.noun)) + ", " + w.Actors[w.actor()].Name + " says", URL: "https://news.example/" + key,
		Publisher: publishers[w.publisher()], Authors: []string{properName(w.r, 2) + " " + properName(w.r, 2)},
		PublishedAt: date(d.day), Language: "en",
	}}
	for range demandsAnArticle {
		w.demand(d)
	}
	for range demandsAnArticle {
		w.answer(d, w.asked[w.earlier()])
	}
	if len(w.told) > 0 && chance(w.r, 60) { // tell an act again that others told
		p := w.told[max(0, len(w.told)-1-w.back())]
		p.Certainty, p.Attribution = demand.CertaintyReported, pick(w.r, attributions)
		p.Evidence = w.quotes(d, w.names[p.Actor], "the matter")
		d.Positions = append(d.Positions, p)
	}
	w.mentions(d)
	d.Article.Text = d.text.String()
	sum := sha256.Sum256([]byte(d.Article.Text))
	d.Article.SHA256 = hex.EncodeToString(sum[:])
	return d.Document
}

// earlier chooses a demand to answer: a recent one, or one of the few that are
// spoken of all the time.
func (w *writer) earlier() int {
	n := w.back()
	if chance(w.r, 85) {
		return max(0, len(w.asked)-1-n)
	}
	return n * lasting % len(w.asked)
}

// quote writes a sentence into the article and annotates it.
func (w *writer) quote(d *draft, who, what string) change.Annotation {
	sentence := who + " " + pick(w.r, openings) + " that " + what + " " + pick(w.r, closings)
	if chance(w.r, 40) {
		sentence += " and " + phrase(w.r, w.noun)
	}
	start := d.text.Len() // all of it is ASCII: bytes are code points
	d.text.WriteString(sentence)
	end := d.text.Len()
	d.text.WriteString(". ")
	a := change.Annotation{Exact: sentence, Start: &start, End: &end}
	if chance(w.r, 30) {
		confidence := float64(50+w.r.IntN(50)) / 100
		a.Confidence = &confidence
	}
	return a
}

// quotes makes the evidence for a telling: mostly one quote, sometimes two, or none.
func (w *writer) quotes(d *draft, who, what string) []change.Annotation {
	switch n := w.r.IntN(100); {
	case n < 5:
		return nil
	case n < 20:
		return []change.Annotation{w.quote(d, who, what), w.quote(d, who, what)}
	}
	return []change.Annotation{w.quote(d, who, what)}
}

// mentions annotates two entities in sentences of their own.
func (w *writer) mentions(d *draft) {
	for range 2 {
		actor, region := w.Actors[w.actor()], w.Regions[w.region()]
		m := change.Mention{Annotation: w.quote(d, actor.Name, region.Name+" stays calm"), Actors: []string{actor.Key}, Regions: []string{region.Key}}
		if chance(w.r, 50) {
			m.Topics = []string{w.Topics[w.topic()].Key}
		}
		d.Mentions = append(d.Mentions, m)
	}
}
