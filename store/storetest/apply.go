package storetest

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

func testApply(t *testing.T, open func(*testing.T) store.Store) {
	t.Run("first load", func(t *testing.T) { testFirstLoad(t, open(t)) })
	t.Run("corrected document", func(t *testing.T) { testCorrection(t, open) })
	t.Run("dry run", func(t *testing.T) { testDryRun(t, open(t)) })
	t.Run("refused", func(t *testing.T) { testRefused(t, open(t)) })
	t.Run("documents that refer to each other", func(t *testing.T) { testMutual(t, open(t)) })
	t.Run("order of loading", func(t *testing.T) { testOrderOfLoading(t, open(t)) })
}

func testFirstLoad(t *testing.T, s store.Store) {
	report := put(t, s, alaska()...)
	made := map[demand.NodeKind]int{}
	for _, ref := range report.Created {
		made[ref.Kind]++
	}
	want := map[demand.NodeKind]int{"Actor": 8, "Region": 8, "Topic": 4, "Event": 1, "Demand": 6, "Term": 3, "Position": 13, "Article": 3}
	made[demand.KindAnnotation], want[demand.KindAnnotation] = 0, 0
	if fmt.Sprint(made) != fmt.Sprint(want) {
		t.Errorf("created %v, want %v", made, want)
	}
	if len(report.Updated)+len(report.Deleted)+report.Unchanged != 0 || report.Documents != 4 || report.Version != 1 {
		t.Errorf("report %+v", report)
	}
	all := len(report.Created)
	tr := &tree{}
	got := read(t, s, tr.lookup(demand.KindImport, "import", &query.Selection{Props: props(demand.KindImport, "source", "format", "startedAt", "counts", "rejected")}))
	if v := got.Items[0].Node.Values; v[0] != "test" || v[1] != "native" || v[2] != "2025-09-01T00:00:00Z" || v[3] != [4]int64{int64(all), 0, 0, 0} || v[4] != int64(0) {
		t.Errorf("the import is %v", v)
	}

	// A second load of the same changes nothing: no node, no version, no import.
	before := whole(s)
	again := set(alaska()...)
	again.Import.Key = "again"
	report = apply(t, s, again)
	if len(report.Created)+len(report.Updated)+len(report.Deleted) != 0 || report.Unchanged != all || report.Documents != 0 || report.Version != 0 {
		t.Errorf("the second load: %+v", report)
	}
	if version, _ := s.Version(context.Background()); version != 1 {
		t.Errorf("version %d after a load that changed nothing", version)
	}
	tr = &tree{}
	if got := read(t, s, tr.lookup(demand.KindImport, "again", &query.Selection{})); got.Items[0].Node != nil {
		t.Error("a load that changed nothing left an import")
	}
	same(t, "the graph", whole(s), before)
}

func testCorrection(t *testing.T, open func(*testing.T) store.Store) {
	s := open(t)
	put(t, s, alaska()...)
	corrected := alaskaSummit()
	corrected.Article.Title = "A better title"
	corrected.Demands[2].Summary = "Ukraine's forces are limited"
	corrected.Positions = slices.Delete(corrected.Positions, 5, 6) // the allies' opposition
	report := put(t, s, corrected)
	var refs []string
	for _, r := range slices.Concat(report.Updated, report.Deleted) {
		refs = append(refs, r.String())
	}
	opposed := demand.PositionKey(demand.Act{Taker: "european-allies", Kind: demand.PositionKindOpposes, Demand: "donbas-withdrawal", Event: summit, Phase: demand.PhaseAfter})
	want := []string{"Article after-the-summit", "Demand demilitarisation", "Position " + opposed}
	if fmt.Sprint(refs) != fmt.Sprint(want) || len(report.Created) != 0 || report.Documents != 1 {
		t.Errorf("a correction changed %q, created %v; want %q", refs, report.Created, want)
	}
	fresh := Reference(t)
	put(t, fresh, alaskaBackground(), alaskaBefore(), corrected, alaskaPreview())
	same(t, "the graph after a correction", whole(s), whole(fresh))
}

