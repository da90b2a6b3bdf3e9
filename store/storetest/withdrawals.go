package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store"
)

// testWithdrawals takes imports back: what no other import asserts goes, all else stays.
func testWithdrawals(t *testing.T, open func(*testing.T) store.Store) {
	by := func(importKey string, docs ...*change.Document) *change.Set {
		s := set(docs...)
		s.Import.Key = importKey
		return s
	}
	tells := func(key, quoted string) *change.Document {
		d := article(key, "2025-08-16")
		d.Actors = []change.Actor{state("x")}
		d.Demands = []change.Demand{asks("d", "D", "x")}
		d.Positions = []change.Position{took("x", demand.PositionKindRejects, "d", "2025-08-15")}
		d.Positions[0].Evidence = quote(quoted, 3)
		d.Topics = []change.Topic{{Key: key, Name: key}}
		return d
	}
	rows := func(path string) *change.Document { // tells without an article
		d := background(path)
		d.Actors = []change.Actor{state("x")}
		d.Demands = []change.Demand{asks("d", "D", "x")}
		d.Positions = []change.Position{took("x", demand.PositionKindDemands, "d", "2025-08-14")}
		return d
	}
	a := []*change.Document{tells("one", "as it was"), tells("two", "the same"), rows("rows.tab#1")}
	b := []*change.Document{tells("one", "as corrected"), tells("two", "the same"), tells("three", "new"), rows("rows.tab#1")}

	t.Run("overlapping", func(t *testing.T) {
		s := open(t)
		apply(t, s, by("a", a...))
		apply(t, s, by("b", b...))
		unload(t, s, "a")
		want := Reference(t)
		apply(t, want, by("b", b...))
		same(t, "the graph without the first", whole(s), whole(want))
		if lookup(t, s, "a") || !lookup(t, s, "b") {
			t.Error("the Import nodes are not those of what is there")
		}
		unload(t, s, "b")
		same(t, "the graph without both", whole(s), whole(Reference(t)))
		if lookup(t, s, "b") {
			t.Error("an Import node outlived what it asserted")
		}
	})

	t.Run("in the other order", func(t *testing.T) {
		s := open(t)
		apply(t, s, by("a", a...))
		apply(t, s, by("b", b...))
		unload(t, s, "b")
		want := Reference(t)
		apply(t, want, by("a", a[1:]...)) // b replaced the first
		same(t, "the graph without the second", whole(s), whole(want))
		unload(t, s, "a")
		same(t, "the graph without both", whole(s), whole(Reference(t)))
	})

	t.Run("asserted again", func(t *testing.T) {
		s := open(t)
		apply(t, s, by("a", a...))
		if r := apply(t, s, by("b", a...)); r.Version != 1 && r.Version != 0 || lookup(t, s, "b") {
			t.Errorf("an import that changes nothing has written: %+v", r)
		}
		again := by("b", tells("three", "new"))
		again.Assert = []string{a[0].ID(), a[1].ID(), "native|nobody|"}
		apply(t, s, again)
		unload(t, s, "a")
		want := Reference(t)
		apply(t, want, by("b", a[0], a[1], b[2]))
		same(t, "the graph", whole(s), whole(want))
	})

	t.Run("refused while something refers to it", func(t *testing.T) {
		s := open(t)
		describes, refers := background("describes.yaml"), background("refers.yaml")
		describes.Actors = []change.Actor{state("x"), state("y")}
		refers.Demands = []change.Demand{asks("d", "D", "x")}
		apply(t, s, by("a", describes))
		apply(t, s, by("b", refers))
		before := whole(s)
		_, err := s.Apply(context.Background(), withdrawal(t, s, "a"), false)
		var invalid *change.Invalid
		if !errors.As(err, &invalid) || len(invalid.Problems) != 1 || invalid.Problems[0].Contribution != describes.ID() || invalid.Problems[0].Document.Source != "describes.yaml" {
			t.Fatalf("got %v", err)
		}
		same(t, "the graph after a refusal", whole(s), before)
		unload(t, s, "b")
		unload(t, s, "a")
		same(t, "the graph", whole(s), whole(Reference(t)))
	})

	t.Run("in parts", func(t *testing.T) {
		s := open(t)
		apply(t, s, by("a", a...))
		first := withdrawal(t, s, "a")
		first.Withdraw.Contributions = first.Withdraw.Contributions[:1]
		apply(t, s, first) // Last, but there is more
		if !lookup(t, s, "a") {
			t.Error("the Import node is gone while something is by it")
		}
		unload(t, s, "a")
		if r := apply(t, s, &change.Set{Withdraw: &change.Withdrawal{Import: "a", Last: true}}); r.Version != 0 {
			t.Errorf("an import that is gone was taken back: %+v", r)
		}
		same(t, "the graph", whole(s), whole(Reference(t)))
	})
}

// withdrawal takes an import back whole.
func withdrawal(t testing.TB, s store.Store, importKey string) *change.Set {
	t.Helper()
	ids, err := s.Contributions(context.Background(), importKey)
	if err != nil || !slices.IsSorted(ids) {
		t.Fatalf("contributions %q, %v", ids, err)
	}
	return &change.Set{Withdraw: &change.Withdrawal{Import: importKey, Contributions: ids, Last: true}}
}

func unload(t testing.TB, s store.Store, importKey string) {
	t.Helper()
	apply(t, s, withdrawal(t, s, importKey))
}

// lookup tells whether there is an Import node.
func lookup(t testing.TB, s store.Store, key string) bool {
	t.Helper()
	return value(t, s, demand.Ref{Kind: demand.KindImport, Key: key}, "key") != nil
}
