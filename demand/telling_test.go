package demand

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func number(n int) *int { return &n }

func (t Told) describe() string {
	order := "-"
	if t.Order != nil {
		order = fmt.Sprint(*t.Order)
	}
	return fmt.Sprintf("%s by %q in %q, codes %q %q, note %q, order %s, disputed %v, told %d times",
		t.Certainty, t.Attribution, t.Date, t.CAMEOCode, t.PLOVERCode, t.Note, order, t.Disputed, t.Count)
}

func TestFoldTellings(t *testing.T) {
	if got := FoldTellings(nil); got != (Told{}) {
		t.Errorf("no tellings give %+v", got)
	}
	got := FoldTellings([]Telling{
		{ID: "t1", Article: "c", Certainty: CertaintyReported, Attribution: "an official", Order: number(1), Note: "not this", Date: MustParseDate("2025-08")},
		{ID: "t2", Article: "b", Certainty: CertaintyAsserted, Attribution: "at the lectern", CAMEOCode: "1056", Date: MustParseDate("2025-08-15")},
		{ID: "t2", Article: "b", Certainty: CertaintyAsserted, Attribution: "at the lectern", CAMEOCode: "1056", Date: MustParseDate("2025-08-15")}, // its second quote
		{ID: "t3", Article: "a", Certainty: CertaintyInferred, PLOVERCode: "REQUEST", Order: number(-3)},
		{ID: "t4", Article: "d", Certainty: CertaintyAsserted, Attribution: "higher key", Order: number(2)},
	})
	want := Told{Certainty: CertaintyAsserted, Attribution: "at the lectern", CAMEOCode: "1056", Order: number(-3), Date: MustParseDate("2025-08-15"), Count: 4}
	if got.describe() != want.describe() {
		t.Errorf("got  %s\nwant %s", got.describe(), want.describe())
	}
}

func TestStrongestTelling(t *testing.T) {
	for _, tt := range []struct {
		name     string
		tellings []Telling
		want     string // the attribution
	}{
		{"strongest", []Telling{{ID: "1", Article: "a", Certainty: CertaintyInferred, Attribution: "no"}, {ID: "2", Article: "b", Certainty: CertaintyReported, Attribution: "yes"}}, "yes"},
		{"lowest article", []Telling{{ID: "1", Article: "b", Attribution: "no"}, {ID: "2", Article: "a", Attribution: "yes"}}, "yes"},
		{"an article before none", []Telling{{ID: "1", Attribution: "no"}, {ID: "2", Article: "a", Attribution: "yes"}}, "yes"},
		{"two in one article", []Telling{{ID: "2", Article: "a", Attribution: "no"}, {ID: "1", Article: "a", Attribution: "yes"}}, "yes"},
		{"the strongest says nothing of it", []Telling{{ID: "1", Article: "a", Certainty: CertaintyReported, Attribution: "no"}, {ID: "2", Article: "b", Certainty: CertaintyAsserted}}, ""},
	} {
		if got := FoldTellings(tt.tellings).Attribution; got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

func TestDateOfTellings(t *testing.T) {
	for _, tt := range []struct {
		name     string
		dates    []string
		want     string
		disputed bool
	}{
		{"none told", []string{"", ""}, "", false},
		{"one told", []string{"", "2025-08"}, "2025-08", false},
		{"the most precise of those that agree", []string{"2025", "2025-08-15", "2025-08"}, "2025-08-15", false},
		{"the one that overlaps most", []string{"2025-08-14", "2025-08-15", "2025-08-15", "2025"}, "2025", true},
		{"two against one", []string{"2025-08-15", "2025-08-16", "2025-08-16"}, "2025-08-16", true},
		{"a tie goes to the most precise", []string{"2025-08", "2025-09-01"}, "2025-09-01", true},
		{"then to the earliest", []string{"2025-08-16", "2025-08-15"}, "2025-08-15", true},
		{"months are equally precise whatever their length", []string{"2025-02", "2025-01"}, "2025-01", true},
		{"two days of a month that is told too", []string{"2025-08-15", "2025-08-16", "2025-08"}, "2025-08", true},
	} {
		var tellings []Telling
		for i, d := range tt.dates {
			tellings = append(tellings, Telling{ID: fmt.Sprint(i), Article: fmt.Sprint(i), Date: MustParseDate(d)})
		}
		if got := FoldTellings(tellings); got.Date.String() != tt.want || got.Disputed != tt.disputed {
			t.Errorf("%s: %v, disputed %v; want %v, %v", tt.name, got.Date, got.Disputed, tt.want, tt.disputed)
		}
	}
}

func TestTellingsInAnyOrder(t *testing.T) {
	gen := rapid.Custom(func(t *rapid.T) Telling {
		tell := Telling{
			ID:          rapid.SampledFrom([]string{"1", "2", "3", "4", "5"}).Draw(t, "id"),
			Article:     rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "article"),
			Date:        genDate.Draw(t, "date"),
			Certainty:   Certainty(rapid.SampledFrom(append(EnumValues("Certainty"), "")).Draw(t, "certainty")),
			Attribution: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "attribution"),
			Note:        rapid.SampledFrom([]string{"", "m", "n"}).Draw(t, "note"),
		}
		if rapid.Bool().Draw(t, "has order") {
			tell.Order = number(rapid.IntRange(-2, 2).Draw(t, "order"))
		}
		return tell
	})
	rapid.Check(t, func(t *rapid.T) {
		tellings := rapid.SliceOfN(gen, 0, 8).Draw(t, "tellings")
		told := FoldTellings(tellings)
		if again := FoldTellings(shuffled(t, tellings)); again.describe() != told.describe() {
			t.Fatalf("%s\nor %s", told.describe(), again.describe())
		}
		// Another quote of a telling changes nothing.
		if len(tellings) > 0 && FoldTellings(append(tellings, tellings[0])).describe() != told.describe() {
			t.Fatal("a second quote of the same telling counts")
		}
	})
}

func TestDatesDisputedIsAboutPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dates := rapid.SliceOfN(genDate, 0, 5).Draw(t, "dates")
		want := false
		for _, d := range dates {
			for _, e := range dates {
				want = want || !d.IsZero() && !e.IsZero() && !d.Overlaps(e)
			}
		}
		if got := DatesDisputed(dates); got != want {
			t.Fatalf("%v: %v", dates, got)
		}
	})
}
