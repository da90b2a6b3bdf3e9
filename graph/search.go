package graph

import (
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// search answers search(text).
func (b *builder) search(f graphql.CollectedField, args map[string]any) (*rootField, error) {
	text, _ := args["text"].(string)
	words := demand.Words(text)
	if len(words) == 0 {
		return nil, within("text", bad("there is no word in it to look for"))
	}
	kinds, err := searchKinds(args["kinds"])
	if err != nil {
		return nil, within("kinds", err)
	}
	s := &query.Search{
		Kinds: kinds,
		Text:  b.param(demand.Fold(strings.TrimSpace(text))),
		Words: b.param(words),
	}
	for _, k := range kinds {
		s.Selects = append(s.Selects, &query.Selection{Kind: k})
	}
	c := &connection{order: cursorOrder(query.Order{By: "rank"})}
	if s.Page, err = b.page(args, c.order); err != nil {
		return nil, err
	}
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) { return b.found(s, set) }
	c.property = func(f graphql.CollectedField) (func(*writer, *query.Item), error) { return matchField(f, words) }
	c.entry = func(set ast.SelectionSet) (func(*writer, *query.Item), error) { return b.searchResult(c, set) }
	plan, err := b.connection(c, f)
	s.Rows, s.Count, s.Previous = c.rows, c.count, c.previous
	b.query.Search = s
	return &rootField{query: b.query, write: plan.write}, err
}

// searchKinds reads the argument kinds: the kinds in the order of the model.
func searchKinds(v any) ([]demand.NodeKind, error) {
	given := texts(v)
	if v != nil && len(given) == 0 {
		return nil, bad("name a kind, or leave kinds out to look in all")
	}
	var kinds []demand.NodeKind
	for _, k := range demand.Kinds {
		if len(k.Named)+len(k.Worded) > 0 && (v == nil || slices.Contains(given, strings.ToUpper(string(k.Name)))) {
			kinds = append(kinds, k.Name)
		}
	}
	return kinds, nil
}

// found writes the node that was found, of whatever kind.
func (b *builder) found(s *query.Search, set ast.SelectionSet) (func(*writer, *query.Item), error) {
	plans := byKind{}
	for _, sel := range s.Selects {
		plan, err := b.node(sel, set)
		if err != nil {
			return nil, err
		}
		plans[sel.Kind] = plan
	}
	return func(w *writer, item *query.Item) {
		if item.Node == nil {
			w.fail("a required node is missing")
			return
		}
		plans.write(w, item.Node)
	}, nil
}

// searchResult gives what writes a SearchResult.
func (b *builder) searchResult(c *connection, set ast.SelectionSet) (func(*writer, *query.Item), error) {
	var out object[*query.Item]
	for _, f := range b.collect(set, "SearchResult") {
		var write func(*writer, *query.Item)
		var err error
		switch f.Name {
		case "__typename":
			write = func(w *writer, _ *query.Item) { w.string("SearchResult") }
		case "node":
			write, err = c.node(f.Selections)
		default:
			write, err = c.property(f)
		}
		if err != nil {
			return nil, within(f.Alias, err)
		}
		out.add(f.Alias, write)
	}
	return func(w *writer, item *query.Item) { out.write(w, item) }, nil
}

// matchField writes where a search hit.
func matchField(f graphql.CollectedField, words []string) (func(*writer, *query.Item), error) {
	var text func(*query.Match) string
	switch f.Name {
	case "matchedField":
		text = func(m *query.Match) string { return m.Field }
	case "matchedText":
		text = func(m *query.Match) string { return m.Text }
	case "snippet":
		text = func(m *query.Match) string { return snippet(m.Text, words) }
	default:
		return nil, unanswered(f)
	}
	return func(w *writer, item *query.Item) {
		if item.Match == nil {
			w.fail("a search result without a match")
			return
		}
		w.string(text(item.Match))
	}, nil
}
