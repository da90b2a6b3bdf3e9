package main

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// same fails unless both sides have written as many nodes, edges and entries of
// each kind.
func (b *bareNeo4j) same(ctx context.Context) error {
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
	defer session.Close(ctx)
	for _, text := range []string{
		"MATCH (n) WITH labels(n)[0] AS what, coalesce(n.key, n.name, n.id) AS key WHERE NOT what IN ['Change', 'ChangeLog', 'Claim']",
		"MATCH (n:Claim) WITH 'Claim' AS what, n.id AS key",
		"MATCH (n)-[e]->() WHERE NOT n:ChangeLog WITH type(e) AS what, coalesce(n.key, n.name) AS key",
	} {
		result, err := session.Run(ctx, text+" RETURN what, sum(CASE WHEN key STARTS WITH $prefix THEN 1 ELSE 0 END), sum(CASE WHEN key STARTS WITH $prefix THEN 0 ELSE 1 END)", map[string]any{"prefix": prefix})
		if err != nil {
			return err
		}
		rows, err := result.Collect(ctx)
		if err != nil {
			return err
		}
		for _, r := range rows {
			kept := r.Values[0] == "Claim" || r.Values[0] == "Contribution"
			if r.Values[1] != r.Values[2] && !(b.graphOnly && kept) {
				return fmt.Errorf("the bare side wrote %d %s, the store %d", r.Values[1], r.Values[0], r.Values[2])
			}
		}
	}
	return nil
}
