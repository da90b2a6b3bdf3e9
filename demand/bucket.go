package demand

import "time"

// Unit is a unit of the calendar, by which a line of time is cut into buckets.
type Unit string

// The units.
const (
	UnitDay     Unit = "DAY"
	UnitWeek    Unit = "WEEK" // Monday to Sunday, as in ISO 8601
	UnitMonth   Unit = "MONTH"
	UnitQuarter Unit = "QUARTER" // January to March and so on
	UnitYear    Unit = "YEAR"
)

// dayOne is 0001-01-01, a Monday and the first day that a date can have.
var dayOne = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// Bucket numbers the bucket that a day lies in, from 0 for that of 0001-01-01. The
// day is one of [Date.First] or [Date.Last], and not unknown.
func (u Unit) Bucket(day string) int {
	d := MustParseDate(day)
	switch u {
	case UnitYear:
		return d.year - 1
	case UnitQuarter:
		return (d.year-1)*4 + (d.month-1)/3
	case UnitMonth:
		return (d.year-1)*12 + d.month - 1
	}
	days := int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Unix()-dayOne.Unix()) / (24 * 60 * 60)
	if u == UnitWeek {
		return days / 7
	}
	return days
}

// Days are the first and the last day of a bucket. The last week ends with the last
// day that a date can have.
func (u Unit) Days(bucket int) (first, last string) {
	switch u {
	case UnitYear:
		d := Date{year: bucket + 1}
		return d.First(), d.Last()
	case UnitQuarter:
		year, month := bucket/4+1, bucket%4*3+1
		return Date{year: year, month: month}.First(), Date{year: year, month: month + 2}.Last()
	case UnitMonth:
		d := Date{year: bucket/12 + 1, month: bucket%12 + 1}
		return d.First(), d.Last()
	}
	width := 1
	if u == UnitWeek {
		width = 7
	}
	from := dayOne.AddDate(0, 0, bucket*width)
	to := from.AddDate(0, 0, width-1)
	if to.Year() > 9999 {
		to = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return from.Format(time.DateOnly), to.Format(time.DateOnly)
}
