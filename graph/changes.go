package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/stance"
)

// shownChange is a change with its pages.
type shownChange struct {
	*stance.Change
	pages []*query.Items
}

// changes answers Query.changes.
func (b *builder) changes(f graphql.CollectedField, args map[string]any) (work, error) {
	h, err := b.history(args)
	if err != nil {
		return nil, err
	}
	if h.Met == nil {
		h.Met = h.All
	}
	from, err := momentOf(args, "from")
	if err != nil {
		return nil, err
	}
	to, err := momentOf(args, "to")
	if err != nil {
		return nil, err
	}
	s := b.shows()
	pages := &pagesOf{shown: s}
	plan, err := b.change(pages, f.Selections)
	return func(r *reading) (func(*writer), error) {
		q := &stance.ChangesQuery{History: *h, Kinds: texts(args["kinds"]), Pages: pages.windows()}
		var err error
		if q.From, err = from.Moment(r, r); err != nil {
			return nil, err
		}
		if q.By, err = to.Moment(r, r); err != nil {
			return nil, err
		}
		changes, err := stance.Changes(r, r, q)
		if err != nil {
			return nil, err
		}
		out := make([]shownChange, len(changes))
		for i := range changes {
			items, err := pages.items(changes[i].Pages)
			if err != nil {
				return nil, err
			}
			out[i] = shownChange{&changes[i], items}
		}
		return func(w *writer) { writeList(w, out, plan.write) }, s.read(r)
	}, err
}

// change gives the plan of a Change.
func (b *builder) change(pages *pagesOf, set ast.SelectionSet) (object[*shownChange], error) {
	return planOf(b, set, "Change", func(f graphql.CollectedField) (func(*writer, *shownChange), error) {
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
}
