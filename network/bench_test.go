package network

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"demandgraph/demand"
)

// many makes statements of 1,000 actors on 2,000 demands, a few of which have most of them, over ten years.
func many(n int) []Statement {
	r := rand.New(rand.NewPCG(1, 2))
	first := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	out := make([]Statement, n)
	for i := range out {
		skewed := func(size int) int { u := r.Float64(); return int(u * u * u * float64(size)) }
		out[i] = Statement{
			Actor: fmt.Sprintf("actor-%d", skewed(1000)), Demand: fmt.Sprintf("demand-%d", skewed(2000)),
			Side:    []demand.Side{demand.SideFor, demand.SideAgainst}[r.IntN(2)],
			Article: fmt.Sprintf("article-%d", i/4), ID: fmt.Sprintf("t-%d", i),
			Day: first.AddDate(0, 0, r.IntN(3650)).Format(time.DateOnly),
		}
	}
	return out
}

func BenchmarkNetworks(b *testing.B) {
	statements := many(100_000)
	one := Options{Relation: RelationCongruence, Duplicates: DuplicatesWeek, Normalization: NormalizationJaccard}
	b.Run("actors", func(b *testing.B) {
		for b.Loop() {
			mustActors(b, statements, one)
		}
	})
	b.Run("demands", func(b *testing.B) {
		for b.Loop() {
			if _, err := DemandNetwork(statements, one); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("affiliations", func(b *testing.B) {
		two := Options{Relation: RelationSubtract, Duplicates: DuplicatesWeek, Normalization: NormalizationActivity}
		for b.Loop() {
			if _, err := AffiliationNetwork(statements, two); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("12 windows of 3 months", func(b *testing.B) {
		for b.Loop() {
			s, err := ActorNetworks(statements, one, MovingWindow{UnitMonth, 3})
			if err != nil {
				b.Fatal(err)
			}
			for i := range 12 {
				if _, err := s.Network(i); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
