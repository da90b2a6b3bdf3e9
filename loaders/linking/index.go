package linking

import (
	"context"
	"slices"
	"strings"
	"sync"

	"demandgraph/change"
	"demandgraph/demand"
)

// Known is a node that a name can stand for.
type Known = change.Known

// known is a node with what linking knows of it besides.
type known struct {
	Known
	origin Origin
	actor  *change.Actor  // how the gazetteer describes it
	region *change.Region // the same
}

// Origin says where it is known from, and so whether a document that names it has to
// describe it.
type Origin int

// The origins, those that win first.
const (
	// FromImport is a node that another document of the same import describes.
	FromImport Origin = iota
	// FromGazetteer is a node of a gazetteer that need not be loaded: a document that
	// names it describes it, with what it is part of.
	FromGazetteer
	// FromGraph is a node of the graph.
	FromGraph
	// fromNames is a node that was made from a name in this run.
	fromNames
)

// Graph lists what a store knows by name, as store.Store does. An error of yield ends the listing.
type Graph interface {
	Known(ctx context.Context, yield func(Known) error) error
}

// Index is what is known, by key, name and identifier. The zero value is empty; its
// methods, and those of linkers that share it, may be called from any goroutine.
type Index struct {
	mu      sync.Mutex
	nodes   map[demand.Ref]*known
	byName  map[demand.Ref][]*known // by kind and folded name
	byForm  map[demand.Ref][]*known // by kind and variant form
	byID    map[demand.Ref][]*known // by kind and "scheme:id"
	byTitle map[string][]holder     // by folded title
}

// holder is an actor that holds a title.
type holder struct {
	who *known
	as  change.Affiliation
}

// Add makes a node known.
func (x *Index) Add(k Known, from Origin) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.add(known{Known: k}, from)
}

func (x *Index) add(k known, from Origin) {
	k.origin = from
	if k.madeOfName() { // other names are what documents called it, which decides nothing in others
		k.Aliases = nil
	}
	if x.nodes == nil {
		x.nodes, x.byName, x.byForm, x.byID = map[demand.Ref]*known{}, map[demand.Ref][]*known{}, map[demand.Ref][]*known{}, map[demand.Ref][]*known{}
		x.byTitle = map[string][]holder{}
	}
	ref := demand.Ref{Kind: k.Kind, Key: k.Key}
	it := x.nodes[ref]
	if it == nil {
		it = &known{Known: Known{Kind: k.Kind, Key: k.Key}, origin: from}
		x.nodes[ref] = it
	}
	if k.origin <= it.origin || it.Name == "" { // what wins says more; the rest completes it
		k.complete(it)
		k.Aliases = append(k.Aliases, it.Aliases...)
		*it = k
	} else {
		it.complete(&k)
		it.Aliases = append(it.Aliases, k.Aliases...)
		if k.Name != it.Name && k.Name != "" {
			it.Aliases = append(it.Aliases, k.Name)
		}
	}
	if !it.madeOfName() || it.Key == madeKey(it.Name) { // others of the name are known by their identifiers alone
		x.names(it, append([]string{it.Name}, it.Aliases...))
	}
	for _, id := range it.identifiers() {
		x.byID[demand.Ref{Kind: k.Kind, Key: id}] = with(x.byID[demand.Ref{Kind: k.Kind, Key: id}], it)
	}
	for _, h := range k.Holds {
		if title := foldName(h.Title); title != "" {
			x.byTitle[title] = append(x.byTitle[title], holder{it, h})
		}
	}
}

// complete fills what is empty with what another source says.
func (k *known) complete(from *known) {
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&k.Name, from.Name}, {&k.Type, from.Type}, {&k.ISOCode, from.ISOCode}, {&k.ISO3, from.ISO3},
		{&k.GeonamesID, from.GeonamesID}, {&k.WikidataID, from.WikidataID},
	} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	k.PartOf = append(slices.Clone(k.PartOf), from.PartOf...)
	if k.actor == nil {
		k.actor = from.actor
	}
	if k.region == nil {
		k.region = from.region
	}
}

// names makes a node known by names.
func (x *Index) names(it *known, names []string) {
	if it.Kind == demand.KindRegion && it.Type != string(demand.RegionTypeCountry) && it.Type != string(demand.RegionTypeCity) {
		for _, name := range names {
			if short := shortName(name); short != "" {
				names = append(names, short)
			}
		}
	}
	for _, name := range append(names, it.Key) {
		if f := foldName(name); f != "" {
			at := demand.Ref{Kind: it.Kind, Key: f}
			x.byName[at] = with(x.byName[at], it)
		}
		if f := variantForm(name); f != "" {
			at := demand.Ref{Kind: it.Kind, Key: f}
			x.byForm[at] = with(x.byForm[at], it)
		}
	}
}

