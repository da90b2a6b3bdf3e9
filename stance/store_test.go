package stance_test

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"demandgraph/bench/synthetic"
	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/stance"
	"demandgraph/store"
	"demandgraph/store/sqlite"
)

// world is a store with some hundred demands, and all that was done in it.
type world struct {
	store.Store
	acts      []demand.Act
	relations []demand.DemandRelation
}

var turning = []demand.RelationKind{demand.RelationKindSupersedes, demand.RelationKindConflictsWith}

func newWorld(t *testing.T) *world {
	t.Helper()
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for set := range synthetic.New(synthetic.Config{Seed: 5, Demands: 600}).Sets() {
		if _, err := s.Apply(t.Context(), set, false); err != nil {
			t.Fatal(err)
		}
	}
	w := &world{Store: s}
	_, err = facts.Positions(t.Context(), s, &facts.Where{}, facts.WantEventDays|facts.WantArticles, func() func(*facts.Position) error {
		return func(p *facts.Position) error {
			w.acts = append(w.acts, p.Act())
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if w.relations, _, err = facts.Relations(t.Context(), s, turning, nil); err != nil || len(w.relations) < 20 {
		t.Fatalf("%d relations, %v", len(w.relations), err)
	}
	return w
}

var ownWord = &facts.Where{Conditions: []query.Conjunct{query.Holding(query.OwnWord)}}

// some are filters, as they narrow what is met, and as they are meant.
func (w *world) some() map[string]struct {
	where *facts.Where
	holds func(demand.Act) bool
} {
	shifts, acts := demand.ShiftsOf(w.acts, w.relations, nil), w.byKey()
	a, b := acts[shifts[0].From], acts[shifts[len(shifts)/2].To]
	of := func(actor string) func(demand.Act) bool {
		return func(x demand.Act) bool { return x.Taker == actor || x.For == actor }
	}
	on := func(keys ...string) func(demand.Act) bool {
		return func(x demand.Act) bool { return slices.Contains(keys, x.Demand) }
	}
	r := w.relations[0]
	return map[string]struct {
		where *facts.Where
		holds func(demand.Act) bool
	}{
		"actor":     {ownWord.By([]string{a.Principal()}, true), of(a.Principal())},
		"taker":     {ownWord.By([]string{b.Taker}, true), of(b.Taker)},
		"demand":    {ownWord.OnDemands([]string{r.From}), on(r.From)},
		"demands":   {ownWord.OnDemands([]string{a.Demand, b.Demand, r.To}), on(a.Demand, b.Demand, r.To)},
		"positions": {facts.WithKeys([]string{a.Key, b.Key}), func(x demand.Act) bool { return x.Key == a.Key || x.Key == b.Key }},
	}
}

func (w *world) byKey() map[string]demand.Act {
	out := map[string]demand.Act{}
	for _, a := range w.acts {
		out[a.Key] = a
	}
	return out
}

// What is found with a filter, among the positions near what it keeps, is what is found
// among all positions and kept by it.
func TestFindingsOfAFilter(t *testing.T) {
	w := newWorld(t)
	acts := w.byKey()
	at := demand.AsOf(demand.MustParseDate("2022"))
	found := 0
	for name, f := range w.some() {
		for _, by := range []*demand.Moment{nil, at} {
			h := &stance.History{All: ownWord, Met: f.where, RollUp: true, OwnWord: true, By: by}
			shifts, err := stance.Shifts(t.Context(), w, h, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for _, s := range shifts {
				got = append(got, fmt.Sprintf("%s %s>%s", s.Actor, s.Before.Key, s.After.Key))
			}
			for _, s := range demand.ShiftsOf(w.acts, w.relations, by) {
				if f.holds(acts[s.From]) || f.holds(acts[s.To]) {
					want = append(want, fmt.Sprintf("%s %s>%s", s.Actor, s.From, s.To))
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: shifts\n got %q\nwant %q", name, got, want)
			}
			found += len(want)

			contradictions, err := stance.Contradictions(t.Context(), w, h)
			if err != nil {
				t.Fatal(err)
			}
			var all []demand.Contradiction
			for _, c := range demand.ContradictionsOf(w.acts, w.relations, by) {
				if f.holds(acts[c.Positions[0]]) || f.holds(acts[c.Positions[1]]) {
					all = append(all, c)
				}
			}
			if !slices.Equal(contradictions, all) {
				t.Errorf("%s: contradictions\n got %+v\nwant %+v", name, contradictions, all)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d shifts were found", found)
	}
}

// Without a filter all are found.
func TestFindingsInAll(t *testing.T) {
	w := newWorld(t)
	h := &stance.History{All: ownWord, RollUp: true, OwnWord: true}
	shifts, err := stance.Shifts(t.Context(), w, h, nil, nil)
	if want := demand.ShiftsOf(w.acts, w.relations, nil); err != nil || len(shifts) != len(want) {
		t.Errorf("%d shifts, %v; want %d", len(shifts), err, len(want))
	}
	contradictions, err := stance.Contradictions(t.Context(), w, h)
	if want := demand.ContradictionsOf(w.acts, w.relations, nil); err != nil || !slices.Equal(contradictions, want) || len(want) == 0 {
		t.Errorf("%+v, %v; want %+v", contradictions, err, want)
	}
	conflicting, err := stance.Shifts(t.Context(), w, h, demand.AsOf(demand.MustParseDate("2020")), []stance.ShiftKind{stance.Conflicting})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range conflicting {
		if s.Kind != stance.Conflicting || s.After.SortDay() <= "2020-12-31" {
			t.Errorf("%+v was not asked for", s)
		}
	}
}

// Changes between two moments are the positions that the one includes and the other does
// not, and of them those that end a shift.
func TestChanges(t *testing.T) {
	w := newWorld(t)
	var event demand.Act
	for _, a := range w.acts {
		if a.Event != "" && a.EventFirst > "2020" {
			event = a
		}
	}
	moment := func(a facts.AsOf) *demand.Moment {
		m, err := a.Moment(context.Background(), w)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	before, after := moment(facts.AsOf{Event: event.Event, Phase: demand.PhaseBefore}), moment(facts.AsOf{Event: event.Event, Phase: demand.PhaseAfter})
	year, late := moment(facts.AsOf{Date: demand.MustParseDate("2019")}), moment(facts.AsOf{Date: demand.MustParseDate("2022-06")})
	changed := 0
	for name, m := range map[string][2]*demand.Moment{
		"event": {before, after}, "years": {year, late}, "date to event": {year, after}, "event to date": {before, late}, "backwards": {late, year},
	} {
		want := map[string]int{}
		in := map[string]bool{}
		for _, a := range w.acts {
			if a.OwnWord() && m[1].Includes(a) && !m[0].Includes(a) {
				want[string(a.Kind)]++
				in[a.Key] = true
			}
		}
		shifted := map[string]bool{}
		for _, s := range demand.ShiftsOf(w.acts, w.relations, m[1]) {
			if in[s.To] {
				shifted[s.To] = true
			}
		}
		if len(shifted) > 0 {
			want[stance.Shifted] = len(shifted)
		}
		got, err := stance.Changes(t.Context(), w, &stance.ChangesQuery{From: m[0], Pages: []facts.Page{{Size: 1000, Desc: true}},
			History: stance.History{All: ownWord, Met: ownWord, RollUp: true, OwnWord: true, By: m[1]}})
		if err != nil {
			t.Fatal(err)
		}
		counts := map[string]int{}
		for _, c := range got {
			counts[c.Kind] = c.Count
			nodes, _, _ := c.Pages[0].Shown()
			for i, n := range nodes {
				if !in[n.Key] || i > 0 && cmp.Compare(n.Sort, nodes[i-1].Sort) >= 0 {
					t.Errorf("%s: %s on the page of %s", name, n.Key, c.Kind)
				}
			}
			if len(nodes) != c.Count {
				t.Errorf("%s: %d of %d %s", name, len(nodes), c.Count, c.Kind)
			}
		}
		if fmt.Sprint(counts) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", name, counts, want)
		}
		changed += len(in)
	}
	if changed < 100 {
		t.Errorf("only %d changes", changed)
	}
}
