package query

import (
	"testing"

	"demandgraph/demand"
)

// named is the condition that a related node has a key.
func named(t *testing.T, kind demand.NodeKind, relation string, key Param, sw Switches) Conjunct {
	t.Helper()
	c, ok := Through(kind, relation, Some, Compare{Prop: demand.Common[0], Op: Eq, Value: key, Until: NoParam}, Keys{Param: key}, sw)
	if !ok {
		t.Fatalf("%s has no relation %s", kind, relation)
	}
	return c
}

var usual = Switches{RollUp: true, Descendants: true}

func TestPlan(t *testing.T) {
	bySort, byName := Order{By: demand.SortName, Desc: true}, Order{By: "name"}
	demander := named(t, demand.KindDemand, "demander", 1, usual)
	addressee := named(t, demand.KindDemand, "addressee", 2, usual)
	topic := named(t, demand.KindDemand, "topic", 3, usual)
	open := Holding(OneOf{Values: []string{"OPEN"}})
	open.Lists, open.Exact = &ListSet{Prefix: demand.ListDemandsWithStatus, Key: 5, Pair: NoParam}, true
	iso := demand.Prop{Name: "isoCode"}
	for name, c := range map[string]struct {
		kind   demand.NodeKind
		all    []Conjunct
		order  Order
		lists  []string
		keys   bool
		sorted bool
		rest   bool // something is left to check
	}{
		"nothing asked":                    {demand.KindDemand, nil, bySort, []string{demand.ListDemands}, false, true, false},
		"by name":                          {demand.KindActor, nil, byName, []string{demand.ListActorsByName}, false, true, false},
		"by key":                           {demand.KindActor, nil, Order{By: "key"}, nil, false, true, false},
		"an order that no list has":        {demand.KindTerm, nil, byName, nil, false, false, false},
		"one list":                         {demand.KindDemand, []Conjunct{demander}, bySort, []string{demand.ListDemandsMadeBy}, false, true, false},
		"one list in another order":        {demand.KindDemand, []Conjunct{demander}, Order{By: "lastActionOn"}, []string{demand.ListDemandsMadeBy}, false, false, false},
		"a pair":                           {demand.KindDemand, []Conjunct{demander, addressee}, bySort, []string{demand.ListDemandsOfPair}, false, true, false},
		"a pair and more":                  {demand.KindDemand, []Conjunct{demander, topic, addressee}, bySort, []string{demand.ListDemandsOfPair}, false, true, true},
		"the smaller of two":               {demand.KindDemand, []Conjunct{demander, topic}, bySort, []string{demand.ListDemandsMadeBy, demand.ListDemandsOnTopic}, false, true, true},
		"a status":                         {demand.KindDemand, []Conjunct{open}, bySort, []string{demand.ListDemandsWithStatus}, false, true, false},
		"a status beside another list":     {demand.KindDemand, []Conjunct{open, topic}, bySort, []string{demand.ListDemandsOnTopic}, false, true, true},
		"a list that holds more than that": {demand.KindDemand, []Conjunct{named(t, demand.KindDemand, "region", 1, Switches{RollUp: true})}, bySort, []string{demand.ListDemandsInRegion}, false, true, true},
		"own word only":                    {demand.KindDemand, []Conjunct{named(t, demand.KindDemand, "demander", 1, Switches{RollUp: true, OwnWordOnly: true})}, bySort, []string{demand.ListDemandsMadeBy}, false, true, true},
		"keys before lists":                {demand.KindDemand, []Conjunct{demander, {Filter: And{}, Keys: 4, Values: NoParam}}, bySort, nil, true, false, true},
		"a property before lists":          {demand.KindRegion, []Conjunct{{Filter: And{}, Keys: NoParam, Prop: &iso, Values: 4}}, byName, nil, false, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			access, rest := Plan(c.kind, c.all, c.order)
			var lists []string
			for _, l := range access.Lists {
				lists = append(lists, l.Prefix)
			}
			if len(lists) != len(c.lists) {
				t.Fatalf("lists %v, want %v", lists, c.lists)
			}
			for i := range lists {
				if lists[i] != c.lists[i] {
					t.Errorf("lists %v, want %v", lists, c.lists)
				}
			}
			if got := access.Keys != NoParam; got != c.keys {
				t.Errorf("by keys: %v", got)
			}
			if access.Sorted != c.sorted {
				t.Errorf("sorted: %v", access.Sorted)
			}
			if got := rest != nil; got != c.rest {
				t.Errorf("left to check: %v", rest)
			}
		})
	}
}

func TestThroughKnowsWhatAKindHas(t *testing.T) {
	if _, ok := Through(demand.KindTopic, "demander", Some, nil, Keys{Param: NoParam}, usual); ok {
		t.Error("a topic has no demander")
	}
	none, ok := Through(demand.KindDemand, "term", None, nil, Keys{Param: NoParam}, usual)
	if _, not := none.Filter.(Not); !ok || !not {
		t.Errorf("none of them is %v", none.Filter)
	}
}

// Every relation that a filter may name leads over edges that are there.
func TestThroughReachesEveryRelation(t *testing.T) {
	for at := range paths {
		if _, ok := Through(demand.NodeKind(at[0]), at[1], Some, nil, Keys{Param: NoParam}, usual); !ok {
			t.Errorf("%v is not reached", at)
		}
	}
}

// Queries have one shape exactly when they differ in nothing but their values.
func TestShape(t *testing.T) {
	list := func(key string, desc, count bool) *Query {
		access, rest := Plan(demand.KindDemand, []Conjunct{named(t, demand.KindDemand, "topic", 1, usual)}, Order{By: demand.SortName, Desc: desc})
		return &Query{Params: []any{int64(20), key}, List: &List{Kind: demand.KindDemand, Access: access, Filter: rest, Order: Order{By: demand.SortName, Desc: desc},
			Page: Page{Size: 0, After: NoParam, Before: NoParam}, Select: &Selection{Kind: demand.KindDemand}, Rows: true, Count: count}}
	}
	if list("a", true, false).Shape() != list("b", true, false).Shape() {
		t.Error("a value changes the shape")
	}
	for _, other := range []*Query{list("a", false, false), list("a", true, true)} {
		if list("a", true, false).Shape() == other.Shape() {
			t.Errorf("two trees have the shape %s", other.Shape())
		}
	}
}

func TestRankSort(t *testing.T) {
	inOrder := []string{
		RankSort(ExactName, demand.KindActor, "", "b"),
		RankSort(ExactName, demand.KindEvent, "2025-08-16", "z"),
		RankSort(ExactName, demand.KindEvent, "2025-08-15", "a"),
		RankSort(ExactName, demand.KindEvent, "0001-01-01", "a"),
		RankSort(ExactName, demand.KindEvent, "", "a"),
		RankSort(SameName, demand.KindActor, "", "a"),
		RankSort(NameBegins, demand.KindActor, "", "a"),
		RankSort(WordsAlike, demand.KindTerm, "", "a"),
		RankSort(WordsQuoted, demand.KindAnnotation, "", "a"),
	}
	for i := range inOrder[1:] {
		if inOrder[i] >= inOrder[i+1] {
			t.Errorf("%q does not come before %q", inOrder[i], inOrder[i+1])
		}
	}
}
