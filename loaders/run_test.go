package loaders_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

var formats = loaders.Registry{native.Loader{}}

// openStore opens a new store that is checked against a recomputation at the end.
func openStore(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// files makes sources of texts by name.
func files(t *testing.T, texts map[string]string) []*loaders.Source {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	sources, err := loaders.WalkFS(fsys, "in")
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func run(t *testing.T, to loaders.Applier, o loaders.Options) *loaders.Summary {
	t.Helper()
	sum, err := loaders.Run(t.Context(), to, formats, o)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// keys lists the keys of the nodes of a kind that a store has.
func keys(t *testing.T, s *sqlite.Store, kind demand.NodeKind) string {
	t.Helper()
	log, err := s.Log(context.Background(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	var order []string
	for _, r := range log {
		for _, ref := range r.Created {
			if ref.Kind == kind && !there[ref.Key] {
				there[ref.Key] = true
				order = append(order, ref.Key)
			}
		}
		for _, ref := range r.Deleted {
			if ref.Kind == kind {
				delete(there, ref.Key)
			}
		}
	}
	var out []string
	for _, key := range order {
		if there[key] {
			out = append(out, key)
		}
	}
	return strings.Join(out, " ")
}

func problems(sum *loaders.Summary) string {
	var b strings.Builder
	for _, p := range sum.Problems {
		fmt.Fprintln(&b, p)
	}
	return b.String()
}

func TestExamplesLoadOnce(t *testing.T) {
	s := openStore(t)
	sum := run(t, s, loaders.Options{Paths: []string{"../examples"}})
	if sum.Status() != 0 || sum.Version == 0 {
		t.Fatalf("status %d, version %d\n%s", sum.Status(), sum.Version, problems(sum))
	}
	if len(sum.Created()) < 100 || sum.Loaded != sum.Read {
		t.Errorf("created %d nodes, loaded %d of %d", len(sum.Created()), sum.Loaded, sum.Read)
	}
	again := run(t, s, loaders.Options{Paths: []string{"../examples"}})
	if again.Version != 0 || len(again.Created())+len(again.Updated())+len(again.Deleted()) > 0 {
		t.Errorf("the second run wrote: version %d", again.Version)
	}
	if len(again.Unchanged()) != len(sum.Created()) {
		t.Errorf("unchanged %d, created before %d", len(again.Unchanged()), len(sum.Created()))
	}
	for _, d := range check(t, s) {
		t.Error(d)
	}
}

func check(t *testing.T, s *sqlite.Store) []string {
	t.Helper()
	differences, err := s.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return differences
}

const (
	russia   = "actors: [{key: russia, name: Russia, type: STATE}]\n"
	ukraine  = "actors: [{key: ukraine, name: Ukraine, type: STATE}]\n"
	withdraw = "demands: [{key: withdraw, summary: Withdraw, addressees: [ukraine]}]\n"
)

func TestBadDocumentTakesDependentsWithIt(t *testing.T) {
	s := openStore(t)
	var rejects bytes.Buffer
	sum := run(t, s, loaders.Options{Rejects: &rejects, Sources: files(t, map[string]string{
		"a.yaml": withdraw, // needs b, which is bad
		"b.yaml": ukraine + "events: [{key: e, name: E, type: SUMIT}]\n",
		"c.yaml": russia,
		"d.yaml": "positions: [{actor: russia, kind: DEMANDS, demand: withdraw}]\n", // needs a
	})})
	const want = `in/a.yaml:1:59: actor "ukraine" is described only in in/b.yaml:1, which is refused
in/b.yaml:2:34: type is "SUMIT"; did you mean "SUMMIT"?
in/d.yaml:1:52: demand "withdraw" is described only in in/a.yaml:1, which is refused
`
	if got := problems(sum); got != want {
		t.Errorf("problems:\n%swant:\n%s", got, want)
	}
	if sum.Status() != 1 || sum.Rejected != 3 || sum.Loaded != 1 {
		t.Errorf("status %d, rejected %d, loaded %d", sum.Status(), sum.Rejected, sum.Loaded)
	}
	if got := keys(t, s, demand.KindActor); got != "russia" {
		t.Errorf("actors: %s", got)
	}
	var first struct {
		File         string
		Line, Column int
		Reason       string
	}
	if err := json.NewDecoder(&rejects).Decode(&first); err != nil || first.File != "in/a.yaml" || first.Line != 1 || first.Column != 59 || first.Reason == "" {
		t.Errorf("first reject %+v, %v", first, err)
	}
}

func TestReferenceToTheGraph(t *testing.T) {
	s := openStore(t)
	run(t, s, loaders.Options{Sources: files(t, map[string]string{"ref.yaml": ukraine})})
	// The file that describes it is bad now, but the graph has it from before.
	sum := run(t, s, loaders.Options{Sources: files(t, map[string]string{"a.yaml": withdraw, "ref.yaml": "actors: [{key: ukraine, nam: Ukraine}]"})})
	if sum.Loaded != 1 || sum.Rejected != 1 {
		t.Errorf("loaded %d, rejected %d\n%s", sum.Loaded, sum.Rejected, problems(sum))
	}
	unknown := run(t, s, loaders.Options{Sources: files(t, map[string]string{"b.yaml": "demands: [{key: stay, summary: Stay, addressees: [ukrain]}]\n" + russia})})
	const want = "in/b.yaml:1:51: unknown actor \"ukrain\": no document of this import describes it, and it is not in the graph\n"
	if got := problems(unknown); got != want || unknown.Status() != 1 {
		t.Errorf("got %s", got)
	}
}

func TestContradictionWithTheGraph(t *testing.T) {
	s := openStore(t)
	run(t, s, loaders.Options{Sources: files(t, map[string]string{"a.yaml": russia})})
	sum := run(t, s, loaders.Options{Sources: files(t, map[string]string{
		"b.yaml": "actors: [{key: russia, name: Rossiya}, {key: x, name: X, type: OTHER}]",
		"c.yaml": "actors: [{key: y, name: Y, type: OTHER, affiliations: [{with: x, role: LEADS}]}]",
		"d.yaml": ukraine,
	})})
	if sum.Loaded != 1 || sum.Rejected != 2 || !strings.Contains(problems(sum), `name is "Rossiya" here and "Russia" in in/a.yaml`) ||
		!strings.Contains(problems(sum), `actor "x" is described only in in/b.yaml:1, which is refused`) {
		t.Errorf("loaded %d, rejected %d\n%s", sum.Loaded, sum.Rejected, problems(sum))
	}
	// Changed together with the document that it contradicts, in whatever order, it is taken.
	sum = run(t, s, loaders.Options{Sources: files(t, map[string]string{
		"0.yaml": "actors: [{key: russia, name: Rossiya}]", "a.yaml": "actors: [{key: russia, type: STATE}]"})})
	if sum.Status() != 0 {
		t.Errorf("status %d\n%s", sum.Status(), problems(sum))
	}
}

// TestRefusedDocumentsAreTriedTogether: each of two changed documents contradicts what
// the graph still has of the other, and they are too far apart for one transaction.
func TestRefusedDocumentsAreTriedTogether(t *testing.T) {
	s := openStore(t)
	const named = "actors: [{key: russia, name: Russia, type: STATE, "
	run(t, s, loaders.Options{Sources: files(t, map[string]string{"0.yaml": named + "iso3: RUS}]", "a.yaml": named + "description: Old}]"})})
	texts := map[string]string{"0.yaml": named + "description: New}]", "a.yaml": named + "iso3: RUX}]", "ukraine.yaml": ukraine}
	for i := range 30 {
		texts[fmt.Sprintf("1-%02d.yaml", i)] = manyDemands(i)
	}
	sum := run(t, s, loaders.Options{Sources: files(t, texts)})
	if sum.Status() != 0 || sum.Loaded != sum.Read {
		t.Fatalf("loaded %d of %d\n%s", sum.Loaded, sum.Read, problems(sum))
	}
	for _, d := range check(t, s) {
		t.Error(d)
	}
}

func TestAllOrNothing(t *testing.T) {
	s := openStore(t)
	for name, texts := range map[string]map[string]string{
		"bad document":     {"a.yaml": russia, "b.yaml": "actors: [{key: Russia}]"},
		"unknown to graph": {"a.yaml": russia, "b.yaml": withdraw},
	} {
		sum := run(t, s, loaders.Options{AllOrNothing: true, Sources: files(t, texts)})
		if sum.Status() != 2 || sum.Version != 0 || len(sum.Problems) == 0 || sum.Loaded != 0 {
			t.Errorf("%s: status %d, version %d, loaded %d", name, sum.Status(), sum.Version, sum.Loaded)
		}
	}
	if got := keys(t, s, demand.KindActor); got != "" {
		t.Errorf("actors: %s", got)
	}
	if sum := run(t, s, loaders.Options{AllOrNothing: true, Sources: files(t, map[string]string{"a.yaml": russia})}); sum.Status() != 0 || sum.Version == 0 {
		t.Errorf("status %d", sum.Status())
	}
}

func TestDryRun(t *testing.T) {
	s := openStore(t)
	run(t, s, loaders.Options{Sources: files(t, map[string]string{"a.yaml": russia + "topics: [{key: old, name: Old}]\n"})})
	sum := run(t, s, loaders.Options{DryRun: true, Sources: files(t, map[string]string{
		"a.yaml": "actors: [{key: russia, name: Russia, type: STATE, aliases: [Moscow]}]", "b.yaml": ukraine})})
	var b bytes.Buffer
	if _, err := sum.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	const want = `create actor ukraine: Ukraine
change actor russia: Russia
delete topic old
2 documents would be loaded of 2, 0 rejected
nodes: 1 to create, 1 to update, 1 to delete, 0 unchanged
dry run: nothing was written
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
	if v, err := s.Version(t.Context()); err != nil || v != 1 {
		t.Errorf("version %d, %v", v, err)
	}
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

func TestInterruptedRunIsContinued(t *testing.T) {
	texts := map[string]string{"ref.yaml": russia + "---\n" + ukraine}
	for i := range 60 {
		texts[fmt.Sprintf("a%02d.yaml", i)] = manyDemands(i)
	}
	s := openStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	sum, err := loaders.Run(ctx, &stopper{s, 2, cancel}, formats, loaders.Options{Sources: files(t, texts)})
	if err == nil || sum.Status() != 2 || sum.Loaded == 0 || sum.Loaded == sum.Read {
		t.Fatalf("loaded %d of %d, %v", sum.Loaded, sum.Read, err)
	}
	rest := run(t, s, loaders.Options{Sources: files(t, texts)})
	if rest.Status() != 0 || rest.Loaded != rest.Read {
		t.Fatalf("%s", problems(rest))
	}
	whole := openStore(t)
	run(t, whole, loaders.Options{Sources: files(t, texts)})
	for _, kind := range []demand.NodeKind{demand.KindActor, demand.KindDemand, demand.KindPosition} {
		if a, b := keys(t, s, kind), keys(t, whole, kind); a != b || a == "" {
			t.Errorf("%s differ", kind)
		}
	}
	for _, d := range check(t, s) {
		t.Error(d)
	}
}

// manyDemands is a document of a hundred demands and positions, which needs the reference data.
func manyDemands(n int) string {
	var b strings.Builder
	b.WriteString("demands:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "- {key: d-%d-%d, summary: Demand %d, addressees: [ukraine]}\n", n, i, i)
	}
	b.WriteString("positions:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "- {actor: russia, kind: DEMANDS, demand: d-%d-%d, date: 2025-08-15}\n", n, i)
	}
	return b.String()
}

func TestNothingToLoad(t *testing.T) {
	dir := t.TempDir()
	sum, err := loaders.Run(t.Context(), nil, formats, loaders.Options{Paths: []string{dir}})
	if err == nil || sum.Status() != 2 || !strings.Contains(err.Error(), "no documents here; formats that can be read are native") {
		t.Error(err)
	}
	if _, err := loaders.Run(t.Context(), nil, formats, loaders.Options{Paths: []string{filepath.Join(dir, "absent")}}); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Error(err)
	}
	if _, err := loaders.Run(t.Context(), nil, formats, loaders.Options{Paths: []string{dir}, Format: "natve"}); err == nil || !strings.Contains(err.Error(), `did you mean "native"?`) {
		t.Error(err)
	}
	path := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(path, []byte("Dear diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum = run(t, nil, loaders.Options{Paths: []string{path}})
	if sum.Status() != 1 || !strings.Contains(problems(sum), "this is in no format that can be read") {
		t.Errorf("status %d %s", sum.Status(), problems(sum))
	}
	if _, err := loaders.OpenRejects(filepath.Join(dir, "none", "rejects.jsonl")); err == nil {
		t.Error("an unwritable file of rejects is no error")
	}
}
