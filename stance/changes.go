package stance

import (
	"context"
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/store"
)

// Shifted is the kind of change of positions that are a shift of their actor.
const Shifted = "SHIFTED"

// ChangesQuery asks what happened between two moments.
type ChangesQuery struct {
	// Between are ways to reach the positions taken by the later moment and not by the
	// earlier one; together they reach all, each any number of times.
	Between []*facts.Where
	Until   *facts.Where // all positions taken by the later moment, that shifts rest on
	RollUp  bool
	Pages   []facts.Page // of the positions of each kind
}

// Change is what happened of one kind.
type Change struct {
	Kind  string // a demand.PositionKind, or Shifted
	Count int
	Pages []*facts.Kept
}

// Changes counts the positions between the moments by kind, in the order of the kinds,
// and once more those by which an actor shifted. Kinds of which there are none are left
// out.
func (q *ChangesQuery) Changes(ctx context.Context, s facts.Scanner) ([]Change, error) {
	kinds := map[string]*Change{}
	seen := map[string]string{} // position to its sort
	demands := map[string]bool{}
	for _, where := range q.Between {
		found := map[string]facts.Position{}
		_, err := facts.Positions(ctx, s, where, 0, func() func(*facts.Position) error {
			clear(found)
			return func(p *facts.Position) error {
				found[p.Key] = facts.Position{Key: p.Key, Sort: p.Sort, Kind: p.Kind, Demand: p.Demand}
				return nil
			}
		})
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if _, again := seen[p.Key]; !again {
				seen[p.Key] = p.Sort
				demands[p.Demand] = true
				q.add(kinds, string(p.Kind), facts.Keyed{Key: p.Key, Sort: p.Sort})
			}
		}
	}
	shifted, err := q.shifted(ctx, s, slices.Sorted(maps.Keys(demands)))
	if err != nil {
		return nil, err
	}
	for key := range shifted {
		if sort, between := seen[key]; between {
			q.add(kinds, Shifted, facts.Keyed{Key: key, Sort: sort})
		}
	}
	var out []Change
	for _, kind := range append(demand.EnumValues("PositionKind"), Shifted) {
		if c := kinds[kind]; c != nil {
			out = append(out, *c)
		}
	}
	return out, nil
}

func (q *ChangesQuery) add(kinds map[string]*Change, kind string, p facts.Keyed) {
	c := kinds[kind]
	if c == nil {
		c = &Change{Kind: kind, Pages: make([]*facts.Kept, len(q.Pages))}
		for i := range q.Pages {
			c.Pages[i] = q.Pages[i].Keep()
		}
		kinds[kind] = c
	}
	c.Count++
	for _, page := range c.Pages {
		page.Add(p)
	}
}

// shifted are the positions on some demands by which an actor shifted. A shift rests on
// the positions on one demand, or on those on two that a relation joins.
func (q *ChangesQuery) shifted(ctx context.Context, s facts.Scanner, demands []string) (map[string]bool, error) {
	if len(demands) > facts.MaxNarrowed {
		return nil, store.Errorf(store.TooCostly, "positions on %d demands lie between the moments, and shifts are looked for on %d at most: moments nearer to each other help, or a filter", len(demands), facts.MaxNarrowed)
	}
	if len(demands) == 0 {
		return nil, nil
	}
	relations, err := facts.Relations(ctx, s, demands)
	if err != nil {
		return nil, err
	}
	about := slices.Clone(demands)
	for _, r := range relations {
		about = append(about, r.From, r.To)
	}
	slices.Sort(about)
	var acts []demand.Act
	_, err = facts.Positions(ctx, s, q.Until.OnDemands(slices.Compact(about)), facts.WantEventDays, func() func(*facts.Position) error {
		acts = nil
		return func(p *facts.Position) error {
			a := p.Act()
			a.AccordingTo = "" // which positions count has been decided
			if !q.RollUp {
				a.For = ""
			}
			acts = append(acts, a)
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, shift := range demand.ShiftsOf(acts, relations, nil) {
		out[shift.To] = true
	}
	return out, nil
}
