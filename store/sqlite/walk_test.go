package sqlite

import (
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"

	"pgregory.net/rapid"
)

func mustRead(t testing.TB, s *Store, q *query.Query) *query.Answer {
	t.Helper()
	a, err := s.Read(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// rootOf is the list of all nodes of a kind that meet conditions.
func rootOf(b *builder, kind demand.NodeKind, order query.Order, all ...query.Conjunct) *query.List {
	access, filter := query.Plan(kind, all, order)
	return &query.List{Kind: kind, Filter: filter, Access: access, Order: order, Page: b.page(1000), Rows: true, Count: true, Previous: true, Select: selectProps(kind, "key")}
}

func inList(prefix string, key query.Param, f query.Filter) query.Conjunct {
	c := query.Holding(f)
	c.Lists, c.Exact = &query.ListSet{Prefix: prefix, Key: key, Pair: query.NoParam}, true
	return c
}

var third = query.Compare{Prop: prop(demand.KindPosition, "note"), Op: query.Missing, Value: query.NoParam, Until: query.NoParam}

// The lists whose pages are compared with slices of the whole list. Each gives
// its query and where in the answer the list is.
var walks = map[string]func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items){
	"root list": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		l := rootOf(b, demand.KindPosition, order)
		return b.list(l), l, func(a *query.Answer) query.Items { return a.Page }
	},
	"root list with a filter": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		l := rootOf(b, demand.KindPosition, order, query.Holding(query.Not{Filter: third}))
		return b.list(l), l, func(a *query.Answer) query.Items { return a.Page }
	},
	"union": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		c := query.Holding(query.And{})
		c.Lists = &query.ListSet{Prefix: demand.ListPositionsOfActor, Key: b.param([]string{"a", "nobody", "a"}), Pair: query.NoParam, Union: true}
		l := rootOf(b, demand.KindPosition, order, c)
		return b.list(l), l, func(a *query.Answer) query.Items { return a.Page }
	},
	"keys": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		order.By = "key"
		l := rootOf(b, demand.KindPosition, order)
		return b.list(l), l, func(a *query.Answer) query.Items { return a.Page }
	},
	"sorted afterwards": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		order.By = "date"
		l := rootOf(b, demand.KindPosition, order)
		return b.list(l), l, func(a *query.Answer) query.Items { return a.Page }
	},
	"list below a node": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		return below(b, "a", "positions", order, nil)
	},
	"list below a node with a filter": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		return below(b, "a", "positions", order, query.Not{Filter: third})
	},
	"list below a node, sorted afterwards": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		order.By = "certainty"
		return below(b, "a", "positions", order, third)
	},
	"edges below a node": func(b *builder, order query.Order) (*query.Query, *query.List, func(*query.Answer) query.Items) {
		return below(b, "a", "positionsTaken", order, nil)
	},
}

func below(b *builder, key, name string, order query.Order, f query.Filter) (*query.Query, *query.List, func(*query.Answer) query.Items) {
	sel := &query.Selection{Kind: demand.KindActor}
	l := b.child(demand.KindActor, name, 1000, selectProps(demand.KindPosition, "key"))
	l.Order, l.Count, l.Previous, l.Filter = order, true, true, f
	sel.Lists = []query.List{l}
	q := &query.Query{Lookup: &query.Lookup{Refs: []query.LookupRef{{Kind: demand.KindActor, Key: b.param(key)}}, Selects: []*query.Selection{sel}}}
	q.Params = b.params
	return q, &sel.Lists[0], func(a *query.Answer) query.Items { return a.Page.Items[0].Node.Lists[0] }
}

func keysOf(items query.Items) []string {
	out := make([]string, len(items.Items))
	for i, item := range items.Items {
		out[i] = item.Node.Key
	}
	return out
}

// Every page is the slice of the whole list that it should be.
func TestPagesAreSlices(t *testing.T) {
	s := openTest(t)
	write(t, s, many(60))
	for name, walk := range walks {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				order := query.Order{By: demand.SortName, Desc: rapid.Bool().Draw(t, "desc")}
				q, _, at := walk(&builder{}, order)
				answer, err := s.Read(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				whole := at(answer)
				if int(whole.Total) != len(whole.Items) || whole.HasNext || whole.HasPrevious || len(whole.Items) < 20 {
					t.Fatalf("the whole list has %d items, says %d", len(whole.Items), whole.Total)
				}
				b := &builder{}
				q, l, _ := walk(b, order)
				start, end := 0, len(whole.Items)
				size := rapid.IntRange(1, 25).Draw(t, "size")
				l.Page = b.page(size)
				l.Page.Backward = rapid.Bool().Draw(t, "backward")
				if rapid.Bool().Draw(t, "after") {
					i := rapid.IntRange(0, end-1).Draw(t, "at")
					l.Page.After, start = b.param(whole.Items[i].Sort), i+1
				}
				if rapid.Bool().Draw(t, "before") {
					i := rapid.IntRange(0, len(whole.Items)-1).Draw(t, "until")
					l.Page.Before, end = b.param(whole.Items[i].Sort), i
				}
				q.Params = b.params
				want := whole.Items[start:max(start, end)]
				next, previous := len(want) > size, l.Page.After != query.NoParam
				if l.Page.Backward {
					next, previous = l.Page.Before != query.NoParam, len(want) > size
					want = want[max(0, len(want)-size):]
				}
				want = want[:min(size, len(want))]
				answer, err = s.Read(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				got := at(answer)
				if !slices.Equal(keysOf(got), keysOf(query.Items{Items: want})) || got.HasNext != next || got.HasPrevious != previous || got.Total != whole.Total {
					t.Fatalf("got %v, next %v, previous %v, total %d\nwant %v, %v, %v, %d", keysOf(got), got.HasNext, got.HasPrevious, got.Total, keysOf(query.Items{Items: want}), next, previous, whole.Total)
				}
			})
		})
	}
}

