package facts

import (
	"cmp"
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// Relations are the relations of some kinds that demands, given by key, have to any
// others, in both directions; nil are all demands. They come in order, each once.
func Relations(ctx context.Context, s Scanner, kinds []demand.RelationKind, demands []string) (all []demand.DemandRelation, version int64, err error) {
	q := &query.Scan{Kind: demand.KindDemand, Access: query.Everything, Columns: []query.Column{
		query.On(demand.KindDemand, "key"), query.OnEdge(demand.KindDemand, "relations", "kind")}}
	if demands != nil {
		q.Params = []any{demands}
		q.Access.Keys = 0
		q.Columns = append(q.Columns, query.OnEdge(demand.KindDemand, "relatedFrom", "kind"))
	} else {
		wanted := make([]string, len(kinds))
		for i, k := range kinds {
			wanted[i] = string(k)
		}
		out := q.Columns[1]
		q.Filter = query.Has{Relation: out.Path[0], Edge: query.OneOf{Prop: *out.Edge, Values: wanted}}
	}
	version, err = s.Scan(ctx, q, func() func(row []any) error {
		all = nil
		known := interned{}
		return func(row []any) error {
			key := known.text(row[0])
			for i, column := range row[1:] {
				for _, to := range column.([]query.Linked) {
					r := demand.DemandRelation{From: key, To: known.text(to.Node), Kind: demand.RelationKind(known.text(to.Edge))}
					if i == 1 {
						r.From, r.To = r.To, r.From
					}
					if slices.Contains(kinds, r.Kind) {
						all = append(all, r)
					}
				}
			}
			return nil
		}
	})
	slices.SortFunc(all, func(a, b demand.DemandRelation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	return slices.Compact(all), version, err
}
