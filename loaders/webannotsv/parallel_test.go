package webannotsv_test

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/cas"
	"demandgraph/loaders/webannotsv"
)

// sample reads a published file with one document.
func sample(t *testing.T, r annotated.Reader, name string) *annotated.Document {
	t.Helper()
	sources, err := loaders.Walk([]string{filepath.Join(readertest.Samples(t), name)})
	if err != nil {
		t.Fatal(err)
	}
	docs := readertest.Read(t, r, annotated.Options{}, sources...)
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
	src, want := readertest.Parallel(t, "webanno.tsv")
	docs := readertest.Read(t, webannotsv.Reader{}, annotated.Options{}, src)
	if len(docs) != 1 || len(docs[0].Warnings) > 0 {
		t.Fatalf("%+v", docs)
	}
	d := docs[0]
	want.CheckSpans(t, d)
	if !d.Rebuilt || d.Meta.Tool != "WebAnno TSV 3.3" || d.Name != "webanno" {
		t.Errorf("%s: %+v", d.Name, d.Meta)
	}
	if len(d.Links) != len(want.Links) {
		t.Errorf("%d links, want %d", len(d.Links), len(want.Links))
	}
	for _, w := range want.Links { // in the order of the spans, which is not that of brat
		if !slices.ContainsFunc(d.Links, func(l annotated.Link) bool { return l.Head == w.Head && l.Tail == w.Tail && l.Role == w.Role }) {
			t.Errorf("link missing: %+v", w)
		}
	}
	for i, id := range want.Identifiers {
		if got := d.Spans[i].Identifiers; len(got) != 1 || "Wikidata:"+path.Base(got[0]) != id {
			t.Errorf("span %d is %v, want %s", i, got, id)
		}
	}
}

// Of all published files of all formats the reader detects just its own.
func TestDetectPublished(t *testing.T) {
	readertest.CheckDetect(t, webannotsv.Reader{}, func(name string) bool {
		return strings.HasSuffix(name, ".tsv") && name != "parallel/label-studio.tsv"
	})
}

// Files of the tool's own tests say the same as their XMI, but for what is told here.
func TestPublished(t *testing.T) {
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
	sources, err := loaders.Walk([]string{filepath.Join(readertest.Samples(t), "webanno-tsv")})
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		name, ok := strings.CutSuffix(src.Name, ".tsv")
		if !ok {
			continue
		}
		d := sample(t, webannotsv.Reader{}, "webanno-tsv/"+src.Name)
		wordless := strings.HasPrefix(name, "testZeroLengthSlot") // its link is left out
		if len(d.Problems) > 0 || len(d.Warnings) > 0 != wordless {
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

// The article of this package's own is that of package cas, but for what the format lacks.
func TestGolden(t *testing.T) {
	read := func(r annotated.Reader, name string) []*annotated.Document {
		sources, err := loaders.Walk([]string{filepath.FromSlash(name)})
		if err != nil {
			t.Fatal(err)
		}
		docs := readertest.Read(t, r, annotated.Options{}, sources...)
		if len(docs) != 1 {
			t.Fatal(name, docs)
		}
		return docs
	}
	docs := read(webannotsv.Reader{}, "testdata/talks.tsv")
	readertest.Golden(t, filepath.Join("testdata", "talks.golden"), docs)
	other := read(cas.JSON{}, "../cas/testdata/talks.json")
	if want := strings.TrimRight(other[0].Text, "\r\n"); strings.ReplaceAll(want, "\r\n", "  ") != docs[0].Text {
		t.Errorf("text %q", docs[0].Text)
	}
	// No numbers without end, lists of words, notes of arguments, or links to plain tokens.
	lacks := strings.NewReplacer(" keywords:[leave withdraw] score:[NaN]", "", " map[note:[said so]]", " map[]")
	var want []string
	for _, line := range summary(other[0]) {
		if !strings.Contains(line, "Token") {
			want = append(want, lacks.Replace(line))
		}
	}
	slices.Sort(want)
	if got := summary(docs[0]); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
