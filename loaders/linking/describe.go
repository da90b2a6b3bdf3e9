package linking

import (
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// Said is what a document says of a node by naming it.
type Said struct {
	Words    []string // what it calls it
	Wikidata string   // the item that it gives, or ""
	// Description is what it says of the node besides, or "".
	Description string
	ByKey       bool // it names it by its key alone, so that others describe it
	Line        int
}

// Describe adds to a document the descriptions that it owes of a node that it names:
// none for one that another document of the import describes or that the graph has by
// other means; the gazetteer's, with all that is above it; for one made of a name that
// name, with what else the document calls it.
func (x *Index) Describe(doc *change.Document, ref demand.Ref, said Said) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if k := x.node(ref.Kind, ref.Key); k != nil {
		x.describe(doc, k, said)
	}
}

func (x *Index) describe(doc *change.Document, k *known, said Said) {
	switch {
	case k.madeOfName() && !said.ByKey:
		x.describeMade(doc, k, said)
	case k.origin == FromGazetteer:
		x.describeKnown(doc, k, said.Line)
	}
}

func (x *Index) describeMade(doc *change.Document, k *known, said Said) {
	var aliases []string
	for _, w := range said.Words {
		w = Name{Words: w}.words()
		if foldName(w) != foldName(k.Name) && !IsPronoun(w) && !slices.Contains(aliases, w) {
			aliases = append(aliases, w)
		}
	}
	switch k.Kind {
	case demand.KindActor:
		if slices.ContainsFunc(doc.Actors, func(a change.Actor) bool { return a.Key == k.Key }) && len(said.Words) == 0 {
			return
		}
		a := change.Actor{Line: said.Line, Key: k.Key, Name: k.Name, Type: demand.ActorType(k.Type), Aliases: aliases, Description: said.Description, WikidataID: said.Wikidata, Review: change.Unreviewed}
		if _, of, ok := roleOf(k.Name); ok {
			if whole, variant := x.sameName(demand.KindActor, of); len(whole) == 1 && !variant {
				a.Affiliations = []change.Affiliation{{With: whole[0].Key, Role: demand.AffiliationRolePartOf}}
				x.describe(doc, whole[0], Said{Line: said.Line})
			}
		}
		doc.Actors = append(doc.Actors, a)
	case demand.KindRegion:
		doc.Regions = append(doc.Regions, change.Region{Line: said.Line, Key: k.Key, Name: k.Name, Type: demand.RegionType(k.Type),
			Aliases: aliases, WikidataID: said.Wikidata, Review: change.Unreviewed})
	case demand.KindTopic:
		doc.Topics = append(doc.Topics, change.Topic{Line: said.Line, Key: k.Key, Name: k.Name, Aliases: aliases, Review: change.Unreviewed})
	case demand.KindEvent:
		doc.Events = append(doc.Events, change.Event{Line: said.Line, Key: k.Key, Name: k.Name, Type: demand.EventType(k.Type), Review: change.Unreviewed})
	}
}

// describeKnown describes a node as the gazetteer does, and what it refers to.
func (x *Index) describeKnown(doc *change.Document, k *known, line int) {
	switch {
	case k.actor != nil && !slices.ContainsFunc(doc.Actors, func(a change.Actor) bool { return a.Key == k.Key }):
		a := *k.actor
		a.Line = line
		doc.Actors = append(doc.Actors, a)
		for _, h := range a.Affiliations {
			x.above(doc, demand.Ref{Kind: demand.KindActor, Key: h.With}, line)
		}
	case k.region != nil && !slices.ContainsFunc(doc.Regions, func(r change.Region) bool { return r.Key == k.Key }):
		r := *k.region
		r.Line = line
		doc.Regions = append(doc.Regions, r)
		for _, p := range r.PartOf {
			x.above(doc, demand.Ref{Kind: demand.KindRegion, Key: p.Key}, line)
		}
	}
}

func (x *Index) above(doc *change.Document, ref demand.Ref, line int) {
	if k := x.node(ref.Kind, ref.Key); k != nil && k.origin == FromGazetteer {
		x.describeKnown(doc, k, line)
	}
}
