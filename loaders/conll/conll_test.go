package conll

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

func TestFolders(t *testing.T) {
	for _, folder := range []string{"good", "bad"} {
		t.Run(folder, func(t *testing.T) {
			docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, filepath.Join("testdata", folder))...)
			for _, d := range docs {
				if folder == "good" && len(d.Problems) > 0 {
					t.Errorf("%s: %v", d.Name, d.Problems)
				}
			}
			readertest.Golden(t, filepath.Join("testdata", folder+".json"), docs)
		})
	}
}

// Mentions written as tags of a scheme are read back.
func TestSchemes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scheme := rapid.SampledFrom([]string{"IOB1", "IOB2", "IOBES", "BILOU", "BMEW"}).Draw(t, "scheme")
		var want []mention
		var tags []string
		for range rapid.IntRange(0, 6).Draw(t, "parts") {
			n := rapid.IntRange(1, 4).Draw(t, "length")
			label := rapid.SampledFrom([]string{"", "PER", "B-LOC"}).Draw(t, "label")
			if label == "" {
				tags = append(tags, slices.Repeat([]string{"O"}, n)...)
				continue
			}
			neighbour := len(want) > 0 && want[len(want)-1].last == len(tags)-1 && want[len(want)-1].label == label
			want = append(want, mention{label, len(tags), len(tags) + n - 1})
			for i := range n {
				prefix := "I"
				switch {
				case scheme == "IOB1" && !(neighbour && i == 0), scheme == "IOB2" && i > 0:
				case scheme == "IOB1" || scheme == "IOB2":
					prefix = "B"
				case n == 1:
					prefix = map[string]string{"IOBES": "S", "BILOU": "U", "BMEW": "W"}[scheme]
				case i == 0:
					prefix = "B"
				case i == n-1:
					prefix = map[string]string{"IOBES": "E", "BILOU": "L", "BMEW": "E"}[scheme]
				case scheme == "BMEW":
					prefix = "M"
				}
				tags = append(tags, prefix+"-"+label)
			}
		}
		got, loose := mentions(tags)
		if !slices.Equal(got, want) || scheme != "IOB1" && loose > 0 {
			t.Errorf("%v are %v (%d), want %v", tags, got, loose, want)
		}
	})
}

func TestPublishedFiles(t *testing.T) {
	folder := filepath.Join(readertest.Samples(t), "conll")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, folder)...)
	type counts struct{ docs, spans, labels, problems, warnings, rebuilt int }
	got := map[string]counts{}
	labels := map[string]map[string]bool{}
	for _, d := range docs {
		name := d.Name
		if strings.HasPrefix(name, "answers-") || !strings.Contains(name, ".") && !strings.Contains(name, "-head") && name != "doccano-example" {
			name = "uner" // documents have names of their own
		}
		if labels[name] == nil {
			labels[name] = map[string]bool{}
		}
		for _, s := range d.Spans {
			labels[name][s.Label] = true
		}
		c := got[name]
		c.docs, c.spans, c.labels = c.docs+1, c.spans+len(d.Spans), len(labels[name])
		c.problems, c.warnings = c.problems+len(d.Problems), c.warnings+len(d.Warnings)
		if d.Rebuilt {
			c.rebuilt++
		}
		got[name] = c
		if problems, _ := d.Check(); len(problems) > 0 {
			t.Error(problems)
		}
	}
	// Counted with grep: the B- tags, documents and types of each file.
	for name, want := range map[string]counts{
		"wnut17-train-head": {1, 113, 6, 0, 0, 1},
		"doccano-example":   {1, 2, 2, 0, 0, 1},
		"uner":              {31, 108, 3, 0, 1, 1}, // its last sentence is cut off
	} {
		if got[name] != want {
			t.Errorf("%s: %+v, want %+v", name, got[name], want)
		}
	}
}

// The CoNLL form of the article that is there in every form has lost what is nested, and
// its tokens are not always words.
func TestParallel(t *testing.T) {
	src, want := readertest.Parallel(t, "label-studio.conll")
	docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 || len(docs[0].Problems)+len(docs[0].Warnings) > 0 || !docs[0].Rebuilt {
		t.Fatalf("%d documents: %+v", len(docs), docs)
	}
	found := 0
	for _, s := range docs[0].Spans {
		for i, w := range want.Spans {
			if w.Label == s.Label && strings.TrimRight(s.Quote, ".") == w.Exact {
				want.Spans[i].Label = ""
				found++
				break
			}
		}
	}
	if len(docs[0].Spans) != 16 || found != 16 { // all of 17 but the region in the content
		t.Errorf("%d of %d spans are the article's; not found: %v", found, len(docs[0].Spans), want.Spans)
	}
}

func TestDetect(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"tabs":       {"Ana\tB-PER\nasks\tO\n", true},
		"first of 4": {"-DOCSTART- -X- O O\nAna NNP B-NP B-PER\nasks VB O O\n", true},
		"brat":       {"T1\tActor 0 3\tAna\nT2\tActor 4 6\tBo\n", false},
		"webanno":    {"#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ana asks\n1-1\t0-3\tAna\tPER\t\n1-2\t4-8\tasks\t_\t\n", false},
		"webanno 2":  {" # webanno.custom.X | value\n#id=1\n#text=Ana asks\n1-1\tAna\tB-PER\t\n1-2\tasks\tO\t\n", false},
		"text":       {"Plan B-52 is O-positive\nso they say\n", false},
		"json":       {"[\n{\"a\": 1},\n{\"a\": 2}\n]", false},
		"one line":   {"x O", false},
		"nothing":    {"", false},
	} {
		if got := (Reader{}).Detect(loaders.Bytes(name, nil), []byte(c.text), true); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	readertest.CheckDetect(t, Reader{}, func(name string) bool { return strings.HasSuffix(name, ".conll") || strings.HasSuffix(name, ".iob2") })
}

func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one line", "Ana\tO\n" + strings.Repeat("a", 40<<20) + "\tO\n", "a.conll:2:1: the document is larger"},
		{"tokens", strings.Repeat("a\tO\n", maxTokens+1), "larger than 32 MB or 1000000 tokens"},
		{"columns", "Ana\tO\n" + strings.Repeat("x\t", 1<<20) + "\n", "a.conll:2:1: the line has 101 columns and line 1 has 2"},
		{"columns in all", strings.Repeat("\tO", 1000) + "\n", "a.conll:1:1: the line has more than 100 columns"},
		{"problems", "Ana\tO\n" + strings.Repeat("x\n", 1<<19), `"x" has no tag`},
		{"nothing", "\n\n# only this\n", "the file has no tokens"},
		{"numbers", "1-99999999999999999999\ta\tO\n2\tb\tO\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.conll", []byte(c.text)))
			if got := strings.Join(readertest.Lines(docs[0].Problems), "\n"); !strings.Contains(got, c.want) || len(docs[0].Problems) > maxProblems {
				t.Errorf("%.500s", got)
			}
		})
	}
}

// FuzzRead: whatever a file holds, reading ends, and each document keeps the rules of all.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/*.*")
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
		for _, d := range readertest.ReadOne(t, Reader{}, annotated.Options{}, loaders.Bytes("a.conll", text)) {
			if len(d.Problems) > 0 {
				continue
			}
			if problems, _ := d.Check(); len(problems) > 0 {
				t.Error(problems)
			}
		}
	})
}
