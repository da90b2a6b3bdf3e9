package sqlite

import (
	"database/sql/driver"

	"demandgraph/demand"
	"demandgraph/query"
)

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
