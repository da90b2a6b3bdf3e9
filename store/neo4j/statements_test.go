package neo4j_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"demandgraph/change"
	"demandgraph/examples"
	"demandgraph/graph"
	"demandgraph/graph/handler"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/queries"
	"demandgraph/query"
	"demandgraph/store/neo4j"
	"demandgraph/store/neo4j/neo4jtest"
)

// counted checks that a read costs one statement, where it had the store for itself.
type counted struct {
	*neo4j.Store
	t        *testing.T
	inFlight atomic.Int64
	met      atomic.Int64 // grows whenever two calls meet
}

// begin marks that a call is under way, and gives what marks its end.
func (c *counted) begin() (end func()) {
	if c.inFlight.Add(1) > 1 {
		c.met.Add(1)
	}
	return func() { c.inFlight.Add(-1) }
}

// Read reads, and counts the statements that it took.
func (c *counted) Read(ctx context.Context, q *query.Query) (*query.Answer, error) {
	defer c.begin()()
	met, before := c.met.Load(), c.Statements()
	answer, err := c.Store.Read(ctx, q)
	if took := c.Statements() - before; err == nil && took != 1 && c.met.Load() == met && c.inFlight.Load() == 1 {
		c.t.Errorf("a read took %d statements: %s", took, q.Shape())
	}
	return answer, err
}

// Apply writes, which may make reads beside it begin again.
func (c *counted) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	defer c.begin()()
	return c.Store.Apply(ctx, set, dryRun)
}

// Version, Log, Contributions and Verify cost statements of their own.
func (c *counted) Version(ctx context.Context) (int64, error) {
	defer c.begin()()
	return c.Store.Version(ctx)
}

// Log is described at Version.
func (c *counted) Log(ctx context.Context, after int64, limit int) ([]change.Record, error) {
	defer c.begin()()
	return c.Store.Log(ctx, after, limit)
}

// Contributions is described at Version.
func (c *counted) Contributions(ctx context.Context, importKey string) ([]string, error) {
	defer c.begin()()
	return c.Store.Contributions(ctx, importKey)
}

// Verify is described at Version.
func (c *counted) Verify(ctx context.Context) ([]string, error) {
	defer c.begin()()
	return c.Store.Verify(ctx)
}

// operations are those that the README shows, and what else an operation may be
// made of, each with the number of its root fields.
func operations() map[string]struct {
	body   string
	fields int64
} {
	type operation = struct {
		body   string
		fields int64
	}
	all := map[string]operation{}
	for _, e := range queries.All() {
		request := map[string]any{"query": e.Query}
		if e.Variables != "" {
			request["variables"] = json.RawMessage(e.Variables)
		}
		body, err := json.Marshal(request)
		if err != nil {
			panic(err)
		}
		all[e.Name] = operation{string(body), 1}
	}
	for name, o := range map[string]struct {
		query  string
		fields int64
	}{
		"aliases of one edge": {`{ actor(key: "russia") { newest: positions(first: 1) { nodes { date } } rejects: positions(filter: {kind: {eq: REJECTS}}, first: 2) { totalCount nodes { demand { key } } } } }`, 1},
		"fragments":           {`query { demands(first: 2) { nodes { ...D } } } fragment D on Demand { key terms { nodes { ...T } } } fragment T on Term { summary offeredBy { key } }`, 1},
		"nodes of many kinds": {`{ search(text: "ukraine", first: 20) { totalCount nodes { node { id ... on Actor { demandsReceived(first: 2) { nodes { key } } } ... on Demand { stances { nodes { side actor { key } } } } ... on Annotation { article { title } } } } } }`, 1},
		"skip and include":    {`{ demands(first: 3) { totalCount @skip(if: true) nodes @include(if: true) { key regions @skip(if: false) { nodes { ancestors { nodes { key } } } } } } }`, 1},
		"two root fields":     {`{ russia: actor(key: "russia") { name } ukraine: region(key: "ukraine") { descendants { totalCount } } }`, 2},
		"as of an event":      {`{ demands(first: 5) { nodes { status(asOf: {event: {key: "alaska-summit-2025", phase: DURING}}) stance(actor: "ukraine", asOf: {date: "2025-08-14"}) { side } } } }`, 1},
		"evidence of edges":   {`{ demands { nodes { addressees { edges { node { key } evidence { nodes { exact } } imports { nodes { key } } } } } } }`, 1},
		"several lists":       {`{ demands(filter: {demander: {key: {in: ["russia", "ukraine"]}}, region: {key: {eq: "ukraine"}}}) { totalCount nodes { key } pageInfo { hasNextPage hasPreviousPage } } }`, 1},
	} {
		body, err := json.Marshal(map[string]string{"query": o.query})
		if err != nil {
			panic(err)
		}
		all[name] = operation{string(body), o.fields}
	}
	return all
}

// watched notes the scans of a store. Answers that are worked out scan.
type watched struct {
	*neo4j.Store
	scanned bool
}

// Scan is described at store.Store.
func (w *watched) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	w.scanned = true
	return w.Store.Scan(ctx, q, begin)
}

// TestOneStatementARootField counts the statements of operations over HTTP. What is worked
// out is not held to one: it scans, and reads the nodes that it shows afterwards.
func TestOneStatementARootField(t *testing.T) {
	url := neo4jtest.URL(t)
	neo4jtest.Empty(t, url)
	s, err := neo4j.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sources, err := loaders.WalkFS(examples.Files, "examples")
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := loaders.Run(t.Context(), s, loaders.Registry{native.Loader{}}, loaders.Options{Sources: sources}); err != nil || sum.Status() != 0 {
		t.Fatal(sum, err)
	}
	mux := http.NewServeMux()
	watch := &watched{Store: s}
	graph.NewHandler(watch, handler.Config{Limits: handler.Limits{Execution: time.Minute}}).Register(mux, "/graphql")
	for name, o := range operations() {
		t.Run(name, func(t *testing.T) {
			watch.scanned = false
			before := s.Statements()
			r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader([]byte(o.body)))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, r)
			if w.Code != http.StatusOK || bytes.Contains(w.Body.Bytes(), []byte(`"errors"`)) {
				t.Fatalf("%d: %s", w.Code, w.Body)
			}
			if took := s.Statements() - before; took != o.fields && !watch.scanned {
				t.Errorf("%d root fields took %d statements", o.fields, took)
			}
		})
	}
}
