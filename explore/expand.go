package explore

import (
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// queue is what one relation of a vertex leads to, in its order.
type queue struct {
	refs []demand.Ref
	// unseen is how many more there are by the kept count; where positions are left out it
	// is 1 for any number.
	unseen int
}

// expand gives the neighbours of vertices: of each relation the first, at most size. It
// costs one read for each kind of vertex, one of addressees, and one scan.
func (w *world) expand(from []demand.Ref, size int) (map[demand.Ref][]queue, error) {
	divided := byKind(from)
	nodes := map[demand.NodeKind]map[string]*query.Node{}
	demands := map[string]bool{} // whose positions are needed
	var near []string            // those of them that are next to actors
	for _, kind := range VertexKinds {
		if len(divided[kind]) == 0 {
			continue
		}
		t := w.tree(kind)
		for _, s := range w.stepsOf(kind) {
			l := t.list(s.relation, size)
			if s.relation.To == demand.KindDemand {
				l.Filter = w.counting()
			}
			l.Count = l.Filter == nil
		}
		var err error
		if nodes[kind], err = w.read(t, divided[kind]); err != nil {
			return nil, err
		}
	}
	if w.wants([]EdgeKind{Demanded, Responded, DemandedOf, RespondedTo}) {
		for _, key := range divided[demand.KindDemand] {
			demands[key] = true
		}
	}
	if actors := nodes[demand.KindActor]; len(actors) > 0 && w.wants(steps[demand.KindActor][0].edges) {
		for _, n := range actors {
			near = append(near, keysOf(&n.Lists[0])...)
		}
		slices.Sort(near)
		near = slices.Compact(near)
		for _, key := range near {
			demands[key] = true
		}
		if w.wants([]EdgeKind{AddressedTo, DemandedOf, RespondedTo}) {
			if err := w.readAddressees(near); err != nil {
				return nil, err
			}
		}
	}
	if err := w.fold(demands); err != nil {
		return nil, err
	}
	out := map[demand.Ref][]queue{}
	for _, ref := range from {
		if n := nodes[ref.Kind][ref.Key]; n != nil || len(w.stepsOf(ref.Kind)) == 0 {
			out[ref] = w.queues(ref, n)
		}
	}
	return out, nil
}

// queues are the neighbours of one vertex.
func (w *world) queues(ref demand.Ref, n *query.Node) []queue {
	var out []queue
	add := func(kind demand.NodeKind, keys []string, unseen int) {
		q := queue{unseen: unseen}
		seen := map[string]bool{}
		for _, key := range keys {
			if to := (demand.Ref{Kind: kind, Key: key}); !seen[key] && to != ref {
				seen[key] = true
				q.refs = append(q.refs, to)
			}
		}
		if len(q.refs)+q.unseen > 0 {
			out = append(out, q)
		}
	}
	if ref.Kind == demand.KindDemand && w.wants([]EdgeKind{Demanded, Responded}) {
		f := w.folds[ref.Key]
		add(demand.KindActor, slices.DeleteFunc(slices.Clone(f.newest), func(key string) bool {
			return !(w.has[Demanded] && f.holds(Demanded, key, ref.Key) || w.has[Responded] && f.holds(Responded, key, ref.Key))
		}), 0)
	}
	for i, s := range w.stepsOf(ref.Kind) {
		items := &n.Lists[i]
		keys, unseen := keysOf(items), 0
		switch {
		case items.HasNext && items.Total > int64(len(keys)):
			unseen = int(items.Total) - len(keys)
		case items.HasNext:
			unseen = 1
		}
		if ref.Kind != demand.KindActor || s.relation.To != demand.KindDemand {
			add(s.relation.To, keys, unseen)
			continue
		}
		if w.wants([]EdgeKind{Demanded, Responded, AddressedTo}) {
			add(demand.KindDemand, slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return !w.joins(ref.Key, key) }), unseen)
		}
		if w.wants([]EdgeKind{DemandedOf, RespondedTo}) {
			add(demand.KindActor, w.across(ref.Key, keys), min(unseen, 1))
		}
	}
	return out
}

