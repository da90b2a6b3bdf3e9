package storetest

import (
	"context"
	"fmt"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// day reads a date that is known to be right.
func day(s string) demand.Date { return demand.MustParseDate(s) }

// article begins a document about an article that was published on a day.
func article(key, published string) *change.Document {
	return &change.Document{Source: key + ".yaml", Format: "native", Article: &change.Article{
		Key: key, Title: "Article " + key, Publisher: "Example News", PublishedAt: day(published)}}
}

// background begins a document without an article: reference data.
func background(path string) *change.Document {
	return &change.Document{Source: path, Path: path, Format: "native"}
}

func actor(key, name string, kind demand.ActorType, aliases ...string) change.Actor {
	return change.Actor{Key: key, Name: name, Type: kind, Aliases: aliases}
}

// state is the plainest actor.
func state(key string) change.Actor { return actor(key, key, demand.ActorTypeState) }

func region(key, name string, kind demand.RegionType, parents ...string) change.Region {
	return change.Region{Key: key, Name: name, Type: kind, PartOf: refer(parents...)}
}

// refer names nodes, without evidence.
func refer(keys ...string) []change.Reference {
	var all []change.Reference
	for _, key := range keys {
		all = append(all, change.Reference{Key: key})
	}
	return all
}

// asks is a demand of addressees.
func asks(key, summary string, addressees ...string) change.Demand {
	return change.Demand{Key: key, Summary: summary, Addressees: refer(addressees...)}
}

// took is a position on a day.
func took(actor string, kind demand.PositionKind, of, date string) change.Position {
	return change.Position{Actor: actor, Kind: kind, Demand: of, Date: day(date)}
}

// tookAt is a position at an event, in a phase of it, with the date told or "".
func tookAt(actor string, kind demand.PositionKind, of, event string, phase demand.Phase, date string) change.Position {
	p := took(actor, kind, of, date)
	p.Event, p.Phase = event, phase
	return p
}

// quote is a quote of an article, with a place in it.
func quote(exact string, start int) []change.Annotation {
	end := start + len([]rune(exact))
	return []change.Annotation{{Exact: exact, Start: &start, End: &end}}
}

// set makes one write of documents, by one import for all tests.
func set(docs ...*change.Document) *change.Set {
	return &change.Set{Import: change.Import{Key: "import", Source: "test", Format: "native", StartedAt: "2025-09-01T00:00:00Z"}, Documents: docs}
}

// apply writes a set and checks that nothing derived is wrong after it.
func apply(t testing.TB, s store.Store, set *change.Set) *change.Report {
	t.Helper()
	report, err := s.Apply(context.Background(), set, false)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	sound(t, s)
	return report
}

// put writes documents.
func put(t testing.TB, s store.Store, docs ...*change.Document) *change.Report {
	t.Helper()
	return apply(t, s, set(docs...))
}

// sound fails the test when Verify finds something.
func sound(t testing.TB, s store.Store) {
	t.Helper()
	wrong, err := s.Verify(context.Background())
	if err != nil {
		t.Fatalf("verify: %v", err)
	}
	for _, w := range wrong {
		t.Errorf("verify: %s", w)
	}
}

// twin is a store with the reference that gets the same writes.
type twin struct {
	testing.TB
	store, ref store.Store
}

// twins opens a store and gives it and the reference the same documents.
func twins(t *testing.T, open func(*testing.T) store.Store, docs ...*change.Document) *twin {
	t.Helper()
	tw := &twin{t, open(t), Reference(t)}
	if len(docs) > 0 {
		tw.put(docs...)
	}
	return tw
}

func (tw *twin) put(docs ...*change.Document) *change.Report {
	tw.Helper()
	return tw.apply(set(docs...))
}

func (tw *twin) apply(set *change.Set) *change.Report {
	tw.Helper()
	want := apply(tw, tw.ref, set)
	got := apply(tw, tw.store, set)
	if a, b := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); a != b {
		tw.Errorf("the report is\n%s, should be\n%s", a, b)
	}
	return got
}

// ask answers a query by both, which must be the same.
func (tw *twin) ask(q *query.Query) query.Items {
	tw.Helper()
	got, err := tw.store.Read(context.Background(), q)
	if err != nil {
		tw.Fatalf("read %s: %v", q.Shape(), err)
	}
	want := read(tw, tw.ref, q)
	if a, b := canonical(got.Page), canonical(want); a != b {
		tw.Logf("query %s %#v", q.Shape(), q.Params)
		same(tw, "the answer", a, b)
	}
	return got.Page
}
