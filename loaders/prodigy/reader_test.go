package prodigy

import (
	"os"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/native"
)

func TestGolden(t *testing.T) {
	options := map[string]annotated.Options{"joined": {Join: "meta.url"}, "predicted": {Predictions: true}}
	for _, src := range readertest.Folder(t, "testdata") {
		if name, ok := strings.CutSuffix(src.Name, ".jsonl"); ok {
			t.Run(name, func(t *testing.T) {
				readertest.Golden(t, "testdata/"+name+".golden.json", readertest.Read(t, Reader{}, options[name], src))
			})
		}
	}
}

// The ends of a relation, as token numbers: what each means.
func TestEnds(t *testing.T) {
	const head = `{"text":"aa bb cc dd","_input_hash":1,"answer":"accept","tokens":[{"start":0,"end":2},{"start":3,"end":5},{"start":6,"end":8},{"start":9,"end":11}],` +
		`"spans":[{"start":0,"end":11,"label":"ALL"},{"start":0,"end":5,"label":"LONG"},{"start":3,"end":5,"label":"SHORT"},{"start":0,"end":8,"label":"THREE"}],"relations":[{"label":"R","child":3,`
	for _, c := range []struct{ head, want string }{
		{`"head":0`, "LONG"},  // it ends no span: the shortest that holds it
		{`"head":1`, "SHORT"}, // the shortest that it ends
		{`"head":2`, "THREE"}, // the one that it ends
		{`"head":1,"head_span":{"start":0,"end":5,"label":"LONG"}`, "LONG"},
		{`"head":1,"head_span":{"token_start":0,"token_end":1}`, "LONG"},
		{`"head":1,"head_span":{"start":0,"end":5,"label":"NEW"}`, "NEW"},
		{`"head":4`, "one of the 4 tokens"}, {`"head":-1`, "one of the 4 tokens"}, {`"head":"0"`, "one of the 4 tokens"}, {`"x":1`, "head is missing"},
		{`"head":1,"head_span":{"start":5,"end":5}`, "not after its start"},
	} {
		d := readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.jsonl", []byte(head+c.head+"}]}")))[0]
		got := strings.Join(readertest.Lines(d.Problems), "; ")
		if got == "" {
			got = d.Spans[d.Links[0].Head].Label
			if tail := d.Spans[d.Links[0].Tail].Label; tail != "ALL" {
				t.Errorf("%s: tail %s", c.head, tail)
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s is %q, want %q", c.head, got, c.want)
		}
	}
}

func TestAnnotator(t *testing.T) {
	for _, c := range []struct{ fields, want string }{
		{`"_session_id":"news-ann"`, "ann"}, {`"_annotator_id":"ner_news-bo","_session_id":"x"`, "bo"}, {`"_session_id":null`, ""},
		{`"_session_id":"2021-10-12_12-00-00"`, ""}, {`"_session_id":"news-2021-10-12_12-00-00"`, ""}, {`"_session_id":"news-default"`, ""}, {`"_session_id":"ann"`, "ann"},
	} {
		d := readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.jsonl", []byte(`{"text":"a","_input_hash":1,"answer":"accept",`+c.fields+`}`)))[0]
		if d.Meta.Annotator != c.want {
			t.Errorf("%s is %q, want %q", c.fields, d.Meta.Annotator, c.want)
		}
	}
}

func TestParallel(t *testing.T) {
	src, want := readertest.Parallel(t, "prodigy.jsonl")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	want.CheckSpans(t, d)
	want.CheckLinks(t, d)
	want.CheckArticle(t, d.Meta)
	if d.Meta.Annotator != "ann" || d.Counted["rejected answers"] != 1 || d.Counted["ignored answers"] != 1 || len(d.Warnings) > 0 {
		t.Errorf("by %q, counted %v, warnings %q", d.Meta.Annotator, d.Counted, d.Warnings)
	}
}

func TestPublished(t *testing.T) {
	docs, spans, identifiers := 0, 0, 0
	for _, src := range readertest.Folder(t, readertest.Samples(t)+"/prodigy") {
		for _, d := range readertest.Read(t, Reader{}, annotated.Options{}, src) {
			docs++
			if len(d.Problems) > 0 {
				t.Errorf("%s: %q", src.Name, readertest.Lines(d.Problems))
			}
			for i, s := range d.Spans {
				spans++
				identifiers += len(s.Identifiers)
				if readertest.Words(d, i) != s.Quote {
					t.Errorf("%s: %q is not %q", src.Name, readertest.Words(d, i), s.Quote)
				}
			}
		}
	}
	if docs != 11 || spans != 11 || identifiers == 0 {
		t.Errorf("%d documents, %d spans, %d identifiers", docs, spans, identifiers)
	}
}

// Files of other formats are not claimed.
func TestDetect(t *testing.T) {
	readertest.CheckDetect(t, Reader{}, func(name string) bool {
		return strings.HasPrefix(name, "prodigy/") && strings.HasSuffix(name, ".jsonl") || name == "parallel/prodigy.jsonl"
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
	for _, name := range []string{"answers", "bad", "predicted"} {
		data, err := os.ReadFile("testdata/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "", true)
	}
	f.Add([]byte(`{"text":"a","_input_hash":1,"answer":"accept","meta":{"u":1}}{"text":"b","meta":{"u":1.0}}`), "meta.u", false)
	f.Fuzz(func(t *testing.T, data []byte, join string, predictions bool) {
		src := loaders.Bytes("a.jsonl", data)
		(Reader{}).Detect(src, data, true)
		_ = (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{Join: join, Predictions: predictions}, func(d *annotated.Document) error {
			readertest.Check(t, d)
			return nil
		})
	})
}
