package facts

import (
	"context"

	"demandgraph/demand"
	"demandgraph/query"
)

// EachKey hands over the keys of the nodes of a kind that are meant, in no order and
// without keeping them. Begin is as for Positions.
func EachKey(ctx context.Context, s Scanner, kind demand.NodeKind, w *Where, begin func() func(key string) error) (version int64, err error) {
	if kind == demand.KindPosition {
		if w, err = w.narrow(ctx, s); err != nil {
			return 0, err
		}
	}
	return s.Scan(ctx, w.scan(kind, []query.Column{query.On(kind, "key")}), func() func(row []any) error {
		yield := begin()
		return func(row []any) error { return yield(text(row[0])) }
	})
}
