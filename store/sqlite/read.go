package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strconv"

	"demandgraph/query"
	"demandgraph/store"
)

// Read is described at store.Store.
func (s *Store) Read(ctx context.Context, q *query.Query) (*query.Answer, error) {
	return s.readTraced(ctx, q, nil)
}

func (s *Store) readTraced(ctx context.Context, q *query.Query, trace func(string)) (*query.Answer, error) {
	p := s.compiled(q)
	answer := &query.Answer{}
	err := s.read(ctx, func(se *session) error {
		se.trace = trace
		r := &run{ctx: ctx, session: se, params: q.Params, waiting: make([][]ref, p.slots)}
		var err error
		if answer.Version, err = currentVersion(ctx, se); err != nil {
			return err
		}
		if err := r.events(q.Events); err != nil {
			return err
		}
		switch {
		case p.lookup != nil:
			answer.Page, err = r.lookup(q.Lookup, p)
		case p.list != nil:
			answer.Page, err = r.rootList(p.list)
		case p.search != nil:
			answer.Page, err = r.search(p.search)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// run is one run of a plan.
type run struct {
	ctx context.Context
	*session
	params  []any
	waiting [][]ref // by slot: nodes below which something is to be filled in
	args    []any
}

// rows runs a statement.
func (r *run) rows(st *statement, in *inputs, fn func(row []driver.Value) error) error {
	r.args = r.args[:0]
	for _, a := range st.args {
		r.args = append(r.args, a(r.params, in))
	}
	return r.each(r.ctx, st.text, r.args, fn)
}

// events fails when an event that an as-of moment names is not there.
func (r *run) events(params []query.Param) error {
	if len(params) == 0 {
		return nil
	}
	keys := make([]string, len(params))
	for i, p := range params {
		keys[i], _ = r.params[p].(string)
	}
	missing := ""
	err := r.each(r.ctx, "SELECT a.value FROM json_each(?) a WHERE NOT EXISTS (SELECT 1 FROM Event e WHERE e.key = a.value) ORDER BY a.key DESC", []any{jsonTexts(keys)}, func(row []driver.Value) error {
		missing = text(row[0])
		return nil
	})
	if err == nil && missing != "" {
		return store.Errorf(store.NotFound, "no event with the key %q", missing)
	}
	return err
}

func (r *run) lookup(l *query.Lookup, p *plan) (query.Items, error) {
	page := query.Items{Items: make([]query.Item, len(l.Refs))}
	for kind, load := range p.lookup {
		var keys []string
		var places []int
		for i, ref := range l.Refs {
			if ref.Kind == kind {
				key, _ := r.params[ref.Key].(string)
				keys = append(keys, key)
				places = append(places, i)
			}
		}
		err := r.load(load, jsonTexts(keys), func(i int, _ string, n *query.Node) {
			page.Items[places[i]].Node = n
		})
		if err != nil {
			return query.Items{}, err
		}
	}
	return page, nil
}

// load reads the nodes of an array of ids or keys, and all below them.
func (r *run) load(l *loading, array string, fn func(i int, sort string, n *query.Node)) error {
	var refs []ref
	err := r.rows(l.statement, &inputs{ids: array}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		fn(int(i), text(row[l.sort]), l.reader.read(row, &refs))
		return nil
	})
	if err != nil {
		return err
	}
	r.keep(refs)
	return r.fill(l.reader)
}

// keep has what is below nodes filled in later.
func (r *run) keep(refs []ref) {
	for _, f := range refs {
		r.waiting[f.reader.slot] = append(r.waiting[f.reader.slot], f)
	}
}

// outer is a node below which something is filled in. Where a node is in the
// answer several times, the nodes share what is below it.
type outer struct {
	id    int64
	key   string
	nodes []*query.Node
}

// fill fills in what is below the nodes of a reader, and below those joined to them.
func (r *run) fill(n *nodeReader) error {
	if n.slot >= 0 && len(r.waiting[n.slot]) > 0 {
		if err := r.below(n, r.outers(n.slot)); err != nil {
			return err
		}
	}
	for _, one := range n.ones {
		if err := r.fill(one); err != nil {
			return err
		}
	}
	return nil
}

// outers takes the nodes that wait in a slot.
func (r *run) outers(slot int) []*outer {
	waiting := r.waiting[slot]
	r.waiting[slot] = nil
	outers := make([]*outer, 0, len(waiting))
	byID := make(map[int64]*outer, len(waiting))
	for _, f := range waiting {
		o := byID[f.id]
		if o == nil {
			o = &outer{id: f.id, key: f.node.Key}
			byID[f.id] = o
			outers = append(outers, o)
		}
		o.nodes = append(o.nodes, f.node)
	}
	return outers
}

func (r *run) below(n *nodeReader, outers []*outer) error {
	for i, list := range n.lists {
		items, err := r.childList(list, outers)
		if err != nil {
			return err
		}
		for j, o := range outers {
			for _, node := range o.nodes {
				node.Lists[i] = items[j]
			}
		}
	}
	for i, st := range n.ledgers {
		rows, err := r.ledgers(st, outers)
		if err != nil {
			return err
		}
		for j, o := range outers {
			for _, node := range o.nodes {
				node.Ledgers[i] = rows[j]
			}
		}
	}
	for i, st := range n.stances {
		items, err := r.stances(st, outers)
		if err != nil {
			return err
		}
		for j, o := range outers {
			for _, node := range o.nodes {
				node.Stances[i] = items[j]
			}
		}
	}
	return nil
}

func idsOf(outers []*outer) string {
	b := make([]byte, 0, 8*len(outers)+2)
	b = append(b, '[')
	for i, o := range outers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, o.id, 10)
	}
	return string(append(b, ']'))
}

// found is one item of a list before the page is cut.
type found struct {
	query.Item
	id   int64
	refs []ref
	keys [][]string // of EdgeLists
}

// size is the number of items that a page asks for.
func (r *run) size(p query.Page) int {
	if p.Size == query.NoParam {
		return query.LookAhead
	}
	switch n := r.params[p.Size].(type) {
	case int64:
		return int(n)
	case int:
		return n
	}
	return 0
}

// cursor is where a page begins or ends, exclusive; nil when it is not given.
func (r *run) cursor(p query.Param) *cursor {
	if p == query.NoParam {
		return nil
	}
	sort, _ := r.params[p].(string)
	return &cursor{sort: sort}
}

// cut takes a page out of all the items of a list, which it sorts.
func (r *run) cut(p query.Page, ord ordering, all []found) (page []found, next, previous bool) {
	slices.SortStableFunc(all, func(a, b found) int { return ord.compare(a.Sort, b.Sort) })
	start, end := 0, len(all)
	if c := r.cursor(p.After); c != nil {
		start, _ = slices.BinarySearchFunc(all, c.sort, func(f found, at string) int {
			if ord.compare(f.Sort, at) <= 0 {
				return -1
			}
			return 1
		})
	}
	if c := r.cursor(p.Before); c != nil {
		end, _ = slices.BinarySearchFunc(all, c.sort, func(f found, at string) int { return ord.compare(f.Sort, at) })
	}
	size := r.size(p)
	if p.Backward {
		next = p.Before != query.NoParam && end < len(all)
	}
	end = max(start, end)
	if p.Backward {
		if end-start > size {
			start, previous = end-size, true
		}
		return all[start:end], next, previous
	}
	previous = p.After != query.NoParam && start > 0
	if end-start > size {
		end, next = start+size, true
	}
	return all[start:end], next, previous
}

// items makes the items of a page and has what is below them filled in later.
func (r *run) items(page []found) []query.Item {
	items := make([]query.Item, len(page))
	for i := range page {
		items[i] = page[i].Item
		r.keep(page[i].refs)
	}
	return items
}

// tooCostly says that a read would look at more than it may.
func tooCostly() error {
	return store.Errorf(store.TooCostly, "more than %d entries would have to be looked at; a narrower filter helps", query.LookAhead)
}

func jsonPairs(pairs [][2]int64) string {
	b, err := json.Marshal(pairs)
	if err != nil {
		panic(err) // numbers always marshal
	}
	return string(b)
}
