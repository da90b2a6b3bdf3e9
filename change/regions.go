package change

import (
	"slices"
	"strings"

	"demandgraph/demand"
)

// cycles refuses regions that would be part of themselves.
func (p *planner) cycles() error {
	var moved []demand.Ref
	for _, ref := range p.touched {
		if ref.Kind == demand.KindRegion && !slices.Equal(parents(p.old[ref]), parents(p.new[ref])) {
			moved = append(moved, ref)
		}
	}
	if err := p.loadAncestors(moved); err != nil {
		return err
	}
	for _, ref := range moved {
		way := p.wayBack(ref)
		if way == nil {
			continue
		}
		message := "it would be part of itself: " + strings.Join(way, " → ")
		for _, d := range p.docs {
			for _, c := range d.claims {
				if c.Subject == ref && len(c.body.Edges) > 0 {
					p.problems = append(p.problems, Problem{Document: d.doc, Line: c.line, Subject: ref, Message: message})
				}
			}
		}
	}
	if len(p.problems) > 0 {
		return &Invalid{p.problems}
	}
	return nil
}

// wayBack is a way from a region over its parents back to it, or nil.
func (p *planner) wayBack(ref demand.Ref) []string {
	from := map[demand.Ref]demand.Ref{}
	for level := []demand.Ref{ref}; len(level) > 0; {
		var next []demand.Ref
		for _, r := range level {
			for _, parent := range parents(p.node(r)) {
				if parent == ref {
					way := []string{ref.Key}
					for at := r; at != ref; at = from[at] {
						way = append(way, at.Key)
					}
					way = append(way, ref.Key)
					slices.Reverse(way)
					return way
				}
				if _, seen := from[parent]; !seen {
					from[parent] = r
					next = append(next, parent)
				}
			}
		}
		level = next
	}
	return nil
}

// loadAncestors reads regions and all that they are part of.
func (p *planner) loadAncestors(regions []demand.Ref) error {
	seen := map[demand.Ref]bool{}
	for level := regions; len(level) > 0; {
		if err := p.load(level); err != nil {
			return err
		}
		var next []demand.Ref
		for _, r := range level {
			for _, parent := range parents(p.node(r)) {
				if !seen[parent] {
					seen[parent] = true
					next = append(next, parent)
				}
			}
		}
		level = next
	}
	return nil
}

// withAncestors are the keys of regions and of all that they are part of.
func withAncestors(regions []demand.Ref, node func(demand.Ref) *Node) []string {
	seen := map[demand.Ref]bool{}
	var keys []string
	for len(regions) > 0 {
		var next []demand.Ref
		for _, r := range regions {
			if !seen[r] {
				seen[r] = true
				keys = append(keys, r.Key)
				next = append(next, parents(node(r))...)
			}
		}
		regions = next
	}
	return keys
}

func parents(n *Node) []demand.Ref {
	if n == nil {
		return nil
	}
	var out []demand.Ref
	for _, e := range n.Edges {
		if e.Kind == demand.PartOf && e.From == n.Ref {
			out = append(out, e.To)
		}
	}
	return out
}
