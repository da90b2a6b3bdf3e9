package storetest

import (
	"context"
	"fmt"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testRead holds what is brought of a node: properties of every type, relations
// to one and to many, lists in lists, edges with their properties and what shows
// them, ledgers and stances.
func testRead(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, alaska()...)
	for _, k := range demand.Kinds {
		if k.Name != demand.KindImport { // whose counts are of the loading
			t.Run(string(k.Name), func(t *testing.T) { (&twin{t, tw.store, tw.ref}).ask(all(&k)) })
		}
	}
	t.Run("values", func(t *testing.T) {
		for _, c := range []struct {
			ref   demand.Ref
			names []string
			want  []any
		}{
			{demand.Ref{Kind: demand.KindActor, Key: "russia"}, []string{"name", "type", "aliases", "description", "iso3"}, []any{"Russia", "STATE", []string{"Moscow", "the Kremlin", "Россия"}, nil, "RUS"}},
			{demand.Ref{Kind: demand.KindRegion, Key: "donetsk-oblast"}, []string{"location", "isoCode", "boundary"}, []any{[2]float64{48, 37.8}, "UA-14", nil}},
			{demand.Ref{Kind: demand.KindEvent, Key: summit}, []string{"start", "end"}, []any{"2025-08-15", nil}},
			{demand.Ref{Kind: demand.KindArticle, Key: "preview"}, []string{"extent", "publishedAt", "url"}, []any{"PREVIEW", nil, nil}},
			{demand.Ref{Kind: demand.KindArticle, Key: "before-the-summit"}, []string{"authors", "extent"}, []any{[]string{"A. Writer", "B. Writer"}, "FULL"}},
		} {
			tr := &tree{}
			n := read(t, tw.store, tr.lookup(c.ref.Kind, c.ref.Key, &query.Selection{Props: props(c.ref.Kind, c.names...)})).Items[0].Node
			if got, want := fmt.Sprint(canonicalValues(n.Values)), fmt.Sprint(canonicalValues(c.want)); got != want {
				t.Errorf("%s: %s, want %s", c.ref, got, want)
			}
		}
	})
	t.Run("lookup", func(t *testing.T) { testLookup(t, tw) })
	t.Run("expansions", func(t *testing.T) { testExpansions(t, tw) })
	t.Run("deep", func(t *testing.T) { testDeep(t, tw) })
	t.Run("edges", func(t *testing.T) { testEdges(t, tw) })
}

func testLookup(t *testing.T, tw *twin) {
	tr := &tree{}
	q := &query.Query{Lookup: &query.Lookup{Selects: []*query.Selection{
		{Kind: demand.KindActor, Props: props(demand.KindActor, "name")}, {Kind: demand.KindRegion, Props: props(demand.KindRegion, "type")}}}}
	for _, ref := range []demand.Ref{{Kind: demand.KindRegion, Key: "ukraine"}, {Kind: demand.KindActor, Key: "nobody"}, {Kind: demand.KindActor, Key: "ukraine"},
		{Kind: demand.KindRegion, Key: "russia"}, {Kind: demand.KindActor, Key: "ukraine"}} {
		q.Lookup.Refs = append(q.Lookup.Refs, query.LookupRef{Kind: ref.Kind, Key: tr.val(ref.Key)})
	}
	q.Params = tr.params
	got := (&twin{t, tw.store, tw.ref}).ask(q)
	if fmt.Sprint(keys(got)) != "[ukraine  ukraine  ukraine]" {
		t.Errorf("found %q", keys(got))
	}
}

