package dna

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
	"demandgraph/store/sqlite"
)

// loader is the loader of the format with the profile that is made for it.
func loader(t testing.TB) *annotated.Loader {
	t.Helper()
	is, err := profile.ByName("dna")
	if err != nil {
		t.Fatal(err)
	}
	return &annotated.Loader{Reader: Reader{}, Profile: is, Linker: &linking.Linker{Index: &linking.Index{}}}
}

func sample(t testing.TB) *loaders.Source {
	t.Helper()
	sources, err := loaders.Walk([]string{filepath.Join(readertest.Samples(t), "dna", "sample-3.0.dna")})
	if err != nil {
		t.Fatal(err)
	}
	return sources[0]
}

// The program's sample has 40 statements, by seven persons for seven organisations on six
// concepts in seven documents of four days, and an annotation.
func TestSample(t *testing.T) {
	src := sample(t)
	docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, src)
	labels, days, coders := map[string]int{}, map[string]bool{}, map[string]int{}
	for _, d := range docs {
		if len(d.Problems) > 0 || len(d.Warnings) > 0 || d.Meta.Title == "" || d.Text == "" {
			t.Errorf("%s: %q %q", d.Name, d.Problems, d.Warnings)
		}
		days[d.Meta.PublishedAt] = true
		for i := range d.Spans {
			labels[d.Spans[i].Label]++
			coders[d.Spans[i].Annotator]++
			if words := readertest.Words(d, i); words == "" {
				t.Errorf("%s: no words", d.Spans[i].Where)
			}
		}
	}
	if len(docs) != 7 || len(labels) != 2 || labels["DNA Statement"] != 40 || labels["Annotation"] != 1 || len(days) != 4 || !days["2005-01-26"] || !days["2005-02-16"] {
		t.Errorf("%d documents, labels %v, days %v", len(docs), labels, days)
	}
	if len(coders) != 2 || coders["Coder 1"] != 40 || coders["Coder 2"] != 1 {
		t.Errorf("coders %v", coders)
	}
}

// Loaded, each statement is a telling of a position that its words show; loading it again
// changes nothing.
func TestSampleInStore(t *testing.T) {
	src := sample(t)
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	load := func() *loaders.Summary {
		sum, err := loaders.Run(t.Context(), s, loaders.Registry{loader(t)}, loaders.Options{Sources: []*loaders.Source{src}})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	first := load()
	for _, p := range first.Problems {
		t.Error(p)
	}
	t.Logf("%+v", first)
	if second := load(); second.Version != 0 {
		t.Errorf("loading again changed the graph: %+v", second)
	}
}

// The position's tellings give the matrix that the program computes: of organisations by
// concepts, agreement less disagreement.
func TestSampleMatrix(t *testing.T) {
	src := sample(t)
	counts := map[[2]string]int{}
	names := map[string]string{}
	var positions []change.Position
	err := loader(t).Read(t.Context(), src, func(r *loaders.Record) error {
		for _, p := range r.Problems {
			t.Error(p)
		}
		for _, a := range r.Document.Actors {
			names[a.Key] = a.Name
			if len(a.Aliases) > 0 {
				t.Errorf("%s has aliases %q", a.Key, a.Aliases)
			}
		}
		for _, d := range r.Document.Demands {
			names[d.Key] = d.Summary
		}
		positions = append(positions, r.Document.Positions...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range positions {
		sign := map[demand.PositionKind]int{demand.PositionKindSupports: 1, demand.PositionKindOpposes: -1}[p.Kind]
		counts[[2]string{names[p.For], names[p.Demand]}] += sign
		if len(p.Evidence) != 1 || p.Evidence[0].Exact == "" || p.Date.IsZero() || p.Actor == "" {
			t.Errorf("%+v", p)
		}
	}
	file, err := os.Open(filepath.Join(filepath.Dir(src.Path), "expected", "twomode-org-con-agr-subtract-no-include.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(positions) != 40 || len(rows) != 8 || len(rows[0]) != 7 {
		t.Errorf("%d positions, %d rows", len(positions), len(rows))
	}
	for _, row := range rows[1:] {
		for i, cell := range row[1:] {
			want, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := counts[[2]string{row[0], rows[0][i+1]}]; float64(got) != want {
				t.Errorf("%s on %s: %d, want %v", row[0], rows[0][i+1], got, want)
			}
		}
	}
}
