package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/stance"
)

// history reads the arguments filter, rollUp and ownWordOnly of what looks for findings
// among positions.
func (b *builder) history(args map[string]any) (*stance.History, error) {
	counts := countingOf(args)
	h := &stance.History{RollUp: counts.rollUp, OwnWord: counts.ownWordOnly}
	var err error
	if h.All, err = b.positions(nil, nil, counts); err != nil {
		return nil, err
	}
	if filter, _ := args["filter"].(map[string]any); len(filter) > 0 {
		h.Met, err = b.positions(filter, nil, counts)
	}
	return h, err
}

// momentOf reads an argument, or the member of one, of type AsOf.
func momentOf(args map[string]any, name string) (*facts.AsOf, error) {
	given, _ := args[name].(map[string]any)
	at, err := readAsOf(given)
	return at, within(name, err)
}

// shifts answers Query.shifts.
func (b *builder) shifts(f graphql.CollectedField, args map[string]any) (work, error) {
	h, err := b.history(args)
	if err != nil {
		return nil, err
	}
	between, _ := args["between"].(map[string]any)
	from, err := momentOf(between, "from")
	if err != nil {
		return nil, within("between", err)
	}
	to, err := momentOf(between, "to")
	if err != nil {
		return nil, within("between", err)
	}
	var kinds []stance.ShiftKind
	for _, kind := range texts(args["kinds"]) {
		kinds = append(kinds, stance.ShiftKind(kind))
	}
	s := b.shows()
	l, err := newListing(b, f, args, query.Order{By: "shift", Desc: true}, func(set ast.SelectionSet) (object[*stance.Shift], error) { return b.shift(s, set) })
	return func(r *reading) (func(*writer), error) {
		h := *h
		after, err := from.Moment(r, r)
		if err != nil {
			return nil, err
		}
		if h.By, err = to.Moment(r, r); err != nil {
			return nil, err
		}
		all, err := stance.Shifts(r, r, &h, after, kinds)
		if err != nil {
			return nil, err
		}
		items, shown := l.cut(all, (*stance.Shift).Sort)
		if err := stance.EventsBetween(r, r, shown); err != nil {
			return nil, err
		}
		if err := stance.Dispute(r, r, shown); err != nil {
			return nil, err
		}
		for _, sh := range shown {
			s.want(demand.KindActor, sh.Actor)
			s.want(demand.KindPosition, sh.Before.Key, sh.After.Key)
			s.want(demand.KindEvent, sh.Event)
		}
		return func(w *writer) { l.plan.write(w, items) }, s.read(r)
	}, err
}

// shift gives the plan of a Shift.
func (b *builder) shift(s *shown, set ast.SelectionSet) (object[*stance.Shift], error) {
	return planOf(b, set, "Shift", func(f graphql.CollectedField) (func(*writer, *stance.Shift), error) {
		node := func(kind demand.NodeKind, key func(*stance.Shift) string) (func(*writer, *stance.Shift), error) {
			plan, err := s.node(kind, f.Selections)
			return func(w *writer, sh *stance.Shift) { plan(w, key(sh)) }, err
		}
		switch f.Name {
		case "kind":
			return func(w *writer, sh *stance.Shift) { w.string(string(sh.Kind)) }, nil
		case "actor":
			return node(demand.KindActor, func(sh *stance.Shift) string { return sh.Actor })
		case "before":
			return node(demand.KindPosition, func(sh *stance.Shift) string { return sh.Before.Key })
		case "after":
			return node(demand.KindPosition, func(sh *stance.Shift) string { return sh.After.Key })
		case "disputed":
			return func(w *writer, sh *stance.Shift) { w.bool(sh.Disputed) }, nil
		case "event":
			return node(demand.KindEvent, func(sh *stance.Shift) string { return sh.Event })
		}
		return nil, unanswered(f)
	})
}

// contradictions answers Query.contradictions.
func (b *builder) contradictions(f graphql.CollectedField, args map[string]any) (work, error) {
	h, err := b.history(args)
	if err != nil {
		return nil, err
	}
	at, err := momentOf(args, "asOf")
	if err != nil {
		return nil, err
	}
	s := b.shows()
	l, err := newListing(b, f, args, query.Order{By: "contradiction"}, func(set ast.SelectionSet) (object[*demand.Contradiction], error) { return b.contradiction(s, set) })
	return func(r *reading) (func(*writer), error) {
		h := *h
		var err error
		if h.By, err = at.Moment(r, r); err != nil {
			return nil, err
		}
		all, err := stance.Contradictions(r, r, &h)
		if err != nil {
			return nil, err
		}
		items, shown := l.cut(all, func(c *demand.Contradiction) string {
			return demand.NameSort(c.Actor, min(c.Demands[0], c.Demands[1])+"\x01"+max(c.Demands[0], c.Demands[1]))
		})
		for _, c := range shown {
			s.want(demand.KindActor, c.Actor)
			s.want(demand.KindPosition, c.Positions[:]...)
		}
		return func(w *writer) { l.plan.write(w, items) }, s.read(r)
	}, err
}

// contradiction gives the plan of a Contradiction.
func (b *builder) contradiction(s *shown, set ast.SelectionSet) (object[*demand.Contradiction], error) {
	return planOf(b, set, "Contradiction", func(f graphql.CollectedField) (func(*writer, *demand.Contradiction), error) {
		switch f.Name {
		case "actor":
			node, err := s.node(demand.KindActor, f.Selections)
			return func(w *writer, c *demand.Contradiction) { node(w, c.Actor) }, err
		case "positions":
			node, err := s.node(demand.KindPosition, f.Selections)
			return func(w *writer, c *demand.Contradiction) { writeKeys(w, c.Positions[:], node) }, err
		}
		return nil, unanswered(f)
	})
}
