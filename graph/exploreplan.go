package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/explore"
	"demandgraph/facts"
	"demandgraph/query"
)

// foundPaths is the answer of paths.
type foundPaths struct {
	paths []explore.Path
	more  bool
}

// edgePages are the pages below edges: cut when the edges are known, so that what they
// show is read with all else.
type edgePages struct{ pages []*edgePage }

type edgePage struct {
	page  *shownPage
	items func(*explore.Edge) []explore.Item
	cuts  map[*explore.Edge]*query.Items
}

func (p *edgePages) cut(edges []*explore.Edge) {
	for _, page := range p.pages {
		for _, e := range edges {
			if page.cuts[e] != nil {
				continue
			}
			kept := page.page.window.Keep()
			for _, item := range page.items(e) {
				kept.Add(facts.Keyed{Key: item.Key, Sort: item.Sort})
			}
			page.cuts[e] = page.page.items(kept)
		}
	}
}

// exploredPlan writes an answer that has edges.
type exploredPlan[T any] struct {
	object[T]
	edges *edgePages
}

// graphPlan gives the plan of a Graph, and sets in q what it asks for.
func (b *builder) graphPlan(s *shown, q *explore.GraphQuery, f graphql.CollectedField) (exploredPlan[*explore.Graph], error) {
	pages := &edgePages{}
	out, err := plan(b, f, "Graph", func(f graphql.CollectedField) (func(*writer, *explore.Graph), error) {
		switch f.Name {
		case "nodes":
			node, err := b.graphNode(s, q, f)
			return func(w *writer, g *explore.Graph) {
				writeList(w, g.Nodes, func(w *writer, n *explore.Node) { node.write(w, n) })
			}, err
		case "edges":
			edge, err := b.graphEdge(s, pages, f.Selections)
			return func(w *writer, g *explore.Graph) { writeEdges(w, g.Edges, edge) }, err
		case "truncated":
			return func(w *writer, g *explore.Graph) { w.bool(g.Truncated) }, nil
		case "omittedNodes":
			return func(w *writer, g *explore.Graph) { w.int(int64(g.OmittedNodes)) }, nil
		case "omittedEdges":
			return func(w *writer, g *explore.Graph) { w.int(int64(g.OmittedEdges)) }, nil
		}
		return nil, unanswered(f)
	})
	return exploredPlan[*explore.Graph]{out, pages}, err
}

func writeEdges(w *writer, edges []*explore.Edge, plan object[*explore.Edge]) {
	writeList(w, edges, func(w *writer, e **explore.Edge) { plan.write(w, *e) })
}

// graphNode gives the plan of a GraphNode.
func (b *builder) graphNode(s *shown, q *explore.GraphQuery, f graphql.CollectedField) (object[*explore.Node], error) {
	return plan(b, f, "GraphNode", func(f graphql.CollectedField) (func(*writer, *explore.Node), error) {
		switch f.Name {
		case "id":
			return func(w *writer, n *explore.Node) { w.string(demand.GlobalID(n.Kind, n.Key)) }, nil
		case "node":
			node, err := s.anyNode(f.Selections, explore.VertexKinds...)
			return func(w *writer, n *explore.Node) { node(w, n.Ref) }, err
		case "neighbourCounts":
			q.Neighbours = true
			count, err := b.neighbourCount(f)
			return func(w *writer, n *explore.Node) {
				writeList(w, n.Neighbours, func(w *writer, c *explore.Neighbours) { count.write(w, c) })
			}, err
		case "degree":
			return func(w *writer, n *explore.Node) { w.int(int64(n.Degree)) }, nil
		case "weightedDegree":
			return func(w *writer, n *explore.Node) { w.int(int64(n.Weighted)) }, nil
		case "betweenness":
			q.Betweenness = true
			return func(w *writer, n *explore.Node) { w.float(n.Betweenness) }, nil
		case "community":
			q.Communities = true
			return func(w *writer, n *explore.Node) { w.int(int64(n.Community)) }, nil
		}
		return nil, unanswered(f)
	})
}

func (b *builder) neighbourCount(f graphql.CollectedField) (object[*explore.Neighbours], error) {
	return plan(b, f, "GraphNeighbourCount", func(f graphql.CollectedField) (func(*writer, *explore.Neighbours), error) {
		switch f.Name {
		case "kind":
			return func(w *writer, c *explore.Neighbours) { w.string(vertexName(c.Kind)) }, nil
		case "count":
			return func(w *writer, c *explore.Neighbours) { w.int(int64(c.Count)) }, nil
		}
		return nil, unanswered(f)
	})
}

