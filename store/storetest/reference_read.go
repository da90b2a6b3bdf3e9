package storetest

import (
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
)

// reader answers one query from a world.
type reader struct {
	*world
	params []any
	costly bool
}

func (r *reader) text(p query.Param) string { s, _ := r.params[p].(string); return s }

// texts are the values of a parameter that may be one or several.
func (r *reader) texts(p query.Param) []string {
	if all, ok := r.params[p].([]string); ok {
		return all
	}
	return []string{r.text(p)}
}

func (r *reader) lookup(l *query.Lookup) query.Items {
	var out query.Items
	for _, at := range l.Refs {
		ref := demand.Ref{Kind: at.Kind, Key: r.text(at.Key)}
		var item query.Item
		if r.nodes[ref] != nil {
			item.Node = r.node(ref, l.Select(at.Kind))
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (r *reader) node(ref demand.Ref, s *query.Selection) *query.Node {
	if s == nil {
		s = &query.Selection{Kind: ref.Kind}
	}
	n := &query.Node{Kind: ref.Kind, Key: ref.Key}
	for _, p := range s.Props {
		n.Values = append(n.Values, r.value(ref, p.Name))
	}
	for _, o := range s.Ones {
		var one *query.Node
		for _, c := range r.related(ref, o.Relation) {
			one = r.node(c.ref, o.Select)
		}
		n.Ones = append(n.Ones, one)
	}
	for i := range s.Lists {
		n.Lists = append(n.Lists, r.list(&s.Lists[i], ref))
	}
	for _, l := range s.Ledgers {
		rows := query.LedgerRows{Entries: demand.LedgerOf(r.heard(r.actsOn[ref.Key], l.Filter), nil)}
		for _, a := range r.to(ref, demand.AddressedTo) {
			rows.Addressees = append(rows.Addressees, a.Key)
		}
		n.Ledgers = append(n.Ledgers, rows)
	}
	for _, st := range s.Stances {
		n.Stances = append(n.Stances, r.stances(&st, ref))
	}
	return n
}

// heard are the acts that a filter over positions keeps, counted whoever's word they are on.
func (r *reader) heard(acts []demand.Act, f query.Filter) []demand.Act {
	var out []demand.Act
	for _, a := range acts {
		if r.holds(f, demand.Ref{Kind: demand.KindPosition, Key: a.Key}) {
			a.AccordingTo = ""
			out = append(out, a)
		}
	}
	return out
}

func (r *reader) stances(s *query.Stances, on demand.Ref) query.Items {
	acts, actor := r.actsOn[on.Key], ""
	switch {
	case on.Kind == demand.KindActor:
		acts, actor = r.actsOn[r.text(s.Demand)], on.Key
	case s.Actor != query.NoParam:
		actor = r.text(s.Actor)
	}
	acts = r.heard(acts, s.Filter)
	all := demand.StancesOf(acts, nil)
	if actor != "" {
		all = nil
		if st, ok := demand.StanceOf(acts, actor, nil); ok {
			all = append(all, st)
		}
	}
	var items []query.Item
	for _, st := range all {
		item := query.Item{Sort: st.Actor, Stance: &query.Stance{Kind: st.Kind}}
		if s.Principal != nil {
			item.Stance.Principal = r.node(demand.Ref{Kind: demand.KindActor, Key: st.Actor}, s.Principal)
		}
		if s.Position != nil {
			item.Stance.Position = r.node(demand.Ref{Kind: demand.KindPosition, Key: st.Position}, s.Position)
		}
		items = append(items, item)
	}
	out := r.page(items, strings.Compare, s.Page, true, true)
	if s.Count {
		out.Total = int64(len(items))
	}
	return out
}

// candidate is a node that a list may hold, with the edge that leads to it.
type candidate struct {
	ref  demand.Ref
	edge *change.Edge
	sort string
}

// related are the nodes that a relation leads to, once for each edge.
func (r *reader) related(from demand.Ref, rel *demand.Relation) (all []candidate) {
	if rel.Edge == "" {
		for _, e := range r.lists[rel.List+from.Key] {
			all = append(all, candidate{ref: e.Node})
		}
		return all
	}
	if rel.Transitive {
		for ref := range r.beyond(from, rel.Edge, rel.Incoming) {
			all = append(all, candidate{ref: ref})
		}
		return all
	}
	edges := r.out[from]
	if rel.Incoming {
		edges = r.in[from]
	}
	for _, e := range edges {
		to := e.To
		if rel.Incoming {
			to = e.From
		}
		if e.Kind == rel.Edge && to.Kind == rel.To {
			all = append(all, candidate{ref: to, edge: &e})
		}
	}
	return all
}

// reached are the nodes that a root list may hold.
func (r *reader) reached(l *query.List) (all []candidate) {
	a := l.Access
	switch {
	case a.Keys != query.NoParam || a.Prop != nil:
		name, wanted := "key", a.Keys
		if a.Prop != nil {
			name, wanted = a.Prop.Name, a.Values
		}
		for ref := range r.nodes {
			if v, _ := r.value(ref, name).(string); ref.Kind == l.Kind && v != "" && slices.Contains(r.texts(wanted), v) {
				all = append(all, candidate{ref: ref})
			}
		}
	case a.Inside != nil:
		for ref := range r.nodes {
			if ref.Kind == l.Kind && r.holds(*a.Inside, ref) {
				all = append(all, candidate{ref: ref})
			}
		}
	case len(a.Lists) > 0:
		var best []string
		for _, set := range a.Lists {
			if names := r.names(set); best == nil || r.size(names) < r.size(best) {
				best = names
			}
		}
		seen := map[demand.Ref]bool{}
		for _, name := range best {
			for _, e := range r.lists[name] {
				if !seen[e.Node] {
					seen[e.Node] = true
					all = append(all, candidate{ref: e.Node})
				}
			}
		}
	default:
		for ref := range r.nodes {
			if ref.Kind == l.Kind {
				all = append(all, candidate{ref: ref})
			}
		}
	}
	return all
}

func (r *reader) names(set query.ListSet) []string {
	if set.Inside != nil {
		names := []string{}
		for ref := range r.nodes {
			if ref.Kind == demand.KindRegion && r.holds(*set.Inside, ref) {
				names = append(names, set.Prefix+ref.Key)
			}
		}
		return names
	}
	if set.Key == query.NoParam {
		return []string{set.Prefix}
	}
	var names []string
	for _, key := range r.texts(set.Key) {
		if set.Pair != query.NoParam {
			key += ">" + r.text(set.Pair)
		}
		names = append(names, set.Prefix+key)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (r *reader) size(names []string) (n int) {
	for _, name := range names {
		n += len(r.lists[name])
	}
	return n
}
