package sqlite

import (
	"database/sql/driver"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// childList reads a list below each of the outer nodes.
func (r *run) childList(x *childList, outers []*outer) ([]query.Items, error) {
	out := make([]query.Items, len(outers))
	if len(outers) == 0 {
		return out, nil
	}
	if x.listed {
		return out, r.listed(x, outers, out)
	}
	if !x.l.Rows {
		return out, r.counts(x.counts, idsOf(outers), nil, out)
	}
	rows, err := r.related(x, idsOf(outers), len(outers))
	if err != nil {
		return nil, err
	}
	pages := make([][]found, len(outers))
	for i, all := range rows {
		r.cutInto(x, all, &pages[i], &out[i])
	}
	return out, r.bring(x, outers, pages, out)
}

// cutInto cuts the page of one outer node out of all that the filter keeps.
func (r *run) cutInto(x *childList, all []found, page *[]found, items *query.Items) {
	var next, previous bool
	*page, next, previous = r.cut(x.l.Page, x.ord, all)
	items.HasNext, items.HasPrevious = next, previous && x.l.Previous
	if x.l.Count {
		items.Total = int64(len(all))
	}
}

// counts reads a count for each element of an array; of gives the outer node of
// an element where they are not the same.
func (r *run) counts(st *statement, array string, of []int, out []query.Items) error {
	return r.rows(st, &inputs{ids: array}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		if of != nil {
			i = int64(of[i])
		}
		out[i].Total, _ = row[1].(int64)
		return nil
	})
}

// related reads all that the filter keeps, by the place in the array. Nodes of
// pages that are cut small come later.
func (r *run) related(x *childList, array string, n int) ([][]found, error) {
	all := make([][]found, n)
	st := x.whole
	if st == nil {
		st = x.ids
	}
	err := r.rows(st, &inputs{ids: array}, func(row []driver.Value) error {
		i, f := x.found(row)
		all[i] = append(all[i], f)
		return nil
	})
	return all, err
}

// found reads a row of whole, of ids or of top.
func (x *childList) found(row []driver.Value) (int64, found) {
	i, _ := row[0].(int64)
	var f found
	if x.reader == nil {
		f.id, _ = row[x.of].(int64)
		f.Sort = x.ord.sortText(row[x.sort], text(row[2]))
		return i, f
	}
	if x.of > 0 {
		f.id, _ = row[x.of].(int64)
	}
	f.Node = x.reader.read(row, &f.refs)
	f.Sort = x.ord.sortText(row[x.sort], f.Node.Key)
	// Several edges may lead to one node: what tells them apart is in the sort.
	if len(x.identity) > 0 {
		parts := make([]string, 1+len(x.identity))
		parts[0] = f.Sort
		for j, at := range x.identity {
			parts[1+j] = text(row[at])
		}
		f.Sort = strings.Join(parts, "\x01")
	}
	if !x.listed {
		x.edges.read(row, &f)
	}
	return i, f
}

// read reads the edge of a row; nothing for a nil reader.
func (e *edgeReader) read(row []driver.Value, f *found) {
	if e == nil {
		return
	}
	f.Edge = make([]any, len(e.props))
	for i, p := range e.props {
		f.Edge[i] = value(p, row[e.at[i]:])
		if f.Edge[i] == nil && p.Required && p.Type == demand.Strings {
			f.Edge[i] = []string{}
		}
	}
	f.keys = make([][]string, len(e.keys))
	for i, at := range e.keys {
		f.keys[i] = parseTexts(text(row[at]))
	}
}

