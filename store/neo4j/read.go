package neo4j

import (
	"context"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/query"
	"demandgraph/store"
)

// root reads what the root of a query brings out of the one row.
type root interface {
	read(rd *reading, row []any) (query.Items, error)
}

// How often a read is repeated that a commit has overlapped, and how long it waits
// before the second try; each further wait is twice as long.
const (
	overlaps    = 8
	overlapWait = 2 * time.Millisecond
)

// Read is described at store.Store. It is one statement, and one exchange with
// the server. Where a write becomes visible while it runs, it is run again; after
// eight times, in the middle of a bulk load, the answer is given as it is.
func (s *Store) Read(ctx context.Context, q *query.Query) (*query.Answer, error) {
	st := s.compiled.get(q.Shape(), func() *statement { return compile(q) })
	values := st.values(q)
	s.statements.Add(1)
	for try := 1; ; try++ {
		rows, err := s.retried(ctx, st.text, values)
		if err != nil {
			return nil, failed(err)
		}
		version, whole := versionOf(rows)
		if !whole && try < overlaps {
			if err := pause(ctx, overlapWait<<(try-1)); err != nil {
				return nil, err
			}
			continue
		}
		if len(rows) == 0 {
			_, err := s.Version(ctx)
			if err == nil {
				err = store.Errorf(store.Unavailable, "a write that never ends keeps the graph from being read")
			}
			return nil, err
		}
		return st.answer(q, rows[0].Values, version)
	}
}

// versionOf gives the version that an answer was read at, and whether no commit
// overlapped the reading. A commit changes the property log.version before nodes
// and relationships, and the index of entries after them; the statement looks at
// the index first and at the property last. Both are one version when nothing came
// between.
func versionOf(rows []*neo4j.Record) (version int64, whole bool) {
	if len(rows) == 0 {
		return 0, false
	}
	v := rows[0].Values
	first, _ := strconv.ParseInt(text(v[len(v)-2]), 10, 64)
	last, _ := v[len(v)-1].(int64)
	return min(first, last), len(rows) == 1 && first == last
}

// pause waits, or gives the error of the context.
func pause(ctx context.Context, d time.Duration) error {
	wait := time.NewTimer(d)
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// answer reads a row.
func (s *statement) answer(q *query.Query, row []any, version int64) (*query.Answer, error) {
	if s.events >= 0 {
		if missing := items(row[s.events]); len(missing) > 0 {
			return nil, store.Errorf(store.NotFound, "no event with the key %q", missing[0])
		}
	}
	page, err := s.root.read(&reading{values: q.Params}, row)
	if err != nil {
		return nil, err
	}
	return &query.Answer{Version: version, Page: page}, nil
}

// values makes the parameters of a statement.
func (s *statement) values(q *query.Query) map[string]any {
	out := make(map[string]any, len(s.params))
	for _, p := range s.params {
		out[p.name] = p.value(q.Params)
	}
	return out
}

func tooCostly() error {
	return store.Errorf(store.TooCostly, "more than %d entries would have to be looked at; a narrower filter helps", query.LookAhead)
}
