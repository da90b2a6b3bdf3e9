package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// stanceField adds to a node of kind Demand its stances or the stance of one
// actor, and to one of kind Actor its stance on one demand.
func (b *builder) stanceField(s *query.Selection, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	args := b.arguments(f)
	asOf, _ := args["asOf"].(map[string]any)
	st := &query.Stances{Actor: query.NoParam, Demand: query.NoParam}
	var err error
	if st.Filter, err = b.counted(asOf, args["ownWordOnly"] != false); err != nil {
		return nil, err
	}
	if f.Name == "stances" {
		return b.stances(s, st, f, args)
	}
	if s.Kind == demand.KindDemand {
		st.Actor = b.stanceKey(args["actor"])
	} else {
		st.Demand = b.stanceKey(args["demand"])
	}
	st.Page = query.Page{Size: b.param(int64(1)), After: query.NoParam, Before: query.NoParam}
	plan, err := b.stance(st, f.Selections)
	at := len(s.Stances)
	s.Stances = append(s.Stances, *st)
	return func(w *writer, n *query.Node) {
		items := n.Stances[at].Items
		if len(items) == 0 {
			w.null()
			return
		}
		plan.write(w, items[0].Stance)
	}, err
}

func (b *builder) stanceKey(v any) query.Param {
	key, _ := v.(string)
	return b.param(key)
}

// stances adds a page of stances, in the order of the principals' keys.
func (b *builder) stances(s *query.Selection, st *query.Stances, f graphql.CollectedField, args map[string]any) (func(*writer, *query.Node), error) {
	c := &connection{order: cursorOrder(query.Order{By: "principal"})}
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		plan, err := b.stance(st, set)
		return func(w *writer, item *query.Item) { plan.write(w, item.Stance) }, err
	}
	var err error
	if st.Page, err = b.page(args, c.order); err != nil {
		return nil, err
	}
	plan, err := b.connection(c, f)
	st.Count = c.count
	at := len(s.Stances)
	s.Stances = append(s.Stances, *st)
	return func(w *writer, n *query.Node) { plan.write(w, &n.Stances[at]) }, err
}

// stance gives the plan of a Stance, and adds to st what it asks for.
func (b *builder) stance(st *query.Stances, set ast.SelectionSet) (object[*query.Stance], error) {
	var out object[*query.Stance]
	for _, f := range b.collect(set, "Stance") {
		switch f.Name {
		case "__typename":
			out.add(f.Alias, func(w *writer, _ *query.Stance) { w.string("Stance") })
		case "side":
			out.add(f.Alias, func(w *writer, s *query.Stance) { w.string(string(s.Kind.Side())) })
		case "kind":
			out.add(f.Alias, func(w *writer, s *query.Stance) { w.string(string(s.Kind)) })
		case "actor":
			if st.Principal == nil {
				st.Principal = &query.Selection{Kind: demand.KindActor}
			}
			plan, err := b.node(st.Principal, f.Selections)
			if err != nil {
				return nil, within(f.Alias, err)
			}
			out.add(f.Alias, func(w *writer, s *query.Stance) { writeOne(w, plan, s.Principal, true) })
		case "position":
			if st.Position == nil {
				st.Position = &query.Selection{Kind: demand.KindPosition}
			}
			plan, err := b.node(st.Position, f.Selections)
			if err != nil {
				return nil, within(f.Alias, err)
			}
			out.add(f.Alias, func(w *writer, s *query.Stance) { writeOne(w, plan, s.Position, true) })
		default:
			return nil, unanswered(f)
		}
	}
	return out, nil
}
