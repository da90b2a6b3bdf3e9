package demand

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for _, tt := range []struct{ in, first, last string }{
		{"", "", ""},
		{"2025-08-15", "2025-08-15", "2025-08-15"},
		{"2025-08", "2025-08-01", "2025-08-31"},
		{"2025", "2025-01-01", "2025-12-31"},
		{"2025-02", "2025-02-01", "2025-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02-29", "2000-02-29", "2000-02-29"},
		{"0001", "0001-01-01", "0001-12-31"},
		{"9999-12", "9999-12-01", "9999-12-31"},
	} {
		d, err := ParseDate(tt.in)
		if err != nil || d.First() != tt.first || d.Last() != tt.last || d.String() != tt.in {
			t.Errorf("ParseDate(%q) = %v from %q to %q, %v; want %q to %q", tt.in, d, d.First(), d.Last(), err, tt.first, tt.last)
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	for in, want := range map[string]string{
		"0000":        "years go from 0001 to 9999",
		"2025-13":     "no month 13",
		"2025-00":     "no month 00",
		"2025-02-29":  "2025-02 has no day 29",
		"2025-08-00":  "no day 00",
		"25":          "want YYYY",
		"12025":       "want YYYY",
		"2025-8":      "want YYYY",
		"2025-08-1":   "want YYYY",
		"2025-08-15T": "want YYYY",
		"2025-":       "want YYYY",
		"-025":        "want YYYY",
		"+025":        "want YYYY",
		" 2025":       "want YYYY",
		"2025-+8":     "want YYYY",
		"٢٠":          "want YYYY",
		"mid-August":  "want YYYY",
		"2025-08-15-": "want YYYY",
	} {
		d, err := ParseDate(in)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), in) || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v; want an error with %q", in, d, err, want)
		}
	}
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := genDate.Draw(t, "d"), genDate.Draw(t, "e")
		if again, err := ParseDate(d.String()); err != nil || again != d {
			t.Fatalf("%v is read back as %v, %v", d, again, err)
		}
		if d.Overlaps(e) != e.Overlaps(d) {
			t.Fatalf("overlap of %v and %v is not symmetric", d, e)
		}
		if d.Compare(e) != 0 == (d == e) {
			t.Fatalf("Compare(%v, %v) = %d", d, e, d.Compare(e))
		}
		if d.IsZero() {
			if d.Overlaps(e) || d.First() != "" || d.Last() != "" {
				t.Fatal("an unknown date means a day")
			}
			return
		}
		first, last := MustParseDate(d.First()), MustParseDate(d.Last())
		if d.First() > d.Last() || !d.Overlaps(first) || !d.Overlaps(last) || !d.Overlaps(d) {
			t.Fatalf("%v does not contain its first and last day %v, %v", d, first, last)
		}
		before, _ := time.Parse(time.DateOnly, d.First())
		if day := before.AddDate(0, 0, -1).Format(time.DateOnly); len(day) == 10 && day > "0001" && d.Overlaps(MustParseDate(day)) {
			t.Fatalf("%v contains %s, the day before its first", d, day)
		}
	})
}

func TestDateJSON(t *testing.T) {
	type doc struct {
		Date Date `json:"date"`
	}
	for _, in := range []string{`{"date":"2025-08"}`, `{"date":""}`} {
		var v doc
		if err := json.Unmarshal([]byte(in), &v); err != nil {
			t.Fatal(err)
		}
		if out, err := json.Marshal(v); err != nil || string(out) != in {
			t.Errorf("%s comes back as %s, %v", in, out, err)
		}
	}
	v := doc{MustParseDate("2025")}
	if err := json.Unmarshal([]byte(`{"date":"2025-99"}`), &v); err == nil || v.Date.String() != "2025" {
		t.Errorf("a wrong date gave %v, %v", v.Date, err)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2025-08-15")
	f.Add("2025-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("%q is read as %q", s, d)
		}
	})
}

func TestEventDays(t *testing.T) {
	for _, tt := range []struct{ start, end, first, last string }{
		{"2025-08-15", "", "2025-08-15", "2025-08-15"},
		{"2025-08", "", "2025-08-01", "2025-08-31"},
		{"2025-08-15", "2025-08-17", "2025-08-15", "2025-08-17"},
		{"", "2025-08", "", "2025-08-31"},
		{"", "", "", ""},
	} {
		first, last := EventDays(MustParseDate(tt.start), MustParseDate(tt.end))
		if first != tt.first || last != tt.last {
			t.Errorf("EventDays(%q, %q) = %q, %q", tt.start, tt.end, first, last)
		}
	}
}
