//go:build !race

package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testLookAhead holds the bound of how far a read looks: what would have to look
// further fails, and never gives a page that is short or a count that is guessed.
func testLookAhead(t *testing.T, open func(*testing.T) store.Store) {
	s := open(t)
	base := background("base.yaml")
	base.Actors = []change.Actor{state("asker"), state("asked")}
	base.Demands = []change.Demand{asks("ask", "Something is asked"), asks("few", "Something that few speak of")}
	// One position more than may be looked at; the two oldest are of another kind.
	const n = query.LookAhead + 1
	docs := []*change.Document{base}
	for from := 0; from < n; from += 1000 {
		d := background(fmt.Sprintf("rows-%05d.csv", from))
		for i := from; i < min(from+1000, n); i++ {
			p := took("asker", "REITERATES", "ask", fmt.Sprintf("%04d-%02d-%02d", 1900+i/336, 1+i/28%12, 1+i%28))
			if i < 2 {
				p.Kind = "DEMANDS"
			}
			if i == 5 {
				p.Demand = "few"
			}
			d.Positions = append(d.Positions, p)
		}
		docs = append(docs, d)
	}
	for i := 0; i < len(docs); i += 4 {
		if _, err := s.Apply(context.Background(), set(docs[i:min(i+4, len(docs))]...), false); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)

	kind := func(kind string) func(*tree) query.Filter {
		return func(tr *tree) query.Filter { return tr.is(demand.KindPosition, "kind", query.Eq, kind) }
	}
	for _, c := range []struct {
		name   string
		filter func(*tree) query.Filter
		order  query.Order
		size   int
		rows   bool
		count  bool
		want   int // items, or the count; -1: too costly
	}{
		{"no filter", nil, query.Order{By: demand.SortName, Desc: true}, 5, true, true, 5},
		{"no filter, counted", nil, query.Order{By: demand.SortName, Desc: true}, 5, false, true, n},
		{"a filter that many meet", kind("REITERATES"), query.Order{By: demand.SortName, Desc: true}, 5, true, false, 5},
		{"a filter that none meets", kind("DROPS"), query.Order{By: demand.SortName, Desc: true}, 5, true, false, -1},
		{"a filter that the last meet", kind("DEMANDS"), query.Order{By: demand.SortName, Desc: true}, 1, true, false, -1},
		{"a filter that the first meet, page full", kind("DEMANDS"), query.Order{By: demand.SortName}, 1, true, false, 1},
		{"a filter that the first meet, page not full", kind("DEMANDS"), query.Order{By: demand.SortName}, 5, true, false, -1},
		{"counting what a filter keeps", kind("DROPS"), query.Order{By: demand.SortName}, 5, false, true, -1},
		{"an order that no list has", nil, query.Order{By: "key"}, 5, true, false, -1},
	} {
		for _, below := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s below %v", c.name, below), func(t *testing.T) {
				tr := &tree{}
				var q *query.Query
				var l *query.List
				if below {
					list := tr.below(demand.KindActor, "positions", &query.Selection{Kind: demand.KindPosition})
					l = &list
					if c.filter != nil {
						l.Filter = c.filter(tr)
					}
				} else {
					all := []query.Conjunct{tr.through(demand.KindPosition, "actor", query.Some, "asker")}
					if c.filter != nil {
						all = append(all, query.Holding(c.filter(tr)))
					}
					l = tr.root(demand.KindPosition, c.order, all...)
				}
				l.Order, l.Rows, l.Count, l.Page = c.order, c.rows, c.count, tr.first(c.size)
				if q = tr.list(l); below {
					q = tr.lookup(demand.KindActor, "asker", &query.Selection{Lists: []query.List{*l}})
				}
				a, err := s.Read(context.Background(), q)
				if c.want < 0 {
					if store.CodeOf(err) != store.TooCostly || !strings.Contains(err.Error(), "filter") {
						t.Fatalf("%v, want an error TOO_COSTLY that says that a narrower filter helps", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				page := a.Page
				if below {
					page = page.Items[0].Node.Lists[0]
				}
				if got := len(page.Items); c.rows && got != c.want || c.rows && c.count && page.Total != n || !c.rows && page.Total != int64(c.want) {
					t.Errorf("%d items of %d", got, page.Total)
				}
			})
		}
	}
	t.Run("in two lists the smaller is walked", func(t *testing.T) {
		for _, names := range [][]string{{"actor", "demand"}, {"demand", "actor"}} {
			tr := &tree{}
			var all []query.Conjunct
			for _, name := range names {
				all = append(all, tr.through(demand.KindPosition, name, query.Some, map[string]string{"actor": "asker", "demand": "few"}[name]))
			}
			got := read(t, s, tr.list(tr.root(demand.KindPosition, query.Order{By: demand.SortName, Desc: true}, all...)))
			if len(got.Items) != 1 || got.Total != 1 {
				t.Errorf("%d items of %d", len(got.Items), got.Total)
			}
		}
	})
	t.Run("from a cursor on", func(t *testing.T) {
		// From the second page on there is little enough left to look at.
		page := func(after string) *query.Query {
			tr := &tree{}
			l := tr.root(demand.KindPosition, query.Order{By: demand.SortName, Desc: true}, tr.through(demand.KindPosition, "actor", query.Some, "asker"))
			l.Page, l.Count = tr.first(100), false
			if after != "" {
				l.Filter, l.Page.After = kind("DEMANDS")(tr), tr.val(after)
			}
			return tr.list(l)
		}
		first := read(t, s, page(""))
		rest := read(t, s, page(first.Items[99].Sort))
		if len(rest.Items) != 2 || rest.HasNext {
			t.Errorf("%d items, next %v", len(rest.Items), rest.HasNext)
		}
	})
}
