package events

import (
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// asking identifies a demand: who asks whom for what, in which window.
type asking struct {
	demander, addressee, topic string
}

// pair is who asks whom.
type pair struct{ demander, addressee string }

// open is a demand that rows have made.
type open struct {
	demand      change.Demand
	by, of      *Party // of the row that made it first; of is nil without an addressee
	demander    string
	topic       string
	first, last demand.Date // days on which it was made
	firstBy     string      // key of who made it first
}

// window is the demands of one window of the calendar.
type window struct {
	number int
	used   int // when it was used last, for the oldest to go
	open   map[asking]*open
	pairs  map[pair][]*open
}

const (
	// maxWindows is how many windows are kept: rows come in about the order of their days.
	maxWindows = 4
	// maxOpen is how many demands of one window are kept; of more, answers find none.
	maxOpen = 1 << 18
)

// windows are the demands of the last windows used. What is kept depends on the rows alone.
type windows struct {
	of      Window
	kept    []*window
	counter int
}

// at is the window of a day; it is nil when it is not kept and make is false.
func (w *windows) at(number int, make bool) *window {
	w.counter++
	for _, it := range w.kept {
		if it.number == number {
			it.used = w.counter
			return it
		}
	}
	if !make {
		return nil
	}
	it := &window{number: number, used: w.counter, open: map[asking]*open{}, pairs: map[pair][]*open{}}
	if len(w.kept) < maxWindows {
		w.kept = append(w.kept, it)
		return it
	}
	oldest := 0
	for i := range w.kept {
		if w.kept[i].used < w.kept[oldest].used {
			oldest = i
		}
	}
	w.kept[oldest] = it
	return it
}

// made finds the demand that a row makes, or opens it; opened says which.
func (w *windows) made(r *Row, m meaning) (d *open, opened bool) {
	in := w.at(w.of.of(r.Date), true)
	demander, demanderName := r.Source.principal()
	addressee, addresseeName := "", ""
	if r.Target != nil {
		addressee, addresseeName = r.Target.key, r.Target.name
	}
	id := asking{demander, addressee, r.topic()}
	if d := in.open[id]; d != nil {
		return d, false
	}
	start := w.of.start(in.number)
	d = &open{by: r.Source, of: r.Target, demander: demander, topic: id.topic, first: r.Date, last: r.Date, firstBy: r.Source.key,
		demand: change.Demand{
			Key: demand.HashedKey(join(short(demander), strings.ToLower(id.topic), short(addressee), start),
				"demand of event data", string(w.of), demander, addressee, id.topic, start),
			Summary: demanderName + ": " + lowerFirst(m.label), Description: madeHere, CameoCode: r.Code, PloverCode: r.Plover}}
	if addressee != "" {
		d.demand.Addressees = []change.Reference{{Key: addressee}}
		d.demand.Summary += " (" + addresseeName + ")"
	}
	if len(in.open) < maxOpen {
		in.open[id] = d
		both := pair{demander, addressee}
		in.pairs[both] = append(in.pairs[both], d)
	}
	return d, true
}

// madeHere is what the description of a demand says of its summary.
const madeHere = "Rows of event data that have the same demander, addressee and code within a window of the calendar. The summary was made from codes and names."

// answered finds the demand that a row answers: one that the target made of the source, or of whom
// that acts for, on one of the topics, in the row's window or the one before, and not after
// the row. Of several it is the one made last; made on one day, that worded as a demand.
func (w *windows) answered(r *Row, asks []string) *open {
	if r.Source == nil || r.Target == nil || len(asks) == 0 {
		return nil
	}
	demander, _ := r.Target.principal()
	addressees := []string{r.Source.key}
	if state := r.Source.behalf(); state != "" {
		addressees = append(addressees, state)
	}
	number := w.of.of(r.Date)
	var best *open
	for _, n := range [2]int{number, number - 1} {
		in := w.at(n, false)
		if in == nil {
			continue
		}
		for _, addressee := range addressees {
			for _, topic := range asks {
				d := in.open[asking{demander, addressee, topic}]
				if d != nil && d.first.Compare(r.Date) <= 0 && (best == nil || d.last.Compare(best.last) > 0) {
					best = d
				}
			}
		}
	}
	return best
}

// threatened are the demands that a row's threat goes with: those that its source, or whom that
// acts for, made of its target on that day; of the threat's topics, else the last.
func (w *windows) threatened(r *Row, m meaning) []*open {
	if r.Source == nil || r.Target == nil {
		return nil
	}
	in := w.at(w.of.of(r.Date), false)
	if in == nil {
		return nil
	}
	demander, _ := r.Source.principal()
	var last *open
	var related []*open
	for _, d := range in.pairs[pair{demander, r.Target.key}] {
		if d.last != r.Date && d.first != r.Date {
			continue
		}
		last = d
		for _, topic := range m.asks {
			if d.topic == topic {
				related = append(related, d)
			}
		}
	}
	if related == nil && last != nil {
		related = []*open{last}
	}
	return related
}

// short is the beginning of a key that is to be a part of another.
func short(key string) string {
	const most = 40
	if len(key) > most {
		key = strings.Trim(key[:most], "-")
	}
	return key
}

// join joins the parts of a key that are not empty.
func join(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, "-")
}

// lowerFirst is a label as it stands within a sentence.
func lowerFirst(label string) string {
	if label == "" {
		return label
	}
	return strings.ToLower(label[:1]) + label[1:]
}
