package annotated_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/brat"
	"demandgraph/loaders/cas"
	"demandgraph/loaders/doccano"
	"demandgraph/loaders/labelstudio"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/prodigy"
	"demandgraph/loaders/webannotation"
	"demandgraph/loaders/webannotsv"
)

// The article that exists in every form becomes the same graph from each that keeps links.
func TestParallelForms(t *testing.T) {
	const folder = "../../../shared/data/formats/parallel"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the parallel article is not here: ", err)
	}
	want := ""
	for _, c := range []struct {
		file   string
		reader annotated.Reader
		o      annotated.Options
	}{
		{"article.ann", brat.Reader{}, annotated.Options{}},
		{"uima-cas.json", cas.JSON{}, annotated.Options{}},
		{"uima-cas.xmi", cas.XMI{}, annotated.Options{}},
		{"webanno.tsv", webannotsv.Reader{}, annotated.Options{}},
		{"label-studio.json", labelstudio.Reader{}, annotated.Options{}},
		{"doccano.jsonl", doccano.Reader{}, annotated.Options{Offsets: "codepoint"}},
		{"doccano-utf16.jsonl", doccano.Reader{}, annotated.Options{}},
		{"doccano-grapheme.jsonl", doccano.Reader{}, annotated.Options{Offsets: "grapheme"}},
		{"prodigy.jsonl", prodigy.Reader{}, annotated.Options{}},
		{"web-annotation.json", webannotation.Reader{}, annotated.Options{}},
	} {
		src := &loaders.Source{Path: c.file, Name: c.file, FS: withText{os.DirFS(folder)}, File: c.file, Size: -1, Named: true}
		l := &annotated.Loader{Reader: c.reader, Options: c.o, Linker: &linking.Linker{Index: &linking.Index{}}}
		var docs []*change.Document
		err := l.Read(t.Context(), src, func(r *loaders.Record) error {
			for _, p := range r.Problems {
				t.Error(p)
			}
			docs = append(docs, r.Document)
			return nil
		})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", c.file, len(docs), err)
			continue
		}
		got := graph(t, docs[0])
		if want == "" {
			want = got
		} else if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.file, got, want)
		}
	}
}

// withText is a folder in which the article's text lies beside every file, under its name.
type withText struct{ fs.FS }

func (w withText) Open(name string) (fs.File, error) {
	if path.Ext(name) == ".txt" {
		name = "article.txt"
	}
	return w.FS.Open(name)
}

// graph is what a document says, apart from where it stands, with what it was annotated,
// and what only some forms have a place for: identifiers, certainty, notes, the article's
// metadata, and what stands around words in a text that was put together from tokens.
func graph(t *testing.T, d *change.Document) string {
	t.Helper()
	var lines []string
	article := d.Article.Key
	say := func(v any) {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%T %s", v, strings.ReplaceAll(string(raw), article, "ARTICLE")))
	}
	words := func(all []change.Annotation) (out []change.Annotation) {
		for _, a := range all {
			out = append(out, change.Annotation{Exact: a.Exact, Start: a.Start, End: a.End})
		}
		return out
	}
	short := map[string]string{}
	for _, x := range d.Demands {
		short[x.Key] = x.Summary
		x.Line, x.Key, x.Evidence = 0, "", words(x.Evidence)
		for _, refs := range [][]change.Reference{x.Addressees, x.Regions, x.Topics} {
			for i := range refs {
				refs[i].Evidence = words(refs[i].Evidence)
			}
		}
		say(x)
	}
	for _, x := range d.Positions {
		x.Line, x.Demand, x.Evidence, x.Certainty, x.Note = 0, short[x.Demand], words(x.Evidence), "", ""
		say(x)
	}
	for _, x := range d.Terms {
		x.Line, x.Demand, x.Evidence = 0, short[x.Demand], words(x.Evidence)
		say(x)
	}
	for _, x := range d.Actors {
		x.Line, x.WikidataID = 0, ""
		say(x)
	}
	for _, x := range d.Mentions {
		x.Line, x.Annotation = 0, words([]change.Annotation{x.Annotation})[0]
		say(x)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