func testExpansions(t *testing.T, tw *twin) {
	for _, c := range []struct {
		from demand.Ref
		name string
		want string
	}{
		{demand.Ref{Kind: demand.KindRegion, Key: "sloviansk"}, "ancestors", "[donbas donetsk-oblast ukraine]"},
		{demand.Ref{Kind: demand.KindRegion, Key: "ukraine"}, "descendants", "[donbas donetsk-oblast kramatorsk luhansk-oblast sloviansk]"},
		{demand.Ref{Kind: demand.KindRegion, Key: "ukraine"}, "children", "[donbas donetsk-oblast luhansk-oblast]"},
		{demand.Ref{Kind: demand.KindRegion, Key: "donetsk-oblast"}, "parents", "[donbas ukraine]"},
		{demand.Ref{Kind: demand.KindRegion, Key: "ukraine"}, "demands", "[donbas-withdrawal]"},
		{demand.Ref{Kind: demand.KindActor, Key: "russia"}, "demandsMade", "[no-nato-membership donbas-withdrawal demilitarisation]"},
		{demand.Ref{Kind: demand.KindActor, Key: "vladimir-putin"}, "demandsMade", "[no-nato-membership donbas-withdrawal demilitarisation]"},
		{demand.Ref{Kind: demand.KindActor, Key: "ukraine"}, "demandsReceived", "[no-nato-membership donbas-withdrawal demilitarisation]"},
		{demand.Ref{Kind: demand.KindEvent, Key: summit}, "participants", "[donald-trump vladimir-putin]"},
		{demand.Ref{Kind: demand.KindDemand, Key: "immediate-ceasefire"}, "relatedFrom", "[direct-peace-agreement]"},
		{demand.Ref{Kind: demand.KindArticle, Key: "preview"}, "demands", "[no-nato-membership donbas-withdrawal]"},
		{demand.Ref{Kind: demand.KindActor, Key: "volodymyr-zelenskyy"}, "affiliations", "[ukraine ukraine]"},
	} {
		tr := &tree{}
		l := tr.below(c.from.Kind, c.name, &query.Selection{Kind: relation(c.from.Kind, c.name).To})
		n := (&twin{t, tw.store, tw.ref}).ask(tr.lookup(c.from.Kind, c.from.Key, &query.Selection{Lists: []query.List{l}})).Items[0].Node
		if got := fmt.Sprint(keys(n.Lists[0])); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.name, c.from, got, c.want)
		}
	}
}

// testDeep asks the first example query of the service: lists in lists in lists.
func testDeep(t *testing.T, tw *twin) {
	tr := &tree{}
	named := func(kind demand.NodeKind, names ...string) *query.Selection {
		return &query.Selection{Kind: kind, Props: props(kind, names...)}
	}
	quotes := tr.below(demand.KindPosition, "evidence", named(demand.KindAnnotation, "exact", "start", "end", "confidence"))
	quotes.Select.Ones = []query.One{{Relation: relation(demand.KindAnnotation, "article"), Select: named(demand.KindArticle, "key", "title", "publishedAt")}}
	positions := tr.below(demand.KindDemand, "positions", named(demand.KindPosition, "kind", "side", "date", "phase", "certainty", "attribution"))
	positions.Select.Lists = []query.List{quotes}
	for _, one := range []string{"actor", "onBehalfOf", "accordingTo", "event", "demand"} {
		r := relation(demand.KindPosition, one)
		positions.Select.Ones = append(positions.Select.Ones, query.One{Relation: r, Select: named(r.To, "key")})
	}
	terms := tr.below(demand.KindDemand, "terms", named(demand.KindTerm, "kind", "summary", "certainty"))
	terms.Select.Ones = []query.One{{Relation: relation(demand.KindTerm, "offeredBy"), Select: named(demand.KindActor, "key")}}
	terms.Select.Lists = []query.List{tr.below(demand.KindTerm, "evidence", named(demand.KindAnnotation, "exact"))}
	l := tr.root(demand.KindDemand, query.Order{By: demand.SortName}, tr.through(demand.KindDemand, "demander", query.Some, "russia"), tr.through(demand.KindDemand, "addressee", query.Some, "ukraine"))
	l.Select = named(demand.KindDemand, "key", "summary", "status", "madeOn")
	l.Select.Lists = []query.List{tr.below(demand.KindDemand, "addressees", named(demand.KindActor, "key", "name")), tr.below(demand.KindDemand, "regions", named(demand.KindRegion, "isoCode")), terms, positions}
	got := (&twin{t, tw.store, tw.ref}).ask(tr.list(l))
	if fmt.Sprint(keys(got)) != "[demilitarisation donbas-withdrawal no-nato-membership]" || got.Total != 3 {
		t.Errorf("found %d: %q", got.Total, keys(got))
	}
}

