package sqlite

import (
	"context"
	"database/sql/driver"
	"strings"

	"demandgraph/query"
)

// Plan carries out a query and describes how SQLite reaches what each of its
// statements reads, the output of EXPLAIN QUERY PLAN below each. Tests hold
// queries to the indexes that serve them.
func (s *Store) Plan(ctx context.Context, q *query.Query) (string, error) {
	return s.explain(ctx, func(trace func(string)) error {
		_, err := s.readTraced(ctx, q, trace)
		return err
	})
}

// PlanScan is Plan of a scan.
func (s *Store) PlanScan(ctx context.Context, q *query.Scan) (string, error) {
	return s.explain(ctx, func(trace func(string)) error {
		_, err := s.scanTraced(ctx, q, func() func([]any) error { return func([]any) error { return nil } }, trace)
		return err
	})
}

// explain carries something out and describes its statements.
func (s *Store) explain(ctx context.Context, carryOut func(trace func(string)) error) (string, error) {
	var texts []string
	seen := map[string]bool{}
	err := carryOut(func(text string) {
		if !seen[text] && (strings.HasPrefix(text, "SELECT") || strings.HasPrefix(text, "WITH")) {
			seen[text] = true
			texts = append(texts, text)
		}
	})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = s.read(ctx, func(se *session) error {
		for _, text := range texts {
			b.WriteString(text + "\n")
			nulls := make([]any, strings.Count(text, "?"))
			err := se.each(ctx, "EXPLAIN QUERY PLAN "+text, nulls, func(row []driver.Value) error {
				detail, _ := row[3].(string)
				b.WriteString("    " + detail + "\n")
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return b.String(), err
}
