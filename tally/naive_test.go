package tally

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/facts"
)

// naive counts as the documentation says, a group at a time: for each combination of
// values that any row has, it looks at all rows again.
func naive(w *world, q *Query) (groups map[string]Group, demands, positions map[string]map[string]bool) {
	type entry struct {
		demand *facts.Demand
		p      *facts.Position // nil for a demand without one
	}
	var all []entry
	on := map[string]bool{}
	for i := range w.positions {
		p := &w.positions[i]
		if q.makes() && p.Kind != demand.PositionKindDemands && p.Kind != demand.PositionKindReiterates {
			continue
		}
		on[p.Demand] = true
		all = append(all, entry{w.demand(p.Demand), p})
	}
	if q.Demands != nil {
		for i := range w.demands {
			touched := slices.ContainsFunc(w.positions, func(p facts.Position) bool { return p.Demand == w.demands[i].Key })
			if !on[w.demands[i].Key] && (touched || !q.AsOf) {
				all = append(all, entry{&w.demands[i], nil})
			}
		}
	}
	values := func(e entry, d Dimension) []string {
		switch d {
		case Addressee:
			return e.demand.Addressees
		case Topic:
			return e.demand.Topics
		case Status:
			return []string{string(e.demand.Status)}
		case Region:
			if q.Level == "" {
				return e.demand.Regions
			}
			var at []string
			for _, r := range w.regions {
				inside := func(key string) bool { return w.inside(key, r.Key) }
				if r.Type == q.Level && slices.ContainsFunc(e.demand.Regions, inside) {
					at = append(at, r.Key)
				}
			}
			return at
		}
		if e.p == nil {
			return nil
		}
		switch d {
		case Actor, Demander:
			return []string{e.p.Principal(q.RollUp)}
		case ActorType:
			return []string{string(e.p.PrincipalType(q.RollUp))}
		case Kind:
			return []string{string(e.p.Kind)}
		case Side:
			return []string{string(e.p.Kind.Side())}
		case Certainty:
			return []string{string(e.p.Certainty)}
		}
		return e.p.Publishers
	}
	bucket := func(e entry) string {
		if q.Bucket == "" || e.p == nil || e.p.Date.IsZero() {
			return ""
		}
		first, _ := q.Bucket.Days(q.Bucket.Bucket(e.p.Date.First()))
		return first
	}
	places := map[string][]string{} // the members of each group
	var combine func(e entry, n int, members []string)
	combine = func(e entry, n int, members []string) {
		if n == len(q.By) {
			members = append(slices.Clone(members), bucket(e))
			places[fmt.Sprint(members)] = members
			return
		}
		of := values(e, q.By[n])
		if len(of) == 0 {
			of = []string{""}
		}
		for _, v := range of {
			combine(e, n+1, append(slices.Clone(members), v))
		}
	}
	for _, e := range all {
		combine(e, 0, nil)
	}
	groups, demands, positions = map[string]Group{}, map[string]map[string]bool{}, map[string]map[string]bool{}
	for name, members := range places {
		sets := [4]map[string]bool{{}, {}, {}, {}}
		var first, last *facts.Position
		for _, e := range all {
			here := bucket(e) == members[len(q.By)]
			for n, d := range q.By {
				of := values(e, d)
				here = here && (slices.Contains(of, members[n]) || members[n] == "" && len(of) == 0)
			}
			if !here {
				continue
			}
			sets[Demands][e.demand.Key] = true
			if e.p == nil {
				continue
			}
			sets[Positions][e.p.Key], sets[Actors][e.p.Principal(q.RollUp)] = true, true
			for _, a := range e.p.Articles {
				sets[Articles][a] = true
			}
			if e.p.Date.IsZero() {
				continue
			}
			if first == nil || e.p.Date.Compare(first.Date) < 0 {
				first = e.p
			}
			if last == nil || e.p.Date.First() > last.Date.First() || e.p.Date.First() == last.Date.First() && e.p.Date.Compare(last.Date) < 0 {
				last = e.p
			}
		}
		g := Group{Members: members[:len(q.By)], Start: members[len(q.By)]}
		for i := range sets {
			g.Counts[i] = len(sets[i])
		}
		if first != nil {
			g.First, g.Last = first.Date, last.Date
		}
		groups[name], demands[name], positions[name] = g, sets[Demands], sets[Positions]
	}
	return groups, demands, positions
}

func (w *world) inside(key, of string) bool {
	if key == of {
		return true
	}
	for _, r := range w.regions {
		if r.Key == key && slices.ContainsFunc(r.Parents, func(p string) bool { return w.inside(p, of) }) {
			return true
		}
	}
	return false
}

