package storetest

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"demandgraph/change"
	"demandgraph/store"
)

// budget is how long Compare goes on, so that a slow engine does not hold all
// tests up; with the flag -rapid.checks it makes as many rounds as that says.
const budget = 40 * time.Second

// Compare gives two stores the same random writes and reads and wants the same
// of both: the reports and failures of Apply, nothing wrong by Verify after
// every write, the same change log, the same graph in the end, and the same answer to every
// query, byte for byte in its canonical form. Each store is opened once; what
// one round wrote, the next takes back first.
func Compare(t *testing.T, a, b func(t *testing.T) store.Store) {
	p := pair{a(t), b(t)}
	started, rounds := time.Time{}, 0 // after the first round, which plans all statements
	unbounded, failing := false, false
	flag.Visit(func(f *flag.Flag) { unbounded = unbounded || f.Name == "rapid.checks" })
	rapid.Check(t, func(t *rapid.T) {
		// Not while a failure is made smaller, which must fail again.
		if !unbounded && !failing && rounds > 0 && time.Since(started) > budget {
			return
		}
		passed := false
		defer func() { failing = failing || !passed }()
		p.round(t)
		passed = true
		if rounds++; rounds == 1 {
			started = time.Now()
		}
	})
	t.Logf("%d rounds", rounds)
}

// round writes and reads a few times, from an empty graph on.
func (p pair) round(t *rapid.T) {
	p.clear(t)
	p.apply(t, set(ground()), false)
	for range rapid.IntRange(1, 4).Draw(t, "writes") {
		s := rapid.Custom(genSet).Draw(t, "set")
		if chance(t, "dry run", 6) {
			p.apply(t, s, true)
		}
		p.apply(t, s, false)
		for range rapid.IntRange(1, 4).Draw(t, "reads") {
			p.read(t)
		}
	}
	same(t, "the graph", whole(p[0]), whole(p[1]))
	for _, key := range []string{"import", "import-2"} {
		same(t, "the contributions of an import", p.contributions(t, 0, key), p.contributions(t, 1, key))
	}
	same(t, "what is known", knownText(p[0]), knownText(p[1]))
}

// pair are two stores that should be the same.
type pair [2]store.Store

func (p pair) apply(t *rapid.T, s *change.Set, dryRun bool) {
	var said [2]string
	for i := range p {
		report, err := p[i].Apply(context.Background(), s, dryRun)
		said[i] = failure(err)
		if err == nil {
			said[i] = fmt.Sprintf("%+v", *report)
		}
	}
	same(t, "a write", said[0], said[1])
	for i := range p {
		wrong, err := p[i].Verify(context.Background())
		if err != nil || len(wrong) > 0 {
			t.Fatalf("verify: %v %q", err, wrong)
		}
	}
	same(t, "the change log", p.last(t, 0), p.last(t, 1))
}

// last is the last entry of a store's change log without its instant.
func (p pair) last(t *rapid.T, i int) string {
	version, err := p[i].Version(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	records, err := p[i].Log(context.Background(), version-1, 10)
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		records[i].At = ""
	}
	return fmt.Sprintf("%d %+v", version, records)
}

func (p pair) contributions(t *rapid.T, i int, importKey string) string {
	ids, err := p[i].Contributions(context.Background(), importKey)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(ids, " ")
}

func (p pair) read(t *rapid.T) {
	if chance(t, "scan", 5) {
		q := rapid.Custom(genScan).Draw(t, "scanned")
		t.Logf("scan %s %#v %#v %#v", q.Kind, q.Access, q.Filter, q.Params)
		same(t, "the rows of a scan", scanned(p[0], q), scanned(p[1], q))
		return
	}
	q := rapid.Custom(genQuery).Draw(t, "query")
	t.Logf("query %s %#v", q.Shape(), q.Params)
	same(t, "an answer", answer(p[0], q), answer(p[1], q))
	first, err := p[0].Read(context.Background(), q)
	if err != nil {
		return
	}
	if next, ok := turn(t, q, first.Page); ok {
		t.Logf("turned %s %#v", next.Shape(), next.Params)
		same(t, "an answer after a cursor", answer(p[0], next), answer(p[1], next))
	}
}

// clear takes back all that was written.
func (p pair) clear(t *rapid.T) {
	for i := range p {
		var ids []string
		for _, key := range []string{"import", "import-2"} {
			more, err := p[i].Contributions(context.Background(), key)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, more...)
		}
		slices.Sort(ids)
		s := set()
		s.Remove = slices.Compact(ids)
		if _, err := p[i].Apply(context.Background(), s, false); err != nil {
			t.Fatalf("clear: %v", err)
		}
	}
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// same fails when two texts differ, and shows where.
func same(t failer, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(lines []string) string {
		return strings.Join(lines[max(0, i-12):min(len(lines), i+8)], "\n")
	}
	t.Fatalf("%s differs at line %d:\n%s\n--- and the other:\n%s", what, i+1, around(a), around(b))
}
