package facts

import (
	"context"

	"demandgraph/demand"
	"demandgraph/query"
)

// AsOf names a moment: the end of a date, or of a phase of an event.
type AsOf struct {
	Date  demand.Date // or
	Event string      // its key
	Phase demand.Phase
}

// Moment looks up the days of the event. It fails with NotFound where there is no such
// event. The moment of a nil AsOf is nil.
func (a *AsOf) Moment(ctx context.Context, s Scanner) (*demand.Moment, error) {
	switch {
	case a == nil:
		return nil, nil
	case a.Event == "":
		return demand.AsOf(a.Date), nil
	}
	events, err := Events(ctx, s, []string{a.Event}, true)
	if err != nil {
		return nil, err
	}
	e := events[a.Event]
	return demand.AsOfEvent(a.Event, e.Start, e.End, a.Phase), nil
}

// Event is when an event took place.
type Event struct{ Start, End demand.Date }

// Events gives the days of events, by key. With required it fails with NotFound where
// there is no such event.
func Events(ctx context.Context, s Scanner, keys []string, required bool) (map[string]Event, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	q := &query.Scan{Kind: demand.KindEvent, Access: query.Everything, Params: []any{keys}, Columns: []query.Column{
		query.On(demand.KindEvent, "key"), query.On(demand.KindEvent, "start"), query.On(demand.KindEvent, "end")}}
	q.Access.Keys = 0
	if required {
		for _, key := range keys {
			q.Params = append(q.Params, key)
			q.Events = append(q.Events, query.Param(len(q.Params)-1))
		}
	}
	var out map[string]Event
	_, err := s.Scan(ctx, q, func() func(row []any) error {
		out = map[string]Event{}
		return func(row []any) error {
			out[text(row[0])] = Event{date(row[1]), date(row[2])}
			return nil
		}
	})
	return out, err
}

// Attended gives the keys of the events that actors, given by key, took part in.
func Attended(ctx context.Context, s Scanner, actors []string) (map[string][]string, error) {
	if len(actors) == 0 {
		return nil, nil
	}
	q := &query.Scan{Kind: demand.KindActor, Access: query.Everything, Params: []any{actors}, Columns: []query.Column{
		query.On(demand.KindActor, "key"), query.On(demand.KindActor, "key", "events")}}
	q.Access.Keys = 0
	var out map[string][]string
	_, err := s.Scan(ctx, q, func() func(row []any) error {
		out = map[string][]string{}
		known := interned{}
		return func(row []any) error {
			out[text(row[0])] = known.texts(row[1])
			return nil
		}
	})
	return out, err
}

// Sorted are the positions that are meant whose sort is from a text on and below
// another; "" is no bound.
func (w *Where) Sorted(from, to string) *Where {
	out := *w
	out.From = max(w.From, from)
	if w.To == "" || to != "" && to < w.To {
		out.To = to
	}
	return &out
}