func testEdges(t *testing.T, tw *twin) {
	for _, c := range []struct {
		kind demand.NodeKind
		key  string
		name string
		want string
	}{
		{demand.KindActor, "vladimir-putin", "affiliations", "[[LEADS Acting President 1999-12-31 2000-05] [LEADS President 2012-05-07 <nil>]]"},
		{demand.KindActor, "volodymyr-zelenskyy", "affiliations", "[[LEADS <nil> <nil> <nil>] [SPEAKS_FOR <nil> <nil> <nil>]]"},
		{demand.KindDemand, "donbas-withdrawal", "regions", "[[<nil> <nil>] [REPORTED <nil>]]"},
		{demand.KindDemand, "borders-not-changed-by-force", "topics", "[[INFERRED not named]]"},
		{demand.KindEvent, summit, "participants", "[[HOST] [GUEST]]"},
		{demand.KindDemand, "direct-peace-agreement", "relations", "[[SUPERSEDES]]"},
	} {
		tr := &tree{}
		l := tr.below(c.kind, c.name, &query.Selection{Kind: relation(c.kind, c.name).To})
		e, _ := demand.EdgeOf(l.Relation.Edge)
		l.EdgeProps = e.Props
		for i, name := range []string{"annotationKeys", "importKeys"} {
			kind := []demand.NodeKind{demand.KindAnnotation, demand.KindImport}[i]
			l.EdgeLists = append(l.EdgeLists, query.EdgeList{Prop: name, Page: tr.first(5), Rows: true, Count: true, Select: &query.Selection{Kind: kind, Props: props(kind, "key")}})
		}
		items := (&twin{t, tw.store, tw.ref}).ask(tr.lookup(c.kind, c.key, &query.Selection{Lists: []query.List{l}})).Items[0].Node.Lists[0].Items
		var got [][]any
		for _, item := range items {
			got = append(got, item.Edge)
			if imports := keys(item.Lists[1]); len(imports) != 1 || imports[0] != "import" {
				t.Errorf("%s of %s: imports %q", c.name, c.key, imports)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s of %s: %v, want %s", c.name, c.key, got, c.want)
		}
	}
}

// testMoments holds ledgers, stances and positions as of dates and events.
func testMoments(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, alaska()...)
	// An event without dates, and one that begins some time in August.
	late := background("late.yaml")
	late.Events = append(alaskaBackground().Events[:0:0], alaskaBackground().Events[0])
	late.Events[0].Key, late.Events[0].Participants, late.Events[0].Start = "undated", nil, demand.Date{}
	vague := late.Events[0]
	vague.Key, vague.Start = "vague", day("2025-08")
	late.Events = append(late.Events, vague)
	tw.put(late)

	type moment struct {
		name   string
		filter func(*tree) query.Filter
		at     *demand.Moment
	}
	moments := []moment{{"ever", func(*tree) query.Filter { return query.OwnWord }, nil}}
	for _, d := range []string{"2025-08-12", "2025-08-13", "2025-08-14", "2025-08-15", "2025-08", "2024", "2026"} {
		moments = append(moments, moment{d, func(tr *tree) query.Filter {
			return query.And{query.OwnWord, query.AsOfDate(tr.val(demand.SortDated), tr.val(day(d).Last()+demand.SortEnd))}
		}, demand.AsOf(day(d))})
	}
	for event, start := range map[string]string{summit: "2025-08-15", "undated": "", "vague": "2025-08"} {
		for _, phase := range []demand.Phase{demand.PhaseBefore, demand.PhaseDuring, demand.PhaseAfter} {
			moments = append(moments, moment{event + " " + string(phase), func(tr *tree) query.Filter {
				p := tr.val(event)
				tr.events = append(tr.events, p)
				return query.And{query.OwnWord, query.AsOfEvent(p, phase)}
			}, demand.AsOfEvent(event, day(start), demand.Date{}, phase)})
		}
	}
	// What the rules say of the acts that the documents tell.
	acts := map[string][]demand.Act{}
	for _, d := range alaska()[1:3] {
		for _, p := range append(d.Positions, alaskaPreview().Positions[1]) {
			a := demand.Act{Taker: p.Actor, For: p.For, Kind: p.Kind, Demand: p.Demand, AccordingTo: p.AccordingTo, Event: p.Event, Phase: p.Phase, Date: p.Date}
			a.Key = demand.PositionKey(a)
			if a.Event != "" {
				a.EventFirst = "2025-08-15"
			}
			acts[p.Demand] = append(acts[p.Demand], a)
		}
	}
	for _, m := range moments {
		t.Run(m.name, func(t *testing.T) {
			tr := &tree{}
			l := tr.root(demand.KindDemand, query.Order{By: "key"})
			positions := tr.below(demand.KindDemand, "positions", &query.Selection{Kind: demand.KindPosition})
			positions.Filter = m.filter(tr)
			l.Select = &query.Selection{Kind: demand.KindDemand, Lists: []query.List{positions},
				Ledgers: []query.Ledger{{Filter: m.filter(tr)}}, Stances: []query.Stances{tr.stances(m.filter(tr))}}
			for _, item := range (&twin{t, tw.store, tw.ref}).ask(tr.list(l)).Items {
				n := item.Node
				want, _ := demand.StatusOf(acts[n.Key], addressees(n.Key), m.at)
				if got, _ := demand.StatusOfLedger(n.Ledgers[0].Entries, n.Ledgers[0].Addressees); got != want {
					t.Errorf("status of %s: %q, want %q", n.Key, got, want)
				}
				var stances []demand.Stance
				for _, s := range n.Stances[0].Items {
					stances = append(stances, demand.Stance{Actor: s.Stance.Principal.Key, Side: s.Stance.Kind.Side(), Kind: s.Stance.Kind, Position: s.Stance.Position.Key})
				}
				if got, want := fmt.Sprint(stances), fmt.Sprint(demand.StancesOf(acts[n.Key], m.at)); got != want {
					t.Errorf("stances on %s: %s, want %s", n.Key, got, want)
				}
			}
		})
	}
	t.Run("of one actor", func(t *testing.T) { testStanceOfOne(t, tw) })
	t.Run("of an unknown event", func(t *testing.T) {
		tr := &tree{}
		event := tr.val("no-such-event")
		tr.events = []query.Param{event}
		l := tr.root(demand.KindPosition, query.Order{By: demand.SortName}, query.Holding(query.AsOfEvent(event, demand.PhaseBefore)))
		_, err := tw.store.Read(context.Background(), tr.list(l))
		if store.CodeOf(err) != store.NotFound {
			t.Errorf("error %v", err)
		}
	})
}