func genWorld(t *rapid.T) *world {
	some := func(label string, of ...string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 0, min(2, len(of)), rapid.ID).Draw(t, label)
	}
	w := &world{begins: rapid.IntRange(0, 1).Draw(t, "begins")}
	levels := []demand.RegionType{demand.RegionTypeCountry, demand.RegionTypeAdmin1, demand.RegionTypeInformal, demand.RegionTypeCity}
	var keys []string
	for i := range 5 {
		r := facts.Region{Key: fmt.Sprint("r", i), Type: rapid.SampledFrom(levels).Draw(t, "level")}
		if i > 0 {
			r.Parents = some("parents", keys...)
		}
		w.regions, keys = append(w.regions, r), append(keys, r.Key)
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "demands") {
		w.demands = append(w.demands, facts.Demand{Key: fmt.Sprint("d", i), Status: rapid.SampledFrom([]demand.Status{"", demand.StatusOpen, demand.StatusDropped}).Draw(t, "status"),
			Addressees: some("addressees", "a", "b", "c"), Topics: some("topics", "t", "u"), Regions: some("regions", keys...)})
	}
	types := map[string]demand.ActorType{"a": demand.ActorTypeState, "b": demand.ActorTypePerson, "c": demand.ActorTypeState}
	for i := range rapid.IntRange(0, 8).Draw(t, "positions") {
		p := facts.Position{Key: fmt.Sprint("p", i), Demand: rapid.SampledFrom(w.demands).Draw(t, "demand").Key,
			Taker: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "taker"), For: rapid.SampledFrom([]string{"", "", "a", "c"}).Draw(t, "for"),
			Kind:      demand.PositionKind(rapid.SampledFrom(demand.EnumValues("PositionKind")).Draw(t, "kind")),
			Certainty: demand.Certainty(rapid.SampledFrom(demand.EnumValues("Certainty")).Draw(t, "certainty")),
			Articles:  some("articles", "x", "y", "z"), Publishers: some("publishers", "P", "Q")}
		p.TakerType, p.ForType = types[p.Taker], types[p.For]
		if date := rapid.SampledFrom([]string{"", "2024", "2025", "2025-08", "2025-08-01", "2025-08-15", "2025-09-01"}).Draw(t, "date"); date != "" {
			p.Date = demand.MustParseDate(date)
		}
		w.positions = append(w.positions, p)
	}
	return w
}

func TestCountIsTheNaiveCount(t *testing.T) {
	dimensions := []Dimension{Addressee, ActorType, Topic, Region, Kind, Side, Status, Certainty, Publisher}
	rapid.Check(t, func(t *rapid.T) {
		w := genWorld(t)
		q := &Query{Positions: &facts.Where{}, RollUp: rapid.Bool().Draw(t, "rollUp"), Articles: true, Dates: true, First: 1000}
		who := Actor
		if rapid.Bool().Draw(t, "of demands") {
			q.Demands, who = &facts.Where{}, Demander
			q.AsOf = rapid.Bool().Draw(t, "as of")
		}
		q.By = rapid.SliceOfNDistinct(rapid.SampledFrom(append(dimensions, who)), 0, MaxDimensions, rapid.ID).Draw(t, "by")
		q.Level = demand.RegionType(rapid.SampledFrom([]string{"", "COUNTRY", "ADMIN1"}).Draw(t, "level"))
		q.Bucket = demand.Unit(rapid.SampledFrom([]string{"", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}).Draw(t, "bucket"))
		want, demands, positions := naive(w, q)
		q.Order.By = rapid.SampledFrom([]OrderBy{ByGroup, ByDemands, ByPositions, ByActors, ByArticles, ByFirst, ByLast}).Draw(t, "order")
		q.Order.Desc = rapid.Bool().Draw(t, "desc")
		least := rapid.IntRange(0, 2).Draw(t, "at least")
		having := Count(rapid.IntRange(0, 3).Draw(t, "having"))
		q.Having[having].Min = &least
		q.First = rapid.IntRange(0, 6).Draw(t, "first")
		got, err := q.Count(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		holding := 0
		for _, g := range want {
			if g.Counts[having] >= least {
				holding++
			}
		}
		if len(got.Groups) != min(q.First, holding) || got.OtherGroups != len(want)-len(got.Groups) || got.Truncated != (holding > q.First) {
			t.Fatalf("%d groups of %d, %d others, truncated %v", len(got.Groups), holding, got.OtherGroups, got.Truncated)
		}
		allDemands, allPositions := map[string]bool{}, map[string]bool{}
		for name := range want {
			for d := range demands[name] {
				allDemands[d] = true
			}
			for p := range positions[name] {
				allPositions[p] = true
			}
		}
		for i, g := range got.Groups {
			name := fmt.Sprint(append(slices.Clone(g.Members), g.Start))
			g.End = ""
			if fmt.Sprintf("%+v", g) != fmt.Sprintf("%+v", want[name]) {
				t.Fatalf("group %s:\n got %+v\nwant %+v", name, g, want[name])
			}
			for d := range demands[name] {
				delete(allDemands, d)
			}
			for p := range positions[name] {
				delete(allPositions, p)
			}
			if i > 0 && after(q, &got.Groups[i-1], &g) {
				t.Fatalf("by %s, %v comes after %v", q.Order.By, got.Groups[i-1], g)
			}
		}
		if got.OtherDemands != len(allDemands) || got.OtherPositions != len(allPositions) {
			t.Fatalf("others: %d demands, %d positions; want %d, %d", got.OtherDemands, got.OtherPositions, len(allDemands), len(allPositions))
		}
	})
}

// after says that what an order is by puts a group after another that follows it.
func after(q *Query, a, b *Group) bool {
	missing := func(x, y string) (bool, bool) { return x == "" && y != "", x == "" || y == "" }
	text := func(x, y string) bool {
		if is, decided := missing(x, y); decided {
			return is
		}
		return q.Order.Desc && strings.Compare(x, y) < 0 || !q.Order.Desc && strings.Compare(x, y) > 0
	}
	number := func(c Count) bool {
		return q.Order.Desc && a.Counts[c] < b.Counts[c] || !q.Order.Desc && a.Counts[c] > b.Counts[c]
	}
	switch q.Order.By {
	case ByGroup:
		return text(a.Start, b.Start)
	case ByDemands:
		return number(Demands)
	case ByPositions:
		return number(Positions)
	case ByActors:
		return number(Actors)
	case ByArticles:
		return number(Articles)
	case ByFirst:
		return text(a.First.First(), b.First.First())
	}
	return text(a.Last.First(), b.Last.First())
}
