package network

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
)

// Few values, so that duplicates and common demands are frequent; days on both sides of the borders of
// weeks, months and years.
var genStatement = rapid.Custom(func(t *rapid.T) Statement {
	return Statement{
		Actor:   rapid.SampledFrom([]string{"a", "b", "c", "d", "a", "b", "c", "d", ""}).Draw(t, "actor"),
		Demand:  rapid.SampledFrom([]string{"x", "y", "z", "x", "y", "z", ""}).Draw(t, "demand"),
		Side:    rapid.SampledFrom(append(sides, demand.SideFor, demand.SideAgainst)).Draw(t, "side"),
		Article: rapid.SampledFrom([]string{"", "p", "q", "r"}).Draw(t, "article"),
		Day: rapid.SampledFrom([]string{"", "2024-02-29", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03",
			"2027-01-04", "2027-01-31", "2027-02-01", "2027-02-28", "2027-03-01"}).Draw(t, "day"),
		Start:   rapid.IntRange(0, 2).Draw(t, "start"),
		LeftOut: rapid.IntRange(0, 9).Draw(t, "left out") == 0,
	}
})

var genStatements = rapid.Custom(func(t *rapid.T) []Statement {
	size := rapid.SampledFrom([]int{0, 1, 3, 10, 40}).Draw(t, "size") // drawn freely most would be small
	out := rapid.SliceOfN(genStatement, size, size).Draw(t, "statements")
	for i := range out {
		out[i].ID = string(rune('A' + i))
	}
	return out
})

func genOptions(t *rapid.T, relations []Relation, norms []Normalization) Options {
	o := Options{
		Relation:      rapid.SampledFrom(relations).Draw(t, "relation"),
		Normalization: rapid.SampledFrom(norms).Draw(t, "normalization"),
		Duplicates:    rapid.SampledFrom(everyDuplicates).Draw(t, "duplicates"),
		MinStatements: rapid.IntRange(0, 4).Draw(t, "min"),
		Isolates:      rapid.Bool().Draw(t, "isolates"),
		From:          rapid.SampledFrom([]string{"", "2026-12-31"}).Draw(t, "from"),
		To:            rapid.SampledFrom([]string{"", "2027-02-01"}).Draw(t, "to"),
	}
	if o.Relation == RelationCombine {
		o.Normalization = NormalizationNone
	}
	return o
}

func TestOneModeAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "all")
		o := genOptions(t, oneModeRelations, oneModeNorms)
		got, err := ActorNetwork(statements, o)
		if err != nil {
			t.Fatal(err)
		}
		kept, isolates := naiveChoose(statements, o, actorOf)
		naiveOneMode(kept, isolates, o, actorOf, demandOf).compareNetwork(t, got)

		got, err = DemandNetwork(statements, o)
		if err != nil {
			t.Fatal(err)
		}
		kept, isolates = naiveChoose(statements, o, demandOf)
		naiveOneMode(kept, isolates, o, demandOf, actorOf).compareNetwork(t, got)
	})
}

func TestAffiliationAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "all")
		o := genOptions(t, affiliationRelations, affiliationNorms)
		got, err := AffiliationNetwork(statements, o)
		if err != nil {
			t.Fatal(err)
		}
		kept, isolates := naiveChoose(statements, o, actorOf)
		want := naiveAffiliation(kept, isolates, o)
		want.compareNodes(t, got.Actors)
		if !slices.Equal(keys(got.Demands), want.second) {
			t.Fatalf("demands %v, want %v", got.Demands, want.second)
		}
		cells := map[[2]int]bool{}
		for _, c := range got.Cells {
			cells[[2]int{c.Actor, c.Demand}] = true
		}
		if len(cells) != len(got.Cells) {
			t.Fatal("a cell comes twice")
		}
		want.compare(t, got.matrix(), func(i, j int) bool { return cells[[2]int{i, j}] })
	})
}

// TestWindowsAgainstNaive: the network of each window is that of the statements chosen over the whole range
// that are in it.
func TestWindowsAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "all")
		o := genOptions(t, oneModeRelations, oneModeNorms)
		o.From, o.To = "2026-12-28", "2027-03-01"
		moving := MovingWindow{
			Unit: rapid.SampledFrom([]Unit{UnitDay, UnitWeek, UnitMonth, UnitYear}).Draw(t, "unit"),
			Size: rapid.IntRange(1, 5).Draw(t, "size"),
		}
		series, err := ActorNetworks(statements, o, moving)
		if err != nil {
			t.Fatal(err)
		}
		kept, isolates := naiveChoose(statements, o, actorOf)
		for i := range series.Len() {
			w := series.Window(i)
			inside := slices.DeleteFunc(slices.Clone(kept), func(s Statement) bool { return !naiveWindow{w.From, w.To}.has(s) })
			if w.Statements != len(inside) {
				t.Fatalf("%+v, want %d statements", w, len(inside))
			}
			got, err := series.Network(i)
			if err != nil {
				t.Fatal(err)
			}
			naiveOneMode(inside, isolates, o, actorOf, demandOf).compareNetwork(t, got)
		}
	})
}

// TestOrderOfInput: in whatever order statements come, the network is the same.
func TestOrderOfInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "all")
		for i := range statements {
			statements[i].ID = "" // nothing but their values tells them apart
		}
		o := genOptions(t, oneModeRelations, oneModeNorms)
		one, err := ActorNetwork(statements, o)
		if err != nil {
			t.Fatal(err)
		}
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(statements), func(i, j int) {
			statements[i], statements[j] = statements[j], statements[i]
		})
		other, _ := ActorNetwork(statements, o)
		if !slices.Equal(one.Nodes, other.Nodes) || !slices.Equal(one.Edges, other.Edges) {
			t.Fatalf("%v, then %v", one, other)
		}
	})
}

func (want naiveNetwork) compareNodes(t *rapid.T, got []Node) {
	t.Helper()
	if !slices.Equal(keys(got), want.first) {
		t.Fatalf("nodes %v, want %v", got, want.first)
	}
	for i, node := range got {
		if node.Statements != want.n[i] {
			t.Fatalf("%s has %d statements, want %d", node.Key, node.Statements, want.n[i])
		}
	}
}

func (want naiveNetwork) compare(t *rapid.T, got matrix, at func(i, j int) bool) {
	t.Helper()
	for i := range want.weight {
		for j := range want.weight[i] {
			if got.at[i][j] != want.weight[i][j] || at(i, j) != want.joined[i][j] {
				t.Fatalf("%s, %v: %v (there: %v), want %v (there: %v)", want.first[i], j, got.at[i][j], at(i, j),
					want.weight[i][j], want.joined[i][j])
			}
		}
	}
}

func (want naiveNetwork) compareNetwork(t *rapid.T, got *Network) {
	t.Helper()
	want.compareNodes(t, got.Nodes)
	edges := map[[2]int]bool{}
	for i, e := range got.Edges {
		if e.Source >= e.Target || i > 0 && cmp.Or(cmp.Compare(got.Edges[i-1].Source, e.Source), cmp.Compare(got.Edges[i-1].Target, e.Target)) >= 0 {
			t.Fatalf("edge %v is out of order", e)
		}
		edges[[2]int{e.Source, e.Target}] = true
	}
	want.compare(t, got.matrix(), func(i, j int) bool { return edges[[2]int{min(i, j), max(i, j)}] })
}
