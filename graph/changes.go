package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/stance"
)

// changes answers Query.changes.
func (b *builder) changes(f graphql.CollectedField, args map[string]any) (work, error) {
	counts := countingOf(args)
	filter, _ := args["filter"].(map[string]any)
	from, _ := args["from"].(map[string]any)
	to, _ := args["to"].(map[string]any)
	q := &stance.ChangesQuery{RollUp: counts.rollUp}
	between, err := b.between(filter, from, to, counts)
	if err != nil {
		return nil, err
	}
	if q.Until, err = b.positions(nil, to, counts); err != nil {
		return nil, within("to", err)
	}
	s := b.shows()
	pages := &pagesOf{shown: s}
	type shownChange struct {
		*stance.Change
		pages []*query.Items
	}
	plan, err := planOf(b, f.Selections, "PositionChange", func(f graphql.CollectedField) (func(*writer, *shownChange), error) {
		switch f.Name {
		case "kind":
			return func(w *writer, c *shownChange) { w.string(c.Kind) }, nil
		case "count":
			return func(w *writer, c *shownChange) { w.int(int64(c.Count)) }, nil
		case "positions":
			write, err := pages.add(demand.KindPosition, f)
			return func(w *writer, c *shownChange) { write(w, c.pages) }, err
		}
		return nil, unanswered(f)
	})
	return func(r *reading) (func(*writer), error) {
		q := *q
		q.Pages = pages.windows()
		var err error
		if q.Between, err = between(r); err != nil {
			return nil, err
		}
		all, err := q.Changes(r, r)
		if err != nil {
			return nil, err
		}
		out := make([]shownChange, len(all))
		for i := range all {
			items, err := pages.items(all[i].Pages)
			if err != nil {
				return nil, err
			}
			out[i] = shownChange{&all[i], items}
		}
		return func(w *writer) { writeList(w, out, plan.write) }, s.read(r)
	}, err
}

// between gives the ways to reach the positions that were taken by one moment and not by
// an earlier one. Moments that are dates bound their sort days. Of a moment that is an
// event the days are read first: they bound all positions but those at the event itself,
// which are reached by its list.
func (b *builder) between(filter, from, to map[string]any, counts counting) (func(*reading) ([]*facts.Where, error), error) {
	whole, err := b.positions(filter, to, counts)
	if err != nil {
		return nil, within("to", err)
	}
	own := &builder{op: b.op, query: &query.Query{Params: whole.Params, Events: whole.Events}}
	earlier, err := own.moment(from)
	if err != nil {
		return nil, within("from", err)
	}
	whole.Conditions = append(whole.Conditions, query.Holding(query.Not{Filter: earlier}))
	whole.Params, whole.Events = own.query.Params, own.query.Events
	var events []string
	for _, moment := range []map[string]any{from, to} {
		if at, ok := moment["event"].(map[string]any); ok {
			key, _ := at["key"].(string)
			events = append(events, key)
		}
	}
	return func(r *reading) ([]*facts.Where, error) {
		days, err := r.eventDays(events)
		if err != nil {
			return nil, err
		}
		ranged := *whole
		if first, _ := momentDays(from, days); first != "" {
			ranged.From = max(ranged.From, first)
		}
		if _, last := momentDays(to, days); last != "" && (ranged.To == "" || last < ranged.To) {
			ranged.To = last
		}
		ways := []*facts.Where{&ranged}
		for _, key := range events {
			ways = append(ways, whole.AtEvents([]string{key}))
		}
		return ways, nil
	}, nil
}

// momentDays bounds the sorts of positions in a moment that are not at its event: last
// is greater than all of them; first is the least that a position not in it can have.
func momentDays(moment map[string]any, days map[string][2]string) (first, last string) {
	if moment["date"] != nil {
		d, err := parseDate(moment["date"])
		if err != nil {
			return "", ""
		}
		return d.Last() + demand.SortEnd, d.Last() + demand.SortEnd
	}
	at, _ := moment["event"].(map[string]any)
	key, _ := at["key"].(string)
	of, ok := days[key]
	switch {
	case !ok || of[0] == "":
		return "", ""
	case at["phase"] == string(demand.PhaseAfter):
		return of[1] + demand.SortEnd, of[1] + demand.SortEnd
	}
	return of[0], of[0]
}

// eventDays reads the first and the last day of events, by key.
func (r *reading) eventDays(keys []string) (map[string][2]string, error) {
	out := map[string][2]string{}
	if len(keys) == 0 {
		return out, nil
	}
	sel := &query.Selection{Kind: demand.KindEvent, Props: []demand.Prop{query.On(demand.KindEvent, "start").Prop, query.On(demand.KindEvent, "end").Prop}}
	nodes, err := r.nodes(sel, nil, nil, keys)
	for key, n := range nodes {
		date := func(v any) demand.Date { text, _ := v.(string); return demand.MustParseDate(text) }
		first, last := demand.EventDays(date(n.Values[0]), date(n.Values[1]))
		out[key] = [2]string{first, last}
	}
	return out, err
}
