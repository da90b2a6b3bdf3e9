package network

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"demandgraph/demand"
)

// worked is an invented example that is small enough to be counted by hand. Statements left of
// for/against: Ana on the Dam 3/0, on the Toll 0/1; Bo 1/1 and 1/0; Cy on the Toll 0/1. N is 4, 3, 1.
var worked = []Statement{
	{Article: "a1", Day: "2031-02-03", Actor: "ana", Demand: "dam", Side: demand.SideFor, ID: "1"}, // a Monday
	{Article: "a1", Day: "2031-02-03", Actor: "ana", Demand: "dam", Side: demand.SideFor, ID: "2"},
	{Article: "a1", Day: "2031-02-03", Actor: "ana", Demand: "toll", Side: demand.SideAgainst, ID: "3"},
	{Article: "a2", Day: "2031-02-09", Actor: "bo", Demand: "dam", Side: demand.SideFor, ID: "4"}, // a Sunday
	{Article: "a2", Day: "2031-02-09", Actor: "bo", Demand: "toll", Side: demand.SideFor, ID: "5"},
	{Article: "a3", Day: "2031-02-10", Actor: "bo", Demand: "dam", Side: demand.SideAgainst, ID: "6"},
	{Article: "a3", Day: "2031-02-10", Actor: "cy", Demand: "toll", Side: demand.SideAgainst, ID: "7"},
	{Article: "a4", Day: "2032-02-04", Actor: "ana", Demand: "dam", Side: demand.SideFor, ID: "8"},
}

// closeTo reports whether two weights are the same but for the last bits of a double.
func closeTo(a, b float64) bool { return math.Abs(a-b) <= 1e-15*max(1, math.Abs(a), math.Abs(b)) }

