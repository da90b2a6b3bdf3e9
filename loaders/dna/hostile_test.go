package dna

import (
	"bytes"
	"context"
	"errors"
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

// problems are those of all documents that a database gives, and the names of good ones.
func problems(t testing.TB, data []byte) (lines, good []string) {
	t.Helper()
	for _, d := range read(t, annotated.Options{}, data) {
		if len(d.Problems) == 0 {
			good = append(good, d.Name)
		}
		lines = append(lines, readertest.Lines(d.Problems)...)
	}
	return lines, good
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ sql, want, good string }{
		{"UPDATE STATEMENTS SET Stop = 85 WHERE ID = 7", "a.dna: statement 7 (DNA Statement): end: offset 85 is outside the text, which has 84 units (utf16)", "4"},
		{"UPDATE STATEMENTS SET Start = 3 WHERE ID = 3", "a.dna: statement 3 (DNA Statement): start: offset 3 is inside a character", "4"},
		{"UPDATE STATEMENTS SET Start = Stop WHERE ID = 3", "a.dna: statement 3: it goes from 50 to 50; the end must be after the start", "4"},
		{"UPDATE STATEMENTS SET Start = -1 WHERE ID = 3", "a.dna: statement 3: it goes from -1 to 50", "4"},
		{"UPDATE STATEMENTS SET Start = 'x' WHERE ID = 3", "a.dna: statement 3: Start is x, not a whole number", "4"},
		{"UPDATE STATEMENTS SET Stop = 9223372036854775807 WHERE ID = 3", "offset 9223372036854775807 is outside the text", "4"},
		{"UPDATE STATEMENTS SET StatementTypeId = 99 WHERE ID = 13", "a.dna: statement 13: it is of statement type 99, which is not there", "1"},
		{"UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 13", "a.dna: statement 13: it is of document 99, which is not there", "1 4"},
		{"UPDATE DATASHORTTEXT SET Entity = 99 WHERE StatementId = 13 AND VariableId = 1", "a.dna: statement 13: its person is an entity that is not there", "1"},
		{"UPDATE DATASHORTTEXT SET Entity = 6 WHERE StatementId = 13 AND VariableId = 1", "a.dna: statement 13: its person is an entity of another variable", "1"},
		{"INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) VALUES (13, 1, 3)", `a.dna: statement 13: it has two values of "person"`, "1"},
		{"UPDATE DATASHORTTEXT SET VariableId = 99 WHERE StatementId = 13 AND VariableId = 1", "a.dna: statement 13: it has a value of variable 99, which is not there", "1"},
		{"UPDATE DATABOOLEAN SET Value = 2 WHERE StatementId = 13", "a.dna: statement 13: its agreement is 2; it is 1 or 0", "1"},
		{"UPDATE DOCUMENTS SET Text = CAST(x'41ff42' AS TEXT) WHERE ID = 1", "a.dna: document 1: its Text is not valid UTF-8 at byte 1 (0xFF)", "4"},
		{"UPDATE DOCUMENTS SET Text = x'4142' WHERE ID = 1", "a.dna: document 1: its Text is no text", "4"},
		{fmt.Sprintf("UPDATE DOCUMENTS SET Text = printf('%%.*c', %d, 'x') WHERE ID = 1", loaders.MaxDocument+1), "a.dna: document 1: its Text is longer than a text may be", "4"},
		{"UPDATE DOCUMENTS SET Text = '' WHERE ID = 1", "is outside the text, which has 0 units", "4"},
		{"UPDATE DOCUMENTS SET Date = 'soon' WHERE ID = 1", "a.dna: document 1: its Date is soon, not a whole number", "4"},
		{"UPDATE ENTITIES SET Value = CAST(x'ff' AS TEXT) WHERE ID = 2", "a.dna: the table ENTITIES, row with ID 2: Value is not valid UTF-8 at byte 0 (0xFF)", ""},
		{"UPDATE VARIABLES SET StatementTypeId = 99 WHERE ID = 10", `a.dna: variable "hero" is of statement type 99, which is not there`, ""},
	} {
		lines, good := problems(t, build(t, version3, c.sql))
		if len(lines) == 0 || !strings.Contains(lines[0], c.want) || strings.Join(good, " ") != c.good {
			t.Errorf("%s: %q, good are %q", c.sql, lines, good)
		}
	}
	// A date beyond all years is left out.
	docs := read(t, annotated.Options{}, build(t, version3, "UPDATE DOCUMENTS SET Date = 9223372036854775807"))
	if docs[0].Meta.PublishedAt != "" || len(docs[0].Warnings) != 1 {
		t.Errorf("%+v %q", docs[0].Meta, docs[0].Warnings)
	}
	// What belongs to nothing is counted.
	docs = read(t, annotated.Options{}, build(t, version3, "INSERT INTO DATABOOLEAN(StatementId, VariableId) VALUES (99, 4), (9, 4)", "UPDATE STATEMENTS SET Coder = 77 WHERE ID = 3"))
	for _, what := range []string{"values of statements that are not there", "values of variables that the type of their statement does not have", "coders of statements who are not in the table of coders"} {
		if docs[0].Counted[what] != 1 {
			t.Errorf("%s: %v", what, docs[0].Counted)
		}
	}
}