func with(list []*known, it *known) []*known {
	if slices.Contains(list, it) {
		return list
	}
	return append(list, it)
}

// identifiers are the identifiers of a node as "scheme:id".
func (k *known) identifiers() []string {
	var ids []string
	for _, id := range [][2]string{{"wikidata", k.WikidataID}, {"geonames", k.GeonamesID}, {"iso", k.ISOCode}, {"iso", k.ISO3}} {
		if id[1] != "" {
			ids = append(ids, id[0]+":"+id[1])
		}
	}
	return ids
}

// AddDocument makes known what a document describes.
func (x *Index) AddDocument(doc *change.Document, from Origin) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for i := range doc.Actors {
		a := &doc.Actors[i]
		x.add(known{actor: a, Known: Known{Kind: demand.KindActor, Key: a.Key, Name: a.Name, Type: string(a.Type), Aliases: a.Aliases,
			ISO3: a.ISO3, WikidataID: a.WikidataID, Holds: a.Affiliations}}, from)
	}
	for i := range doc.Regions {
		r := &doc.Regions[i]
		k := known{region: r, Known: Known{Kind: demand.KindRegion, Key: r.Key, Name: r.Name, Type: string(r.Type), Aliases: r.Aliases,
			ISOCode: r.ISOCode, GeonamesID: r.GeonamesID, WikidataID: r.WikidataID}}
		for _, p := range r.PartOf {
			k.PartOf = append(k.PartOf, p.Key)
		}
		x.add(k, from)
	}
	for _, t := range doc.Topics {
		x.add(known{Known: Known{Kind: demand.KindTopic, Key: t.Key, Name: t.Name, Aliases: t.Aliases}}, from)
	}
	for _, e := range doc.Events {
		x.add(known{Known: Known{Kind: demand.KindEvent, Key: e.Key, Name: e.Name, Type: string(e.Type)}}, from)
	}
}

// AddGraph makes known what a graph holds.
func (x *Index) AddGraph(ctx context.Context, g Graph) error {
	return g.Known(ctx, func(k Known) error {
		x.Add(k, FromGraph)
		return nil
	})
}

// node is the node with a key, or nil.
func (x *Index) node(kind demand.NodeKind, key string) *known {
	return x.nodes[demand.Ref{Kind: kind, Key: key}]
}

// sameName are the nodes of a kind that words may stand for, in the order of their keys,
// and whether only by spelling variants.
func (x *Index) sameName(kind demand.NodeKind, words string) (found []*known, variant bool) {
	for _, shape := range shapes(words) {
		if found = x.byName[demand.Ref{Kind: kind, Key: shape}]; len(found) > 0 {
			return sorted(found), false
		}
	}
	if form := variantForm(withoutArticle(genitive.ReplaceAllString(strings.TrimSpace(words), ""))); form != "" {
		found = x.byForm[demand.Ref{Kind: kind, Key: form}]
	}
	return sorted(found), true
}

func sorted(all []*known) []*known {
	return slices.SortedFunc(slices.Values(all), func(a, b *known) int { return strings.Compare(a.Key, b.Key) })
}

// namesakes are regions that share an actor's name and have nothing to do with it: the
// state of Georgia in America beside the country.
func (x *Index) namesakes(actor *known, words string) []*known {
	if actor.Type != string(demand.ActorTypeState) || !slices.Contains(shapes(words), foldName(actor.Name)) {
		return nil
	}
	regions, _ := x.sameName(demand.KindRegion, words)
	return slices.DeleteFunc(regions, func(r *known) bool {
		return r.Type != string(demand.RegionTypeCountry) && r.Type != string(demand.RegionTypeAdmin1) || x.within(r, actor.Key, map[string]bool{})
	})
}

// within reports whether a region is, or is part of, the one with a key.
func (x *Index) within(r *known, key string, seen map[string]bool) bool {
	if r == nil || r.Key == key {
		return r != nil
	}
	seen[r.Key] = true
	return slices.ContainsFunc(r.PartOf, func(parent string) bool {
		return !seen[parent] && x.within(x.node(demand.KindRegion, parent), key, seen)
	})
}
