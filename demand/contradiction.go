package demand

import (
	"maps"
	"slices"
)

// Contradiction is an actor that is for two demands of which one cannot be met
// together with the other.
type Contradiction struct {
	Actor     string
	Demands   [2]string // in the order of the positions
	Positions [2]string // the last ones on them, the earlier first
}

// ContradictionsOf finds the actors that at the moment (nil: in the end) are for two
// demands that CONFLICTS_WITH joins, in either direction: their last position on each,
// on their own word, is for it. They come in the order of actor and then of the
// demands. The actor is the principal of a position on one of the two, as in
// [ShiftsOf].
func ContradictionsOf(acts []Act, relations []DemandRelation, at *Moment) []Contradiction {
	conflicts := map[string][]string{}
	for _, r := range relations {
		if r.Kind == RelationKindConflictsWith && r.From != r.To {
			conflicts[min(r.From, r.To)] = append(conflicts[min(r.From, r.To)], max(r.From, r.To))
		}
	}
	var out []Contradiction
	of := byActor(acts, at)
	for _, actor := range slices.Sorted(maps.Keys(of)) {
		last := map[string]*Act{}
		for _, a := range of[actor].acts {
			last[a.Demand] = a
		}
		for _, demand := range slices.Sorted(maps.Keys(last)) {
			a := last[demand]
			if a.Kind.Side() != SideFor {
				continue
			}
			others := conflicts[demand]
			slices.Sort(others)
			for _, other := range slices.Compact(others) {
				b := last[other]
				if b == nil || b.Kind.Side() != SideFor || !of[actor].speaks[demand] && !of[actor].speaks[other] {
					continue
				}
				first, second := a, b
				if first.Compare(*second) > 0 {
					first, second = second, first
				}
				out = append(out, Contradiction{actor, [2]string{first.Demand, second.Demand}, [2]string{first.Key, second.Key}})
			}
		}
	}
	return out
}
