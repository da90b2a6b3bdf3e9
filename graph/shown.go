package graph

import (
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// shown are the nodes that a worked-out answer shows. While the field is built, the
// places that show nodes say what they ask of them; all places that show nodes of a
// kind share one selection. When the answer has been worked out, it says which nodes
// there are, and each kind is read once.
type shown struct {
	b     *builder
	kinds map[demand.NodeKind]*shownKind
}

type shownKind struct {
	b      *builder // has the values of the selection
	sel    *query.Selection
	wanted map[string]bool
	nodes  map[string]*query.Node
}

func (b *builder) shows() *shown { return &shown{b: b, kinds: map[demand.NodeKind]*shownKind{}} }

func (s *shown) kind(kind demand.NodeKind) *shownKind {
	k := s.kinds[kind]
	if k == nil {
		k = &shownKind{b: &builder{op: s.b.op, query: &query.Query{}}, sel: &query.Selection{Kind: kind}, wanted: map[string]bool{}}
		s.kinds[kind] = k
	}
	return k
}

// node gives what writes a node of a kind, given its key; null for the empty key.
func (s *shown) node(kind demand.NodeKind, set ast.SelectionSet) (func(w *writer, key string), error) {
	k := s.kind(kind)
	plan, err := k.b.node(k.sel, set)
	return func(w *writer, key string) {
		if key == "" {
			w.null()
			return
		}
		writeOne(w, plan, k.nodes[key], true)
	}, err
}

// labelled has nodes of a kind read with a text property, and gives its value by key,
// once they have been read.
func (s *shown) labelled(kind demand.NodeKind, property string) func(key string) string {
	k := s.kind(kind)
	p, _ := kindOf(kind).Prop(property)
	at := slices.Index(k.sel.Props, p)
	if at < 0 {
		at = len(k.sel.Props)
		k.sel.Props = append(k.sel.Props, p)
	}
	return func(key string) string {
		n := k.nodes[key]
		if n == nil {
			return ""
		}
		text, _ := n.Values[at].(string)
		return text
	}
}

// anyNode gives what writes a node of one of several kinds.
func (s *shown) anyNode(set ast.SelectionSet, kinds ...demand.NodeKind) (func(w *writer, ref demand.Ref), error) {
	plans := map[demand.NodeKind]func(*writer, string){}
	for _, kind := range kinds {
		var err error
		if plans[kind], err = s.node(kind, set); err != nil {
			return nil, err
		}
	}
	return func(w *writer, ref demand.Ref) { plans[ref.Kind](w, ref.Key) }, nil
}

// want says that the answer shows a node. A kind that no place shows is not read.
func (s *shown) want(kind demand.NodeKind, keys ...string) {
	if k := s.kinds[kind]; k != nil {
		for _, key := range keys {
			if key != "" {
				k.wanted[key] = true
			}
		}
	}
}

// read reads what is wanted, one read a kind.
func (s *shown) read(r *reading) error {
	for _, name := range slices.Sorted(maps.Keys(s.kinds)) {
		k := s.kinds[name]
		keys := slices.Sorted(maps.Keys(k.wanted))
		clear(k.wanted) // it may be worked out anew
		var err error
		if k.nodes, err = r.nodes(k.sel, k.b.query.Params, k.b.query.Events, keys); err != nil {
			return err
		}
	}
	return nil
}

// shownPage is a connection of nodes that were worked out.
type shownPage struct {
	s      *shown
	kind   demand.NodeKind
	window facts.Page
	rows   bool
	write  func(*writer, *query.Items)
}

// connection builds a connection of nodes of a kind below a worked-out answer, in the
// order of their kept sorts.
func (s *shown) connection(kind demand.NodeKind, f graphql.CollectedField, desc bool) (*shownPage, error) {
	k := s.kind(kind)
	c := &connection{order: cursorOrder(query.Order{By: demand.SortName, Desc: desc})}
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		plan, err := k.b.node(k.sel, set)
		return func(w *writer, item *query.Item) { writeOne(w, plan, k.nodes[item.Node.Key], true) }, err
	}
	own := &builder{op: s.b.op, query: &query.Query{}}
	page, err := own.page(s.b.arguments(f), c.order)
	if err != nil {
		return nil, err
	}
	plan, err := s.b.connection(c, f)
	return &shownPage{s: s, kind: kind, window: own.windowOf(page, desc), rows: c.rows, write: plan.write}, err
}

// items are the nodes of a page that was collected by its window, which it wants shown.
func (p *shownPage) items(kept *facts.Kept) *query.Items {
	nodes, previous, next := kept.Shown()
	out := &query.Items{Total: int64(kept.Total), HasPrevious: previous, HasNext: next}
	if !p.rows {
		return out
	}
	for _, n := range nodes {
		p.s.want(p.kind, n.Key)
		out.Items = append(out.Items, query.Item{Node: &query.Node{Kind: p.kind, Key: n.Key}, Sort: n.Sort})
	}
	return out
}
