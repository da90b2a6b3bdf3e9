package cas_test

import (
	"context"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas"
)

// samples is where real files may lie; tests pass without them.
const samples = "../../../shared/data/formats/"

// readAll reads all documents of a source.
func readAll(t testing.TB, r annotated.Reader, src *loaders.Source) []*annotated.Document {
	t.Helper()
	var all []*annotated.Document
	err := r.ReadDocuments(context.Background(), src, annotated.Options{}, func(d *annotated.Document) error {
		all = append(all, d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// fromDisk is a source of a file, or skips the test where the samples are not there.
func fromDisk(t *testing.T, name string) *loaders.Source {
	t.Helper()
	if _, err := os.Stat(samples); err != nil {
		t.Skip("the samples are not here: ", err)
	}
	all, err := loaders.Walk([]string{samples + name})
	if err != nil || len(all) != 1 {
		t.Fatal(name, err)
	}
	return all[0]
}

// The article that is there in every format gives the spans and links expected.
func TestParallel(t *testing.T) {
	for name, r := range map[string]annotated.Reader{"uima-cas.json": cas.JSON{}, "uima-cas.xmi": cas.XMI{}} {
		t.Run(name, func(t *testing.T) {
			docs := readAll(t, r, fromDisk(t, "parallel/"+name))
			if len(docs) != 1 || len(docs[0].Problems)+len(docs[0].Warnings) > 0 {
				t.Fatalf("%+v", docs)
			}
			CheckParallel(t, docs[0])
			d := docs[0]
			want := annotated.Meta{Title: "Border talks end without a truce", URL: "https://news.example/2031/03/12/talks", Language: "en",
				Tool: d.Meta.Tool, Other: map[string]string{"documentId": "article-a.txt"}}
			if !reflect.DeepEqual(d.Meta, want) || d.Name != "article-a.txt" {
				t.Errorf("%s: %+v", d.Name, d.Meta)
			}
			if got := d.Spans[9].Attributes; !reflect.DeepEqual(got, map[string][]string{"certainty": {"REPORTED"}}) {
				t.Errorf("attributes of the rejection: %v", got)
			}
		})
	}
}

// CheckParallel compares with what the article's description expects.
func CheckParallel(t *testing.T, d *annotated.Document) {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(samples + "parallel/expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Spans []struct {
			Start, End   int
			Label, Exact string
		}
		Links []struct {
			Head, Tail int
			Role       string
		}
		Identifiers map[int]string
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	text := annotated.NewText(d.Text)
	if len(d.Spans) != len(want.Spans) || len(d.Links) != len(want.Links) {
		t.Fatalf("%d spans and %d links, want %d and %d", len(d.Spans), len(d.Links), len(want.Spans), len(want.Links))
	}
	for i, w := range want.Spans {
		got := d.Spans[i]
		if p := got.Pieces[0]; p.Start != w.Start || p.End != w.End || got.Label != w.Label || text.Slice(p.Start, p.End) != w.Exact {
			t.Errorf("span %d: %+v, want %+v", i, got, w)
		}
		if id := want.Identifiers[i]; id != "" && (len(got.Identifiers) != 1 || "Wikidata:"+path.Base(got.Identifiers[0]) != id) {
			t.Errorf("span %d is %v, want %s", i, got.Identifiers, id)
		}
	}
	type link struct {
		head, tail int
		role       string
	}
	links := map[link]bool{}
	for _, l := range d.Links {
		links[link{l.Head, l.Tail, l.Role}] = true
	}
	for _, w := range want.Links {
		if !links[link{w.Head, w.Tail, w.Role}] {
			t.Errorf("link missing: %+v", w)
		}
	}
}

// Every real file gives a document, or the problem that it has.
func TestRealFiles(t *testing.T) {
	bad := map[string]string{
		"casWithFloatingPointSpecialValues-fs-as-array.json":  "no text",
		"casWithFloatingPointSpecialValues-fs-as-object.json": "no text",
		"emptyCas-fs-as-array.json":                           "no text",
		"emptyCas-fs-as-object.json":                          "no text",
		"casWithSofaDataURI-fs-as-array.json":                 "not in the file",
		"casWithSofaDataURI-fs-as-object.json":                "not in the file",
	}
	for folder, r := range map[string]annotated.Reader{"uima-cas-json": cas.JSON{}, "uima-xmi/tsv3-suite": cas.XMI{}, "uima-xmi/cassis": cas.XMI{}} {
		files, err := os.ReadDir(samples + folder)
		if err != nil {
			t.Skip("the samples are not here: ", err)
		}
		for _, file := range files {
			if ext := path.Ext(file.Name()); ext != ".json" && ext != ".xmi" {
				continue
			}
			src := fromDisk(t, folder+"/"+file.Name())
			docs := readAll(t, r, src)
			if len(docs) != 1 {
				t.Fatalf("%s: %d documents", file.Name(), len(docs))
			}
			d := docs[0]
			if want := bad[file.Name()]; want != "" {
				if len(d.Problems) == 0 || !strings.Contains(d.Problems[0].Message, want) {
					t.Errorf("%s: %v", file.Name(), d.Problems)
				}
				continue
			}
			if len(d.Problems) > 0 {
				t.Errorf("%s: %v", file.Name(), d.Problems)
			}
		}
	}
}
