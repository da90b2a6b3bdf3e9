package demand

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMomentIncludes(t *testing.T) {
	start, end := MustParseDate("2025-08-15"), MustParseDate("2025-08-16")
	at := func(phase Phase, date string) Act {
		return Act{Event: "summit", EventFirst: "2025-08-15", Phase: phase, Date: MustParseDate(date)}
	}
	on := func(date string) Act { return Act{Date: MustParseDate(date)} }
	summit := func(p Phase) *Moment { return AsOfEvent("summit", start, end, p) }
	noEnd := func(p Phase) *Moment { return AsOfEvent("summit", MustParseDate("2025-08"), Date{}, p) }
	noDays := func(p Phase) *Moment { return AsOfEvent("summit", Date{}, Date{}, p) }
	for _, tt := range []struct {
		name string
		at   *Moment
		act  Act
		want bool
	}{
		{"everything, even without a day", nil, on(""), true},
		{"the day itself", AsOf(start), on("2025-08-15"), true},
		{"the day after", AsOf(start), on("2025-08-16"), false},
		{"a month counts from its first day", AsOf(start), on("2025-08"), true},
		{"the last day of a month", AsOf(MustParseDate("2025-08")), on("2025-08-31"), true},
		{"no day is in no date", AsOf(start), on(""), false},
		{"at an event, by the event's day", AsOf(MustParseDate("2025-08-14")), at("", "2025-08"), false},

		{"before: at it, before", summit(PhaseBefore), at(PhaseBefore, "2025-08-15"), true},
		{"before: at it, without a phase", summit(PhaseBefore), at("", ""), false},
		{"before: at it, without a phase but dated earlier", summit(PhaseBefore), at("", "2025-08-01"), false},
		{"before: elsewhere the day before", summit(PhaseBefore), on("2025-08-14"), true},
		{"before: elsewhere on the first day", summit(PhaseBefore), on("2025-08-15"), false},
		{"during: at it, before", summit(PhaseDuring), at(PhaseBefore, ""), true},
		{"during: at it, without a phase", summit(PhaseDuring), at("", ""), true},
		{"during: at it, after", summit(PhaseDuring), at(PhaseAfter, ""), false},
		{"during: elsewhere on the first day", summit(PhaseDuring), on("2025-08-15"), false},
		{"after: at it, after, dated much later", summit(PhaseAfter), at(PhaseAfter, "2026"), true},
		{"after: elsewhere on the last day", summit(PhaseAfter), on("2025-08-16"), true},
		{"after: elsewhere the day after", summit(PhaseAfter), on("2025-08-17"), false},
		{"after: elsewhere without a day", summit(PhaseAfter), on(""), false},
		{"after: at another event", summit(PhaseAfter), Act{Event: "call", EventFirst: "2025-08-18"}, false},

		{"no end: the last day of its start", noEnd(PhaseAfter), on("2025-08-31"), true},
		{"no end: not the day after", noEnd(PhaseAfter), on("2025-09-01"), false},
		{"no end: before its first possible day", noEnd(PhaseBefore), on("2025-08-01"), false},
		{"no days: nothing else is before it", noDays(PhaseBefore), on("0001"), false},
		{"no days: nothing else is before its end", noDays(PhaseAfter), on("0001"), false},
		{"no days: those at it", noDays(PhaseDuring), Act{Event: "summit"}, true},
	} {
		if got := tt.at.Includes(tt.act); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestMomentsGrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := genAct(t)
		d, e := genDate.Draw(t, "d"), genDate.Draw(t, "e")
		if d.Last() <= e.Last() && AsOf(d).Includes(a) && !AsOf(e).Includes(a) {
			t.Fatalf("%+v is in %v and not in %v", a, d, e)
		}
		phases := []Phase{PhaseBefore, PhaseDuring, PhaseAfter}
		for i := range phases[1:] {
			earlier, later := AsOfEvent("summit", d, e, phases[i]), AsOfEvent("summit", d, e, phases[i+1])
			if d.First() <= e.Last() && earlier.Includes(a) && !later.Includes(a) {
				t.Fatalf("%+v is in %s and not in %s of %v to %v", a, phases[i], phases[i+1], d, e)
			}
		}
	})
}

// The bound of a moment divides the dated acts that are not at its event.
func TestMomentBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, a := genMoment.Draw(t, "moment"), genAct(t)
		if a.Event != "" && a.Event == at.Event() || a.SortDay() == "" {
			return
		}
		if before := at.Bound() == "" || a.Sort() < at.Bound(); before != at.Includes(a) {
			t.Fatalf("%s is before %s: %t", a.Sort(), at.Bound(), before)
		}
	})
}
