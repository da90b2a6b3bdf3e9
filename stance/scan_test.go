package stance

import (
	"context"
	"strings"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// table is a Scanner over positions made by hand. It knows no conditions: what a store
// keeps of them is tested on stores.
type table []facts.Position

func (t table) Scan(_ context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	yield := begin()
	for i := range t {
		row := make([]any, len(q.Columns))
		for c, col := range q.Columns {
			row[c] = valueOf(&t[i], col)
		}
		if err := yield(row); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

func valueOf(p *facts.Position, c query.Column) any {
	name := c.Prop.Name
	for i := len(c.Path) - 1; i >= 0; i-- {
		name = c.Path[i].Name + "." + name
	}
	texts := map[string]string{
		"key": p.Key, "kind": string(p.Kind), "phase": string(p.Phase), "sort": p.Sort, "date": p.Date.String(),
		"certainty": string(p.Certainty), "demand.key": p.Demand, "actor.key": p.Taker, "onBehalfOf.key": p.For,
		"accordingTo.key": p.AccordingTo, "event.key": p.Event, "event.start": p.EventStart.String(), "event.end": p.EventEnd.String(),
	}
	switch name {
	case "order":
		return int64(p.Order)
	case "evidence.article.key":
		return append([]string{}, p.Articles...)
	}
	v, ok := texts[name]
	if !ok {
		panic("no column " + name)
	}
	if v == "" {
		return nil
	}
	return v
}

// took is a position: "key taker[>for] KIND demand [date] [@event[/PHASE]]". Events begin
// on the day that their key ends with.
func took(text string) facts.Position {
	w := strings.Fields(text)
	p := facts.Position{Key: w[0], Kind: demand.PositionKind(w[2]), Demand: w[3], Certainty: demand.CertaintyAsserted}
	p.Taker, p.For, _ = strings.Cut(w[1], ">")
	for _, more := range w[4:] {
		event, isEvent := strings.CutPrefix(more, "@")
		if !isEvent {
			p.Date = demand.MustParseDate(more)
			continue
		}
		phase := ""
		p.Event, phase, _ = strings.Cut(event, "/")
		p.Phase = demand.Phase(phase)
		_, day, _ := strings.Cut(p.Event, ":")
		p.EventStart = demand.MustParseDate(day)
	}
	act := p.Act()
	p.Sort = act.Sort()
	return p
}

func taken(texts ...string) table {
	var t table
	for _, text := range texts {
		t = append(t, took(text))
	}
	return t
}

// genPosition draws from few actors, demands and days, so that they meet.
var genPosition = rapid.Custom(func(t *rapid.T) facts.Position {
	date := rapid.SampledFrom([]string{"", "2024", "2025", "2025-07", "2025-08", "2025-07-31", "2025-08-01", "2025-08-15", "2025-08-16"})
	p := facts.Position{
		Key:    rapid.StringMatching(`[a-d]{1,3}`).Draw(t, "key"),
		Taker:  rapid.SampledFrom([]string{"putin", "russia", "trump"}).Draw(t, "taker"),
		For:    rapid.SampledFrom([]string{"", "", "russia"}).Draw(t, "for"),
		Kind:   demand.PositionKind(rapid.SampledFrom(demand.EnumValues("PositionKind")).Draw(t, "kind")),
		Demand: rapid.SampledFrom([]string{"d1", "d2", "d3"}).Draw(t, "demand"),
		Date:   demand.MustParseDate(date.Draw(t, "date")),
		Event:  rapid.SampledFrom([]string{"", "", "summit", "talks", "call"}).Draw(t, "event"),
	}
	switch p.Event {
	case "summit":
		p.EventStart = demand.MustParseDate("2025-08-15")
	case "talks":
		p.EventStart, p.EventEnd = demand.MustParseDate("2025-07-31"), demand.MustParseDate("2025-08-02")
	}
	if p.Event != "" {
		p.Phase = demand.Phase(rapid.SampledFrom([]string{"", "BEFORE", "DURING", "AFTER"}).Draw(t, "phase"))
	}
	act := p.Act()
	p.Sort = act.Sort()
	return p
})

var genTable = rapid.SliceOfNDistinct(genPosition, 0, 14, func(p facts.Position) string { return p.Key })
