package storetest

import (
	"cmp"
	"maps"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// world is all that follows from nodes and edges, worked out from scratch by the
// definitions of the model and the rules of package demand.
type world struct {
	nodes   map[demand.Ref]*change.Node
	out, in map[demand.Ref][]change.Edge
	acts    map[string]demand.Act   // by the key of the position
	actsOn  map[string][]demand.Act // by the key of the demand
	derived map[demand.Ref]map[string]any
	lists   map[string][]change.Entry
}

func newWorld(nodes map[demand.Ref]*change.Node, edges map[string]change.Edge) *world {
	w := &world{nodes: nodes, out: map[demand.Ref][]change.Edge{}, in: map[demand.Ref][]change.Edge{}, acts: map[string]demand.Act{},
		actsOn: map[string][]demand.Act{}, derived: map[demand.Ref]map[string]any{}, lists: map[string][]change.Entry{}}
	for _, id := range slices.Sorted(maps.Keys(edges)) {
		e := edges[id]
		w.out[e.From] = append(w.out[e.From], e)
		w.in[e.To] = append(w.in[e.To], e)
	}
	refs := slices.SortedFunc(maps.Keys(nodes), func(a, b demand.Ref) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
	})
	for _, ref := range refs {
		if ref.Kind == demand.KindPosition {
			a := w.act(ref)
			w.acts[ref.Key] = a
			w.actsOn[a.Demand] = append(w.actsOn[a.Demand], a)
		}
	}
	for _, ref := range refs {
		w.place(ref)
	}
	return w
}

// to are the nodes that edges of a kind lead to from ref; from is the way back.
func (w *world) to(ref demand.Ref, kind demand.EdgeKind) (all []demand.Ref) {
	for _, e := range w.out[ref] {
		if e.Kind == kind {
			all = append(all, e.To)
		}
	}
	return all
}

func (w *world) from(ref demand.Ref, kind demand.EdgeKind) (all []demand.Ref) {
	for _, e := range w.in[ref] {
		if e.Kind == kind {
			all = append(all, e.From)
		}
	}
	return all
}

// one is the key of the only node of some, "" without one.
func one(refs []demand.Ref) string {
	if len(refs) == 0 {
		return ""
	}
	return refs[0].Key
}

