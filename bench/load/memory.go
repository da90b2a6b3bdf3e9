package main

import (
	"context"
	"maps"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// memory is a graph in maps: enough to plan sets one after the other without a
// database.
type memory struct {
	nodes         map[demand.Ref]*change.Node
	contributions map[string]change.Contribution
	claims        map[string]change.Claim
	claimsOf      map[demand.Ref]map[string]bool
	on            map[string][]demand.Ref // the positions and terms of a demand
}

var _ change.Graph = (*memory)(nil)

func newMemory() *memory {
	return &memory{nodes: map[demand.Ref]*change.Node{}, contributions: map[string]change.Contribution{},
		claims: map[string]change.Claim{}, claimsOf: map[demand.Ref]map[string]bool{}, on: map[string][]demand.Ref{}}
}

// owner is the node that an edge belongs to.
func owner(e change.Edge) demand.Ref {
	if kind, ok := demand.EdgeOf(e.Kind); ok && kind.Incoming {
		return e.To
	}
	return e.From
}

// write carries writes out. The graphs that are measured only grow: nothing is deleted
// but entries.
func (m *memory) write(w *change.Writes) {
	for _, n := range slices.Concat(w.Create, w.Update) {
		kept := &change.Node{Ref: n.Ref, Props: n.Props}
		if was := m.nodes[n.Ref]; was != nil {
			kept.Edges, kept.Entries = was.Edges, was.Entries
		}
		m.nodes[n.Ref] = kept
	}
	for _, e := range w.CreateEdges {
		n := m.nodes[owner(e)]
		n.Edges = append(n.Edges, e)
		if e.Kind == demand.On {
			m.on[e.To.Key] = append(m.on[e.To.Key], e.From)
		}
		if e.Kind == demand.HasTerm {
			m.on[e.From.Key] = append(m.on[e.From.Key], e.To)
		}
	}
	for _, e := range w.UpdateEdges {
		n := m.nodes[owner(e)]
		i := slices.IndexFunc(n.Edges, func(x change.Edge) bool { return sameEdge(x, e) })
		n.Edges[i] = e
	}
	for _, e := range w.DeleteEntries {
		n := m.nodes[e.Node]
		n.Entries = slices.DeleteFunc(n.Entries, func(x change.Entry) bool { return x == e })
	}
	for _, e := range w.CreateEntries {
		n := m.nodes[e.Node]
		n.Entries = append(n.Entries, e)
	}
	for _, c := range w.PutContributions {
		m.contributions[c.ID] = c
	}
	for _, c := range w.PutClaims {
		m.claims[c.ID] = c
		if m.claimsOf[c.Subject] == nil {
			m.claimsOf[c.Subject] = map[string]bool{}
		}
		m.claimsOf[c.Subject][c.ID] = true
	}
}

func sameEdge(a, b change.Edge) bool {
	if a.Kind != b.Kind || a.From != b.From || a.To != b.To {
		return false
	}
	kind, _ := demand.EdgeOf(a.Kind)
	return !slices.ContainsFunc(kind.Identity, func(name string) bool { return a.Props[name] != b.Props[name] })
}

func (m *memory) Contributions(_ context.Context, ids []string) ([]change.Contribution, error) {
	return found(m.contributions, ids), nil
}

func (m *memory) HeldBy(context.Context, string, []string) (bool, error) { return true, nil }

func (m *memory) Claims(_ context.Context, ids []string) ([]change.Claim, error) {
	return found(m.claims, ids), nil
}

func (m *memory) ClaimsOf(_ context.Context, subjects []demand.Ref) ([]change.Claim, error) {
	var out []change.Claim
	for _, ref := range subjects {
		out = append(out, found(m.claims, slices.Sorted(maps.Keys(m.claimsOf[ref])))...)
	}
	return out, nil
}

func found[K comparable, V any](in map[K]V, keys []K) []V {
	var out []V
	for _, key := range keys {
		if v, ok := in[key]; ok {
			out = append(out, v)
		}
	}
	return out
}

func (m *memory) Holder(context.Context, string) (string, error) { return "", nil }

func (m *memory) Redirects(context.Context, []demand.Ref) (map[demand.Ref]demand.Ref, error) {
	return nil, nil
}

func (m *memory) Nodes(_ context.Context, refs []demand.Ref) ([]*change.Node, error) {
	return found(m.nodes, refs), nil
}

// articles are the keys of the articles that are evidence for a node.
func (m *memory) articles(n *change.Node) []string {
	var out []string
	for _, e := range n.Edges {
		if e.Kind != demand.EvidencedBy {
			continue
		}
		for _, in := range m.nodes[e.To].Edges {
			if in.Kind == demand.InArticle {
				out = append(out, in.To.Key)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (m *memory) Acts(_ context.Context, demands []string) (map[string][]demand.Act, error) {
	out := map[string][]demand.Act{}
	for _, key := range demands {
		for _, ref := range m.on[key] {
			if n := m.nodes[ref]; ref.Kind == demand.KindPosition {
				first := ""
				for _, e := range n.Edges {
					if e.Kind == demand.At {
						first = change.EventFirst(m.nodes[e.To])
					}
				}
				out[key] = append(out[key], change.ActOf(n, first, m.articles(n)))
			}
		}
	}
	return out, nil
}

func (m *memory) Shown(_ context.Context, demands []string) (map[string][]change.Shown, error) {
	out := map[string][]change.Shown{}
	for _, key := range demands {
		for _, ref := range append([]demand.Ref{{Kind: demand.KindDemand, Key: key}}, m.on[key]...) {
			if n := m.nodes[ref]; n != nil && ref.Kind != demand.KindPosition {
				if articles := m.articles(n); len(articles) > 0 {
					out[key] = append(out[key], change.Shown{Node: ref, Articles: articles})
				}
			}
		}
	}
	return out, nil
}

// PositionsAt, AnnotationsIn and DemandsIn are asked for nodes that move, which
// those of these graphs never do.
func (m *memory) PositionsAt(context.Context, []string) ([]string, error)   { return nil, nil }
func (m *memory) AnnotationsIn(context.Context, []string) ([]string, error) { return nil, nil }
func (m *memory) DemandsIn(context.Context, []string) ([]string, error)     { return nil, nil }
