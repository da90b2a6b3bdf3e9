package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/store/neo4j/neo4jtest"
)

func small() (synthetic.Config, *synthetic.Graph) {
	c := synthetic.Config{Seed: 1, Demands: 600}
	return c, synthetic.New(c)
}

// The bare handler, written by hand, and the service give the same answers on one
// Neo4j, and the service the same on SQLite.
func TestSidesAgree(t *testing.T) {
	graph, g := small()
	c := config{neo4j: neo4jtest.URL(t), graph: graph, sqlite: filepath.Join(t.TempDir(), "graph.db")}
	ops := operations(g)
	search := ops[len(ops)-1]
	search.asks = append(search.asks, each("text", everyTier(g))...)
	for _, c.against = range []string{"bare", "sqlite"} {
		sides, err := c.sides(context.Background(), g, ops)
		if err != nil {
			t.Fatal(err)
		}
		if err := compare(sides, ops, io.Discard); err != nil {
			t.Errorf("against %s: %v", c.against, err)
		}
	}
}

// everyTier are searches that the measured ones leave out: names as they are written,
// spelt otherwise and begun, words far apart and in phrases, and what only quotes have.
func everyTier(g *synthetic.Graph) []string {
	texts := []string{"heavy", "heavy art", "artilleri heavy", "withdraw", "long range missiles", "rang long", `"troops withdraw"`, `"heavy artillery" re`,
		"withdrawall troops", "Артиллери", "no such words", "guarantee", "of", "un", "lo"}
	for _, a := range g.Actors[:12] {
		name := []rune(a.Name)
		texts = append(texts, a.Name, string(name[:len(name)-2]), a.Name+"h", strings.ToUpper(a.Name)+" says")
	}
	return texts
}

func TestCompareFindsTheDifference(t *testing.T) {
	answering := func(body string) *side {
		s, err := serve("side", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }), askBare)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.server.Close() })
		return s
	}
	long := strings.Repeat("x", 100)
	op := []*operation{{name: "Op", asks: []map[string]string{{"key": "a"}}}}
	for _, test := range []struct{ a, b, want string }{
		{`{"data":{"a":[1,"` + long + `"]}}`, `{"data":{"a":[1,"` + long + `"]},"extensions":{"dataVersion":3}}`, ""},
		{`{"data":{"a":[1,"` + long + `"]}}`, `{"data":{"a":[2,"` + long + `"]}}`, "data.a[0]"},
		{`{"data":{"a":null}}`, `{"data":{"a":null}}`, "too little"},
		{`{"data":{"a":1},"errors":[{"message":"no"}]}`, `{"data":{"a":1}}`, "errors"},
	} {
		err := compare([]*side{answering(test.a), answering(test.b)}, op, io.Discard)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s and %s: %v, want %q", test.a, test.b, err, test.want)
		}
	}
}

func TestClient(t *testing.T) {
	s, err := serve("side", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.URL.RawQuery) }), askBare)
	if err != nil {
		t.Fatal(err)
	}
	defer s.server.Close()
	requests, err := wire(s.requests(&operation{name: "Op", asks: each("key", []string{"a", "b"})}))
	if err != nil {
		t.Fatal(err)
	}
	o := (&job{s.address, 3, 20 * time.Millisecond, requests}).run()
	if o.Err != "" || o.Answers < 3 || o.Bytes != int64(o.Answers*len("key=a")) {
		t.Errorf("%+v", o)
	}
}

func TestReport(t *testing.T) {
	var out bytes.Buffer
	sides := []*side{{name: "service"}, {name: "bare"}}
	report(&out, sides, []result{
		{operation: "A", connections: 1, rates: [][]float64{{80, 90, 100}, {100, 100, 100}}, medians: make([]time.Duration, 2), cpu: [][]float64{{1, 2, 3}, {1}}, ratios: []float64{0.8, 0.9, 1}},
		{operation: "B", connections: 1, rates: [][]float64{{40}, {100}}, medians: make([]time.Duration, 2), cpu: [][]float64{{1}, {1}}, ratios: []float64{0.4}},
	})
	if !strings.Contains(out.String(), "geometric mean at 1 connections: 0.600, lowest 0.40") {
		t.Error(out.String())
	}
}
