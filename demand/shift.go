package demand

import (
	"cmp"
	"slices"
)

// DemandRelation is a RELATES_TO edge between two demands, given by key.
type DemandRelation struct {
	From, To string
	Kind     RelationKind
}

// Shift is a change of mind of a principal between two of its positions: a change of
// side on one demand, or a turn from a demand that it was for to another one.
type Shift struct {
	Actor            string       // the principal
	From, To         string       // the keys of the positions before and after
	FromDemand       string       // the demand of the first
	ToDemand         string       // the demand of the second; the same for a change of side
	FromSide, ToSide Side         // the sides of the two positions
	Relation         RelationKind // CONFLICTS_WITH or SUPERSEDES for a turn, "" for a change of side
}

// ShiftsOf finds the shifts in acts on any number of demands that were taken by the
// moment, on the actors' own word, in the order of actor and then of the position after
// the shift.
//
// A change of side is between one position of a principal on a demand and its next one.
// A turn is a position for a demand that the principal was not for just before, when
// that demand SUPERSEDES or CONFLICTS_WITH (in either direction) another one on which
// the last position of the principal that was not neutral was for it. Dropping the other
// demand first is part of turning.
func ShiftsOf(acts []Act, relations []DemandRelation, at *Moment) []Shift {
	ordered := make([]Act, 0, len(acts))
	var actors []string
	for _, a := range acts {
		if a.OwnWord() && at.Includes(a) {
			ordered = append(ordered, a)
			actors = append(actors, a.Principal())
		}
	}
	slices.SortFunc(ordered, Act.Compare)
	slices.Sort(actors)

	left := turns(relations)
	var shifts []Shift
	for _, actor := range slices.Compact(actors) {
		last := map[string]Act{}  // demand → the actor's last position
		sided := map[string]Act{} // demand → its last one that is not neutral
		for _, a := range ordered {
			if !a.Of(actor) {
				continue
			}
			side := a.Kind.Side()
			before, seen := last[a.Demand]
			if seen && before.Kind.Side() != side {
				shifts = append(shifts, shift(actor, before, a, ""))
			}
			if side == SideFor && before.Kind.Side() != SideFor {
				for _, r := range left[a.Demand] {
					if from, ok := sided[r.To]; ok && from.Kind.Side() == SideFor {
						shifts = append(shifts, shift(actor, from, a, r.Kind))
					}
				}
			}
			last[a.Demand] = a
			if side != SideNeutral {
				sided[a.Demand] = a
			}
		}
	}
	return shifts
}

// turns gives, for each demand, those that one leaves by turning to it.
func turns(relations []DemandRelation) map[string][]DemandRelation {
	out := map[string][]DemandRelation{}
	for _, r := range relations {
		switch r.Kind {
		case RelationKindSupersedes:
			out[r.From] = append(out[r.From], r)
		case RelationKindConflictsWith:
			back := DemandRelation{From: r.To, To: r.From, Kind: r.Kind}
			out[r.From] = append(out[r.From], r)
			out[r.To] = append(out[r.To], back)
		}
	}
	for demand, rs := range out {
		slices.SortFunc(rs, func(a, b DemandRelation) int {
			return cmp.Or(cmp.Compare(a.To, b.To), -cmp.Compare(a.Kind, b.Kind)) // SUPERSEDES says more
		})
		// One turn for two demands, however many edges say so.
		out[demand] = slices.CompactFunc(rs, func(a, b DemandRelation) bool { return a.To == b.To })
	}
	return out
}

func shift(actor string, from, to Act, relation RelationKind) Shift {
	return Shift{
		Actor: actor, From: from.Key, To: to.Key, FromDemand: from.Demand, ToDemand: to.Demand,
		FromSide: from.Kind.Side(), ToSide: to.Kind.Side(), Relation: relation,
	}
}