func testDryRun(t *testing.T, s store.Store) {
	put(t, s, alaskaBackground(), alaskaBefore())
	before := whole(s)
	tried, err := s.Apply(context.Background(), set(alaskaSummit()), true)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	same(t, "the graph after a dry run", whole(s), before)
	if version, _ := s.Version(context.Background()); version != 1 || tried.Version != 0 {
		t.Errorf("a dry run left version %d and reports %d", version, tried.Version)
	}
	done := put(t, s, alaskaSummit())
	done.Version = 0
	if a, b := fmt.Sprintf("%+v", tried), fmt.Sprintf("%+v", done); a != b {
		t.Errorf("the dry run said\n%s, the write did\n%s", a, b)
	}
}

// testRefused holds that what cannot be taken names its places and leaves no trace.
func testRefused(t *testing.T, s store.Store) {
	put(t, s, alaska()...)
	before := whole(s)
	contradicts := article("contradicts", "2025-08-20")
	contradicts.Actors = []change.Actor{{Line: 7, Key: "russia", Type: demand.ActorTypeGovernment}}
	unknown := article("unknown", "2025-08-20")
	unknown.Positions = []change.Position{took("nobody", demand.PositionKindDemands, "demilitarisation", "")}
	cycle := background("cycle.yaml")
	cycle.Regions = []change.Region{{Line: 3, Key: "ukraine", PartOf: refer("sloviansk")}}
	twice := article("twice", "2025-08-20")
	nameless := background("nameless.yaml")
	nameless.Actors = []change.Actor{{Key: "new", Name: "New"}}
	within := article("within", "2025-08-20")
	within.Topics = []change.Topic{{Line: 1, Key: "new", Name: "One"}, {Line: 2, Key: "new", Name: "Other"}}
	for _, c := range []struct {
		name string
		docs []*change.Document
		says []string
	}{
		{"contradiction", []*change.Document{contradicts}, []string{"contradicts.yaml:7", "Actor russia", "type", "GOVERNMENT", "STATE", "background.yaml"}},
		{"unknown reference", []*change.Document{unknown}, []string{"unknown.yaml", "Actor nobody"}},
		{"cycle of regions", []*change.Document{cycle}, []string{"cycle.yaml:3", "Region ukraine", "sloviansk", "donetsk-oblast"}},
		{"the same document twice", []*change.Document{twice, twice}, []string{"twice.yaml"}},
		{"nothing says its type", []*change.Document{nameless}, []string{"nameless.yaml", "Actor new", "type"}},
		{"contradiction in itself", []*change.Document{within}, []string{"within.yaml:2", "within.yaml:1", "Topic new", "name"}},
		{"one bad document", []*change.Document{article("good", ""), unknown}, []string{"unknown.yaml", "Actor nobody"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, dryRun := range []bool{true, false} {
				_, err := s.Apply(context.Background(), set(c.docs...), dryRun)
				if !strings.HasPrefix(failure(err), "documents") {
					t.Fatalf("error %v is no *change.Invalid", err)
				}
				for _, part := range c.says {
					if !strings.Contains(err.Error(), part) {
						t.Errorf("%q does not say %q", err, part)
					}
				}
			}
			sound(t, s)
			same(t, "the graph after a refusal", whole(s), before)
		})
	}
	if version, _ := s.Version(context.Background()); version != 1 {
		t.Errorf("version %d after refusals", version)
	}
}

