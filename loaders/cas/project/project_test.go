package project_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/loaders"
	"demandgraph/loaders/cas/project"
)

var format = project.Format{Name: "test", Ext: ".doc", Beside: "Types.xml",
	Is: func(head []byte) bool { return bytes.HasPrefix(head, []byte("doc")) }}

// entry is a file of a ZIP.
type entry struct{ name, text string }

// pack makes a ZIP.
func pack(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = io.WriteString(f, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// list is what Files hands over, a line each.
func list(t testing.TB, src *loaders.Source) []string {
	t.Helper()
	var all []string
	err := project.Files(context.Background(), src, format, func(f *project.File) error {
		line := fmt.Sprintf("%s|%s|%s|%s|%s", f.Path, f.Name, f.Annotator, f.Data, f.Beside)
		if f.LeftOut > 0 {
			line += fmt.Sprint("|left out ", f.LeftOut)
		}
		if f.Fault != "" {
			line += "|" + f.Fault
		}
		all = append(all, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// from is the size of what was compressed, which may change with the compressor.
var from = regexp.MustCompile(`expands from [0-9]+`)

func TestArchives(t *testing.T) {
	for _, c := range []struct {
		name    string
		entries []entry
		want    []string
	}{
		{"one document", []entry{{"Types.xml", "types"}, {"a.doc", "doc a"}}, []string{"x.zip!a.doc|a||doc a|types"}},
		{"several, in order", []entry{{"b.DOC", "\uFEFFdoc b"}, {"in/a.doc", "doc a"}, {"in/types.XML", "types"}, {"c.doc", "other"}, {"d.txt", "doc"}, {".doc", "doc"}, {"__MACOSX/b.doc", "doc"}},
			[]string{"x.zip!b.DOC|b||doc b|", "x.zip!in/a.doc|in/a||doc a|types"}},
		{"a ZIP of each", []entry{{"in/a.zip", pack(t, entry{"u.doc", "doc a"}, entry{"types.xml", "types"})}}, []string{"x.zip!in/a.zip!u.doc|in/a/u||doc a|types"}},
		{"project", []entry{
			{"source/one.txt", "doc"}, {"exportedproject.json", "{}"}, {"extra.doc", "doc"},
			{"annotation/one.txt/ana.doc", "doc ana"}, {"annotation/one.txt/bo.doc", "doc bo"}, {"annotation/one.txt/INITIAL_CAS.doc", "doc none"},
			{"annotation_ser/one.txt/ana.ser", "doc"}, {"annotation/one.txt/ana.ser", "doc"},
			{"annotation/two.txt/ana.zip", pack(t, entry{"two.doc", "doc two"}, entry{"Types.xml", "types"})}, {"annotation/two.txt/bo.zip", "no zip"}, {"annotation/two.txt/INITIAL_CAS.zip", "no zip"},
			{"curation/two.txt/CURATION_USER.zip", pack(t, entry{"two.doc", "doc best"})},
		}, []string{
			"x.zip!annotation/one.txt/ana.doc|one.txt|ana|doc ana|",
			"x.zip!annotation/one.txt/bo.doc|one.txt|bo|doc bo|",
			"x.zip!curation/two.txt/CURATION_USER.zip!two.doc|two.txt|CURATION_USER|doc best||left out 2",
		}},
		{"nobody", []entry{{"annotation/one.txt/INITIAL_CAS.doc", "doc"}}, []string{"x.zip|x.zip||||the ZIP has no document in test that somebody annotated; choose the format at the export"}},
		{"out of the folder", []entry{{"../a.doc", "doc"}}, []string{`x.zip|x.zip||||entry "../a.doc" of the ZIP leads out of its folder; nothing of it is read`}},
		{"from the root", []entry{{"/a.doc", "doc"}}, []string{`x.zip|x.zip||||entry "/a.doc" of the ZIP leads out of its folder; nothing of it is read`}},
		{"bomb", []entry{{"a.doc", "doc" + strings.Repeat("0", 16<<20)}, {"b.doc", "doc b"}},
			[]string{"x.zip!a.doc|a||||the entry expands from N to 16777219 bytes, more than 200 times; nothing of it is read", "x.zip!b.doc|b||doc b|"}},
		{"large", []entry{{"a.doc", "doc" + strings.Repeat("0", loaders.MaxDocument)}}, []string{"x.zip!a.doc|a||||" + loaders.TooLarge()}},
		{"in a ZIP", []entry{{"a.zip", pack(t, entry{"b.zip", pack(t, entry{"c.doc", "doc"})}, entry{"d.doc", "doc d"})}, {"e.zip", "none"}},
			[]string{"x.zip!a.zip!d.doc|a/d||doc d|", "x.zip!e.zip|e.zip||||this is no ZIP that can be read: zip: not a valid zip file; export it again"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := pack(t, c.entries...)
			got := list(t, loaders.Bytes("x.zip", []byte(data)))
			for i := range got {
				got[i] = from.ReplaceAllString(got[i], "expands from N")
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// What all entries expand to together is bounded too.
func TestTogether(t *testing.T) {
	var entries []entry
	for i := range 60 { // each within its ratio, and all beyond that of the archive
		entries = append(entries, entry{fmt.Sprintf("%02d.zip", i), pack(t, entry{"a.doc", "doc" + strings.Repeat("0123456789abcdef", 60_000)}, entry{"b.doc", "doc" + strings.Repeat("0123456789abcdef", 60_000)})})
	}
	got := list(t, loaders.Bytes("x.zip", []byte(pack(t, entries...))))
	last := got[len(got)-1]
	if !strings.Contains(last, "expands to more than 200 times its size") {
		t.Errorf("%d files, the last %.300s", len(got), last)
	}
}

func TestDamaged(t *testing.T) {
	whole := pack(t, entry{"a.doc", strings.Repeat("doc a ", 100)})
	if got := list(t, loaders.Bytes("x.zip", []byte(whole[:len(whole)-30]))); len(got) != 1 || !strings.Contains(got[0], "no ZIP that can be read") {
		t.Error(got)
	}
	broken := []byte(whole)
	broken[45] ^= 0xff // in the compressed bytes
	if got := list(t, loaders.Bytes("x.zip", broken)); len(got) != 1 || !strings.Contains(got[0], "cannot be read") && !strings.Contains(got[0], "no document") {
		t.Error(got)
	}
	if project.Contains(loaders.Bytes("x.zip", []byte(whole[:50])), []byte(whole[:50]), format) {
		t.Error("what is left of a ZIP contains nothing")
	}
}

func TestContains(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{pack(t, entry{"a.doc", "doc"}), true},
		{pack(t, entry{"a.doc", "else"}, entry{"project.qde", "doc"}), false},
		{pack(t, entry{"annotation/a/b.zip", pack(t, entry{"x.doc", "doc"})}), true},
		{pack(t), false},
		{"doc", false},
	} {
		if got := project.Contains(loaders.Bytes("x", []byte(c.data)), []byte(c.data), format); got != c.want {
			t.Errorf("%.40q: %v", c.data, got)
		}
	}
}

// An unpacked project is read as a packed one; a file that is named by itself always.
func TestFolders(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"annotation/one.txt/ana.doc", "annotation/one.txt/INITIAL_CAS.doc", "annotation/two.txt/ana.doc", "annotation/two.txt/bo.doc", "curation/two.txt/CURATION_USER.doc", "three.doc", "Types.xml"} {
		files[name] = &fstest.MapFile{Data: []byte("doc")}
	}
	sources, err := loaders.WalkFS(files, "in")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, src := range sources {
		if src.Name != "Types.xml" {
			got = append(got, list(t, src)...)
		}
	}
	want := []string{
		"in/annotation/one.txt/ana.doc|one.txt|ana|doc|",
		"in/curation/two.txt/CURATION_USER.doc|two.txt|CURATION_USER|doc||left out 2",
		"in/three.doc|three||doc|doc",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	for _, src := range sources {
		src.Named = true
		if src.Name != "Types.xml" && len(list(t, src)) != 1 {
			t.Errorf("%s was named and is not read", src.Path)
		}
	}
}

func TestGzip(t *testing.T) {
	for text, want := range map[string]string{"doc": "a.doc.gz|a||doc|", pack(t, entry{"b.doc", "doc b"}): "a.doc.gz!b.doc|b||doc b|"} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := list(t, loaders.Bytes("a.doc.gz", b.Bytes())); !slices.Equal(got, []string{want}) {
			t.Error(got)
		}
	}
}

// Errors of who asks end the reading.
func TestErrors(t *testing.T) {
	src := loaders.Bytes("x.zip", []byte(pack(t, entry{"a.doc", "doc"}, entry{"b.doc", "doc"})))
	stop := errors.New("stop")
	n := 0
	err := project.Files(context.Background(), src, format, func(*project.File) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Error(err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := project.Files(ctx, src, format, func(*project.File) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
