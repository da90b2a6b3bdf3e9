package readertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Expected is what every form of the parallel article says.
type Expected struct {
	Title, URL, Publisher, PublishedAt string
	Spans                              []struct {
		Start, End   int
		Label, Exact string
	}
	Links []struct {
		Head, Tail int
		Role       string
	}
	Identifiers map[int]string
	Attributes  map[int][]string // name and value
}

// Samples is the folder of published and parallel files, as seen from a package of a
// format. A test that needs it skips where it is not there.
func Samples(t testing.TB) string {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "data", "formats")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no published sample files at ../shared/data/formats beside the repository")
	}
	return folder
}

// Parallel reads a file of the parallel article and what it should say.
func Parallel(t testing.TB, name string) (*loaders.Source, *Expected) {
	t.Helper()
	folder := filepath.Join(Samples(t), "parallel")
	raw, err := os.ReadFile(filepath.Join(folder, "expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Expected{}
	if err := json.Unmarshal(raw, want); err != nil {
		t.Fatal(err)
	}
	sources, err := loaders.Walk([]string{filepath.Join(folder, name)})
	if err != nil {
		t.Fatal(err)
	}
	return sources[0], want
}

// CheckSpans compares the spans of a document with those expected, labels without case.
func (e *Expected) CheckSpans(t testing.TB, d *annotated.Document) {
	t.Helper()
	if len(d.Problems) > 0 {
		t.Errorf("problems %q", Lines(d.Problems))
	}
	if len(d.Spans) != len(e.Spans) {
		t.Fatalf("%d spans, want %d", len(d.Spans), len(e.Spans))
	}
	for i, want := range e.Spans {
		got := d.Spans[i]
		if !slices.Equal(got.Pieces, []annotated.Piece{{Start: want.Start, End: want.End}}) || !strings.EqualFold(got.Label, want.Label) || Words(d, i) != want.Exact {
			t.Errorf("span %d is %s %v %q, want %+v", i, got.Label, got.Pieces, Words(d, i), want)
		}
	}
}

// CheckLinks compares the links.
func (e *Expected) CheckLinks(t testing.TB, d *annotated.Document) {
	t.Helper()
	if len(d.Links) != len(e.Links) {
		t.Fatalf("%d links, want %d", len(d.Links), len(e.Links))
	}
	for i, want := range e.Links {
		if got := d.Links[i]; got.Head != want.Head || got.Tail != want.Tail || got.Role != want.Role {
			t.Errorf("link %d is %d %s %d, want %+v", i, got.Head, got.Role, got.Tail, want)
		}
	}
}

// CheckArticle compares what is known of the article.
func (e *Expected) CheckArticle(t testing.TB, m annotated.Meta) {
	t.Helper()
	if m.Title != e.Title || m.URL != e.URL || m.Publisher != e.Publisher || m.PublishedAt != e.PublishedAt {
		t.Errorf("article %+v", m)
	}
}

// CheckDetect checks that of all published files of all formats a reader detects just its own.
func CheckDetect(t testing.TB, r annotated.Reader, own func(name string) bool) {
	t.Helper()
	folder := Samples(t)
	for _, src := range Folder(t, folder) {
		head, err := os.ReadFile(filepath.Join(folder, src.Name))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Detect(src, head[:min(len(head), loaders.HeadSize)], len(head) <= loaders.HeadSize); got != own(src.Name) {
			t.Errorf("%s: detected %v", src.Name, got)
		}
	}
}
