package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// rowsAtOnce is how many rows of a file one transaction writes as they are.
const rowsAtOnce = 2000

// measureRows writes each row of a file as one row of a table, or one node, which no query
// could use: the least that could be done with it.
func measureRows(ctx context.Context, c config, file string) error {
	start := time.Now()
	var err error
	if c.engine == "sqlite" {
		err = rowsSQLite(ctx, filepath.Join(filepath.Dir(file), "rows.db"), file)
	} else {
		err = rowsNeo4j(ctx, c.url, file)
	}
	if err != nil {
		return err
	}
	fmt.Printf("for information: one bare row a row, %.0f a second\n", float64(c.rows)/time.Since(start).Seconds())
	return nil
}

// eachChunk reads the rows of a file, some at once.
func eachChunk(file string, do func(rows []any) error) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	var rows []any
	for lines := bufio.NewScanner(in); ; {
		more := lines.Scan()
		if len(rows) == rowsAtOnce || !more && len(rows) > 0 {
			if err := do(rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
		if !more {
			return lines.Err()
		}
		type actor struct{ Name, Country string }
		var r struct {
			Date, Relation, Cameo string
			Source, Target        actor
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return err
		}
		rows = append(rows, []any{r.Date, r.Source.Name, r.Source.Country, r.Relation, r.Cameo, r.Target.Name, r.Target.Country})
	}
}

func rowsSQLite(ctx context.Context, to, file string) (err error) {
	db, err := sql.Open("sqlite", "file:"+to+settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE event (date TEXT, source TEXT, sourceCountry TEXT, relation TEXT, cameo TEXT, target TEXT, targetCountry TEXT)"); err != nil {
		return err
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO event VALUES (?,?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	return eachChunk(file, func(rows []any) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		one := tx.StmtContext(ctx, insert)
		for _, row := range rows {
			if _, err := one.ExecContext(ctx, row.([]any)...); err != nil {
				return errors.Join(err, tx.Rollback())
			}
		}
		return tx.Commit()
	})
}

func rowsNeo4j(ctx context.Context, rawURL, file string) error {
	driver, err := connect(rawURL)
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	return eachChunk(file, func(rows []any) error {
		_, err := neo4j.ExecuteQuery(ctx, driver, `UNWIND $rows AS r CREATE (:Row {date: r[0], source: r[1], sourceCountry: r[2],
			relation: r[3], cameo: r[4], target: r[5], targetCountry: r[6]})`, map[string]any{"rows": rows}, neo4j.EagerResultTransformer)
		return err
	})
}
