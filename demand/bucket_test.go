package demand

import (
	"testing"

	"pgregory.net/rapid"
)

func TestBuckets(t *testing.T) {
	for _, tt := range []struct {
		unit             Unit
		day, first, last string
	}{
		{UnitDay, "2025-08-15", "2025-08-15", "2025-08-15"},
		{UnitWeek, "2025-08-15", "2025-08-11", "2025-08-17"},
		{UnitWeek, "2025-08-11", "2025-08-11", "2025-08-17"},
		{UnitWeek, "2025-08-17", "2025-08-11", "2025-08-17"},
		{UnitWeek, "2025-01-01", "2024-12-30", "2025-01-05"}, // 2025-W01
		{UnitMonth, "2024-02-29", "2024-02-01", "2024-02-29"},
		{UnitMonth, "2025-12-31", "2025-12-01", "2025-12-31"},
		{UnitQuarter, "2025-03-31", "2025-01-01", "2025-03-31"},
		{UnitQuarter, "2025-12-01", "2025-10-01", "2025-12-31"},
		{UnitYear, "2025-08-15", "2025-01-01", "2025-12-31"},
		{UnitDay, "0001-01-01", "0001-01-01", "0001-01-01"},
		{UnitWeek, "0001-01-03", "0001-01-01", "0001-01-07"},
		{UnitWeek, "9999-12-31", "9999-12-27", "9999-12-31"},
		{UnitYear, "9999-12-31", "9999-01-01", "9999-12-31"},
	} {
		if first, last := tt.unit.Days(tt.unit.Bucket(tt.day)); first != tt.first || last != tt.last {
			t.Errorf("the %s of %s goes from %s to %s, want %s to %s", tt.unit, tt.day, first, last, tt.first, tt.last)
		}
	}
}

// Buckets follow one another without a gap, and each day lies in the one it numbers.
func TestBucketsCoverTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) Date {
			d := Date{year: rapid.IntRange(1, 9998).Draw(t, "year"), month: rapid.IntRange(1, 12).Draw(t, "month")}
			d.day = rapid.IntRange(1, daysIn(d.year, d.month)).Draw(t, "day")
			return d
		}).Draw(t, "date").First()
		for _, u := range []Unit{UnitDay, UnitWeek, UnitMonth, UnitQuarter, UnitYear} {
			n := u.Bucket(day)
			first, last := u.Days(n)
			if day < first || day > last || u.Bucket(first) != n || u.Bucket(last) != n {
				t.Fatalf("%s %d of %s goes from %s to %s", u, n, day, first, last)
			}
			if next, _ := u.Days(n + 1); UnitDay.Bucket(next) != UnitDay.Bucket(last)+1 {
				t.Fatalf("the %s after %s begins on %s", u, last, next)
			}
		}
	})
}
