package annotated

import (
	"reflect"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

// graph is a store that the tests of this file load into, knowing what is in it.
type graph struct {
	*testing.T
	*sqlite.Store
}

func openGraph(t *testing.T) graph {
	t.Helper()
	s, err := sqlite.Open(t.Context(), "sqlite:"+t.TempDir()+"/graph.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return graph{t, s}
}

// load loads sources, those that describe nodes first.
func (g graph) load(sources ...*loaders.Source) *loaders.Summary {
	g.Helper()
	index := &linking.Index{}
	if err := index.AddGraph(g.Context(), g); err != nil {
		g.Fatal(err)
	}
	l := &Loader{Reader: hand{}, Linker: &linking.Linker{Index: index}}
	sum, err := loaders.Run(g.Context(), g, loaders.Registry{native.Loader{}, l}, loaders.Options{Sources: sources,
		Described: func(_ loaders.Loader, doc *change.Document) { index.AddDocument(doc, linking.FromImport) }})
	if err != nil {
		g.Fatal(err)
	}
	for _, p := range sum.Problems {
		g.Error(p)
	}
	return sum
}

// all is what the graph knows by name.
func (g graph) all() (all []change.Known) {
	g.Helper()
	err := g.Known(g.Context(), func(k change.Known) error {
		all = append(all, k)
		return nil
	})
	if err != nil {
		g.Fatal(err)
	}
	return all
}

// known is what the graph knows of an actor.
func (g graph) known(key string) *change.Known {
	g.Helper()
	for _, k := range g.all() {
		if k.Kind == demand.KindActor && k.Key == key {
			return &k
		}
	}
	return nil
}

// What is made of a name gives way to what describes it, whichever is loaded first.
func TestDescribedAfterItWasMade(t *testing.T) {
	article := loaders.Bytes("a.hand", []byte(short+"meta url https://news.example/a\nspan s Region valley\nlink d Region s\n"))
	describes := loaders.Bytes("ruritania.yaml", []byte("actors: [{key: ruritania, name: Ruritania, type: STATE, aliases: [Strelsau]}]\n"))

	after := openGraph(t)
	after.load(article)
	if k := after.known("ruritania"); k == nil || !k.Made || k.Type != "OTHER" {
		t.Fatalf("made of a name: %+v", k)
	}
	if sum := after.load(article); sum.Import != "" {
		t.Errorf("loading again wrote %+v", sum)
	}
	after.load(describes)
	if k := after.known("ruritania"); k == nil || k.Made || k.Type != "STATE" || !slices.Equal(k.Aliases, []string{"Strelsau"}) {
		t.Errorf("described since: %+v", k)
	}
	if sum := after.load(article); sum.Loaded != 1 {
		t.Errorf("loaded again: %+v", sum)
	}
	if sum := after.load(article); sum.Import != "" {
		t.Errorf("loading once more wrote %+v", sum)
	}

	before := openGraph(t)
	before.load(describes)
	before.load(article)
	if got, want := after.all(), before.all(); !reflect.DeepEqual(got, want) {
		t.Errorf("the graph knows\n%+v\nand described first\n%+v", got, want)
	}
}
