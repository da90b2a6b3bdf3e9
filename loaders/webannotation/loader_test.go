package webannotation

import (
	"os"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/linking"
)

// source is a file of testdata, as a person names it.
func source(t *testing.T, name string) *loaders.Source {
	t.Helper()
	all, err := loaders.Walk([]string{"testdata/" + name})
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// What articles.csv knows of an article wins over what the page calls itself, also in a
// file about several.
func TestTable(t *testing.T) {
	l := &annotated.Loader{Reader: Hypothesis{}, Linker: &linking.Linker{Index: &linking.Index{}}}
	var got []string
	err := l.Read(t.Context(), source(t, "group/export.json"), func(r *loaders.Record) error {
		for _, p := range r.Problems {
			t.Error(p)
		}
		a := r.Document.Article
		got = append(got, strings.Join([]string{a.Title, a.Publisher, a.URL}, " | "))
		return nil
	})
	want := []string{"Summit | Example News | https://news.example/summit", "Other | Example News | https://news.example/other", "Title of the page |  | "}
	if err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", err, strings.Join(got, "\n"))
	}
}

// Without their text words are kept as quotes, without offsets.
func TestLoadWithoutText(t *testing.T) {
	data, err := os.ReadFile("testdata/forms.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	l := &annotated.Loader{Reader: Reader{}, Linker: &linking.Linker{Index: &linking.Index{}}}
	mentions := 0
	err = l.Read(t.Context(), loaders.Bytes("forms.jsonl", data), func(r *loaders.Record) error {
		for _, p := range r.Problems {
			t.Error(p)
		}
		for _, m := range r.Document.Mentions {
			if mentions++; m.Annotation.Start != nil || m.Annotation.Exact == "" {
				t.Errorf("%+v", m.Annotation)
			}
		}
		return nil
	})
	if err != nil || mentions == 0 {
		t.Errorf("%v, %d mentions", err, mentions)
	}
}

// What is not shared with a group is loaded only when it is asked for.
func TestPrivate(t *testing.T) {
	for _, private := range []bool{false, true} {
		docs := readertest.ReadOne(t, Hypothesis{}, annotated.Options{Private: private}, source(t, "group/export.json"))
		counted := docs[0].Counted["private annotations, which are loaded on request only"]
		if last := docs[0].Spans[len(docs[0].Spans)-1].ID; private != (last == "h7") || private != (counted == 0) {
			t.Errorf("private %v: the last is %s, %d counted", private, last, counted)
		}
	}
}
