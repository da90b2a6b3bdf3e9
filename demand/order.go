package demand

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Every sort string of a position or a demand, and of a node by time or name, is at least
// SortDated when its day, time or name is known and lies between SortUndated and SortDated
// when it is not; none reaches SortEnd.
//
// Lists give missing values last in both directions. Descending, that is the order
// of the strings. An ascending walk reads the range [SortDated, SortEnd) first and
// the range [SortUndated, SortDated) after it. The order of a demand's positions
// among themselves, which the rules use, has the undated first.
const (
	SortUndated = "!"
	SortDated   = "0"
	SortEnd     = "\x7f"
)

// InstantLayout is how instants are written, in UTC: RFC 3339 with six digits of a
// second always, so that the order of the texts is that of the instants.
const InstantLayout = "2006-01-02T15:04:05.000000Z"

// Act is what the rules need to know of a position: who did what toward one demand,
// and when. All actors, events, demands and articles are given by key.
type Act struct {
	Key         string       // of the position
	Demand      string       // the demand it is on; only [ShiftsOf] looks at it
	Kind        PositionKind // what it does with the demand
	Taker       string       // the actor that took it
	For         string       // the actor on whose behalf, or ""
	AccordingTo string       // the other actor that says so, or ""
	Date        Date         // as [FoldTellings] gives it
	Event       string       // the event it was taken at, or ""
	EventFirst  string       // that event's first day (see [EventDays]), or ""
	Phase       Phase        // the phase of the event, or ""
	Order       int          // among acts that nothing else orders; 0 where none is told
	Articles    []string     // the articles that tell of it; only [ActsDisputed] looks at them
}

// Principal is the actor that the position is counted for: the one it was taken
// on behalf of, else its taker.
func (a Act) Principal() string {
	if a.For != "" {
		return a.For
	}
	return a.Taker
}

// OwnWord reports whether the position is known from its actor, and not only from
// what another actor says of it.
func (a Act) OwnWord() bool { return a.AccordingTo == "" }

// Of reports whether the position is one of the actor's: it took it, or it was
// taken on its behalf.
func (a Act) Of(actor string) bool { return a.Taker == actor || a.Principal() == actor }

// SortDay is the day that the position is ordered by: the first day of its date;
// at an event the event's first day, moved into the days that its date can mean.
// It is "" when neither is known.
func (a Act) SortDay() string {
	day := a.Date.First()
	if a.Event == "" || a.EventFirst == "" {
		return day
	}
	if a.Date.IsZero() {
		return a.EventFirst
	}
	return min(max(a.EventFirst, day), a.Date.Last())
}

// Compare orders positions by sort day, phase with none as DURING, order and key;
// those without a sort day come first.
func (a Act) Compare(b Act) int {
	return cmp.Or(
		strings.Compare(a.SortDay(), b.SortDay()),
		cmp.Compare(a.Phase.rank(), b.Phase.rank()),
		cmp.Compare(a.Order, b.Order),
		strings.Compare(a.Key, b.Key),
	)
}

// Sort writes the order of [Act.Compare] as one string, whose order by bytes, and
// by code points, is that order: "2025-08-15|1|a0|KEY".
func (a Act) Sort() string {
	day := a.SortDay()
	if day == "" {
		day = SortUndated
	}
	return day + "|" + strconv.Itoa(a.Phase.rank()) + "|" + sortInt(a.Order) + "|" + a.Key
}

// SortDayOf takes the sort day out of a sort string of [Act.Sort], "" when none is known.
func SortDayOf(sort string) string {
	day, _, _ := strings.Cut(sort, "|")
	if day == SortUndated {
		return ""
	}
	return day
}

// DemandSort writes the order of demands by the day they were first made, then by
// key, as one string.
func DemandSort(madeOn Date, key string) string { return InstantSort(madeOn.First(), key) }

// InstantSort writes the order of nodes by a time, then by key, as one string. The time
// is an ISO 8601 day or an RFC 3339 instant in UTC, all of one list equally precise, or ""
// when it is missing.
func InstantSort(time, key string) string {
	if time == "" {
		time = SortUndated
	}
	return time + "|" + key
}

// NameSort writes the order of nodes by name, compared by code point, then by key, as one
// string. It lies between SortDated and SortEnd whatever the name begins with; a missing
// name is sorted as a missing day.
func NameSort(name, key string) string {
	if name == "" {
		return SortUndated + "\x01" + key
	}
	return SortDated + name + "\x01" + key
}

// AnnotationSort writes the order of evidence as one string: the day its article
// was published, the article's key, the start of the span, the annotation's key.
// Articles without a day, and in each article annotations without a start (nil), come
// last. The parts are divided by U+0001, which is in none of them.
func AnnotationSort(publishedAt Date, article string, start *int, key string) string {
	const missing = "~" // above digits and letters
	day, at := publishedAt.First(), missing
	if day == "" {
		day = missing
	}
	if start != nil {
		at = sortInt(*start)
	}
	return strings.Join([]string{day, article, at, key}, "\x01")
}

// sortInt writes an integer so that the order of the texts is that of the numbers,
// and none is the beginning of another: the number of digits as a letter ('a' for one,
// from 'Z' downwards for negative numbers) and the digits, of a negative number each
// taken from nine.
func sortInt(n int) string {
	digits := []byte(strconv.Itoa(n))
	if n >= 0 {
		return fmt.Sprintf("%c%s", 'a'+len(digits)-1, digits)
	}
	digits = digits[1:]
	for i, d := range digits {
		digits[i] = '0' + '9' - d
	}
	return fmt.Sprintf("%c%s", 'Z'-(len(digits)-1), digits)
}
