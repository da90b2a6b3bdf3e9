package native

import (
	"bytes"
	"compress/gzip"
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/loaders"
)

func TestHugeDocumentIsRefusedUnparsed(t *testing.T) {
	huge := bytes.Repeat([]byte("# nothing but a comment, and no end of it\n"), 100<<20/42)
	records := readAll(t, loaders.Bytes("huge.yaml", append([]byte("article:\n"), huge...)))
	if len(records) != 1 || len(records[0].Problems) != 1 || records[0].Document != nil {
		t.Fatalf("%d records", len(records))
	}
	const want = "huge.yaml:1:1: the document is larger than 32 MB, the most that one may be; split it into several"
	if got := records[0].Problems[0].String(); got != want {
		t.Error(got)
	}
	line := append([]byte(`{"article": {"title": "`), bytes.Repeat([]byte("a"), 40<<20)...)
	if records := readAll(t, loaders.Bytes("huge.jsonl", line)); len(records) != 1 || !strings.Contains(records[0].Problems[0].Message, "larger than 32 MB") {
		t.Errorf("%d records", len(records))
	}
}

func TestManyDocumentsInOneFile(t *testing.T) {
	text := "\uFEFF# before\n%YAML 1.2\n--- # first\ntopics: [{key: a}]\n---\n# nothing\n---\ntopics: [{key: b}]\n...\n--- {topics: [{key: c}]}\n---\ntopics:\n- key: D"
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.yaml": []byte(text), "a.yaml.gz": zipped.Bytes()} {
		var keys, sources []string
		var problems string
		for _, r := range readAll(t, loaders.Bytes(name, data)) {
			keys = append(keys, r.Document.Topics[0].Key)
			sources = append(sources, strings.ReplaceAll(r.Document.Source, name, ""))
			for _, p := range r.Problems {
				problems += p.String()
			}
		}
		if got := strings.Join(keys, ","); got != "a,b,c," {
			t.Errorf("%s: %s", name, got)
		}
		if got := strings.Join(sources, ","); got != ",#2,#3,#4" {
			t.Errorf("%s: %s", name, got)
		}
		if want := name + `:13:8: key is "D", not a key of a-z, 0-9 and -`; problems != want {
			t.Errorf("%s: %s", name, problems)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"a.yaml", "article:\n  title: T\n", true},
		{"a.yaml", "artcle:\n  title: T\n", true},
		{"a.yaml", "---\n# x\n\"positions\": []\n", true},
		{"a.yaml", "--- {article: {}}\n", true},
		{"a.yml", "services:\n  web: {image: x}\n", false},
		{"README.md", "# Articles\n\nText: this is.\n", false},
		{"a.json", `{"article": {"title": "T"}}`, true},
		{"a", "\uFEFF {\n\"tool\": \"x\", \"actors\": [{", true},
		{"a.json", `[{"article": 1}]`, false},
		{"a.json", `{"data": {"article": 1}, "x": ["article"]}`, false},
		{"a.json", `{"annotations": []}`, false},
		{"empty", "", false},
	} {
		l, err := loaders.Registry{Loader{}}.Detect(loaders.Bytes(test.name, []byte(test.text)))
		if err != nil || (l != nil) != test.want {
			t.Errorf("%s %q: %v, %v", test.name, test.text, l, err)
		}
	}
}

func TestReadStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := Loader{}.Read(ctx, loaders.Bytes("a.yaml", []byte("topics: []\n---\ntopics: []\n")), func(*loaders.Record) error {
		n++
		cancel()
		return nil
	})
	if err == nil || n != 1 {
		t.Errorf("%d documents, %v", n, err)
	}
	missing := &loaders.Source{Path: "in/gone.yaml", File: "gone.yaml", FS: fstest.MapFS{}}
	if err := (Loader{}).Read(t.Context(), missing, nil); err == nil || err.Error() != "in/gone.yaml: file does not exist" {
		t.Error(err)
	}
}
