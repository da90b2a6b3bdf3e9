package petrarch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

func TestFolders(t *testing.T) {
	for _, folder := range []string{"good", "bad"} {
		t.Run(folder, func(t *testing.T) {
			var docs []*annotated.Document
			for _, src := range readertest.Folder(t, filepath.Join("testdata", folder)) {
				docs = append(docs, readertest.ReadOne(t, Reader{}, annotated.Options{}, src)...)
			}
			for _, d := range docs {
				if folder == "good" && len(d.Problems) > 0 {
					t.Errorf("%s: %v", d.Name, d.Problems)
				}
			}
			readertest.Golden(t, filepath.Join("testdata", folder+".json"), docs)
		})
	}
}

func TestPublishedFiles(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "petrarch")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, folder)...)
	var bad []string
	spans, counted := 0, map[string]int{}
	for _, d := range docs {
		if len(d.Problems) > 0 {
			bad = append(bad, d.Name)
			continue
		}
		problems, _ := d.Check()
		if len(problems) > 0 || d.Meta.PublishedAt == "" || strings.Contains(d.Text, "\n") {
			t.Errorf("%s: %v", d.Name, problems)
		}
		spans += len(d.Spans)
		for what, n := range d.Counted {
			counted[what] += n
		}
	}
	// Counted with grep: 190 sentences, of which two pairs share ids, 240 codings, of which
	// 14 have noevents, 3 an error, and 4 belong to the pairs.
	if len(docs) != 188 || !slices.Equal(bad, []string{"AGENTS-18", "AGENTS-19"}) || spans != 240-14-3-4 ||
		counted["sentence without events"] != 14 || counted["sentence that was not coded: dateline"] != 1 {
		t.Errorf("%d documents, %d spans, bad %v, counted %v", len(docs), spans, bad, counted)
	}
}

func TestDetect(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"sentences":  {"\uFEFF<?xml version=\"1.0\"?><!-- x --><Sentences>\n<Sent", true},
		"validation": {"<Validation><Sentences><Sentence id='1'>", true},
		"other":      {"<Validation><Rule/></Validation>", false},
		"namespace":  {"<Sentences xmlns='urn:x'/>", false},
		"tei":        {"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", false},
		"text":       {"Sentences", false},
		"nothing":    {"", false},
	} {
		if got := (Reader{}).Detect(loaders.Bytes(name, nil), []byte(c.text), true); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	readertest.CheckDetect(t, Reader{}, func(name string) bool { return strings.HasPrefix(name, "petrarch/") && strings.HasSuffix(name, ".xml") })
}

func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"depth", "<Sentences>" + strings.Repeat("<a>", 1<<20), "nested more than 100 deep"},
		{"one text", "<Sentences><Sentence id='A'><Text>" + strings.Repeat("a", 40<<20), "longer than"},
		{"one tag", "<Sentences><Sentence id='" + strings.Repeat("a", 40<<20), "longer than 4 MB"},
		{"a text in parts", "<Sentences><Sentence id='A'><Text>" + strings.Repeat(strings.Repeat("a", 1<<20)+"<b/>", 40), "longer than any"},
		{"a big article", "<Sentences>" + strings.Repeat("<Sentence id='A_1'><Text>"+strings.Repeat("a", 1<<20)+"</Text></Sentence>", 40) + "</Sentences>", "larger than 32 MB"},
		{"a long id", "<Sentences><Sentence id='" + strings.Repeat("a", 1000) + "'/>", "more than 200 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.xml", []byte(c.text)))
			if len(docs) != 1 {
				t.Fatalf("%d documents", len(docs))
			}
			if got := strings.Join(readertest.Lines(docs[0].Problems), "\n"); !strings.Contains(got, c.want) || !strings.HasPrefix(got, "a.xml:1:") {
				t.Errorf("%.500s", got)
			}
		})
	}
}

// FuzzRead: whatever a file holds, reading ends, and each document keeps the rules of all.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/*.xml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1 && string(text[:2]) == "\x1f\x8b" {
			return
		}
		for _, d := range readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.xml", text)) {
			if len(d.Problems) > 0 {
				continue
			}
			if problems, _ := d.Check(); len(problems) > 0 {
				t.Error(problems)
			}
		}
	})
}
