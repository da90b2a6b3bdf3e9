package sqlite

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

func lookup(b *builder, kind demand.NodeKind, sel *query.Selection, keys ...string) *query.Query {
	l := &query.Lookup{}
	if sel != nil {
		l.Selects = append(l.Selects, sel)
	}
	for _, key := range keys {
		l.Refs = append(l.Refs, query.LookupRef{Kind: kind, Key: b.param(key)})
	}
	return &query.Query{Lookup: l, Params: b.params}
}

func TestDeepRead(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	a := mustRead(t, s, whoDemandedWhat("russia", "ukraine"))
	if a.Version != 1 || a.Page.Total != 1 || len(a.Page.Items) != 1 {
		t.Fatalf("got %+v", a)
	}
	d := a.Page.Items[0].Node
	if want := []any{"withdrawal", "Ukraine withdraws from the Donbas", "REJECTED", nil}; !reflect.DeepEqual(d.Values, want) {
		t.Errorf("the demand is %v", d.Values)
	}
	for i, want := range []string{"ukraine", "donetsk", d.Lists[2].Items[0].Node.Key, "p3 p1 p2"} {
		if got := strings.Join(keysOf(d.Lists[i]), " "); got != want {
			t.Errorf("list %d is %s, want %s", i, got, want)
		}
	}
	p := d.Lists[3].Items[1].Node
	if p.Ones[0].Key != "putin" || p.Ones[1].Key != "russia" || p.Ones[2] != nil || p.Ones[3].Key != "alaska" {
		t.Errorf("the position leads to %v", p.Ones)
	}
	evidence := p.Lists[0]
	if evidence.Total != 2 || len(evidence.Items) != 2 || evidence.Items[0].Node.Ones[0].Values[3] != "Example News" {
		t.Errorf("its evidence is %+v", evidence)
	}
	if evidence.Items[0].Node.Values[1] != int64(140) || evidence.Items[1].Node.Values[1] != int64(150) {
		t.Error("the evidence is not in the order of the article")
	}
}

// Nodes, some not there, some under a key that was given up.
func TestLookup(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	err := s.write(t.Context(), func(se *session) error {
		return se.exec(t.Context(), "INSERT INTO redirect VALUES ('Actor', 'kremlin', 'russia')")
	})
	if err != nil {
		t.Fatal(err)
	}
	a := mustRead(t, s, lookup(&builder{}, demand.KindActor, selectProps(demand.KindActor, "name", "aliases"), "kremlin", "nobody", "allies", "russia"))
	var got []string
	for _, item := range a.Page.Items {
		if item.Node == nil {
			got = append(got, "-")
		} else {
			got = append(got, fmt.Sprint(item.Node.Key, item.Node.Values))
		}
	}
	if want := `russia[Russia [Russian Federation the "Federation"]] - allies[European allies []] russia[Russia [Russian Federation the "Federation"]]`; strings.Join(got, " ") != want {
		t.Errorf("got %s", strings.Join(got, " "))
	}
	b := &builder{}
	q := lookup(b, demand.KindRegion, selectProps(demand.KindRegion, "location"), "anchorage")
	if got := mustRead(t, s, q).Page.Items[0].Node.Values[0]; got != [2]float64{61.25, -149.8} {
		t.Errorf("the point is %v", got)
	}
	q = lookup(&builder{}, demand.KindImport, selectProps(demand.KindImport, "counts", "rejected"), "run-1")
	if got := mustRead(t, s, q).Page.Items[0].Node.Values; got[0].([4]int64)[0] == 0 || got[1] != int64(0) {
		t.Errorf("the counts are %v", got)
	}
}

func TestEventsMustBeThere(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	b := &builder{}
	q := lookup(b, demand.KindActor, nil, "russia")
	q.Events = []query.Param{b.param("alaska"), b.param("yalta")}
	q.Params = b.params
	if _, err := s.Read(t.Context(), q); store.CodeOf(err) != store.NotFound || !strings.Contains(err.Error(), "yalta") {
		t.Fatalf("got %v", err)
	}
}

func TestLedgersAndStances(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	b := &builder{}
	sel := &query.Selection{Kind: demand.KindDemand, Ledgers: []query.Ledger{{}, {Filter: query.AsOfEvent(b.param("alaska"), demand.PhaseBefore)}}}
	stances := query.Stances{Actor: query.NoParam, Demand: query.NoParam, Page: b.page(2), Count: true,
		Principal: selectProps(demand.KindActor, "name"), Position: selectProps(demand.KindPosition, "kind")}
	of := stances
	of.Actor = b.param("putin")
	sel.Stances = []query.Stances{stances, of}
	n := mustRead(t, s, lookup(b, demand.KindDemand, sel, "withdrawal")).Page.Items[0].Node
	status, _ := demand.StatusOfLedger(n.Ledgers[0].Entries, n.Ledgers[0].Addressees)
	before, _ := demand.StatusOfLedger(n.Ledgers[1].Entries, n.Ledgers[1].Addressees)
	if status != demand.StatusRejected || before != demand.StatusOpen {
		t.Errorf("status is %s, was %s before: %+v", status, before, n.Ledgers)
	}
	var got []string
	for _, list := range n.Stances {
		for _, item := range list.Items {
			got = append(got, fmt.Sprintf("%s %s %s %s", item.Sort, item.Stance.Kind, item.Stance.Principal.Key, item.Stance.Position.Key))
		}
	}
	if want := []string{"allies OPPOSES allies p3", "russia DEMANDS russia p1", "putin DEMANDS putin p1"}; !slices.Equal(got, want) {
		t.Errorf("stances are %q", got)
	}
	if n.Stances[0].Total != 3 || !n.Stances[0].HasNext || n.Stances[1].Total != 1 {
		t.Errorf("stances are %+v", n.Stances)
	}

	b = &builder{}
	stances.Demand, stances.Page, stances.Count = b.param("borders"), b.page(20), false
	actor := &query.Selection{Kind: demand.KindActor, Stances: []query.Stances{stances}}
	n = mustRead(t, s, lookup(b, demand.KindActor, actor, "ukraine")).Page.Items[0].Node
	if len(n.Stances[0].Items) != 1 || n.Stances[0].Items[0].Stance.Position.Key != "p6" {
		t.Errorf("the actor's stance is %+v", n.Stances[0])
	}
}

