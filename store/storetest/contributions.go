package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store"
)

// testContributions holds what documents assert against what the graph is: a
// node is the fold of what is asserted of it, no more and no less.
func testContributions(t *testing.T, open func(*testing.T) store.Store) {
	ctx := context.Background()
	s := open(t)
	topic := func(path, description string, aliases ...string) *change.Document {
		d := background(path)
		d.Topics = []change.Topic{{Key: "topic", Name: "Topic", Description: description, Aliases: aliases}}
		return d
	}
	ref := demand.Ref{Kind: demand.KindTopic, Key: "topic"}
	get := func(name string) string { return fmt.Sprint(value(t, s, ref, name)) }

	t.Run("a node lives while a document asserts it", func(t *testing.T) {
		one, two := topic("one.yaml", "", "b", "a"), topic("two.yaml", "said by two", "c")
		put(t, s, one)
		put(t, s, two)
		if get("description") != "said by two" || get("aliases") != "[a b c]" {
			t.Errorf("joined: %s %s", get("description"), get("aliases"))
		}
		takeBack(t, s, two)
		if get("description") != "<nil>" || get("aliases") != "[a b]" {
			t.Errorf("after one is taken back: %s %s", get("description"), get("aliases"))
		}
		takeBack(t, s, one)
		if get("key") != "<nil>" {
			t.Error("it outlived all that asserted it")
		}
	})

	t.Run("replaces", func(t *testing.T) {
		one, two := topic("one.yaml", "first", "a"), topic("two.yaml", "second", "b")
		put(t, s, one)
		if _, err := s.Apply(ctx, set(two), false); failure(err) == "" {
			t.Error("a contradiction was taken")
		}
		two.Topics[0].Replaces = true
		put(t, s, two)
		if get("description") != "second" {
			t.Errorf("description %s", get("description"))
		}
		// The document that was replaced says it otherwise: still replaced.
		put(t, s, topic("one.yaml", "first, corrected", "a"))
		if get("description") != "second" {
			t.Errorf("description %s after a correction of what is replaced", get("description"))
		}
		// The one that replaces changes: it replaces no more.
		two.Topics[0] = change.Topic{Key: "topic", Name: "Topic"}
		put(t, s, two)
		if get("description") != "first, corrected" {
			t.Errorf("description %s when nothing replaces it", get("description"))
		}
		takeBack(t, s, one, two)
	})

	t.Run("a correction in the same write", func(t *testing.T) {
		// Two documents that contradict what was, and not each other.
		put(t, s, topic("one.yaml", "old"), topic("two.yaml", "old"))
		if _, err := s.Apply(ctx, set(topic("one.yaml", "new")), false); failure(err) == "" {
			t.Error("a contradiction was taken")
		}
		put(t, s, topic("one.yaml", "new"), topic("two.yaml", "new"))
		if get("description") != "new" {
			t.Errorf("description %s", get("description"))
		}
		takeBack(t, s, topic("one.yaml", ""), topic("two.yaml", ""))
	})

	t.Run("said by another document instead", func(t *testing.T) {
		// What one document says no more, another says in the same write.
		one, two := topic("one.yaml", ""), topic("two.yaml", "")
		put(t, s, one)
		silent := background("one.yaml")
		put(t, s, silent, two)
		takeBack(t, s, one)
		if get("name") != "Topic" {
			t.Error("it went with the document that says it no more")
		}
		takeBack(t, s, two)
		if get("name") != "<nil>" {
			t.Error("it outlived all that asserted it")
		}
	})

	t.Run("of an import", func(t *testing.T) {
		first, second := set(topic("one.yaml", "")), set(topic("two.yaml", ""), topic("three.yaml", ""))
		first.Import.Key, second.Import.Key = "first", "second"
		apply(t, s, first)
		apply(t, s, second)
		for key, want := range map[string][]string{"first": {"native|path|one.yaml"}, "second": {"native|path|three.yaml", "native|path|two.yaml"}, "none": nil} {
			got, err := s.Contributions(ctx, key)
			slices.Sort(got)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("contributions of %s: %q %v, want %q", key, got, err, want)
			}
		}
		takeBack(t, s, topic("one.yaml", ""), topic("two.yaml", ""), topic("three.yaml", ""))
	})

	t.Run("of a file", func(t *testing.T) {
		docs := []*change.Document{topic("a.tab#1", ""), topic("a.tab#2", ""), topic("a.tab", ""), topic("b.tab#1", ""), topic("a%tab#1", ""), topic("A.tab#1", "")}
		put(t, s, docs...)
		for prefix, want := range map[string][]string{"native|path|a.tab#": {"native|path|a.tab#1", "native|path|a.tab#2"},
			"native|path|c.tab#": nil, "native|path|b.tab#1": {"native|path|b.tab#1"}} {
			got, err := s.ContributionsBelow(ctx, prefix)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("contributions below %s: %q %v, want %q", prefix, got, err, want)
			}
		}
		takeBack(t, s, docs...)
	})

	t.Run("of many articles", func(t *testing.T) {
		d := background("rows.tab#1")
		d.Actors = []change.Actor{state("x")}
		d.Articles = []change.Article{{Key: "one", Publisher: "One"}, {Key: "two"}}
		d.Demands = []change.Demand{asks("d", "D", "x")}
		for _, article := range []string{"one", "two", ""} {
			p := took("x", demand.PositionKindDemands, "d", "2025-08-15")
			if article != "" {
				p.Evidence = []change.Annotation{{Article: article}}
			}
			d.Positions = append(d.Positions, p)
		}
		put(t, s, d)
		if got := value(t, s, demand.Ref{Kind: demand.KindArticle, Key: "one"}, "publisher"); got != "One" {
			t.Errorf("publisher %v", got)
		}
		sound(t, s)
		takeBack(t, s, d)
		sound(t, s)
	})

	t.Run("taking back what is not there", func(t *testing.T) {
		before, _ := s.Version(ctx)
		report := apply(t, s, &change.Set{Import: set().Import, Remove: []string{"native|path|never.yaml"}})
		if after, _ := s.Version(ctx); after != before || report.Version != 0 {
			t.Errorf("version %d after %d", after, before)
		}
	})
}
