package graph

import (
	"demandgraph/graph/handler/scalar"
	"demandgraph/query"
)

// The bounds of a page.
const (
	defaultPage = 20
	maxPage     = 100
)

// page reads the arguments first, after, last and before of a list in an order,
// as cursors name it.
func (b *builder) page(args map[string]any, order string) (query.Page, error) {
	p := query.Page{After: query.NoParam, Before: query.NoParam}
	size := int64(defaultPage)
	first, last := args["first"], args["last"]
	var err error
	switch {
	case first != nil && last != nil:
		return p, bad("give first or last, not both")
	case first != nil:
		size, err = pageSize("first", first)
	case last != nil:
		p.Backward = true
		size, err = pageSize("last", last)
	}
	if err != nil {
		return p, err
	}
	p.Size = b.param(size)
	if p.After, err = b.cursor(args, "after", order); err != nil {
		return p, err
	}
	p.Before, err = b.cursor(args, "before", order)
	return p, err
}

func pageSize(name string, v any) (int64, error) {
	n, err := scalar.UnmarshalInt(v)
	switch {
	case err != nil:
		return 0, within(name, bad("%v", err))
	case n < 0:
		return 0, within(name, bad("must not be negative"))
	case n > maxPage:
		return 0, within(name, bad("must be %d at most; ask for the rest by its cursor", maxPage))
	}
	return int64(n), nil
}

func (b *builder) cursor(args map[string]any, name, order string) (query.Param, error) {
	given, ok := args[name].(string)
	if !ok {
		return query.NoParam, nil
	}
	sort, err := parseCursor(given, order)
	if err != nil {
		return query.NoParam, within(name, err)
	}
	return b.param(sort), nil
}
