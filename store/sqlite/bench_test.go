package sqlite

import (
	"database/sql/driver"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/bench/synthetic"
	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
)

// loaded is a store with a synthetic graph, and the demander and addressee with
// most demands between them.
func loaded(b *testing.B, demands int) (s *Store, demander, addressee string) {
	b.Helper()
	s = openTest(b)
	for set := range synthetic.New(synthetic.Config{Seed: 1, Demands: demands}).Sets() {
		mustApply(b, s, set)
	}
	err := s.read(b.Context(), func(se *session) error {
		return se.each(b.Context(), "SELECT substr(name, length('demands/pair:') + 1) FROM list WHERE name LIKE 'demands/pair:%' ORDER BY n DESC LIMIT 1", nil, func(row []driver.Value) error {
			demander, addressee, _ = strings.Cut(text(row[0]), ">")
			return nil
		})
	})
	if err != nil {
		b.Fatal(err)
	}
	return s, demander, addressee
}

func rowsOf(n *query.Node) int {
	rows := 1
	for _, one := range n.Ones {
		if one != nil {
			rows += rowsOf(one)
		}
	}
	for _, l := range n.Lists {
		for _, item := range l.Items {
			rows += rowsOf(item.Node)
		}
	}
	return rows
}

// The query "who demanded what of whom": 20 demands with all below them.
func BenchmarkDeepRead(b *testing.B) {
	s, demander, addressee := loaded(b, 3000)
	q := whoDemandedWhat(demander, addressee)
	a := mustRead(b, s, q)
	nodes := 0
	for _, item := range a.Page.Items {
		nodes += rowsOf(item.Node)
	}
	b.ReportAllocs()
	for b.Loop() {
		mustRead(b, s, q)
	}
	b.ReportMetric(float64(len(a.Page.Items)), "demands")
	b.ReportMetric(float64(nodes), "nodes")
}

func BenchmarkDeepReadParallel(b *testing.B) {
	s, demander, addressee := loaded(b, 3000)
	q := whoDemandedWhat(demander, addressee)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mustRead(b, s, q)
		}
	})
}

// One actor by key: the smallest read.
func BenchmarkLookup(b *testing.B) {
	s, demander, _ := loaded(b, 300)
	t := &builder{}
	q := &query.Query{Lookup: &query.Lookup{Refs: []query.LookupRef{{Kind: demand.KindActor, Key: t.param(demander)}}, Selects: []*query.Selection{selectProps(demand.KindActor, "name", "type")}}}
	q.Params = t.params
	b.ReportAllocs()
	for b.Loop() {
		mustRead(b, s, q)
	}
}

// Loading, with planning: rows are nodes, edges and entries.
func BenchmarkApply(b *testing.B) {
	var sets []*change.Set
	for set := range synthetic.New(synthetic.Config{Seed: 1, Demands: 2000}).Sets() {
		sets = append(sets, set)
	}
	nodes := 0
	for b.Loop() {
		s, err := Open(b.Context(), Scheme+filepath.Join(b.TempDir(), "graph.db"))
		if err != nil {
			b.Fatal(err)
		}
		nodes = 0
		for _, set := range sets {
			nodes += len(mustApply(b, s, set).Created)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(nodes*b.N)/b.Elapsed().Seconds(), "nodes/s")
}

// Writing alone: positions and demands with their edges and entries.
func BenchmarkWrite(b *testing.B) {
	w := many(5000)
	for b.Loop() {
		s, err := Open(b.Context(), Scheme+filepath.Join(b.TempDir(), "graph.db"))
		if err != nil {
			b.Fatal(err)
		}
		write(b, s, w)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(w.Create)*b.N)/b.Elapsed().Seconds(), "nodes/s")
}
