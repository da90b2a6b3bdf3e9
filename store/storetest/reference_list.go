package storetest

import (
	"cmp"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// list answers a list: all that it may hold, in order, what the filter keeps, the page.
func (r *reader) list(l *query.List, from demand.Ref) query.Items {
	var all []candidate
	if l.Relation == nil {
		all = r.reached(l)
	} else {
		all = r.related(from, l.Relation)
	}
	for i := range all {
		all[i].sort = r.sortOf(l, all[i])
	}
	order := comparer(l)
	slices.SortFunc(all, func(a, b candidate) int { return order(a.sort, b.sort) })
	sorted := l.Access.Sorted
	if l.Relation != nil {
		sorted = l.Relation.List != "" && l.Order.By == demand.SortName
	}
	r.look(l, all, sorted)
	var kept []query.Item
	var at []candidate
	for _, c := range all {
		if r.holds(l.Filter, c.ref) {
			kept, at = append(kept, query.Item{Sort: c.sort}), append(at, c)
		}
	}
	out := r.page(kept, order, l.Page, l.Rows, l.Previous)
	for i := range out.Items {
		c := at[slices.IndexFunc(kept, func(k query.Item) bool { return k.Sort == out.Items[i].Sort })]
		out.Items[i].Node = r.node(c.ref, l.Select)
		r.edge(&out.Items[i], l, c)
	}
	if l.Count {
		out.Total = int64(len(kept))
	}
	return out
}

// look finds out whether a list would be looked through further than it may.
func (r *reader) look(l *query.List, all []candidate, sorted bool) {
	if l.Access.Keys != query.NoParam && l.Relation == nil || len(all) <= query.LookAhead {
		return
	}
	switch {
	case l.Rows && !sorted, l.Count && l.Filter != nil:
		r.costly = true
	case l.Rows && l.Filter != nil:
		kept := 0
		for _, c := range all[:query.LookAhead] { // of first pages only, which suffices
			if r.holds(l.Filter, c.ref) {
				kept++
			}
		}
		size, _ := r.params[l.Page.Size].(int64)
		r.costly = r.costly || kept <= int(size)
	}
}

// edge fills in what is asked of the edge that led to an item.
func (r *reader) edge(item *query.Item, l *query.List, c candidate) {
	for _, p := range l.EdgeProps {
		item.Edge = append(item.Edge, c.edge.Props[p.Name])
	}
	for _, e := range l.EdgeLists {
		keys, _ := c.edge.Props[e.Prop].([]string)
		kind := demand.KindAnnotation
		if e.Prop == "importKeys" {
			kind = demand.KindImport
		}
		var items []query.Item
		refs := map[string]demand.Ref{}
		for _, key := range keys {
			ref := demand.Ref{Kind: kind, Key: key}
			sort, ok := r.value(ref, demand.SortName).(string)
			if !ok {
				sort = key
			}
			refs[sort] = ref
			items = append(items, query.Item{Sort: sort})
		}
		slices.SortFunc(items, func(a, b query.Item) int { return cmp.Compare(a.Sort, b.Sort) })
		page := r.page(items, strings.Compare, e.Page, e.Rows, false)
		for i := range page.Items {
			page.Items[i].Node = r.node(refs[page.Items[i].Sort], e.Select)
		}
		if e.Count {
			page.Total = int64(len(items))
		}
		item.Lists = append(item.Lists, page)
	}
}

// sortOf is the text by which an item is ordered and paged.
func (r *reader) sortOf(l *query.List, c candidate) string {
	sort := c.ref.Key
	k, _ := demand.KindOf(l.Kind)
	p, _ := k.Prop(l.Order.By)
	text, _ := r.value(c.ref, l.Order.By).(string)
	if p.Type == demand.Day {
		text = r.date(c.ref, p.Name).First()
		if d, ok := r.derived[c.ref][p.Name].(string); ok {
			text = demand.MustParseDate(d).First()
		}
	}
	switch {
	case l.Order.By == "key":
	case l.Order.By == demand.SortName:
		sort = text
	case l.Relation == nil && l.Access.Sorted && len(l.Access.Lists) > 0:
		if p.Type == demand.Text {
			sort = demand.NameSort(text, c.ref.Key)
		} else {
			sort = demand.InstantSort(text, c.ref.Key)
		}
	case text == "":
		sort = demand.SortUndated + "\x01" + c.ref.Key
	default:
		sort = text + "\x01" + c.ref.Key
	}
	if c.edge == nil {
		return sort
	}
	// What tells several edges to one node apart keeps their items apart.
	e, _ := demand.EdgeOf(c.edge.Kind)
	for _, name := range e.Identity {
		text, _ := c.edge.Props[name].(string)
		sort += "\x01" + text
	}
	return sort
}

// comparer orders the texts of a list: what is missing comes last both ways.
func comparer(l *query.List) func(a, b string) int {
	missing := func(s string) int {
		if strings.HasPrefix(s, demand.SortUndated+"|") || strings.HasPrefix(s, demand.SortUndated+"\x01") {
			return 1
		}
		return 0
	}
	return func(a, b string) int {
		by := strings.Compare(a, b)
		if l.Order.Desc {
			by = -by
		}
		return cmp.Or(cmp.Compare(missing(a), missing(b)), by)
	}
}

// page cuts a page out of all items in their order.
func (r *reader) page(all []query.Item, order func(a, b string) int, p query.Page, rows, previous bool) query.Items {
	var out query.Items
	if !rows {
		return out
	}
	from, to := 0, len(all)
	for i, item := range all {
		if p.After != query.NoParam && order(item.Sort, r.text(p.After)) <= 0 {
			from = i + 1
		}
		if p.Before != query.NoParam && order(item.Sort, r.text(p.Before)) >= 0 {
			to = min(to, i)
		}
	}
	within := all[min(from, to):to]
	size64, _ := r.params[p.Size].(int64)
	size := int(size64)
	more := len(within) > size
	if p.Backward {
		out.Items = slices.Clone(within[max(0, len(within)-size):])
		out.HasPrevious = more && previous
		out.HasNext = p.Before != query.NoParam && to < len(all)
		return out
	}
	out.Items = slices.Clone(within[:min(size, len(within))])
	out.HasNext = more
	out.HasPrevious = previous && p.After != query.NoParam && from > 0
	return out
}
