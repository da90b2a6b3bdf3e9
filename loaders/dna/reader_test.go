package dna

import (
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

// version3 and version2 are the scripts of the corpus; both say the same.
var (
	version3 = []string{"schema3.sql", "types.sql", "corpus3.sql"}
	version2 = []string{"schema2.sql", "types.sql", "corpus2.sql"}
)

// build makes a database of scripts and statements and gives its bytes.
func build(t testing.TB, scripts []string, statements ...string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.dna")
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=synchronous(OFF)&_pragma=journal_mode(MEMORY)")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scripts {
		script, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		statements = append([]string{string(script)}, statements...)
	}
	for i := range scripts { // they were put in front in turn
		if j := len(scripts) - 1 - i; i < j {
			statements[i], statements[j] = statements[j], statements[i]
		}
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%v in %.300s", err, s)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t testing.TB, o annotated.Options, data []byte) []*annotated.Document {
	t.Helper()
	return readertest.ReadOne(t, Reader{}, o, loaders.Bytes("a.dna", data))
}

func TestCorpus(t *testing.T) {
	docs := read(t, annotated.Options{}, build(t, version3))
	readertest.Golden(t, "testdata/corpus3.json", docs)
	for i, want := range []string{"Zoe\u0301 Marsh", "Zoe\u0301 Marsh of the Guild said tolls must fall.", "Лин opposes it: «мито» stays 🐟", "«мито»"} {
		if got := readertest.Words(docs[0], i); got != want {
			t.Errorf("span %d is %q, want %q", i, got, want)
		}
	}
}

// The same database of version 2 says the same.
func TestVersion2(t *testing.T) {
	want := read(t, annotated.Options{}, build(t, version3))
	docs := read(t, annotated.Options{}, build(t, version2))
	if len(docs) != len(want) {
		t.Fatalf("%d documents", len(docs))
	}
	if w := docs[1].Warnings; len(w) != 1 || !strings.Contains(w[0].Message, "2031-02-23 at 01:00:00 UTC") || !strings.Contains(w[0].Message, "--timezone") {
		t.Errorf("%q", w)
	}
	if docs[0].Counted["links between statements, which have no kind"] != 1 {
		t.Error(docs[0].Counted)
	}
	delete(docs[0].Counted, "links between statements, which have no kind")
	for i, d := range docs {
		if d.Meta.Tool != "Discourse Network Analyzer 2.0 beta 25" {
			t.Error(d.Meta.Tool)
		}
		d.Meta.Tool, d.Warnings = want[i].Meta.Tool, nil
		delete(want[i].Meta.Other, "time")
		if !reflect.DeepEqual(d, want[i]) {
			t.Errorf("got\n%+v\nwant\n%+v", d, want[i])
		}
	}
	zoned := read(t, annotated.Options{Timezone: "America/New_York"}, build(t, version2))
	if zoned[1].Meta.PublishedAt != "2031-02-22" || len(zoned[1].Warnings) > 0 || zoned[1].Meta.Other["time"] != "20:00:00" {
		t.Errorf("%+v %q", zoned[1].Meta, zoned[1].Warnings)
	}
}

// Through the profile of the format statements become positions.
func TestPositions(t *testing.T) {
	var got []string
	err := loader(t).Read(t.Context(), loaders.Bytes("a.dna", build(t, version3)), func(r *loaders.Record) error {
		for _, p := range r.Problems {
			t.Error(p)
		}
		for _, a := range r.Document.Actors {
			got = append(got, strings.Join([]string{"actor", a.Key, a.Name, string(a.Type), strings.Join(a.Aliases, "/"), a.Description}, "|"))
		}
		for _, d := range r.Document.Demands {
			got = append(got, strings.Join([]string{"demand", d.Key, d.Summary, d.Description}, "|"))
		}
		for _, p := range r.Document.Positions {
			e := p.Evidence[0]
			got = append(got, strings.Join([]string{"position", p.Actor, p.For, string(p.Kind), p.Demand, p.Date.String(), e.Exact, e.Annotator, e.Tool}, "|"))
		}
		for _, w := range r.Warnings {
			got = append(got, "warning|"+w.Message)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/positions.txt")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Join(got, "\n") + "\n"; lines != string(want) {
		t.Errorf("got\n%s", lines)
	}
}

func TestDetect(t *testing.T) {
	data := build(t, version3)
	large := build(t, version2, "VACUUM") // its schema stands at the beginning still
	other := build(t, nil, "CREATE TABLE DOCUMENTS(ID)")
	for _, c := range []struct {
		data []byte
		want bool
	}{{data, true}, {large, true}, {other, false}, {data[:16], false}, {[]byte("STATEMENTTYPES"), false}, {nil, false}} {
		if got := (Reader{}).Detect(loaders.Bytes("a", c.data), c.data, true); got != c.want {
			t.Errorf("%.30q: %v", c.data, got)
		}
	}
	// A schema that stands beyond the head is looked for.
	late := build(t, nil, "CREATE TABLE FILLING(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 40) INSERT INTO FILLING SELECT zeroblob(4000) FROM n",
		strings.Repeat("CREATE TABLE IF NOT EXISTS LONGNAME(x "+strings.Repeat("y", 3000)+");", 1), "CREATE TABLE STATEMENTTYPES(ID)", "CREATE TABLE DOCUMENTS(ID)", "CREATE TABLE STATEMENTS(ID)", "CREATE TABLE VARIABLES(ID)")
	if !(Reader{}).Detect(loaders.Bytes("a", late), late[:4096], false) {
		t.Error("a schema further on is not found")
	}
	readertest.CheckDetect(t, Reader{}, func(name string) bool { return strings.HasSuffix(name, ".dna") })
}
