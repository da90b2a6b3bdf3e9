package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"demandgraph/store/sqlite"
)

// measureSQLite writes all sets to one file, then inserts the rows of that file
// into another.
func measureSQLite(ctx context.Context, c config, w work) error {
	dir, err := os.MkdirTemp("", "demandgraph-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	from, to := filepath.Join(dir, "apply.db"), filepath.Join(dir, "bare.db")
	m, err := writeSQLite(ctx, from, w)
	if err != nil {
		return err
	}
	empty, err := sqlite.Open(ctx, sqlite.Scheme+to)
	if err != nil {
		return err
	}
	if err := empty.Close(); err != nil {
		return err
	}
	tables, err := readTables(ctx, from)
	if err != nil {
		return err
	}
	if c.graphOnly {
		tables = slices.DeleteFunc(tables, func(t *table) bool {
			return slices.Contains([]string{"claim", "contribution", "contribution_claim", "change"}, t.name)
		})
	}
	runtime.GC() // of what the other side left
	start, cpu := time.Now(), cpuTime()
	if err := insertTables(ctx, to, tables, m.sets); err != nil {
		return err
	}
	if err := report(m, time.Since(start)); err != nil {
		return err
	}
	cpu = cpuTime() - cpu
	fmt.Printf("processor time, all of it in this process: %.0f µs and %.0f µs for each of the %s, ratio %.2f\n",
		float64(m.cpu.Microseconds())/m.done(), float64(cpu.Microseconds())/m.done(), m.unit, cpu.Seconds()/m.cpu.Seconds())
	return nil
}

// writeSQLite writes all sets to a new file.
func writeSQLite(ctx context.Context, file string, w work) (m *meter, err error) {
	s, err := sqlite.Open(ctx, sqlite.Scheme+file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	m = newMeter(s, w)
	cpu := cpuTime()
	err = w.do(ctx, m)
	m.cpu = cpuTime() - cpu
	return m, err
}

// table is a table with all its rows.
type table struct {
	name    string
	columns []string
	rows    [][]any
}

// readTables reads all that a file holds. The tables that SQLite keeps for itself,
// those behind a full-text index among them, are filled by those that are read; so
// is the schema's version.
func readTables(ctx context.Context, file string) ([]*table, error) {
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	names, err := strs(ctx, db, `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'`)
	if err != nil {
		return nil, err
	}
	var all []*table
	for _, name := range names {
		t := &table{name: name}
		if t.columns, err = strs(ctx, db, "SELECT name FROM pragma_table_info(?)", name); err != nil {
			return nil, err
		}
		if name == "names" || name == "summaries" || name == "quotes" { // full-text: the row's id is the node's
			t.columns = append([]string{"rowid"}, t.columns...)
		}
		if err := t.read(ctx, db); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, t)
	}
	return all, nil
}

func strs(ctx context.Context, db *sql.DB, query string, args ...any) ([]string, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func (t *table) quoted() string {
	parts := make([]string, len(t.columns))
	for i, c := range t.columns {
		parts[i] = `"` + c + `"`
	}
	return strings.Join(parts, ",")
}

func (t *table) read(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT "+t.quoted()+` FROM "`+t.name+`"`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row, into := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		t.rows = append(t.rows, row)
	}
	return rows.Err()
}

// settings are those of the store's writing connection, without foreign keys.
const settings = "?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(0)" +
	"&_pragma=cache_size(-16384)&_pragma=wal_autocheckpoint(4000)&_pragma=journal_size_limit(67108864)&_pragma=temp_store(2)"

// insertTables inserts the rows, a share of each table in each transaction.
func insertTables(ctx context.Context, file string, tables []*table, transactions int) error {
	db, err := sql.Open("sqlite", "file:"+file+settings)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	statements := make([]*sql.Stmt, len(tables))
	for i, t := range tables {
		places := strings.TrimSuffix(strings.Repeat("?,", len(t.columns)), ",")
		if statements[i], err = db.PrepareContext(ctx, `INSERT OR IGNORE INTO "`+t.name+`" (`+t.quoted()+") VALUES ("+places+")"); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		defer statements[i].Close()
	}
	for n := range transactions {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		for i, t := range tables {
			insert := tx.StmtContext(ctx, statements[i])
			for _, row := range t.rows[n*len(t.rows)/transactions : (n+1)*len(t.rows)/transactions] {
				if _, err := insert.ExecContext(ctx, row...); err != nil {
					return errors.Join(fmt.Errorf("%s: %w", t.name, err), tx.Rollback())
				}
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}
