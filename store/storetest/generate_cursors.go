package storetest

import (
	"slices"

	"pgregory.net/rapid"

	"demandgraph/query"
)

// turn gives the query with cursors taken from an answer to it; false when there
// are none. A store may keep the tree that it was asked, so it is another tree.
func turn(t *rapid.T, q *query.Query, items query.Items) (*query.Query, bool) {
	q = copied(q)
	found := map[*query.Page][]string{}
	collect := func(p *query.Page, items query.Items) {
		for _, item := range items.Items {
			if item.Sort != "" {
				found[p] = append(found[p], item.Sort)
			}
		}
	}
	var pages []*query.Page // in the order of the tree
	var visit func(s *query.Selection, n *query.Node)
	page := func(p *query.Page, items query.Items) {
		if !slices.Contains(pages, p) {
			pages = append(pages, p)
		}
		collect(p, items)
	}
	visit = func(s *query.Selection, n *query.Node) {
		if s == nil || n == nil {
			return
		}
		for i, o := range s.Ones {
			visit(o.Select, n.Ones[i])
		}
		for i := range s.Lists {
			page(&s.Lists[i].Page, n.Lists[i])
			for _, item := range n.Lists[i].Items {
				visit(s.Lists[i].Select, item.Node)
			}
		}
	}
	switch {
	case q.List != nil:
		page(&q.List.Page, items)
		for _, item := range items.Items {
			visit(q.List.Select, item.Node)
		}
	case q.Search != nil:
		page(&q.Search.Page, items)
	case q.Lookup != nil:
		for _, item := range items.Items {
			if item.Node != nil {
				visit(q.Lookup.Select(item.Node.Kind), item.Node)
			}
		}
	}
	turned := false
	for _, p := range pages {
		if len(found[p]) == 0 || !chance(t, "turn", 2) {
			continue
		}
		turned = true
		q.Params = append(q.Params, pick(t, "cursor", found[p]))
		at := query.Param(len(q.Params) - 1)
		if p.Backward {
			p.Before = at
		} else {
			p.After = at
		}
	}
	return q, turned
}

// copied is a query whose pages can be changed.
func copied(q *query.Query) *query.Query {
	out := *q
	out.Params = slices.Clone(q.Params)
	if q.Lookup != nil {
		l := *q.Lookup
		l.Selects = copiedAll(l.Selects)
		out.Lookup = &l
	}
	if q.List != nil {
		l := copiedList(*q.List)
		out.List = &l
	}
	if q.Search != nil {
		s := *q.Search
		s.Selects = copiedAll(s.Selects)
		out.Search = &s
	}
	return &out
}

func copiedAll(all []*query.Selection) []*query.Selection {
	out := make([]*query.Selection, len(all))
	for i, s := range all {
		out[i] = copiedSelection(s)
	}
	return out
}

func copiedList(l query.List) query.List {
	l.Select = copiedSelection(l.Select)
	return l
}

func copiedSelection(s *query.Selection) *query.Selection {
	if s == nil {
		return nil
	}
	out := *s
	out.Ones, out.Lists = slices.Clone(s.Ones), slices.Clone(s.Lists)
	for i := range out.Ones {
		out.Ones[i].Select = copiedSelection(out.Ones[i].Select)
	}
	for i := range out.Lists {
		out.Lists[i] = copiedList(out.Lists[i])
	}
	return &out
}
