package stance

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
)

// ShiftKind says how an actor moved.
type ShiftKind string

// The kinds of shift.
const (
	ChangedSide ShiftKind = "CHANGED_SIDE" // from one side on a demand to another
	Superseded  ShiftKind = "SUPERSEDED"   // from a demand to one that supersedes it
	Conflicting ShiftKind = "CONFLICTING"  // from a demand to one that conflicts with it
)

// Shift is a move of an actor between two positions.
type Shift struct {
	Kind          ShiftKind
	Actor         string
	Before, After demand.Act
	Event         string // see EventsBetween; "" for none
	Disputed      bool   // see Dispute
}

// Sort is the place of the shift among others: by the position after it, the actor and
// the position before it.
func (s *Shift) Sort() string { return s.After.Sort() + "\x01" + s.Actor + "\x01" + s.Before.Sort() }

// turning are the relations by which one turns from a demand to another.
var turning = []demand.RelationKind{demand.RelationKindSupersedes, demand.RelationKindConflictsWith}

// Shifts finds the shifts of some kinds (nil: all) whose later position was taken after a
// moment (nil: at any time), in no order.
func Shifts(ctx context.Context, s facts.Scanner, h *History, after *demand.Moment, kinds []ShiftKind) ([]Shift, error) {
	var f *found
	var err error
	if h.Met == nil {
		f, err = h.whole(ctx, s, turning...)
	} else {
		var positions []met
		if positions, err = meet(ctx, s, h.Met, nil, h.By, h.RollUp); err == nil {
			f, err = h.around(ctx, s, positions, turning...)
		}
	}
	if err != nil {
		return nil, err
	}
	return f.shifts(h.By, func(sh *Shift) bool {
		return f.meets(sh.Before.Key, sh.After.Key) && (after == nil || !after.Includes(sh.After)) && (kinds == nil || slices.Contains(kinds, sh.Kind))
	}), nil
}

// shifts applies the rule.
func (f *found) shifts(by *demand.Moment, wanted func(*Shift) bool) []Shift {
	all := demand.ShiftsOf(f.acts, f.relations, by)
	acts := map[string]*demand.Act{}
	for _, sh := range all {
		acts[sh.From], acts[sh.To] = nil, nil
	}
	f.byKey(acts)
	var out []Shift
	for _, sh := range all {
		s := Shift{Kind: ChangedSide, Actor: sh.Actor, Before: *acts[sh.From], After: *acts[sh.To]}
		switch sh.Relation {
		case demand.RelationKindSupersedes:
			s.Kind = Superseded
		case demand.RelationKindConflictsWith:
			s.Kind = Conflicting
		}
		if wanted(&s) {
			out = append(out, s)
		}
	}
	return out
}

// EventsBetween finds for each shift the event between its positions: the one at which the
// later was taken; without one, the last event that the actor, or who took one of the
// positions for it, took part in, and whose days are known and none of them is before the
// sort day of the earlier position or after that of the later. The event at which the
// earlier position was taken lies between them only where that was before it.
func EventsBetween(ctx context.Context, s facts.Scanner, shifts []Shift) error {
	open := map[string]bool{} // actors of shifts without an event
	for i := range shifts {
		sh := &shifts[i]
		if sh.Event = sh.After.Event; sh.Event == "" {
			for _, actor := range sh.actors() {
				open[actor] = true
			}
		}
	}
	attended, err := facts.Attended(ctx, s, sorted(open))
	if err != nil {
		return err
	}
	keys := map[string]bool{}
	for _, of := range attended {
		for _, key := range of {
			keys[key] = true
		}
	}
	events, err := facts.Events(ctx, s, sorted(keys), false)
	if err != nil {
		return err
	}
	for i := range shifts {
		sh := &shifts[i]
		if sh.After.Event != "" {
			continue
		}
		from, to, best := sh.Before.SortDay(), sh.After.SortDay(), ""
		if from == "" {
			continue
		}
		for _, actor := range sh.actors() {
			for _, key := range attended[actor] {
				first, last := demand.EventDays(events[key].Start, events[key].End)
				if first == "" || first < from || last > to || key == sh.Before.Event && sh.Before.Phase != demand.PhaseBefore {
					continue
				}
				if day := first + "|" + key; day > best {
					best, sh.Event = day, key
				}
			}
		}
	}
	return nil
}

// actors are those whose presence at an event counts for the shift.
func (s *Shift) actors() []string { return []string{s.Actor, s.Before.Taker, s.After.Taker} }

// Dispute says of changes of side whether they rest on a disagreement of sources: two
// articles give the actor the two sides for one occasion, so that one of them may be wrong
// instead of the actor having moved.
func Dispute(ctx context.Context, s facts.Scanner, shifts []Shift) error {
	keys := map[string]bool{}
	for i := range shifts {
		if shifts[i].Kind == ChangedSide && shifts[i].Before.SameOccasion(shifts[i].After) {
			keys[shifts[i].Before.Key], keys[shifts[i].After.Key] = true, true
		}
	}
	if len(keys) == 0 {
		return nil
	}
	articles := map[string][]string{}
	_, err := facts.Positions(ctx, s, facts.WithKeys(sorted(keys)), facts.WantArticles, func() func(*facts.Position) error {
		clear(articles)
		return func(p *facts.Position) error {
			articles[p.Key] = p.Articles
			return nil
		}
	})
	for i := range shifts {
		sh := &shifts[i]
		before, after := sh.Before, sh.After
		before.Articles, after.Articles = articles[before.Key], articles[after.Key]
		before.For, after.For = sh.Actor, sh.Actor
		sh.Disputed = sh.Kind == ChangedSide && len(demand.ActsDisputed([]demand.Act{before, after})) > 0
	}
	return err
}
