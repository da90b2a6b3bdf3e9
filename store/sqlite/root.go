package sqlite

import (
	"database/sql/driver"
	"slices"

	"demandgraph/query"
)

// chosen is what a root list reads: a source with the lists it walks.
type chosen struct {
	*source
	in inputs
	n  int // how many entries it has by its kept counts; for a property's values not known
}

// rootList reads a list at the root.
func (r *run) rootList(x *rootList) (query.Items, error) {
	c, err := r.choose(x)
	if err != nil || c.source == nil {
		return query.Items{}, err
	}
	var out query.Items
	if x.l.Rows && !x.l.Access.Sorted {
		return r.sortedRoot(x, c)
	}
	if x.l.Rows {
		if out, err = r.walkRoot(x, c); err != nil {
			return query.Items{}, err
		}
	}
	if x.l.Count {
		total, err := r.countRoot(x, c)
		if err != nil {
			return query.Items{}, err
		}
		out.Total = int64(total)
	}
	return out, nil
}

// choose finds the source to read: of several sets of lists the one with the
// fewest entries. A nil source is an empty list.
func (r *run) choose(x *rootList) (chosen, error) {
	if len(x.l.Access.Lists) == 0 {
		n, err := r.number(r.ctx, "SELECT n FROM list WHERE name = ?", x.kind.Plural)
		return chosen{source: x.nodes, n: int(n)}, err
	}
	ids, n, err := r.smallest(x.l.Access.Lists, x.insides)
	c := chosen{n: n}
	switch {
	case n == 0:
	case len(ids) == 1:
		c.source, c.in.list = x.one, ids[0]
	default:
		c.source, c.in.ids = x.union, jsonIDs(ids)
	}
	return c, err
}

