package explore_test

import (
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/explore"
)

// A small graph by hand: what each edge counts, and what shows those that documents assert.
func TestEdgesByHand(t *testing.T) {
	s := open(t)
	day := demand.MustParseDate
	quote := func(text string) []change.Annotation { return []change.Annotation{{Exact: text}} }
	doc := &change.Document{Source: "hand.yaml", Format: "native", Annotator: "anna",
		Article: &change.Article{Key: "hand", Title: "By hand", Extent: demand.ExtentFull, URL: "https://news.example/hand"},
		Actors: []change.Actor{{Key: "state", Name: "State", Type: demand.ActorTypeState}, {Key: "other", Name: "Other", Type: demand.ActorTypeState},
			{Key: "head", Name: "Head", Type: demand.ActorTypePerson, Affiliations: []change.Affiliation{{With: "state", Role: demand.AffiliationRoleLeads, Evidence: quote("the head of the state")}}}},
		Demands: []change.Demand{{Key: "ask", Summary: "Something is asked", Addressees: []change.Reference{{Key: "other", Evidence: quote("asked of the other")}}}},
		Positions: []change.Position{
			{Actor: "head", For: "state", Kind: demand.PositionKindDemands, Demand: "ask", Date: day("2025-08-01")},
			{Actor: "state", Kind: demand.PositionKindReiterates, Demand: "ask", Date: day("2025-08")},
			{Actor: "state", Kind: demand.PositionKindDrops, Demand: "ask", Date: day("2025-09-02")},
			{Actor: "other", Kind: demand.PositionKindRejects, Demand: "ask"},
			{Actor: "other", Kind: demand.PositionKindAccepts, Demand: "ask", Date: day("2025-08-09"), AccordingTo: "state"},
		}}
	set := &change.Set{Import: change.Import{Key: "hand", Source: "hand.yaml", Format: "native"}, Documents: []*change.Document{doc}}
	if _, err := s.Apply(t.Context(), set, false); err != nil {
		t.Fatal(err)
	}
	type edge struct {
		positions, for_, against, neutral, articles, annotations int
		first, last                                              string
	}
	ask, actor := demand.Ref{Kind: demand.KindDemand, Key: "ask"}, func(key string) demand.Ref { return demand.Ref{Kind: demand.KindActor, Key: key} }
	state := map[string]edge{
		name(explore.Demanded, actor("state"), ask):    {2, 2, 0, 0, 1, 0, "2025-08-01", "2025-08-01"},
		name(explore.Responded, actor("state"), ask):   {1, 0, 0, 1, 1, 0, "2025-09-02", "2025-09-02"},
		name(explore.Responded, actor("other"), ask):   {1, 0, 1, 0, 1, 0, "", ""},
		name(explore.AddressedTo, ask, actor("other")): {0, 0, 0, 0, 1, 1, "", ""},
	}
	with := func(more map[string]edge) map[string]edge {
		out := map[string]edge{}
		for _, m := range []map[string]edge{state, more} {
			for k, v := range m {
				out[k] = v
			}
		}
		return out
	}
	leads := name(explore.AffiliatedWith, actor("head"), actor("state"))
	for _, tt := range []struct {
		name  string
		seed  demand.Ref
		which func(*explore.Which)
		want  map[string]edge
	}{
		{"a demand", ask, nil, with(map[string]edge{leads: {0, 0, 0, 0, 1, 1, "", ""}})},
		{"one that acts for another", actor("head"), nil, with(map[string]edge{leads: {0, 0, 0, 0, 1, 1, "", ""},
			name(explore.Demanded, actor("head"), ask): {1, 1, 0, 0, 1, 0, "2025-08-01", "2025-08-01"}})},
		{"actors only", actor("state"), func(w *explore.Which) { w.Edges = []explore.EdgeKind{explore.DemandedOf, explore.RespondedTo} }, map[string]edge{
			name(explore.DemandedOf, actor("state"), actor("other")):  {2, 2, 0, 0, 1, 0, "2025-08-01", "2025-08-01"},
			name(explore.RespondedTo, actor("other"), actor("state")): {1, 0, 1, 0, 1, 0, "", ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := &explore.GraphQuery{Which: usual, Seeds: []demand.Ref{tt.seed}, Depth: 2, Limit: 10}
			if tt.which != nil {
				tt.which(&q.Which)
			}
			g, err := explore.NewGraph(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]edge{}
			for _, e := range g.Edges {
				got[name(e.Kind, e.Source, e.Target)] = edge{len(e.Positions), e.For, e.Against, e.Neutral, e.Articles(), len(e.Annotations), e.First.String(), e.Last.String()}
			}
			for at, want := range tt.want {
				if got[at] != want {
					t.Errorf("%s is %v, want %v", at, got[at], want)
				}
				delete(got, at)
			}
			for at := range got {
				t.Errorf("%s should not be there", at)
			}
		})
	}
}
