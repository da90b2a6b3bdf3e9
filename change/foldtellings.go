package change

import (
	"slices"

	"demandgraph/demand"
)

// tellings folds what documents tell of the node and gives their articles.
func (f *folder) tellings() []string {
	var all []demand.Telling
	var articles []string
	for _, c := range f.claims {
		t := c.Telling
		if t == nil {
			continue
		}
		all = append(all, demand.Telling{ID: t.ID, Article: t.Article, Date: t.Date, Order: t.Order, Certainty: t.Certainty,
			Attribution: t.Attribution, CAMEOCode: t.CameoCode, PLOVERCode: t.PloverCode, Note: t.Note})
		if t.Article != "" {
			articles = append(articles, t.Article)
		}
		for _, key := range t.Annotations {
			f.toldBy(demand.EvidencedBy, demand.Ref{Kind: demand.KindAnnotation, Key: key}, t, c)
		}
		if t.Article == "" {
			for _, key := range c.imports {
				f.toldBy(demand.ImportedBy, demand.Ref{Kind: demand.KindImport, Key: key}, t, c)
			}
		}
	}
	if len(all) > 0 {
		f.told(demand.FoldTellings(all))
	}
	slices.Sort(articles)
	return slices.Compact(articles)
}

func (f *folder) toldBy(kind demand.EdgeKind, to demand.Ref, t *Telling, c readClaim) {
	p := props{"telling": t.ID}
	p.text("certainty", string(t.Certainty))
	p.text("attribution", t.Attribution)
	p.text("date", t.Date.String())
	p.text("cameoCode", t.CameoCode)
	p.text("ploverCode", t.PloverCode)
	p.text("note", t.Note)
	if t.Order != nil {
		p["order"] = int64(*t.Order)
	}
	e := Edge{Kind: kind, From: f.node.Ref, To: to, Props: p}
	f.edges[edgeID(e)] = &foldedEdge{Edge: e, claim: c.id}
}

// told sets what the node's kind has from its tellings.
func (f *folder) told(t demand.Told) {
	p := props(f.node.Props)
	has := func(name string) bool { q, ok := f.kind.Prop(name); return ok && q.Derived }
	set := func(name, value string) {
		if has(name) {
			p.text(name, value)
		}
	}
	set("certainty", string(t.Certainty))
	set("attribution", t.Attribution)
	set("cameoCode", t.CAMEOCode)
	set("ploverCode", t.PLOVERCode)
	set("note", t.Note)
	set("date", t.Date.String())
	if has("order") && t.Order != nil {
		p["order"] = int64(*t.Order)
	}
	if f.kind.Name == demand.KindPosition {
		kind, _ := p["kind"].(string)
		p["side"] = string(demand.PositionKind(kind).Side())
	}
}
