package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
)

// The edges that are known of a node.
const (
	knownHolds = "COLLECT { MATCH (n)-[e:AFFILIATED_WITH]->(w) WITH e, w ORDER BY w.key, e.role, coalesce(e.from, '') RETURN [w.key, e.role, e.title, e.from, e.to] }"
	knownAbove = "COLLECT { MATCH (n)-[:PART_OF]->(w) RETURN w.key ORDER BY w.key }"
)

// Known is described at store.Store. It is one statement a kind, which hands over its
// rows as the server makes them; a write between two statements may be seen by the later.
func (s *Store) Known(ctx context.Context, yield func(change.Known) error) error {
	for _, kind := range change.KnownKinds {
		if err := s.known(ctx, kind, yield); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) known(ctx context.Context, kind *demand.Kind, yield func(change.Known) error) error {
	props := change.KnownProps(kind)
	var names []string
	for _, p := range props {
		names = append(names, "n."+p.Name)
	}
	edges := "[]"
	switch kind.Name {
	case demand.KindActor:
		edges = knownHolds
	case demand.KindRegion:
		edges = knownAbove
	}
	// The condition on the key makes its index give the order.
	statement := fmt.Sprintf("MATCH (n:%s) WHERE n.key > '' RETURN %s, %s ORDER BY n.key", kind.Name, edges, strings.Join(names, ", "))
	s.statements.Add(1)
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: fetchSize})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, statement, nil)
	if err != nil {
		return s.endOf(ctx, err)
	}
	var record *neo4j.Record
	for result.NextRecord(ctx, &record) {
		kept := map[string]any{}
		for i, p := range props {
			kept[p.Name] = record.Values[i+1]
		}
		k := change.KnownOf(kind.Name, modelProps(props, kept))
		if kind.Name == demand.KindRegion {
			k.PartOf = texts(record.Values[0])
		} else {
			for _, h := range items(record.Values[0]) {
				v := items(h)
				if err := k.Hold(text(v[0]), text(v[1]), text(v[2]), text(v[3]), text(v[4])); err != nil {
					return err
				}
			}
		}
		if err := yield(k); err != nil {
			return err
		}
	}
	return s.endOf(ctx, result.Err())
}
