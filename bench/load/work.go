package main

import (
	"context"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/store"
)

// work is something that is written, set by set.
type work struct {
	unit  string // that rates count
	units int    // all of them; 0 is the number of positions
	reads bool   // what comes before a set is the reading of a file, and counts
	do    func(ctx context.Context, to loaders.Applier) error
}

// articles is the work of applying the sets of a synthetic graph.
func articles(g *synthetic.Graph) work {
	return work{unit: "positions", do: func(ctx context.Context, to loaders.Applier) error {
		for set := range g.Sets() {
			if _, err := to.Apply(ctx, set, false); err != nil {
				return err
			}
		}
		return nil
	}}
}

// meter times what a store does with the sets of a work.
type meter struct {
	store.Store
	work
	warmUp int // sets with positions that do not count
	// aside does something with each set off the clock, before it is applied or after, in turn.
	aside func(set *change.Set, counts bool) error

	sets    int           // that were applied
	telling int           // of them, with positions
	all     int           // positions made
	counted int           // of them, in sets that count
	took    time.Duration // of sets that count
	cpu     time.Duration // of this process, for all sets
	ended   time.Time     // the set before
}

func newMeter(s store.Store, w work) *meter { return &meter{Store: s, work: w, ended: time.Now()} }

// Apply applies a set on the clock.
func (m *meter) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	var took time.Duration
	if m.reads {
		took = time.Since(m.ended)
	}
	if tells(set) {
		m.telling++
	}
	counts := m.telling > m.warmUp
	m.sets++
	first := m.sets%2 == 0
	if m.aside != nil && first {
		if err := m.aside(set, counts); err != nil {
			return nil, err
		}
	}
	start := time.Now()
	report, err := m.Store.Apply(ctx, set, dryRun)
	took += time.Since(start)
	if err != nil {
		return nil, err
	}
	positions := 0
	for _, ref := range report.Created {
		if ref.Kind == demand.KindPosition {
			positions++
		}
	}
	m.all += positions
	if counts {
		m.counted += positions
		m.took += took
	}
	if m.aside != nil && !first {
		err = m.aside(set, counts)
	}
	m.ended = time.Now()
	return report, err
}

func tells(set *change.Set) bool {
	for _, doc := range set.Documents {
		if len(doc.Positions) > 0 {
			return true
		}
	}
	return false
}

// done is how many units the sets that count are, all alike.
func (m *meter) done() float64 {
	if m.units == 0 {
		return float64(m.counted)
	}
	return float64(m.units) * float64(m.counted) / float64(m.all)
}

// rate is how many units a time is a second.
func (m *meter) rate(took time.Duration) float64 { return m.done() / took.Seconds() }