// joins says that there is an edge between an actor and a demand.
func (w *world) joins(key, demanded string) bool {
	f := w.folds[demanded]
	return w.has[Demanded] && f.holds(Demanded, key, demanded) || w.has[Responded] && f.holds(Responded, key, demanded) ||
		w.has[AddressedTo] && slices.Contains(w.addressees[demanded], key)
}

// across are the actors on the other side of demands: those that they are addressed to, or
// that made them.
func (w *world) across(key string, demands []string) []string {
	var out []string
	for _, demanded := range demands {
		f := w.folds[demanded]
		makers := f.of(Demanded)
		if w.has[DemandedOf] {
			if f.holds(Demanded, key, demanded) {
				out = append(out, w.addressees[demanded]...)
			}
			if slices.Contains(w.addressees[demanded], key) {
				out = append(out, makers...)
			}
		}
		if w.has[RespondedTo] {
			if f.holds(Responded, key, demanded) {
				out = append(out, makers...)
			}
			if f.holds(Demanded, key, demanded) {
				out = append(out, f.of(Responded)...)
			}
		}
	}
	return out
}

// outward are the relations by which edges that documents assert are read: each from its
// source, of which there are few.
var outward = map[demand.NodeKind][]step{
	demand.KindActor:  {steps[demand.KindActor][1], steps[demand.KindActor][3]},
	demand.KindDemand: steps[demand.KindDemand],
	demand.KindRegion: {steps[demand.KindRegion][1]},
}

// edges are all edges between some vertices.
func (w *world) edges(vertices []demand.Ref) ([]*Edge, error) {
	out, shown, divided := edgeSet{}, map[demand.Ref]bool{}, byKind(vertices)
	for _, ref := range vertices {
		shown[ref] = true
	}
	if w.wants([]EdgeKind{Demanded, Responded}) {
		demands := map[string]bool{}
		for _, key := range divided[demand.KindDemand] {
			demands[key] = true
		}
		if err := w.fold(demands); err != nil {
			return nil, err
		}
		for key := range demands {
			for at, e := range w.folds[key].edges {
				if w.has[at.kind] && shown[at.source] {
					out[at] = e
				}
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(outward)) {
		if err := w.asserted(out, kind, divided); err != nil {
			return nil, err
		}
	}
	if err := w.actorEdges(out, shown); err != nil {
		return nil, err
	}
	return out.sorted(), nil
}

// asserted adds the edges that documents assert, from vertices of a kind to others that are shown.
func (w *world) asserted(out edgeSet, kind demand.NodeKind, shown map[demand.NodeKind][]string) error {
	t := w.tree(kind)
	var all []step
	for _, s := range outward[kind] {
		if !w.wants(s.edges) || len(shown[kind])*len(shown[s.relation.To]) == 0 {
			continue
		}
		all = append(all, s)
		l := t.list(s.relation, query.LookAhead)
		l.Order, l.Access.Sorted = query.Order{By: "key"}, false
		l.Filter = query.Compare{Prop: demand.Common[0], Op: query.In, Value: t.param(shown[s.relation.To]), Until: query.NoParam}
		l.EdgeLists = []query.EdgeList{{Prop: "annotationKeys", Rows: true, Page: t.page(query.LookAhead), Select: &query.Selection{Kind: demand.KindAnnotation,
			Ones: []query.One{{Relation: relationOf(demand.KindAnnotation, "article"), Select: &query.Selection{Kind: demand.KindArticle}}}}}}
	}
	nodes, err := w.read(t, shown[kind])
	if err != nil {
		return err
	}
	for key, n := range nodes {
		for i, s := range all {
			for _, item := range n.Lists[i].Items {
				e := out.at(s.edges[0], demand.Ref{Kind: kind, Key: key}, demand.Ref{Kind: item.Node.Kind, Key: item.Node.Key})
				for _, shows := range item.Lists[0].Items {
					e.shown(shows)
				}
			}
		}
	}
	return nil
}

// shown counts an annotation that shows the edge.
func (e *Edge) shown(item query.Item) {
	it := Item{item.Node.Key, item.Sort}
	if slices.Contains(e.Annotations, it) {
		return
	}
	e.Annotations = append(e.Annotations, it)
	if article := item.Node.Ones[0]; article != nil {
		e.told(article.Key)
	}
}
