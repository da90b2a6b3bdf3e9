package stance

import (
	"context"
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
)

// Contradictions finds the actors that are for two demands which exclude each other,
// by the moment of the history, in the order of [demand.ContradictionsOf].
func Contradictions(ctx context.Context, s facts.Scanner, h *History) ([]demand.Contradiction, error) {
	var f *found
	var err error
	if h.Met == nil {
		f, err = h.inConflict(ctx, s)
	} else {
		var positions []met
		if positions, err = meet(ctx, s, h.Met, nil, h.By, h.RollUp); err == nil {
			f, err = h.around(ctx, s, positions, demand.RelationKindConflictsWith)
		}
	}
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(demand.ContradictionsOf(f.acts, f.relations, h.By), func(c demand.Contradiction) bool {
		return !f.meets(c.Positions[0], c.Positions[1])
	}), nil
}

// inConflict reads what counts on the demands that exclude others.
func (h *History) inConflict(ctx context.Context, s facts.Scanner) (*found, error) {
	f := &found{}
	var err error
	if f.relations, _, err = facts.Relations(ctx, s, []demand.RelationKind{demand.RelationKindConflictsWith}, nil); err != nil || len(f.relations) == 0 {
		return f, err
	}
	demands := map[string]bool{}
	for _, r := range f.relations {
		demands[r.From], demands[r.To] = true, true
	}
	where := h.All
	if len(demands) <= facts.MaxNarrowed {
		where = where.OnDemands(sorted(demands))
	}
	return f, h.read(ctx, s, f, where)
}

// sorted are the members of a set in order.
func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
