package synthetic

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store/sqlite"
)

func sets(t *testing.T, c Config) []*change.Set {
	t.Helper()
	return slices.Collect(New(c).Sets())
}

func TestSameConfigSameSets(t *testing.T) {
	a, b := sets(t, Config{Seed: 1, Demands: 500}), sets(t, Config{Seed: 1, Demands: 500})
	if !reflect.DeepEqual(a, b) {
		t.Error("two runs with one seed differ")
	}
	if c := sets(t, Config{Seed: 2, Demands: 500}); reflect.DeepEqual(a, c) {
		t.Error("another seed makes the same")
	}
	g := New(Config{Seed: 1, Demands: 500})
	if again := slices.Collect(g.Sets()); !reflect.DeepEqual(slices.Collect(g.Sets()), again) {
		t.Error("a second walk over the sets differs from the first")
	}
}

func TestSetsAreBounded(t *testing.T) {
	g := New(Config{Seed: 1, Demands: 1000, SetArticles: 30})
	demands, documents := 0, 0
	for set := range g.Sets() {
		if n := len(set.Documents); n > 30 {
			t.Errorf("a set has %d documents", n)
		}
		for _, doc := range set.Documents {
			documents++
			demands += len(doc.Demands)
		}
	}
	if demands != 1000 || documents != g.Documents() {
		t.Errorf("%d demands in %d documents, want 1000 in %d", demands, documents, g.Documents())
	}
}

// Quotes are where they say they are, keys are keys.
func TestDocumentsAreSound(t *testing.T) {
	for _, set := range sets(t, Config{Seed: 3, Demands: 300}) {
		for _, doc := range set.Documents {
			for _, p := range doc.Positions {
				for _, a := range p.Evidence {
					if got := doc.Article.Text[*a.Start:*a.End]; got != a.Exact {
						t.Fatalf("%s: the quote %q stands as %q", doc.Source, a.Exact, got)
					}
				}
			}
			for _, d := range doc.Demands {
				if err := demand.ValidKey(d.Key); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// A few actors make most of the demands.
func TestSkewed(t *testing.T) {
	g := New(Config{Seed: 1, Demands: 5000})
	pair, all := 0, 0
	for set := range g.Sets() {
		for _, doc := range set.Documents {
			for i, d := range doc.Demands {
				all++
				p := doc.Positions[slices.IndexFunc(doc.Positions, func(p change.Position) bool { return p.Demand == doc.Demands[i].Key })]
				if (p.Actor == "russia" || p.For == "russia") && slices.ContainsFunc(d.Addressees, func(r change.Reference) bool { return r.Key == "ukraine" }) {
					pair++
				}
			}
		}
	}
	if pair*100 < all*3 || pair*100 > all*30 {
		t.Errorf("the busiest pair has %d of %d demands", pair, all)
	}
}

func TestStoreTakesThem(t *testing.T) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, sqlite.Scheme+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	g := New(Config{Seed: 1, Demands: 300, SetArticles: 20})
	created := map[demand.NodeKind]int{}
	for set := range g.Sets() {
		report, err := s.Apply(ctx, set, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range report.Created {
			created[ref.Kind]++
		}
	}
	if created[demand.KindDemand] != 300 || created[demand.KindArticle] != 60 || created[demand.KindActor] != len(g.Actors)+len(g.People) {
		t.Errorf("created %v", created)
	}
	for _, kind := range []demand.NodeKind{demand.KindPosition, demand.KindTerm, demand.KindAnnotation, demand.KindRegion, demand.KindTopic, demand.KindEvent} {
		if created[kind] == 0 {
			t.Errorf("no %s was created", kind)
		}
	}
	ids, err := s.Contributions(ctx, g.config.Import().Key)
	if err != nil || len(ids) != g.Documents() {
		t.Errorf("%d contributions, %v; want %d", len(ids), err, g.Documents())
	}
	for set := range g.Sets() {
		if report, err := s.Apply(ctx, set, false); err != nil || report.Version != 0 {
			t.Fatalf("applied again: %+v, %v", report, err)
		}
	}
}

func BenchmarkSets(b *testing.B) {
	g := New(Config{Seed: 1, Demands: 5000})
	for b.Loop() {
		for range g.Sets() {
		}
	}
	b.ReportMetric(5000*float64(b.N)/b.Elapsed().Seconds(), "demands/s")
}
