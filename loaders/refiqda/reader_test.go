package refiqda

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

type entry struct{ name, text string }

// pack makes a ZIP.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = f.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// corpus is the project of testdata, with some of its text replaced.
func corpus(t testing.TB, replace ...string) []byte {
	t.Helper()
	var entries []entry
	folder := os.DirFS("testdata/good")
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		if strings.HasSuffix(name, ".qde") {
			for i := 0; i < len(replace); i += 2 {
				if !bytes.Contains(text, []byte(replace[i])) {
					t.Fatalf("%q is not in the project", replace[i])
				}
				text = bytes.Replace(text, []byte(replace[i]), []byte(replace[i+1]), 1)
			}
		}
		entries = append(entries, entry{name, string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pack(t, entries...)
}

func read(t testing.TB, o annotated.Options, data []byte) []*annotated.Document {
	t.Helper()
	return readertest.ReadOne(t, Reader{}, o, loaders.Bytes("a.qdpx", data))
}

func TestCorpus(t *testing.T) {
	data := corpus(t)
	if !(Reader{}).Detect(loaders.Bytes("a", data), data, true) {
		t.Error("not detected")
	}
	docs := read(t, annotated.Options{}, data)
	readertest.Golden(t, "testdata/good.json", docs)
	for i, want := range []string{"Zoe\u0301 🛳", "Zoe\u0301 🛳", "asked\r\nagain"} {
		if got := readertest.Words(docs[0], i); got != want {
			t.Errorf("span %d is %q, want %q", i, got, want)
		}
	}
}

// simple is a project with one text, "🛳🛳 Ana said\r\nno to Bo." that has selections.
func simple(t testing.TB, origin, selections string) []byte {
	t.Helper()
	return pack(t, entry{"project.qde", `<Project xmlns="urn:QDA-XML:project:1.0" origin="` + origin + `"><CodeBook><Codes><Code guid="C1" name="Actor"/></Codes></CodeBook><Sources>` +
		`<TextSource guid="S1" name="One" plainTextPath="internal://one.txt">` + selections + `</TextSource></Sources></Project>`}, entry{"sources/one.txt", "🛳🛳 Ana said\r\nno to Bo."})
}

func pick(start, end int, name string) string {
	return fmt.Sprintf(`<PlainTextSelection guid="%d-%d" name="%s" startPosition="%d" endPosition="%d"><Coding><CodeRef targetGUID="C1"/></Coding></PlainTextSelection>`, start, end, name, start, end)
}

// Names show how a project counts.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name, origin, selections string
		o                        annotated.Options
		want, warned             string
	}{
		{"as most", "QualCoder", pick(3, 6, "Ana") + pick(19, 21, "Bo"), annotated.Options{}, "Ana|Bo", ""},
		{"a title", "QualCoder", pick(3, 6, "Ana") + pick(7, 15, "what she said") + pick(19, 21, "Bo"), annotated.Options{}, "Ana|said\r\nno|Bo", ""},
		{"inclusive", "x", pick(3, 5, "Ana") + pick(19, 20, "Bo"), annotated.Options{}, "Ana|Bo", "code points, ends inclusive"},
		{"UTF-16", "x", pick(5, 8, "Ana") + pick(21, 23, "Bo"), annotated.Options{}, "Ana|Bo", "counted in UTF-16 units: the project"},
		{"CRLF is one", "x", pick(3, 6, "Ana") + pick(18, 20, "Bo"), annotated.Options{}, "Ana|Bo", "code points with CRLF as one"},
		{"CRLF is one there", "ATLAS.ti 8.4", pick(3, 6, "") + pick(18, 20, ""), annotated.Options{}, "Ana|Bo", "do not show how positions are counted"},
		{"one name is none", "x", pick(3, 5, "Ana"), annotated.Options{}, "An", "do not show how positions are counted; read as code points: say --offsets and --end"},
		{"names that disagree", "x", pick(3, 5, "Ana") + pick(19, 21, "Bo"), annotated.Options{}, "An|Bo", "do not show"},
		{"by a person", "x", pick(3, 5, "") + pick(19, 20, ""), annotated.Options{End: "inclusive", Offsets: "codepoint"}, "Ana|Bo", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := read(t, c.o, simple(t, c.origin, c.selections))
			var words []string
			for i := range docs[0].Spans {
				words = append(words, readertest.Words(docs[0], i))
			}
			if got := strings.Join(words, "|"); got != c.want || len(docs[0].Problems) > 0 {
				t.Errorf("got %q %q", got, readertest.Lines(docs[0].Problems))
			}
			if w := strings.Join(readertest.Lines(docs[0].Warnings), "\n"); !strings.Contains(w, c.warned) || c.warned == "" && w != "" {
				t.Errorf("warned %q", w)
			}
		})
	}
	for _, o := range []annotated.Options{{End: "both"}, {Offsets: "words"}} {
		if err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a", corpus(t)), o, nil); err == nil {
			t.Errorf("%+v", o)
		}
	}
}

