package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testSearch holds what full-text search finds, in which order, and by which text.
func testSearch(t *testing.T, open func(*testing.T) store.Store) {
	more := background("more.yaml")
	more.Actors = []change.Actor{actor("moscow-times", "Moscow Times", demand.ActorTypeMedia), actor("front", "The Front", demand.ActorTypeGroup, "Ukraine Front", "Front"),
		actor("syntax", "AND OR NOT NEAR*", demand.ActorTypeOther, `"quoted" (bracketed)^2 ~ title:x`, "C++ & C#", "one-two_three")}
	tw := twins(t, open, append(alaska(), more)...)
	for _, c := range []struct {
		text  string
		kinds []demand.NodeKind
		want  string // each result: tier, kind, key, matched field
	}{
		{"Moscow", nil, "[1 Actor russia aliases 2 Actor moscow-times name]"},
		{"moscow", nil, "[1 Actor russia aliases 2 Actor moscow-times name]"},
		{"MOSC", nil, "[2 Actor moscow-times name 2 Actor russia aliases]"},
		{"Ukraine", nil, "[1 Actor ukraine name 1 Region ukraine name 2 Actor front aliases 3 Demand demilitarisation summary 3 Demand donbas-withdrawal summary 3 Demand no-nato-membership summary]"},
		{"Ukraine", []demand.NodeKind{demand.KindRegion}, "[1 Region ukraine name]"},
		{"Россия", nil, "[1 Actor russia aliases]"},
		{"РОСС", nil, "[2 Actor russia aliases]"},
		{"зеленськии", nil, "[1 Actor volodymyr-zelenskyy aliases]"}, // folded: й is и with a mark
		{"europeens", nil, "[3 Actor european-allies aliases]"},
		{"Européens alliés", nil, "[3 Actor european-allies aliases]"},
		{"alliés euro", nil, "[2 Actor european-allies aliases]"},
		{"peace directly", nil, "[3 Demand direct-peace-agreement summary]"},
		{"direct", nil, "[]"}, // a beginning of a word, not of a name
		{"putin vladimir", nil, "[3 Actor vladimir-putin name]"},
		{"vladimir moscow", nil, "[]"},   // of two nodes
		{"front ukraine the", nil, "[]"}, // of two names of one node
		{"root causes", nil, ""},
		{"CAUSES root", nil, ""},
		{"rather than a mere ceasefire", nil, ""},
		{"and or not", nil, "[2 Actor syntax name]"},
		{`"quoted" (bracketed)^2`, nil, "[2 Actor syntax aliases]"},
		{"title:x", nil, "[3 Actor syntax aliases]"},
		{"two_three one", nil, "[3 Actor syntax aliases]"},
		{"nothing at all", nil, "[]"},
		{"article", nil, "[2 Article after-the-summit title 2 Article before-the-summit title 2 Article preview title]"},
	} {
		t.Run(c.text, func(t *testing.T) {
			tr := &tree{}
			got := (&twin{t, tw.store, tw.ref}).ask(&query.Query{Search: tr.searching(c.text, c.kinds...), Params: tr.params})
			var results []string
			for _, item := range got.Items {
				results = append(results, fmt.Sprintf("%s %s %s %s", item.Sort[:1], item.Node.Kind, item.Node.Key, item.Match.Field))
			}
			if c.want != "" && fmt.Sprint(results) != c.want {
				t.Errorf("found %v, want %s", results, c.want)
			}
			if c.want == "" && len(results) == 0 {
				t.Error("found nothing")
			}
			if got.Total != int64(len(got.Items)) {
				t.Errorf("%d of %d", len(got.Items), got.Total)
			}
		})
	}
	t.Run("quotes come newest article or not, by key", func(t *testing.T) {
		tr := &tree{}
		s := tr.searching("root causes", demand.KindAnnotation)
		got := read(t, tw.store, &query.Query{Search: s, Params: tr.params})
		if len(got.Items) != 3 || !slices.IsSorted(keys(got)) || got.Items[0].Sort[:1] != "4" || got.Items[0].Match.Text != "the root causes" {
			t.Errorf("found %+v", got)
		}
	})
	t.Run("pages", func(t *testing.T) { testSearchPages(t, tw) })
	t.Run("what changes is found anew", func(t *testing.T) {
		more.Actors[1].Aliases = []string{"Vanguard"}
		tw := &twin{t, tw.store, tw.ref}
		tw.put(more)
		for text, want := range map[string]string{"vanguard": "[front]", "ukraine front": "[]"} {
			tr := &tree{}
			if got := fmt.Sprint(keys(tw.ask(&query.Query{Search: tr.searching(text), Params: tr.params}))); got != want {
				t.Errorf("%s: %s, want %s", text, got, want)
			}
		}
		takeBack(t, tw.store, more)
		takeBack(t, tw.ref, more)
		tr := &tree{}
		if got := keys(tw.ask(&query.Query{Search: tr.searching("vanguard"), Params: tr.params})); len(got) != 0 {
			t.Errorf("found %q, which is gone", got)
		}
	})
}

func testSearchPages(t *testing.T, tw *twin) {
	page := func(size int, after, before string) query.Items {
		tr := &tree{}
		s := tr.searching("ukraine")
		s.Page = tr.first(size)
		if after != "" {
			s.Page.After = tr.val(after)
		}
		if before != "" {
			s.Page.Before, s.Page.Backward = tr.val(before), true
		}
		return (&twin{t, tw.store, tw.ref}).ask(&query.Query{Search: s, Params: tr.params})
	}
	want := keys(page(100, "", ""))
	var got []string
	cursor := ""
	for {
		p := page(2, cursor, "")
		got = append(got, keys(p)...)
		if p.HasPrevious == (cursor == "") || p.Total != int64(len(want)) {
			t.Errorf("after %q: previous %v, total %d", cursor, p.HasPrevious, p.Total)
		}
		if !p.HasNext {
			break
		}
		cursor = p.Items[len(p.Items)-1].Sort
	}
	if !slices.Equal(got, want) {
		t.Errorf("walked %q, want %q", got, want)
	}
	// The last page came after the last but two.
	back := page(2, "", cursor)
	if strings.Join(keys(back), " ") != strings.Join(want[len(want)-5:len(want)-3], " ") || !back.HasNext || !back.HasPrevious {
		t.Errorf("the page before the last is %q of %q", keys(back), want)
	}
}
