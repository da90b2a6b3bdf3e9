package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testConcurrency has many write to one demand at the same moment, while others
// read: nothing derived is wrong, versions follow one another, and whoever reads
// sees a set as a whole or not at all.
func testConcurrency(t *testing.T, open func(*testing.T) store.Store) {
	const writers, rounds = 6, 4
	ctx, s := context.Background(), open(t)
	base := background("base.yaml")
	base.Actors = []change.Actor{state("asker")}
	var addressees []string
	for i := range writers {
		key := fmt.Sprintf("asked-%d", i)
		addressees = append(addressees, key)
		base.Actors = append(base.Actors, state(key))
	}
	base.Demands = []change.Demand{asks("ask", "Something is asked", addressees...)}
	put(t, s, base)

	// Each set writes two positions, which are there together or not at all.
	answer := func(writer, round int) *change.Set {
		d := article(fmt.Sprintf("article-%d-%d", writer, round), "2025-08-20")
		kind := demand.PositionKind([]string{"ACCEPTS", "REJECTS", "FULFILS"}[(writer+round)%3])
		date := fmt.Sprintf("2025-08-%02d", 1+round)
		d.Positions = []change.Position{took(addressees[writer], kind, "ask", date), took("asker", "REITERATES", "ask", fmt.Sprintf("20%02d-0%d", writer+10, round+1))}
		return set(d)
	}
	var reading, writing sync.WaitGroup
	var done atomic.Bool
	var failed sync.Map
	for range 2 {
		reading.Go(func() {
			last := int64(0)
			for !done.Load() {
				tr := &tree{}
				l := tr.below(demand.KindDemand, "positions", &query.Selection{Kind: demand.KindPosition, Props: props(demand.KindPosition, "kind")})
				l.Page = tr.first(1000)
				a, err := s.Read(ctx, tr.lookup(demand.KindDemand, "ask", &query.Selection{Props: props(demand.KindDemand, "status"), Lists: []query.List{l}, Ledgers: []query.Ledger{{Filter: query.OwnWord}}}))
				if err != nil {
					failed.Store("read: "+err.Error(), true)
					return
				}
				n := a.Page.Items[0].Node
				list, ledger := n.Lists[0], n.Ledgers[0]
				if len(list.Items)%2 != 0 || int(list.Total) != len(list.Items) || a.Version < last || a.Version != 1+int64(len(list.Items)/2) {
					failed.Store(fmt.Sprintf("version %d after %d: %d positions of %d", a.Version, last, len(list.Items), list.Total), true)
				}
				status, _ := demand.StatusOfLedger(ledger.Entries, ledger.Addressees)
				if kept, _ := n.Values[0].(string); kept != string(status) {
					failed.Store(fmt.Sprintf("status %q kept, %q by the positions", kept, status), true)
				}
				last = a.Version
			}
		})
	}
	versions := make([][]int64, writers)
	for round := range rounds { // all begin each round together
		start := make(chan struct{})
		for w := range writers {
			writing.Go(func() {
				<-start
				report, err := s.Apply(ctx, answer(w, round), false)
				if err != nil {
					failed.Store("write: "+err.Error(), true)
					return
				}
				versions[w] = append(versions[w], report.Version)
			})
		}
		close(start)
		writing.Wait()
		sound(t, s)
	}
	done.Store(true)
	reading.Wait()
	failed.Range(func(what, _ any) bool { t.Error(what); return true })
	got := slices.Sorted(slices.Values(slices.Concat(versions...)))
	for i, v := range got {
		if v != int64(i+2) {
			t.Fatalf("versions %v", got)
		}
	}
	var acts []demand.Act
	for w := range writers {
		for r := range rounds {
			for _, p := range answer(w, r).Documents[0].Positions {
				a := demand.Act{Taker: p.Actor, Kind: p.Kind, Demand: p.Demand, Date: p.Date}
				a.Key = demand.PositionKey(a)
				acts = append(acts, a)
			}
		}
	}
	if want := derivedOf(addressees, acts...)[0]; status(t, s, "ask") != want {
		t.Errorf("status %v, want %v", status(t, s, "ask"), want)
	}
}
