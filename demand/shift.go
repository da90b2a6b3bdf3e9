package demand

import (
	"cmp"
	"maps"
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
// A change of side is between one position of an actor on a demand and its next one.
// A turn is a position for a demand that the actor was not for just before, when
// that demand SUPERSEDES or CONFLICTS_WITH (in either direction) another one on which
// the last position of the actor that was not neutral was for it. Dropping the other
// demand first is part of turning.
//
// The actor is the principal of a position on one of the two demands; its positions are
// those that it took and those taken on its behalf. So what is found between two
// demands rests on the positions on them alone.
func ShiftsOf(acts []Act, relations []DemandRelation, at *Moment) []Shift {
	of := byActor(acts, at)
	left := turns(relations)
	var shifts []Shift
	for _, actor := range slices.Sorted(maps.Keys(of)) {
		standing := of[actor]
		last := map[string]Act{}  // demand → the actor's last position
		sided := map[string]Act{} // demand → its last one that is not neutral
		for _, a := range standing.acts {
			side := a.Kind.Side()
			before, seen := last[a.Demand]
			if seen && before.Kind.Side() != side && standing.speaks[a.Demand] {
				shifts = append(shifts, shift(actor, before, *a, ""))
			}
			if side == SideFor && before.Kind.Side() != SideFor {
				for _, r := range left[a.Demand] {
					from, ok := sided[r.To]
					if ok && from.Kind.Side() == SideFor && (standing.speaks[a.Demand] || standing.speaks[r.To]) {
						shifts = append(shifts, shift(actor, from, *a, r.Kind))
					}
				}
			}
			last[a.Demand] = *a
			if side != SideNeutral {
				sided[a.Demand] = *a
			}
		}
	}
	return shifts
}

// standing is what one actor did.
type standing struct {
	acts   []*Act          // that it took or that were taken on its behalf, in order
	speaks map[string]bool // demands on which it is the principal of one
}

// byActor gives what each principal did by the moment, on its own word.
func byActor(acts []Act, at *Moment) map[string]*standing {
	of := map[string]*standing{}
	add := func(actor string, a *Act) *standing {
		s := of[actor]
		if s == nil {
			s = &standing{speaks: map[string]bool{}}
			of[actor] = s
		}
		s.acts = append(s.acts, a)
		return s
	}
	for i := range acts {
		a := &acts[i]
		if !a.OwnWord() || !at.Includes(*a) {
			continue
		}
		add(a.Principal(), a).speaks[a.Demand] = true
		if a.Taker != a.Principal() {
			add(a.Taker, a)
		}
	}
	for actor, s := range of {
		if len(s.speaks) == 0 {
			delete(of, actor)
			continue
		}
		slices.SortFunc(s.acts, func(a, b *Act) int { return a.Compare(*b) })
	}
	return of
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
