package neo4j

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// attempts is how often a read is tried while the server says that it may be again.
const attempts = 4

// session opens a session; it costs nothing until a statement runs.
func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.database, BookmarkManager: s.bookmarks})
}

// run runs a reading statement in one exchange with the server (a managed
// transaction would take three) and gives its rows. What may be tried again, is.
func (s *Store) run(ctx context.Context, text string, params map[string]any) ([]*neo4j.Record, error) {
	s.statements.Add(1)
	return s.retried(ctx, text, params)
}

// retried is run without counting the statement.
func (s *Store) retried(ctx context.Context, text string, params map[string]any) (rows []*neo4j.Record, err error) {
	for i := range attempts {
		rows, err = s.runOnce(ctx, neo4j.AccessModeRead, text, params)
		if err == nil || !neo4j.IsRetryable(err) || i == attempts-1 {
			break
		}
		if err := pause(ctx, 20*time.Millisecond<<i); err != nil {
			return nil, err
		}
	}
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err() // the driver wraps it in ways of its own
	}
	return rows, err
}

// exec runs a statement of the schema, or one that does no harm when run twice.
func (s *Store) exec(ctx context.Context, text string, params map[string]any) error {
	s.statements.Add(1)
	_, err := s.runOnce(ctx, neo4j.AccessModeWrite, text, params)
	return err
}

func (s *Store) runOnce(ctx context.Context, mode neo4j.AccessMode, text string, params map[string]any) ([]*neo4j.Record, error) {
	session := s.session(ctx, mode)
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}
