package query

import "demandgraph/demand"

// Switches are the fields of a filter that say how it is meant.
type Switches struct {
	RollUp      bool // a named actor matches as taker or as principal
	Descendants bool // a named region matches with all below it
	OwnWordOnly bool // positions according to another actor do not count
}

// Quantity says how many related nodes must meet a filter.
type Quantity int

// The quantities.
const (
	Some Quantity = iota
	None
)

// Through reduces a condition through one of the relations that filters name
// (demander, addressee, region, …) to primitives. Keys are the values when the
// inner condition is nothing but a key; they let the condition be met by
// walking a list. Ok is false for a relation that the kind does not have.
func Through(kind demand.NodeKind, name string, q Quantity, inner Filter, keys Keys, sw Switches) (c Conjunct, ok bool) {
	node, ok := through(kind, name, inner, sw)
	if !ok {
		return Conjunct{}, false
	}
	if q == None {
		return Holding(Not{node}), true
	}
	c = Holding(node)
	if prefix := listThrough[[2]string{string(kind), name}]; prefix != "" && (keys.Param != NoParam || keys.Inside != nil) {
		c.Lists = &ListSet{Prefix: prefix, Key: keys.Param, Pair: NoParam, Union: keys.Several || keys.Inside != nil, Inside: keys.Inside}
		c.Exact = exactly(name, sw)
	}
	return c, true
}

// Keys are the keys that a condition names: a string, or []string when Several; or, when
// Inside is set and Param is NoParam, those of the regions inside.
type Keys struct {
	Param   Param
	Several bool
	Inside  *Inside
}

// exactly says whether the list of a relation holds just what the condition
// asks for: lists are made with roll-up, descendants and every word.
func exactly(name string, sw Switches) bool {
	switch name {
	case "demander":
		return sw.RollUp && !sw.OwnWordOnly
	case "actor":
		return sw.RollUp
	case "region":
		return sw.Descendants
	}
	return true
}

var listThrough = map[[2]string]string{
	{"Demand", "demander"}:   demand.ListDemandsMadeBy,
	{"Demand", "addressee"}:  demand.ListDemandsAddressedTo,
	{"Demand", "region"}:     demand.ListDemandsInRegion,
	{"Demand", "topic"}:      demand.ListDemandsOnTopic,
	{"Demand", "event"}:      demand.ListDemandsAtEvent,
	{"Demand", "article"}:    demand.ListDemandsInArticle,
	{"Position", "actor"}:    demand.ListPositionsOfActor,
	{"Position", "demand"}:   demand.ListPositionsOnDemand,
	{"Position", "event"}:    demand.ListPositionsAtEvent,
	{"Position", "article"}:  demand.ListPositionsInArticle,
	{"Annotation", "actor"}:  demand.ListAnnotationsOfActor,
	{"Annotation", "region"}: demand.ListAnnotationsOfRegion,
	{"Annotation", "topic"}:  demand.ListAnnotationsOfTopic,
}

// path leads from a kind through named relations, one after the other.
type path []string

// paths are the relations of filters that primitives reach by walking; where
// there are several, one must lead to a node that meets the condition.
var paths = map[[2]string][]path{
	{"Actor", "affiliation"}:    {{"affiliations"}},
	{"Actor", "affiliate"}:      {{"affiliates"}},
	{"Actor", "demandReceived"}: {{"demandsReceived"}},
	{"Actor", "event"}:          {{"events"}},
	{"Region", "parent"}:        {{"parents"}},
	{"Region", "ancestor"}:      {{"ancestors"}},
	{"Region", "descendant"}:    {{"descendants"}},
	{"Demand", "addressee"}:     {{"addressees"}},
	{"Demand", "topic"}:         {{"topics"}},
	{"Demand", "event"}:         {{"positions", "event"}},
	{"Demand", "article"}:       {{"positions", "evidence", "article"}, {"terms", "evidence", "article"}, {"evidence", "article"}},
	{"Demand", "term"}:          {{"terms"}},
	{"Demand", "related"}:       {{"relations"}},
	{"Position", "demand"}:      {{"demand"}},
	{"Position", "event"}:       {{"event"}},
	{"Position", "accordingTo"}: {{"accordingTo"}},
	{"Position", "article"}:     {{"evidence", "article"}},
	{"Position", "addressee"}:   {{"demand", "addressees"}},
	{"Position", "topic"}:       {{"demand", "topics"}},
	{"Term", "demand"}:          {{"demand"}},
	{"Term", "offeredBy"}:       {{"offeredBy"}},
	{"Term", "requires"}:        {{"requires"}},
	{"Term", "accordingTo"}:     {{"accordingTo"}},
	{"Event", "participant"}:    {{"participants"}},
	{"Article", "annotation"}:   {{"annotations"}},
	{"Article", "position"}:     {{"annotations", "positions"}},
	{"Article", "demand"}:       {{"annotations", "positions", "demand"}, {"annotations", "terms", "demand"}, {"annotations", "demands"}},
	{"Annotation", "article"}:   {{"article"}},
	{"Annotation", "actor"}:     {{"actors"}},
	{"Annotation", "region"}:    {{"regions"}},
	{"Annotation", "topic"}:     {{"topics"}},
	{"Annotation", "position"}:  {{"positions"}},
	{"Topic", "demand"}:         {{"demands"}},
	{"Event", "position"}:       {{"positions"}},
}

