package change

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"demandgraph/demand"
)

// derived are the properties that follow from other nodes.
var derived = []string{demand.SortName, "status", "madeOn", "lastActionOn"}

// Verify works out anew what follows from others of nodes of one kind: their derived
// properties and their list entries. It tells of each that is kept otherwise, in a
// sentence, and gives the entries that there should be.
func Verify(ctx context.Context, g Graph, kind demand.NodeKind, nodes []*Node, tell func(format string, args ...any)) ([]Entry, error) {
	derive, err := derivation(ctx, g, kind, nodes)
	if err != nil {
		return nil, err
	}
	var all []Entry
	for _, n := range nodes {
		want := &Node{Ref: n.Ref, Props: maps.Clone(n.Props), Edges: n.Edges}
		entries := derive(want)
		for _, name := range derived {
			if n.Props[name] != want.Props[name] {
				tell("%s has %s %v, should have %v", n.Ref, name, n.Props[name], want.Props[name])
			}
		}
		verifyEntries(n, entries, tell)
		all = append(all, entries...)
	}
	return all, nil
}

// verifyEntries compares the entries that a node is in with those that it should be in.
func verifyEntries(n *Node, want []Entry, tell func(format string, args ...any)) {
	has := map[Entry]int{}
	for _, e := range n.Entries {
		has[e]++
	}
	for _, e := range want {
		if has[e]--; has[e] < 0 {
			tell("%s is not in the list %q at %q", n.Ref, e.List, e.Sort)
		}
	}
	for _, e := range slices.SortedFunc(maps.Keys(has), func(a, b Entry) int { return cmp.Or(cmp.Compare(a.List, b.List), cmp.Compare(a.Sort, b.Sort)) }) {
		if has[e] > 0 {
			tell("%s is in the list %q at %q and should not be", n.Ref, e.List, e.Sort)
		}
	}
}

// derivation reads what the derived values of nodes of a kind are computed from, and
// gives the computation.
func derivation(ctx context.Context, g Graph, kind demand.NodeKind, nodes []*Node) (func(*Node) []Entry, error) {
	switch kind {
	case demand.KindDemand:
		return demandDerivation(ctx, g, nodes)
	case demand.KindPosition:
		var demands []string
		for _, d := range endsOf(nodes, demand.On) {
			demands = append(demands, d.Key)
		}
		acts, err := g.Acts(ctx, demands)
		byKey := map[string]demand.Act{}
		for _, of := range acts {
			for _, a := range of {
				byKey[a.Key] = a
			}
		}
		return func(n *Node) []Entry { return derivePosition(n, byKey[n.Ref.Key]) }, err
	case demand.KindAnnotation:
		articles, err := byRef(g.Nodes(ctx, endsOf(nodes, demand.InArticle)))
		return func(n *Node) []Entry {
			for _, to := range ends(n, demand.InArticle) {
				if article := articles[to]; article != nil {
					return deriveAnnotation(n, article)
				}
			}
			return deriveAnnotation(n, &Node{})
		}, err
	}
	return deriveOther, nil
}

func demandDerivation(ctx context.Context, g Graph, nodes []*Node) (func(*Node) []Entry, error) {
	keys := make([]string, len(nodes))
	for i, n := range nodes {
		keys[i] = n.Ref.Key
	}
	acts, err := g.Acts(ctx, keys)
	if err != nil {
		return nil, err
	}
	shown, err := g.Shown(ctx, keys)
	if err != nil {
		return nil, err
	}
	regions := map[demand.Ref]*Node{}
	for level := regionsOf(endsOf(nodes, demand.Concerns)); len(level) > 0; {
		read, err := byRef(g.Nodes(ctx, level))
		if err != nil {
			return nil, err
		}
		maps.Copy(regions, read)
		above := map[demand.Ref]bool{}
		for _, r := range read {
			for _, parent := range parents(r) {
				if regions[parent] == nil {
					above[parent] = true
				}
			}
		}
		level = sortedRefs(above)
	}
	return func(n *Node) []Entry {
		var articles []string
		for _, s := range shown[n.Ref.Key] {
			articles = append(articles, s.Articles...)
		}
		concerned := regionsOf(ends(n, demand.Concerns))
		return deriveDemand(n, acts[n.Ref.Key], articles, withAncestors(concerned, func(r demand.Ref) *Node { return regions[r] }))
	}, nil
}

// regionsOf are the regions among some nodes.
func regionsOf(refs []demand.Ref) []demand.Ref {
	return slices.DeleteFunc(refs, func(r demand.Ref) bool { return r.Kind != demand.KindRegion })
}

// endsOf are the nodes that edges of a kind lead to from some nodes, each once.
func endsOf(nodes []*Node, kind demand.EdgeKind) []demand.Ref {
	found := map[demand.Ref]bool{}
	for _, n := range nodes {
		for _, to := range ends(n, kind) {
			found[to] = true
		}
	}
	return sortedRefs(found)
}

func byRef(nodes []*Node, err error) (map[demand.Ref]*Node, error) {
	all := map[demand.Ref]*Node{}
	for _, n := range nodes {
		all[n.Ref] = n
	}
	return all, err
}
