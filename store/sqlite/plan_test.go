package sqlite

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"demandgraph/bench/synthetic"
	"demandgraph/demand"
	"demandgraph/query"
)

// scanned are the tables, by alias, that a plan reads from end to end. Arrays
// given to a statement, pages made by it and full-text matches are none.
func scanned(plan string) []string {
	var out []string
	for _, line := range strings.Split(plan, "\n") {
		m := regexp.MustCompile(`^\s+SCAN (\S+)(.*)`).FindStringSubmatch(line)
		if m == nil || strings.Contains(m[2], "VIRTUAL TABLE") || slices.Contains([]string{"p", "s", "CONSTANT", "(subquery-2)"}, m[1]) {
			continue
		}
		if m[1] == "e" && strings.Contains(plan, "CO-ROUTINE e") || m[1] == "r" && strings.Contains(plan, "RECURSIVE") || m[1] == "a" && strings.Contains(plan, "RECURSIVE") {
			continue
		}
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

func conditionOn(b *builder, kind demand.NodeKind, through, key string) query.Conjunct {
	p := b.param(key)
	f := query.Compare{Prop: demand.Common[0], Op: query.Eq, Value: p, Until: query.NoParam}
	c, ok := query.Through(kind, through, query.Some, f, query.Keys{Param: p}, query.Switches{RollUp: true, Descendants: true})
	if !ok {
		panic(through)
	}
	return c
}

// near are the conditions that a region is near Anchorage, and that a demand concerns such a one.
func near(b *builder) (region, about query.Conjunct) {
	inside := query.Around(prop(demand.KindRegion, "location"), 61.2, -149.9, 50, func(v any) query.Param { return b.param(v) })
	region = query.Holding(inside)
	region.Inside = &inside
	about, _ = query.Through(demand.KindDemand, "region", query.Some, inside, query.Keys{Param: query.NoParam, Inside: &inside}, query.Switches{Descendants: true})
	return region, about
}

// No query that the schema's readers are shown reads a table from end to end,
// and no page is sorted that is kept in order.
func TestPlans(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	newest := query.Order{By: demand.SortName, Desc: true}
	page := func(b *builder, kind demand.NodeKind, order query.Order, all ...query.Conjunct) *query.Query {
		l := rootOf(b, kind, order, all...)
		l.Page = b.page(20)
		l.Page.After = b.param("2025-12-01")
		return b.list(l)
	}
	for name, make := range map[string]func(b *builder) *query.Query{
		"who demanded what": func(*builder) *query.Query { return whoDemandedWhat("russia", "ukraine") },
		"demands in a region": func(b *builder) *query.Query {
			return page(b, demand.KindDemand, newest, conditionOn(b, demand.KindDemand, "region", "donbas"))
		},
		"threats": func(b *builder) *query.Query {
			return page(b, demand.KindDemand, newest, query.Holding(query.Has{Relation: relation(demand.KindDemand, "terms"), Node: query.OneOf{Prop: prop(demand.KindTerm, "kind"), Values: []string{"OTHERWISE"}}}))
		},
		"positions of an actor": func(b *builder) *query.Query {
			return page(b, demand.KindPosition, newest, conditionOn(b, demand.KindPosition, "actor", "russia"))
		},
		"positions of an actor on a topic": func(b *builder) *query.Query {
			return page(b, demand.KindPosition, newest, conditionOn(b, demand.KindPosition, "actor", "russia"), conditionOn(b, demand.KindPosition, "topic", "ceasefire"))
		},
		"demands by last action": func(b *builder) *query.Query {
			return page(b, demand.KindDemand, query.Order{By: "lastActionOn", Desc: true})
		},
		"actors by key":  func(b *builder) *query.Query { return page(b, demand.KindActor, query.Order{By: "key"}) },
		"actors by name": func(b *builder) *query.Query { return page(b, demand.KindActor, query.Order{By: "name"}) },
		"an actor by its code": func(b *builder) *query.Query {
			c := query.Holding(query.And{})
			p := prop(demand.KindActor, "iso3")
			c.Prop, c.Values = &p, b.param([]string{"RUS"})
			return page(b, demand.KindActor, query.Order{By: "key"}, c)
		},
		"a region's ancestors and descendants": func(b *builder) *query.Query {
			sel := selectProps(demand.KindRegion, "name")
			sel.Lists = []query.List{b.child(demand.KindRegion, "ancestors", 20, nil), b.child(demand.KindRegion, "descendants", 20, nil), b.child(demand.KindRegion, "demands", 10, b.deep())}
			return lookup(b, demand.KindRegion, sel, "donetsk")
		},
		"stances": func(b *builder) *query.Query {
			st := query.Stances{Actor: query.NoParam, Demand: query.NoParam, Page: b.page(20), Principal: selectProps(demand.KindActor, "key"), Position: selectProps(demand.KindPosition, "kind")}
			sel := &query.Selection{Kind: demand.KindDemand, Ledgers: []query.Ledger{{Filter: query.AsOfEvent(b.param("alaska"), demand.PhaseAfter)}}, Stances: []query.Stances{st}}
			return lookup(b, demand.KindDemand, sel, "withdrawal")
		},
		"regions near a point": func(b *builder) *query.Query {
			c, _ := near(b)
			return page(b, demand.KindRegion, query.Order{By: "key"}, c)
		},
		"demands by regions near a point": func(b *builder) *query.Query {
			_, c := near(b)
			l := rootOf(b, demand.KindDemand, newest, c)
			return b.list(l)
		},
		"search": func(b *builder) *query.Query { return search(b, "donbas") },
	} {
		plan, err := s.Plan(t.Context(), make(&builder{}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if all := scanned(plan); len(all) > 0 {
			t.Errorf("%s reads a whole table: %q in\n%s", name, all, plan)
		}
		if strings.Contains(name, "near") && !strings.Contains(plan, "Region_location (locationLatitude>? AND locationLatitude<?)") {
			t.Errorf("%s does not use the index of places:\n%s", name, plan)
		}
		if strings.Contains(plan, "USE TEMP B-TREE FOR ORDER BY") && name != "demands by regions near a point" && name != "stances" {
			t.Errorf("%s sorts:\n%s", name, plan)
		}
	}
}

// The same number of statements answers one demand and twenty.
func TestStatementsDoNotGrowWithTheAnswer(t *testing.T) {
	s := openTest(t)
	for set := range synthetic.New(synthetic.Config{Seed: 3, Demands: 300}).Sets() {
		mustApply(t, s, set)
	}
	var before int
	for _, size := range []int{2, 100} {
		b := &builder{}
		l := rootOf(b, demand.KindDemand, query.Order{By: demand.SortName, Desc: true})
		l.Select = b.deep()
		l.Page = b.page(size)
		n := 0
		a, err := s.readTraced(t.Context(), b.list(l), func(string) { n++ })
		if err != nil || len(a.Page.Items) != size {
			t.Fatalf("%d items, %v", len(a.Page.Items), err)
		}
		if before > 0 && n > before+1 {
			t.Errorf("%d statements for %d demands, %d for 2", n, size, before)
		}
		before = n
	}
}

// The first entries of many lists at once are those of each of them.
func TestManyListsAtOnce(t *testing.T) {
	s := openTest(t)
	for set := range synthetic.New(synthetic.Config{Seed: 2, Demands: 300}).Sets() {
		mustApply(t, s, set)
	}
	for _, desc := range []bool{false, true} {
		for _, f := range []query.Filter{nil, query.Not{Filter: query.OneOf{Prop: prop(demand.KindPosition, "kind"), Values: []string{"DEMANDS"}}}} {
			positions := func(b *builder) *query.Selection {
				l := b.child(demand.KindActor, "positions", 3, selectProps(demand.KindPosition, "key"))
				l.Order.Desc, l.Filter, l.Count = desc, f, true
				return &query.Selection{Kind: demand.KindActor, Lists: []query.List{l}}
			}
			b := &builder{}
			l := rootOf(b, demand.KindActor, query.Order{By: "key"})
			l.Page, l.Select = b.page(60), positions(b)
			long := 0
			for _, item := range mustRead(t, s, b.list(l)).Page.Items {
				b := &builder{}
				alone := mustRead(t, s, lookup(b, demand.KindActor, positions(b), item.Node.Key)).Page.Items[0].Node.Lists[0]
				got := item.Node.Lists[0]
				if !slices.Equal(keysOf(got), keysOf(alone)) || got.Total != alone.Total || got.HasNext != alone.HasNext {
					t.Errorf("%s: got %v of %d, alone %v of %d", item.Node.Key, keysOf(got), got.Total, keysOf(alone), alone.Total)
				}
				if got.Total > 4 {
					long++
				}
			}
			if long < 5 {
				t.Fatalf("only %d long lists", long)
			}
		}
	}
}

// A scan that a list serves looks at the entries of that list, or of the days asked for, and
// at nothing else from end to end.
func TestScanPlans(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	columns := []query.Column{query.On(demand.KindPosition, "key"), query.On(demand.KindPosition, "key", "actor"), query.On(demand.KindPosition, "key", "demand", "addressees"),
		query.On(demand.KindPosition, "publisher", "evidence", "article"), {Tellings: true}}
	for name, c := range map[string]struct {
		conditions []string
		from, to   string
		want       string
	}{
		"of an actor":     {[]string{"actor"}, "", "", "SEARCH e USING PRIMARY KEY (list=?)"},
		"on a demand":     {[]string{"demand"}, "", "", "SEARCH e USING PRIMARY KEY (list=?)"},
		"of some days":    {nil, "2025-08-01", "2025-09-01", "SEARCH e USING PRIMARY KEY (list=? AND sort>? AND sort<?)"},
		"of an actor too": {[]string{"actor"}, "2025-08-01", "2025-09-01", "SEARCH e USING PRIMARY KEY (list=? AND sort>? AND sort<?)"},
	} {
		t.Run(name, func(t *testing.T) {
			b := &builder{}
			q := &query.Scan{Kind: demand.KindPosition, Columns: columns, From: c.from, To: c.to}
			var all []query.Conjunct
			for _, through := range c.conditions {
				all = append(all, conditionOn(b, demand.KindPosition, through, map[string]string{"actor": "russia", "demand": "withdrawal"}[through]))
			}
			q.Access, q.Filter = query.Plan(demand.KindPosition, all, query.Order{By: demand.SortName})
			q.Params = b.params
			plan, err := s.PlanScan(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if whole := scanned(plan); len(whole) > 0 || !strings.Contains(plan, c.want) {
				t.Errorf("reads %q from end to end, or not by %s:\n%s", whole, c.want, plan)
			}
		})
	}
}
