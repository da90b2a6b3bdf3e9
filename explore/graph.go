package explore

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// GraphQuery asks for what is around some vertices.
type GraphQuery struct {
	Which
	Seeds        []demand.Ref
	Depth, Limit int // the seeds are not more than Limit
	// What is worked out only where it is asked for.
	Neighbours, Betweenness, Communities bool
}

// Graph is a bounded graph: all edges between its vertices.
type Graph struct {
	Nodes     []Node // in the order in which they were found, seeds first
	Edges     []*Edge
	Truncated bool
	// OmittedNodes are neighbours within the depth that the limit left out: those of all that
	// was looked at, or of one relation with its kept count where that is more.
	OmittedNodes int
	OmittedEdges int // neighbours left out, once for each vertex that is next to them
}

// Node is a vertex of a bounded graph.
type Node struct {
	demand.Ref
	Neighbours       []Neighbours
	Degree, Weighted int
	Betweenness      float64
	Community        int
}

// Neighbours counts those of one kind.
type Neighbours struct {
	Kind  demand.NodeKind
	Count int
}

// looked is how many neighbours are looked at on one level, about.
const looked = 5000

// NewGraph reads what is around some vertices, level by level. From each vertex of a
// level, in their order, and each of its relations the first neighbour comes first, then
// the second of each, and so on until the limit is reached: demands by the day first made and
// actors of a demand by their last position, newest first, all else by key.
func NewGraph(ctx context.Context, r Reader, q *GraphQuery) (*Graph, error) {
	w := newWorld(ctx, r, q.Which)
	level, err := w.resolve(q.Seeds...)
	if err != nil {
		return nil, err
	}
	out := &Graph{}
	all, in := slices.Clone(level), map[demand.Ref]bool{}
	for _, ref := range all {
		in[ref] = true
	}
	for depth := 0; depth < q.Depth && len(level) > 0; depth++ {
		room := q.Limit - len(all)
		size := min(max(room, 20)+1, max(20, looked/len(level)))
		found, err := w.expand(level, size)
		if err != nil {
			return nil, err
		}
		var queues []queue
		for _, ref := range level {
			queues = append(queues, found[ref]...)
		}
		level = nil
		omitted := map[demand.Ref]bool{}
		for i, more := 0, true; more; i++ {
			more = false
			for _, q := range queues {
				if i >= len(q.refs) {
					continue
				}
				more = true
				ref := q.refs[i]
				switch {
				case in[ref]:
				case room > 0:
					in[ref] = true
					level = append(level, ref)
					room--
				default:
					omitted[ref] = true
				}
			}
		}
		all = append(all, level...)
		most := len(omitted)
		for _, q := range queues {
			missing := q.unseen
			for _, ref := range q.refs {
				if !in[ref] {
					missing++
				}
			}
			most = max(most, missing)
			out.OmittedEdges += missing
		}
		out.OmittedNodes += most
	}
	out.Truncated = out.OmittedNodes > 0
	if out.Edges, err = w.edges(all); err != nil {
		return nil, err
	}
	out.Nodes = make([]Node, len(all))
	for i, ref := range all {
		out.Nodes[i].Ref = ref
	}
	if q.Neighbours {
		if err := w.neighbours(out.Nodes); err != nil {
			return nil, err
		}
	}
	out.central(q)
	return out, nil
}

// neighbours counts the neighbours of vertices in the whole graph, of the usual kinds of
// edge, whoever says so and whenever: demands by kept counts, all else by what is there.
func (w *world) neighbours(nodes []Node) error {
	refs := make([]demand.Ref, len(nodes))
	for i := range nodes {
		refs[i] = nodes[i].Ref
	}
	divided := byKind(refs)
	usual := newWorld(w.Context, w.reader, Which{Edges: Usual, Positions: &facts.Where{}})
	takers, err := usual.takers(divided[demand.KindDemand])
	if err != nil {
		return err
	}
	read := map[demand.NodeKind]map[string]*query.Node{}
	for kind, keys := range divided {
		t := usual.tree(kind)
		for _, s := range usual.stepsOf(kind) {
			size := query.LookAhead
			if s.relation.To == demand.KindDemand {
				size = 1 // its count is kept
			}
			t.list(s.relation, size).Count = true // as expand asks, so that stores compile it once
		}
		if read[kind], err = usual.read(t, keys); err != nil {
			return err
		}
	}
	for i := range nodes {
		n := &nodes[i]
		near := map[demand.Ref]bool{}
		for key := range takers[n.Key] {
			if n.Kind == demand.KindDemand {
				near[actor(key)] = true
			}
		}
		counts := map[demand.NodeKind]int{}
		for j, s := range usual.stepsOf(n.Kind) {
			items := &read[n.Kind][n.Key].Lists[j]
			if s.relation.To == demand.KindDemand {
				counts[demand.KindDemand] = int(items.Total)
				continue
			}
			for _, key := range keysOf(items) {
				near[demand.Ref{Kind: s.relation.To, Key: key}] = true
			}
		}
		delete(near, n.Ref)
		for ref := range near {
			counts[ref.Kind]++
		}
		for _, kind := range VertexKinds {
			if counts[kind] > 0 {
				n.Neighbours = append(n.Neighbours, Neighbours{kind, counts[kind]})
			}
		}
	}
	return nil
}

// takers are the actors that took positions on demands, or for whom they were taken.
func (w *world) takers(demands []string) (out map[string]map[string]bool, err error) {
	if len(demands) == 0 {
		return nil, nil
	}
	_, err = facts.Positions(w, w.reader, w.Positions.OnDemands(demands), 0, func() func(*facts.Position) error {
		out = map[string]map[string]bool{}
		return func(p *facts.Position) error {
			if out[p.Demand] == nil {
				out[p.Demand] = map[string]bool{}
			}
			out[p.Demand][p.Taker], out[p.Demand][p.Principal(true)] = true, true
			return nil
		}
	})
	return out, err
}
