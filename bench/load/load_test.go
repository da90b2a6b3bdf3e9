package main

import (
	"context"
	"testing"

	"demandgraph/bench/synthetic"
	"demandgraph/store/neo4j/neo4jtest"
)

// A run on Neo4j fails by itself when the sides have not written the same.
func TestNeo4j(t *testing.T) {
	g := synthetic.New(synthetic.Config{Seed: 1, Demands: 200, SetArticles: 8})
	if err := measureNeo4j(context.Background(), config{url: neo4jtest.URL(t)}, articles(g)); err != nil {
		t.Error(err)
	}
}

func TestSQLite(t *testing.T) {
	if err := measureSQLite(context.Background(), config{}, articles(synthetic.New(synthetic.Config{Seed: 1, Demands: 300, SetArticles: 10}))); err != nil {
		t.Error(err)
	}
}
