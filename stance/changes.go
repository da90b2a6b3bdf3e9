package stance

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
)

// Shifted is the kind of change that says of a position, beside its own kind, that it
// ends a shift.
const Shifted = "SHIFTED"

// ChangesQuery asks what happened between two moments.
type ChangesQuery struct {
	History // Met are the positions that count as changes; By is the later moment
	From    *demand.Moment
	Kinds   []string // of change, in the order wanted; nil are those that there are
	Pages   []facts.Page
}

// Change is what happened of one kind: a kind of position, or Shifted.
type Change struct {
	Kind  string
	Count int // of positions
	Pages []*facts.Kept
}

// Changes counts the positions that were taken by the later moment and not by the
// earlier one.
func Changes(ctx context.Context, s facts.Scanner, q *ChangesQuery) ([]Change, error) {
	kinds := q.Kinds
	if kinds == nil {
		kinds = append(demand.EnumValues("PositionKind"), Shifted)
	}
	changes := make([]Change, len(kinds))
	at := map[string]*Change{}
	for i, kind := range kinds {
		changes[i].Kind = kind
		for p := range q.Pages {
			changes[i].Pages = append(changes[i].Pages, q.Pages[p].Keep())
		}
		at[kind] = &changes[i]
	}
	add := func(kind string, p *met) {
		if c := at[kind]; c != nil {
			c.Count++
			for _, k := range c.Pages {
				k.Add(facts.Keyed{Key: p.key, Sort: p.sort})
			}
		}
	}
	positions, err := meet(ctx, s, q.Met, q.From, q.By, q.RollUp)
	if err != nil {
		return nil, err
	}
	for i := range positions {
		add(string(positions[i].kind), &positions[i])
	}
	if at[Shifted] != nil {
		f, err := q.around(ctx, s, positions, turning...)
		if err != nil {
			return nil, err
		}
		after := map[string]bool{}
		f.shifts(q.By, func(sh *Shift) bool {
			after[sh.After.Key] = true
			return false
		})
		for i := range positions {
			if after[positions[i].key] {
				add(Shifted, &positions[i])
			}
		}
	}
	if q.Kinds == nil {
		changes = slices.DeleteFunc(changes, func(c Change) bool { return c.Count == 0 })
	}
	return changes, nil
}
