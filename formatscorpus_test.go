package main

import (
	"cmp"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// corpus has three articles of our own in every format of annotated articles.
const corpus = "testdata/formats/"

// Every form of the corpus that keeps links is one graph, imports, instants and the tool aside. Without
// says what a form has no place for.
func TestFormsAreOneGraph(t *testing.T) {
	whole := statements(t, loadForm(t, "brat"))
	if n := len(whole); n < 150 {
		t.Fatalf("only %d statements", n)
	}
	for _, form := range []struct {
		name    string
		without func(s statement) bool
	}{
		{"cas-json", nothing},
		{"xmi", nothing},
		{"label-studio", nothing},
		{"doccano", nothing},
		{"prodigy", nothing},
		{"web-annotation", nothing},
		{"refi-qda", nothing},
		// The text is put together from rows: what stood between sentences is not known.
		{"webanno-tsv", func(s statement) bool {
			return s.of == "Article" && slices.Contains([]string{"text", "sha256", "extent"}, s.says) ||
				s.of == "Annotation" && (s.says == "prefix" || s.says == "suffix")
		}},
		// Words that name nothing and show nothing are no mention in it; dates are what positions say.
		{"native", func(s statement) bool { return s.labels == `["Date"]` }},
	} {
		t.Run(form.name, func(t *testing.T) {
			compare(t, lines(statements(t, loadForm(t, form.name)), form.without), lines(whole, form.without))
		})
	}
}

func nothing(statement) bool { return false }

// Forms without links have the same words with the same labels, and name what is known without a role.
func TestFormsWithoutLinks(t *testing.T) {
	marked := func(db *sql.DB, offsets bool) []string {
		position := "''"
		if offsets {
			position = `n.start || '-' || n.end`
		}
		return rows(t, db, `SELECT a.url, `+position+`, n.exact, n.labels, coalesce((SELECT max(x.key) FROM Annotation_MENTIONS_Actor m JOIN Actor x ON x.id = m.dst
			WHERE m.src = n.id AND x.reviewed IS NULL), ''), coalesce((SELECT max(r.key) FROM Annotation_MENTIONS_Region m JOIN Region r ON r.id = m.dst WHERE m.src = n.id), '')
			FROM Annotation n JOIN Article a ON a.id = n.IN_ARTICLE ORDER BY 1, 2, 3, 4`)
	}
	whole := loadForm(t, "brat")
	compare(t, marked(loadForm(t, "hypothesis"), true), marked(whole, true))

	// CoNLL has one label a token, so that its corpus is of names only; its text has no empty lines.
	names := slices.DeleteFunc(marked(whole, false), func(row string) bool {
		return !strings.Contains(row, `["Actor"]`) && !strings.Contains(row, `["Person"]`) && !strings.Contains(row, `["Organization"]`) && !strings.Contains(row, `["Region"]`)
	})
	compare(t, marked(loadForm(t, "conll"), false), names)
}

// Codes have no words for who or what, so that coded forms are compared by who did what to whom.
func TestCodedForms(t *testing.T) {
	const acts = `SELECT p.kind, coalesce(f.key, a.key), coalesce((SELECT group_concat(x.key) FROM Demand_ADDRESSED_TO_Actor e JOIN Actor x ON x.id = e.dst WHERE e.src = p."ON"), '')
		FROM Position p JOIN Actor a ON a.id = p.TOOK LEFT JOIN Actor f ON f.id = p."FOR" ORDER BY 1, 2, 3`
	all := rows(t, loadForm(t, "brat"), acts)
	for form, missing := range map[string][]string{
		"petrarch": {"OPPOSES france ukraine", "SUPPORTS france russia"},                                                        // no code of CAMEO says so
		"plover":   {"OPPOSES france ukraine", "SUPPORTS france russia", "DEMANDS ukraine russia", "REITERATES ukraine russia"}, // nobody is said to demand what is answered
	} {
		want := slices.DeleteFunc(slices.Clone(all), func(act string) bool { return slices.Contains(missing, act) })
		if len(want)+len(missing) != len(all) {
			t.Errorf("%s: the corpus does not have %q: %q", form, missing, all)
		}
		compare(t, rows(t, loadForm(t, form), acts), want)
	}

	// Statements of discourse networks have concepts for demands, and say who is for and against.
	statements := rows(t, loadForm(t, "dna"), `SELECT d.summary, p.kind, a.key, coalesce(f.key, ''), p.date, r.url
		FROM Position p JOIN Actor a ON a.id = p.TOOK LEFT JOIN Actor f ON f.id = p."FOR" JOIN Demand d ON d.id = p."ON"
		JOIN Position_EVIDENCED_BY_Annotation e ON e.src = p.id JOIN Annotation n ON n.id = e.dst JOIN Article r ON r.id = n.IN_ARTICLE ORDER BY 1, 2, 3, n.start`)
	compare(t, statements, []string{
		"Hungary lets drones pass SUPPORTS ana-kovac nato 2025-09-05 https://post.example/2025/09/05/sky",
		"Hungary lets drones pass SUPPORTS hungary  2025-09-05 https://post.example/2025/09/05/sky",
		"Russia gives back Luhansk Oblast OPPOSES russia  2025-09-07 https://post.example/2025/09/07/price",
		"Russia gives back Luhansk Oblast SUPPORTS france  2025-09-07 https://post.example/2025/09/07/price",
		"Russia gives back Luhansk Oblast SUPPORTS ukraine  2025-09-07 https://post.example/2025/09/07/price", // twice, in two places
		"Russia gives back Luhansk Oblast SUPPORTS ukraine  2025-09-07 https://post.example/2025/09/07/price",
		"Ukraine withdraws from Donetsk Oblast OPPOSES emmanuel-macron france 2025-09-03 https://post.example/2025/09/03/talks",
		"Ukraine withdraws from Donetsk Oblast OPPOSES ukraine  2025-09-03 https://post.example/2025/09/03/talks",
		"Ukraine withdraws from Donetsk Oblast SUPPORTS russia  2025-09-03 https://post.example/2025/09/03/talks",
	})
}

// loadForm loads a form of the corpus into an empty store, and opens that.
func loadForm(t *testing.T, form string) *sql.DB {
	t.Helper()
	file := filepath.Join(t.TempDir(), form+".db")
	if status, said := load(t, file, nil, "--links", corpus+"links.yaml", corpus+form); status != exitOK {
		t.Fatalf("%s: status %d: %s", form, status, said)
	}
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// statement is a property of a node or an edge.
type statement struct {
	of     string // table: a kind of node, or kinds with that of an edge between
	key    string // of the node, or of both
	says   string // column
	value  string
	labels string // of an annotation
}

// aside are columns that say when, by which import and document, how rows are found, and with which program.
var aside = []string{"id", "key", "src", "dst", "createdAt", "updatedAt", "importKeys", "locationImports", "telling", "tool"}

// statements are all nodes and edges of a store, imports aside, with what they say.
func statements(t *testing.T, db *sql.DB) []statement {
	t.Helper()
	keys := map[string]map[string]string{} // of nodes, by table and id
	node := func(table, id string) string {
		if keys[table] == nil {
			keys[table] = map[string]string{}
			for _, row := range cells(t, db, `SELECT id, key FROM "`+table+`"`) {
				keys[table][row[0]] = row[1]
			}
		}
		return keys[table][id]
	}
	var all []statement
	for _, of := range cells(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '[A-Z]*' AND name NOT GLOB '*Import' ORDER BY name`) {
		table := of[0]
		to := map[string]string{} // the table that a column refers to
		for _, row := range cells(t, db, `SELECT "from", "table" FROM pragma_foreign_key_list('`+table+`')`) {
			to[row[0]] = row[1]
		}
		var columns []string
		for _, row := range cells(t, db, `SELECT name FROM pragma_table_info('`+table+`')`) {
			columns = append(columns, row[0])
		}
		for _, row := range cells(t, db, `SELECT "`+strings.Join(columns, `", "`)+`" FROM "`+table+`"`) {
			s := statement{of: table, says: "is"}
			for i, column := range columns {
				if to[column] != "" && row[i] != "" {
					row[i] = node(to[column], row[i])
				}
				switch column {
				case "key", "src":
					s.key = row[i]
				case "dst":
					s.key += " " + row[i]
				case "labels":
					s.labels = row[i]
				}
			}
			all = append(all, s)
			for i, column := range columns {
				if !slices.Contains(aside, column) && row[i] != "" {
					all = append(all, statement{table, s.key, column, row[i], s.labels})
				}
			}
		}
	}
	return all
}

// lines are statements as lines, but for those left out.
func lines(all []statement, without func(statement) bool) []string {
	var out []string
	for _, s := range all {
		if !without(s) {
			out = append(out, strings.Join([]string{s.of, s.key, s.says, s.value}, " "))
		}
	}
	slices.Sort(out)
	return out
}

// compare says which lines are in one list only.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	if len(want) == 0 {
		t.Error("there is nothing to compare")
	}
	for len(got) > 0 || len(want) > 0 {
		order := 0
		if len(got) > 0 && len(want) > 0 {
			order = cmp.Compare(got[0], want[0])
		}
		switch {
		case len(want) == 0 || order < 0:
			t.Errorf("beyond: %s", got[0])
			got = got[1:]
		case len(got) == 0 || order > 0:
			t.Errorf("missing: %s", want[0])
			want = want[1:]
		default:
			got, want = got[1:], want[1:]
		}
	}
}

// rows are the rows of an answer, columns with a blank between, in the order of bytes.
func rows(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	var all []string
	for _, row := range cells(t, db, query) {
		all = append(all, strings.Join(row, " "))
	}
	slices.Sort(all)
	return all
}

// cells are the cells of an answer as texts.
func cells(t *testing.T, db *sql.DB, query string) [][]string {
	t.Helper()
	found, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for found.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(columns))
		for i, v := range values {
			if v != nil {
				row[i] = fmt.Sprint(v)
			}
		}
		all = append(all, row)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
