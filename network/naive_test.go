package network

import (
	"cmp"
	"slices"
	"time"

	"demandgraph/demand"
)

// The naive implementation counts in dense arrays and compares every pair of statements,
// straight from the definitions.

var sides = []demand.Side{demand.SideFor, demand.SideAgainst, demand.SideNeutral, ""}

// naiveWindow is a first and a last day; both "" take statements without a day too.
type naiveWindow struct{ from, to string }

func (w naiveWindow) has(s Statement) bool {
	return w == naiveWindow{} || s.Day != "" && s.Day >= w.from && s.Day <= w.to
}

// naiveChoose takes the five steps; isolates are the statements after the first.
func naiveChoose(all []Statement, o Options, first func(Statement) string) (kept, isolates []Statement) {
	w := naiveWindow{o.From, o.To}
	if o.From != "" && o.To == "" {
		w.to = "9999-12-31"
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Statement) int {
		article := func(s Statement) string { return map[bool]string{true: "~", false: s.Article}[s.Article == ""] }
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(article(a), article(b)), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	for _, s := range all {
		if !w.has(s) {
			continue
		}
		isolates = append(isolates, s)
		ignore := o.Relation == RelationIgnore
		if s.LeftOut || s.Actor == "" || s.Demand == "" || !ignore && s.Side != demand.SideFor && s.Side != demand.SideAgainst {
			continue
		}
		if !slices.ContainsFunc(kept, func(before Statement) bool {
			return before.Actor == s.Actor && before.Demand == s.Demand && (ignore || before.Side == s.Side) &&
				naiveSameUnit(before, s, o.Duplicates)
		}) {
			kept = append(kept, s)
		}
	}
	counted := slices.Clone(kept)
	kept = slices.DeleteFunc(kept, func(s Statement) bool {
		n := 0
		for _, other := range counted {
			if first(other) == first(s) {
				n++
			}
		}
		return n < o.MinStatements
	})
	return kept, isolates
}

func naiveSameUnit(a, b Statement, d Duplicates) bool {
	monday := func(day string) string {
		t, _ := time.Parse(time.DateOnly, day)
		for t.Weekday() != time.Monday {
			t = t.Add(-24 * time.Hour)
		}
		return t.Format(time.DateOnly)
	}
	switch {
	case d == DuplicatesRange:
		return true
	case d == DuplicatesArticle:
		return a.Article != "" && a.Article == b.Article
	case d == DuplicatesAll || d == "" || a.Day == "" || b.Day == "":
		return false
	case d == DuplicatesDay:
		return a.Day == b.Day
	case d == DuplicatesWeek:
		return monday(a.Day) == monday(b.Day)
	case d == DuplicatesMonth:
		return a.Day[:7] == b.Day[:7]
	}
	return a.Day[:4] == b.Day[:4]
}

func naiveKeys(statements []Statement, value func(Statement) string) []string {
	var keys []string
	for _, s := range statements {
		if v := value(s); v != "" {
			keys = append(keys, v)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// naiveNetwork is what a network is expected to be: every pair, and whether it is joined.
type naiveNetwork struct {
	first, second []string
	n             []int // statements of the first
	weight        [][]float64
	joined        [][]bool
}

func naiveCount(kept, isolates []Statement, o Options, first, second func(Statement) string) (naiveNetwork, [][][]float64) {
	nodes := kept
	if o.Isolates {
		nodes = isolates
	}
	out := naiveNetwork{first: naiveKeys(nodes, first), second: naiveKeys(nodes, second)}
	x := make([][][]float64, len(out.first))
	out.n = make([]int, len(out.first))
	for i, f := range out.first {
		x[i] = make([][]float64, len(out.second))
		for j, s := range out.second {
			x[i][j] = make([]float64, len(sides))
			for k, side := range sides {
				for _, st := range kept {
					if first(st) == f && second(st) == s && st.Side == side {
						x[i][j][k]++
						out.n[i]++
					}
				}
			}
		}
	}
	return out, x
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

func naiveOneMode(kept, isolates []Statement, o Options, first, second func(Statement) string) naiveNetwork {
	out, x := naiveCount(kept, isolates, o, first, second)
	for i := range out.first {
		out.weight = append(out.weight, make([]float64, len(out.first)))
		out.joined = append(out.joined, make([]bool, len(out.first)))
		for i2 := range out.first {
			if i == i2 {
				continue
			}
			var congruence, conflict, ignore, jaccard float64
			for j := range out.second {
				a, b := x[i][j], x[i2][j]
				congruence += a[0]*b[0] + a[1]*b[1]
				conflict += a[0]*b[1] + a[1]*b[0]
				ignore += sum(a) * sum(b)
				for k := range sides {
					if a[k] > 0 && b[k] > 0 {
						jaccard += a[k] * b[k]
					} else {
						jaccard += a[k] + b[k]
					}
				}
				out.joined[i][i2] = out.joined[i][i2] || sum(a) > 0 && sum(b) > 0
			}
			w := map[Relation]float64{RelationCongruence: congruence, RelationConflict: conflict,
				RelationSubtract: congruence - conflict, RelationIgnore: ignore}[o.Relation]
			n, m := float64(out.n[i]), float64(out.n[i2])
			below := map[Normalization]float64{NormalizationAverageActivity: (n + m) / 2, NormalizationCosine: n * m,
				NormalizationJaccard: jaccard, NormalizationNone: 1, "": 1}[o.Normalization]
			if below > 0 {
				out.weight[i][i2] = w / below
			}
		}
	}
	return out
}

func naiveAffiliation(kept, isolates []Statement, o Options) naiveNetwork {
	out, x := naiveCount(kept, isolates, o, actorOf, demandOf)
	for i := range out.first {
		out.weight = append(out.weight, make([]float64, len(out.second)))
		out.joined = append(out.joined, make([]bool, len(out.second)))
		for j := range out.second {
			a := x[i][j]
			combine := 0.0
			switch {
			case a[0] > 0 && a[1] > 0:
				combine = 3
			case a[0] > 0:
				combine = 1
			case a[1] > 0:
				combine = 2
			}
			column := 0.0
			for i2 := range out.first {
				column += sum(x[i2][j])
			}
			w := map[Relation]float64{RelationIgnore: sum(a), RelationSubtract: a[0] - a[1], RelationCombine: combine}[o.Relation]
			below := map[Normalization]float64{NormalizationActivity: float64(out.n[i]), NormalizationProminence: column,
				NormalizationNone: 1, "": 1}[o.Normalization]
			if below > 0 {
				out.weight[i][j] = w / below
			}
			out.joined[i][j] = sum(a) > 0
		}
	}
	return out
}

func actorOf(s Statement) string  { return s.Actor }
func demandOf(s Statement) string { return s.Demand }
