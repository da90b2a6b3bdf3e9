package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
)

// errDry ends the transaction of a dry run.
var errDry = errors.New("a dry run")

// Apply is described at store.Store. The transaction is the only one that
// writes from its begin on, so nothing it reads can change under it.
func (s *Store) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	var report *change.Report
	err := s.write(ctx, func(se *session) error {
		writes, planned, err := change.Plan(ctx, graph{se}, set, time.Now())
		if err != nil {
			return err
		}
		report = planned
		if writes == nil || dryRun {
			return errDry
		}
		report.Version, err = writeAll(ctx, se, writes)
		return err
	})
	if err != nil && !errors.Is(err, errDry) {
		return nil, err
	}
	return report, nil
}

// Contributions is described at store.Store.
func (s *Store) Contributions(ctx context.Context, importKey string) ([]string, error) {
	var ids []string
	err := s.read(ctx, func(se *session) error {
		return se.each(ctx, heldBy+" ORDER BY id", []any{importKey}, func(row []driver.Value) error {
			ids = append(ids, text(row[0]))
			return nil
		})
	})
	return ids, err
}

// Log is described at store.Store.
func (s *Store) Log(ctx context.Context, after int64, limit int) ([]change.Record, error) {
	var out []change.Record
	err := s.read(ctx, func(se *session) error {
		return se.each(ctx, "SELECT version, at, import, created, updated, deleted FROM change WHERE version > ? ORDER BY version LIMIT ?", []any{after, limit}, func(row []driver.Value) error {
			r := change.Record{At: text(row[1]), Import: text(row[2])}
			r.Version, _ = row[0].(int64)
			for i, refs := range []*[]demand.Ref{&r.Created, &r.Updated, &r.Deleted} {
				if err := json.Unmarshal([]byte(text(row[3+i])), refs); err != nil {
					return err
				}
			}
			out = append(out, r)
			return nil
		})
	})
	return out, err
}

// Version is described at store.Store.
func (s *Store) Version(ctx context.Context) (version int64, err error) {
	err = s.read(ctx, func(se *session) error {
		version, err = currentVersion(ctx, se)
		return err
	})
	return version, err
}

func currentVersion(ctx context.Context, se *session) (int64, error) {
	return se.number(ctx, "SELECT max(version) FROM change")
}
