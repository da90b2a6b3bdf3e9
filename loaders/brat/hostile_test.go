package brat

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

// files are a source and what lies beside it.
func files(t testing.TB, name string, all map[string]string) *loaders.Source {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	sources, err := loaders.WalkFS(fsys, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		if src.Name == name {
			return src
		}
	}
	t.Fatal(name)
	return nil
}

func TestHostile(t *testing.T) {
	many := func(n int, line func(int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
		}
		return b.String()
	}
	long := strings.Repeat("a", loaders.MaxDocument)
	for _, c := range []struct{ name, text, ann, want string }{
		{"big text", long + "a", "T1\tA 0 1\ta\n", "a.txt:1:1: the document is larger"},
		{"one line", "a", "T1\tA 0 1\ta" + long, "a.ann:1:1: the document is larger"},
		{"long spans", long, many(20000, func(i int) string { return fmt.Sprintf("T%d\tA 0 %d;%d %d\tx\n", i, 1<<24, 1<<24, 1<<25) }), `but the text has "aaa`},
		{"annotations", "a", many(maxAnnotations+1, func(i int) string { return fmt.Sprintf("T%d\tA 0 1\ta\n", i) }), "more than 500000 annotations"},
		{"problems", "a", many(100000, func(i int) string { return "x y\n" }), "and 99000 more problems"},
		{"line breaks", "a", "T1\tA 0 1\ta\n" + many(100000, func(int) string { return "\nx\n" }), "there is no TAB"},
		{"events of a trigger", "a", "T1\tA 0 1\ta\n" + many(1000, func(i int) string { return fmt.Sprintf("E%d\tA:T1\n", i) }), "T1 is the trigger of more than 100 events"},
		{"long circle", "a", many(50000, func(i int) string {
			return fmt.Sprintf("T%d\tA 0 1\ta\nE%d\tA:T%d B:E%d\n", i, i, i, (i+1)%50000)
		}), "E0 → E1 →"},
		{"inside a character", "😀", "T1\tA 0 1\tx\n", `but the text has "😀" there`},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := files(t, "a.ann", map[string]string{"a.txt": c.text, "a.ann": c.ann})
			docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, src)
			if got := strings.Join(readertest.Lines(docs[0].Problems), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("%.500s", got)
			}
		})
	}
}

// An offset inside a surrogate pair is an error, once someone has said that offsets count UTF-16.
func TestOptions(t *testing.T) {
	src := files(t, "a.ann", map[string]string{"a.txt": "😀 Ana", "a.ann": "T1\tA 1 3\t😀\n"})
	docs := readertest.ReadOne(t, Reader{}, annotated.Options{Offsets: "utf16"}, src)
	if got := fmt.Sprint(docs[0].Problems); !strings.Contains(got, "inside a character") {
		t.Error(got)
	}
	src = files(t, "a.ann", map[string]string{"a.txt": "aa", "a.ann": "T1\tA 0 0\ta\n"})
	if docs := readertest.ReadOne(t, Reader{}, annotated.Options{End: "inclusive"}, src); len(docs[0].Problems)+len(docs[0].Warnings) > 0 {
		t.Error(docs[0].Problems)
	}
	if docs := readertest.ReadOne(t, Reader{}, annotated.Options{End: "exclusive"}, src); len(docs[0].Problems) == 0 {
		t.Error("ends are exclusive, and the span is empty")
	}
}

func TestGzip(t *testing.T) {
	pack := func(text string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	src := files(t, "in/a.ann.gz", map[string]string{"in/a.txt.gz": pack("Ana"), "in/a.ann.gz": pack("T1\tActor 0 3\tAna\n")})
	docs := readertest.Read(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 || len(docs[0].Problems) > 0 || docs[0].Text != "Ana" || docs[0].Name != "in/a" {
		t.Errorf("%+v", docs)
	}
}

func TestDetect(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"a.ann":      {"T1\tActor 0 3\tAna\n", true},
		"spaces.ann": {"T1 Actor 0 3 Ana\n", true},
		"star.ann":   {"\uFEFF\r\n*\tSameAs T1 T2\r\n", true},
		"other.ann":  {"an announcement\n", false},
		"lost.ann":   {"", false},
		"a.standoff": {"T1\tActor 0 3;4 5\tAna\n", true},
		"note.txt":   {"Ana asked Bo\n", false},
		"x.tsv":      {"#FORMAT=WebAnno TSV 3.3\n", false},
		"x.conll":    {"T1\tO\n", false},
		"x.json":     {`{"T1": 1}`, false},
	} {
		if got := (Reader{}).Detect(loaders.Bytes(name, []byte(c.text)), []byte(c.text), true); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	readertest.CheckDetect(t, Reader{}, func(name string) bool {
		return strings.HasPrefix(name, "brat/") && !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".conf") || strings.HasPrefix(name, "parallel/article.")
	})
}

// FuzzRead: whatever the files hold, reading ends, and the document keeps the rules of all.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/*.ann")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range seeds {
		ann, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		text, _ := os.ReadFile(strings.TrimSuffix(seed, ".ann") + ".txt")
		f.Add(text, ann)
	}
	f.Fuzz(func(t *testing.T, text, ann []byte) {
		if bytes.HasPrefix(text, []byte("\x1f\x8b")) || bytes.HasPrefix(ann, []byte("\x1f\x8b")) {
			return
		}
		src := files(t, "a.ann", map[string]string{"a.txt": string(text), "a.ann": string(ann)})
		for _, d := range readertest.ReadOne(t, Reader{}, annotated.Options{}, src) {
			if len(d.Problems) > 0 {
				continue
			}
			if problems, _ := d.Check(); len(problems) > 0 {
				t.Error(problems)
			}
			for _, s := range d.Spans {
				if len(s.Pieces) == 0 {
					t.Errorf("%s has no place", s.ID)
				}
			}
		}
	})
}
