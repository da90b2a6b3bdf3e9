package facts

import (
	"context"

	"demandgraph/demand"
	"demandgraph/query"
)

// Want says what to bring of positions beyond what always comes. Each costs a read
// of its own for every row.
type Want int

// What can be wanted.
const (
	WantArticles   Want = 1 << iota // Articles
	WantPublishers                  // Publishers
	WantTellings                    // Tellings
	WantAddressees                  // Addressees
	WantTopics                      // Topics
	WantRegions                     // Regions
	WantEventDays                   // EventStart, EventEnd
	WantStatus                      // Status
	WantTypes                       // TakerType, ForType
)

// Position is a row of a position.
type Position struct {
	Key, Demand, Taker      string
	For, AccordingTo, Event string // "" without one
	Kind                    demand.PositionKind
	Phase                   demand.Phase // "" without one
	Sort                    string       // see demand.Act.Sort
	Date                    demand.Date  // zero without one
	Order                   int
	Certainty               demand.Certainty

	Articles   []string        // keys of those that tell of it
	Publishers []string        // of those
	Tellings   []query.Telling // one for each quote

	Addressees, Topics, Regions []string // of its demand; the regions as named, without those around them
	Status                      demand.Status
	EventStart, EventEnd        demand.Date
	TakerType, ForType          demand.ActorType
}

// Principal is the actor that the position is counted for; with rollUp off its taker.
func (p *Position) Principal(rollUp bool) string {
	if rollUp && p.For != "" {
		return p.For
	}
	return p.Taker
}

// PrincipalType is the type of the principal; WantTypes.
func (p *Position) PrincipalType(rollUp bool) demand.ActorType {
	if rollUp && p.For != "" {
		return p.ForType
	}
	return p.TakerType
}

// Day is the day that statistics and timelines take where the date is partial: the
// sort day, "" when none is known.
func (p *Position) Day() string { return demand.SortDayOf(p.Sort) }

// Act is the position as the rules need it. Its event's first day is known with
// WantEventDays, its articles with WantArticles.
func (p *Position) Act() demand.Act {
	first, _ := demand.EventDays(p.EventStart, p.EventEnd)
	return demand.Act{Key: p.Key, Demand: p.Demand, Kind: p.Kind, Taker: p.Taker, For: p.For, AccordingTo: p.AccordingTo,
		Date: p.Date, Event: p.Event, EventFirst: first, Phase: p.Phase, Order: p.Order, Articles: p.Articles}
}

// Positions reads the positions that are meant, in no order. It calls begin before
// the first, and again where the store starts anew: what was handed over then is
// void. The row is used again for the next; its slices are not. It gives the version
// of the graph that it saw.
func Positions(ctx context.Context, s Scanner, w *Where, want Want, begin func() func(*Position) error) (version int64, err error) {
	if w, err = w.narrow(ctx, s); err != nil {
		return 0, err
	}
	columns, fill := positionColumns(want)
	return s.Scan(ctx, w.scan(demand.KindPosition, columns), func() func(row []any) error {
		yield := begin()
		var p Position
		return func(row []any) error {
			p = Position{}
			for i, set := range fill {
				set(&p, row[i])
			}
			return yield(&p)
		}
	})
}

// positionColumns are the columns of what is wanted, and what each fills in.
func positionColumns(want Want) (columns []query.Column, fill []func(*Position, any)) {
	add := func(set func(*Position, any), property string, names ...string) {
		columns = append(columns, query.On(demand.KindPosition, property, names...))
		fill = append(fill, set)
	}
	known := interned{}
	add(func(p *Position, v any) { p.Key = text(v) }, "key")
	add(func(p *Position, v any) { p.Kind = demand.PositionKind(known.text(v)) }, "kind")
	add(func(p *Position, v any) { p.Phase = demand.Phase(known.text(v)) }, "phase")
	add(func(p *Position, v any) { p.Sort = text(v) }, demand.SortName)
	add(func(p *Position, v any) { p.Date = date(v) }, "date")
	add(func(p *Position, v any) { n, _ := v.(int64); p.Order = int(n) }, "order")
	add(func(p *Position, v any) { p.Certainty = demand.Certainty(known.text(v)) }, "certainty")
	add(func(p *Position, v any) { p.Demand = known.text(v) }, "key", "demand")
	add(func(p *Position, v any) { p.Taker = known.text(v) }, "key", "actor")
	add(func(p *Position, v any) { p.For = known.text(v) }, "key", "onBehalfOf")
	add(func(p *Position, v any) { p.AccordingTo = known.text(v) }, "key", "accordingTo")
	add(func(p *Position, v any) { p.Event = known.text(v) }, "key", "event")
	for _, o := range []struct {
		want     Want
		set      func(*Position, any)
		property string
		names    []string
	}{
		{WantArticles, func(p *Position, v any) { p.Articles = known.texts(v) }, "key", []string{"evidence", "article"}},
		{WantPublishers, func(p *Position, v any) { p.Publishers = known.texts(v) }, "publisher", []string{"evidence", "article"}},
		{WantAddressees, func(p *Position, v any) { p.Addressees = known.texts(v) }, "key", []string{"demand", "addressees"}},
		{WantTopics, func(p *Position, v any) { p.Topics = known.texts(v) }, "key", []string{"demand", "topics"}},
		{WantRegions, func(p *Position, v any) { p.Regions = known.texts(v) }, "key", []string{"demand", "regions"}},
		{WantStatus, func(p *Position, v any) { p.Status = demand.Status(known.text(v)) }, "status", []string{"demand"}},
		{WantEventDays, func(p *Position, v any) { p.EventStart = date(v) }, "start", []string{"event"}},
		{WantEventDays, func(p *Position, v any) { p.EventEnd = date(v) }, "end", []string{"event"}},
		{WantTypes, func(p *Position, v any) { p.TakerType = demand.ActorType(known.text(v)) }, "type", []string{"actor"}},
		{WantTypes, func(p *Position, v any) { p.ForType = demand.ActorType(known.text(v)) }, "type", []string{"onBehalfOf"}},
	} {
		if want&o.want != 0 {
			add(o.set, o.property, o.names...)
		}
	}
	if want&WantTellings != 0 {
		columns = append(columns, query.Column{Tellings: true})
		fill = append(fill, func(p *Position, v any) { p.Tellings = known.tellings(v) })
	}
	return columns, fill
}