// A name that was cut shows no less than its beginning.
func TestCutNames(t *testing.T) {
	text := annotated.NewText("x" + strings.Repeat("word\r\n", 20))
	name := strings.Repeat("word ", 10) + "…"
	for from, want := range map[int]bool{0: false, 1: true, 2: false} {
		if got := isName(text, from, 100, name); got != want {
			t.Errorf("from %d: %v", from, got)
		}
	}
	if isName(text, 1, 20, name) || isName(text, 1, 20, "word …") {
		t.Error("it is shorter than its name")
	}
}

func TestBad(t *testing.T) {
	const ferry = `plainTextPath="internal://ferry.TXT"`
	for _, c := range []struct {
		replace    []string
		want, good string
	}{
		{[]string{ferry, `plainTextPath="internal://gone.txt"`}, "a.qdpx!Project.qde:14:1: the text of the source, internal://gone.txt, is not in the project beside internal://ferry.docx, which is not read in its place", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{ferry, `plainTextPath="internal://../Project.qde"`}, "is not in the project", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{ferry, `plainTextPath="relative:///etc/passwd"`}, "outside of the project, at relative:///etc/passwd", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{ferry, ""}, "the source has no text beside internal://ferry.docx", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{`<PlainTextContent>&lt;Лин&gt; agreed`, `<PlainTextContent>` + "\n"}, "is empty", "Ferry"},
		{[]string{`name="Ferry"><Plain`, `name="Ferry" plainTextPath="x"><Plain`}, "the source has its text twice", "Ferry"},
		{[]string{`startPosition="1" endPosition="4"`, `startPosition="1" endPosition="99"`}, "a.qdpx!Project.qde:23:2: selection F0000000-0000-0000-0000-000000000004: end: offset 99 is outside the text, which has 12 code points", "Ferry"},
		{[]string{`startPosition="1" endPosition="4"`, `startPosition="4" endPosition="1"`}, "it goes from 4 to 1", "Ferry"},
		{[]string{`startPosition="1" endPosition="4"`, `startPosition="-1" endPosition="4"`}, "it goes from -1 to 4", "Ferry"},
		{[]string{`startPosition="1" endPosition="4"`, `startPosition="1" endPosition="99999999999999999999"`}, "a position is a whole number", "Ferry"},
		{[]string{`guid="F0000000-0000-0000-0000-000000000004"`, `guid="{f0000000-0000-0000-0000-000000000001}"`}, "the identifier F0000000-0000-0000-0000-000000000001 of a selection is given twice", ""},
		{[]string{`targetGUID="C0000000-0000-0000-0000-000000000004"`, `targetGUID="C9"`}, "its code C9 is not there", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{`endPosition="4"`, `endPosition="4" creatingUser="A9"`}, "is by the user A9, who is not there", "Ferry"},
		{[]string{`originGUID="F0000000-0000-0000-0000-000000000002"`, `originGUID="F9"`}, "link AB000000-0000-0000-0000-000000000001 (Demander) is of F9, which is not there", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{`<MemberSource targetGUID="D0000000-0000-0000-0000-000000000001"`, `<MemberSource targetGUID="D9"`}, "the set language: en has the source D9, which is not there", "Ferry|Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{`<VariableRef targetGUID="B0000000-0000-0000-0000-000000000002"`, `<VariableRef targetGUID="B9"`}, "a value is of the variable B9", "Ferry D0000000-0000-0000-0000-000000000002"},
		{[]string{`guid="C0000000-0000-0000-0000-000000000005"`, `guid="C0000000-0000-0000-0000-000000000002"`}, "the identifier C0000000-0000-0000-0000-000000000002 of a code is given twice", ""},
		{[]string{`project:1.0`, `project:0:10`}, `a.qdpx!Project.qde:3:1: the project is of version "0:10" of the standard`, ""},
		{[]string{`<Project xmlns="urn:QDA-XML:project:1.0"`, `<Project`}, "the root is Project; that of a project is Project with xmlns=", ""},
		{[]string{`<!-- hand-written -->`, `<!DOCTYPE x [<!ENTITY a "b">]>`}, "a.qdpx!Project.qde:2:1: the project declares a document type", ""},
		{[]string{`encoding="utf-8"`, `encoding="latin1"`}, "the encoding latin1", ""},
		{[]string{`</Sets>`, ``}, "the project is no XML of the standard", ""},
		{[]string{`</Project>`, ``}, "the project is no XML of the standard", ""},
		{[]string{`</Project>`, `</Project><Project/>`}, "there is more after the end", ""},
		{[]string{`<Users>`, "<Users>\xff"}, "a.qdpx!Project.qde:4:8: invalid UTF-8: byte 0xFF", ""},
		{[]string{`<Users>`, strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300) + "<Users>"}, "nested more than 200 deep", ""},
	} {
		var lines, good []string
		for _, d := range read(t, annotated.Options{}, corpus(t, c.replace...)) {
			if len(d.Problems) == 0 {
				good = append(good, d.Name)
			}
			lines = append(lines, readertest.Lines(d.Problems)...)
		}
		if len(lines) == 0 || !strings.Contains(strings.Join(lines, "\n"), c.want) || strings.Join(good, "|") != c.good {
			t.Errorf("%q: %q, good are %q", c.replace, lines, good)
		}
	}
}