// Databases that do more than hold data are refused whole.
func TestHostileSchemas(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"CREATE TRIGGER tr AFTER INSERT ON STATEMENTS BEGIN DELETE FROM DOCUMENTS; END", "the database has a trigger tr, which none of the program has"},
		{"ALTER TABLE DOCUMENTS RENAME TO D; CREATE VIEW DOCUMENTS AS SELECT * FROM D", "the database has a view DOCUMENTS"},
		{"CREATE VIRTUAL TABLE v USING fts5(x)", "the database has a virtual table v"},
		{"ALTER TABLE DOCUMENTS ADD COLUMN Extra TEXT AS (hex(zeroblob(1000000)))", "column Extra of the table DOCUMENTS is computed"},
		{"DROP TABLE DATABOOLEAN", "without the table DATABOOLEAN"},
		{"ALTER TABLE STATEMENTS RENAME COLUMN StatementTypeId TO Type", "without column StatementTypeId of the table STATEMENTS; open it in a newer version"},
		{"ALTER TABLE DATASHORTTEXT RENAME COLUMN Entity TO E", "without column Entity or Value of the table DATASHORTTEXT"},
		{"ALTER TABLE STATEMENTS RENAME TO S; CREATE TABLE STATEMENTS(ID PRIMARY KEY, StatementTypeId, DocumentId, Start, Stop) WITHOUT ROWID", "cannot be read"},
		{"INSERT INTO STATEMENTTYPES(ID, Label) WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM n WHERE i < 1200) SELECT i, 'x' FROM n", "the table STATEMENTTYPES has more than 1000 rows"},
	} {
		lines, good := problems(t, build(t, version3, c.sql))
		if len(lines) != 1 || !strings.Contains(lines[0], c.want) || len(good) > 0 {
			t.Errorf("%s: %q, good are %q", c.sql, lines, good)
		}
	}
}

// A name that is a keyword or has quotes does not change what is read.
func TestQuoting(t *testing.T) {
	if lines, good := problems(t, build(t, version3, `CREATE TABLE "a""; DROP TABLE x"(y)`, `ALTER TABLE DOCUMENTS ADD COLUMN "select" TEXT`)); len(lines) > 0 || len(good) != 2 {
		t.Errorf("%q %q", lines, good)
	}
}

// Passwords cannot be read even by mistake.
func TestPasswords(t *testing.T) {
	data := build(t, version3)
	db, err := open(t.Context(), loaders.Bytes("a.dna", data))
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	for _, statement := range []string{"SELECT Password FROM CODERS", "SELECT * FROM CODERS", "SELECT count(*) FROM CODERS", "DELETE FROM CODERS", "ATTACH 'x' AS x", "PRAGMA writable_schema = ON"} {
		if _, err := db.conn.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s is allowed", statement)
		}
	}
	for _, d := range read(t, annotated.Options{}, data) {
		if strings.Contains(fmt.Sprintf("%+v", d), "nobody may see") {
			t.Error("a password is in a document")
		}
	}
}

func TestDamaged(t *testing.T) {
	whole := build(t, version3)
	for name, data := range map[string][]byte{
		"truncated":   whole[:len(whole)/2],
		"head":        whole[:100],
		"magic only":  []byte(magic),
		"no SQLite":   []byte("<discourse>"),
		"overwritten": bytes.Replace(whole, []byte("CREATE TABLE DOCUMENTS"), []byte("CREATE TABLE DOCUMENTZ"), 1),
	} {
		if lines, good := problems(t, data); len(lines) != 1 || len(good) > 0 {
			t.Errorf("%s: %q, good are %q", name, lines, good)
		}
	}
}

// A database that is being written to is not read, and no copy stays behind.
func TestBeside(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	files := fstest.MapFS{"a.dna": {Data: build(t, version3)}, "a.dna-wal": {Data: []byte("x")}}
	src := &loaders.Source{Path: "a.dna", Name: "a.dna", FS: files, File: "a.dna"}
	docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, src)
	if len(docs) != 1 || len(docs[0].Problems) != 1 || !strings.Contains(docs[0].Problems[0].Message, "a.dna-wal") {
		t.Errorf("%+v", docs)
	}
	files["a.dna-wal"].Data = nil
	if docs := readertest.ReadOne(t, Reader{}, annotated.Options{}, src); len(docs) != 2 {
		t.Errorf("%d documents", len(docs))
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 && filepath.Ext(left[0].Name()) == ".sqlite" {
		t.Errorf("%v %v", left, err)
	}
}

// A file left in the write-ahead mode is read; errors of who asks end the reading.
func TestModes(t *testing.T) {
	data := build(t, version3, "PRAGMA journal_mode = WAL")
	if lines, good := problems(t, data); len(lines) > 0 || len(good) != 2 {
		t.Errorf("%q %q", lines, good)
	}
	stop := errors.New("stop")
	n := 0
	err := Reader{}.ReadDocuments(t.Context(), loaders.Bytes("a.dna", data), annotated.Options{}, func(*annotated.Document) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Error(err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (Reader{}).ReadDocuments(ctx, loaders.Bytes("a.dna", data), annotated.Options{}, func(*annotated.Document) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := (Reader{}).ReadDocuments(t.Context(), loaders.Bytes("a.dna", data), annotated.Options{Timezone: "Nowhere/X"}, nil); err == nil {
		t.Error("a zone that is none")
	}
}

// Whatever a file holds, reading it ends, and spans lie in their text or there is a problem.
func FuzzRead(f *testing.F) {
	whole := build(f, version3)
	f.Add(uint(0), []byte{})
	f.Add(uint(100), []byte("\xff\xff\xff"))
	f.Add(uint(5000), []byte("x"))
	f.Fuzz(func(t *testing.T, at uint, patch []byte) {
		data := bytes.Clone(whole)
		copy(data[at%uint(len(data)):], patch)
		src := loaders.Bytes("a.dna", data)
		(Reader{}).Detect(src, data, true)
		_ = (Reader{}).ReadDocuments(t.Context(), src, annotated.Options{}, func(d *annotated.Document) error {
			readertest.Check(t, d)
			return nil
		})
	})
}
