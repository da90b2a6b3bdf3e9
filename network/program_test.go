package network

import (
	"database/sql"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"demandgraph/demand"

	_ "modernc.org/sqlite"
)

// sampleData holds the program's sample database and some matrices that it gives for it.
const sampleData = "../../shared/data/formats/dna"

// programStatements reads the statements of a database of the program. The actor is the value of the
// variable named.
func programStatements(t *testing.T, file, actor string) []Statement {
	t.Helper()
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no sample database at %s", file)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(file)+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`
		SELECT s.ID, s.DocumentId, s.Start, s.Stop, d.Date, actor.Value, concept.Value, agreement.Value
		FROM STATEMENTS s
		JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId AND t.Label = 'DNA Statement'
		JOIN DOCUMENTS d ON d.ID = s.DocumentId
		JOIN VARIABLES av ON av.StatementTypeId = t.ID AND av.Variable = ?
		JOIN DATASHORTTEXT ad ON ad.StatementId = s.ID AND ad.VariableId = av.ID
		JOIN ENTITIES actor ON actor.ID = ad.Entity
		JOIN VARIABLES cv ON cv.StatementTypeId = t.ID AND cv.Variable = 'concept'
		JOIN DATASHORTTEXT cd ON cd.StatementId = s.ID AND cd.VariableId = cv.ID
		JOIN ENTITIES concept ON concept.ID = cd.Entity
		JOIN VARIABLES bv ON bv.StatementTypeId = t.ID AND bv.Variable = 'agreement'
		JOIN DATABOOLEAN agreement ON agreement.StatementId = s.ID AND agreement.VariableId = bv.ID`, actor)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []Statement
	for rows.Next() {
		var s Statement
		var seconds int64
		var agrees bool
		if err := rows.Scan(&s.ID, &s.Article, &s.Start, &s.End, &seconds, &s.Actor, &s.Demand, &agrees); err != nil {
			t.Fatal(err)
		}
		s.Day = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
		s.Side = demand.SideAgainst
		if agrees {
			s.Side = demand.SideFor
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// matrix is a network as the program writes it.
type matrix struct {
	rows, columns []string
	at            [][]float64
}

func readMatrix(t *testing.T, file string) matrix {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := matrix{columns: lines[0][1:]}
	for _, line := range lines[1:] {
		m.rows = append(m.rows, line[0])
		var values []float64
		for _, text := range line[1:] {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		m.at = append(m.at, values)
	}
	return m
}

func keys(nodes []Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.Key
	}
	return out
}

func blank(rows, columns []Node) matrix {
	m := matrix{rows: keys(rows), columns: keys(columns)}
	for range rows {
		m.at = append(m.at, make([]float64, len(columns)))
	}
	return m
}

func (n *Network) matrix() matrix {
	m := blank(n.Nodes, n.Nodes)
	for _, e := range n.Edges {
		m.at[e.Source][e.Target], m.at[e.Target][e.Source] = e.Weight, e.Weight
	}
	return m
}

func (a *Affiliations) matrix() matrix {
	m := blank(a.Actors, a.Demands)
	for _, c := range a.Cells {
		m.at[c.Actor][c.Demand] = c.Weight
	}
	return m
}

// TestProgram compares with matrices of the program on its sample database, to the last digit. Duplicates by
// week and month, where we differ from the program, are not among them.
func TestProgram(t *testing.T) {
	variable := map[string]string{"org": "organization", "per": "person"}
	relations := map[string]Relation{
		"congruence": RelationCongruence, "conflict": RelationConflict, "subtract": RelationSubtract, "ignore": RelationIgnore,
	}
	norms := map[string]Normalization{
		"no": NormalizationNone, "average": NormalizationAverageActivity, "jaccard": NormalizationJaccard,
		"cosine": NormalizationCosine, "activity": NormalizationActivity,
	}
	duplicates := map[string]Duplicates{"include": DuplicatesAll, "document": DuplicatesArticle}

	database := filepath.Join(sampleData, "sample-3.0.dna")
	if n := len(programStatements(t, database, "person")); n != 40 {
		t.Fatalf("%d statements, want 40", n)
	}
	files, _ := filepath.Glob(filepath.Join(sampleData, "expected", "*.csv"))
	if len(files) == 0 {
		t.Fatal("no matrices beside the sample database")
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		t.Run(name, func(t *testing.T) {
			// Such as onemode-org-by-con-agr-congruence-average-document, twomode-org-con-agr-subtract-no-include.
			p := strings.Split(strings.Replace(name, "-by-", "-", 1), "-")
			if len(p) != 7 {
				t.Fatalf("what is %s?", name)
			}
			o := Options{Relation: relations[p[4]], Normalization: norms[p[5]], Duplicates: duplicates[p[6]]}
			var got matrix
			switch {
			case p[0] == "twomode":
				a, err := AffiliationNetwork(programStatements(t, database, variable[p[1]]), o)
				if err != nil {
					t.Fatal(err)
				}
				got = a.matrix()
			case p[1] == "con":
				n, err := DemandNetwork(programStatements(t, database, variable[p[2]]), o)
				if err != nil {
					t.Fatal(err)
				}
				got = n.matrix()
			default:
				got = mustActors(t, programStatements(t, database, variable[p[1]]), o).matrix()
			}
			want := readMatrix(t, file)
			if strings.Join(got.rows, "|") != strings.Join(want.rows, "|") || strings.Join(got.columns, "|") != strings.Join(want.columns, "|") {
				t.Fatalf("rows %q, columns %q\nwant %q, %q", got.rows, got.columns, want.rows, want.columns)
			}
			for i, row := range want.rows {
				for j, column := range want.columns {
					if got.at[i][j] != want.at[i][j] {
						t.Errorf("%s, %s: %v, want %v", row, column, got.at[i][j], want.at[i][j])
					}
				}
			}
		})
	}
}
