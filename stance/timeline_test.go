package stance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/facts"
)

// written writes the buckets of a timeline: their first day, positions, demands,
// events, those partial, and the keys of the first page.
func written(t *Timeline) string {
	var b strings.Builder
	for i := range t.Buckets {
		k := &t.Buckets[i]
		fmt.Fprintf(&b, "%s %d %d %d %d", k.Start, k.Positions, k.Demands, k.Events, k.Partial)
		for _, page := range k.Pages {
			nodes, _, _ := page.Shown()
			for _, n := range nodes {
				b.WriteString(" " + n.Key)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTimeline(t *testing.T) {
	rows := taken(
		"a russia DEMANDS nato 2021-12",
		"b putin>russia REITERATES nato 2025-08-15 @summit:2025-08-15",
		"c russia REJECTS ceasefire 2025-08 @summit:2025-08-15/AFTER",
		"d russia OPPOSES guarantees @summit:2025-08-15",
		"e russia REJECTS nato",
		"f russia REJECTS nato 2025",
	)
	page := []facts.Page{{Size: 2, Desc: true}}
	for _, tt := range []struct {
		name string
		q    TimelineQuery
		want string
		more bool
	}{
		{"months", TimelineQuery{Unit: demand.UnitMonth, From: "2025-07-15", To: "2025-09-15", Max: 9},
			"2025-07-01 1 1 0 1 f\n2025-08-01 4 3 1 2 c d\n2025-09-01 1 1 0 1 f\n", false},
		{"days before the event are none of the event's", TimelineQuery{Unit: demand.UnitDay, From: "2025-08-14", To: "2025-08-15", Max: 9},
			"2025-08-14 2 2 0 2 c f\n2025-08-15 4 3 1 2 c d\n", false},
		{"years that hold nothing are left out", TimelineQuery{Unit: demand.UnitYear, Max: 9},
			"2021-01-01 1 1 0 1 a\n2025-01-01 4 3 1 2 c d\n", false},
		{"or shown", TimelineQuery{Unit: demand.UnitYear, Max: 9, Empty: true},
			"2021-01-01 1 1 0 1 a\n2022-01-01 0 0 0 0\n2023-01-01 0 0 0 0\n2024-01-01 0 0 0 0\n2025-01-01 4 3 1 2 c d\n", false},
		{"the latest", TimelineQuery{Unit: demand.UnitQuarter, Max: 1}, "2025-10-01 1 1 0 1 f\n", true},
		{"none", TimelineQuery{Unit: demand.UnitYear, From: "2022-01-01", To: "2023-12-31", Max: 9}, "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.q.Pages, tt.q.Positions = page, &facts.Where{}
			got, err := NewTimeline(t.Context(), rows, &tt.q)
			if err != nil {
				t.Fatal(err)
			}
			if written(got) != tt.want || got.Truncated != tt.more || got.Undated != 1 {
				t.Errorf("got\n%struncated %t, %d undated; want\n%s", written(got), got.Truncated, got.Undated, tt.want)
			}
		})
	}
}

// Each bucket holds what overlaps its days, looked at one by one.
func TestTimelineIsCountedBucketByBucket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := table(genTable.Draw(t, "positions"))
		q := &TimelineQuery{Positions: &facts.Where{}, Max: 10_000, Pages: []facts.Page{{Size: 3, Desc: true}},
			Unit: rapid.SampledFrom([]demand.Unit{demand.UnitDay, demand.UnitWeek, demand.UnitMonth, demand.UnitQuarter, demand.UnitYear}).Draw(t, "unit")}
		got, err := NewTimeline(t.Context(), rows, q)
		if err != nil {
			t.Fatal(err)
		}
		want := &Timeline{}
		first, last := q.Unit.Bucket("2024-01-01"), q.Unit.Bucket("2025-12-31")
		for n := first; n <= last; n++ {
			b := Bucket{Pages: []*facts.Kept{q.Pages[0].Keep()}}
			b.Start, b.End = q.Unit.Days(n)
			demands, events := map[string]bool{}, map[string]bool{}
			sorted := slices.SortedFunc(slices.Values(rows), func(a, b facts.Position) int { return cmp.Compare(b.Sort, a.Sort) })
			for _, p := range sorted {
				start, end := demand.EventDays(p.EventStart, p.EventEnd)
				if start != "" && start <= b.End && b.Start <= end {
					events[p.Event] = true
				}
				if !p.Date.IsZero() {
					start, end = p.Date.First(), p.Date.Last()
				}
				if start == "" || start > b.End || b.Start > end {
					continue
				}
				b.Positions++
				demands[p.Demand] = true
				if start != end {
					b.Partial++
				}
				b.Pages[0].Add(facts.Keyed{Key: p.Key, Sort: p.Sort})
			}
			b.Demands, b.Events = len(demands), len(events)
			if b.Positions+b.Events > 0 {
				want.Buckets = append(want.Buckets, b)
			}
		}
		if written(got) != written(want) {
			t.Fatalf("got\n%swant\n%s", written(got), written(want))
		}
	})
}
