package dna

import (
	"database/sql"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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
	file := "file:" + filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), "sqlite:"+strings.TrimPrefix(file, "file:"))
	if err != nil {
		t.Fatal(err)
	}
	load := func() *loaders.Summary {
		sum, err := loaders.Run(t.Context(), s, loaders.Registry{loader(t)}, loaders.Options{Sources: []*loaders.Source{src}})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range sum.Problems {
			t.Error(p)
		}
		return sum
	}
	created := map[demand.NodeKind]int{}
	for _, ref := range load().Created() {
		created[ref.Kind]++
	}
	// Counted in the sample by SQL: 40 statements are 23 different ones in a day.
	want := map[demand.NodeKind]int{demand.KindArticle: 7, demand.KindActor: 14, demand.KindDemand: 6, demand.KindPosition: 23, demand.KindAnnotation: 40}
	for kind, n := range want {
		if created[kind] != n {
			t.Errorf("%d nodes of the kind %s, want %d", created[kind], kind, n)
		}
	}
	if second := load(); second.Version != 0 {
		t.Errorf("loading again changed the graph: %+v", second)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	graph, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer graph.Close()
	var tellings, support int
	err = graph.QueryRow("SELECT count(DISTINCT e.telling), count(DISTINCT CASE p.kind WHEN 'SUPPORTS' THEN e.telling END) FROM Position_EVIDENCED_BY_Annotation e JOIN Position p ON p.id = e.src").Scan(&tellings, &support)
	if err != nil || tellings != 40 || support != 29 {
		t.Errorf("%d tellings, %d of them in support (%v)", tellings, support, err)
	}
}

// The tellings of positions give the matrix that the program computes: of organisations by
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
