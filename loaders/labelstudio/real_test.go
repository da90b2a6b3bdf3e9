package labelstudio

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

// The export of the parallel article says all that it should, and JSON-MIN its mentions.
func TestParallel(t *testing.T) {
	src, want := readertest.Parallel(t, "label-studio.json")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	want.CheckSpans(t, d)
	want.CheckLinks(t, d)
	want.CheckArticle(t, d.Meta)
	for i, s := range d.Spans {
		if got := strings.Join(s.Identifiers, " "); got != want.Identifiers[i] {
			t.Errorf("span %d is linked to %q, want %q", i, got, want.Identifiers[i])
		}
		if a := want.Attributes[i]; (a != nil) != (s.Attributes != nil) || a != nil && !slices.Equal(s.Attributes[strings.ToLower(a[0])], a[1:]) {
			t.Errorf("span %d has attributes %v, want %v", i, s.Attributes, a)
		}
	}
	if got := d.Counted; !maps.Equal(got, map[string]int{"cancelled annotations": 1, "predictions": 1}) || d.Meta.Annotator != "1" || len(d.Warnings) > 0 {
		t.Errorf("counted %v, by %q, warnings %q", got, d.Meta.Annotator, d.Warnings)
	}

	src, want = readertest.Parallel(t, "label-studio-min.json")
	docs = readertest.Read(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	d = docs[0]
	want.CheckSpans(t, d)
	want.CheckArticle(t, d.Meta)
	if len(d.Links) > 0 || len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Message, "relations") || len(d.Meta.Other) > 0 {
		t.Errorf("%d links, warnings %q, other %v", len(d.Links), d.Warnings, d.Meta.Other)
	}
}

// Files of others are read, or refused with what is wrong with them.
func TestPublished(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "label-studio")
	problems := map[string]string{
		"chart-review-cold.json":      "it has no start and end",
		"chart-review-sublabels.json": "it has no start and end",
	}
	for _, src := range readertest.Folder(t, folder) {
		if !strings.HasSuffix(src.Name, ".json") {
			continue
		}
		docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
		if len(docs) == 0 {
			t.Errorf("%s: not detected", src.Name)
			continue
		}
		if want := problems[src.Name]; want == "" && len(docs[0].Problems) > 0 || want != "" && (len(docs[0].Problems) == 0 || !strings.Contains(docs[0].Problems[0].Message, want)) {
			t.Errorf("%s: %q", src.Name, readertest.Lines(docs[0].Problems))
		}
	}
}

// Files of other formats are not claimed.
func TestDetect(t *testing.T) {
	readertest.CheckDetect(t, Reader{}, func(name string) bool {
		return strings.HasPrefix(name, "label-studio/") && strings.HasSuffix(name, ".json") ||
			name == "parallel/label-studio.json" || name == "parallel/label-studio-min.json"
	})
}
