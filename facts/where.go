package facts

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// Scanner is what this package needs of a store.
type Scanner interface {
	// Scan reads the rows of many nodes; see store.Store.
	Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (version int64, err error)
}

// Where says which nodes of a kind are meant: those that meet all conditions.
type Where struct {
	Conditions []query.Conjunct
	Params     []any         // values of the conditions
	Events     []query.Param // as in query.Query
	// From and To, of positions, are bounds of their sorts that follow from the
	// conditions, From included; "" where there is none.
	From, To string

	// Demands, of positions, is what the conditions say of their demands, again, as
	// conditions on demands. Where no list of positions serves the conditions, the
	// demands are found first, by their lists, and then the positions on them.
	Demands *Where
}

// MaxNarrowed is how many demands, at most, positions are looked for on one by one.
const MaxNarrowed = 10_000

// scan makes the scan of the nodes that are meant.
func (w *Where) scan(kind demand.NodeKind, columns []query.Column) *query.Scan {
	s := &query.Scan{Kind: kind, Columns: columns, Params: w.Params, Events: w.Events}
	order := query.Order{By: "key"}
	if w.From != "" || w.To != "" {
		order.By = demand.SortName // of all positions those between the bounds
		s.From, s.To = w.From, w.To
	}
	s.Access, s.Filter = query.Plan(kind, w.Conditions, order)
	return s
}

// reached says that a list, keys or a property lead to what is meant.
func (w *Where) reached() bool {
	return slices.ContainsFunc(w.Conditions, func(c query.Conjunct) bool {
		return c.Lists != nil || c.Keys != query.NoParam || c.Prop != nil
	})
}

// OnDemands are the positions that are meant on some demands, given by key.
func (w *Where) OnDemands(keys []string) *Where {
	return w.through("demand", keys, query.Switches{})
}

// AtEvents are the positions that are meant and were taken at some events, given by key.
func (w *Where) AtEvents(keys []string) *Where {
	at := w.through("event", keys, query.Switches{})
	at.From, at.To = "", "" // of what is at an event, its list is walked whole
	return at
}

// narrow finds the demands first where that serves.
func (w *Where) narrow(ctx context.Context, s Scanner) (*Where, error) {
	if w.Demands == nil || w.reached() || !w.Demands.reached() {
		return w, nil
	}
	var keys []string
	_, err := s.Scan(ctx, w.Demands.scan(demand.KindDemand, []query.Column{query.On(demand.KindDemand, "key")}), func() func(row []any) error {
		keys = nil
		return func(row []any) error {
			key, _ := row[0].(string)
			keys = append(keys, key)
			return nil
		}
	})
	if err != nil || len(keys) > MaxNarrowed {
		return w, err
	}
	slices.Sort(keys)
	return w.OnDemands(keys), nil
}

// Keys are the keys of the nodes of a kind that are meant, in order, at most limit of
// them; more says that there are others.
func Keys(ctx context.Context, s Scanner, kind demand.NodeKind, w *Where, limit int) (keys []string, more bool, err error) {
	_, err = s.Scan(ctx, w.scan(kind, []query.Column{query.On(kind, "key")}), func() func(row []any) error {
		keys = nil
		return func(row []any) error {
			keys = append(keys, text(row[0]))
			return nil
		}
	})
	slices.Sort(keys)
	if len(keys) > limit {
		return keys[:limit], true, err
	}
	return keys, false, err
}

// Rows reads columns of the nodes of a kind that are meant, as Positions does.
func Rows(ctx context.Context, s Scanner, kind demand.NodeKind, w *Where, columns []query.Column, begin func() func(row []any) error) error {
	w, err := w.narrow(ctx, s)
	if err != nil {
		return err
	}
	_, err = s.Scan(ctx, w.scan(kind, columns), begin)
	return err
}

// Within are the nodes that are meant and that a kept list holds, given by its prefix and
// the rest of its name. No condition may be a way to reach nodes by key or property.
func (w *Where) Within(list, of string) *Where {
	out := &Where{Params: append(slices.Clone(w.Params), of), Events: w.Events, From: w.From, To: w.To}
	c := query.Holding(nil)
	c.Lists = &query.ListSet{Prefix: list, Key: query.Param(len(out.Params) - 1), Pair: query.NoParam}
	c.Exact = true
	out.Conditions = append(slices.Clone(w.Conditions), c)
	return out
}

// By are the positions that are meant and were taken by, or with rollUp for, one of
// some actors, given by key.
func (w *Where) By(actors []string, rollUp bool) *Where {
	return w.through("actor", actors, query.Switches{RollUp: rollUp})
}

// through adds a condition on what a relation leads to, by key.
func (w *Where) through(name string, keys []string, sw query.Switches) *Where {
	out := &Where{Params: append(slices.Clone(w.Params), keys), Events: w.Events, Demands: w.Demands, From: w.From, To: w.To}
	p := query.Param(len(out.Params) - 1)
	c, _ := query.Through(demand.KindPosition, name, query.Some,
		query.Compare{Prop: demand.Common[0], Op: query.In, Value: p, Until: query.NoParam}, query.Keys{Param: p, Several: true}, sw)
	out.Conditions = append(slices.Clone(w.Conditions), c)
	return out
}

// WithKeys are the nodes with some keys.
func WithKeys(keys []string) *Where {
	c := query.Holding(query.And{})
	c.Keys = 0
	return &Where{Conditions: []query.Conjunct{c}, Params: []any{keys}}
}
