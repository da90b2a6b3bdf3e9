package webannotation

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/native"
)

// either is the reader that detects a source.
func either(t *testing.T, src *loaders.Source) annotated.Reader {
	t.Helper()
	l, err := (loaders.Registry{readertest.Detector{Reader: Reader{}}, readertest.Detector{Reader: Hypothesis{}}}).Detect(src)
	if err != nil {
		t.Fatal(err)
	}
	if l == nil {
		return nil
	}
	return l.(readertest.Detector).Reader
}

func TestGolden(t *testing.T) {
	options := map[string]annotated.Options{"group/export.json": {Private: true}}
	for _, src := range readertest.Folder(t, "testdata") {
		if r := either(t, src); r != nil && !isText(src) {
			t.Run(src.Name, func(t *testing.T) {
				name, _, _ := strings.Cut(src.Name, ".")
				readertest.Golden(t, "testdata/"+name+".golden.json", readertest.ReadOne(t, r, options[src.Name], src))
			})
		}
	}
}

// memory is a file of a folder in memory.
func memory(name string, files map[string]string) *loaders.Source {
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return &loaders.Source{Path: name, Name: name, FS: folder, File: name, Size: -1}
}

// one is the annotation of a text by some selectors.
func one(t *testing.T, r annotated.Reader, o annotated.Options, text, selector string) string {
	t.Helper()
	file := `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":{"value":"X","purpose":"tagging"},"target":{"source":"https://n.example/1","selector":` + selector + `}}`
	if _, ok := r.(Hypothesis); ok {
		file = `{"total":1,"rows":[{"id":"1","user":"acct:a@b","uri":"https://n.example/1","tags":["X"],"target":[{"selector":` + selector + `}]}]}`
	}
	got := ""
	err := r.ReadDocuments(t.Context(), memory("a.json", map[string]string{"a.json": file, "a.txt": text}), o, func(d *annotated.Document) error {
		readertest.Check(t, d)
		for _, p := range append(d.Problems, d.Warnings...) {
			got += p.Message + "; "
		}
		if len(d.Problems) == 0 {
			got = fmt.Sprintf("%d-%d %s %s", d.Spans[0].Pieces[0].Start, d.Spans[0].Pieces[0].End, readertest.Words(d, 0), got)
		}
		return nil
	})
	if err != nil {
		return err.Error()
	}
	return got
}

