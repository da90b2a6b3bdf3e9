package icews

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
	"demandgraph/store/sqlite"
)

func openStore(t testing.TB) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func load(t testing.TB, s loaders.Applier, o events.Options, sources ...*loaders.Source) *loaders.Summary {
	t.Helper()
	sum, err := loaders.Run(t.Context(), s, loaders.Registry{Loader{o}}, loaders.Options{Sources: sources})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func verify(t testing.TB, s *sqlite.Store) {
	t.Helper()
	differences, err := s.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	places, err := events.NewPlaces(os.DirFS("../../gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	o := events.Options{All: true, Places: places}
	s := openStore(t)
	first := load(t, s, o, source(t, "family.tsv"), source(t, "traps.tsv"), source(t, "family.jsonl"))
	if first.Status() != 1 || first.Rejected != 8 || first.Version == 0 || first.Loaded == 0 {
		t.Errorf("%+v", first)
	}
	verify(t, s)
	again := load(t, s, o, source(t, "family.tsv"), source(t, "traps.tsv"), source(t, "family.jsonl"))
	if create, update, remove, _ := again.Counts(); again.Version != 0 || create+update+remove > 0 || again.Loaded != first.Loaded {
		t.Errorf("created %d, updated %d, deleted %d, version %d", create, update, remove, again.Version)
	}
}

// A corrected file changes what changed, and takes back what it no longer says, also all of a day.
func TestCorrectedFile(t *testing.T) {
	s, clean := openStore(t), openStore(t)
	data, err := os.ReadFile("testdata/family.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	without := strings.Join(append(append([]string{}, lines[:8]...), lines[10:]...), "") // the rows of 12 and 13 January
	load(t, s, events.Options{}, loaders.Bytes("a.tsv", data))
	sum := load(t, s, events.Options{}, loaders.Bytes("a.tsv", []byte(without)))
	create, _, remove, _ := sum.Counts()
	if create != 0 || remove == 0 || sum.Status() != 0 {
		t.Errorf("created %d, deleted %d, %+v", create, remove, sum)
	}
	load(t, clean, events.Options{}, loaders.Bytes("a.tsv", []byte(without)))
	for _, kind := range []demand.NodeKind{demand.KindActor, demand.KindDemand, demand.KindPosition, demand.KindTerm, demand.KindArticle, demand.KindRegion} {
		if a, b := nodes(t, s, kind), nodes(t, clean, kind); a != b || a == "" {
			t.Errorf("%s: %s\nwant %s", kind, a, b)
		}
	}
	verify(t, s)
}

// nodes are the keys of a kind that are there, by the change log.
func nodes(t testing.TB, s *sqlite.Store, kind demand.NodeKind) string {
	t.Helper()
	log, err := s.Log(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, r := range log {
		for _, ref := range r.Created {
			if ref.Kind == kind {
				there[ref.Key] = true
			}
		}
		for _, ref := range r.Deleted {
			if ref.Kind == kind {
				delete(there, ref.Key)
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(there)), " ")
}

// stopper stops a run after so many transactions.
type stopper struct {
	*sqlite.Store
	left   int
	cancel context.CancelFunc
}

func (s *stopper) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	report, err := s.Store.Apply(ctx, set, dryRun)
	if s.left--; s.left == 0 {
		s.cancel()
	}
	return report, err
}

// A run that was stopped is continued by the same one, and ends in the same graph.
func TestStoppedRunIsContinued(t *testing.T) {
	src := realSource(t, "icews18-sep-demand-family.jsonl.gz")
	s, whole := openStore(t), openStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	sum, err := loaders.Run(ctx, &stopper{s, 2, cancel}, loaders.Registry{Loader{}}, loaders.Options{Sources: []*loaders.Source{src}})
	if err == nil || sum.Loaded == 0 {
		t.Fatalf("loaded %d, %v", sum.Loaded, err)
	}
	load(t, s, events.Options{}, src)
	load(t, whole, events.Options{}, src)
	for _, kind := range []demand.NodeKind{demand.KindActor, demand.KindDemand, demand.KindPosition, demand.KindTerm} {
		if a, b := nodes(t, s, kind), nodes(t, whole, kind); a != b || a == "" {
			t.Errorf("%s differ", kind)
		}
	}
	verify(t, s)
}
