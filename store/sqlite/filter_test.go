package sqlite

import (
	"slices"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
)

// keysWith are the keys of the nodes of a kind that meet a filter.
func keysWith(t *testing.T, s *Store, kind demand.NodeKind, make func(b *builder) query.Filter) []string {
	t.Helper()
	b := &builder{}
	return keysOf(mustRead(t, s, b.list(rootOf(b, kind, query.Order{By: "key"}, query.Holding(make(b))))).Page)
}

func TestFilters(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	compare := func(kind demand.NodeKind, name string, op query.Op, values ...any) func(b *builder) query.Filter {
		return func(b *builder) query.Filter {
			c := query.Compare{Prop: prop(kind, name), Op: op, Value: query.NoParam, Until: query.NoParam}
			if len(values) > 0 {
				c.Value = b.param(values[0])
			}
			if len(values) > 1 {
				c.Until = b.param(values[1])
			}
			return c
		}
	}
	not := func(f func(b *builder) query.Filter) func(b *builder) query.Filter {
		return func(b *builder) query.Filter { return query.Not{Filter: f(b)} }
	}
	has := func(kind demand.NodeKind, name string, f func(b *builder) query.Filter) func(b *builder) query.Filter {
		return func(b *builder) query.Filter {
			h := query.Has{Relation: relation(kind, name)}
			if f != nil {
				h.Node = f(b)
			}
			return h
		}
	}
	const actor, region, position, dem, event, topic = demand.KindActor, demand.KindRegion, demand.KindPosition, demand.KindDemand, demand.KindEvent, demand.KindTopic
	for _, tc := range []struct {
		name string
		kind demand.NodeKind
		f    func(b *builder) query.Filter
		want []string
	}{
		{"equal", actor, compare(actor, "name", query.Eq, "Ukraine"), []string{"ukraine"}},
		{"in", actor, compare(actor, "iso3", query.In, []string{"RUS", "XYZ"}), []string{"russia"}},
		{"not in: what has none is not in it", actor, not(compare(actor, "iso3", query.In, []string{"RUS"})), []string{"allies", "putin", "ukraine"}},
		{"missing", actor, compare(actor, "iso3", query.Missing), []string{"allies", "putin"}},
		{"contains, folded", actor, compare(actor, "name", query.Contains, "ean al"), []string{"allies"}},
		{"starts with", actor, compare(actor, "name", query.StartsWith, "vlad"), []string{"putin"}},
		{"starts with a wildcard of LIKE", actor, compare(actor, "name", query.StartsWith, "%"), nil},
		{"an alias equals", actor, compare(actor, "aliases", query.Eq, `the "Federation"`), []string{"russia"}},
		{"an alias contains", actor, compare(actor, "aliases", query.Contains, "federation"), []string{"russia"}},
		{"no alias contains", actor, not(compare(actor, "aliases", query.Contains, "federation")), []string{"allies", "putin", "ukraine"}},
		{"codes by beginning", region, compare(region, "isoCode", query.StartsWith, "u"), []string{"ukraine"}},
		{"date overlaps", position, compare(position, "date", query.Overlaps, "2025-08-17", "2025-08-18"), []string{"p2", "p3"}},
		{"date before", position, compare(position, "date", query.Lt, "2025-08-13"), []string{"p3"}},
		{"date after", position, compare(position, "date", query.Gt, "2025-08-17"), []string{"p3"}},
		{"date as told", position, compare(position, "date", query.Eq, "2025-08"), []string{"p3"}},
		{"not a date: the undated", position, not(compare(position, "date", query.Gte, "2000-01-01")), []string{"p1", "p4", "p6"}},
		{"has", position, has(position, "onBehalfOf", nil), []string{"p1"}},
		{"has a node that meets", position, has(position, "actor", compare(actor, "type", query.Eq, "GROUP")), []string{"p3", "p4"}},
		{"has, the other way", actor, has(actor, "positionsTaken", compare(position, "kind", query.Eq, "REJECTS")), []string{"ukraine"}},
		{"has no", position, func(*builder) query.Filter {
			return query.Has{Relation: relation(position, "accordingTo"), None: true}
		}, []string{"p1", "p2", "p3", "p5", "p6"}},
		{"has by an edge", actor, func(b *builder) query.Filter {
			e, _ := demand.EdgeOf(demand.AffiliatedWith)
			p, _ := e.Prop("from")
			return query.Has{Relation: relation(actor, "affiliations"), Edge: query.Compare{Prop: p, Op: query.Missing, Value: query.NoParam, Until: query.NoParam}}
		}, []string{"putin"}},
		{"has by an edge's date", actor, func(b *builder) query.Filter {
			e, _ := demand.EdgeOf(demand.AffiliatedWith)
			p, _ := e.Prop("from")
			return query.Has{Relation: relation(actor, "affiliations"), Edge: query.Compare{Prop: p, Op: query.Gt, Value: b.param("2012-12-30"), Until: query.NoParam}}
		}, []string{"putin"}},
		{"ancestors", region, has(region, "ancestors", compare(region, "name", query.Eq, "Donbas")), []string{"donetsk"}},
		{"descendants", region, has(region, "descendants", compare(region, "name", query.StartsWith, "donetsk")), []string{"donbas", "ukraine"}},
		{"two relations on", topic, has(topic, "demands", has(dem, "addressees", nil)), []string{"ceasefire"}},
		{"by a list alone", actor, has(actor, "positions", compare(position, "kind", query.Eq, "DEMANDS")), []string{"putin", "russia", "ukraine"}},
		{"in a list", position, func(b *builder) query.Filter {
			return query.Listed{Prefix: demand.ListPositionsOfActor, Key: b.param("russia")}
		}, []string{"p1"}},
		{"one of ours", dem, func(*builder) query.Filter {
			return query.OneOf{Prop: prop(dem, "status"), Values: []string{"REJECTED", "DROPPED"}}
		}, []string{"withdrawal"}},
		{"or and nothing", event, func(*builder) query.Filter { return query.Or{} }, nil},
		{"and of nothing", event, func(*builder) query.Filter { return query.And{} }, []string{"alaska"}},
		{"as of before the event", position, func(b *builder) query.Filter { return query.AsOfEvent(b.param("alaska"), demand.PhaseBefore) }, []string{"p3", "p5", "p6"}},
		{"as of during the event", position, func(b *builder) query.Filter { return query.AsOfEvent(b.param("alaska"), demand.PhaseDuring) }, []string{"p1", "p3", "p5", "p6"}},
		{"as of after the event", position, func(b *builder) query.Filter { return query.AsOfEvent(b.param("alaska"), demand.PhaseAfter) }, []string{"p1", "p3", "p5", "p6"}},
		{"as of a date", position, func(b *builder) query.Filter {
			return query.AsOfDate(b.param(demand.SortDated), b.param("2025-08-13"+demand.SortEnd))
		}, []string{"p3", "p5"}},
	} {
		if got := keysWith(t, s, tc.kind, tc.f); !slices.Equal(got, tc.want) && len(got)+len(tc.want) > 0 {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
}

// A value is never part of a statement.
func TestValuesAreParameters(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	evil := `x' OR 1=1 --"; DROP TABLE Actor`
	got := keysWith(t, s, demand.KindActor, func(b *builder) query.Filter {
		return query.Compare{Prop: prop(demand.KindActor, "name"), Op: query.Eq, Value: b.param(evil), Until: query.NoParam}
	})
	if len(got) != 0 || count(t, s, "SELECT count(*) FROM Actor") != 4 {
		t.Fatalf("got %v", got)
	}
}
