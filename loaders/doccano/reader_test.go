package doccano

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/native"
)

func TestGolden(t *testing.T) {
	options := map[string]annotated.Options{"graphemes": {Offsets: "grapheme"}, "joined": {Offsets: "codepoint", Join: "story"}}
	for _, src := range readertest.Folder(t, "testdata") {
		if name, ok := strings.CutSuffix(src.Name, ".jsonl"); ok {
			t.Run(name, func(t *testing.T) {
				readertest.Golden(t, "testdata/"+name+".golden.json", readertest.Read(t, Reader{}, options[name], src))
			})
		}
	}
}

// One text with its span in each unit gives the same words, and a unit that cannot be is told.
func TestOffsets(t *testing.T) {
	for _, c := range []struct{ offsets, span, want string }{
		{"", `7,9`, "ab"}, {"utf16", `7,9`, "ab"}, {"codepoint", `4,6`, "ab"}, {"grapheme", `3,5`, "ab"}, {"byte", `13,15`, "ab"},
		{"", `1,8`, "inside a character"}, {"", `6,20`, "outside the text"}, {"", `8,8`, "not after its start"}, {"", `-1,8`, "count from 0"}, {"", `1.5,8`, "whole number"},
		{"metre", `6,8`, "cannot be counted"},
	} {
		data := `{"id":1,"text":"😀🇺🇦 ab","label":[[` + c.span + `,"X"]]}`
		got := ""
		err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a.jsonl", []byte(data)), annotated.Options{Offsets: c.offsets}, func(d *annotated.Document) error {
			if len(d.Problems) > 0 {
				got = d.Problems[0].String()
				return nil
			}
			got = readertest.Words(d, 0)
			return nil
		})
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s of %s gives %q, want %q", c.span, c.offsets, got, c.want)
		}
	}
}

// A file of an exported ZIP is named after who annotated, but for the one of all.
func TestAnnotator(t *testing.T) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, name := range []string{"all.jsonl", "ana.jsonl"} {
		file, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = file.Write([]byte(`{"id":1,"text":"ab","label":[[0,1,"X"]]}`))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := loaders.WalkFS(files, "export.zip")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		src.In = &loaders.Source{Name: "export.zip"}
	}
	docs := readertest.Read(t, Reader{}, annotated.Options{}, sources...)
	if len(docs) != 2 || docs[0].Meta.Annotator != "" || docs[1].Meta.Annotator != "ana" || docs[1].Spans[0].Annotator != "ana" {
		t.Errorf("%+v", docs)
	}
}

func TestJoinNothing(t *testing.T) {
	src := loaders.Bytes("a.jsonl", []byte(`{"id":1,"text":"ab","label":[[0,1,"X"]],"page":3}`))
	err := (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{Join: "story"}, func(*annotated.Document) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "no record has the field story") || !strings.Contains(err.Error(), "page") {
		t.Error(err)
	}
}

// The parallel article in each unit, with and without relations.
func TestParallel(t *testing.T) {
	for name, offsets := range map[string]string{"doccano.jsonl": "codepoint", "doccano-no-relations.jsonl": "codepoint", "doccano-utf16.jsonl": "", "doccano-grapheme.jsonl": "grapheme"} {
		src, want := readertest.Parallel(t, name)
		docs := readertest.Read(t, Reader{}, annotated.Options{Offsets: offsets}, src)
		if len(docs) != 1 {
			t.Fatalf("%s: %d documents", name, len(docs))
		}
		want.CheckSpans(t, docs[0])
		want.CheckArticle(t, docs[0].Meta)
		if name != "doccano-no-relations.jsonl" {
			want.CheckLinks(t, docs[0])
		}
		if undecided := offsets == ""; undecided != (len(docs[0].Warnings) > 0) {
			t.Errorf("%s: warnings %q", name, docs[0].Warnings)
		}
	}
}

// Files of others are read; the one of 2020 lacks its list of labels.
func TestPublished(t *testing.T) {
	docs := map[string]int{"export-relation-pretty.jsonl": 1, "export-sequence-labeling.jsonl": 3, "import-relation.jsonl": 1, "v1.0-labeling.jsonl": 2}
	for _, src := range readertest.Folder(t, readertest.Samples(t)+"/doccano") {
		got := readertest.Read(t, Reader{}, annotated.Options{}, src)
		if len(got) != docs[src.Name] {
			t.Errorf("%s: %d documents", src.Name, len(got))
		}
		for _, d := range got {
			if old := src.Name == "v1.0-labeling.jsonl"; old != (len(d.Problems) > 0) || old && !strings.Contains(d.Problems[0].Message, "labels.json") {
				t.Errorf("%s: %q", src.Name, readertest.Lines(d.Problems))
			}
		}
	}
}

// Files of other formats are not claimed.
func TestDetect(t *testing.T) {
	readertest.CheckDetect(t, Reader{}, func(name string) bool {
		return (strings.HasPrefix(name, "doccano/") || strings.HasPrefix(name, "parallel/doccano")) && strings.HasSuffix(name, ".jsonl")
	})
}

// The loader of the native format, which recognises misspelt fields, leaves the files alone.
func TestDetectNative(t *testing.T) {
	for _, src := range readertest.Folder(t, "testdata") {
		head, err := os.ReadFile("testdata/" + src.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(src.Name, ".jsonl") && (native.Loader{}).Detect(src, head, true) {
			t.Errorf("%s: detected", src.Name)
		}
	}
}

// Whatever a file holds, reading it ends, and spans lie in their text or there is a problem.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"relations", "triples", "bad"} {
		data, err := os.ReadFile("testdata/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "")
	}
	f.Add([]byte(`{"id":1,"text":"ab","label":[[0,1,"X"]],"u":"v"}{"text":"c","u":"v"}`), "u")
	f.Fuzz(func(t *testing.T, data []byte, join string) {
		src := loaders.Bytes("a.jsonl", data)
		(Reader{}).Detect(src, data, true)
		_ = (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{Join: join}, func(d *annotated.Document) error {
			readertest.Check(t, d)
			return nil
		})
	})
}
