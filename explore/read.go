package explore

import (
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// relationOf is a relation of the tables.
func relationOf(kind demand.NodeKind, name string) *demand.Relation {
	r, _ := demand.RelationOf(kind, name)
	return r
}

// step says which kinds of edge a relation of a vertex stands for.
type step struct {
	relation *demand.Relation
	edges    []EdgeKind
}

// steps are the relations that lead from a vertex to others, besides positions.
var steps = map[demand.NodeKind][]step{
	demand.KindActor: {
		{relationOf(demand.KindActor, "demands"), []EdgeKind{Demanded, Responded, AddressedTo, DemandedOf, RespondedTo}},
		{relationOf(demand.KindActor, "affiliations"), []EdgeKind{AffiliatedWith}},
		{relationOf(demand.KindActor, "affiliates"), []EdgeKind{AffiliatedWith}},
		{relationOf(demand.KindActor, "events"), []EdgeKind{TookPartIn}},
	},
	demand.KindDemand: {
		{relationOf(demand.KindDemand, "addressees"), []EdgeKind{AddressedTo}},
		{relationOf(demand.KindDemand, "regions"), []EdgeKind{Concerns}},
		{relationOf(demand.KindDemand, "topics"), []EdgeKind{Concerns}},
	},
	demand.KindRegion: {
		{relationOf(demand.KindRegion, "demandsConcerning"), []EdgeKind{Concerns}},
		{relationOf(demand.KindRegion, "parents"), []EdgeKind{PartOf}},
		{relationOf(demand.KindRegion, "children"), []EdgeKind{PartOf}},
	},
	demand.KindTopic: {{relationOf(demand.KindTopic, "demands"), []EdgeKind{Concerns}}},
	demand.KindEvent: {{relationOf(demand.KindEvent, "participants"), []EdgeKind{TookPartIn}}},
}

// wants says that one of some kinds of edge is wanted.
func (w *world) wants(kinds []EdgeKind) bool {
	return slices.ContainsFunc(kinds, func(k EdgeKind) bool { return w.has[k] })
}

// stepsOf are the relations of a kind of vertex that lead along edges that are wanted.
func (w *world) stepsOf(kind demand.NodeKind) []step {
	var out []step
	for _, s := range steps[kind] {
		if w.wants(s.edges) {
			out = append(out, s)
		}
	}
	return out
}

// tree is a read of nodes of a kind by key, with lists below each.
type tree struct {
	q   query.Query
	sel *query.Selection
}

// tree begins a read. With conditions its values are those of the positions that count.
func (w *world) tree(kind demand.NodeKind) *tree {
	return &tree{q: query.Query{Params: slices.Clone(w.Positions.Params), Events: w.Positions.Events}, sel: &query.Selection{Kind: kind}}
}

func (t *tree) param(v any) query.Param {
	t.q.Params = append(t.q.Params, v)
	return query.Param(len(t.q.Params) - 1)
}

func (t *tree) page(size int) query.Page {
	return query.Page{Size: t.param(int64(size)), After: query.NoParam, Before: query.NoParam}
}

// list is a list below each node: its first, in the order of its relation.
func (t *tree) list(r *demand.Relation, size int) *query.List {
	l := query.List{Kind: r.To, Relation: r, Access: query.Everything, Order: query.Order{By: "key"}, Page: t.page(size),
		Select: &query.Selection{Kind: r.To}, Rows: size > 0}
	if r.List != "" { // kept, newest first
		l.Order, l.Access.Sorted = query.Order{By: demand.SortName, Desc: true}, true
	}
	t.sel.Lists = append(t.sel.Lists, l)
	return &t.sel.Lists[len(t.sel.Lists)-1]
}

// read gives the nodes by key.
func (w *world) read(t *tree, keys []string) (map[string]*query.Node, error) {
	out := map[string]*query.Node{}
	if len(t.sel.Lists) == 0 {
		return out, nil
	}
	for part := range slices.Chunk(keys, query.LookAhead) {
		q := t.q
		q.Params = append(slices.Clone(q.Params), part, int64(len(part)))
		l := &query.List{Kind: t.sel.Kind, Access: query.Everything, Order: query.Order{By: "key"}, Select: t.sel, Rows: true, Plain: true,
			Page: query.Page{Size: query.Param(len(q.Params) - 1), After: query.NoParam, Before: query.NoParam}}
		l.Access.Keys = query.Param(len(q.Params) - 2)
		q.List = l
		answer, err := w.reader.Read(w, &q)
		if err != nil {
			return nil, err
		}
		for _, item := range answer.Page.Items {
			out[item.Node.Key] = item.Node
		}
	}
	return out, nil
}

// counting holds for demands that a position which counts is on; nil where all are meant.
func (w *world) counting() query.Filter {
	if !w.Narrowed {
		return nil
	}
	var all query.And
	for _, c := range w.Positions.Conditions {
		all = append(all, c.Filter)
	}
	return query.Has{Relation: relationOf(demand.KindDemand, "positions"), Node: all}
}

// readAddressees reads whom demands are addressed to.
func (w *world) readAddressees(demands []string) error {
	var keys []string
	for _, key := range demands {
		if _, known := w.addressees[key]; !known {
			keys = append(keys, key)
		}
	}
	t := w.tree(demand.KindDemand)
	t.list(relationOf(demand.KindDemand, "addressees"), query.LookAhead)
	nodes, err := w.read(t, keys)
	for key, n := range nodes {
		w.addressees[key] = keysOf(&n.Lists[0])
	}
	return err
}

func keysOf(items *query.Items) []string {
	out := make([]string, len(items.Items))
	for i, item := range items.Items {
		out[i] = item.Node.Key
	}
	return out
}

// byKind divides vertices, each kind in the order given.
func byKind(refs []demand.Ref) map[demand.NodeKind][]string {
	out := map[demand.NodeKind][]string{}
	for _, ref := range refs {
		out[ref.Kind] = append(out[ref.Kind], ref.Key)
	}
	return out
}

// resolve finds the nodes that are named, by the keys that they have now.
func (w *world) resolve(refs ...demand.Ref) ([]demand.Ref, error) {
	q := &query.Query{Lookup: &query.Lookup{}}
	for i, ref := range refs {
		q.Lookup.Refs = append(q.Lookup.Refs, query.LookupRef{Kind: ref.Kind, Key: query.Param(i)})
		q.Params = append(q.Params, ref.Key)
		if q.Lookup.Select(ref.Kind) == nil {
			q.Lookup.Selects = append(q.Lookup.Selects, &query.Selection{Kind: ref.Kind})
		}
	}
	answer, err := w.reader.Read(w, q)
	if err != nil {
		return nil, err
	}
	var out []demand.Ref
	for i, item := range answer.Page.Items {
		if item.Node == nil {
			return nil, store.Errorf(store.NotFound, "no %s with the key %q", refs[i].Kind, refs[i].Key)
		}
		ref := demand.Ref{Kind: item.Node.Kind, Key: item.Node.Key}
		if ref.Kind == demand.KindActor {
			w.asked[ref.Key] = true
		}
		if !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out, nil
}
