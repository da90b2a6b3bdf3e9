package brat

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

func TestParallel(t *testing.T) {
	src, want := readertest.Parallel(t, "article.ann")
	d := readertest.Read(t, Reader{}, annotated.Options{}, src)[0]
	want.CheckSpans(t, d)
	want.CheckLinks(t, d)
	for i, s := range d.Spans {
		if id := want.Identifiers[i]; strings.Join(s.Identifiers, " ") != id {
			t.Errorf("span %d is %v, want %q", i, s.Identifiers, id)
		}
		if attribute := want.Attributes[i]; len(attribute) == 2 && !slices.Equal(s.Attributes[attribute[0]], attribute[1:]) || len(attribute) == 0 && len(s.Attributes) > 0 {
			t.Errorf("span %d has %v, want %v", i, s.Attributes, attribute)
		}
	}
	if len(d.Warnings) > 0 || d.Spans[2].Note != "marked by hand" || !d.Spans[2].Trigger || d.Spans[0].Trigger {
		t.Errorf("%v %+v", d.Warnings, d.Spans[2])
	}
}

func TestPublishedFiles(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "brat")
	var spans, links, triggers, attributes, notes, groups int
	docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, folder)...)
	for _, d := range docs {
		if len(d.Problems)+len(d.Warnings) > 0 || d.Meta.Annotator != "" && !strings.HasPrefix(d.Meta.Annotator, "litbank-") {
			t.Errorf("%s by %s: %v %v", d.Name, d.Meta.Annotator, d.Problems, d.Warnings)
		}
		problems, _ := d.Check()
		if len(problems) > 0 {
			t.Error(problems)
		}
		spans, links, groups = spans+len(d.Spans), links+len(d.Links), groups+len(d.Same)
		for _, s := range d.Spans {
			attributes += len(s.Attributes)
			if s.Trigger {
				triggers++
			}
			if s.Note != "" {
				notes++
			}
		}
	}
	// Lines of the files: T, arguments of E and R, E, A, # with distinct targets, *.
	got := [...]int{len(docs), spans, links, triggers, attributes, notes, groups}
	want := count(t, folder)
	if spans == 0 || got != want {
		t.Errorf("read %v, the files have %v", got, want)
	}
}

// count counts lines of published files, in which each trigger has one event.
func count(t *testing.T, folder string) (n [7]int) {
	files, err := filepath.Glob(filepath.Join(folder, "*/*.ann"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		n[0]++
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		notes := map[string]bool{}
		for line := range strings.Lines(string(raw)) {
			fields := strings.Fields(line)
			switch line[0] {
			case 'T':
				n[1]++
			case 'E':
				n[3]++
				n[2] += len(fields) - 2
			case 'R':
				n[2]++
			case 'A':
				n[4]++
			case '#':
				if notes[fields[2]] || strings.HasPrefix(fields[2], "R") {
					break
				}
				notes[fields[2]] = true
				n[5]++
			case '*':
				n[6]++
			}
		}
	}
	return n
}
