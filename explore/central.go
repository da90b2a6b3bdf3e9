package explore

import (
	"math/rand/v2"
	"slices"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"demandgraph/demand"
)

// central works out how central the vertices are within the graph, whose edges count in
// both directions.
func (g *Graph) central(q *GraphQuery) {
	place := make(map[demand.Ref]int, len(g.Nodes))
	for i := range g.Nodes {
		place[g.Nodes[i].Ref] = i
	}
	u := newUndirected(len(g.Nodes))
	for _, e := range g.Edges {
		a, b := place[e.Source], place[e.Target]
		for _, i := range [...]int{a, b} {
			g.Nodes[i].Degree++
			g.Nodes[i].Weighted += e.Weight()
		}
		u.join(int64(a), int64(b), float64(e.Weight()))
	}
	u.settle()
	if n := len(g.Nodes); q.Betweenness && n > 2 {
		for id, v := range network.Betweenness(u) {
			g.Nodes[id].Betweenness = v / float64((n-1)*(n-2)) // it counts each pair in both directions
		}
	}
	if q.Communities && len(g.Nodes) > 0 {
		groups := community.Modularize(u, 1, rand.NewPCG(1, 2)).Communities()
		for _, group := range groups {
			slices.SortFunc(group, func(a, b gonum.Node) int { return int(a.ID() - b.ID()) })
		}
		slices.SortFunc(groups, func(a, b []gonum.Node) int { return int(a[0].ID() - b[0].ID()) })
		for i, group := range groups {
			for _, n := range group {
				g.Nodes[n.ID()].Community = i
			}
		}
	}
}

// undirected is a simple weighted graph that hands its nodes out in order. Those of gonum
// do so in the order of a map, in which sums of floating-point numbers differ in their last digits.
type undirected struct {
	nodes   []gonum.Node
	near    [][]gonum.Node
	weights []map[int64]float64
}

func newUndirected(n int) *undirected {
	u := &undirected{near: make([][]gonum.Node, n), weights: make([]map[int64]float64, n)}
	for i := range n {
		u.nodes = append(u.nodes, simple.Node(i))
		u.weights[i] = map[int64]float64{}
	}
	return u
}

func (u *undirected) join(a, b int64, weight float64) {
	if a == b {
		return
	}
	if u.weights[a][b] == 0 {
		u.near[a] = append(u.near[a], simple.Node(b))
		u.near[b] = append(u.near[b], simple.Node(a))
	}
	u.weights[a][b] += weight
	u.weights[b][a] += weight
}

func (u *undirected) settle() {
	for _, near := range u.near {
		slices.SortFunc(near, func(a, b gonum.Node) int { return int(a.ID() - b.ID()) })
	}
}

// These methods implement graph.WeightedUndirected.

func (u *undirected) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(len(u.nodes)) {
		return nil
	}
	return u.nodes[id]
}

func (u *undirected) Nodes() gonum.Nodes { return iterator.NewOrderedNodes(u.nodes) }

func (u *undirected) From(id int64) gonum.Nodes { return iterator.NewOrderedNodes(u.near[id]) }

func (u *undirected) HasEdgeBetween(a, b int64) bool { return u.weights[a][b] > 0 }

func (u *undirected) Edge(a, b int64) gonum.Edge { return u.EdgeBetween(a, b) }

func (u *undirected) EdgeBetween(a, b int64) gonum.Edge {
	if e := u.WeightedEdgeBetween(a, b); e != nil {
		return e
	}
	return nil
}

func (u *undirected) WeightedEdge(a, b int64) gonum.WeightedEdge { return u.WeightedEdgeBetween(a, b) }

func (u *undirected) WeightedEdgeBetween(a, b int64) gonum.WeightedEdge {
	if !u.HasEdgeBetween(a, b) {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(a), T: simple.Node(b), W: u.weights[a][b]}
}

func (u *undirected) Weight(a, b int64) (float64, bool) {
	if a == b {
		return 0, true
	}
	return u.weights[a][b], u.HasEdgeBetween(a, b)
}
