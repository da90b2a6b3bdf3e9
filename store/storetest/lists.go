package storetest

import (
	"fmt"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// listed are documents with many demands: some equal in what they are ordered
// by, some without.
func listed() []*change.Document {
	base := background("base.yaml")
	for i := range 4 {
		a := state(fmt.Sprintf("actor-%d", i))
		a.Name = []string{"Same", "Same", "Élan", "елан"}[i]
		base.Actors = append(base.Actors, a)
	}
	base.Regions = []change.Region{region("outer", "Outer", demand.RegionTypeCountry), region("inner", "Inner", demand.RegionTypeCity, "outer")}
	base.Topics = []change.Topic{{Key: "topic", Name: "Topic"}}
	base.Events = []change.Event{{Key: "dated", Name: "B", Type: demand.EventTypeCall, Start: day("2025-08-03")}, {Key: "undated", Name: "A", Type: demand.EventTypeCall}}
	d := article("article", "2025-09-01")
	d.Article.URL = "https://news.example/article"
	dates := []string{"2025-08-01", "2025-08-02", "2025-08-02", "", "2025-08", "2025-08-05", "", "2025-07-30", "2025-08-02", "2025"}
	for i, date := range dates {
		key := fmt.Sprintf("ask-%d", (i*7)%len(dates))
		ask := asks(key, "Ask number "+key, fmt.Sprintf("actor-%d", i%3))
		ask.Regions, ask.Topics = refer([]string{"outer", "inner"}[i%2]), refer([]string{"topic"}[:i%2]...)
		d.Demands = append(d.Demands, ask)
		made := took("actor-3", "DEMANDS", key, date)
		if i%3 == 0 {
			made.For = "actor-0"
		}
		if i%4 == 0 {
			made = tookAt("actor-3", "DEMANDS", key, []string{"dated", "undated"}[i/4%2], "AFTER", date)
		}
		d.Positions = append(d.Positions, made, took("actor-2", "OPPOSES", key, dates[(i+3)%len(dates)]))
	}
	late := article("undated-article", "")
	late.Positions = []change.Position{d.Positions[0], d.Positions[7]}
	return []*change.Document{base, d, late, article("same-day", "2025-09-01")}
}

// testLists holds every way of reaching the nodes of a list, in every order.
func testLists(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, listed()...)
	some, roll := query.Some, query.Switches{Descendants: true}
	for _, c := range []struct {
		name string
		kind demand.NodeKind
		all  func(*tree) []query.Conjunct
		want int
	}{
		{"all", demand.KindDemand, func(*tree) []query.Conjunct { return nil }, 10},
		{"a key", demand.KindDemand, func(tr *tree) []query.Conjunct { return []query.Conjunct{tr.keyed(demand.KindDemand, "ask-3")} }, 1},
		{"several keys", demand.KindDemand, func(tr *tree) []query.Conjunct {
			c := tr.keyed(demand.KindDemand, "ask-3")
			tr.params[c.Keys] = []string{"ask-9", "ask-3", "nothing", "ask-0", "ask-3"}
			return []query.Conjunct{c}
		}, 3},
		{"no key", demand.KindDemand, func(tr *tree) []query.Conjunct {
			c := tr.keyed(demand.KindDemand, "")
			tr.params[c.Keys] = []string{}
			return []query.Conjunct{c}
		}, 0},
		{"a property", demand.KindArticle, func(tr *tree) []query.Conjunct {
			values, url := tr.val([]string{"https://news.example/article", "https://news.example/none"}), prop(demand.KindArticle, "url")
			c := query.Holding(query.Compare{Prop: url, Op: query.In, Value: values, Until: query.NoParam})
			c.Prop, c.Values = &url, values
			return []query.Conjunct{c}
		}, 1},
		{"a list", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "demander", some, "actor-0")}
		}, 3},
		{"a list that is not there", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "demander", some, "nobody")}
		}, 0},
		{"a list that holds more", demand.KindDemand, func(tr *tree) []query.Conjunct {
			sw := roll
			sw.RollUp = false
			return []query.Conjunct{tr.switched(demand.KindDemand, "demander", some, sw, "actor-0")}
		}, 0},
		{"a pair", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "demander", some, "actor-3"), tr.through(demand.KindDemand, "addressee", some, "actor-1")}
		}, 3},
		{"a union", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "addressee", some, "actor-2", "actor-1", "nobody")}
		}, 6},
		{"a union of the same", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "demander", some, "actor-3", "actor-0", "actor-3")}
		}, 10},
		{"the smallest of several", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "addressee", some, "actor-0"), tr.through(demand.KindDemand, "topic", some, "topic"), tr.through(demand.KindDemand, "region", some, "outer")}
		}, 2},
		{"the smallest is empty", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "addressee", some, "actor-0"), tr.through(demand.KindDemand, "topic", some, "nothing")}
		}, 0},
		{"a union and a list", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "addressee", some, "actor-0", "actor-1"), tr.through(demand.KindDemand, "region", some, "inner")}
		}, 4},
		{"a list and a condition", demand.KindDemand, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "region", some, "outer"), query.Holding(tr.is(demand.KindDemand, "madeOn", query.Gte, "2025-08-02"))}
		}, 6},
		{"positions of an actor", demand.KindPosition, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindPosition, "actor", some, "actor-3")}
		}, 10},
		{"positions of two actors", demand.KindPosition, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindPosition, "actor", some, "actor-3", "actor-0")}
		}, 10},
		{"positions in an article", demand.KindPosition, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindPosition, "article", some, "undated-article"), tr.through(demand.KindPosition, "actor", some, "actor-3")}
		}, 1},
		{"all positions", demand.KindPosition, func(*tree) []query.Conjunct { return nil }, 20},
		{"all annotations", demand.KindAnnotation, func(*tree) []query.Conjunct { return nil }, 2},
		{"all actors", demand.KindActor, func(*tree) []query.Conjunct { return nil }, 4},
		{"all events", demand.KindEvent, func(*tree) []query.Conjunct { return nil }, 2},
		{"all articles", demand.KindArticle, func(*tree) []query.Conjunct { return nil }, 3},
		{"all imports", demand.KindImport, func(*tree) []query.Conjunct { return nil }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, by := range append([]string{"key"}, orders[c.kind]...) {
				for _, desc := range []bool{false, true} {
					tr := &tree{}
					l := tr.root(c.kind, query.Order{By: by, Desc: desc}, c.all(tr)...)
					l.Select = &query.Selection{Kind: c.kind, Props: props(c.kind, "key")}
					got := (&twin{t, tw.store, tw.ref}).ask(tr.list(l))
					if got.Total != int64(c.want) || len(got.Items) != c.want {
						t.Errorf("by %s: %d of %d, want %d", by, len(got.Items), got.Total, c.want)
					}
				}
			}
		})
	}
	t.Run("undated last", func(t *testing.T) {
		for _, desc := range []bool{false, true} {
			for _, by := range []string{demand.SortName, "lastActionOn"} {
				tr := &tree{}
				l := tr.root(demand.KindDemand, query.Order{By: by, Desc: desc})
				got := keys(read(t, tw.store, tr.list(l)))
				if by == demand.SortName && !slices.Equal(slices.Sorted(slices.Values(got[8:])), []string{"ask-1", "ask-2"}) {
					t.Errorf("desc %v: %q does not end with the undated", desc, got)
				}
				tr = &tree{}
				last := tr.root(demand.KindDemand, query.Order{By: by, Desc: desc})
				last.Page = tr.first(1)
				last.Page.Backward = true
				if one := keys(read(t, tw.store, tr.list(last))); one[0] != got[9] {
					t.Errorf("desc %v: the last is %q, of %q", desc, one, got)
				}
			}
		}
	})
}