// addressees of the demands of the standing example.
func addressees(of string) []string {
	return map[string][]string{"donbas-withdrawal": {"ukraine"}, "immediate-ceasefire": {"russia"}, "demilitarisation": {"ukraine"}, "no-nato-membership": {"ukraine", "nato"}}[of]
}

func testStanceOfOne(t *testing.T, tw *twin) {
	for _, c := range []struct{ actor, demand, want string }{
		{"russia", "donbas-withdrawal", "DEMANDS"}, {"vladimir-putin", "donbas-withdrawal", "DEMANDS"}, {"donald-trump", "immediate-ceasefire", "DROPS"},
		{"nato", "donbas-withdrawal", ""}, {"nobody", "donbas-withdrawal", ""}, {"nato", "no-nato-membership", "ABSTAINS"},
	} {
		tr := &tree{}
		of := tr.stances(query.OwnWord)
		of.Actor, of.Page = tr.val(c.actor), tr.first(1)
		items := (&twin{t, tw.store, tw.ref}).ask(tr.lookup(demand.KindDemand, c.demand, &query.Selection{Stances: []query.Stances{of}})).Items[0].Node.Stances[0].Items
		got := ""
		if len(items) == 1 && items[0].Stance.Principal.Key == c.actor {
			got = string(items[0].Stance.Kind)
		}
		if got != c.want {
			t.Errorf("stance of %s on %s: %q, want %q", c.actor, c.demand, got, c.want)
		}
		tr = &tree{}
		on := tr.stances(query.OwnWord)
		on.Demand, on.Page = tr.val(c.demand), tr.first(1)
		node := (&twin{t, tw.store, tw.ref}).ask(tr.lookup(demand.KindActor, c.actor, &query.Selection{Stances: []query.Stances{on}})).Items[0].Node
		if node != nil && (len(node.Stances[0].Items) == 1) != (c.want != "") {
			t.Errorf("stance on %s of %s: %+v", c.demand, c.actor, node.Stances[0].Items)
		}
	}
}
