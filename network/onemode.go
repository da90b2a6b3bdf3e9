package network

import (
	"cmp"
	"slices"
)

// Network is a network among actors or among demands; it has no direction and no loops. Nodes are
// sorted by key, by code point; edges by source, then target.
type Network struct {
	Nodes []Node
	Edges []Edge
}

// Edge joins two nodes that have statements on the same node of the other kind.
type Edge struct {
	Source, Target int // places in Network.Nodes, Source the lower
	Weight         float64
}

// ActorNetwork computes the network among actors. The relation is CONGRUENCE, CONFLICT, SUBTRACT or
// IGNORE, the normalisation NONE, AVERAGE_ACTIVITY, JACCARD or COSINE. Errors are *OptionError,
// *SizeError, and that of a statement whose day or side cannot be meant.
func ActorNetwork(statements []Statement, o Options) (*Network, error) {
	return oneMode(statements, o, ofActors)
}

// DemandNetwork computes the network among demands: [ActorNetwork] with actor and demand changing
// places.
func DemandNetwork(statements []Statement, o Options) (*Network, error) {
	return oneMode(statements, o, ofDemands)
}

func oneMode(statements []Statement, o Options, nodes variable) (*Network, error) {
	if err := o.checkOneMode(); err != nil {
		return nil, err
	}
	c, err := choose(statements, o, nodes, false)
	if err != nil {
		return nil, err
	}
	t := c.count(c.entries, o.Isolates)
	return t.network(o, nodes)
}

func (o Options) checkOneMode() error {
	return o.check("a network among actors or among demands", oneModeRelations, oneModeNorms)
}

// network goes through the first nodes, and for each through the others that have statements on the
// same second nodes: only pairs that meet are looked at.
func (t *table) network(o Options, nodes variable) (*Network, error) {
	if size := len(t.first); o.MaxNodes > 0 && size > o.MaxNodes {
		if nodes == ofDemands {
			return nil, &SizeError{Demands: size, Limit: o.MaxNodes}
		}
		return nil, &SizeError{Actors: size, Limit: o.MaxNodes}
	}
	out := &Network{Nodes: t.first, Edges: []Edge{}}
	columns := make([][]int, len(t.second)) // the cells of each second node, in the order of the first
	for i, c := range t.cells {
		columns[c.second] = append(columns[c.second], i)
	}
	sums := make([]pair, len(t.first))
	var met []int
	jaccard := o.Normalization == NormalizationJaccard
	for begin := 0; begin < len(t.cells); {
		source := t.cells[begin].first
		end := begin
		for ; end < len(t.cells) && t.cells[end].first == source; end++ {
			a := &t.cells[end]
			// The first cell left of the column is this one; those before it have been sources.
			columns[a.second] = columns[a.second][1:]
			for _, i := range columns[a.second] {
				b := &t.cells[i]
				sum := &sums[b.first]
				if sum.times == 0 {
					met = append(met, b.first)
				}
				sum.add(o.Relation, jaccard, a, b)
			}
		}
		begin = end
		slices.Sort(met)
		for _, target := range met {
			weight := sums[target].weight(o, t.first[source].Statements, t.first[target].Statements)
			out.Edges = append(out.Edges, Edge{source, target, weight})
			sums[target] = pair{}
		}
		met = met[:0]
	}
	return out, nil
}

// pair sums up what two nodes have in common.
type pair struct {
	times  int   // on how many second nodes they meet
	w      int64 // the relation
	shared int64 // for Jaccard: over what both have, product less sum
}

func (p *pair) add(r Relation, jaccard bool, a, b *cell) {
	p.times++
	congruence := a.x[sideFor]*b.x[sideFor] + a.x[sideAgainst]*b.x[sideAgainst]
	conflict := a.x[sideFor]*b.x[sideAgainst] + a.x[sideAgainst]*b.x[sideFor]
	switch r {
	case RelationCongruence:
		p.w += congruence
	case RelationConflict:
		p.w += conflict
	case RelationSubtract:
		p.w += congruence - conflict
	case RelationIgnore:
		p.w += a.n() * b.n()
	}
	if jaccard {
		for k := range levels {
			if a.x[k] > 0 && b.x[k] > 0 {
				p.shared += a.x[k]*b.x[k] - a.x[k] - b.x[k]
			}
		}
	}
}

// weight divides by what the normalisation says, from the numbers of statements of both nodes. Both
// have some: nothing below the line is 0.
func (p *pair) weight(o Options, n, m int) float64 {
	w := float64(p.w)
	switch o.Normalization {
	case NormalizationAverageActivity:
		return w / (float64(n+m) / 2)
	case NormalizationCosine:
		return w / (float64(n) * float64(m))
	case NormalizationJaccard:
		// Where only one of the two has statements their sum is that one's number: the sum over all
		// cells is n + m, but for the cells that both have.
		return w / float64(int64(n+m)+p.shared)
	}
	return w
}

// Sort puts the nodes in the order of their labels, by code point, then of their keys.
func (n *Network) Sort(label func(key string) string) {
	places := sortNodes(n.Nodes, label)
	for i, e := range n.Edges {
		source, target := places[e.Source], places[e.Target]
		n.Edges[i].Source, n.Edges[i].Target = min(source, target), max(source, target)
	}
	slices.SortFunc(n.Edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target))
	})
}
