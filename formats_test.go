package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// samples are small files of our own, one a format, with what a load of it says.
var samples = []struct{ format, file, says string }{
	{"native", "examples/00-reference.yaml", ""},
	{"plover", "loaders/plover/testdata/records.json", ""},
	{"cas-json", "loaders/cas/testdata/talks.json", "1 document loaded of 1"},
	{"xmi", "loaders/cas/testdata/xmi/talks.xmi", "1 document loaded of 1"},
	{"webanno-tsv", "loaders/webannotsv/testdata/talks.tsv", "1 document loaded of 1"},
	{"label-studio", "testdata/corpus/articles/label-studio.json", "1 document loaded of 1"},
	{"doccano", "loaders/doccano/testdata/triples.jsonl", ""},
	{"prodigy", "loaders/prodigy/testdata/answers.jsonl", ""},
	{"web-annotation", "loaders/webannotation/testdata/collection.json", "1 document loaded of 1"},
	{"hypothesis", "loaders/webannotation/testdata/group/export.json", ""},
	{"conll", "loaders/conll/testdata/good/4-text.iob2", "4 documents loaded of 4"},
	{"petrarch", "loaders/petrarch/testdata/good/sentences.xml", "3 documents loaded of 3"},
	{"icews", "testdata/corpus/events/icews.tsv", ""},
	{"gdelt", "loaders/gdelt/testdata/events58.csv", ""},
	{"polecat", "loaders/polecat/testdata/polecat.txt", ""},
	{"refi-qda", "project.qdpx", ""},
	{"dna", "corpus.dna", ""},
}