func mustActors(t testing.TB, s []Statement, o Options) *Network {
	t.Helper()
	n, err := ActorNetwork(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// weights gives the weight of every pair of names, "a-b".
func (n *Network) weights() map[string]float64 {
	out := map[string]float64{}
	for _, e := range n.Edges {
		out[n.Nodes[e.Source].Key+"-"+n.Nodes[e.Target].Key] = e.Weight
	}
	return out
}

func (a *Affiliations) weights() map[string]float64 {
	out := map[string]float64{}
	for _, c := range a.Cells {
		out[a.Actors[c.Actor].Key+"-"+a.Demands[c.Demand].Key] = c.Weight
	}
	return out
}

func describe(nodes []Node) string {
	var out []string
	for _, n := range nodes {
		out = append(out, fmt.Sprintf("%s %d", n.Key, n.Statements))
	}
	return strings.Join(out, ", ")
}

func same(t *testing.T, name string, got, want map[string]float64) {
	t.Helper()
	for pair, w := range want {
		if g, there := got[pair]; !there || !closeTo(g, w) {
			t.Errorf("%s: %s is %v (there: %v), want %v", name, pair, g, there, w)
		}
	}
	for pair, g := range got {
		if _, there := want[pair]; !there {
			t.Errorf("%s: %s is %v, want no such pair", name, pair, g)
		}
	}
}

// without gives the worked example with no side told.
func without() []Statement {
	out := append([]Statement(nil), worked...)
	for i := range out {
		out[i].Side = ""
	}
	return out
}

// TestOneMode: the definitions are those of Leifeld, Gruber, Bossner 2019, chapter Algorithms, and
// of Leifeld 2017, section on one-mode networks, as the package's documentation gives them.
func TestOneMode(t *testing.T) {
	type weights = map[string]float64
	for _, tt := range []struct {
		name       string
		statements []Statement
		relation   Relation
		norm       Normalization
		want       weights
	}{
		// Congruence: the sum over demands and sides of x(i)·x(i′).
		// Ana–Bo: 3·1 for the Dam + 0·1 against it + 0·1 for the Toll + 1·0 against it.
		{"congruence", worked, RelationCongruence, NormalizationNone, weights{"ana-bo": 3, "ana-cy": 1, "bo-cy": 0}},
		// Conflict: one side of i times the other of i′. Ana–Bo: 3·1 + 0·1 + 0·0 + 1·1.
		{"conflict", worked, RelationConflict, NormalizationNone, weights{"ana-bo": 4, "ana-cy": 0, "bo-cy": 1}},
		// Subtract: congruence less conflict.
		{"subtract", worked, RelationSubtract, NormalizationNone, weights{"ana-bo": -1, "ana-cy": 1, "bo-cy": -1}},
		// Ignore: the sum of n(i)·n(i′). Ana–Bo: 3·2 + 1·1.
		{"ignore", worked, RelationIgnore, NormalizationNone, weights{"ana-bo": 7, "ana-cy": 1, "bo-cy": 1}},

		// Average activity: over the mean of N(i) and N(i′), (4+3)/2, (4+1)/2, (3+1)/2.
		{"congruence by average", worked, RelationCongruence, NormalizationAverageActivity,
			weights{"ana-bo": 3 / 3.5, "ana-cy": 1 / 2.5, "bo-cy": 0}},
		{"subtract by average", worked, RelationSubtract, NormalizationAverageActivity,
			weights{"ana-bo": -1 / 3.5, "ana-cy": 1 / 2.5, "bo-cy": -1 / 2.0}},
		// Cosine: over N(i)·N(i′).
		{"congruence by cosine", worked, RelationCongruence, NormalizationCosine,
			weights{"ana-bo": 0.25, "ana-cy": 1 / 4.0, "bo-cy": 0}},
		{"conflict by cosine", worked, RelationConflict, NormalizationCosine,
			weights{"ana-bo": 4 / 12.0, "ana-cy": 0, "bo-cy": 1 / 3.0}},
		// Jaccard: over the sum of products where both have the side, else of sums.
		// Ana–Bo: 3·1 + (0+1) + (0+1) + (1+0) = 6. Ana–Cy: 3 + 0 + 0 + 1·1 = 4.
		// Bo–Cy: 1 + 1 + 1 + (0+1) = 4.
		{"congruence by Jaccard", worked, RelationCongruence, NormalizationJaccard,
			weights{"ana-bo": 0.5, "ana-cy": 1 / 4.0, "bo-cy": 0}},
		{"conflict by Jaccard", worked, RelationConflict, NormalizationJaccard,
			weights{"ana-bo": 4 / 6.0, "ana-cy": 0, "bo-cy": 1 / 4.0}},
		// The cells are split by side for ignore too: it exceeds 1.
		{"ignore by Jaccard", worked, RelationIgnore, NormalizationJaccard,
			weights{"ana-bo": 7 / 6.0, "ana-cy": 1 / 4.0, "bo-cy": 1 / 4.0}},
		// Without sides the cells are n(i,j). Ana–Bo: 3·2 + 1·1. Ana–Cy: 3 + 1·1. Bo–Cy: 2 + 1·1.
		{"ignore by Jaccard, no sides", without(), RelationIgnore, NormalizationJaccard,
			weights{"ana-bo": 7 / 7.0, "ana-cy": 1 / 4.0, "bo-cy": 1 / 3.0}},
		{"ignore, no sides", without(), RelationIgnore, NormalizationNone, weights{"ana-bo": 7, "ana-cy": 1, "bo-cy": 1}},
	} {
		n := mustActors(t, tt.statements, Options{Relation: tt.relation, Normalization: tt.norm})
		same(t, tt.name, n.weights(), tt.want)
		if got := describe(n.Nodes); got != "ana 4, bo 3, cy 1" {
			t.Errorf("%s: nodes %s", tt.name, got)
		}
	}
	if got := 3 / 3.5; fmt.Sprintf("%.15f", got) != "0.857142857142857" {
		t.Errorf("Ana and Bo by average are %v", got)
	}
}

// TestDemandNetwork: among demands the two variables change places, nothing else does.
func TestDemandNetwork(t *testing.T) {
	for _, tt := range []struct {
		relation Relation
		want     float64
	}{
		{RelationCongruence, 0*3 + 1*0 + 1*1 + 0*1}, // Ana for, Ana against, Bo for, Bo against
		{RelationConflict, 3*1 + 0*0 + 1*0 + 1*1},   // Ana, Ana, Bo, Bo; Cy is on the Toll only
		{RelationIgnore, 3*1 + 2*1},
	} {
		n, err := DemandNetwork(worked, Options{Relation: tt.relation})
		if err != nil {
			t.Fatal(err)
		}
		same(t, string(tt.relation), n.weights(), map[string]float64{"dam-toll": tt.want})
		if got := describe(n.Nodes); got != "dam 5, toll 3" {
			t.Errorf("nodes %s", got)
		}
	}
}

// TestAffiliationNetwork: two-mode networks, the same chapter.
func TestAffiliationNetwork(t *testing.T) {
	type weights = map[string]float64
	for _, tt := range []struct {
		relation Relation
		norm     Normalization
		want     weights
	}{
		// Ignore: n(i,j).
		{RelationIgnore, NormalizationNone, weights{"ana-dam": 3, "ana-toll": 1, "bo-dam": 2, "bo-toll": 1, "cy-toll": 1}},
		// Subtract: for less against; Bo on the Dam is 1 − 1, a cell of weight 0. Cy has none on the Dam.
		{RelationSubtract, NormalizationNone, weights{"ana-dam": 3, "ana-toll": -1, "bo-dam": 0, "bo-toll": 1, "cy-toll": -1}},
		// Combine: 1 only for, 2 only against, 3 both.
		{RelationCombine, NormalizationNone, weights{"ana-dam": 1, "ana-toll": 2, "bo-dam": 3, "bo-toll": 1, "cy-toll": 2}},
		// Activity: over N(i), which counts statements, never the signed sum.
		{RelationSubtract, NormalizationActivity,
			weights{"ana-dam": 3 / 4.0, "ana-toll": -1 / 4.0, "bo-dam": 0, "bo-toll": 1 / 3.0, "cy-toll": -1}},
		{RelationIgnore, NormalizationActivity,
			weights{"ana-dam": 3 / 4.0, "ana-toll": 1 / 4.0, "bo-dam": 2 / 3.0, "bo-toll": 1 / 3.0, "cy-toll": 1}},
		// Prominence: over the statements on the demand, 5 and 3.
		{RelationSubtract, NormalizationProminence,
			weights{"ana-dam": 3 / 5.0, "ana-toll": -1 / 3.0, "bo-dam": 0, "bo-toll": 1 / 3.0, "cy-toll": -1 / 3.0}},
	} {
		a, err := AffiliationNetwork(worked, Options{Relation: tt.relation, Normalization: tt.norm})
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint(tt.relation, tt.norm), a.weights(), tt.want)
		if got := describe(a.Actors) + "; " + describe(a.Demands); got != "ana 4, bo 3, cy 1; dam 5, toll 3" {
			t.Errorf("nodes %s", got)
		}
	}
}

// TestDuplicates: where each statement counts once. What is left is shown by the number of
// statements of Ana and Bo on the Dam; Cy and the Toll lose nothing.
func TestDuplicates(t *testing.T) {
	for _, tt := range []struct {
		relation   Relation
		duplicates Duplicates
		want       string // the statements left
	}{
		{RelationSubtract, "", "12345678"},
		{RelationSubtract, DuplicatesAll, "12345678"},
		{RelationSubtract, DuplicatesArticle, "1345678"},
		{RelationSubtract, DuplicatesDay, "1345678"},
		// 8 is in week 6 and in February as 1 is, of another year: the program drops it, this does not.
		{RelationSubtract, DuplicatesWeek, "1345678"},
		{RelationSubtract, DuplicatesMonth, "1345678"},
		{RelationSubtract, DuplicatesYear, "1345678"},
		{RelationSubtract, DuplicatesRange, "134567"},
		// With ignore the side makes no difference: 6 says of the Dam what 4 did, whatever the side.
		{RelationIgnore, DuplicatesArticle, "1345678"},
		{RelationIgnore, DuplicatesWeek, "1345678"}, // Sunday and Monday are of two weeks
		{RelationIgnore, DuplicatesMonth, "134578"},
		{RelationIgnore, DuplicatesRange, "13457"},
	} {
		o := Options{Relation: tt.relation, Duplicates: tt.duplicates}
		c, err := choose(worked, o, ofActors, false)
		if err != nil {
			t.Fatal(err)
		}
		got := map[entry]int{}
		for _, e := range c.entries {
			got[e]++
		}
		all, _ := choose(worked, Options{Relation: RelationIgnore}, ofActors, false)
		want := map[entry]int{}
		for i, e := range all.entries {
			if strings.Contains(tt.want, worked[i].ID) {
				want[e]++
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s %s: %v, want %v", tt.relation, tt.duplicates, got, want)
		}
	}
}

// TestWithoutArticleOrDay: statements without an article are each their own, and so in the units of
// time are those without a day.
func TestWithoutArticleOrDay(t *testing.T) {
	twice := []Statement{{Actor: "ana", Demand: "dam", Side: demand.SideFor, ID: "1"}, {Actor: "ana", Demand: "dam", Side: demand.SideFor, ID: "2"}}
	for _, d := range everyDuplicates {
		want := "ana 2"
		if d == DuplicatesRange {
			want = "ana 1"
		}
		if n := mustActors(t, twice, Options{Relation: RelationCongruence, Duplicates: d}); describe(n.Nodes) != want {
			t.Errorf("%q: %s, want %s", d, describe(n.Nodes), want)
		}
	}
}
