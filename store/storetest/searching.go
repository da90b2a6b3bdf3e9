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
	more.Regions = []change.Region{region("kyiv", "Kyiv", demand.RegionTypeCity), region("kyiv-ua", "Київ", demand.RegionTypeCity),
		{Key: "sloviansk-town", Name: "The town", Type: demand.RegionTypeCity, Aliases: []string{"Слов'янськ"}}}
	more.Actors = append(more.Actors, actor("kiev-mayor", "The mayor of Kiev", demand.ActorTypePerson))
	post := article("post", "2025-09")
	post.Article.Title = "Kyiv Post on hold"
	post.Demands = []change.Demand{asks("leave", "Russia leaves Kyiv alone")}
	leave := took("ukraine", "DEMANDS", "leave", "2025-09")
	leave.Evidence = quote("Leave Kyiv alone, they said", 0)
	post.Positions = []change.Position{leave}
	tw := twins(t, open, append(alaska(), more, post)...)
	for _, c := range []struct {
		text  string
		kinds []demand.NodeKind
		want  string // each result: tier, kind, key, matched field
	}{
		{"Moscow", nil, "[1 Actor russia aliases 3 Actor moscow-times name]"},
		{"moscow", nil, "[1 Actor russia aliases 3 Actor moscow-times name]"},
		{"MOSC", nil, "[3 Actor moscow-times name 3 Actor russia aliases]"},
		{"Ukraine", nil, "[1 Actor ukraine name 1 Region ukraine name 3 Actor front aliases 4 Demand demilitarisation summary 4 Demand donbas-withdrawal summary 4 Demand no-nato-membership summary]"},
		{"Ukraine", []demand.NodeKind{demand.KindRegion}, "[1 Region ukraine name]"},
		{"Россия", nil, "[1 Actor russia aliases]"},
		{"РОСС", nil, "[3 Actor russia aliases]"},
		{"зеленськии", nil, "[1 Actor volodymyr-zelenskyy aliases]"}, // folded: й is и with a mark
		{"europeens", nil, "[4 Actor european-allies aliases]"},
		{"Européens alliés", nil, "[4 Actor european-allies aliases]"},
		{"alliés euro", nil, "[3 Actor european-allies aliases]"},
		{"peace directly", nil, "[4 Demand direct-peace-agreement summary]"},
		{"direct", nil, "[5 Demand direct-peace-agreement summary]"},
		{"direct agreement", nil, "[]"}, // the last word only is a beginning
		{"putin vlad", nil, "[5 Actor vladimir-putin name]"},
		{"p", nil, "[]"}, // one letter is no beginning
		{"putin vladimir", nil, "[4 Actor vladimir-putin name]"},
		{"vladimir moscow", nil, "[]"},   // of two nodes
		{"front ukraine the", nil, "[]"}, // of two names of one node
		{"root causes", nil, ""},
		{"CAUSES root", nil, ""},
		{"rather than a mere ceasefire", nil, ""},
		{"and or not", nil, "[3 Actor syntax name]"},
		{`"quoted" (bracketed)^2`, nil, "[3 Actor syntax aliases]"},
		{"title:x", nil, "[4 Actor syntax aliases]"},
		{"two_three one", nil, "[4 Actor syntax aliases]"},
		{"nothing at all", nil, "[]"},
		{"Kyiv", nil, "[1 Actor ukraine aliases 1 Region kyiv name 2 Region kyiv-ua name 3 Article post title 4 Demand leave summary 5 Actor kiev-mayor name 6 Annotation QUOTE exact 6 Annotation QUOTE exact 6 Annotation QUOTE exact]"},
		{"Kiev", nil, "[2 Actor ukraine aliases 2 Region kyiv name 2 Region kyiv-ua name 4 Actor kiev-mayor name 5 Demand leave summary 5 Article post title 7 Annotation QUOTE exact 7 Annotation QUOTE exact 7 Annotation QUOTE exact]"},
		{"Київ", nil, "[1 Region kyiv-ua name 2 Actor ukraine aliases 2 Region kyiv name 5 Actor kiev-mayor name 5 Demand leave summary 5 Article post title 7 Annotation QUOTE exact 7 Annotation QUOTE exact 7 Annotation QUOTE exact]"},
		{"Киев", nil, "[2 Actor ukraine aliases 2 Region kyiv name 2 Region kyiv-ua name 5 Actor kiev-mayor name 5 Demand leave summary 5 Article post title 7 Annotation QUOTE exact 7 Annotation QUOTE exact 7 Annotation QUOTE exact]"},
		{"kie", nil, "[5 Actor kiev-mayor name 5 Actor ukraine aliases 5 Region kyiv name 5 Region kyiv-ua name 5 Demand leave summary 5 Article post title]"},
		{"Ки", nil, "[3 Region kyiv-ua name]"},
		{`"Kiev"`, nil, "[4 Actor kiev-mayor name]"},
		{`"mayor kiev"`, nil, "[]"},
		{`"mayor of" kiev`, nil, "[4 Actor kiev-mayor name]"},
		{`moscow "directly to"`, nil, "[]"},
		{`"a peace agreement`, nil, ""},
		{`"peace agreement"`, []demand.NodeKind{demand.KindDemand}, "[4 Demand direct-peace-agreement summary]"},
		{"Slavyansk", nil, "[2 Region sloviansk name 2 Region sloviansk-town aliases]"},
		{"Словянск", nil, "[2 Region sloviansk name 2 Region sloviansk-town aliases]"},
		{"article", nil, "[3 Article after-the-summit title 3 Article before-the-summit title 3 Article preview title]"},
	} {
		t.Run(c.text, func(t *testing.T) {
			tr := &tree{}
			got := (&twin{t, tw.store, tw.ref}).ask(&query.Query{Search: tr.searching(c.text, c.kinds...), Params: tr.params})
			var results []string
			for _, item := range got.Items {
				key := item.Node.Key
				if item.Node.Kind == demand.KindAnnotation {
					key = "QUOTE"
				}
				results = append(results, fmt.Sprintf("%s %s %s %s", item.Sort[:1], item.Node.Kind, key, item.Match.Field))
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
			sum := int64(0)
			for _, n := range got.Facets {
				sum += n
			}
			if sum != got.Total {
				t.Errorf("the kinds %v are not the %d that there are", got.Facets, got.Total)
			}
		})
	}
	t.Run("quotes come newest article or not, by key", func(t *testing.T) {
		tr := &tree{}
		s := tr.searching("root causes", demand.KindAnnotation)
		got := read(t, tw.store, &query.Query{Search: s, Params: tr.params})
		if len(got.Items) != 3 || !slices.IsSorted(keys(got)) || got.Items[0].Sort[:1] != "6" || got.Items[0].Match.Text != "the root causes" {
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
