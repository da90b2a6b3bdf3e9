package neo4j_test

import (
	"testing"

	"demandgraph/store"
	"demandgraph/store/neo4j"
	"demandgraph/store/neo4j/neo4jtest"
	"demandgraph/store/storetest"
)

func TestConformance(t *testing.T) {
	url := neo4jtest.URL(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		neo4jtest.Empty(t, url)
		s, err := neo4j.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return &counted{Store: s, t: t}
	})
}
