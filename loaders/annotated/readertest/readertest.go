// Package readertest holds what tests of readers share: reading all documents of some
// sources, comparing them with a golden file, and the rules that every document of a
// reader keeps, whatever the file holds.
package readertest

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

var update = flag.Bool("update", false, "write the golden files of readers")

// Read reads all documents of the sources that the reader detects, and checks each.
func Read(t testing.TB, r annotated.Reader, o annotated.Options, sources ...*loaders.Source) []*annotated.Document {
	t.Helper()
	var all []*annotated.Document
	for _, src := range sources {
		if l, err := (loaders.Registry{Detector{r}}).Detect(src); err != nil || l == nil {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		all = append(all, ReadOne(t, r, o, src)...)
	}
	return all
}

// ReadOne reads all documents of a source, detected or not, and checks each.
func ReadOne(t testing.TB, r annotated.Reader, o annotated.Options, src *loaders.Source) []*annotated.Document {
	t.Helper()
	var all []*annotated.Document
	err := r.ReadDocuments(context.Background(), src, o, func(d *annotated.Document) error {
		Check(t, d)
		all = append(all, d)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return all
}

// Folder finds the files of a folder, named in messages without the folder.
func Folder(t testing.TB, folder string) []*loaders.Source {
	t.Helper()
	all, err := loaders.WalkFS(os.DirFS(folder), "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Check checks what holds for each document without problems: pieces lie in the text, in
// its order, without overlap, and links lead from spans to spans; and that problems say
// where and what.
func Check(t testing.TB, d *annotated.Document) {
	t.Helper()
	for _, p := range append(d.Problems[:len(d.Problems):len(d.Problems)], d.Warnings...) {
		if p.File == "" || p.Message == "" || !utf8.ValidString(p.Message) || len(p.Message) > 2000 {
			t.Errorf("problem %q", p)
		}
	}
	if len(d.Problems) > 0 {
		return
	}
	points := utf8.RuneCountInString(d.Text)
	for i, s := range d.Spans {
		last := 0
		for _, p := range s.Pieces {
			if p.Start < last || p.End < p.Start || p.End > points {
				t.Errorf("span %d (%s) is at %v of %d", i, s.ID, s.Pieces, points)
			}
			last = p.End
		}
	}
	for _, l := range d.Links {
		if min(l.Head, l.Tail) < 0 || max(l.Head, l.Tail) >= len(d.Spans) {
			t.Errorf("link %s from %d to %d of %d spans", l.ID, l.Head, l.Tail, len(d.Spans))
		}
	}
	for _, group := range d.Same {
		for _, i := range group {
			if i < 0 || i >= len(d.Spans) {
				t.Errorf("group %v of %d spans", group, len(d.Spans))
			}
		}
	}
}

// Golden compares documents with a file of JSON, which -update writes. What is empty is
// left out of it, problems and warnings are their lines.
func Golden(t testing.TB, file string, docs []*annotated.Document) {
	t.Helper()
	all := make([]any, len(docs))
	for i, d := range docs {
		plain := *d
		plain.Problems, plain.Warnings = nil, nil
		raw, err := json.Marshal(plain)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		if len(d.Problems) > 0 { // what could be read is nobody's concern
			fields = map[string]any{"Name": d.Name, "Problems": Lines(d.Problems)}
		}
		if len(d.Warnings) > 0 {
			fields["Warnings"] = Lines(d.Warnings)
		}
		all[i] = sparse(fields)
	}
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(all); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s differs; got\n%s", file, got.Bytes())
	}
}

// Lines are problems as people see them.
func Lines(problems []loaders.Problem) []string {
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.String()
	}
	return lines
}

// sparse drops what is empty.
func sparse(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if x = sparse(x); x == nil {
				delete(v, k)
			} else {
				v[k] = x
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = sparse(v[i])
		}
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

// Words are the words of a span as they stand in the text, its pieces joined by a blank.
func Words(d *annotated.Document, span int) string {
	text := annotated.NewText(d.Text)
	var words []string
	for _, p := range d.Spans[span].Pieces {
		words = append(words, text.Slice(p.Start, p.End))
	}
	return strings.Join(words, " ")
}

// Detector is a reader as far as a registry needs it to find a format.
type Detector struct{ annotated.Reader }

// Read reads nothing.
func (Detector) Read(context.Context, *loaders.Source, func(*loaders.Record) error) error { return nil }
