package brat

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

const data = "../../../shared/data/formats"

// expected is the result of the article that is there in every form.
type expected struct {
	Spans []struct {
		Start, End   int
		Label, Exact string
	}
	Links []struct {
		Head, Tail int
		Role       string
	}
	Identifiers map[int]string
	Attributes  map[int][2]string
}

func TestParallel(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(data, "parallel/expect.json"))
	if err != nil {
		t.Skip("the article in every form is not here: ", err)
	}
	var want expected
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, filepath.Join(data, "parallel"))...)
	if len(docs) != 1 || len(docs[0].Problems)+len(docs[0].Warnings) > 0 {
		t.Fatalf("%d documents; %v", len(docs), docs)
	}
	d := docs[0]
	got := expected{Identifiers: map[int]string{}, Attributes: map[int][2]string{}}
	for i, s := range d.Spans {
		if w := want.Spans[i]; len(s.Pieces) != 1 || s.Pieces[0] != (annotated.Piece{Start: w.Start, End: w.End}) || !strings.EqualFold(s.Label, w.Label) || s.Quote != w.Exact {
			t.Errorf("span %d is %+v, want %+v", i, s, w)
		}
		if len(s.Identifiers) > 0 {
			got.Identifiers[i] = s.Identifiers[0]
		}
		for name, values := range s.Attributes {
			got.Attributes[i] = [2]string{name, values[0]}
		}
	}
	if len(d.Spans) != len(want.Spans) || len(d.Links) != len(want.Links) {
		t.Errorf("%d spans, %d links", len(d.Spans), len(d.Links))
	}
	for _, l := range want.Links {
		if !slices.ContainsFunc(d.Links, func(g annotated.Link) bool { return g.Head == l.Head && g.Tail == l.Tail && g.Role == l.Role }) {
			t.Errorf("no link %v", l)
		}
	}
	if !maps.Equal(got.Identifiers, want.Identifiers) || !maps.Equal(got.Attributes, want.Attributes) {
		t.Errorf("identifiers %v, attributes %v", got.Identifiers, got.Attributes)
	}
	if d.Spans[2].Note != "marked by hand" || !d.Spans[2].Trigger || d.Spans[0].Trigger {
		t.Errorf("%+v", d.Spans[2])
	}
}

func TestPublishedFiles(t *testing.T) {
	if _, err := os.Stat(filepath.Join(data, "brat")); err != nil {
		t.Skip("published files of brat are not here: ", err)
	}
	var spans, links, triggers, attributes, notes, groups int
	docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, filepath.Join(data, "brat"))...)
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
	want := count(t, filepath.Join(data, "brat"))
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