// testPages walks lists page by page, forth and back: every item once, in order,
// with the right word on what lies before and after.
func testPages(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, listed()...)
	for _, c := range []struct {
		name string
		kind demand.NodeKind
		by   string
		all  func(*tree) []query.Conjunct
	}{
		{"demands by date", demand.KindDemand, demand.SortName, nil},
		{"demands by last action", demand.KindDemand, "lastActionOn", nil},
		{"demands by key", demand.KindDemand, "key", nil},
		{"positions", demand.KindPosition, demand.SortName, nil},
		{"actors by name", demand.KindActor, "name", nil},
		{"events by start", demand.KindEvent, "start", nil},
		{"events by name", demand.KindEvent, "name", nil},
		{"articles by day", demand.KindArticle, "publishedAt", nil},
		{"a union", demand.KindDemand, demand.SortName, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "addressee", query.Some, "actor-2", "actor-1")}
		}},
		{"a list in another order", demand.KindDemand, "lastActionOn", func(tr *tree) []query.Conjunct {
			return []query.Conjunct{tr.through(demand.KindDemand, "demander", query.Some, "actor-3")}
		}},
		{"with a condition", demand.KindPosition, demand.SortName, func(tr *tree) []query.Conjunct {
			return []query.Conjunct{query.Holding(tr.is(demand.KindPosition, "kind", query.Eq, "OPPOSES"))}
		}},
	} {
		for _, desc := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s desc %v", c.name, desc), func(t *testing.T) {
				walk(t, &twin{t, tw.store, tw.ref}, c.kind, query.Order{By: c.by, Desc: desc}, c.all)
			})
		}
	}
	t.Run("below a node", func(t *testing.T) {
		for _, desc := range []bool{false, true} {
			cursor := ""
			var got []string
			for range 6 {
				tr := &tree{}
				l := tr.below(demand.KindActor, "positions", &query.Selection{Kind: demand.KindPosition})
				l.Order.Desc, l.Page = desc, tr.first(3)
				if cursor != "" {
					l.Page.After = tr.val(cursor)
				}
				page := (&twin{t, tw.store, tw.ref}).ask(tr.lookup(demand.KindActor, "actor-3", &query.Selection{Lists: []query.List{l}})).Items[0].Node.Lists[0]
				got = append(got, keys(page)...)
				if !page.HasNext {
					break
				}
				cursor = page.Items[len(page.Items)-1].Sort
			}
			if len(got) != 10 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 10 {
				t.Errorf("desc %v: walked %q", desc, got)
			}
		}
	})
}

