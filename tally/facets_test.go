package tally

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/facts"
)

// The facets of demands and positions are the groups of statistics on anyone's word.
func TestFacetsAreTheGroupsOfStatistics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := genWorld(t)
		for _, tt := range []struct {
			kind  demand.NodeKind
			names []string
		}{
			{demand.KindDemand, []string{"STATUS", "DEMANDER", "ADDRESSEE", "TOPIC", "REGION"}},
			{demand.KindPosition, []string{"KIND", "CERTAINTY", "ACTOR", "ACTOR_TYPE", "ADDRESSEE", "TOPIC", "REGION", "STATUS", "PUBLISHER"}},
		} {
			got, err := Facets(t.Context(), w, tt.kind, &facts.Where{}, tt.names)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range tt.names {
				q := &Query{Positions: &facts.Where{}, RollUp: true, By: []Dimension{Dimension(name)}, First: 1000}
				count := Positions
				if tt.kind == demand.KindDemand {
					q.Demands, count = &facts.Where{}, Demands
				}
				groups, _, _ := naive(w, q)
				var want []FacetBucket
				for _, g := range groups {
					want = append(want, FacetBucket{g.Members[0], g.Counts[count]})
				}
				if len(want) != len(got[name]) {
					t.Fatalf("%s by %s: got %v, want %v", tt.kind, name, got[name], want)
				}
				for _, b := range want {
					if !slices.Contains(got[name], b) {
						t.Fatalf("%s by %s: got %v, want %v", tt.kind, name, got[name], want)
					}
				}
				if !slices.IsSortedFunc(got[name], func(a, b FacetBucket) int { return b.Count - a.Count }) {
					t.Fatalf("%s by %s: %v", tt.kind, name, got[name])
				}
			}
		}
	})
}

func TestBucketsOfFacetsAreOrdered(t *testing.T) {
	got := fmt.Sprint(bucketsOf(map[string]int{"b": 2, "": 2, "a": 2, "c": 3, "none": 0}))
	if want := "[{c 3} {a 2} {b 2} { 2}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A bag keeps each number once, in at most twice the room that they need.
func TestBag(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOf(rapid.Uint32Range(1, 50)).Draw(t, "numbers")
		var b bag
		seen := map[uint32]bool{}
		for _, n := range numbers {
			b.add(n)
			seen[n] = true
			if len(b) > 2*max(16, 50) {
				t.Fatalf("%d of %d", len(b), len(seen))
			}
		}
		if b.count() != len(seen) {
			t.Fatalf("%d, want %d", b.count(), len(seen))
		}
	})
}

func TestTooManyGroups(t *testing.T) {
	r := (&Query{By: []Dimension{Actor}, First: 10}).newRows()
	r.about[1] = &about{}
	for i := range MaxGroups + 1 {
		r.all = append(r.all, row{demand: 1, actor: uint32(i + 1)})
	}
	if _, err := r.groups(); err == nil {
		t.Error("more groups than may be are counted")
	}
	r.all = r.all[:MaxGroups]
	if groups, err := r.groups(); err != nil || len(groups) != MaxGroups {
		t.Errorf("%d groups, %v", len(groups), err)
	}
}
