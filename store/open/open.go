// Package open opens a store by its URL. It stands beside package store, and
// not in it, because both engines import that.
package open

import (
	"context"
	"slices"
	"strings"

	"demandgraph/store"
	"demandgraph/store/neo4j"
	"demandgraph/store/sqlite"
)

// Open opens the store that a URL names: sqlite:FILE, or a Neo4j server by one
// of neo4j.Schemes. It fails with store.Invalid for a scheme that no engine has.
func Open(ctx context.Context, rawURL string) (store.Store, error) {
	scheme, rest, found := strings.Cut(rawURL, ":")
	scheme = strings.ToLower(scheme)
	switch {
	case !found:
		return nil, store.Errorf(store.Invalid, "the store's URL has no scheme: %s", known)
	case scheme+":" == sqlite.Scheme:
		s, err := sqlite.Open(ctx, sqlite.Scheme+rest)
		if err != nil {
			return nil, err // and no interface that holds a nil engine
		}
		return s, nil
	case slices.Contains(neo4j.Schemes, scheme):
		s, err := neo4j.Open(ctx, scheme+":"+rest)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
	return nil, store.Errorf(store.Invalid, "no store has the scheme %q: %s", scheme, known)
}

var known = "write sqlite:FILE, or HOST after one of " + strings.Join(neo4j.Schemes, "://, ") + "://"
