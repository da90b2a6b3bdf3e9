package storetest

import (
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// search ranks every text of every node of the kinds.
func (r *reader) search(s *query.Search) query.Items {
	sought := query.Seek(r.text(s.Text))
	type hit struct {
		query.Item
		ref demand.Ref
	}
	hits := map[string]hit{}
	for ref := range r.nodes {
		if !slices.Contains(s.Kinds, ref.Kind) {
			continue
		}
		k, _ := demand.KindOf(ref.Kind)
		best, match := query.NoMatch, query.Match{}
		for _, name := range slices.Concat(k.Named, k.Worded) {
			var texts []string
			switch v := r.value(ref, name).(type) {
			case string:
				texts = []string{v}
			case []string:
				texts = v
			}
			for _, original := range texts {
				named := slices.Contains(k.Named, name)
				tier := query.TierOf(demand.SearchWords(original, named), named, k.Quoted(), sought)
				if tier < best {
					best, match = tier, query.Match{Field: name, Text: original}
				}
			}
		}
		if best == query.NoMatch {
			continue
		}
		day := ""
		switch newest, _ := k.Prop(k.Newest); newest.Type {
		case demand.Day:
			day, _ = r.value(ref, k.Newest).(string)
			day = demand.MustParseDate(day).First()
		case demand.Instant:
			day, _ = r.value(ref, k.Newest).(string)
		}
		sort := query.RankSort(best, ref.Kind, day, ref.Key)
		hits[sort] = hit{query.Item{Sort: sort, Match: &match}, ref}
	}
	var items []query.Item
	for _, h := range hits {
		items = append(items, h.Item)
	}
	slices.SortFunc(items, func(a, b query.Item) int { return strings.Compare(a.Sort, b.Sort) })
	out := r.page(items, strings.Compare, s.Page, s.Rows, s.Previous)
	for i := range out.Items {
		ref := hits[out.Items[i].Sort].ref
		out.Items[i].Node = r.node(ref, s.Select(ref.Kind))
	}
	if s.Facets {
		out.Facets = make([]int64, len(s.Kinds))
		for _, h := range hits {
			out.Facets[slices.Index(s.Kinds, h.ref.Kind)]++
		}
	}
	if s.Count {
		out.Total = int64(len(items))
	}
	return out
}
