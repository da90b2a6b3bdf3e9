package neo4j

import (
	"context"
	"errors"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/store"
)

// resampleFrom is how many rows a write must have for the statistics that Neo4j
// plans by to be brought up to date after it.
const resampleFrom = 10_000

// errRollBack ends a transaction that is not to be kept, without being a failure.
var errRollBack = errors.New("nothing to keep")

// Apply is described at store.Store. The change log is locked before anything is
// read, so writers follow one another and nothing read changes before the commit.
func (s *Store) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	var report *change.Report
	var rows int
	err := s.write(ctx, func(tx neo4j.ManagedTransaction, version int64) error {
		writes, planned, err := change.Plan(ctx, graph{tx}, set, time.Now())
		if err != nil {
			return err
		}
		report = planned
		if writes == nil || dryRun {
			return errRollBack
		}
		report.Version = version
		rows = len(writes.Create) + len(writes.CreateEdges) + len(writes.CreateEntries)
		return writeAll(ctx, tx, version, writes)
	})
	if err != nil && !errors.Is(err, errRollBack) {
		return nil, err
	}
	if rows >= resampleFrom {
		// It only makes plans better, so that it fails is no failure of the write.
		_ = s.exec(ctx, "CALL db.resampleOutdatedIndexes()", nil)
	}
	return report, nil
}

// write runs a transaction that has locked the change log and taken its next
// number; the driver repeats it when the server says that it may be tried again.
func (s *Store) write(ctx context.Context, do func(tx neo4j.ManagedTransaction, version int64) error) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		// The first SET takes the lock before the number is read.
		result, err := tx.Run(ctx, "MATCH (c:ChangeLog) SET c.locked = true WITH c SET c.version = c.version + 1 REMOVE c.locked RETURN c.version", nil)
		if err != nil {
			return nil, err
		}
		record, err := result.Single(ctx)
		if err != nil {
			return nil, err
		}
		version, _ := record.Values[0].(int64)
		return nil, do(tx, version)
	})
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errRollBack) {
		return errRollBack
	}
	return failed(err)
}

// Contributions is described at store.Store. It reads all contributions: undoing
// an import is rare.
func (s *Store) Contributions(ctx context.Context, importKey string) ([]string, error) {
	rows, err := s.run(ctx, heldBy+" RETURN c.id ORDER BY c.id", map[string]any{"import": importKey})
	if err != nil {
		return nil, failed(err)
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = text(r.Values[0])
	}
	return ids, nil
}

// Log is described at store.Store.
func (s *Store) Log(ctx context.Context, after int64, limit int) ([]change.Record, error) {
	rows, err := s.run(ctx, "MATCH (c:Change) WHERE c.version > $after RETURN c.version, c.at, c.import, c.created, c.updated, c.deleted ORDER BY c.version LIMIT $limit",
		map[string]any{"after": after, "limit": limit})
	if err != nil {
		return nil, failed(err)
	}
	out := make([]change.Record, len(rows))
	for i, r := range rows {
		v := r.Values
		out[i] = change.Record{At: text(v[1]), Import: text(v[2]), Created: refsOf(v[3]), Updated: refsOf(v[4]), Deleted: refsOf(v[5])}
		out[i].Version, _ = v[0].(int64)
	}
	return out, nil
}

// Version is described at store.Store.
func (s *Store) Version(ctx context.Context) (int64, error) {
	rows, err := s.run(ctx, "MATCH (c:ChangeLog) RETURN c.version", nil)
	if err != nil {
		return 0, failed(err)
	}
	if len(rows) == 0 {
		return 0, store.Errorf(store.Older, "the Neo4j database is empty and must be migrated first")
	}
	version, _ := rows[0].Values[0].(int64)
	return version, nil
}
