package storetest

import (
	"cmp"
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

func (r *reader) list(l *query.List, from demand.Ref) query.Items {
	var all []candidate
	if l.Relation == nil {
		all = r.reached(l)
	} else {
		all = r.related(from, l.Relation)
	}
	for i := range all {
		all[i].sort = r.sortOf(l, all[i])
	}
	order := comparer(l)
	slices.SortFunc(all, func(a, b candidate) int { return order(a.sort, b.sort) })
	sorted := l.Access.Sorted
	if l.Relation != nil {
		sorted = l.Relation.List != "" && l.Order.By == demand.SortName
	}
	r.look(l, all, sorted)
	var kept []query.Item
	var at []candidate
	for _, c := range all {
		if r.holds(l.Filter, c.ref) {
			kept, at = append(kept, query.Item{Sort: c.sort}), append(at, c)
		}
	}
	out := r.page(kept, order, l.Page, l.Rows, l.Previous)
	for i := range out.Items {
		c := at[slices.IndexFunc(kept, func(k query.Item) bool { return k.Sort == out.Items[i].Sort })]
		out.Items[i].Node = r.node(c.ref, l.Select)
		r.edge(&out.Items[i], l, c)
	}
	if l.Count {
		out.Total = int64(len(kept))
	}
	return out
}

// look finds out whether a list would be looked through further than it may.
func (r *reader) look(l *query.List, all []candidate, sorted bool) {
	if l.Access.Keys != query.NoParam && l.Relation == nil || len(all) <= query.LookAhead {
		return
	}
	switch {
	case l.Rows && !sorted, l.Count && l.Filter != nil:
		r.costly = true
	case l.Rows && l.Filter != nil:
		kept := 0
		for _, c := range all[:query.LookAhead] { // of first pages only, which suffices
			if r.holds(l.Filter, c.ref) {
				kept++
			}
		}
		size, _ := r.params[l.Page.Size].(int64)
		r.costly = r.costly || kept <= int(size)
	}
}

// edge fills in what is asked of the edge that led to an item.
func (r *reader) edge(item *query.Item, l *query.List, c candidate) {
	for _, p := range l.EdgeProps {
		item.Edge = append(item.Edge, c.edge.Props[p.Name])
	}
	for _, e := range l.EdgeLists {
		keys, _ := c.edge.Props[e.Prop].([]string)
		kind := demand.KindAnnotation
		if e.Prop == "importKeys" {
			kind = demand.KindImport
		}
		var items []query.Item
		refs := map[string]demand.Ref{}
		for _, key := range keys {
			ref := demand.Ref{Kind: kind, Key: key}
			sort, ok := r.value(ref, demand.SortName).(string)
			if !ok {
				sort = key
			}
			refs[sort] = ref
			items = append(items, query.Item{Sort: sort})
		}
		slices.SortFunc(items, func(a, b query.Item) int { return cmp.Compare(a.Sort, b.Sort) })
		page := r.page(items, strings.Compare, e.Page, e.Rows, false)
		for i := range page.Items {
			page.Items[i].Node = r.node(refs[page.Items[i].Sort], e.Select)
		}
		if e.Count {
			page.Total = int64(len(items))
		}
		item.Lists = append(item.Lists, page)
	}
}

// sortOf is the text by which an item is ordered and paged.
func (r *reader) sortOf(l *query.List, c candidate) string {
	sort := c.ref.Key
	k, _ := demand.KindOf(l.Kind)
	p, _ := k.Prop(l.Order.By)
	text, _ := r.value(c.ref, l.Order.By).(string)
	if p.Type == demand.Day {
		text = r.date(c.ref, p.Name).First()
		if d, ok := r.derived[c.ref][p.Name].(string); ok {
			text = demand.MustParseDate(d).First()
		}
	}
	switch {
	case l.Order.By == "key":
	case l.Order.By == demand.SortName:
		sort = text
	case l.Relation == nil && l.Access.Sorted && len(l.Access.Lists) > 0:
		if p.Type == demand.Text {
			sort = demand.NameSort(text, c.ref.Key)
		} else {
			sort = demand.InstantSort(text, c.ref.Key)
		}
	case text == "":
		sort = demand.SortUndated + "\x01" + c.ref.Key
	default:
		sort = text + "\x01" + c.ref.Key
	}
	if c.edge == nil {
		return sort
	}
	// What tells several edges to one node apart keeps their items apart.
	e, _ := demand.EdgeOf(c.edge.Kind)
	for _, name := range e.Identity {
		text, _ := c.edge.Props[name].(string)
		sort += "\x01" + text
	}
	return sort
}

// comparer orders the texts of a list: what is missing comes last both ways.
func comparer(l *query.List) func(a, b string) int {
	missing := func(s string) int {
		if strings.HasPrefix(s, demand.SortUndated+"|") || strings.HasPrefix(s, demand.SortUndated+"\x01") {
			return 1
		}
		return 0
	}
	return func(a, b string) int {
		by := strings.Compare(a, b)
		if l.Order.Desc {
			by = -by
		}
		return cmp.Or(cmp.Compare(missing(a), missing(b)), by)
	}
}

// page cuts a page out of all items in their order.
func (r *reader) page(all []query.Item, order func(a, b string) int, p query.Page, rows, previous bool) query.Items {
	var out query.Items
	if !rows {
		return out
	}
	from, to := 0, len(all)
	for i, item := range all {
		if p.After != query.NoParam && order(item.Sort, r.text(p.After)) <= 0 {
			from = i + 1
		}
		if p.Before != query.NoParam && order(item.Sort, r.text(p.Before)) >= 0 {
			to = min(to, i)
		}
	}
	within := all[min(from, to):to]
	size64, _ := r.params[p.Size].(int64)
	size := int(size64)
	more := len(within) > size
	if p.Backward {
		out.Items = slices.Clone(within[max(0, len(within)-size):])
		out.HasPrevious = more && previous
		out.HasNext = p.Before != query.NoParam && to < len(all)
		return out
	}
	out.Items = slices.Clone(within[:min(size, len(within))])
	out.HasNext = more
	out.HasPrevious = previous && p.After != query.NoParam && from > 0
	return out
}