// listed reads a relation that has lists: those that are not longer than a page
// whole, of the others no more than the page.
func (r *run) listed(x *childList, outers []*outer, out []query.Items) error {
	size := r.size(x.l.Page)
	var short, long listsOfOuters
	err := r.each(r.ctx, listsByName, []any{x.listNames(outers)}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		id, _ := row[1].(int64)
		n, _ := row[2].(int64)
		if n == 0 {
			return nil
		}
		if x.l.Count && x.l.Filter == nil {
			out[i].Total = n
		}
		into := &long
		if x.l.Rows && (n <= int64(size)+1 || !x.walked) {
			into = &short
		}
		into.ids = append(into.ids, id)
		into.of = append(into.of, int(i))
		into.n = append(into.n, int(n))
		return nil
	})
	if err != nil {
		return err
	}
	if x.l.Count && x.l.Filter != nil || !x.walked && x.l.Rows {
		if short.longest() > query.LookAhead || long.longest() > query.LookAhead {
			return tooCostly()
		}
	}
	pages := make([][]found, len(outers))
	if len(short.ids) > 0 {
		rows, err := r.related(x, jsonIDs(short.ids), len(short.ids))
		if err != nil {
			return err
		}
		for j, all := range rows {
			i := short.of[j]
			r.cutInto(x, all, &pages[i], &out[i])
		}
	}
	if len(long.ids) > 0 {
		if x.l.Count && x.l.Filter != nil {
			if err := r.counts(x.counts, jsonIDs(long.ids), long.of, out); err != nil {
				return err
			}
		}
		if x.l.Rows {
			if err := r.top(x, long, size, pages, out); err != nil {
				return err
			}
		}
	}
	if !x.l.Rows {
		return nil
	}
	return r.bring(x, outers, pages, out)
}

// listsOfOuters are lists with the places of their outer nodes and their counts.
type listsOfOuters struct {
	ids []int64
	of  []int
	n   []int
}

func (l *listsOfOuters) longest() int {
	if len(l.n) == 0 {
		return 0
	}
	return slices.Max(l.n)
}

// top reads pages of long lists.
func (r *run) top(x *childList, lists listsOfOuters, size int, pages [][]found, out []query.Items) error {
	p := x.l.Page
	from, to := r.cursor(p.After), r.cursor(p.Before)
	all, err := r.first(x, lists, from, to, p.Backward, size+1)
	if err != nil {
		return err
	}
	var beyond [][]found // whether something is on the other side of the cursor
	switch {
	case p.Backward && to != nil:
		beyond, err = r.first(x, lists, &cursor{to.sort, true}, nil, false, 1)
	case !p.Backward && from != nil && x.l.Previous:
		beyond, err = r.first(x, lists, nil, &cursor{from.sort, true}, true, 1)
	}
	if err != nil {
		return err
	}
	for j, i := range lists.of {
		page, items := all[j], &out[i]
		more := len(page) > size
		if more {
			page = page[:size]
		}
		other := beyond != nil && len(beyond[j]) > 0
		if p.Backward {
			slices.Reverse(page)
			items.HasNext, items.HasPrevious = other, more && x.l.Previous
		} else {
			items.HasNext, items.HasPrevious = more, other
		}
		pages[i] = page
	}
	return nil
}

// first reads the first items of lists between two places, in the direction of
// the walk. With a filter it looks at query.LookAhead entries of each at most.
func (r *run) first(x *childList, lists listsOfOuters, from, to *cursor, backward bool, limit int) ([][]found, error) {
	w := x.top[0]
	if backward {
		w = x.top[1]
	}
	stretches := x.ord.stretches(from, to)
	if backward {
		slices.Reverse(stretches)
	}
	all := make([][]found, len(lists.ids))
	reach := make([]int, len(lists.ids))
	for j := range reach {
		reach[j] = query.LookAhead
	}
	for _, b := range stretches {
		var open []int // places of the lists that are read together
		for j := range lists.ids {
			switch {
			case len(all[j]) >= limit:
			case x.l.Filter != nil && lists.n[j] > query.LookAhead:
				if err := r.firstOf(x, w.bounded, lists.ids, []int{j}, b, reach[j], limit, all); err != nil {
					return nil, err
				}
				if len(all[j]) < limit {
					walked, err := r.number(r.ctx, "SELECT count(*) FROM (SELECT 1 FROM entry WHERE list = ? AND sort >= ? AND sort < ? LIMIT ?)", lists.ids[j], b.lo, b.hi, reach[j]+1)
					if err != nil {
						return nil, err
					}
					if reach[j] -= int(walked); reach[j] < 0 {
						return nil, tooCostly()
					}
				}
			default:
				open = append(open, j)
			}
		}
		if err := r.firstOf(x, w.page, lists.ids, open, b, query.LookAhead, limit, all); err != nil {
			return nil, err
		}
	}
	for j := range all {
		slices.SortFunc(all[j], func(a, b found) int {
			if backward {
				a, b = b, a
			}
			return x.ord.compare(a.Sort, b.Sort)
		})
		all[j] = all[j][:min(limit, len(all[j]))]
	}
	return all, nil
}

