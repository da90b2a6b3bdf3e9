package demand

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar date of the precision that a source gives: a day, a month or
// a year. The zero value is an unknown date. Dates are comparable with ==.
type Date struct {
	year, month, day int // month and day are 0 where the source does not say
}

// ParseDate reads an ISO 8601 calendar date, month or year: "2025-08-15",
// "2025-08" or "2025", years 0001 to 9999. The empty string is the unknown date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", s)
	}
	var n [3]int
	for i, part := range parts {
		if i > 0 && len(part) != 2 || strings.Trim(part, "0123456789") != "" {
			return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", s)
		}
		n[i], _ = strconv.Atoi(part) // four digits at most
	}
	d := Date{n[0], n[1], n[2]}
	if d.year == 0 {
		return Date{}, fmt.Errorf("date %q: years go from 0001 to 9999", s)
	}
	if len(parts) > 1 && (d.month < 1 || d.month > 12) {
		return Date{}, fmt.Errorf("date %q: there is no month %s", s, parts[1])
	}
	if len(parts) > 2 && (d.day < 1 || d.day > daysIn(d.year, d.month)) {
		return Date{}, fmt.Errorf("date %q: %s-%s has no day %s", s, parts[0], parts[1], parts[2])
	}
	return d, nil
}

// MustParseDate is [ParseDate] for dates that are known to be right; it panics
// where ParseDate has an error.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// daysIn is the number of days of a month, in the proleptic Gregorian calendar.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String gives back the date in the precision that came in, "" if unknown.
func (d Date) String() string {
	return d.First()[:[...]int{0, len("2006"), len("2006-01"), len("2006-01-02")}[d.precision()]]
}

// precision is 3 for a day, 2 for a month, 1 for a year, 0 for unknown.
func (d Date) precision() int {
	switch {
	case d.day != 0:
		return 3
	case d.month != 0:
		return 2
	case d.year != 0:
		return 1
	}
	return 0
}

// IsDay reports whether the date is one day, and not a month, a year or unknown.
func (d Date) IsDay() bool { return d.day != 0 }

// First is the first day that the date can mean, "" if it is unknown.
func (d Date) First() string {
	if d.IsZero() {
		return ""
	}
	return isoDay(d.year, max(d.month, 1), max(d.day, 1))
}

// Last is the last day that the date can mean, "" if it is unknown.
func (d Date) Last() string {
	if d.IsZero() {
		return ""
	}
	month, day := d.month, d.day
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = daysIn(d.year, month)
	}
	return isoDay(d.year, month, day)
}

// isoDay writes a day as YYYY-MM-DD. Sorting asks for it often, so it does without fmt.
func isoDay(year, month, day int) string {
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{
		digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(month / 10), digit(month), '-', digit(day / 10), digit(day),
	})
}

// Overlaps reports whether there is a day that both dates can mean. An unknown
// date overlaps nothing.
func (d Date) Overlaps(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.First() <= e.Last() && e.First() <= d.Last()
}

// Compare orders dates by their first day, the more precise first where that is
// the same, and unknown dates before all others.
func (d Date) Compare(e Date) int {
	if c := strings.Compare(d.First(), e.First()); c != 0 {
		return c
	}
	return e.precision() - d.precision()
}

// MarshalText writes the date as [Date.String] does; it never fails.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// EventDays gives the first day of an event that starts and ends as told, and its
// last: without an end, the last day that its start can mean. A day that is not
// known is "".
func EventDays(start, end Date) (first, last string) {
	if end.IsZero() {
		end = start
	}
	return start.First(), end.Last()
}