func walk(t *testing.T, tw *twin, kind demand.NodeKind, order query.Order, all func(*tree) []query.Conjunct) {
	page := func(size int, backward bool, cursor string) query.Items {
		tr := &tree{}
		var conjuncts []query.Conjunct
		if all != nil {
			conjuncts = all(tr)
		}
		l := tr.root(kind, order, conjuncts...)
		l.Page = tr.first(size)
		l.Page.Backward = backward
		if cursor != "" && backward {
			l.Page.Before = tr.val(cursor)
		} else if cursor != "" {
			l.Page.After = tr.val(cursor)
		}
		return tw.ask(tr.list(l))
	}
	want := keys(page(100, false, ""))
	for _, size := range []int{1, 3, 4} {
		for _, backward := range []bool{false, true} {
			var got []string
			cursor := ""
			for first := true; ; first = false {
				p := page(size, backward, cursor)
				if backward {
					got = append(keys(p), got...)
				} else {
					got = append(got, keys(p)...)
				}
				more, passed := p.HasNext, p.HasPrevious
				if backward {
					more, passed = p.HasPrevious, p.HasNext
				}
				if passed == first || more != (len(got) < len(want)) || p.Total != int64(len(want)) || len(got) > len(want) {
					t.Fatalf("size %d backward %v after %d of %d: next %v, previous %v, total %d", size, backward, len(got), len(want), p.HasNext, p.HasPrevious, p.Total)
				}
				if !more {
					break
				}
				cursor = p.Items[len(p.Items)-1].Sort
				if backward {
					cursor = p.Items[0].Sort
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("size %d backward %v: %q, want %q", size, backward, got, want)
			}
		}
	}
}