// graphEdge gives the plan of a GraphEdge.
func (b *builder) graphEdge(s *shown, pages *edgePages, set ast.SelectionSet) (object[*explore.Edge], error) {
	number := func(of func(*explore.Edge) int) (func(*writer, *explore.Edge), error) {
		return func(w *writer, e *explore.Edge) { w.int(int64(of(e))) }, nil
	}
	return planOf(b, set, "GraphEdge", func(f graphql.CollectedField) (func(*writer, *explore.Edge), error) {
		switch f.Name {
		case "id":
			return func(w *writer, e *explore.Edge) { w.string(e.ID()) }, nil
		case "source":
			return func(w *writer, e *explore.Edge) { w.string(demand.GlobalID(e.Source.Kind, e.Source.Key)) }, nil
		case "target":
			return func(w *writer, e *explore.Edge) { w.string(demand.GlobalID(e.Target.Kind, e.Target.Key)) }, nil
		case "kind":
			return func(w *writer, e *explore.Edge) { w.string(string(e.Kind)) }, nil
		case "positionCount":
			return number(func(e *explore.Edge) int { return len(e.Positions) })
		case "for":
			return number(func(e *explore.Edge) int { return e.For })
		case "against":
			return number(func(e *explore.Edge) int { return e.Against })
		case "neutral":
			return number(func(e *explore.Edge) int { return e.Neutral })
		case "articleCount":
			return number((*explore.Edge).Articles)
		case "firstDate":
			return func(w *writer, e *explore.Edge) { writeDay(w, e.First) }, nil
		case "lastDate":
			return func(w *writer, e *explore.Edge) { writeDay(w, e.Last) }, nil
		case "positions":
			return pages.add(s, demand.KindPosition, f, true, func(e *explore.Edge) []explore.Item { return e.Positions })
		case "evidence":
			return pages.add(s, demand.KindAnnotation, f, false, func(e *explore.Edge) []explore.Item { return e.Annotations })
		}
		return nil, unanswered(f)
	})
}

func writeDay(w *writer, d demand.Date) {
	if d.IsZero() {
		w.null()
		return
	}
	w.string(d.String())
}

// add adds a page below each edge.
func (p *edgePages) add(s *shown, kind demand.NodeKind, f graphql.CollectedField, desc bool, items func(*explore.Edge) []explore.Item) (func(*writer, *explore.Edge), error) {
	page, err := s.connection(kind, f, desc)
	if err != nil {
		return nil, err
	}
	own := &edgePage{page: page, items: items, cuts: map[*explore.Edge]*query.Items{}}
	p.pages = append(p.pages, own)
	return func(w *writer, e *explore.Edge) { page.write(w, own.cuts[e]) }, nil
}

// pathsPlan gives the plan of a GraphPaths.
func (b *builder) pathsPlan(s *shown, f graphql.CollectedField) (exploredPlan[*foundPaths], error) {
	pages := &edgePages{}
	out, err := plan(b, f, "GraphPaths", func(f graphql.CollectedField) (func(*writer, *foundPaths), error) {
		switch f.Name {
		case "truncated":
			return func(w *writer, found *foundPaths) { w.bool(found.more) }, nil
		case "paths":
			path, err := b.path(s, pages, f)
			return func(w *writer, found *foundPaths) {
				writeList(w, found.paths, func(w *writer, p *explore.Path) { path.write(w, p) })
			}, err
		}
		return nil, unanswered(f)
	})
	return exploredPlan[*foundPaths]{out, pages}, err
}

// path gives the plan of a GraphPath.
func (b *builder) path(s *shown, pages *edgePages, f graphql.CollectedField) (object[*explore.Path], error) {
	return plan(b, f, "GraphPath", func(f graphql.CollectedField) (func(*writer, *explore.Path), error) {
		switch f.Name {
		case "length":
			return func(w *writer, p *explore.Path) { w.int(int64(len(p.Edges))) }, nil
		case "nodes":
			node, err := s.anyNode(f.Selections, explore.VertexKinds...)
			return func(w *writer, p *explore.Path) {
				writeList(w, p.Nodes, func(w *writer, ref *demand.Ref) { node(w, *ref) })
			}, err
		case "edges":
			edge, err := b.graphEdge(s, pages, f.Selections)
			return func(w *writer, p *explore.Path) { writeEdges(w, p.Edges, edge) }, err
		}
		return nil, unanswered(f)
	})
}