// firstOf runs a statement of top over some of the lists.
func (r *run) firstOf(x *childList, st *statement, ids []int64, open []int, b bounds, reach, limit int, all [][]found) error {
	if len(open) == 0 {
		return nil
	}
	lists := make([]int64, len(open))
	for i, j := range open {
		lists[i] = ids[j]
	}
	in := &inputs{ids: jsonIDs(lists), lo: b.lo, hi: b.hi, reach: reach, limit: limit}
	return r.rows(st, in, func(row []driver.Value) error {
		i, f := x.found(row)
		j := open[i]
		all[j] = append(all[j], f)
		return nil
	})
}

// bring makes the items of pages, with what is still to be read for them.
func (r *run) bring(x *childList, outers []*outer, pages [][]found, out []query.Items) error {
	if x.pairs != nil {
		if err := r.edgesOf(x, outers, pages); err != nil {
			return err
		}
	}
	if x.edges != nil {
		if err := r.edgeLists(x, pages); err != nil {
			return err
		}
	}
	if x.load == nil {
		for i, page := range pages {
			out[i].Items = r.items(page)
		}
		return r.fill(x.reader)
	}
	var flat []found
	for _, page := range pages {
		flat = append(flat, page...)
	}
	items := make([]query.Item, len(flat))
	if err := r.loadItems(x.load, flat, items); err != nil {
		return err
	}
	for i, page := range pages {
		out[i].Items, items = items[:len(page):len(page)], items[len(page):]
	}
	return nil
}

// edgesOf reads the edges of the items of lists.
func (r *run) edgesOf(x *childList, outers []*outer, pages [][]found) error {
	var pairs [][2]int64
	var of []*found
	for i := range pages {
		for j := range pages[i] {
			pairs = append(pairs, [2]int64{outers[i].id, pages[i][j].id})
			of = append(of, &pages[i][j])
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	return r.rows(x.pairs, &inputs{ids: jsonPairs(pairs)}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		x.edges.read(row, of[i])
		return nil
	})
}

// edgeLists reads the annotations and imports of edges.
func (r *run) edgeLists(x *childList, pages [][]found) error {
	for n := range x.l.EdgeLists {
		list := &x.l.EdgeLists[n]
		var keys []string
		var of []*found
		for i := range pages {
			for j := range pages[i] {
				f := &pages[i][j]
				if f.Lists == nil {
					f.Lists = make([]query.Items, len(x.l.EdgeLists))
				}
				if n >= len(f.keys) {
					continue
				}
				if list.Count {
					f.Lists[n].Total = int64(len(f.keys[n]))
				}
				for _, key := range f.keys[n] {
					keys = append(keys, key)
					of = append(of, f)
				}
			}
		}
		if !list.Rows || len(keys) == 0 {
			continue
		}
		all := map[*found][]found{}
		load := x.edges.lists[n]
		err := r.load(load, jsonTexts(keys), func(i int, sort string, node *query.Node) {
			f := found{}
			f.Node, f.Sort = node, sort
			all[of[i]] = append(all[of[i]], f)
		})
		if err != nil {
			return err
		}
		for f, found := range all {
			page, next, _ := r.cut(list.Page, ordering{}, found)
			f.Lists[n].Items, f.Lists[n].HasNext = r.items(page), next
		}
	}
	return nil
}
