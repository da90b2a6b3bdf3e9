package network

import (
	"cmp"
	"slices"
)

// cell counts the statements of a node of the first variable on one of the second, by side.
type cell struct {
	first, second int
	x             [levels]int64
}

// n is how many statements there are, of any side.
func (c *cell) n() int64 { return c.x[sideAgainst] + c.x[sideFor] + c.x[sideNeutral] + c.x[sideNone] }

// table is the cells of a network with their margins. Places are those of the network's nodes.
type table struct {
	first, second []Node
	cells         []cell // by first, then by second
}

// count makes the table of the entries, a part of those chosen.
func (c *chosen) count(entries []entry, isolates bool) *table {
	firsts, seconds := make([]int, len(c.first)), make([]int, len(c.second))
	at := map[[2]int]int{}
	t := &table{}
	for _, e := range entries {
		firsts[e.first]++
		seconds[e.second]++
		place := [2]int{e.first, e.second}
		i, known := at[place]
		if !known {
			i = len(t.cells)
			at[place] = i
			t.cells = append(t.cells, cell{first: e.first, second: e.second})
		}
		t.cells[i].x[e.side]++
	}
	t.first = nodes(c.first, firsts, isolates)
	t.second = nodes(c.second, seconds, isolates)
	for i := range t.cells {
		t.cells[i].first = firsts[t.cells[i].first]
		t.cells[i].second = seconds[t.cells[i].second]
	}
	slices.SortFunc(t.cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
	})
	return t
}

// nodes makes the nodes of one variable from the number of statements of each key, and
// puts in place of each number the place of its node.
func nodes(keys []string, counts []int, isolates bool) []Node {
	out := []Node{}
	for i, n := range counts {
		counts[i] = len(out)
		if n > 0 || isolates {
			out = append(out, Node{Key: keys[i], Statements: n})
		}
	}
	return out
}
