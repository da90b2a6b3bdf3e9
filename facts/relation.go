package facts

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// Relations are the edges RELATES_TO from and to some demands, given by key, each once,
// in the order of their ends and kind.
func Relations(ctx context.Context, s Scanner, demands []string) ([]demand.DemandRelation, error) {
	q := &query.Scan{Kind: demand.KindDemand, Access: query.Everything, Params: []any{demands}, Columns: []query.Column{
		query.On(demand.KindDemand, "key"), query.OnEdge(demand.KindDemand, "relations", "kind"), query.OnEdge(demand.KindDemand, "relatedFrom", "kind")}}
	q.Access.Keys = 0
	var all []demand.DemandRelation
	_, err := s.Scan(ctx, q, func() func(row []any) error {
		all = nil
		return func(row []any) error {
			key := text(row[0])
			to, _ := row[1].([]query.Linked)
			for _, l := range to {
				all = append(all, demand.DemandRelation{From: key, To: l.Node, Kind: demand.RelationKind(l.Edge)})
			}
			from, _ := row[2].([]query.Linked)
			for _, l := range from {
				all = append(all, demand.DemandRelation{From: l.Node, To: key, Kind: demand.RelationKind(l.Edge)})
			}
			return nil
		}
	})
	slices.SortFunc(all, func(a, b demand.DemandRelation) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(string(a.Kind), string(b.Kind)))
	})
	return slices.Compact(all), err
}