// pointing are the keys of the nodes from which an edge leads to one of some nodes.
func (w *world) pointing(edge demand.EdgeKind, kind demand.NodeKind, keys []string) []string {
	found := map[string]bool{}
	for _, key := range keys {
		for _, ref := range w.from(demand.Ref{Kind: kind, Key: key}, edge) {
			found[ref.Key] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// beyond are the nodes that one edge or more of a kind lead to, or, incoming, come from.
func (w *world) beyond(ref demand.Ref, kind demand.EdgeKind, incoming bool) map[demand.Ref]bool {
	found := map[demand.Ref]bool{}
	var visit func(demand.Ref)
	visit = func(at demand.Ref) {
		next := w.to(at, kind)
		if incoming {
			next = w.from(at, kind)
		}
		for _, r := range next {
			if !found[r] {
				found[r] = true
				visit(r)
			}
		}
	}
	visit(ref)
	return found
}

// articlesOf are the articles whose annotations show a node.
func (w *world) articlesOf(ref demand.Ref) []string {
	found := map[string]bool{}
	for _, a := range w.to(ref, demand.EvidencedBy) {
		found[one(w.to(a, demand.InArticle))] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// date reads a day of a node.
func (w *world) date(ref demand.Ref, name string) demand.Date {
	n := w.nodes[ref]
	if n == nil {
		return demand.Date{}
	}
	text, _ := n.Props[name].(string)
	return demand.MustParseDate(text)
}

func (w *world) eventDays(key string) (first, last string) {
	ref := demand.Ref{Kind: demand.KindEvent, Key: key}
	return demand.EventDays(w.date(ref, "start"), w.date(ref, "end"))
}

func (w *world) act(ref demand.Ref) demand.Act {
	p := w.nodes[ref].Props
	text := func(name string) string { s, _ := p[name].(string); return s }
	a := demand.Act{
		Key: ref.Key, Demand: one(w.to(ref, demand.On)), Kind: demand.PositionKind(text("kind")),
		Taker: one(w.from(ref, demand.Took)), For: one(w.to(ref, demand.For)), AccordingTo: one(w.to(ref, demand.AccordingTo)),
		Date: w.date(ref, "date"), Event: one(w.to(ref, demand.At)), Phase: demand.Phase(text("phase")), Articles: w.articlesOf(ref),
	}
	if order, ok := p["order"].(int64); ok {
		a.Order = int(order)
	}
	if a.Event != "" {
		a.EventFirst, _ = w.eventDays(a.Event)
	}
	return a
}

// value is a property of a node, as derived where it is.
func (w *world) value(ref demand.Ref, name string) any {
	if v, ok := w.derived[ref][name]; ok {
		return v
	}
	switch name {
	case demand.SortName, "status", "madeOn", "lastActionOn":
		return nil
	}
	return w.nodes[ref].Props[name]
}

// place derives what a node has from others and puts it into its lists.
func (w *world) place(ref demand.Ref) {
	key, props := ref.Key, w.nodes[ref].Props
	derived := map[string]any{}
	w.derived[ref] = derived
	list := func(sort string, names ...string) {
		for _, name := range names {
			e := change.Entry{List: name, Sort: sort, Node: ref}
			if !slices.Contains(w.lists[name], e) {
				w.lists[name] = append(w.lists[name], e)
			}
		}
	}
	name, _ := props["name"].(string)
	switch ref.Kind {
	case demand.KindActor:
		list(demand.NameSort(name, key), demand.ListActorsByName)
	case demand.KindRegion:
		list(demand.NameSort(name, key), demand.ListRegionsByName)
	case demand.KindTopic:
		list(demand.NameSort(name, key), demand.ListTopicsByName)
	case demand.KindEvent:
		list(demand.DemandSort(w.date(ref, "start"), key), demand.ListEventsByStart)
	case demand.KindArticle:
		list(demand.DemandSort(w.date(ref, "publishedAt"), key), demand.ListArticlesByPublished)
	case demand.KindImport:
		started, _ := props["startedAt"].(string)
		list(demand.InstantSort(started, key), demand.ListImportsByStarted)
	case demand.KindAnnotation:
		var start *int
		if n, ok := props["start"].(int64); ok {
			i := int(n)
			start = &i
		}
		article := demand.Ref{Kind: demand.KindArticle, Key: one(w.to(ref, demand.InArticle))}
		sort := demand.AnnotationSort(w.date(article, "publishedAt"), article.Key, start, key)
		derived[demand.SortName] = sort
		for _, m := range w.to(ref, demand.Mentions) {
			list(sort, map[demand.NodeKind]string{demand.KindActor: demand.ListAnnotationsOfActor,
				demand.KindRegion: demand.ListAnnotationsOfRegion, demand.KindTopic: demand.ListAnnotationsOfTopic}[m.Kind]+m.Key)
		}
	case demand.KindPosition:
		a := w.acts[key]
		derived[demand.SortName] = a.Sort()
		list(a.Sort(), demand.ListPositions, demand.ListPositionsOnDemand+a.Demand, demand.ListPositionsOfActor+a.Taker, demand.ListPositionsOfActor+a.Principal())
		if a.Event != "" {
			list(a.Sort(), demand.ListPositionsAtEvent+a.Event)
		}
		for _, article := range a.Articles {
			list(a.Sort(), demand.ListPositionsInArticle+article)
		}
	case demand.KindDemand:
		w.placeDemand(ref, derived, list)
	}
}

func (w *world) placeDemand(ref demand.Ref, derived map[string]any, list func(sort string, names ...string)) {
	acts := w.actsOn[ref.Key]
	var addressees []string
	for _, a := range w.to(ref, demand.AddressedTo) {
		addressees = append(addressees, a.Key)
	}
	made, last := demand.MadeOn(acts), demand.LastActionOn(acts)
	sort := demand.DemandSort(made, ref.Key)
	derived[demand.SortName] = sort
	for name, date := range map[string]demand.Date{"madeOn": made, "lastActionOn": last} {
		if !date.IsZero() {
			derived[name] = date.String()
		}
	}
	list(sort, demand.ListDemands)
	list(demand.DemandSort(last, ref.Key), demand.ListDemandsLastAction)
	if status, ok := demand.StatusOf(acts, addressees, nil); ok {
		derived["status"] = string(status)
		list(sort, demand.ListDemandsWithStatus+string(status))
	}
	for _, a := range addressees {
		list(sort, demand.ListDemandsAddressedTo+a)
		list(sort, demand.ListDemandsOfActor+a)
	}
	for _, about := range w.to(ref, demand.Concerns) {
		if about.Kind == demand.KindTopic {
			list(sort, demand.ListDemandsOnTopic+about.Key)
			continue
		}
		list(sort, demand.ListDemandsConcerning+about.Key)
		list(sort, demand.ListDemandsInRegion+about.Key)
		for region := range w.beyond(about, demand.PartOf, false) {
			list(sort, demand.ListDemandsInRegion+region.Key)
		}
	}
	articles := w.articlesOf(ref)
	for _, term := range w.to(ref, demand.HasTerm) {
		articles = append(articles, w.articlesOf(term)...)
	}
	for _, a := range acts {
		articles = append(articles, a.Articles...)
		if a.Event != "" {
			list(sort, demand.ListDemandsAtEvent+a.Event)
		}
		list(sort, demand.ListDemandsOfActor+a.Taker)
		list(sort, demand.ListDemandsOfActor+a.Principal())
		if !a.Kind.Makes() {
			continue
		}
		for _, maker := range []string{a.Taker, a.Principal()} {
			list(sort, demand.ListDemandsMadeBy+maker)
			for _, addressee := range addressees {
				list(sort, demand.ListDemandsOfPair+maker+">"+addressee)
			}
		}
	}
	for _, article := range articles {
		list(sort, demand.ListDemandsInArticle+article)
	}
}
