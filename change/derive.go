package change

import (
	"cmp"
	"maps"
	"slices"

	"demandgraph/demand"
)

// ActOf is what the rules need to know of a position. EventFirst is the first
// day of the event that it is AT, "" without one.
func ActOf(n *Node, eventFirst string, articles []string) demand.Act {
	a := demand.Act{Key: n.Ref.Key, EventFirst: eventFirst, Articles: articles}
	kind, _ := n.Props["kind"].(string)
	phase, _ := n.Props["phase"].(string)
	a.Kind, a.Phase = demand.PositionKind(kind), demand.Phase(phase)
	a.Date = dateProp(n, "date")
	if order, ok := n.Props["order"].(int64); ok {
		a.Order = int(order)
	}
	for _, e := range n.Edges {
		switch e.Kind {
		case demand.Took:
			a.Taker = e.From.Key
		case demand.For:
			a.For = e.To.Key
		case demand.On:
			a.Demand = e.To.Key
		case demand.At:
			a.Event = e.To.Key
		case demand.AccordingTo:
			a.AccordingTo = e.To.Key
		}
	}
	return a
}

func dateProp(n *Node, name string) demand.Date {
	text, _ := n.Props[name].(string)
	d, err := demand.ParseDate(text)
	if err != nil {
		return demand.Date{}
	}
	return d
}

// derivePosition sets the position's sort and gives the entries it should have.
func derivePosition(n *Node, a demand.Act) []Entry {
	n.Props[demand.SortName] = a.Sort()
	lists := []string{demand.ListPositions, demand.ListPositionsOnDemand + a.Demand, demand.ListPositionsOfActor + a.Taker}
	if a.For != "" {
		lists = append(lists, demand.ListPositionsOfActor+a.For)
	}
	if a.Event != "" {
		lists = append(lists, demand.ListPositionsAtEvent+a.Event)
	}
	for _, article := range a.Articles {
		lists = append(lists, demand.ListPositionsInArticle+article)
	}
	return entries(n, a.Sort(), lists)
}

// deriveDemand sets the demand's status, dates and sort from its positions and
// gives the entries it should have. Shown are the articles that are evidence
// for itself or its terms, regions those it concerns with all their ancestors.
func deriveDemand(n *Node, acts []demand.Act, shown, regions []string) []Entry {
	var addressees, lists []string
	for _, e := range n.Edges {
		switch {
		case e.Kind == demand.AddressedTo:
			addressees = append(addressees, e.To.Key)
			lists = append(lists, demand.ListDemandsAddressedTo+e.To.Key, demand.ListDemandsOfActor+e.To.Key)
		case e.Kind == demand.Concerns && e.To.Kind == demand.KindTopic:
			lists = append(lists, demand.ListDemandsOnTopic+e.To.Key)
		case e.Kind == demand.Concerns:
			lists = append(lists, demand.ListDemandsConcerning+e.To.Key)
		}
	}
	p := props(n.Props)
	for _, derived := range []string{"status", "madeOn", "lastActionOn"} {
		delete(p, derived)
	}
	if status, ok := demand.StatusOf(acts, addressees, nil); ok {
		p.text("status", string(status))
		lists = append(lists, demand.ListDemandsWithStatus+string(status))
	}
	made, last := demand.MadeOn(acts), demand.LastActionOn(acts)
	p.text("madeOn", made.String())
	p.text("lastActionOn", last.String())
	sort := demand.DemandSort(made, n.Ref.Key)
	p[demand.SortName] = sort

	lists = append(lists, demand.ListDemands)
	for _, region := range regions {
		lists = append(lists, demand.ListDemandsInRegion+region)
	}
	for _, article := range shown {
		lists = append(lists, demand.ListDemandsInArticle+article)
	}
	for _, a := range acts {
		if a.Event != "" {
			lists = append(lists, demand.ListDemandsAtEvent+a.Event)
		}
		for _, article := range a.Articles {
			lists = append(lists, demand.ListDemandsInArticle+article)
		}
		lists = append(lists, demand.ListDemandsOfActor+a.Taker, demand.ListDemandsOfActor+a.Principal())
		if !a.Kind.Makes() {
			continue
		}
		for _, demander := range []string{a.Taker, a.Principal()} {
			lists = append(lists, demand.ListDemandsMadeBy+demander)
			for _, addressee := range addressees {
				lists = append(lists, demand.ListDemandsOfPair+demander+">"+addressee)
			}
		}
	}
	return append(entries(n, sort, lists), Entry{List: demand.ListDemandsLastAction, Sort: demand.DemandSort(last, n.Ref.Key), Node: n.Ref})
}

// deriveAnnotation sets the annotation's sort, which follows from its article,
// and gives the entries it should have.
func deriveAnnotation(n *Node, article *Node) []Entry {
	var start *int
	if s, ok := n.Props["start"].(int64); ok {
		i := int(s)
		start = &i
	}
	sort := demand.AnnotationSort(dateProp(article, "publishedAt"), article.Ref.Key, start, n.Ref.Key)
	n.Props[demand.SortName] = sort
	var lists []string
	for _, e := range n.Edges {
		if e.Kind == demand.Mentions {
			lists = append(lists, mentionLists[e.To.Kind]+e.To.Key)
		}
	}
	return entries(n, sort, lists)
}

var mentionLists = map[demand.NodeKind]string{
	demand.KindActor:  demand.ListAnnotationsOfActor,
	demand.KindRegion: demand.ListAnnotationsOfRegion,
	demand.KindTopic:  demand.ListAnnotationsOfTopic,
}

// deriveOther gives the entries that a node of any other kind should have: the
// list of its kind by name or by date.
func deriveOther(n *Node) []Entry {
	key := n.Ref.Key
	switch n.Ref.Kind {
	case demand.KindActor:
		return named(n, demand.ListActorsByName)
	case demand.KindRegion:
		return named(n, demand.ListRegionsByName)
	case demand.KindTopic:
		return named(n, demand.ListTopicsByName)
	case demand.KindEvent:
		return entries(n, demand.DemandSort(dateProp(n, "start"), key), []string{demand.ListEventsByStart})
	case demand.KindArticle:
		return entries(n, demand.DemandSort(dateProp(n, "publishedAt"), key), []string{demand.ListArticlesByPublished})
	case demand.KindImport:
		started, _ := n.Props["startedAt"].(string)
		return entries(n, demand.InstantSort(started, key), []string{demand.ListImportsByStarted})
	}
	return nil
}

func named(n *Node, list string) []Entry {
	name, _ := n.Props["name"].(string)
	return entries(n, demand.NameSort(name, n.Ref.Key), []string{list})
}

// entries puts the node into lists, each once.
func entries(n *Node, sort string, lists []string) []Entry {
	slices.Sort(lists)
	lists = slices.Compact(lists)
	out := make([]Entry, len(lists))
	for i, list := range lists {
		out[i] = Entry{List: list, Sort: sort, Node: n.Ref}
	}
	return out
}

// EventFirst is the first day of an event, "" when its start is not known.
func EventFirst(event *Node) string {
	first, _ := demand.EventDays(dateProp(event, "start"), dateProp(event, "end"))
	return first
}

// sortedRefs puts references into the order of kind and key.
func sortedRefs[V any](m map[demand.Ref]V) []demand.Ref {
	return slices.SortedFunc(maps.Keys(m), compareRefs)
}

func compareRefs(a, b demand.Ref) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
}
