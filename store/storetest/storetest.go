// Package storetest holds the tests that every store must pass, and a reference
// to compare stores with.
//
// Run tests one engine against the contracts of packages store, query and
// change: known answers, most of them worked out by the rules of package demand
// from the documents alone. Compare gives two stores the same random writes and
// queries and wants the same answers, byte for byte. A new behaviour is first a
// case here; a bug found in one engine becomes a case for all.
package storetest

import (
	"testing"

	"demandgraph/store"
)

// Run tests a store. Each call of open gives an empty store that is migrated;
// it is not used any more once open is called again.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range []struct {
		name  string
		cases func(*testing.T, func(*testing.T) store.Store)
	}{
		{"apply", testApply},
		{"contributions", testContributions},
		{"withdrawals", testWithdrawals},
		{"known", testKnown},
		{"tellings", testTellings},
		{"derived", testDerived},
		{"read", testRead},
		{"moments", testMoments},
		{"lists", testLists},
		{"pages", testPages},
		{"filters", testFilters},
		{"relations", testRelationFilters},
		{"lookahead", testLookAhead},
		{"search", testSearch},
		{"places", testPlaces},
		{"scan", testScan},
		{"log", testLog},
		{"concurrency", testConcurrency},
	} {
		t.Run(c.name, func(t *testing.T) { c.cases(t, open) })
	}
	t.Run("reference", func(t *testing.T) { Compare(t, open, func(t *testing.T) store.Store { return Reference(t) }) })
}
