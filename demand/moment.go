package demand

// Moment is what "as of" means: the end of a date, or a phase of an event. Make one
// with [AsOf] or [AsOfEvent]. The nil Moment is the end of all time: it includes
// everything, also what has no day.
type Moment struct {
	last  string // the last day, for a date
	event string // the event's key, or "" for a date
	first string // the event's first day; last is its last
	phase Phase
}

// AsOf is the moment at the end of a date: the last day that it can mean.
func AsOf(d Date) *Moment { return &Moment{last: d.Last()} }

// AsOfEvent is the moment at the end of a phase of the event with that key, start and
// end.
func AsOfEvent(event string, start, end Date, phase Phase) *Moment {
	first, last := EventDays(start, end)
	return &Moment{event: event, first: first, last: last, phase: phase}
}

// Includes reports whether the act was taken by the moment.
//
// As of a date, these are the acts whose sort day is not after its last day. As of an
// event, BEFORE takes the acts at it with phase BEFORE, and of all others those with a
// sort day before its first day; DURING adds those at it with phase DURING or none;
// AFTER adds those at it with phase AFTER, and all others with a sort day up to its
// last day. An act without a sort day is in no moment but those of its own event, and
// where a day of the event is not known, no other act can be said to be before it.
func (m *Moment) Includes(a Act) bool {
	if m == nil {
		return true
	}
	if m.event != "" && a.Event == m.event {
		return a.Phase.rank() <= m.phase.rank()
	}
	day := a.SortDay()
	if day == "" {
		return false
	}
	if m.event != "" && m.phase != PhaseAfter {
		return day < m.first
	}
	return day <= m.last
}

// Event is the key of the event that the moment is told by, "" for a date.
func (m *Moment) Event() string {
	if m == nil {
		return ""
	}
	return m.event
}

// Bound is a text between the sorts ([Act.Sort]) of the acts that the moment includes
// and of those that it does not, of the dated acts that are not at its event; "" where it
// includes all.
func (m *Moment) Bound() string {
	switch {
	case m == nil:
		return ""
	case m.event != "" && m.phase != PhaseAfter:
		return max(m.first, SortDated)
	case m.last == "":
		return SortDated
	}
	return m.last + SortEnd
}
