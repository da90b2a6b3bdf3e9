package labelstudio

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

func TestGolden(t *testing.T) {
	for _, src := range readertest.Folder(t, "testdata") {
		if name, ok := strings.CutSuffix(src.Name, ".json"); ok && !strings.HasSuffix(name, ".golden") {
			t.Run(name, func(t *testing.T) {
				readertest.Golden(t, "testdata/"+name+".golden.json", readertest.Read(t, Reader{}, annotated.Options{}, src))
			})
		}
	}
}

// Predictions are loaded when they are asked for, of tasks that nobody annotated.
func TestPredictions(t *testing.T) {
	docs := readertest.Read(t, Reader{}, annotated.Options{Predictions: true}, readertest.Folder(t, "testdata")...)
	for _, d := range docs {
		if d.Name != "task 4" || len(d.Problems) > 0 {
			continue
		}
		if len(d.Spans) != 2 || *d.Spans[0].Confidence != 0.9 || *d.Spans[1].Confidence != 0.5 || d.Meta.Tool != "Label Studio, model v2" || d.Spans[0].Annotator != "model v2" {
			t.Errorf("%+v", d)
		}
		return
	}
	t.Error("no task 4")
}

// A unit that a person says holds, whatever the quotes.
func TestOffsetsOption(t *testing.T) {
	const task = `{"id":1,"data":{"text":"😀 ab"},"annotations":[{"result":[{"id":"a","type":"labels","value":{"start":3,"end":5,"labels":["X"]}}]}]}`
	d := readertest.ReadOne(t, Reader{}, annotated.Options{Offsets: "utf16"}, loaders.Bytes("a.json", []byte(task)))[0]
	if len(d.Problems) > 0 || readertest.Words(d, 0) != "ab" {
		t.Errorf("%+v", d)
	}
	err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a.json", []byte(task)), annotated.Options{Offsets: "feet"}, func(*annotated.Document) error { return nil })
	if err == nil || !strings.Contains(err.Error(), `"feet"`) {
		t.Error(err)
	}
}

// Memory is that of a task: the documents before it are handed over first.
func TestStream(t *testing.T) {
	from := []byte("[" + strings.Repeat(`{"id":0,"data":{"text":"a"},"annotations":[]},`, 3))
	seen := 0
	err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a.json", from), annotated.Options{}, func(d *annotated.Document) error {
		seen++
		if cut := len(d.Problems) > 0 && strings.Contains(d.Problems[0].Message, "cut off"); cut != (seen == 4) {
			t.Errorf("document %d: %v", seen, d.Problems)
		}
		return nil
	})
	if err != nil || seen != 4 {
		t.Errorf("%d documents, %v", seen, err)
	}
}

// Whatever a file holds, reading it ends, and spans lie in their text or there is a problem.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"export", "bad", "min"} {
		data, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"id":1,"data":{"text":"ab"},"annotations":[{"result":[{"id":"a","type":"labels","value":{"start":0,"end":1,"labels":["X"]}}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		src := loaders.Bytes("a.json", data)
		(Reader{}).Detect(src, data, true)
		if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))) > 2 {
			for _, predictions := range []bool{false, true} {
				_ = (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{Predictions: predictions}, func(d *annotated.Document) error {
					readertest.Check(t, d)
					return nil
				})
			}
		}
	})
}
