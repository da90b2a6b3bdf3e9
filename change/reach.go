package change

import (
	"maps"
	"slices"

	"demandgraph/demand"
)

// reach finds the nodes that are not described anew but have something derived
// from one that is, and reads what deriving needs.
func (p *planner) reach() error {
	if err := p.reachPositions(); err != nil {
		return err
	}
	if err := p.reachAnnotations(); err != nil {
		return err
	}
	touched, err := p.touchedDemands()
	if err != nil {
		return err
	}
	if err := p.reachDemands(touched); err != nil {
		return err
	}
	return p.loadImport()
}

// reachPositions revises the positions at events whose days change, and reads
// the events of all positions that change.
func (p *planner) reachPositions() error {
	var moved []string
	for _, ref := range p.touched {
		was, now := p.old[ref], p.new[ref]
		if ref.Kind == demand.KindEvent && was != nil && now != nil && EventFirst(was) != EventFirst(now) {
			moved = append(moved, ref.Key)
		}
	}
	keys, err := p.g.PositionsAt(p.ctx, moved)
	if err != nil {
		return err
	}
	if err := p.load(refs(demand.KindPosition, keys)); err != nil {
		return err
	}
	for _, ref := range refs(demand.KindPosition, keys) {
		p.revise(ref)
	}
	return p.load(p.others(demand.KindPosition, demand.At))
}

// reachAnnotations revises the annotations of articles whose day of publication
// changes, and reads the articles of all annotations that change.
func (p *planner) reachAnnotations() error {
	var moved []string
	for _, ref := range p.touched {
		was, now := p.old[ref], p.new[ref]
		if ref.Kind == demand.KindArticle && was != nil && now != nil && was.Props["publishedAt"] != now.Props["publishedAt"] {
			moved = append(moved, ref.Key)
		}
	}
	keys, err := p.g.AnnotationsIn(p.ctx, moved)
	if err != nil {
		return err
	}
	if err := p.load(refs(demand.KindAnnotation, keys)); err != nil {
		return err
	}
	for _, ref := range refs(demand.KindAnnotation, keys) {
		p.revise(ref)
	}
	return p.load(p.others(demand.KindAnnotation, demand.InArticle))
}

// others are the nodes at the other end of an edge of all changing nodes of a kind.
func (p *planner) others(of demand.NodeKind, kind demand.EdgeKind) []demand.Ref {
	found := map[demand.Ref]bool{}
	for ref, n := range p.new {
		if ref.Kind == of && n != nil {
			for _, to := range ends(n, kind) {
				found[to] = true
			}
		}
	}
	return sortedRefs(found)
}

// ends are the other ends of a node's edges of a kind.
func ends(n *Node, kind demand.EdgeKind) []demand.Ref {
	if n == nil {
		return nil
	}
	var out []demand.Ref
	for _, e := range n.Edges {
		if e.Kind == kind {
			out = append(out, other(n.Ref, e))
		}
	}
	return out
}

// touchedDemands are the demands that change, whose positions or terms change,
// or that concern a region whose parents change.
func (p *planner) touchedDemands() ([]demand.Ref, error) {
	touched := map[demand.Ref]bool{}
	var moved []string
	for ref, now := range p.new {
		was := p.old[ref]
		switch ref.Kind {
		case demand.KindDemand:
			touched[ref] = true
		case demand.KindPosition, demand.KindTerm:
			kind := demand.On
			if ref.Kind == demand.KindTerm {
				kind = demand.HasTerm
			}
			for _, d := range append(ends(was, kind), ends(now, kind)...) {
				touched[d] = true
			}
		case demand.KindRegion:
			if was != nil && !slices.Equal(parents(was), parents(now)) {
				moved = append(moved, ref.Key)
			}
		}
	}
	slices.Sort(moved)
	keys, err := p.g.DemandsIn(p.ctx, moved)
	if err != nil {
		return nil, err
	}
	for _, ref := range refs(demand.KindDemand, keys) {
		touched[ref] = true
	}
	return sortedRefs(touched), nil
}

// reachDemands revises demands, and reads their positions and their regions.
func (p *planner) reachDemands(touched []demand.Ref) error {
	if err := p.load(touched); err != nil {
		return err
	}
	var stored []string
	regions := map[demand.Ref]bool{}
	for _, ref := range touched {
		if p.old[ref] != nil {
			stored = append(stored, ref.Key)
		}
		for _, to := range ends(p.revise(ref), demand.Concerns) {
			if to.Kind == demand.KindRegion {
				regions[to] = true
			}
		}
	}
	if err := p.loadAncestors(sortedRefs(regions)); err != nil {
		return err
	}
	acts, err := p.g.Acts(p.ctx, stored)
	if err != nil {
		return err
	}
	p.overlayActs(acts)
	return p.overlayShown(stored)
}

// overlayActs puts the positions that change over those stored.
func (p *planner) overlayActs(stored map[string][]demand.Act) {
	articles := map[string][]string{}
	p.acts = map[string][]demand.Act{}
	for _, of := range slices.Sorted(maps.Keys(stored)) {
		for _, a := range stored[of] {
			if _, changes := p.new[demand.Ref{Kind: demand.KindPosition, Key: a.Key}]; changes {
				articles[a.Key] = a.Articles
				continue
			}
			p.acts[of] = append(p.acts[of], a)
		}
	}
	for _, ref := range sortedRefs(p.new) {
		n := p.new[ref]
		if ref.Kind != demand.KindPosition || n == nil {
			continue
		}
		told, folded := p.articles[ref]
		if !folded {
			told = articles[ref.Key]
		}
		first := ""
		for _, event := range ends(n, demand.At) {
			if e := p.node(event); e != nil {
				first = EventFirst(e)
			}
		}
		a := ActOf(n, first, told)
		p.acts[a.Demand] = append(p.acts[a.Demand], a)
	}
}

// overlayShown finds the articles that are evidence for demands and their terms.
func (p *planner) overlayShown(stored []string) error {
	found, err := p.g.Shown(p.ctx, stored)
	if err != nil {
		return err
	}
	p.shown = map[string][]string{}
	for of, all := range found {
		for _, s := range all {
			_, folded := p.articles[s.Node]
			n, changes := p.new[s.Node]
			if gone := changes && n == nil; !folded && !gone {
				p.shown[of] = append(p.shown[of], s.Articles...)
			}
		}
	}
	for ref, articles := range p.articles {
		switch ref.Kind {
		case demand.KindDemand:
			p.shown[ref.Key] = append(p.shown[ref.Key], articles...)
		case demand.KindTerm:
			for _, of := range ends(p.new[ref], demand.HasTerm) {
				p.shown[of.Key] = append(p.shown[of.Key], articles...)
			}
		}
	}
	return nil
}

func refs(kind demand.NodeKind, keys []string) []demand.Ref {
	out := make([]demand.Ref, len(keys))
	for i, key := range keys {
		out[i] = demand.Ref{Kind: kind, Key: key}
	}
	return out
}
