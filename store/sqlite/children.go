package sqlite

import (
	"database/sql/driver"
	"slices"
	"strings"

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
