//go:build race

package storetest

import (
	"testing"

	"demandgraph/store"
)

// testLookAhead writes more than a run that looks for races has time for.
func testLookAhead(t *testing.T, _ func(*testing.T) store.Store) {
	t.Skip("run without -race")
}
