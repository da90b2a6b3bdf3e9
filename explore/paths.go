package explore

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/store"
)

// PathsQuery asks for the shortest paths between two vertices, along edges in either
// direction.
type PathsQuery struct {
	Which
	From, To  demand.Ref
	MaxLength int
	First     int               // at most this many paths
	Through   []demand.NodeKind // what may lie between; all kinds when nil
}

// Path is a walk from vertex to vertex: Edges[i] joins Nodes[i] and Nodes[i+1], in either
// direction; of several edges between the two the first by the order of EdgeKinds.
type Path struct {
	Nodes []demand.Ref
	Edges []*Edge
}

// PathsLimit is how many neighbours a search for paths looks at on each level, at most.
const PathsLimit = 10_000

// NewPaths gives the shortest paths in the order of their vertices by kind and key; more
// says that there are others of the same length. The search goes level by level from both
// ends, always from the end whose next level is the smaller by the kept counts.
func NewPaths(ctx context.Context, r Reader, q *PathsQuery) (paths []Path, more bool, err error) {
	w := newWorld(ctx, r, q.Which)
	ends, err := w.resolve(q.From, q.To)
	if err != nil {
		return nil, false, err
	}
	if len(ends) == 1 {
		return []Path{{Nodes: ends}}, false, nil
	}
	sides := [2]*side{newSide(ends[0]), newSide(ends[1])}
	met, err := w.search(q, ends, sides)
	if err != nil || len(met) == 0 {
		return nil, false, err
	}
	walks := walksThrough(ends, sides, met, q.First+1)
	if more = len(walks) > q.First; more {
		walks = walks[:q.First]
	}
	paths, err = w.paths(walks)
	return paths, more, err
}

// side is what a search has reached from one end.
type side struct {
	steps  map[demand.Ref]int          // from the end
	before map[demand.Ref][]demand.Ref // those one step nearer to the end
	level  []demand.Ref                // the furthest
	depth  int
}

func newSide(end demand.Ref) *side {
	return &side{steps: map[demand.Ref]int{end: 0}, before: map[demand.Ref][]demand.Ref{}, level: []demand.Ref{end}}
}

// search goes on until the sides meet, and gives the vertices where they do.
func (w *world) search(q *PathsQuery, ends []demand.Ref, sides [2]*side) (met []demand.Ref, err error) {
	for sides[0].depth+sides[1].depth < q.MaxLength {
		var costs [2]int
		for i, s := range sides {
			if len(s.level) == 0 {
				return nil, nil
			}
			if costs[i], err = w.cost(s.level); err != nil {
				return nil, err
			}
		}
		at := 0
		if costs[1] < costs[0] {
			at = 1
		}
		if costs[at] > PathsLimit {
			return nil, store.Errorf(store.TooCostly, "no path of length %d or less, and the next vertices have %d neighbours and positions from one end and %d from the other, more than the %d that may be looked at; "+
				"give a maxLength of %[1]d, narrow edges or through, or name another end", sides[0].depth+sides[1].depth, costs[0], costs[1], PathsLimit)
		}
		s, other := sides[at], sides[1-at]
		found, err := w.expand(s.level, PathsLimit)
		if err != nil {
			return nil, err
		}
		s.depth++
		var next []demand.Ref
		for _, from := range s.level {
			for _, queue := range found[from] {
				for _, to := range queue.refs {
					if !slices.Contains(ends, to) && q.Through != nil && !slices.Contains(q.Through, to.Kind) {
						continue
					}
					if _, seen := s.steps[to]; !seen {
						s.steps[to] = s.depth
						next = append(next, to)
					}
					if s.steps[to] == s.depth && !slices.Contains(s.before[to], from) {
						s.before[to] = append(s.before[to], from)
					}
				}
			}
		}
		s.level = next
		for _, ref := range next {
			if _, ok := other.steps[ref]; ok {
				met = append(met, ref)
			}
		}
		if len(met) > 0 {
			return met, nil
		}
	}
	return nil, nil
}

// cost bounds what is looked at around vertices: their neighbours, and the positions on
// demands among them, by kept counts where there are such.
func (w *world) cost(level []demand.Ref) (int, error) {
	total := 0
	for kind, keys := range byKind(level) {
		t := w.tree(kind)
		for _, s := range w.stepsOf(kind) {
			t.list(s.relation, 1).Count = true // as expand asks, so that stores compile it once
		}
		if kind == demand.KindDemand && w.wants([]EdgeKind{Demanded, Responded}) {
			t.list(relationOf(kind, "positions"), 0).Count = true
		}
		nodes, err := w.read(t, keys)
		if err != nil {
			return 0, err
		}
		for _, n := range nodes {
			for i := range n.Lists {
				total += int(n.Lists[i].Total)
			}
		}
	}
	return total, nil
}

// walksThrough lists walks from the first end to the second through the vertices where the
// sides met, at most limit of them, in the order of their vertices.
func walksThrough(ends []demand.Ref, sides [2]*side, met []demand.Ref, limit int) [][]demand.Ref {
	after := map[demand.Ref][]demand.Ref{} // towards the second end
	add := func(a, b demand.Ref) {
		if !slices.Contains(after[a], b) {
			after[a] = append(after[a], b)
		}
	}
	seen := map[demand.Ref]bool{}
	for todo := slices.Clone(met); len(todo) > 0; todo = todo[1:] {
		for _, a := range sides[0].before[todo[0]] {
			add(a, todo[0])
			if !seen[a] {
				seen[a] = true
				todo = append(todo, a)
			}
		}
	}
	clear(seen)
	for todo := slices.Clone(met); len(todo) > 0; todo = todo[1:] {
		for _, b := range sides[1].before[todo[0]] {
			add(todo[0], b)
			if !seen[b] {
				seen[b] = true
				todo = append(todo, b)
			}
		}
	}
	for _, next := range after {
		slices.SortFunc(next, compareRefs)
	}
	var out [][]demand.Ref
	var walk func(so []demand.Ref)
	walk = func(so []demand.Ref) {
		at := so[len(so)-1]
		if at == ends[1] {
			out = append(out, slices.Clone(so))
			return
		}
		for _, next := range after[at] {
			if len(out) == limit {
				return
			}
			walk(append(so, next))
		}
	}
	walk(ends[:1:1])
	return out
}

// paths finds the edges of walks.
func (w *world) paths(walks [][]demand.Ref) ([]Path, error) {
	var all []demand.Ref
	for _, walk := range walks {
		all = append(all, walk...)
	}
	slices.SortFunc(all, compareRefs)
	edges, err := w.edges(slices.Compact(all))
	if err != nil {
		return nil, err
	}
	first := map[[2]demand.Ref]*Edge{}
	for _, e := range edges {
		for _, at := range [][2]demand.Ref{{e.Source, e.Target}, {e.Target, e.Source}} {
			if first[at] == nil {
				first[at] = e
			}
		}
	}
	var out []Path
walks:
	for _, walk := range walks {
		p := Path{Nodes: walk}
		for j := range walk[1:] {
			e := first[[2]demand.Ref{walk[j], walk[j+1]}]
			if e == nil {
				continue walks // a write came between: the versions tell, and it is worked out anew
			}
			p.Edges = append(p.Edges, e)
		}
		out = append(out, p)
	}
	return out, nil
}