func TestBadArchives(t *testing.T) {
	const empty = `<Project xmlns="urn:QDA-XML:project:1.0"/>`
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"two", pack(t, entry{"a.qde", empty}, entry{"b.QDE", empty}), "the ZIP has 2 projects"},
		{"none", pack(t, entry{"a.txt", empty}), "the ZIP has no project"},
		{"out", pack(t, entry{"../a.qde", empty}), "leads out of its folder"},
		{"nothing in it", pack(t, entry{"a.qde", empty}), "has no source with text"},
		{"bomb", pack(t, entry{"a.qde", empty + strings.Repeat(" ", 20<<20)}), "expands from"},
		{"large", pack(t, entry{"a.qde", empty + strings.Repeat(" ", maxProject)}), "larger than 64 MB"},
		{"elements", pack(t, entry{"a.qde", `<Project xmlns="urn:QDA-XML:project:1.0">` + elements()}), "more than 1000000 elements"},
		{"truncated", corpus(t)[:500], "this is no ZIP that can be read"},
	} {
		docs := read(t, annotated.Options{}, c.data)
		if len(docs) != 1 || len(docs[0].Problems) != 1 || !strings.Contains(docs[0].Problems[0].Message, c.want) {
			t.Errorf("%s: %+v", c.name, docs)
		}
	}
}

// elements are too many, and not so alike that the ratio of their sizes is remarkable.
func elements() string {
	var b strings.Builder
	for i := range maxElements + 1 {
		fmt.Fprintf(&b, "<a%d/>", i*7919%1_000_003)
	}
	return b.String()
}

// Errors of who asks end the reading.
func TestErrors(t *testing.T) {
	src := loaders.Bytes("a.qdpx", corpus(t))
	stop := errors.New("stop")
	n := 0
	if err := (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{}, func(*annotated.Document) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Error(err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (Reader{}).ReadDocuments(ctx, src, annotated.Options{}, func(*annotated.Document) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := (Reader{}).ReadDocuments(t.Context(), &loaders.Source{Path: "gone", FS: os.DirFS("testdata"), File: "gone"}, annotated.Options{}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// Whatever a project holds, reading it ends, and spans lie in their text or there is a problem.
func FuzzRead(f *testing.F) {
	project, err := os.ReadFile("testdata/good/Project.qde")
	if err != nil {
		f.Fatal(err)
	}
	text, err := os.ReadFile("testdata/good/Sources/FERRY.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(project), string(text))
	f.Add(`<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource plainTextPath="ferry.txt"><PlainTextSelection startPosition="0" endPosition="1"/></TextSource></Sources></Project>`, "🛳\r\n")
	f.Fuzz(func(t *testing.T, project, text string) {
		data := pack(t, entry{"project.qde", project}, entry{"sources/ferry.txt", text})
		src := loaders.Bytes("a.qdpx", data)
		(Reader{}).Detect(src, data, true)
		_ = (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{}, func(d *annotated.Document) error {
			readertest.Check(t, d)
			return nil
		})
	})
}
