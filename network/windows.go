package network

import "time"

// Unit is what windows move by.
type Unit string

// The units. A month or a year after a day that the month has not got is its last day.
const (
	UnitDay   Unit = "DAY"
	UnitWeek  Unit = "WEEK" // seven days, from whichever day of the week the range begins
	UnitMonth Unit = "MONTH"
	UnitYear  Unit = "YEAR"
)

// MovingWindow says how windows move: one unit at a time, each reaching half of Size, rounded down, to
// both sides of its middle day. Sizes 2 and 3 are the same; 1 is a single day.
type MovingWindow struct {
	Unit Unit
	Size int // in units, 1 to MaxWindows
}

// MaxWindows bounds the places where windows of a series can be, and their size.
const MaxWindows = 100_000

// Window is one place of a moving window: its middle, first and last day.
type Window struct {
	At, From, To string
	Statements   int // how many are counted in it
}

// Series is a network among actors that changes in time: one for each window. Only what is
// asked for is computed.
type Series struct {
	options Options
	chosen  *chosen
	moving  MovingWindow
	at      []time.Time // the middles
}

// ActorNetworks computes [ActorNetwork] for windows that move through the range. The middle of the first is the
// first day of the range, each next one unit later; those that reach out of the range are left out, so
// that there may be none. Statements are chosen before, over the whole range: with RANGE duplicates a statement
// is only in the windows around its first day, and isolates are those of the range. Statements without a
// day are in no window.
//
// Errors are those of ActorNetwork; a network that is too large is found by [Series.Network].
func ActorNetworks(statements []Statement, o Options, w MovingWindow) (*Series, error) {
	if err := o.checkOneMode(); err != nil {
		return nil, err
	}
	switch w.Unit {
	case UnitDay, UnitWeek, UnitMonth, UnitYear:
	default:
		return nil, wrong("window", "%q is no unit: want DAY, WEEK, MONTH or YEAR", w.Unit)
	}
	if w.Size < 1 || w.Size > MaxWindows {
		return nil, wrong("window", "size %d: want 1 to %d", w.Size, MaxWindows)
	}
	c, err := choose(statements, o, ofActors, true)
	if err != nil {
		return nil, err
	}
	s := &Series{options: o, chosen: c, moving: w}
	if c.from == "" || c.to == "" { // no bounds and no statements
		return s, nil
	}
	start, _ := parseDay(c.from)
	end, _ := parseDay(c.to)
	if places := w.places(start, end); places > MaxWindows {
		return nil, &SizeError{Windows: places, Limit: MaxWindows}
	}
	for t := start; !t.After(end); t = w.Unit.after(t, 1) {
		if from, to := w.around(t); !from.Before(start) && !to.After(end) {
			s.at = append(s.at, t)
		}
	}
	return s, nil
}

// places is how many middles there are from start to end, or one more.
func (w MovingWindow) places(start, end time.Time) int {
	days := int((end.Unix()-start.Unix())/(24*60*60)) + 1 // a time.Duration holds 292 years only
	months := 12*(end.Year()-start.Year()) + int(end.Month()) - int(start.Month()) + 1
	switch w.Unit {
	case UnitDay:
		return days
	case UnitWeek:
		return days/7 + 1
	case UnitMonth:
		return months
	}
	return months/12 + 1
}

// around gives the first and the last day of the window in the middle of which is t.
func (w MovingWindow) around(t time.Time) (from, to time.Time) {
	half := w.Size / 2
	return w.Unit.after(t, -half), w.Unit.after(t, half)
}

// after is the day n units after t, or before it. Where a month has not got the day it is the last of
// the month; time.Time.AddDate would go on into the next.
func (u Unit) after(t time.Time, n int) time.Time {
	switch u {
	case UnitDay:
		return t.AddDate(0, 0, n)
	case UnitWeek:
		return t.AddDate(0, 0, 7*n)
	case UnitYear:
		n *= 12
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// Len is how many windows there are.
func (s *Series) Len() int { return len(s.at) }

// Window gives the window of a place from 0 to Len()-1.
func (s *Series) Window(i int) Window {
	from, to := s.moving.around(s.at[i])
	w := Window{At: s.at[i].Format(time.DateOnly), From: from.Format(time.DateOnly), To: to.Format(time.DateOnly)}
	w.Statements = len(s.chosen.window(w.From, w.To))
	return w
}

// Network computes the network of the window of a place from 0 to Len()-1, with the numbers of statements of
// that window. The error is a *SizeError.
func (s *Series) Network(i int) (*Network, error) {
	w := s.Window(i)
	t := s.chosen.count(s.chosen.window(w.From, w.To), s.options.Isolates)
	return t.network(s.options, ofActors)
}