// Edges come with their properties, and with the annotations and imports that show them.
func TestEdges(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	b := &builder{}
	l := b.child(demand.KindActor, "affiliations", 20, selectProps(demand.KindActor, "name"))
	l.EdgeProps = l.Relation.EdgeProps()[:4]
	shown := query.EdgeList{Prop: "annotationKeys", Select: selectProps(demand.KindAnnotation, "exact"), Page: b.page(20), Rows: true, Count: true}
	imports := query.EdgeList{Prop: "importKeys", Select: selectProps(demand.KindImport, "format"), Page: b.page(20), Rows: true}
	l.EdgeLists = []query.EdgeList{shown, imports}
	sel := &query.Selection{Kind: demand.KindActor, Lists: []query.List{l}}
	items := mustRead(t, s, lookup(b, demand.KindActor, sel, "putin")).Page.Items[0].Node.Lists[0].Items
	if len(items) != 2 || items[0].Sort == items[1].Sort {
		t.Fatalf("got %+v", items)
	}
	if want := []any{"LEADS", "President", "2012", nil}; !reflect.DeepEqual(items[0].Edge, want) {
		t.Errorf("the edge is %v", items[0].Edge)
	}
	if want := []any{"SPEAKS_FOR", nil, nil, nil}; !reflect.DeepEqual(items[1].Edge, want) {
		t.Errorf("the other edge is %v", items[1].Edge)
	}
	if got := items[0].Lists; got[0].Total != 1 || got[0].Items[0].Node.Values[0] != "Putin" || got[1].Items[0].Node.Key != "run-1" {
		t.Errorf("the edge's lists are %+v", got)
	}
	if got := items[1].Lists; got[0].Total != 0 || len(got[0].Items) != 0 || len(got[1].Items) != 1 {
		t.Errorf("the other edge's lists are %+v", got)
	}

	// The edge of a relation that is read by its list.
	b = &builder{}
	l = b.child(demand.KindActor, "demandsReceived", 20, selectProps(demand.KindDemand, "key"))
	shown.Page = b.page(20)
	l.EdgeProps, l.EdgeLists = l.Relation.EdgeProps(), []query.EdgeList{shown}
	sel = &query.Selection{Kind: demand.KindActor, Lists: []query.List{l}}
	items = mustRead(t, s, lookup(b, demand.KindActor, sel, "ukraine")).Page.Items[0].Node.Lists[0].Items
	if len(items) != 1 || items[0].Lists[0].Items[0].Node.Values[0] != "Kyiv" || len(items[0].Edge[1].([]string)) != 1 {
		t.Errorf("got %+v", items)
	}
}

// Of several lists the one with the fewest entries is walked; one that is not
// there is empty.
func TestSmallestList(t *testing.T) {
	s := openTest(t)
	write(t, s, many(300))
	for _, tc := range []struct {
		region string
		want   int
	}{{"r", 30}, {"nowhere", 0}} {
		b := &builder{}
		made, in := b.param("a"), b.param(tc.region)
		has := func(name string, key query.Param) query.Filter {
			return query.Has{Relation: relation(demand.KindDemand, name), Node: query.Compare{Prop: demand.Common[0], Op: query.Eq, Value: key, Until: query.NoParam}}
		}
		l := rootOf(b, demand.KindDemand, query.Order{By: demand.SortName},
			inList(demand.ListDemandsAddressedTo, made, has("addressees", made)), inList(demand.ListDemandsInRegion, in, has("regions", in)))
		if len(l.Access.Lists) != 2 {
			t.Fatalf("the access is %+v", l.Access)
		}
		var texts []string
		a, err := s.readTraced(t.Context(), b.list(l), func(text string) { texts = append(texts, text) })
		if err != nil || len(a.Page.Items) != tc.want || int(a.Page.Total) != tc.want {
			t.Errorf("%s: %d demands, total %d, %v", tc.region, len(a.Page.Items), a.Page.Total, err)
		}
		walks := slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "FROM entry e WHERE e.list") })
		if walks != (tc.want > 0) {
			t.Errorf("%s: an empty list was walked, or a full one not:\n%s", tc.region, strings.Join(texts, "\n"))
		}
	}
}
