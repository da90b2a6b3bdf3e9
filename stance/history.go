package stance

import (
	"context"
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
)

// History says where shifts and contradictions are looked for: among the positions
// that count, by a moment.
type History struct {
	All     *facts.Where // the positions that count
	Met     *facts.Where // one position of each finding must be among these; nil for any
	RollUp  bool         // positions count for those on whose behalf they were taken
	OwnWord bool         // All are on the actors' own word
	By      *demand.Moment
}

// met is what is kept of a position that was looked for.
type met struct {
	key, sort, demand, taker, principal string
	kind                                demand.PositionKind
}

// meet reads the positions that were taken by one moment and not by another, both
// perhaps nil. Of those at no event of the two it walks those between them alone.
func meet(ctx context.Context, s facts.Scanner, where *facts.Where, from, to *demand.Moment, rollUp bool) ([]met, error) {
	var all []met
	read := func(where *facts.Where, event func(string) bool) error {
		kept := len(all)
		_, err := facts.Positions(ctx, s, where, facts.WantEventDays, func() func(*facts.Position) error {
			all = all[:kept]
			return func(p *facts.Position) error {
				if act := p.Act(); event(p.Event) && to.Includes(act) && (from == nil || !from.Includes(act)) {
					all = append(all, met{p.Key, p.Sort, p.Demand, p.Taker, p.Principal(rollUp), p.Kind})
				}
				return nil
			}
		})
		return err
	}
	events := map[string]bool{from.Event(): true, to.Event(): true}
	delete(events, "")
	err := read(where.Sorted(from.Bound(), to.Bound()), func(e string) bool { return !events[e] })
	for _, at := range slices.Sorted(maps.Keys(events)) {
		if err == nil {
			err = read(where.AtEvents([]string{at}), func(e string) bool { return e == at })
		}
	}
	return all, err
}

// found is what the rules find shifts and contradictions in.
type found struct {
	acts      []demand.Act
	relations []demand.DemandRelation
	met       map[string]bool // positions; nil for all
}

// around reads what is needed to find shifts and contradictions with positions that were
// met: what their takers and principals did on their demands and on those that these
// relate to.
func (h *History) around(ctx context.Context, s facts.Scanner, positions []met, kinds ...demand.RelationKind) (*found, error) {
	f := &found{met: make(map[string]bool, len(positions))}
	actors, demands := map[string]bool{}, map[string]bool{}
	for _, p := range positions {
		f.met[p.key] = true
		demands[p.demand] = true
		actors[p.principal], actors[p.taker] = true, true
	}
	if len(positions) == 0 {
		return f, nil
	}
	where := h.All
	if len(actors) <= facts.MaxNarrowed {
		where = where.By(sorted(actors), h.RollUp)
	}
	var keys []string // nil where there are too many
	if len(demands) <= facts.MaxNarrowed {
		keys = sorted(demands)
	}
	var err error
	if f.relations, _, err = facts.Relations(ctx, s, kinds, keys); err != nil {
		return nil, err
	}
	for _, r := range f.relations {
		demands[r.From], demands[r.To] = true, true
	}
	if len(demands) <= facts.MaxNarrowed {
		where = where.OnDemands(sorted(demands))
	}
	return f, h.read(ctx, s, f, where)
}

// whole reads all positions that count, and all relations.
func (h *History) whole(ctx context.Context, s facts.Scanner, kinds ...demand.RelationKind) (*found, error) {
	f := &found{}
	var err error
	if f.relations, _, err = facts.Relations(ctx, s, kinds, nil); err != nil {
		return nil, err
	}
	return f, h.read(ctx, s, f, h.All)
}

// read reads acts, as the rules are to take them.
func (h *History) read(ctx context.Context, s facts.Scanner, f *found, where *facts.Where) error {
	if h.By.Event() == "" {
		where = where.Sorted("", h.By.Bound())
	}
	_, err := facts.Positions(ctx, s, where, facts.WantEventDays, func() func(*facts.Position) error {
		f.acts = nil
		return func(p *facts.Position) error {
			act := p.Act()
			if !h.By.Includes(act) {
				return nil
			}
			if !h.RollUp {
				act.For = ""
			}
			if !h.OwnWord {
				act.AccordingTo = ""
			}
			f.acts = append(f.acts, act)
			return nil
		}
	})
	return err
}

// meets says whether one of two positions was met.
func (f *found) meets(a, b string) bool { return f.met == nil || f.met[a] || f.met[b] }

// byKey gives the acts with some keys.
func (f *found) byKey(keys map[string]*demand.Act) {
	for i := range f.acts {
		if _, ok := keys[f.acts[i].Key]; ok {
			keys[f.acts[i].Key] = &f.acts[i]
		}
	}
}
