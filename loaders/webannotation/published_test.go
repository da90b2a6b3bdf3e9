package webannotation

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

// The parallel article with its text beside it, in both forms.
func TestParallel(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(readertest.Samples(t), "parallel", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]annotated.Reader{"web-annotation": Reader{}, "hypothesis": Hypothesis{}} {
		src, want := readertest.Parallel(t, name+".json")
		data, err := os.ReadFile(filepath.Join(readertest.Samples(t), "parallel", src.File))
		if err != nil {
			t.Fatal(err)
		}
		docs := readertest.Read(t, r, annotated.Options{}, memory(src.File, map[string]string{src.File: string(data), name + ".txt": string(text)}))
		if len(docs) != 1 || len(docs[0].Warnings) > 0 {
			t.Fatalf("%s: %+v", name, docs)
		}
		d := docs[0]
		want.CheckSpans(t, d)
		if problems, warnings := d.Check(); len(problems)+len(warnings) > 0 {
			t.Errorf("%s: %v %v", name, problems, warnings)
		}
		if d.Meta.URL != want.URL || len(d.Meta.Annotator) != len("editor") {
			t.Errorf("%s: %+v", name, d.Meta)
		}
		if name == "hypothesis" {
			if d.Meta.Title != want.Title || len(d.Links) > 0 {
				t.Errorf("%+v", d.Meta)
			}
			continue
		}
		want.CheckLinks(t, d)
		for i, id := range want.Identifiers {
			if got := d.Spans[i].Identifiers; len(got) != 1 || !strings.HasSuffix(got[0], strings.TrimPrefix(id, "Wikidata:")) {
				t.Errorf("span %d: identifiers %q, want %s", i, got, id)
			}
		}
	}
}

// Without the text the quotes stand for themselves.
func TestParallelWithoutText(t *testing.T) {
	for name, r := range map[string]annotated.Reader{"web-annotation.json": Reader{}, "hypothesis.json": Hypothesis{}} {
		src, want := readertest.Parallel(t, name)
		docs := readertest.Read(t, r, annotated.Options{}, src)
		if len(docs) != 1 || len(docs[0].Problems) > 0 || len(docs[0].Warnings) != 1 {
			t.Fatalf("%s: %+v", name, docs)
		}
		for i, s := range docs[0].Spans {
			if s.Quote != want.Spans[i].Exact || len(s.Pieces) > 0 || !strings.EqualFold(s.Label, want.Spans[i].Label) {
				t.Errorf("%s: span %d is %+v", name, i, s)
			}
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// Recogito's demonstration has a position that contradicts its quote.
func TestRecogito(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "web-annotation")
	page, err := os.ReadFile(filepath.Join(folder, "recogito-text.html"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, "recogito-annotations.w3c.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(page), `class="plaintext">`)
	body, _, _ = strings.Cut(body, "<script")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, memory("r.json", map[string]string{"r.json": string(data), "r.txt": tag.ReplaceAllString(body, "")}))
	if len(docs) != 1 || len(docs[0].Problems) > 0 {
		t.Fatalf("%+v", docs)
	}
	d := docs[0]
	var words []string
	for i, s := range d.Spans {
		words = append(words, s.Label+"="+readertest.Words(d, i))
	}
	if got := strings.Join(words, ", "); got != "A Tag=Troy, Another Tag=Troy, commenting=death in battle, commenting=Ithaca" {
		t.Error(got)
	}
	if len(d.Links) != 1 || d.Links[0].Head != 0 || d.Links[0].Tail != 2 || d.Links[0].Role != "isRelatedTo" || d.Spans[3].Note != "Comment..." {
		t.Errorf("%+v", d.Links)
	}
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Message, "contradicts the quote") {
		t.Errorf("%q", readertest.Lines(d.Warnings))
	}
}

// The examples of the recommendation: pages and pictures are counted, and selectors that
// are not read are told by name.
func TestRecommendation(t *testing.T) {
	refused := map[string]string{
		"anno25.json": "XPathSelector only", "anno27.json": "412 to 795", "anno31.json": "RangeSelector only",
		"anno39.json": "html-selector1", "anno41.json": "within what a selector FragmentSelector selects",
	}
	for _, src := range readertest.Folder(t, filepath.Join(readertest.Samples(t), "web-annotation", "spec")) {
		docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
		if len(docs) == 0 {
			t.Errorf("%s: not read", src.Name)
		}
		var problems []string
		counted := 0
		for _, d := range docs {
			problems = append(problems, readertest.Lines(d.Problems)...)
			for _, n := range d.Counted {
				counted += n
			}
		}
		if want := refused[src.Name]; want == "" && (len(problems) > 0 || counted == 0) || want != "" && (len(problems) != 1 || !strings.Contains(problems[0], want)) {
			t.Errorf("%s: %q, %d counted", src.Name, problems, counted)
		}
	}
}

// The shortest annotation of hypothes.is says nothing of its page.
func TestMinimal(t *testing.T) {
	src := readertest.Folder(t, filepath.Join(readertest.Samples(t), "web-annotation", "hypothesis"))[0]
	docs := readertest.Read(t, Hypothesis{}, annotated.Options{}, src)
	if len(docs) != 1 || len(docs[0].Problems) > 0 || len(docs[0].Spans) != 1 {
		t.Fatalf("%+v", docs)
	}
	if s := docs[0].Spans[0]; s.Quote != "Two" || s.Prefix != "One " || s.Label != "highlighting" || docs[0].Name != "minimal" {
		t.Errorf("%+v", s)
	}
}

// Files of other formats are not claimed, nor the JSON Schemas of the W3C's tests.
func TestDetect(t *testing.T) {
	readertest.CheckDetect(t, Reader{}, func(name string) bool {
		return name == "parallel/web-annotation.json" || name == "web-annotation/recogito-annotations.w3c.json" || strings.HasPrefix(name, "web-annotation/spec/")
	})
	readertest.CheckDetect(t, Hypothesis{}, func(name string) bool {
		return name == "parallel/hypothesis.json" || strings.HasPrefix(name, "web-annotation/hypothesis/")
	})
}
