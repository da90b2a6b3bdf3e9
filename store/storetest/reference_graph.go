package storetest

import (
	"context"
	"maps"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// referenceGraph is what change.Plan reads of a reference.
type referenceGraph reference

func (g *referenceGraph) Contributions(_ context.Context, ids []string) ([]change.Contribution, error) {
	return found(g.contributions, ids), nil
}

func (g *referenceGraph) HeldBy(_ context.Context, importKey string, but []string) (bool, error) {
	for id, c := range g.contributions {
		if heldBy(c, importKey) && !slices.Contains(but, id) {
			return true, nil
		}
	}
	return false, nil
}

func heldBy(c change.Contribution, importKey string) bool {
	return slices.Contains(c.Imports, importKey) || slices.Contains(c.AssertedBy, importKey)
}

func (g *referenceGraph) Claims(_ context.Context, ids []string) ([]change.Claim, error) {
	return found(g.claims, ids), nil
}

// found gives the values of those keys that are there, each once.
func found[K comparable, V any](m map[K]V, keys []K) []V {
	var out []V
	seen := map[K]bool{}
	for _, key := range keys {
		if v, ok := m[key]; ok && !seen[key] {
			seen[key] = true
			out = append(out, v)
		}
	}
	return out
}

func (g *referenceGraph) ClaimsOf(_ context.Context, subjects []demand.Ref) ([]change.Claim, error) {
	var out []change.Claim
	for _, c := range g.claims {
		if slices.Contains(subjects, c.Subject) {
			out = append(out, c)
		}
	}
	return out, nil
}

func (g *referenceGraph) Holder(_ context.Context, claim string) (string, error) {
	for _, id := range slices.Sorted(maps.Keys(g.contributions)) {
		if c := g.contributions[id]; slices.Contains(c.Claims, claim) {
			return c.Source, nil
		}
	}
	return "", nil
}

func (g *referenceGraph) Redirects(context.Context, []demand.Ref) (map[demand.Ref]demand.Ref, error) {
	return nil, nil // nothing makes one yet
}

func (g *referenceGraph) Nodes(_ context.Context, refs []demand.Ref) ([]*change.Node, error) {
	var out []*change.Node
	for _, n := range found(g.nodes, refs) {
		n = &change.Node{Ref: n.Ref, Props: maps.Clone(n.Props)}
		for _, e := range g.edges {
			kind, _ := demand.EdgeOf(e.Kind)
			if kind.Incoming && e.To == n.Ref || !kind.Incoming && e.From == n.Ref {
				n.Edges = append(n.Edges, e)
			}
		}
		for e := range g.entries {
			if e.Node == n.Ref {
				n.Entries = append(n.Entries, e)
			}
		}
		out = append(out, n)
	}
	return out, nil
}

func (g *referenceGraph) Acts(_ context.Context, demands []string) (map[string][]demand.Act, error) {
	out := map[string][]demand.Act{}
	for _, key := range demands {
		if acts := g.world.actsOn[key]; len(acts) > 0 {
			out[key] = acts
		}
	}
	return out, nil
}

func (g *referenceGraph) Shown(_ context.Context, demands []string) (map[string][]change.Shown, error) {
	out := map[string][]change.Shown{}
	for _, key := range demands {
		d := demand.Ref{Kind: demand.KindDemand, Key: key}
		for _, ref := range append(g.world.to(d, demand.HasTerm), d) {
			if articles := g.world.articlesOf(ref); len(articles) > 0 {
				out[key] = append(out[key], change.Shown{Node: ref, Articles: articles})
			}
		}
	}
	return out, nil
}

func (g *referenceGraph) PositionsAt(_ context.Context, events []string) ([]string, error) {
	return g.world.pointing(demand.At, demand.KindEvent, events), nil
}

func (g *referenceGraph) AnnotationsIn(_ context.Context, articles []string) ([]string, error) {
	return g.world.pointing(demand.InArticle, demand.KindArticle, articles), nil
}

func (g *referenceGraph) DemandsIn(_ context.Context, regions []string) ([]string, error) {
	var within []string
	for _, key := range regions {
		ref := demand.Ref{Kind: demand.KindRegion, Key: key}
		for r := range g.world.beyond(ref, demand.PartOf, true) {
			within = append(within, r.Key)
		}
		within = append(within, key)
	}
	return g.world.pointing(demand.Concerns, demand.KindRegion, within), nil
}
