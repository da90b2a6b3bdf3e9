package change

import (
	"slices"
	"strconv"

	"demandgraph/demand"
)

func (c *claimer) term(t *Term) {
	of, offeredBy, accordingTo := c.resolve(demand.KindDemand, t.Demand), c.resolve(demand.KindActor, t.OfferedBy), c.resolve(demand.KindActor, t.AccordingTo)
	key := t.Key
	if key == "" {
		key = demand.TermKey(of, t.Kind, offeredBy, accordingTo, t.Summary)
	}
	ref := c.node(demand.KindTerm, key)
	edges := c.edge(nil, demand.HasTerm, demand.KindDemand, t.Demand, t.Line)
	edges = c.edge(edges, demand.OfferedBy, demand.KindActor, t.OfferedBy, t.Line)
	edges = c.edge(edges, demand.Requires, demand.KindDemand, t.Requires, t.Line)
	edges = c.edge(edges, demand.AccordingTo, demand.KindActor, t.AccordingTo, t.Line)
	telling := c.telling(ref, Telling{Certainty: asserted(t.Certainty), Attribution: t.Attribution}, t.Evidence, t.Line)
	c.add(ref, Body{Props: map[string]any{"kind": string(t.Kind), "summary": t.Summary}, Edges: edges, Telling: telling}, t.Line)
}

func asserted(c demand.Certainty) demand.Certainty {
	if c == "" {
		return demand.CertaintyAsserted
	}
	return c
}

func (c *claimer) position(p *Position) {
	told := Telling{Date: p.Date, Order: p.Order, Certainty: asserted(p.Certainty), Attribution: p.Attribution,
		CameoCode: p.CameoCode, PloverCode: p.PloverCode, Note: p.Note}
	if p.Joins {
		ref := c.refer(demand.KindPosition, p.Key, p.Line)
		c.add(ref, Body{Telling: c.telling(ref, told, p.Evidence, p.Line)}, p.Line)
		return
	}
	act := demand.Act{Kind: p.Kind, Taker: c.resolve(demand.KindActor, p.Actor), For: c.resolve(demand.KindActor, p.For),
		Demand: c.resolve(demand.KindDemand, p.Demand), AccordingTo: c.resolve(demand.KindActor, p.AccordingTo),
		Event: c.resolve(demand.KindEvent, p.Event), Phase: p.Phase, Date: p.Date}
	key := p.Key
	if key == "" {
		key = demand.PositionKey(act)
	}
	ref := c.node(demand.KindPosition, key)
	edges := c.edge(nil, demand.Took, demand.KindActor, p.Actor, p.Line)
	edges = c.edge(edges, demand.For, demand.KindActor, p.For, p.Line)
	edges = c.edge(edges, demand.On, demand.KindDemand, p.Demand, p.Line)
	edges = c.edge(edges, demand.At, demand.KindEvent, p.Event, p.Line)
	edges = c.edge(edges, demand.AccordingTo, demand.KindActor, p.AccordingTo, p.Line)
	edges = c.edge(edges, demand.TookPlaceIn, demand.KindRegion, p.Place, p.Line)
	is := props{"kind": string(p.Kind)}
	is.text("phase", string(p.Phase))
	c.add(ref, Body{Props: is, Edges: edges, Telling: c.telling(ref, told, p.Evidence, p.Line)}, p.Line)
}

// telling completes a telling: its id, and its annotations, which are the whole
// article when it quotes nothing.
func (c *claimer) telling(ref demand.Ref, t Telling, evidence []Annotation, line int) *Telling {
	c.tellings[ref]++
	t.ID = demand.HashedKey("t", "telling", c.id, string(ref.Kind), ref.Key, strconv.Itoa(c.tellings[ref]))
	if len(evidence) == 0 {
		evidence = []Annotation{{}}
	}
	article, ok := c.articleOf(&evidence[0])
	if !ok {
		return &t
	}
	t.Article = article
	t.Annotations = c.annotations(evidence, line)
	return &t
}

// articleOf is the key of the article that an annotation is of, false for one of none.
func (c *claimer) articleOf(a *Annotation) (key string, ok bool) {
	switch {
	case a.Article != "":
		key = a.Article
	case c.doc.Article != nil:
		key = c.doc.Article.Key
	}
	return c.resolve(demand.KindArticle, key), key != ""
}

// annotations claims annotations and gives their keys.
func (c *claimer) annotations(all []Annotation, line int) []string {
	var keys []string
	for i := range all {
		if _, ok := c.articleOf(&all[i]); !ok {
			continue
		}
		keys = append(keys, c.annotation(&all[i], nil, line).Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (c *claimer) annotation(a *Annotation, mentions []EdgeClaim, line int) demand.Ref {
	annotator := a.Annotator
	if annotator == "" {
		annotator = c.doc.Annotator
	}
	of, _ := c.articleOf(a)
	article := demand.Ref{Kind: demand.KindArticle, Key: of}
	key := demand.AnnotationKey(article.Key, demand.Span{Start: a.Start, End: a.End, Exact: a.Exact, Prefix: a.Prefix, Suffix: a.Suffix, Occurrence: a.Occurrence}, annotator)
	p := props{}
	p.text("exact", a.Exact)
	p.text("prefix", a.Prefix)
	p.text("suffix", a.Suffix)
	p.text("annotator", annotator)
	p.text("tool", a.Tool)
	p.list("labels", a.Labels)
	if a.Start != nil {
		p["start"] = int64(*a.Start)
	}
	if a.End != nil {
		p["end"] = int64(*a.End)
	}
	if a.Confidence != nil {
		p["confidence"] = *a.Confidence
	}
	ref := demand.Ref{Kind: demand.KindAnnotation, Key: key}
	edges := append([]EdgeClaim{{Kind: demand.InArticle, Other: article}}, mentions...)
	c.add(ref, Body{Props: described(p), Edges: edges}, line)
	return ref
}

func (c *claimer) mention(m *Mention) {
	var edges []EdgeClaim
	for _, k := range m.Actors {
		edges = c.edge(edges, demand.Mentions, demand.KindActor, k, m.Line)
	}
	for _, k := range m.Regions {
		edges = c.edge(edges, demand.Mentions, demand.KindRegion, k, m.Line)
	}
	for _, k := range m.Topics {
		edges = c.edge(edges, demand.Mentions, demand.KindTopic, k, m.Line)
	}
	c.annotation(&m.Annotation, edges, m.Line)
}
