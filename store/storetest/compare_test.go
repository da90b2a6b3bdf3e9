package storetest_test

import (
	"path/filepath"
	"testing"

	"demandgraph/store"
	"demandgraph/store/neo4j"
	"demandgraph/store/neo4j/neo4jtest"
	"demandgraph/store/sqlite"
	"demandgraph/store/storetest"
)

func openSQLite(t *testing.T) store.Store {
	s, err := sqlite.Open(t.Context(), sqlite.Scheme+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func openNeo4j(t *testing.T) store.Store {
	url := neo4jtest.URL(t)
	neo4jtest.Empty(t, url)
	s, err := neo4j.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func openReference(t *testing.T) store.Store { return storetest.Reference(t) }

func TestReferenceKeepsItsOwnRules(t *testing.T) {
	storetest.Compare(t, openReference, openReference)
}

func TestStoresAgree(t *testing.T) {
	storetest.Compare(t, openSQLite, openNeo4j)
}
