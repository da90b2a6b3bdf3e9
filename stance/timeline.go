package stance

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sort"

	"demandgraph/demand"
	"demandgraph/facts"
)

// TimelineQuery asks how many positions were taken when.
type TimelineQuery struct {
	Positions *facts.Where // that count
	Unit      demand.Unit  // of a bucket
	From, To  string       // only buckets with a day from here to there; "" for any
	Empty     bool         // show also buckets between others that hold nothing
	Max       int          // at most so many buckets, the latest
	Pages     []facts.Page // of the positions of each bucket
}

// Timeline is a line of time cut into buckets.
type Timeline struct {
	Buckets   []Bucket // in the order of time
	Truncated bool     // there are earlier ones
	Undated   int      // how many positions are in no bucket, since no day is known
}

// Bucket counts what can lie in a stretch of time. A position can on the days that its
// date can mean, or, without a date, on the days of the event it was taken at; an event
// on its own days. What can lie in several buckets is counted in each.
type Bucket struct {
	Start, End string // its first and last day
	Positions  int
	Demands    int // distinct, of those positions
	Events     int // distinct, at which positions that count were taken
	Partial    int // positions that can mean other days than one
	Pages      []*facts.Kept
}

// stretch is a range of buckets, both ends included.
type stretch struct{ first, last int }

// span is what positions have in common that can lie in the same buckets.
type span struct {
	stretch
	partial bool
}

// spanned are the positions of a span.
type spanned struct {
	n     int
	pages []*facts.Kept
}

// line is a timeline while positions are counted.
type line struct {
	q       *TimelineQuery
	bounds  stretch // the buckets asked for
	spans   map[span]*spanned
	demands map[string]map[stretch]bool
	events  map[string]stretch
	undated int
}

// NewTimeline counts positions into buckets.
func NewTimeline(ctx context.Context, s facts.Scanner, q *TimelineQuery) (*Timeline, error) {
	var l *line
	_, err := facts.Positions(ctx, s, q.Positions, facts.WantEventDays, func() func(*facts.Position) error {
		l = q.line()
		return func(p *facts.Position) error {
			l.add(p)
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	return l.timeline(), nil
}

func (q *TimelineQuery) line() *line {
	bounds := stretch{0, q.Unit.Bucket("9999-12-31")}
	if q.From != "" {
		bounds.first = q.Unit.Bucket(q.From)
	}
	if q.To != "" {
		bounds.last = q.Unit.Bucket(q.To)
	}
	return &line{q: q, bounds: bounds, spans: map[span]*spanned{}, demands: map[string]map[stretch]bool{}, events: map[string]stretch{}}
}

// stretch gives the buckets of some days that are asked for; false where there is none.
func (l *line) stretch(first, last string) (stretch, bool) {
	st := stretch{max(l.q.Unit.Bucket(first), l.bounds.first), min(l.q.Unit.Bucket(last), l.bounds.last)}
	return st, st.first <= st.last
}

func (l *line) add(p *facts.Position) {
	eventFirst, eventLast := demand.EventDays(p.EventStart, p.EventEnd)
	if known := l.event(p.Event, eventFirst, eventLast); !known {
		eventFirst, eventLast = "", ""
	}
	first, last := p.Date.First(), p.Date.Last()
	if first == "" {
		first, last = eventFirst, eventLast
	}
	if first == "" {
		l.undated++
		return
	}
	at, ok := l.stretch(first, last)
	if !ok {
		return
	}
	sp := span{at, first != last}
	same := l.spans[sp]
	if same == nil {
		same = &spanned{}
		for i := range l.q.Pages {
			same.pages = append(same.pages, l.q.Pages[i].Keep())
		}
		l.spans[sp] = same
	}
	same.n++
	for _, k := range same.pages {
		k.Add(facts.Keyed{Key: p.Key, Sort: p.Sort})
	}
	if l.demands[p.Demand] == nil {
		l.demands[p.Demand] = map[stretch]bool{}
	}
	l.demands[p.Demand][at] = true
}

// event notes an event; false where its days are not known, or make no sense.
func (l *line) event(key, first, last string) bool {
	if key == "" || first == "" || last < first {
		return false
	}
	if st, ok := l.stretch(first, last); ok {
		l.events[key] = st
	}
	return true
}

// timeline counts what was met by the buckets that are shown.
func (l *line) timeline() *Timeline {
	t := &Timeline{Undated: l.undated}
	shown, more := l.shown()
	t.Truncated = more
	t.Buckets = make([]Bucket, len(shown))
	for i, n := range shown {
		b := &t.Buckets[i]
		b.Start, b.End = l.q.Unit.Days(n)
		for p := range l.q.Pages {
			b.Pages = append(b.Pages, l.q.Pages[p].Keep())
		}
	}
	// within are the buckets shown of a stretch.
	within := func(st stretch) []Bucket {
		return t.Buckets[sort.SearchInts(shown, st.first):sort.SearchInts(shown, st.last+1)]
	}
	for sp, same := range l.spans {
		buckets := within(sp.stretch)
		for i := range buckets {
			b := &buckets[i]
			b.Positions += same.n
			if sp.partial {
				b.Partial += same.n
			}
			for p, k := range same.pages {
				b.Pages[p].Join(k)
			}
		}
	}
	for _, of := range l.demands {
		for _, st := range united(slices.Collect(maps.Keys(of))) {
			buckets := within(st)
			for i := range buckets {
				buckets[i].Demands++
			}
		}
	}
	for _, st := range l.events {
		buckets := within(st)
		for i := range buckets {
			buckets[i].Events++
		}
	}
	return t
}

// shown are the buckets to show, in order: those that hold something, or with Empty all
// from the first of them to the last. More says that there are earlier ones.
func (l *line) shown() (shown []int, more bool) {
	var all []stretch
	for sp := range l.spans {
		all = append(all, sp.stretch)
	}
	for _, st := range l.events {
		all = append(all, st)
	}
	all = united(all)
	if l.q.Empty && len(all) > 0 {
		all = []stretch{{all[0].first, all[len(all)-1].last}}
	}
	for i := len(all) - 1; i >= 0; i-- {
		for n := all[i].last; n >= all[i].first; n-- {
			if len(shown) == l.q.Max {
				slices.Reverse(shown)
				return shown, true
			}
			shown = append(shown, n)
		}
	}
	slices.Reverse(shown)
	return shown, false
}

// united makes of stretches those that have no bucket in common, in order.
func united(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)) })
	var out []stretch
	for _, st := range all {
		if n := len(out); n > 0 && st.first <= out[n-1].last {
			out[n-1].last = max(out[n-1].last, st.last)
			continue
		}
		out = append(out, st)
	}
	return out
}