// Where words are found, and what is said where they are not.
func TestLocate(t *testing.T) {
	quote := func(exact, prefix, suffix string) string {
		return fmt.Sprintf(`{"type":"TextQuoteSelector","exact":%q,"prefix":%q,"suffix":%q}`, exact, prefix, suffix)
	}
	position := func(start, end int) string {
		return fmt.Sprintf(`{"type":"TextPositionSelector","start":%d,"end":%d}`, start, end)
	}
	const text = "🙏 to be or\r\n\tnot to be: be"
	for _, c := range []struct{ name, selector, want string }{
		{"quote", quote("not", "", ""), "13-16 not"},
		{"white space", quote("or not", "", ""), "8-16 or\r\n\tnot"},
		{"white space at the ends", quote(" not ", "or", "to"), "10-17 "},
		{"only the words", quote("🙏\n ", "", ""), "0-2 🙏"},
		{"trimmed", quote(": be \n", "", ""), "22-26 : be"},
		{"by prefix", quote("be", "or not to ", ""), "20-22 be"},
		{"by suffix", quote("be", "", " or"), "5-7 be"},
		{"prefix goes on before the text", quote("🙏", "News | Home ", " to be"), "0-1 🙏"},
		{"context without blanks", quote("be", "to", ":"), "20-22 be"},
		{"context of a longer page", quote("be", "not to be: ", " and more"), "24-26 be"},
		{"other context, one place", quote("not", "and ", ""), "13-16 not one span has other words around them"},
		{"other context, several places", quote("be", "and ", ""), `the text has the words "be" 3 times, and nothing says which`},
		{"by position", "[" + quote("be", "", "") + "," + position(20, 22) + "]", "20-22 be"},
		{"a position that is none", "[" + quote("be", "", "") + "," + position(21, 23) + "]", "the position 21 to 23 is that of none"},
		{"position contradicts", "[" + quote("not", "", "") + "," + position(5, 8) + "]", `13-16 not one span has a position that contradicts the quote; the quote is taken; the first is annotation number 1, "not" is at 13-16 and not at 5-8`},
		{"in UTF-16", "[" + quote("not", "", "") + "," + position(14, 17) + "]", "13-16 not positions do not fit the quotes counted in codepoint, but all do in utf16"},
		{"position alone", position(13, 16), "13-16 not annotation number 1 (X): the file does not say in what it counts"},
		{"beyond", position(13, 99), "offset 99 is outside the text"},
		{"huge", position(13, 1<<60), "outside the text"},
		{"not there", quote("nope", "", ""), `the text does not have the words "nope"`},
		{"refined by a quote", `{"type":"TextQuoteSelector","exact":"not to be","refinedBy":` + quote("be", "", "") + "}", "20-22 be"},
		{"refined by a position", `{"type":"TextQuoteSelector","exact":"not to be","refinedBy":` + position(4, 6) + "}", "17-19 to"},
		{"refined twice", `{"type":"TextPositionSelector","start":13,"end":26,"refinedBy":{"type":"TextQuoteSelector","exact":"to be","refinedBy":` + quote("be", "", "") + "}}", "20-22 be"},
		{"refined and not there", `{"type":"TextQuoteSelector","exact":"or","refinedBy":` + quote("be", "", "") + "}", `does not have the words "be"`},
		{"refines nothing", `{"type":"TextQuoteSelector","exact":"nope","refinedBy":` + quote("be", "", "") + "}", "what its selector refines: the text does not have"},
		{"in what is not followed", `{"type":"XPathSelector","value":"/p","refinedBy":` + quote("not", "", "") + "}", "13-16 not"},
		{"position in what is not followed", `{"type":"XPathSelector","value":"/p","refinedBy":` + position(1, 2) + "}", "within what a selector XPathSelector selects"},
		{"the plain one of several", "[" + `{"type":"XPathSelector","value":"/p","refinedBy":` + position(1, 2) + "}," + quote("not", "", "") + "]", "13-16 not "},
		{"range", `{"type":"RangeSelector","startSelector":{"type":"XPathSelector"}}`, "selected by RangeSelector only"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := one(t, Reader{}, annotated.Options{}, text, c.selector); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for _, c := range []struct {
		offsets string
		at      int
		want    string
	}{{"", 9, "8-10 or"}, {"codepoint", 8, "8-10 or"}, {"grapheme", 8, "8-10 or"}, {"byte", 11, "8-10 or"}, {"utf16", 1, "inside a character"}, {"metre", 1, "cannot be counted"}} {
		if got := one(t, Hypothesis{}, annotated.Options{Offsets: c.offsets}, text, position(c.at, c.at+2)); !strings.Contains(got, c.want) {
			t.Errorf("%q at %d: got %q, want %q", c.offsets, c.at, got, c.want)
		}
	}
}

// A text that is no text makes its article bad, and only that.
func TestBadText(t *testing.T) {
	got := one(t, Reader{}, annotated.Options{}, "a \xff b", `{"type":"TextQuoteSelector","exact":"a"}`)
	if !strings.Contains(got, "its text: invalid UTF-8: byte 0xFF") {
		t.Error(got)
	}
	got = one(t, Reader{}, annotated.Options{}, strings.Repeat("a", loaders.MaxDocument+1), `{"type":"TextQuoteSelector","exact":"a"}`)
	if !strings.Contains(got, "its text: the document is larger") {
		t.Error(got)
	}
}

// A text belongs to the format of the file whose article's it is, and to one only.
func TestOwner(t *testing.T) {
	const (
		anno = `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","target":"https://n.example/1"}`
		hyp  = `{"total":0,"rows":[]}`
		csv  = "file,url\nx.txt,https://n.example/1\n../y.txt,https://n.example/2\n"
	)
	for _, c := range []struct {
		name, want string
		files      map[string]string
	}{
		{"same name", Format, map[string]string{"x.jsonld": anno}},
		{"same name, hypothes.is", HypothesisFormat, map[string]string{"x.json": hyp}},
		{"packed", Format, map[string]string{"x.json.gz": anno}},
		{"alone", "", nil},
		{"of brat", "", map[string]string{"x.json": anno, "x.ann": ""}},
		{"other JSON", "", map[string]string{"x.json": "{}"}},
		{"in the table", HypothesisFormat, map[string]string{"g.json": hyp, "a.json": "{}", "articles.csv": csv}},
		{"in the table of two formats", Format, map[string]string{"g.json": hyp, "b.json": anno, "articles.csv": csv}},
		{"table without annotations", "", map[string]string{"articles.csv": csv}},
		{"no table", "", map[string]string{"articles.csv": "\"", "a.json": hyp}},
	} {
		files := map[string]string{"x.txt": "words"}
		for name, text := range c.files {
			files[name] = text
		}
		src := memory("x.txt", files)
		got := ""
		if r := either(t, src); r != nil {
			got = r.Name()
			if docs := readertest.ReadOne(t, r, annotated.Options{}, src); len(docs) > 0 {
				t.Errorf("%s: the text is a document", c.name)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Faults of JSON are told with their place, and others in the file are read.
func TestHostile(t *testing.T) {
	const good = `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","target":{"selector":{"type":"TextQuoteSelector","exact":"a"}}}`
	for name, c := range map[string]struct{ in, want string }{
		"cut off":       {good + "\n" + good[:60], "2:1: record 2: the file ends within the record"},
		"deep":          {good + "\n" + strings.Repeat(`{"target":[`, 1e6), "2:55001: record 2: this is no JSON"},
		"deep items":    {`{"@context":"http://www.w3.org/ns/anno.jsonld","target":` + strings.Repeat(`{"items":[`, 30) + strings.Repeat("]}", 30) + "}", "it must say of which article"},
		"invalid UTF-8": {good + "\n{\"a\":\"\xff\"}\n", "2:7: record 2: invalid UTF-8"},
		"no record":     {"", "no records"},
		"no context":    {`{"type":"Annotation"}`, "its @context is missing"},
	} {
		var all []string
		err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a.json", []byte(c.in)), annotated.Options{}, func(d *annotated.Document) error {
			readertest.Check(t, d)
			all = append(all, readertest.Lines(d.Problems)...)
			return nil
		})
		if got := fmt.Sprint(all, err); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Annotations beyond what is held of one file end its reading.
func TestTooMany(t *testing.T) {
	c := newCollector(loaders.Bytes("a.json", nil), annotated.Options{}, annotated.UTF16, "")
	large := &annotation{targets: []target{{selection: &selection{exact: strings.Repeat("a", loaders.MaxDocument-2000)}}}}
	n := 0
	for n < 100 && c.add(large) == nil {
		n++
	}
	if n != 8 {
		t.Errorf("%d annotations are held", n)
	}
}

// The loader of the native format, which recognises misspelt fields, leaves the files alone.
func TestDetectNative(t *testing.T) {
	for _, src := range readertest.Folder(t, "testdata") {
		if r := either(t, src); r == nil || isText(src) {
			continue
		}
		open, err := src.Open()
		if err != nil {
			t.Fatal(err)
		}
		head, _ := io.ReadAll(open)
		open.Close()
		if (native.Loader{}).Detect(src, head, true) {
			t.Errorf("%s: detected", src.Name)
		}
	}
}

// Whatever a file holds, reading it ends, and spans lie in their text or there is a problem.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"talks.json", "forms.jsonl", "bad.jsonl", "wrong.json", "group/export.json", "search.json"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "one two\r\n 🙏  three one")
	}
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
			return
		}
		src := memory("a.json", map[string]string{"a.json": string(data), "a.txt": text})
		for _, r := range []annotated.Reader{Reader{}, Hypothesis{}} {
			r.Detect(src, data, true)
			_ = r.ReadDocuments(t.Context(), src, annotated.Options{}, func(d *annotated.Document) error {
				readertest.Check(t, d)
				return nil
			})
		}
	})
}
