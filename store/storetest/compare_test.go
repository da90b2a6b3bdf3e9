package storetest_test

import (
	"testing"

	"demandgraph/store"
	"demandgraph/store/sqlite"
	"demandgraph/store/storetest"
)

func openSQLite(t *testing.T) store.Store {
	s, err := sqlite.Open(t.Context(), "sqlite:"+t.TempDir()+"/graph.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func openReference(t *testing.T) store.Store { return storetest.Reference(t) }

func TestReferenceAgreesWithItself(t *testing.T) {
	storetest.Compare(t, openReference, openReference)
}

func TestSQLiteAgreesWithReference(t *testing.T) {
	storetest.Compare(t, openSQLite, openReference)
}
