package storetest

import (
	"fmt"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testDerived holds what follows from positions, events, regions and articles
// when these come, change and go.
func testDerived(t *testing.T, open func(*testing.T) store.Store) {
	t.Run("the standing example", func(t *testing.T) {
		s := open(t)
		put(t, s, alaska()...)
		for key, want := range map[string][3]any{ // as the rules of package demand have it of its acts
			"donbas-withdrawal":            derivedOf([]string{"ukraine"}, act("russia", "DEMANDS", "2025-08-15", "DURING"), act("ukraine", "REJECTS", "2025-08", "AFTER"), act("european-allies", "OPPOSES", "2025-08", "AFTER")),
			"immediate-ceasefire":          derivedOf([]string{"russia"}, act("donald-trump", "DEMANDS", "2025-08", "BEFORE"), act("donald-trump", "DROPS", "2025-08-15", "AFTER")),
			"direct-peace-agreement":       derivedOf(nil, act("donald-trump", "DEMANDS", "2025-08-15", "AFTER"), act("vladimir-putin", "SUPPORTS", "2025-08-15", "AFTER")),
			"demilitarisation":             derivedOf([]string{"ukraine"}, act("russia", "REITERATES", "2025-08-15", "DURING")),
			"no-nato-membership":           derivedOf([]string{"ukraine", "nato"}, act("russia", "REITERATES", "2025-08-15", "DURING"), act("nato", "ABSTAINS", "", "")),
			"borders-not-changed-by-force": derivedOf(nil, act("ukraine", "DEMANDS", "2025-08-13", ""), act("european-allies", "SUPPORTS", "2025-08-13", "")),
		} {
			ref := demand.Ref{Kind: demand.KindDemand, Key: key}
			got := [3]any{value(t, s, ref, "status"), value(t, s, ref, "madeOn"), value(t, s, ref, "lastActionOn")}
			if got != want {
				t.Errorf("%s: %v, want %v", key, got, want)
			}
		}
	})
	t.Run("positions come and go", func(t *testing.T) { testStatus(t, open(t)) })
	t.Run("an event's dates change", func(t *testing.T) { testEventMoves(t, open(t)) })
	t.Run("a region gets a parent", func(t *testing.T) { testRegionMoves(t, open(t)) })
	t.Run("an article's date comes later", func(t *testing.T) { testArticleDated(t, open(t)) })
}

func act(taker string, kind demand.PositionKind, date string, phase demand.Phase) demand.Act {
	a := demand.Act{Key: taker + string(kind), Taker: taker, Kind: kind, Date: day(date), Phase: phase}
	if phase != "" {
		a.Event, a.EventFirst = summit, "2025-08-15"
	}
	return a
}

// derivedOf are status, madeOn and lastActionOn of a demand with these acts.
func derivedOf(addressees []string, acts ...demand.Act) (want [3]any) {
	if status, ok := demand.StatusOf(acts, addressees, nil); ok {
		want[0] = string(status)
	}
	for i, d := range []demand.Date{demand.MadeOn(acts), demand.LastActionOn(acts)} {
		if !d.IsZero() {
			want[i+1] = d.String()
		}
	}
	return want
}

// testStatus writes one position after the other, and takes them back in turn.
func testStatus(t *testing.T, s store.Store) {
	base := background("base.yaml")
	base.Actors = []change.Actor{state("asker"), state("asked"), state("other")}
	base.Demands = []change.Demand{asks("ask", "Something is asked", "asked", "other")}
	put(t, s, base)
	if got := status(t, s, "ask"); got != nil {
		t.Errorf("status %v before the first position", got)
	}
	var docs []*change.Document
	var acts []demand.Act
	for i, p := range []change.Position{
		took("other", "OPPOSES", "ask", ""), took("asker", "DEMANDS", "ask", "2025-08-02"), took("asked", "ACCEPTS", "ask", "2025-08-03"),
		took("other", "REJECTS", "ask", "2025-08"), took("other", "FULFILS", "ask", "2025-08-05"), took("asked", "FULFILS", "ask", "2025-08-06"),
		took("asked", "BREACHES", "ask", "2025-08-07"), took("asker", "DEMANDS", "ask", "2025-07"), took("asker", "DROPS", "ask", "2025-08-08"),
	} {
		d := article(fmt.Sprintf("article-%d", i), "2025-08-20")
		d.Positions = []change.Position{p}
		docs = append(docs, d)
		acts = append(acts, demand.Act{Key: fmt.Sprint(i), Taker: p.Actor, Kind: p.Kind, Date: p.Date})
	}
	check := func(acts []demand.Act) {
		t.Helper()
		ref := demand.Ref{Kind: demand.KindDemand, Key: "ask"}
		got := [3]any{value(t, s, ref, "status"), value(t, s, ref, "madeOn"), value(t, s, ref, "lastActionOn")}
		if want := derivedOf([]string{"asked", "other"}, acts...); got != want {
			t.Errorf("with %d positions %v, want %v", len(acts), got, want)
		}
	}
	for i := range docs {
		put(t, s, docs[i])
		check(acts[:i+1])
	}
	for i := range docs {
		takeBack(t, s, docs[i])
		check(acts[i+1:])
	}
}

func testEventMoves(t *testing.T, s store.Store) {
	events := func(start string) *change.Document {
		d := background("events.yaml")
		d.Events = []change.Event{{Key: "talks", Name: "Talks", Type: demand.EventTypeMeeting, Start: day(start)}}
		return d
	}
	d := article("article", "2025-08-20")
	d.Actors = []change.Actor{state("asker")}
	d.Demands = []change.Demand{asks("ask", "Something is asked")}
	at := tookAt("asker", "DEMANDS", "ask", "talks", "BEFORE", "2025-08")
	undated := tookAt("asker", "SUPPORTS", "ask", "talks", "AFTER", "")
	d.Positions = []change.Position{at, undated, took("asker", "REITERATES", "ask", "2025-08-10")}
	put(t, s, events("2025-08-05"), d)
	for _, start := range []string{"2025-08-15", "", "2025-09-03", "2025-07", "2025-08-10"} {
		put(t, s, events(start))
		var acts []demand.Act
		for _, p := range d.Positions {
			a := demand.Act{Taker: p.Actor, Kind: p.Kind, Demand: p.Demand, Event: p.Event, Phase: p.Phase, Date: p.Date}
			a.Key = demand.PositionKey(a)
			if a.Event != "" {
				a.EventFirst = day(start).First()
			}
			acts = append(acts, a)
		}
		slices.SortFunc(acts, demand.Act.Compare)
		var want []string
		for _, a := range acts {
			want = append(want, a.Key+" "+a.Sort())
		}
		tr := &tree{}
		l := tr.root(demand.KindPosition, query.Order{By: demand.SortName, Desc: true}, tr.through(demand.KindPosition, "demand", query.Some, "ask"))
		var got []string
		for _, item := range read(t, s, tr.list(l)).Items {
			got = append(got, item.Node.Key+" "+item.Sort)
		}
		slices.Reverse(got)
		if !slices.Equal(got, want) {
			t.Errorf("with the event on %q:\n%q, want\n%q", start, got, want)
		}
	}
}

func testRegionMoves(t *testing.T, s store.Store) {
	regions := func(parents map[string][]string) *change.Document {
		d := background("regions.yaml")
		for _, key := range []string{"country", "province", "informal", "town"} {
			d.Regions = append(d.Regions, region(key, key, demand.RegionTypePlace, parents[key]...))
		}
		return d
	}
	d := article("article", "2025-08-20")
	for _, key := range []string{"in-town", "in-province"} {
		ask := asks(key, "Something is asked "+key)
		ask.Regions = refer(key[len("in-"):])
		d.Demands = append(d.Demands, ask)
	}
	put(t, s, regions(nil), d)
	for _, c := range []struct {
		parents                     map[string][]string
		country, province, informal []string
	}{
		{map[string][]string{"town": {"province"}}, nil, []string{"in-province", "in-town"}, nil},
		{map[string][]string{"town": {"province", "informal"}, "province": {"country"}, "informal": {"country"}}, []string{"in-province", "in-town"}, []string{"in-province", "in-town"}, []string{"in-town"}},
		{map[string][]string{"town": {"informal"}, "informal": {"province"}}, nil, []string{"in-province", "in-town"}, []string{"in-town"}},
		{map[string][]string{"town": {"country"}}, []string{"in-town"}, []string{"in-province"}, nil},
	} {
		put(t, s, regions(c.parents))
		for key, want := range map[string][]string{"country": c.country, "province": c.province, "informal": c.informal} {
			tr := &tree{}
			below := tr.below(demand.KindRegion, "demands", &query.Selection{Kind: demand.KindDemand})
			below.Order.By = "key"
			below.Order.Desc = false
			n := read(t, s, tr.lookup(demand.KindRegion, key, &query.Selection{Lists: []query.List{below}})).Items[0].Node
			if got := keys(n.Lists[0]); !slices.Equal(got, want) || n.Lists[0].Total != int64(len(want)) {
				t.Errorf("with parents %v, %s has %d: %q, want %q", c.parents, key, n.Lists[0].Total, got, want)
			}
		}
	}
}

func testArticleDated(t *testing.T, s store.Store) {
	first, second := article("first", ""), article("second", "2025-08-10")
	for _, d := range []*change.Document{first, second} {
		d.Actors = []change.Actor{state("asker")}
		d.Demands = []change.Demand{asks("ask", "Something is asked")}
		p := tookAt("asker", "DEMANDS", "ask", "", "", "2025-08-01")
		p.Evidence = append(quote("later words", 90), quote("words", 9)...)
		d.Positions = []change.Position{p}
		d.Mentions = []change.Mention{{Annotation: p.Evidence[1], Actors: []string{"asker"}}}
	}
	put(t, s, first, second)
	order := func(list string, of demand.Ref) []string {
		tr := &tree{}
		below := tr.below(of.Kind, list, &query.Selection{Kind: demand.KindAnnotation, Props: props(demand.KindAnnotation, "exact"),
			Ones: []query.One{{Relation: relation(demand.KindAnnotation, "article"), Select: &query.Selection{Kind: demand.KindArticle}}}})
		var got []string
		for _, item := range read(t, s, tr.lookup(of.Kind, of.Key, &query.Selection{Lists: []query.List{below}})).Items[0].Node.Lists[0].Items {
			got = append(got, item.Node.Ones[0].Key+" "+item.Node.Values[0].(string))
		}
		return got
	}
	position := demand.Ref{Kind: demand.KindPosition, Key: demand.PositionKey(demand.Act{Taker: "asker", Kind: "DEMANDS", Demand: "ask", Date: day("2025-08-01")})}
	asker := demand.Ref{Kind: demand.KindActor, Key: "asker"}
	for _, c := range []struct{ published, evidence, mentions string }{
		{"", "[second words second later words first words first later words]", "[second words first words]"},
		{"2025-08-09", "[first words first later words second words second later words]", "[first words second words]"},
		{"2025-08", "[first words first later words second words second later words]", "[first words second words]"},
		{"2025-08-11", "[second words second later words first words first later words]", "[second words first words]"},
	} {
		first.Article.PublishedAt = day(c.published)
		put(t, s, first)
		if got := fmt.Sprint(order("evidence", position)); got != c.evidence {
			t.Errorf("published %q: evidence %s, want %s", c.published, got, c.evidence)
		}
		if got := fmt.Sprint(order("mentions", asker)); got != c.mentions {
			t.Errorf("published %q: mentions %s, want %s", c.published, got, c.mentions)
		}
	}
}
