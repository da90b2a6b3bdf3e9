// Package store is the border to the databases: the interface that both engines
// satisfy, their errors, and the way to open one by its URL.
package store

import (
	"context"

	"demandgraph/change"
	"demandgraph/query"
)

// Store keeps a demand graph. All methods may be called from any goroutine.
// Errors are *Error, or those of the context.
type Store interface {
	// Read answers one root field in one round trip. All of an answer is read
	// from one state of the graph. It fails with TooCostly when it would have to
	// look further than query.LookAhead, and with NotFound when an event that an
	// as-of moment names is not there.
	Read(ctx context.Context, q *query.Query) (*query.Answer, error)

	// Scan reads the rows of many nodes, all from one state of the graph as far as
	// the engine can tell. It calls begin before the first row, and again where a
	// write made it start anew: what rows had been handed over then is void. A row
	// is used again for the next; an error of its consumer ends the scan. It gives
	// the version that it saw, and fails as Read does, with TooCostly past
	// query.ScanLimit.
	Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (version int64, err error)

	// Apply carries out a set in one transaction, whole or not at all, after all
	// writes before it. With dryRun it only says what it would do. A set that
	// changes nothing writes nothing and takes no version. It fails with
	// *change.Invalid when documents cannot be taken.
	Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error)

	// Contributions are the ids of the contributions that are by an import, in order: those that
	// it asserts as they stand, and those with a claim that it brought.
	Contributions(ctx context.Context, importKey string) ([]string, error)

	// ContributionsBelow are the ids of the contributions that begin with a prefix, in order:
	// those of the documents that one file was divided into.
	ContributionsBelow(ctx context.Context, prefix string) ([]string, error)

	// Known hands over every actor, region, topic and event, kind by kind in the order of
	// change.KnownKinds and by key, as the engine reads them: the listing takes no more
	// memory for more nodes. An error of yield ends it. Yield must not use the store.
	Known(ctx context.Context, yield func(change.Known) error) error

	// Log gives the entries of the change log after a version, oldest first, at most limit.
	Log(ctx context.Context, after int64, limit int) ([]change.Record, error)

	// Version is the number of the last entry of the change log; it is also the
	// check of health. It fails with Unavailable when the database does not answer.
	Version(ctx context.Context) (int64, error)

	// Migrate brings an empty or older database to the schema of this program.
	// A newer one is refused with Newer.
	Migrate(ctx context.Context) error

	// Verify compares everything derived (entries, counts, sorts, statuses) with
	// a computation from scratch and describes each difference.
	Verify(ctx context.Context) ([]string, error)

	Close() error
}