// sample reads a sample, or makes those that are databases and archives.
func sample(t *testing.T, file string) []byte {
	t.Helper()
	read := func(file string) []byte {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	switch file {
	case "project.qdpx":
		const good = "loaders/refiqda/testdata/good/"
		return zipped(t, map[string][]byte{"Project.qde": read(good + "Project.qde"), "Sources/FERRY.txt": read(good + "Sources/FERRY.txt")})
	case "corpus.dna":
		made := filepath.Join(t.TempDir(), file)
		db, err := sql.Open("sqlite", "file:"+made)
		if err != nil {
			t.Fatal(err)
		}
		for _, script := range []string{"schema3.sql", "types.sql", "corpus3.sql"} {
			if _, err := db.Exec(string(read("loaders/dna/testdata/" + script))); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return read(made)
	}
	return read(file)
}

// load loads paths into a store, with standard input, and gives what was said without what differs from
// run to run.
func load(t *testing.T, store string, in io.Reader, args ...string) (status int, said string) {
	t.Helper()
	var out bytes.Buffer
	dir := t.TempDir()
	args = append([]string{"--log-level=error", "load", "--store", "sqlite:" + store, "--rejects", filepath.Join(dir, "rejects.jsonl"),
		"--review", filepath.Join(dir, "review.yaml")}, args...)
	status = runWith(t.Context(), args, in, &out, &out)
	return status, out.String()
}

// counted are the lines that count documents and nodes.
var counted = regexp.MustCompile(`(?m)^(\d+ documents? loaded of .*|nodes: .*)$`)

// TestEveryFormat loads a file of each format as it is, in gzip, in a ZIP and from standard input:
// it is recognised, becomes the same, and again changes nothing.
func TestEveryFormat(t *testing.T) {
	for _, s := range samples {
		t.Run(s.format, func(t *testing.T) {
			data := sample(t, s.file)
			dir := t.TempDir()
			name := filepath.Base(s.file)
			plain := filepath.Join(dir, "plain", name)
			write := func(file string, data []byte) {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			write(plain, data)
			packed := filepath.Join(dir, "gzip", name+".gz")
			write(packed, gzipped(t, data))
			archive := filepath.Join(dir, "archive.zip")
			write(archive, zipped(t, map[string][]byte{"folder/" + name: data, "__MACOSX/" + name: data}))
			store := filepath.Join(dir, "plain.db")
			status, said := load(t, store, nil, plain)
			want := strings.Join(counted.FindAllString(said, -1), "\n")
			if status == exitFailed || want == "" || strings.HasPrefix(want, "0 documents") || !strings.Contains(want, s.says) {
				t.Fatalf("status %d: %s", status, said)
			}
			if !strings.Contains(said, "import "+s.format+"-") {
				t.Errorf("it is no import of %s: %s", s.format, said)
			}
			if _, said := load(t, store, nil, plain); !strings.Contains(said, "nothing was written") {
				t.Errorf("again: %s", said)
			}
			for how, path := range map[string]string{"gzip": packed, "ZIP": archive, "standard input": "-"} {
				again, said := load(t, filepath.Join(dir, how+".db"), bytes.NewReader(data), path)
				if got := strings.Join(counted.FindAllString(said, -1), "\n"); got != want || again != status {
					t.Errorf("%s: status %d: %s\nwant %s", how, again, said, want)
				}
			}
			if checked, said := command(t, "check", plain); checked != status {
				t.Errorf("check: status %d, load %d: %s", checked, status, said)
			}
		})
	}
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		file, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A folder of many formats is loaded at once, what describes the names first; a ZIP of it is the same.
func TestCorpus(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{}
	err := filepath.WalkDir("testdata/corpus", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel("testdata/corpus", path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(dir, "corpus.zip")
	if err := os.WriteFile(archive, zipped(t, files), 0o644); err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(dir, "x.db")
	status, said := load(t, store, nil, "testdata/corpus")
	for _, want := range []string{"14 documents loaded of 14, 0 rejected", "the profile default does not know the label:", `1 span "MOOD"`, "3 names are up for review in "} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	if status != exitOK {
		t.Errorf("status %d", status)
	}
	if _, said := load(t, store, nil, archive); !strings.Contains(said, "nothing was written") {
		t.Errorf("the ZIP is not the same: %s", said)
	}
	if _, said := load(t, filepath.Join(dir, "y.db"), nil, "--dry-run", "testdata/corpus"); !strings.Contains(said, `create position ruritania DEMANDS "open the bridge"`) ||
		!strings.Contains(said, "create actor harbour-guild: Harbour Guild") {
		t.Errorf("the difference: %s", said)
	}
}

// What is not loaded is refused by name with the way out, in folders and ZIPs too.
func TestRefusedFormats(t *testing.T) {
	dir := t.TempDir()
	tei := []byte("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
	for name, data := range map[string][]byte{"a.xml": tei, "a.zip": zipped(t, map[string][]byte{"a.xml": tei})} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		fails(t, exitRejected, []string{"a.xml: this is a TEI document, which is not loaded", "INCEpTION"}, "load", "--store=sqlite:"+filepath.Join(dir, "x.db"), "--rejects=", file)
	}
	fails(t, exitFailed, []string{`no format "refused"`}, "check", "--format=refused", filepath.Join(dir, "a.xml"))
}

// TestHostileZips: a ZIP that leads out of its folder, or expands to more than it should, is
// rejected, and the rest loaded.
func TestHostileZips(t *testing.T) {
	bomb := append([]byte("T1\tActor 0 3\tAna\n"), bytes.Repeat([]byte("\n"), 64<<20)...)
	for name, c := range map[string]struct{ files map[string][]byte }{
		"leads out of its folder":       {map[string][]byte{"../a.yaml": []byte(topic)}},
		"expands to more than 200":      {map[string][]byte{"a.ann": bomb, "a.txt": []byte("Ana")}},
		"a ZIP within a ZIP":            {map[string][]byte{"a.zip": zipped(t, map[string][]byte{"a.yaml": []byte(topic)})}},
		"this is no ZIP that can be re": {nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			data := []byte("PK\x03\x04 cut off")
			if c.files != nil {
				data = zipped(t, c.files)
			}
			for file, data := range map[string][]byte{"bad.zip": data, "good.yaml": []byte(topic)} {
				if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			fails(t, exitRejected, []string{"bad.zip", name, "1 document loaded of"}, "load", "--store=sqlite:"+filepath.Join(dir, "x.db"), "--rejects=", "--review=", filepath.Join(dir, "bad.zip"), filepath.Join(dir, "good.yaml"))
		})
	}
}