func through(kind demand.NodeKind, name string, inner Filter, sw Switches) (Filter, bool) {
	switch [2]string{string(kind), name} {
	case [2]string{"Demand", "demander"}:
		return has(demand.KindDemand, "positions", And{Demanding, ownWord(sw, principalOrTaker(inner, sw))}), true
	case [2]string{"Demand", "position"}, [2]string{"Event", "position"}, [2]string{"Article", "position"}:
		inner = ownWord(sw, inner)
		if kind == demand.KindArticle {
			return walk(kind, path{"annotations", "positions"}, inner), true
		}
		return has(kind, "positions", inner), true
	case [2]string{"Demand", "region"}:
		return withDescendants(kind, "regions", inner, sw), true
	case [2]string{"Position", "place"}, [2]string{"Event", "place"}:
		return withDescendants(kind, "place", inner, sw), true
	case [2]string{"Position", "region"}:
		return has(kind, "demand", withDescendants(demand.KindDemand, "regions", inner, sw)), true
	case [2]string{"Region", "demand"}:
		// The demands list of a region holds those of its descendants.
		f := Filter(Has{Relation: regionDemands, Node: inner})
		if sw.Descendants {
			f = Or{f, has(kind, "descendants", f)}
		}
		return f, true
	case [2]string{"Position", "actor"}:
		return principalOrTaker(inner, sw), true
	case [2]string{"Actor", "position"}:
		inner = ownWord(sw, inner)
		return takenOrFor(inner, sw), true
	case [2]string{"Actor", "demandMade"}:
		return takenOrFor(And{Demanding, ownWord(sw, has(demand.KindPosition, "demand", inner))}, sw), true
	}
	all, ok := paths[[2]string{string(kind), name}]
	if !ok {
		return nil, false
	}
	var any Or
	for _, p := range all {
		any = append(any, walk(kind, p, inner))
	}
	if len(any) == 1 {
		return any[0], true
	}
	return any, true
}

// regionDemands is the edge from a region to the demands that concern it, which
// the relation demands of a Region widens by its list.
var regionDemands = &demand.Relation{Name: "concerned", From: demand.KindRegion, To: demand.KindDemand, Edge: demand.Concerns, Incoming: true}

// Demanding holds for the positions by which a demand is made: DEMANDS and REITERATES.
var Demanding Filter = OneOf{Prop: prop(demand.KindPosition, "kind"), Values: []string{"DEMANDS", "REITERATES"}}

// OwnWord holds for the positions on an actor's own word.
var OwnWord Filter = Has{Relation: relation(demand.KindPosition, "accordingTo"), None: true}

func ownWord(sw Switches, f Filter) Filter {
	if !sw.OwnWordOnly {
		return f
	}
	return join(OwnWord, f)
}

func join(a, b Filter) Filter {
	if b == nil {
		return a
	}
	return And{a, b}
}

func principalOrTaker(actor Filter, sw Switches) Filter {
	taker := has(demand.KindPosition, "actor", actor)
	if !sw.RollUp {
		return taker
	}
	return Or{taker, has(demand.KindPosition, "onBehalfOf", actor)}
}

func takenOrFor(position Filter, sw Switches) Filter {
	taken := has(demand.KindActor, "positionsTaken", position)
	if !sw.RollUp {
		return taken
	}
	return Or{taken, has(demand.KindActor, "positionsTakenFor", position)}
}

func withDescendants(kind demand.NodeKind, name string, region Filter, sw Switches) Filter {
	direct := has(kind, name, region)
	if !sw.Descendants {
		return direct
	}
	return Or{direct, has(kind, name, has(demand.KindRegion, "ancestors", region))}
}

func walk(kind demand.NodeKind, p path, inner Filter) Filter {
	r := relation(kind, p[0])
	if r.Edge == "" {
		panic("query: the relation " + r.Name + " is a list, not an edge")
	}
	if len(p) > 1 {
		inner = walk(r.To, p[1:], inner)
	}
	return Has{Relation: r, Node: inner}
}

func has(kind demand.NodeKind, name string, node Filter) Filter {
	return Has{Relation: relation(kind, name), Node: node}
}

func relation(kind demand.NodeKind, name string) *demand.Relation {
	r, ok := demand.RelationOf(kind, name)
	if !ok {
		panic("query: no relation " + name + " of " + string(kind))
	}
	return r
}

func prop(kind demand.NodeKind, name string) demand.Prop {
	k, _ := demand.KindOf(kind)
	p, ok := k.Prop(name)
	if !ok {
		panic("query: no property " + name + " of " + string(kind))
	}
	return p
}
