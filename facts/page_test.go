package facts

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
)

// A page of what was met one by one, in parts and in any order, is that of the whole
// list: sorted, cut at the cursors, then at the size.
func TestKeptIsThePageOfTheWholeList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		genSort := rapid.Custom(func(t *rapid.T) string {
			day := rapid.SampledFrom([]string{demand.SortUndated, "2025-08-13", "2025-08-15"}).Draw(t, "day")
			return fmt.Sprintf("%s|1|a0|%d", day, rapid.IntRange(0, 40).Draw(t, "key"))
		})
		sorts := rapid.SliceOfNDistinct(genSort, 0, 60, rapid.ID).Draw(t, "sorts")
		p := &Page{Size: rapid.IntRange(0, 4).Draw(t, "size"), Backward: rapid.Bool().Draw(t, "backward"), Desc: rapid.Bool().Draw(t, "desc")}
		if rapid.Bool().Draw(t, "has after") {
			p.After = genSort.Draw(t, "after")
		}
		if rapid.Bool().Draw(t, "has before") {
			p.Before = genSort.Draw(t, "before")
		}
		k, other := p.Keep(), p.Keep()
		for _, s := range sorts {
			if rapid.Bool().Draw(t, "other") {
				other.Add(Keyed{s, s})
			} else {
				k.Add(Keyed{s, s})
			}
		}
		k.Join(other)
		nodes, previous, next := k.Shown()

		all := slices.Clone(sorts)
		slices.SortFunc(all, p.Compare)
		want := slices.DeleteFunc(slices.Clone(all), func(s string) bool {
			return p.After != "" && p.Compare(s, p.After) <= 0 || p.Before != "" && p.Compare(s, p.Before) >= 0
		})
		wantPrevious := p.After != "" && slices.ContainsFunc(all, func(s string) bool { return p.Compare(s, p.After) <= 0 })
		wantNext := p.Before != "" && slices.ContainsFunc(all, func(s string) bool {
			return p.Compare(s, p.Before) >= 0 && (p.After == "" || p.Compare(s, p.After) > 0)
		})
		if over := len(want) - p.Size; over > 0 {
			if p.Backward {
				want, wantPrevious = want[over:], true
			} else {
				want, wantNext = want[:p.Size], true
			}
		}
		got := make([]string, len(nodes))
		for i, n := range nodes {
			got[i] = n.Key
		}
		if !slices.Equal(got, want) || k.Total != len(sorts) || previous != wantPrevious || next != wantNext {
			t.Fatalf("got %v of %d %t %t, want %v %t %t", got, k.Total, previous, next, want, wantPrevious, wantNext)
		}
	})
}
