package refiqda

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/linking"
)

// The sample project says what is written beside it, and one of its sources has no text.
func TestSample(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "refi-qda")
	var want struct {
		Documents []struct {
			Name, Publisher, PublishedAt string
			Text                         int `json:"text_codepoints"`
			Spans                        []struct {
				Start, End              int
				Label, Exact, Annotator string
			}
			Links []struct {
				Head, Tail int
				Role       string
			}
		}
		Counted map[string]int
	}
	raw, err := os.ReadFile(filepath.Join(folder, "expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	sources, err := loaders.Walk([]string{filepath.Join(folder, "salo.qdpx")})
	if err != nil {
		t.Fatal(err)
	}
	docs := readertest.Read(t, Reader{}, annotated.Options{}, sources...)
	if len(docs) != len(want.Documents) {
		t.Fatalf("%d documents", len(docs))
	}
	counted := map[string]int{}
	for i, d := range docs {
		w := want.Documents[i]
		if len(d.Problems)+len(d.Warnings) > 0 || d.Name != w.Name || d.Meta.Publisher != w.Publisher || d.Meta.PublishedAt != w.PublishedAt || annotated.NewText(d.Text).Len() != w.Text {
			t.Errorf("%s: %+v %q %q", d.Name, d.Meta, readertest.Lines(d.Problems), readertest.Lines(d.Warnings))
		}
		if len(d.Spans) != len(w.Spans) || len(d.Links) != len(w.Links) {
			t.Fatalf("%s: %d spans, %d links", d.Name, len(d.Spans), len(d.Links))
		}
		for n, s := range w.Spans {
			got := d.Spans[n]
			if got.Label != s.Label || readertest.Words(d, n) != s.Exact || got.Annotator != s.Annotator || got.Pieces[0] != (annotated.Piece{Start: s.Start, End: s.End}) {
				t.Errorf("%s: span %d is %+v", d.Name, n, got)
			}
		}
		for n, l := range w.Links {
			if got := d.Links[n]; got.Head != l.Head || got.Tail != l.Tail || got.Role != l.Role {
				t.Errorf("%s: link %d is %+v", d.Name, n, got)
			}
		}
		for what, n := range d.Counted {
			counted[what] += n
		}
	}
	if !reflect.DeepEqual(counted, want.Counted) {
		t.Errorf("counted %v, want %v", counted, want.Counted)
	}
}

// Its articles can be loaded, and tell what they tell.
func TestSampleMapped(t *testing.T) {
	sources, err := loaders.Walk([]string{filepath.Join(readertest.Samples(t), "refi-qda", "salo.qdpx")})
	if err != nil {
		t.Fatal(err)
	}
	l := &annotated.Loader{Reader: Reader{}, Linker: &linking.Linker{Index: &linking.Index{}}}
	var positions []string
	err = l.Read(t.Context(), sources[0], func(r *loaders.Record) error {
		if len(r.Problems) > 0 {
			t.Errorf("%q", readertest.Lines(r.Problems))
		}
		for _, p := range r.Document.Positions {
			positions = append(positions, strings.Join([]string{p.Actor, p.For, string(p.Kind)}, " "))
		}
		return nil
	})
	// A response to words that nobody demanded stays a mention.
	want := "minister-zoe-marsh elbonia DEMANDS, molvania  REJECTS, fishers-guild-34e183ab  DEMANDS, council  SUPPORTS, port-salo  DEMANDS"
	if got := strings.Join(positions, ", "); err != nil || got != want {
		t.Errorf("%v; got %s", err, got)
	}
}

func TestDetectPublished(t *testing.T) {
	readertest.CheckDetect(t, Reader{}, func(name string) bool { return strings.HasSuffix(name, ".qdpx") })
}
