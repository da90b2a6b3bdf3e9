package storetest

import (
	"fmt"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testTellings holds that a position told by several articles is one, with what
// the rules of package demand make of its tellings, whatever the order.
func testTellings(t *testing.T, open func(*testing.T) store.Store) {
	s := open(t)
	base := background("base.yaml")
	base.Actors = []change.Actor{state("asker"), state("asked")}
	base.Demands = []change.Demand{asks("ask", "Something is asked", "asked")}
	base.Events = []change.Event{{Key: "talks", Name: "Talks", Type: demand.EventTypeMeeting, Start: day("2025-08-15")}}
	put(t, s, base)
	act := demand.Act{Taker: "asker", Kind: demand.PositionKindDemands, Demand: "ask", Event: "talks", EventFirst: "2025-08-15"}
	key := demand.PositionKey(act)

	var docs []*change.Document
	var tellings []demand.Telling
	for i, told := range []struct {
		date        string
		certainty   demand.Certainty
		attribution string
	}{
		{"2025-08", demand.CertaintyReported, "sources"},
		{"2025-08-15", demand.CertaintyInferred, "the author"},
		{"2025-08-16", demand.CertaintyReported, "officials"},
		{"", demand.CertaintyAsserted, ""},
		{"2025-08-16", demand.CertaintyInferred, ""},
	} {
		d := article(fmt.Sprintf("article-%d", 5-i), "2025-08-17")
		p := tookAt("asker", demand.PositionKindDemands, "ask", "talks", "", told.date)
		p.Certainty, p.Attribution, p.Evidence = told.certainty, told.attribution, append(quote("asked", 5), quote("asked again", 50)...)
		d.Positions = []change.Position{p}
		docs = append(docs, d)
		tellings = append(tellings, demand.Telling{ID: d.Source, Article: d.Article.Key, Date: day(told.date), Certainty: told.certainty, Attribution: told.attribution})
	}
	check := func(tellings []demand.Telling) {
		t.Helper()
		want := demand.FoldTellings(tellings)
		act.Date, act.Key = want.Date, key
		tr := &tree{}
		evidence := tr.below(demand.KindPosition, "evidence", &query.Selection{Kind: demand.KindAnnotation, Props: props(demand.KindAnnotation, "key")})
		evidence.EdgeProps = relation(demand.KindPosition, "evidence").EdgeProps()
		n := read(t, s, tr.lookup(demand.KindPosition, key, &query.Selection{Props: props(demand.KindPosition, "date", "certainty", "attribution", demand.SortName), Lists: []query.List{evidence}})).Items[0].Node
		attribution := any(want.Attribution)
		if attribution == "" {
			attribution = nil
		}
		if got, want := fmt.Sprint(n.Values), fmt.Sprint([]any{want.Date, string(want.Certainty), attribution, act.Sort()}); got != want {
			t.Errorf("after %d tellings %s, want %s", len(tellings), got, want)
		}
		if n.Lists[0].Total != int64(2*len(tellings)) {
			t.Errorf("%d edges of evidence for %d tellings of two quotes", n.Lists[0].Total, len(tellings))
		}
		ids := map[any]bool{}
		for _, item := range n.Lists[0].Items {
			ids[item.Edge[0]] = true
		}
		if len(ids) != len(tellings) {
			t.Errorf("%d ids of %d tellings", len(ids), len(tellings))
		}
	}
	for i := range docs {
		put(t, s, docs[i])
		check(tellings[:i+1])
	}
	for i := range docs[1:] { // the first go first
		takeBack(t, s, docs[i])
		check(tellings[i+1:])
	}

	t.Run("joined by its own key", func(t *testing.T) {
		one, two := article("one", "2025-08-20"), article("two", "2025-08-21")
		p := took("asker", demand.PositionKindReiterates, "ask", "2025-08")
		p.Key = "its-own"
		one.Positions = []change.Position{p}
		two.Positions = []change.Position{{Key: "its-own", Joins: true, Date: day("2025-08-03"), Certainty: demand.CertaintyReported}}
		put(t, s, one)
		put(t, s, two)
		ref := demand.Ref{Kind: demand.KindPosition, Key: "its-own"}
		if got := value(t, s, ref, "date"); got != "2025-08-03" {
			t.Errorf("date %v", got)
		}
		takeBack(t, s, two)
		if got := value(t, s, ref, "date"); got != "2025-08" {
			t.Errorf("date %v after a telling was taken back", got)
		}
	})

	t.Run("without an article", func(t *testing.T) {
		d := background("rows.csv")
		p := took("asked", demand.PositionKindRejects, "ask", "2025-09-01")
		p.Attribution = "a row"
		d.Positions = []change.Position{p}
		put(t, s, d)
		tr := &tree{}
		imports := tr.below(demand.KindPosition, "imports", &query.Selection{Kind: demand.KindImport, Props: props(demand.KindImport, "key")})
		imports.EdgeProps = edgeProps(demand.ImportedBy, "certainty", "attribution", "date")
		key := demand.PositionKey(demand.Act{Taker: "asked", Kind: demand.PositionKindRejects, Demand: "ask", Date: day("2025-09-01")})
		n := read(t, s, tr.lookup(demand.KindPosition, key, &query.Selection{Lists: []query.List{imports}})).Items[0].Node
		if got := n.Lists[0].Items; len(got) != 1 || fmt.Sprint(got[0].Edge) != "[ASSERTED a row 2025-09-01]" || got[0].Node.Key != "import" {
			t.Errorf("imports %+v", got)
		}
	})
}

// edgeProps are properties of an edge.
func edgeProps(kind demand.EdgeKind, names ...string) []demand.Prop {
	e, _ := demand.EdgeOf(kind)
	var all []demand.Prop
	for _, name := range names {
		p, ok := e.Prop(name)
		if !ok {
			panic("storetest: no property " + name + " of " + string(kind))
		}
		all = append(all, p)
	}
	return all
}
