package graph

import (
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/explore"
	"demandgraph/graph/handler/scalar"
)

// Bounds of graphs and paths.
const (
	maxSeeds  = 100
	maxGraph  = 1000
	maxDepth  = 5
	maxLength = 10
	maxPaths  = 100
)

// graph answers Query.graph.
func (b *builder) graph(f graphql.CollectedField, args map[string]any) (work, error) {
	q := &explore.GraphQuery{}
	var err error
	if q.Which, err = b.which(args); err != nil {
		return nil, err
	}
	seeds := graphql.CoerceList(args["seeds"])
	for i, given := range seeds {
		ref, err := seed(given)
		if err != nil {
			return nil, within("seeds", within("["+strconv.Itoa(i)+"]", err))
		}
		q.Seeds = append(q.Seeds, ref)
	}
	if q.Limit, err = intWithin(args, "limit", 1, maxGraph, 200); err != nil {
		return nil, err
	}
	if q.Depth, err = intWithin(args, "depth", 0, maxDepth, 1); err != nil {
		return nil, err
	}
	switch n := len(seeds); {
	case n < 1 || n > maxSeeds:
		return nil, within("seeds", bad("name 1 to %d seeds", maxSeeds))
	case n > q.Limit:
		return nil, within("seeds", bad("there are %d seeds and limit is %d: raise limit or name fewer", n, q.Limit))
	}
	s := b.shows()
	plan, err := b.graphPlan(s, q, f)
	return func(r *reading) (func(*writer), error) {
		g, err := explore.NewGraph(r, r, q)
		if err != nil {
			return nil, err
		}
		for _, n := range g.Nodes {
			s.want(n.Kind, n.Key)
		}
		plan.edges.cut(g.Edges)
		return func(w *writer) { plan.write(w, g) }, s.read(r)
	}, err
}

// paths answers Query.paths.
func (b *builder) paths(f graphql.CollectedField, args map[string]any) (work, error) {
	q := &explore.PathsQuery{}
	var err error
	if q.Which, err = b.which(args); err != nil {
		return nil, err
	}
	if q.From, err = seed(args["from"]); err != nil {
		return nil, within("from", err)
	}
	if q.To, err = seed(args["to"]); err != nil {
		return nil, within("to", err)
	}
	if q.MaxLength, err = intWithin(args, "maxLength", 1, maxLength, 6); err != nil {
		return nil, err
	}
	if q.First, err = intWithin(args, "first", 1, maxPaths, 10); err != nil {
		return nil, err
	}
	if args["through"] != nil {
		q.Through = []demand.NodeKind{}
		for _, name := range texts(args["through"]) {
			for _, kind := range explore.VertexKinds {
				if vertexName(kind) == name {
					q.Through = append(q.Through, kind)
				}
			}
		}
	}
	s := b.shows()
	plan, err := b.pathsPlan(s, f)
	return func(r *reading) (func(*writer), error) {
		paths, more, err := explore.NewPaths(r, r, q)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			for _, ref := range p.Nodes {
				s.want(ref.Kind, ref.Key)
			}
			plan.edges.cut(p.Edges)
		}
		return func(w *writer) { plan.write(w, &foundPaths{paths, more}) }, s.read(r)
	}, err
}

// which reads the arguments that say which edges there are.
func (b *builder) which(args map[string]any) (explore.Which, error) {
	counts := countingOf(args)
	which := explore.Which{Edges: explore.Usual, RollUp: counts.rollUp}
	if args["edges"] != nil {
		which.Edges = nil
		for _, name := range texts(args["edges"]) {
			which.Edges = append(which.Edges, explore.EdgeKind(name))
		}
		if len(which.Edges) == 0 {
			return which, within("edges", bad("name a kind of edge, or leave it out"))
		}
	}
	filter, _ := args["filter"].(map[string]any)
	asOf, _ := args["asOf"].(map[string]any)
	which.Narrowed = len(filter) > 0 || asOf != nil
	var err error
	which.Positions, err = b.positions(filter, asOf, counts)
	return which, err
}

// seed reads the input GraphSeed. Its @oneOf is checked here as well, as of AsOf.
func seed(v any) (demand.Ref, error) {
	given, _ := v.(map[string]any)
	var out []demand.Ref
	for _, kind := range explore.VertexKinds {
		name := strings.ToLower(string(kind))
		if key, ok := given[name].(string); ok {
			if key == "" {
				return demand.Ref{}, within(name, bad("name a key"))
			}
			out = append(out, demand.Ref{Kind: kind, Key: key})
		}
	}
	if id, ok := given["id"].(string); ok {
		kind, key, err := demand.ParseGlobalID(id)
		if err != nil {
			return demand.Ref{}, within("id", bad("%v; take one from the field id of a node", err))
		}
		if _, ok := vertexNames[kind]; !ok {
			return demand.Ref{}, within("id", bad("a graph has actors, demands, regions, topics and events, and no %s", kind))
		}
		out = append(out, demand.Ref{Kind: kind, Key: key})
	}
	if len(out) != 1 {
		return demand.Ref{}, bad("give exactly one of actor, demand, region, topic, event and id")
	}
	return out[0], nil
}

// vertexNames are the values of GraphVertexKind.
var vertexNames = func() map[demand.NodeKind]string {
	out := map[demand.NodeKind]string{}
	for _, kind := range explore.VertexKinds {
		out[kind] = strings.ToUpper(string(kind))
	}
	return out
}()

func vertexName(kind demand.NodeKind) string { return vertexNames[kind] }

// intWithin reads an argument that is a number between two.
func intWithin(args map[string]any, name string, min, max, usual int) (int, error) {
	v := args[name]
	if v == nil {
		return usual, nil
	}
	n, err := scalar.UnmarshalInt(v)
	switch {
	case err != nil:
		return 0, within(name, bad("%v", err))
	case n < min || n > max:
		return 0, within(name, bad("must be %d to %d", min, max))
	}
	return n, nil
}
