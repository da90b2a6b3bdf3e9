package sqlite

import (
	"database/sql/driver"
	"slices"

	"demandgraph/query"
)

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