// smallest finds of several sets of lists the one with the fewest entries: the ids
// of its lists, and how many entries they have.
func (r *run) smallest(sets []query.ListSet, insides []*statement) ([]int64, int, error) {
	var names []string
	var of []int
	for i, set := range sets {
		these, err := r.listNames(set, insides[i])
		if err != nil {
			return nil, 0, err
		}
		for _, name := range these {
			names = append(names, name)
			of = append(of, i)
		}
	}
	ids, counts := make([][]int64, len(sets)), make([]int, len(sets))
	err := r.each(r.ctx, listsByName, []any{jsonTexts(names)}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		id, _ := row[1].(int64)
		n, _ := row[2].(int64)
		set := of[i]
		ids[set] = append(ids[set], id)
		counts[set] += int(n)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	best := 0
	for i := range sets {
		if counts[i] < counts[best] {
			best = i
		}
	}
	return ids[best], counts[best], nil
}

const listsByName = "SELECT a.key, l.id, l.n FROM json_each(?) a CROSS JOIN list l ON l.name = a.value"

// listNames are the names of the lists of a set; inside finds those of regions inside.
func (r *run) listNames(set query.ListSet, inside *statement) (names []string, err error) {
	if inside != nil {
		err := r.rows(inside, &inputs{}, func(row []driver.Value) error {
			names = append(names, text(row[0]))
			return nil
		})
		return names, err
	}
	if set.Union {
		keys, _ := r.params[set.Key].([]string)
		keys = slices.Clone(keys)
		slices.Sort(keys)
		keys = slices.Compact(keys)
		for i, key := range keys {
			keys[i] = set.Prefix + key
		}
		return keys, nil
	}
	name := set.Prefix
	if set.Key != query.NoParam {
		key, _ := r.params[set.Key].(string)
		name += key
	}
	if set.Pair != query.NoParam {
		key, _ := r.params[set.Pair].(string)
		name += ">" + key
	}
	return []string{name}, nil
}

// walkRoot reads a page in the order of what is walked.
func (r *run) walkRoot(x *rootList, c chosen) (query.Items, error) {
	p := x.l.Page
	from, to := r.cursor(p.After), r.cursor(p.Before)
	size := r.size(p)
	all, err := r.walk(x, c, from, to, p.Backward, size+1)
	if err != nil {
		return query.Items{}, err
	}
	more := len(all) > size
	if more {
		all = all[:size]
	}
	out := query.Items{HasNext: more}
	if p.Backward {
		slices.Reverse(all)
		out.HasNext, out.HasPrevious = false, more && x.l.Previous
		if to != nil {
			out.HasNext, err = r.any(x, c, &cursor{to.sort, true}, nil, false)
		}
	} else if from != nil && x.l.Previous {
		out.HasPrevious, err = r.any(x, c, nil, &cursor{from.sort, true}, true)
	}
	if err != nil {
		return query.Items{}, err
	}
	out.Items = r.items(all)
	return out, r.fill(c.reader)
}

// any says whether the filter keeps something between two places.
func (r *run) any(x *rootList, c chosen, from, to *cursor, backward bool) (bool, error) {
	all, err := r.walk(x, c, from, to, backward, 1)
	return len(all) > 0, err
}

// walk reads the first rows between two places, in the direction of the walk.
// With a filter it looks at query.LookAhead entries at most.
func (r *run) walk(x *rootList, c chosen, from, to *cursor, backward bool, limit int) ([]found, error) {
	ord, w := x.ord, c.forward
	if backward {
		w = c.backward
	}
	stretches := ord.stretches(from, to)
	if backward {
		slices.Reverse(stretches)
	}
	bounded := x.l.Filter != nil && c.n > query.LookAhead
	st := w.page
	if bounded {
		st = w.bounded
	}
	var all []found
	reach := query.LookAhead
	for _, b := range stretches {
		in := c.in
		in.lo, in.hi, in.reach, in.limit = b.lo, b.hi, reach, limit-len(all)
		var part []found
		err := r.rows(st, &in, func(row []driver.Value) error {
			f := found{}
			f.Sort = text(row[0])
			f.Node = c.reader.read(row, &f.refs)
			part = append(part, f)
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.SortFunc(part, func(a, b found) int {
			if backward {
				a, b = b, a
			}
			return ord.compare(a.Sort, b.Sort)
		})
		all = append(all, part...)
		if len(all) == limit {
			break
		}
		if bounded {
			walked, err := r.walked(x, c, b, reach+1)
			if err != nil {
				return nil, err
			}
			if reach -= walked; reach < 0 {
				return nil, tooCostly()
			}
		}
	}
	return all, nil
}

// walked counts the entries of a stretch, up to a limit.
func (r *run) walked(x *rootList, c chosen, b bounds, limit int) (int, error) {
	in := c.in
	in.lo, in.hi, in.limit = b.lo, b.hi, limit
	n := 0
	err := r.rows(c.stretch, &in, func(row []driver.Value) error {
		walked, _ := row[0].(int64)
		n = int(walked)
		return nil
	})
	return n, err
}

// countRoot counts the nodes of a list.
func (r *run) countRoot(x *rootList, c chosen) (int, error) {
	all := len(x.l.Access.Lists) == 0 && x.l.Access.Keys == query.NoParam && x.l.Access.Prop == nil && x.l.Access.Inside == nil
	if x.l.Filter == nil && (all || c.source == x.one) {
		return c.n, nil
	}
	if (all || c.source == x.one) && c.n > query.LookAhead {
		return 0, tooCostly()
	}
	in := c.in
	in.reach = query.LookAhead + 1
	if x.l.Filter == nil {
		in.reach = -1 // only the entries of a union are looked at, not their nodes
	}
	var walked, met int64
	err := r.rows(c.count, &in, func(row []driver.Value) error {
		walked, _ = row[0].(int64)
		met, _ = row[1].(int64)
		return nil
	})
	if err == nil && x.l.Filter != nil && walked > query.LookAhead {
		err = tooCostly()
	}
	return int(met), err
}

// sortedRoot reads all that a source holds, sorts what the filter keeps, and
// loads the nodes of the page.
func (r *run) sortedRoot(x *rootList, c chosen) (query.Items, error) {
	in := c.in
	in.reach = query.LookAhead + 1
	var all []found
	walked := 0
	err := r.rows(c.all, &in, func(row []driver.Value) error {
		walked++
		if met, _ := row[3].(int64); met == 0 {
			return nil
		}
		f := found{}
		f.id, _ = row[0].(int64)
		f.Sort = x.ord.sortText(row[1], text(row[2]))
		all = append(all, f)
		return nil
	})
	if err != nil {
		return query.Items{}, err
	}
	if walked > query.LookAhead {
		return query.Items{}, tooCostly()
	}
	var out query.Items
	page, next, previous := r.cut(x.l.Page, x.ord, all)
	out.HasNext, out.HasPrevious = next, previous && x.l.Previous
	if x.l.Count {
		out.Total = int64(len(all))
	}
	out.Items = make([]query.Item, len(page))
	return out, r.loadItems(x.load, page, out.Items)
}

// loadItems fills items with nodes by the ids of what was found.
func (r *run) loadItems(load *loading, page []found, items []query.Item) error {
	ids := make([]int64, len(page))
	for i, f := range page {
		ids[i] = f.id
		items[i] = f.Item
	}
	return r.load(load, jsonIDs(ids), func(i int, _ string, n *query.Node) { items[i].Node = n })
}
