package icews

import (
	"os"
	"path/filepath"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// realData holds published rows, which are not part of the repository.
const realData = "../../../shared/data/icews"

func realSource(t testing.TB, name string) *loaders.Source {
	t.Helper()
	path := filepath.Join(realData, name)
	info, err := os.Stat(path)
	if err != nil {
		t.Skip("the published ICEWS rows are not here")
	}
	return &loaders.Source{Path: path, Name: name, FS: os.DirFS(realData), File: name, Size: info.Size(), Named: true}
}

// tallies are what a file became.
type tallies struct {
	documents, demands, rejects int
	rows                        map[string]int // positions by kind, terms, events
	codes                       map[string]int // positions that make a demand, by the root of their code
	placed                      int
}

func tally(t testing.TB, src *loaders.Source, o events.Options, each func(*change.Document)) tallies {
	t.Helper()
	got := tallies{rows: map[string]int{}, codes: map[string]int{}}
	demands := map[string]bool{}
	err := Loader{o}.Read(t.Context(), src, func(r *loaders.Record) error {
		got.rejects += len(r.Problems)
		doc := r.Document
		if doc == nil {
			for _, w := range r.Warnings {
				t.Log(w)
			}
			return nil
		}
		got.documents++
		for _, d := range doc.Demands {
			demands[d.Key] = true
		}
		for _, p := range doc.Positions {
			got.rows[string(p.Kind)]++
			if p.Kind.Makes() {
				got.codes[p.CameoCode[:2]]++
			}
			if p.Certainty != demand.CertaintyReported || p.Date.IsZero() {
				t.Errorf("position %+v", p)
			}
			if p.Place != "" {
				got.placed++
			}
		}
		got.rows["terms"] += len(doc.Terms)
		got.rows["events"] += len(doc.Events)
		if each != nil {
			each(doc)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got.demands = len(demands)
	return got
}

func TestPublishedRows(t *testing.T) {
	for _, name := range []string{"icews14-demand-family.jsonl.gz", "icews18-jan-may-demand-family.jsonl.gz", "icews18-sep-demand-family.jsonl.gz", "icews18-sep-all.jsonl.gz", "icews-raw-layout-sample-2018-06.tab.gz"} {
		got := tally(t, realSource(t, name), events.Options{}, nil)
		t.Logf("%s %+v", name, got)
	}
}
