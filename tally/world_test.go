package tally

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// world is a scanner over rows made by hand. It looks at no condition but that on keys.
type world struct {
	demands   []facts.Demand
	positions []facts.Position
	regions   []facts.Region
	begins    int // how often a scan starts anew
}

func (w *world) demand(key string) *facts.Demand {
	return &w.demands[slices.IndexFunc(w.demands, func(d facts.Demand) bool { return d.Key == key })]
}

func (w *world) Scan(_ context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	var rows [][]any
	row := func(value func(path, prop string) any) {
		out := make([]any, len(q.Columns))
		for i, c := range q.Columns {
			path := ""
			for _, r := range c.Path {
				path += r.Name + "."
			}
			out[i] = value(path, c.Prop.Name)
		}
		rows = append(rows, out)
	}
	switch q.Kind {
	case demand.KindDemand:
		for _, d := range w.demands {
			row(func(path, prop string) any { return ofDemand(&d, path, prop) })
		}
	case demand.KindPosition:
		for _, p := range w.positions {
			row(func(path, prop string) any { return w.ofPosition(&p, path, prop) })
		}
	case demand.KindRegion:
		keys, _ := q.Params[q.Access.Keys].([]string)
		for _, r := range w.regions {
			if slices.Contains(keys, r.Key) {
				row(func(path, prop string) any {
					switch path + prop {
					case "key":
						return r.Key
					case "type":
						return string(r.Type)
					}
					return slices.Clone(r.Parents)
				})
			}
		}
	}
	for range w.begins {
		yield := begin()
		for _, r := range rows[:len(rows)/2] {
			if err := yield(slices.Clone(r)); err != nil {
				return 0, err
			}
		}
	}
	yield := begin()
	for _, r := range rows {
		if err := yield(r); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

func ofDemand(d *facts.Demand, path, prop string) any {
	switch path + prop {
	case "key":
		return d.Key
	case "status":
		return text(string(d.Status))
	case "addressees.key":
		return slices.Clone(d.Addressees)
	case "topics.key":
		return slices.Clone(d.Topics)
	case "regions.key":
		return slices.Clone(d.Regions)
	}
	panic("no column " + path + prop)
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (w *world) ofPosition(p *facts.Position, path, prop string) any {
	switch path + prop {
	case "key":
		return p.Key
	case "kind":
		return string(p.Kind)
	case "certainty":
		return string(p.Certainty)
	case "sort":
		return p.Act().Sort()
	case "date":
		return text(p.Date.String())
	case "demand.key":
		return p.Demand
	case "actor.key":
		return p.Taker
	case "onBehalfOf.key":
		return text(p.For)
	case "accordingTo.key":
		return text(p.AccordingTo)
	case "actor.type":
		return text(string(p.TakerType))
	case "onBehalfOf.type":
		return text(string(p.ForType))
	case "evidence.article.key":
		return slices.Clone(p.Articles)
	case "evidence.article.publisher":
		return slices.Clone(p.Publishers)
	case "phase", "order", "event.key", "event.start", "event.end":
		return nil
	case "demand.status":
		return ofDemand(w.demand(p.Demand), "", "status")
	case "demand.addressees.key":
		return ofDemand(w.demand(p.Demand), "addressees.", "key")
	case "demand.topics.key":
		return ofDemand(w.demand(p.Demand), "topics.", "key")
	case "demand.regions.key":
		return ofDemand(w.demand(p.Demand), "regions.", "key")
	}
	panic("no column " + path + prop)
}
