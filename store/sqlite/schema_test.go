package sqlite

import (
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/store"
)

func openTest(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), Scheme+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// schemaOf lists the columns and indexes of every table of a database.
func schemaOf(t *testing.T, s *session, schema string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	var tables []string
	rows := func(text string, fn func(row []driver.Value)) {
		t.Helper()
		err := s.each(t.Context(), text, nil, func(row []driver.Value) error { fn(row); return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	rows("SELECT name FROM "+schema+".sqlite_schema WHERE type = 'table'", func(row []driver.Value) { tables = append(tables, row[0].(string)) })
	for _, table := range tables {
		rows(fmt.Sprintf("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('%s', '%s')", table, schema), func(row []driver.Value) {
			out[table] = append(out[table], fmt.Sprint(row))
		})
		rows(fmt.Sprintf("SELECT \"from\", \"table\" FROM pragma_foreign_key_list('%s', '%s') ORDER BY 1", table, schema), func(row []driver.Value) {
			out[table] = append(out[table], fmt.Sprint("reference ", row))
		})
		rows(fmt.Sprintf("SELECT name, \"unique\", partial FROM pragma_index_list('%s', '%s') ORDER BY 1", table, schema), func(row []driver.Value) {
			out[table] = append(out[table], fmt.Sprint("index ", row))
		})
	}
	return out
}

func TestSchemaFollowsFromTheTablesOfTheModel(t *testing.T) {
	s := openTest(t)
	err := s.write(t.Context(), func(se *session) error {
		made := schemaOf(t, se, "main")
		// The model's tables, made anew beside the others of the migration.
		drop := ""
		for _, name := range strings.Split(ddl(), "CREATE TABLE \"")[1:] {
			name, _, _ = strings.Cut(name, "\"")
			drop = fmt.Sprintf("DROP TABLE \"%s\";", name) + drop
		}
		if err := se.script(t.Context(), drop+ddl()); err != nil {
			return err
		}
		wanted := schemaOf(t, se, "main")
		for table := range wanted {
			slices.Sort(made[table]) // a migration adds columns at the end
			slices.Sort(wanted[table])
			if !slices.Equal(made[table], wanted[table]) {
				t.Errorf("table %s is\n%s\nand should be\n%s", table, strings.Join(made[table], "\n"), strings.Join(wanted[table], "\n"))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryKindHasACode(t *testing.T) {
	for _, k := range demand.Kinds {
		if _, ok := kindCodes[k.Name]; !ok {
			t.Errorf("%s has none", k.Name)
		}
	}
	if len(kindByCode) != len(kindCodes) || len(kindCodes) > idStep {
		t.Error("two kinds share a code, or there are too many")
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := Scheme + filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = s.write(t.Context(), func(se *session) error { return se.script(t.Context(), "PRAGMA user_version = 1000") })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path)
	if store.CodeOf(err) != store.Newer || !strings.Contains(err.Error(), "schema 1000") {
		t.Fatalf("got %v", err)
	}
}
