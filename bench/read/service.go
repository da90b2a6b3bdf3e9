package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/graph"
	"demandgraph/graph/handler"
	"demandgraph/store"
	"demandgraph/store/open"
)

// newService is the service as the command serves it, with more time for an answer:
// a database that has just started takes seconds to plan what it has never seen.
func newService(s store.Store) http.Handler {
	return graph.NewHandler(s, handler.Config{Limits: handler.Limits{Execution: time.Minute}})
}

// filled opens a store and loads the graph into it, unless it is there.
func filled(ctx context.Context, url string, g *synthetic.Graph) (store.Store, error) {
	s, err := open.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	ids, err := s.Contributions(ctx, g.Import().Key)
	if err != nil {
		return nil, err
	}
	if len(ids) == g.Documents() {
		return s, nil
	}
	if version, err := s.Version(ctx); err != nil || version > 0 {
		return nil, fmt.Errorf("the store holds something else, or part of the graph: empty it first (%v)", err)
	}
	start, shown, documents := time.Now(), time.Now(), 0
	for set := range g.Sets() {
		if _, err := s.Apply(ctx, set, false); err != nil {
			return nil, err
		}
		documents += len(set.Documents)
		if time.Since(shown) > 10*time.Second {
			shown = time.Now()
			log.Printf("loaded %d of %d documents in %v", documents, g.Documents(), time.Since(start).Round(time.Second))
		}
	}
	log.Printf("loaded %d documents in %v", documents, time.Since(start).Round(time.Second))
	return s, nil
}