// Missing dates come last in both directions, ties go by key in the direction.
func TestUndatedComeLast(t *testing.T) {
	s := openTest(t)
	write(t, s, many(40))
	for name, walk := range walks {
		if strings.HasPrefix(name, "keys") || strings.Contains(name, "below a node, sorted") {
			continue
		}
		for _, desc := range []bool{false, true} {
			q, _, at := walk(&builder{}, query.Order{By: demand.SortName, Desc: desc})
			items := at(mustRead(t, s, q)).Items
			undated := func(i query.Item) bool { return strings.HasPrefix(i.Sort, demand.SortUndated) }
			first := slices.IndexFunc(items, undated)
			if first < 1 || slices.ContainsFunc(items[first:], func(i query.Item) bool { return !undated(i) }) {
				t.Errorf("%s, descending %v: the undated are not last: %v", name, desc, items)
			}
			sorted := func(part []query.Item) bool {
				return slices.IsSortedFunc(part, func(a, b query.Item) int {
					if desc {
						return strings.Compare(b.Sort, a.Sort)
					}
					return strings.Compare(a.Sort, b.Sort)
				})
			}
			if !sorted(items[:first]) || !sorted(items[first:]) {
				t.Errorf("%s, descending %v: not in order", name, desc)
			}
		}
	}
}

// A walk looks at query.LookAhead entries to fill a page, and no further.
func TestLookAhead(t *testing.T) {
	s := openTest(t)
	write(t, s, many(query.LookAhead+500))
	named := func(b *builder, key string) query.Filter {
		return query.Compare{Prop: demand.Common[0], Op: query.Eq, Value: b.param(key), Until: query.NoParam}
	}
	// The one undated position of the smallest key comes last but for the other undated ones.
	for _, tc := range []struct {
		name  string
		make  func(b *builder) *query.Query
		costs bool
	}{
		{"found at once", func(b *builder) *query.Query {
			l := rootOf(b, demand.KindPosition, query.Order{By: demand.SortName}, query.Holding(query.Not{Filter: third}))
			l.Count, l.Page = false, b.page(5)
			return b.list(l)
		}, false},
		{"not found in time", func(b *builder) *query.Query {
			l := rootOf(b, demand.KindPosition, query.Order{By: demand.SortName, Desc: true}, query.Holding(query.Not{Filter: query.Or{third, query.Not{Filter: query.Compare{Prop: prop(demand.KindPosition, "date"), Op: query.Missing, Value: query.NoParam, Until: query.NoParam}}}}))
			l.Count, l.Page = false, b.page(400)
			return b.list(l)
		}, true},
		{"counted with a filter", func(b *builder) *query.Query {
			l := rootOf(b, demand.KindPosition, query.Order{By: demand.SortName}, query.Holding(query.Not{Filter: third}))
			l.Rows = false
			return b.list(l)
		}, true},
		{"counted without one", func(b *builder) *query.Query {
			l := rootOf(b, demand.KindPosition, query.Order{By: demand.SortName})
			l.Rows = false
			return b.list(l)
		}, false},
		{"sorted afterwards", func(b *builder) *query.Query {
			return b.list(rootOf(b, demand.KindPosition, query.Order{By: "date"}))
		}, true},
		{"found at once below a node", func(b *builder) *query.Query {
			q, l, _ := below(b, "a", "positions", query.Order{By: demand.SortName}, query.Not{Filter: third})
			l.Count, l.Page = false, b.page(5)
			q.Params = b.params
			return q
		}, false},
		{"not found in time below a node", func(b *builder) *query.Query {
			q, l, _ := below(b, "a", "positions", query.Order{By: demand.SortName}, named(b, "none such"))
			l.Count = false
			q.Params = b.params
			return q
		}, true},
		{"counted with a filter below a node", func(b *builder) *query.Query {
			q, l, _ := below(b, "a", "positions", query.Order{By: demand.SortName}, third)
			l.Rows = false
			return q
		}, true},
	} {
		_, err := s.Read(t.Context(), tc.make(&builder{}))
		if costs := store.CodeOf(err) == store.TooCostly; costs != tc.costs || err != nil && !costs {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}
