package network

import (
	"cmp"
	"slices"
)

// Node is an actor or a demand of a network.
type Node struct {
	Key        string
	Statements int // how many were counted
}

// Affiliations is a network of actors and demands. Nodes are sorted by key, by code point; cells by
// actor, then demand. What is in no cell has no statement.
type Affiliations struct {
	Actors, Demands []Node
	Cells           []Cell
}

// Cell is what an actor says of a demand.
type Cell struct {
	Actor, Demand int // places in Affiliations.Actors and Affiliations.Demands
	Weight        float64
}

// AffiliationNetwork computes the network of actors and demands. The relation is IGNORE, SUBTRACT or
// COMBINE, the normalisation NONE, ACTIVITY or PROMINENCE, with COMBINE NONE only. Errors are
// *OptionError, *SizeError, and that of a statement whose day or side cannot be meant.
func AffiliationNetwork(statements []Statement, o Options) (*Affiliations, error) {
	if err := o.check("an affiliation network", affiliationRelations, affiliationNorms); err != nil {
		return nil, err
	}
	c, err := choose(statements, o, ofActors, false)
	if err != nil {
		return nil, err
	}
	t := c.count(c.entries, o.Isolates)
	if o.MaxNodes > 0 && len(t.first)+len(t.second) > o.MaxNodes {
		return nil, &SizeError{Actors: len(t.first), Demands: len(t.second), Limit: o.MaxNodes}
	}
	out := &Affiliations{Actors: t.first, Demands: t.second, Cells: make([]Cell, len(t.cells))}
	for i := range t.cells {
		c := &t.cells[i]
		w := affiliation(o.Relation, c)
		switch o.Normalization { // a cell has a statement: nothing below the line is 0
		case NormalizationActivity:
			w /= float64(t.first[c.first].Statements)
		case NormalizationProminence:
			w /= float64(t.second[c.second].Statements)
		}
		out.Cells[i] = Cell{c.first, c.second, w}
	}
	return out, nil
}

// affiliation is the weight of a cell before it is normalised.
func affiliation(r Relation, c *cell) float64 {
	switch r {
	case RelationSubtract:
		return float64(c.x[sideFor] - c.x[sideAgainst])
	case RelationCombine:
		w := 0.0
		if c.x[sideFor] > 0 {
			w++
		}
		if c.x[sideAgainst] > 0 {
			w += 2
		}
		return w
	}
	return float64(c.n())
}

// Sort puts the nodes in the order of their labels, by code point, then of their keys.
func (a *Affiliations) Sort(actor, demand func(key string) string) {
	actors, demands := sortNodes(a.Actors, actor), sortNodes(a.Demands, demand)
	for i, c := range a.Cells {
		a.Cells[i].Actor, a.Cells[i].Demand = actors[c.Actor], demands[c.Demand]
	}
	slices.SortFunc(a.Cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Demand, b.Demand))
	})
}

// sortNodes sorts nodes by label, then key, and gives for each old place the new one.
func sortNodes(nodes []Node, label func(key string) string) []int {
	type labelled struct {
		Node
		label string
		place int
	}
	all := make([]labelled, len(nodes))
	for i, n := range nodes {
		all[i] = labelled{n, label(n.Key), i}
	}
	slices.SortFunc(all, func(a, b labelled) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.Key, b.Key))
	})
	places := make([]int, len(nodes))
	for i, n := range all {
		nodes[i] = n.Node
		places[n.place] = i
	}
	return places
}
