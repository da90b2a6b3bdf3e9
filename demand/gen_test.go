package demand

import (
	"math/rand"

	"pgregory.net/rapid"
)

// The generators draw from few actors, days and events, so that what a rule looks for
// (the same actor again, the same day) happens often.

var genDate = rapid.OneOf(
	rapid.Just(Date{}),
	rapid.Map(rapid.SampledFrom([]string{
		"2025", "2024", "2025-08", "2025-07", "2025-08-14", "2025-08-15", "2025-08-16", "2025-08-31", "2025-09-01",
	}), MustParseDate),
	rapid.Custom(func(t *rapid.T) Date {
		d := Date{year: rapid.IntRange(1, 9999).Draw(t, "year")}
		if rapid.Bool().Draw(t, "has month") {
			d.month = rapid.IntRange(1, 12).Draw(t, "month")
			if rapid.Bool().Draw(t, "has day") {
				d.day = rapid.IntRange(1, daysIn(d.year, d.month)).Draw(t, "day")
			}
		}
		return d
	}),
)

// The events of generated acts: one with days and one whose days are not known.
var summitStart, summitEnd = MustParseDate("2025-08-15"), MustParseDate("2025-08-16")

func genAct(t *rapid.T) Act {
	a := Act{
		Key:         rapid.StringMatching(`[a-c-]{1,3}`).Draw(t, "key"),
		Demand:      rapid.SampledFrom([]string{"d1", "d2"}).Draw(t, "demand"),
		Kind:        PositionKind(rapid.SampledFrom(EnumValues("PositionKind")).Draw(t, "kind")),
		Taker:       rapid.SampledFrom([]string{"putin", "russia", "trump", "ukraine"}).Draw(t, "taker"),
		For:         rapid.SampledFrom([]string{"", "", "russia", "ukraine"}).Draw(t, "for"),
		AccordingTo: rapid.SampledFrom([]string{"", "", "", "trump"}).Draw(t, "according to"),
		Date:        genDate.Draw(t, "date"),
		Event:       rapid.SampledFrom([]string{"", "summit", "call"}).Draw(t, "event"),
		Phase:       Phase(rapid.SampledFrom(append(EnumValues("Phase"), "")).Draw(t, "phase")),
		Order:       rapid.OneOf(rapid.IntRange(-12, 12), rapid.Int()).Draw(t, "order"),
		Articles:    rapid.SliceOfN(rapid.SampledFrom([]string{"a1", "a2", "a3"}), 0, 2).Draw(t, "articles"),
	}
	if a.Event == "summit" {
		a.EventFirst, _ = EventDays(summitStart, summitEnd)
	}
	return a
}

// genActs draws acts with distinct keys.
var genActs = rapid.SliceOfNDistinct(rapid.Custom(genAct), 0, 12, func(a Act) string { return a.Key })

var genMoment = rapid.Custom(func(t *rapid.T) *Moment {
	phase := Phase(rapid.SampledFrom(EnumValues("Phase")).Draw(t, "as of phase"))
	switch rapid.IntRange(0, 3).Draw(t, "as of") {
	case 0:
		return nil
	case 1:
		return AsOf(genDate.Draw(t, "as of date"))
	case 2:
		return AsOfEvent("summit", summitStart, summitEnd, phase)
	}
	return AsOfEvent("call", Date{}, Date{}, phase)
})

// shuffled gives the same values in another order.
func shuffled[T any](t *rapid.T, in []T) []T {
	out := append([]T{}, in...)
	r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "shuffle")))
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