func testMutual(t *testing.T, s store.Store) {
	one, two := article("one", "2025-08-20"), article("two", "2025-08-21")
	one.Actors = []change.Actor{state("first")}
	one.Demands = []change.Demand{asks("ask", "Something is asked", "second")}
	one.Positions = []change.Position{took("second", demand.PositionKindRejects, "ask", "2025-08-02")}
	two.Actors = []change.Actor{state("second")}
	two.Positions = []change.Position{took("first", demand.PositionKindDemands, "ask", "2025-08-01")}
	for _, d := range []*change.Document{one, two} {
		if _, err := s.Apply(context.Background(), set(d), false); failure(err) == "" {
			t.Errorf("%s was taken without what it refers to", d.Source)
		}
	}
	put(t, s, one, two)
	if got := status(t, s, "ask"); got != "REJECTED" {
		t.Errorf("status %v", got)
	}
	// Neither can go while the other refers to it; both can.
	if _, err := s.Apply(context.Background(), &change.Set{Import: set().Import, Remove: []string{two.ID()}}, false); failure(err) == "" {
		t.Error("a document was taken back that another refers to")
	}
	apply(t, s, &change.Set{Import: set().Import, Remove: []string{one.ID(), two.ID()}})
	same(t, "the graph when all is taken back", whole(s), whole(Reference(t)))
}

// status is the kept status of a demand.
func status(t testing.TB, s store.Store, key string) any {
	t.Helper()
	return value(t, s, demand.Ref{Kind: demand.KindDemand, Key: key}, "status")
}

// value is a property of a node; nil when it is missing, or the node.
func value(t testing.TB, s store.Store, ref demand.Ref, name string) any {
	t.Helper()
	tr := &tree{}
	items := read(t, s, tr.lookup(ref.Kind, ref.Key, &query.Selection{Props: []demand.Prop{prop(ref.Kind, name)}}))
	if items.Items[0].Node == nil {
		return nil
	}
	return items.Items[0].Node.Values[0]
}

// takeBack takes back all documents.
func takeBack(t testing.TB, s store.Store, docs ...*change.Document) {
	t.Helper()
	remove := &change.Set{Import: set().Import}
	for _, d := range docs {
		remove.Remove = append(remove.Remove, d.ID())
	}
	apply(t, s, remove)
}

// testOrderOfLoading holds that only what the documents say decides the graph.
func testOrderOfLoading(t *testing.T, s store.Store) {
	docs := append(alaska(), retold("retold-a", "2025-08-17", demand.CertaintyInferred, "2025-08-14"), retold("retold-b", "2025-08-15", demand.CertaintyAsserted, "2025"))
	want := Reference(t)
	put(t, want, docs...)
	graph := whole(want)
	for round := range 4 {
		random := rand.New(rand.NewSource(int64(round)))
		random.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		base := slices.IndexFunc(docs, func(d *change.Document) bool { return d.Article == nil })
		docs[0], docs[base] = docs[base], docs[0] // the others refer to it
		if round%2 == 0 {
			put(t, s, docs...)
		} else {
			for i, waiting := 0, slices.Clone(docs); len(waiting) > 0; i++ {
				if i == 100 {
					t.Fatal("some documents can never be taken")
				}
				d := waiting[0]
				waiting = waiting[1:]
				if _, err := s.Apply(context.Background(), set(d), false); err != nil {
					waiting = append(waiting, d) // it refers to one that comes later
				}
			}
			sound(t, s)
		}
		same(t, fmt.Sprintf("the graph, round %d", round), whole(s), graph)
		takeBack(t, s, docs...)
	}
}

// retold tells acts of the summit again.
func retold(key, published string, certainty demand.Certainty, date string) *change.Document {
	d := article(key, published)
	p := tookAt("vladimir-putin", demand.PositionKindDemands, "donbas-withdrawal", summit, demand.PhaseDuring, date)
	p.For, p.Certainty, p.Attribution, p.Evidence = "russia", certainty, "told by "+key, quote("told again", 10)
	q := tookAt("donald-trump", demand.PositionKindDrops, "immediate-ceasefire", summit, demand.PhaseAfter, date)
	q.Certainty = certainty
	d.Positions = []change.Position{p, p, q}
	return d
}
