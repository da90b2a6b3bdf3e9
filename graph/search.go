package graph

import (
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// maxSought bounds the words of a search.
const maxSought = 64

// search answers search(text).
func (b *builder) search(f graphql.CollectedField, args map[string]any) (*rootField, error) {
	text, _ := args["text"].(string)
	sought := query.Seek(text)
	switch {
	case len(sought.Terms) == 0:
		return nil, within("text", bad("there is no word in it to look for"))
	case strings.Count(sought.Words, " ") >= maxSought:
		return nil, within("text", bad("there are more than %d words in it", maxSought))
	}
	kinds, err := searchKinds(args["kinds"])
	if err != nil {
		return nil, within("kinds", err)
	}
	s := &query.Search{Kinds: kinds, Text: b.param(text)}
	for _, k := range kinds {
		s.Selects = append(s.Selects, &query.Selection{Kind: k})
	}
	c := &connection{order: cursorOrder(query.Order{By: "rank"})}
	if s.Page, err = b.page(args, c.order); err != nil {
		return nil, err
	}
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) { return b.found(s, set) }
	c.property = func(f graphql.CollectedField) (func(*writer, *query.Item), error) { return b.matchField(f, sought) }
	c.entry = func(set ast.SelectionSet) (func(*writer, *query.Item), error) { return b.searchResult(c, set) }
	c.more = func(f graphql.CollectedField) (func(*writer, *query.Items), error) { return b.searchFacets(s, f) }
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
func (b *builder) matchField(f graphql.CollectedField, sought *query.Sought) (func(*writer, *query.Item), error) {
	var write func(*writer, *query.Match)
	spans := func(m *query.Match) []query.Span {
		quote := m.Field == "exact"
		return sought.Find(m.Text, !quote && m.Field != "summary", quote)
	}
	switch f.Name {
	case "matchedField":
		write = func(w *writer, m *query.Match) { w.string(m.Field) }
	case "matchedText":
		write = func(w *writer, m *query.Match) { w.string(m.Text) }
	case "snippet":
		write = func(w *writer, m *query.Match) { w.string(cutAround(m.Text, spans(m)).text) }
	case "matches", "snippetMatches":
		plan, err := b.stretches(f)
		if err != nil {
			return nil, err
		}
		write = func(w *writer, m *query.Match) {
			text, all := m.Text, spans(m)
			if f.Name == "snippetMatches" {
				cut := cutAround(text, all)
				text, all = cut.text, cut.spans(all)
			}
			writeList(w, inCodePoints(text, all), func(w *writer, s *query.Span) { plan.write(w, s) })
		}
	default:
		return nil, unanswered(f)
	}
	return func(w *writer, item *query.Item) {
		if item.Match == nil {
			w.fail("a search result without a match")
			return
		}
		write(w, item.Match)
	}, nil
}

// stretches gives the plan of a stretch of text.
func (b *builder) stretches(f graphql.CollectedField) (object[*query.Span], error) {
	var plan object[*query.Span]
	for _, sub := range b.collect(f.Selections, "TextSpan") {
		switch sub.Name {
		case "__typename":
			plan.add(sub.Alias, func(w *writer, _ *query.Span) { w.string("TextSpan") })
		case "start":
			plan.add(sub.Alias, func(w *writer, s *query.Span) { w.int(int64(s.Start)) })
		case "end":
			plan.add(sub.Alias, func(w *writer, s *query.Span) { w.int(int64(s.End)) })
		default:
			return nil, unanswered(sub)
		}
	}
	return plan, nil
}

// kindCount is how many results there are of a kind.
type kindCount struct {
	kind  demand.NodeKind
	count int64
}

// searchFacets writes how many results there are of each kind, of those that have any.
func (b *builder) searchFacets(s *query.Search, f graphql.CollectedField) (func(*writer, *query.Items), error) {
	if f.Name != "facets" {
		return nil, unanswered(f)
	}
	s.Facets = true
	var plan object[*kindCount]
	for _, sub := range b.collect(f.Selections, "SearchFacet") {
		switch sub.Name {
		case "__typename":
			plan.add(sub.Alias, func(w *writer, _ *kindCount) { w.string("SearchFacet") })
		case "kind":
			plan.add(sub.Alias, func(w *writer, c *kindCount) { w.string(strings.ToUpper(string(c.kind))) })
		case "count":
			plan.add(sub.Alias, func(w *writer, c *kindCount) { w.int(c.count) })
		default:
			return nil, unanswered(sub)
		}
	}
	return func(w *writer, items *query.Items) {
		var counts []kindCount
		for i, n := range items.Facets {
			if n > 0 {
				counts = append(counts, kindCount{s.Kinds[i], n})
			}
		}
		writeList(w, counts, func(w *writer, c *kindCount) { plan.write(w, c) })
	}, nil
}
