package change

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"demandgraph/demand"
)

func (f *folder) collectEdges() {
	for _, c := range f.claims {
		for _, e := range c.Edges {
			kind, ok := demand.EdgeOf(e.Kind)
			if !ok {
				continue
			}
			edge := Edge{Kind: e.Kind, From: f.node.Ref, To: e.Other, Props: map[string]any{}}
			if kind.Incoming {
				edge.From, edge.To = edge.To, edge.From
			}
			for _, p := range kind.Props {
				if v, ok := e.Props[p.Name]; ok {
					edge.Props[p.Name] = typed(p, v)
				}
			}
			f.joinEdge(kind, foldedEdge{edge, c.id, e.Annotations, c.imports})
		}
	}
	f.single()
}

func (f *folder) joinEdge(kind *demand.Edge, e foldedEdge) {
	id := edgeID(e.Edge)
	have, ok := f.edges[id]
	if !ok {
		f.edges[id] = &e
		return
	}
	have.annotations = append(have.annotations, e.annotations...)
	have.imports = append(have.imports, e.imports...)
	for _, p := range kind.Props {
		v, ok := e.Props[p.Name]
		old := have.Props[p.Name]
		switch {
		case !ok || v == old:
		case old == nil:
			have.Props[p.Name] = v
		case p.Name == "certainty":
			if demand.Certainty(v.(string)).Strength() > demand.Certainty(old.(string)).Strength() {
				have.Props[p.Name] = v
			}
		case p.Name == "note":
			have.Props[p.Name] = min(old.(string), v.(string))
		default:
			f.conflicts = append(f.conflicts, conflict{have.claim, e.claim,
				fmt.Sprintf("%s of %s %s", p.Name, e.Kind, other(f.node.Ref, e.Edge)), shown(old), shown(v)})
		}
	}
}

// single checks that of an edge that a node has once there is one.
func (f *folder) single() {
	first := map[demand.EdgeKind]*foldedEdge{}
	for _, id := range slices.Sorted(maps.Keys(f.edges)) {
		e := f.edges[id]
		kind, _ := demand.EdgeOf(e.Kind)
		if !kind.Single {
			continue
		}
		if had := first[e.Kind]; had != nil {
			f.conflicts = append(f.conflicts, conflict{had.claim, e.claim, string(e.Kind),
				other(f.node.Ref, had.Edge).String(), other(f.node.Ref, e.Edge).String()})
			continue
		}
		first[e.Kind] = e
	}
}

func other(owner demand.Ref, e Edge) demand.Ref {
	if e.From == owner {
		return e.To
	}
	return e.From
}

// edgeID tells edges apart: kind, ends and the properties that are its identity.
func edgeID(e Edge) string {
	kind, _ := demand.EdgeOf(e.Kind)
	id := string(e.Kind) + "\x00" + e.From.String() + "\x00" + e.To.String()
	for _, name := range kind.Identity {
		id += "\x00" + fmt.Sprint(cmp.Or(e.Props[name], any("")))
	}
	return id
}

// finish adds the imports and puts the edges into the order of their ids.
func (f *folder) finish() {
	for key := range f.imports {
		e := Edge{Kind: demand.ImportedBy, From: f.node.Ref, To: demand.Ref{Kind: demand.KindImport, Key: key}, Props: map[string]any{}}
		if !f.toldByImport(key) {
			f.edges[edgeID(e)] = &foldedEdge{Edge: e}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.edges)) {
		e := f.edges[id]
		if kind, _ := demand.EdgeOf(e.Kind); kind.Asserted {
			e.Props["annotationKeys"] = set(e.annotations)
			e.Props["importKeys"] = set(e.imports)
		}
		f.node.Edges = append(f.node.Edges, e.Edge)
	}
}

// toldByImport says whether an import itself tells of the node, so that its edge is there.
func (f *folder) toldByImport(key string) bool {
	for _, e := range f.edges {
		if e.Kind == demand.ImportedBy && e.To.Key == key && e.Props["telling"] != nil {
			return true
		}
	}
	return false
}

func set(all []string) []string {
	out := append([]string{}, all...)
	slices.Sort(out)
	return slices.Compact(out)
}
