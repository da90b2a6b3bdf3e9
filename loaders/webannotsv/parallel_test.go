package webannotsv_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas"
	"demandgraph/loaders/webannotsv"
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

// sample reads a real file with one document, or skips the test where there is none.
func sample(t *testing.T, r annotated.Reader, name string) *annotated.Document {
	t.Helper()
	if _, err := os.Stat(samples); err != nil {
		t.Skip("the samples are not here: ", err)
	}
	all, err := loaders.Walk([]string{samples + name})
	if err != nil || len(all) != 1 {
		t.Fatal(name, err)
	}
	docs := readAll(t, r, all[0])
	if len(docs) != 1 {
		t.Fatalf("%s: %d documents", name, len(docs))
	}
	return docs[0]
}

// summary is what all forms of a document must agree in.
func summary(d *annotated.Document) []string {
	var all []string
	name := func(i int) string {
		return fmt.Sprintf("%s %v", d.Spans[i].Label, d.Spans[i].Pieces)
	}
	for i, s := range d.Spans {
		all = append(all, fmt.Sprintf("%s %v %v %v", name(i), s.Identifiers, s.Attributes, s.Trigger))
	}
	for _, l := range d.Links {
		all = append(all, fmt.Sprintf("%s --%s--> %s %v", name(l.Head), l.Role, name(l.Tail), l.Attributes))
	}
	for _, group := range d.Same {
		var names []string
		for _, i := range group {
			names = append(names, name(i))
		}
		slices.Sort(names)
		all = append(all, fmt.Sprint("same ", names))
	}
	slices.Sort(all)
	return all
}

// The article that is there in every format gives the spans and links expected.
func TestParallel(t *testing.T) {
	d := sample(t, webannotsv.Reader{}, "parallel/webanno.tsv")
	if len(d.Problems)+len(d.Warnings) > 0 {
		t.Fatal(d.Problems, d.Warnings)
	}
	if !d.Rebuilt || d.Meta.Tool != "WebAnno TSV 3.3" {
		t.Errorf("%+v", d.Meta)
	}
	data, err := os.ReadFile(samples + "parallel/expect.json")
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
		p := d.Spans[i].Pieces[0]
		if p.Start != w.Start || p.End != w.End || d.Spans[i].Label != w.Label || text.Slice(p.Start, p.End) != w.Exact {
			t.Errorf("span %d: %+v, want %+v", i, d.Spans[i], w)
		}
		if id := want.Identifiers[i]; id != "" && "Wikidata:"+path.Base(strings.Join(d.Spans[i].Identifiers, "")) != id {
			t.Errorf("span %d is %v, want %s", i, d.Spans[i].Identifiers, id)
		}
	}
	for _, w := range want.Links {
		if !slices.ContainsFunc(d.Links, func(l annotated.Link) bool { return l.Head == w.Head && l.Tail == w.Tail && l.Role == w.Role }) {
			t.Errorf("link missing: %+v", w)
		}
	}
}

// Files of the tool's own tests say the same as their XMI, but for what is told here.
func TestRealFiles(t *testing.T) {
	differ := map[string]string{
		"example2": "has no XMI", "sampleSlotAnnotation2": "has no XMI",
		"testTokenAttachedAnnotationsWithValues":                            "the XMI has words of other types",
		"testAnnotationWithLeadingWhitespaceAtStart":                        "the TSV moves the span to its token",
		"testAnnotationWithTrailingWhitespaceAtEnd":                         "the TSV moves the span to its token",
		"testZeroWidthAnnotationBeforeFirstTokenIsMovedToBeginOfFirstToken": "moved",
		"testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken":     "moved",
		"testSingleNonMultiTokenRelationWithMultipleFeatureValues":          "the number has another name",
		"testSingleTokenRelationWithMultipleFeatureValues":                  "the number has another name",
	}
	files, err := os.ReadDir(samples + "webanno-tsv")
	if err != nil {
		t.Skip("the samples are not here: ", err)
	}
	for _, file := range files {
		name, ok := strings.CutSuffix(file.Name(), ".tsv")
		if !ok {
			continue
		}
		d := sample(t, webannotsv.Reader{}, "webanno-tsv/"+file.Name())
		if len(d.Problems)+len(d.Warnings) > 0 {
			t.Errorf("%s: %v %v", name, d.Problems, d.Warnings)
			continue
		}
		if differ[name] != "" {
			continue
		}
		other := sample(t, cas.XMI{}, "uima-xmi/tsv3-suite/"+name+".xmi")
		// Where the TSV's header says webanno.custom.Span the XMI has the type NamedEntity.
		a, b := strings.Join(summary(d), "\n"), strings.Join(summary(other), "\n")
		a, b = strings.ReplaceAll(a, "NamedEntity", "Span"), strings.ReplaceAll(b, "NamedEntity", "Span")
		if a != b {
			t.Errorf("%s:\n%s\nbut the XMI has\n%s", name, a, b)
		}
	}
}
