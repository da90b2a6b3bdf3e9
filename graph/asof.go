package graph

import (
	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// statusAsOf adds to a demand what its status as of a moment follows from.
func (b *builder) statusAsOf(s *query.Selection, asOf map[string]any) (func(*writer, *query.Node), error) {
	filter, err := b.counted(asOf, true)
	if err != nil {
		return nil, err
	}
	at := len(s.Ledgers)
	s.Ledgers = append(s.Ledgers, query.Ledger{Filter: filter})
	return func(w *writer, n *query.Node) {
		rows := &n.Ledgers[at]
		status, ok := demand.StatusOfLedger(rows.Entries, rows.Addressees)
		if !ok {
			w.null()
			return
		}
		w.string(string(status))
	}, nil
}

// counted holds for the positions that count as of a moment (nil: at any time),
// on the actor's own word or on anyone's; nil when all do.
func (b *builder) counted(asOf map[string]any, ownWordOnly bool) (query.Filter, error) {
	var all []query.Conjunct
	if ownWordOnly {
		all = append(all, query.Holding(query.OwnWord))
	}
	if asOf != nil {
		moment, err := b.moment(asOf)
		if err != nil {
			return nil, within("asOf", err)
		}
		all = append(all, query.Holding(moment))
	}
	return allOf(all), nil
}

// moment makes of the input AsOf what holds for the positions taken by then.
func (b *builder) moment(asOf map[string]any) (query.Filter, error) {
	at, err := readAsOf(asOf)
	if err != nil {
		return nil, err
	}
	if at.Event == "" {
		return query.AsOfDate(b.param(demand.SortDated), b.param(at.Date.Last()+demand.SortEnd)), nil
	}
	p := b.param(at.Event)
	b.query.Events = append(b.query.Events, p)
	return query.AsOfEvent(p, at.Phase), nil
}

// readAsOf reads the input AsOf; nil is nil. Its @oneOf is checked here as well, since a
// variable inside of a literal can hide a second or a missing member.
func readAsOf(asOf map[string]any) (*facts.AsOf, error) {
	if asOf == nil {
		return nil, nil
	}
	date, event := asOf["date"], asOf["event"]
	switch {
	case (date == nil) == (event == nil):
		return nil, bad("give exactly one of date and event")
	case date != nil:
		d, err := parseDate(date)
		return &facts.AsOf{Date: d}, within("date", err)
	}
	at, _ := event.(map[string]any)
	key, _ := at["key"].(string)
	phase, _ := at["phase"].(string)
	if key == "" {
		return nil, within("event", within("key", bad("name an event")))
	}
	return &facts.AsOf{Event: key, Phase: demand.Phase(phase)}, nil
}

// parseDate reads a value of the scalar Date.
func parseDate(v any) (demand.Date, error) {
	text, ok := v.(string)
	if !ok {
		return demand.Date{}, bad("want a date in quotes: \"2025-08-15\", \"2025-08\" or \"2025\"")
	}
	d, err := demand.ParseDate(text)
	if err == nil && d.IsZero() {
		return d, bad("the date is empty: want YYYY-MM-DD, YYYY-MM or YYYY")
	}
	if err != nil {
		return d, bad("%v", err)
	}
	return d, nil
}
