package demand

import (
	"cmp"
	"slices"
)

// Telling is one entry of one document that tells of a position or a term. What it
// says stands on each of its edges to annotations, one for each quote; those edges
// share its ID.
type Telling struct {
	ID          string // of the telling, the same on all its edges
	Article     string // the key of its article, or "" when it comes without one
	Date        Date   // as told
	Order       *int   // among positions that nothing else orders; nil where none is told
	Certainty   Certainty
	Attribution string // the wording of the source, "sources familiar with the talks"
	CAMEOCode   string // as the source gives it, text of two to four digits
	PLOVERCode  string // as the source gives it
	Note        string
}

// Told is what a position or a term has from its tellings.
type Told struct {
	Certainty   Certainty // the strongest
	Attribution string    // of the strongest telling, as are codes and note
	CAMEOCode   string
	PLOVERCode  string
	Note        string
	Order       *int // the smallest, nil when none is told
	Date        Date // the one that agrees with most tellings
	Disputed    bool // two told dates cannot both be true
	Count       int  // how many tellings there are
}

// FoldTellings says what a position or a term has from its tellings, which may come in
// any order and once for each edge; those with the same ID are one.
//
// Certainty, attribution, codes and note are those of the strongest telling; of equally
// strong ones that of the lowest article key counts (any article before none), then that
// of the lowest ID. Order is the smallest. The date is the told one that overlaps the
// dates of most tellings, then the most precise, then the earliest. Without tellings all
// is empty.
func FoldTellings(tellings []Telling) Told {
	tellings = slices.SortedFunc(slices.Values(tellings), compareTellings)
	seen := map[string]bool{}
	tellings = slices.DeleteFunc(tellings, func(t Telling) bool {
		again := seen[t.ID]
		seen[t.ID] = true
		return again
	})
	if len(tellings) == 0 {
		return Told{}
	}
	best := tellings[0]
	told := Told{
		Certainty: best.Certainty, Attribution: best.Attribution, CAMEOCode: best.CAMEOCode,
		PLOVERCode: best.PLOVERCode, Note: best.Note, Count: len(tellings),
	}
	dates := make([]Date, 0, len(tellings))
	for _, t := range tellings {
		if t.Order != nil && (told.Order == nil || *t.Order < *told.Order) {
			order := *t.Order
			told.Order = &order
		}
		if !t.Date.IsZero() {
			dates = append(dates, t.Date)
		}
	}
	told.Date = agreedDate(dates)
	told.Disputed = DatesDisputed(dates)
	return told
}

// compareTellings puts the strongest first. It looks at every field, so that what is
// folded does not depend on the order of writing even when IDs are not told apart.
func compareTellings(a, b Telling) int {
	order := func(t Telling) (int, int) {
		if t.Order == nil {
			return 1, 0
		}
		return 0, *t.Order
	}
	aNone, aOrder := order(a)
	bNone, bOrder := order(b)
	return cmp.Or(
		-cmp.Compare(a.Certainty.Strength(), b.Certainty.Strength()),
		cmp.Compare(missingLast(a.Article), missingLast(b.Article)),
		cmp.Compare(a.Article, b.Article),
		cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Attribution, b.Attribution),
		cmp.Compare(a.CAMEOCode, b.CAMEOCode),
		cmp.Compare(a.PLOVERCode, b.PLOVERCode),
		cmp.Compare(a.Note, b.Note),
		a.Date.Compare(b.Date),
		cmp.Compare(aNone, bNone),
		cmp.Compare(aOrder, bOrder),
	)
}

func missingLast(s string) int {
	if s == "" {
		return 1
	}
	return 0
}

// agreedDate is the date that overlaps most of the dates, then the most precise, then
// the earliest; unknown when there are none.
func agreedDate(dates []Date) Date {
	times := map[Date]int{} // an act told often has few different dates
	for _, d := range dates {
		times[d]++
	}
	var best Date
	bestOverlaps := 0
	for d := range times {
		overlaps := 0
		for e, n := range times {
			if d.Overlaps(e) {
				overlaps += n
			}
		}
		if cmp.Or(cmp.Compare(overlaps, bestOverlaps), cmp.Compare(d.precision(), best.precision()), -d.Compare(best)) > 0 {
			best, bestOverlaps = d, overlaps
		}
	}
	return best
}

// DatesDisputed reports whether two of the dates cannot both be true. Unknown dates
// contradict nothing.
func DatesDisputed(dates []Date) bool {
	// If any two are apart, so are the one that ends first and the one that begins last.
	first, last := "", ""
	for _, d := range dates {
		if d.IsZero() {
			continue
		}
		first = max(first, d.First())
		if last == "" || d.Last() < last {
			last = d.Last()
		}
	}
	return first > last
}
