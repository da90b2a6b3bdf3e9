package facts

import (
	"context"

	"demandgraph/demand"
	"demandgraph/query"
)

// Demand is a row of a demand.
type Demand struct {
	Key                         string
	Status                      demand.Status // as kept, "" without one; WantStatus
	Addressees, Topics, Regions []string      // WantAddressees, WantTopics, WantRegions; the regions as named
}

// Demands reads the demands that are meant, in no order, as Positions does.
func Demands(ctx context.Context, s Scanner, w *Where, want Want, begin func() func(*Demand) error) (version int64, err error) {
	columns := []query.Column{query.On(demand.KindDemand, "key"), query.On(demand.KindDemand, "status")}
	known := interned{}
	fill := []func(*Demand, any){
		func(d *Demand, v any) { d.Key = text(v) },
		func(d *Demand, v any) { d.Status = demand.Status(known.text(v)) },
	}
	for _, o := range []struct {
		want Want
		name string
		set  func(*Demand, []string)
	}{
		{WantAddressees, "addressees", func(d *Demand, keys []string) { d.Addressees = keys }},
		{WantTopics, "topics", func(d *Demand, keys []string) { d.Topics = keys }},
		{WantRegions, "regions", func(d *Demand, keys []string) { d.Regions = keys }},
	} {
		if want&o.want != 0 {
			columns = append(columns, query.On(demand.KindDemand, "key", o.name))
			fill = append(fill, func(d *Demand, v any) { o.set(d, known.texts(v)) })
		}
	}
	return s.Scan(ctx, w.scan(demand.KindDemand, columns), func() func(row []any) error {
		yield := begin()
		var d Demand
		return func(row []any) error {
			d = Demand{}
			for i, set := range fill {
				set(&d, row[i])
			}
			return yield(&d)
		}
	})
}
