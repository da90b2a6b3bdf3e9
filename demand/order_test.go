package demand

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSortDay(t *testing.T) {
	for _, tt := range []struct{ name, date, event, eventFirst, want string }{
		{"a day", "2025-08-14", "", "", "2025-08-14"},
		{"a month", "2025-08", "", "", "2025-08-01"},
		{"nothing known", "", "", "", ""},
		{"an event without a date", "", "summit", "2025-08-15", "2025-08-15"},
		{"the event within the date", "2025-08", "summit", "2025-08-15", "2025-08-15"},
		{"the event after the date", "2025-08-14", "summit", "2025-08-15", "2025-08-14"},
		{"the event before the date", "2025-09", "summit", "2025-08-15", "2025-09-01"},
		{"an event of unknown day", "2025-08", "summit", "", "2025-08-01"},
	} {
		a := Act{Date: MustParseDate(tt.date), Event: tt.event, EventFirst: tt.eventFirst}
		if got := a.SortDay(); got != tt.want {
			t.Errorf("%s: sort day %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestOrderOfActs(t *testing.T) {
	summit := func(key, date string, phase Phase, order int) Act {
		return Act{Key: key, Date: MustParseDate(date), Event: "summit", EventFirst: "2025-08-15", Phase: phase, Order: order}
	}
	acts := []Act{
		{Key: "undated"},
		{Key: "undated-later", Order: 1},
		{Key: "a-month", Date: MustParseDate("2025-08")},
		summit("mid-august-before", "2025-08", PhaseBefore, 0),
		summit("first", "2025-08-15", PhaseDuring, -10),
		summit("second", "2025-08-15", "", -9),
		summit("third", "2025-08-15", PhaseDuring, 0),
		summit("third-too", "2025-08-15", "", 0),
		summit("fourth", "2025-08-15", PhaseDuring, 9),
		summit("fifth", "", PhaseDuring, 10),
		summit("mid-august-after", "2025-08", PhaseAfter, -5),
		{Key: "next-day", Date: MustParseDate("2025-08-16"), Phase: PhaseBefore},
	}
	var sorts []string
	for _, a := range acts {
		sorts = append(sorts, a.Sort())
	}
	if !slices.IsSorted(sorts) || !slices.IsSortedFunc(acts, Act.Compare) {
		t.Errorf("not in order: %q", sorts)
	}
}

func TestSortStringIsTheOrder(t *testing.T) {
	sign := func(n int) int { return min(max(n, -1), 1) }
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := genAct(t), genAct(t), genAct(t)
		if got, want := strings.Compare(a.Sort(), b.Sort()), a.Compare(b); sign(got) != sign(want) {
			t.Fatalf("%q and %q compare as %d, the acts as %d", a.Sort(), b.Sort(), got, want)
		}
		if sign(a.Compare(b)) != -sign(b.Compare(a)) {
			t.Fatal("not antisymmetric")
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Fatal("not transitive")
		}
		if a.Key != b.Key && a.Compare(b) == 0 {
			t.Fatal("not total: two acts with different keys are equal")
		}
		dated := a.Sort() >= SortDated && a.Sort() < SortEnd
		undated := a.Sort() >= SortUndated && a.Sort() < SortDated
		if dated != (a.SortDay() != "") || undated == dated {
			t.Fatalf("%q is in the wrong range", a.Sort())
		}
	})
}

func TestOrderDoesNotDependOnWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := genActs.Draw(t, "acts")
		again := shuffled(t, acts)
		slices.SortFunc(acts, Act.Compare)
		slices.SortFunc(again, Act.Compare)
		for i := range acts {
			if acts[i].Key != again[i].Key {
				t.Fatalf("place %d has %s or %s", i, acts[i].Key, again[i].Key)
			}
		}
	})
}

func TestSortDayLiesInTheDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := genAct(t)
		if day := a.SortDay(); !a.Date.IsZero() && (day < a.Date.First() || day > a.Date.Last()) {
			t.Fatalf("%v has the sort day %s", a.Date, day)
		}
	})
}

func TestSortIntIsTheOrderOfNumbers(t *testing.T) {
	numbers := []int{math.MinInt, math.MinInt + 1, -1000, -999, -100, -99, -10, -9, -2, -1, 0, 1, 9, 10, 99, 100, math.MaxInt}
	for i := range numbers[1:] {
		if a, b := sortInt(numbers[i]), sortInt(numbers[i+1]); a >= b {
			t.Errorf("%d is %q, %d is %q", numbers[i], a, numbers[i+1], b)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int().Draw(t, "a"), rapid.Int().Draw(t, "b")
		if (a < b) != (sortInt(a) < sortInt(b)) || a != b && strings.HasPrefix(sortInt(a), sortInt(b)) {
			t.Fatalf("%d is %q, %d is %q", a, sortInt(a), b, sortInt(b))
		}
	})
}

func TestSortOfDemandsAndNames(t *testing.T) {
	for _, sorts := range [][]string{
		{DemandSort(Date{}, "b"), DemandSort(MustParseDate("2025"), "a"), DemandSort(MustParseDate("2025-01"), "b"), DemandSort(MustParseDate("2025-08-15"), "a")},
		{NameSort("", "a"), NameSort(" x", "a"), NameSort("\"x\"", "a"), NameSort("Ab", "z"), NameSort("Ab", "zz"), NameSort("Ab c", "a"), NameSort("Ünal", "a"), NameSort("Ялта", "a"), NameSort("😀", "a")},
		{InstantSort("", "a"), InstantSort("2025-08-15T10:00:00Z", "b"), InstantSort("2025-08-15T10:00:01Z", "a")},
	} {
		if !slices.IsSorted(sorts) {
			t.Errorf("not in order: %q", sorts)
		}
		for i, s := range sorts {
			if s < SortUndated || s >= SortEnd || (s >= SortDated) != (i > 0) {
				t.Errorf("%q is in the wrong range", s)
			}
		}
	}
}

func TestAnnotationSort(t *testing.T) {
	at := func(n int) *int { return &n }
	day := MustParseDate("2025-08-15")
	sorts := []string{
		AnnotationSort(MustParseDate("2025-08"), "z", nil, "z"),
		AnnotationSort(day, "a", at(9), "b"),
		AnnotationSort(day, "a", at(10), "a"),
		AnnotationSort(day, "a", at(10), "b"),
		AnnotationSort(day, "a", nil, "a"),
		AnnotationSort(day, "a-1", at(0), "a"),
		AnnotationSort(day, "ab", at(0), "a"),
		AnnotationSort(Date{}, "a", at(0), "a"),
		AnnotationSort(Date{}, "a", nil, "a"),
	}
	if !slices.IsSorted(sorts) || sorts[len(sorts)-1] >= SortEnd {
		t.Errorf("not in order: %q", sorts)
	}
}
