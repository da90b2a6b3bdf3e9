package export

import (
	"context"
	"fmt"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/store"
)

// Reader is what this package needs of a store.
type Reader interface {
	facts.Scanner
	Read(ctx context.Context, q *query.Query) (*query.Answer, error)
}

const (
	batch  = 200    // nodes read at once
	within = 10_000 // nodes below one, at most
)

// changed is the error where a write came between two reads that must fit.
func changed(what string) error {
	return store.Errorf(store.Unavailable, "the graph was changed during the export (%s): try again", what)
}

// wanted makes a selection of properties.
func wanted(kind demand.NodeKind, props ...string) *query.Selection {
	s := &query.Selection{Kind: kind}
	for _, name := range props {
		s.Props = append(s.Props, query.On(kind, name).Prop)
	}
	return s
}

// all asks for all properties of a kind, the key first, but those left out.
func all(kind demand.NodeKind, without ...string) *query.Selection {
	k, _ := demand.KindOf(kind)
	s := &query.Selection{Kind: kind, Props: []demand.Prop{demand.Common[0]}}
	for _, p := range k.Props {
		if !slices.Contains(without, p.Name) {
			s.Props = append(s.Props, p)
		}
	}
	return s
}

// The places of values that every read has.
const (
	paramKeys = query.Param(iota)
	paramSize
	paramWithin
)

func one(s *query.Selection, name string, of *query.Selection) *query.Selection {
	r, ok := demand.RelationOf(s.Kind, name)
	if !ok || !r.One {
		panic("export: " + name + " leads to several")
	}
	s.Ones = append(s.Ones, query.One{Relation: r, Select: of})
	return s
}

// many asks for what a relation leads to, with all that its edges say.
func many(s *query.Selection, name string, of *query.Selection) *query.Selection {
	r, ok := demand.RelationOf(s.Kind, name)
	if !ok || r.One {
		panic("export: " + name + " does not lead to several")
	}
	order := query.Order{By: "key"}
	if k, _ := demand.KindOf(r.To); k.Sorted {
		order.By = demand.SortName
	}
	l := query.List{Kind: r.To, Relation: r, Access: query.Everything, Order: order, Rows: true, Select: of,
		Page: query.Page{Size: paramWithin, After: query.NoParam, Before: query.NoParam}}
	if !r.Transitive {
		l.EdgeProps = r.EdgeProps()
	}
	s.Lists = append(s.Lists, l)
	return s
}

// row is a node with what was asked of it, or none.
type row struct {
	*query.Node
	of *query.Selection
}

func (r row) value(name string) any {
	if r.Node == nil {
		return nil
	}
	for i, p := range r.of.Props {
		if p.Name == name {
			return r.Values[i]
		}
	}
	panic("export: " + name + " was not asked for")
}

func (r row) text(name string) string    { s, _ := r.value(name).(string); return s }
func (r row) texts(name string) []string { s, _ := r.value(name).([]string); return s }

// key is "" for no node.
func (r row) key() string {
	if r.Node == nil {
		return ""
	}
	return r.Key
}

func (r row) one(name string) row {
	if r.Node == nil {
		return row{}
	}
	for i, o := range r.of.Ones {
		if o.Relation.Name == name {
			return row{r.Ones[i], o.Select}
		}
	}
	panic("export: " + name + " was not asked for")
}

// linked is a node at the end of an edge.
type linked struct {
	row
	edge map[string]any // what the edge says; missing values left out
}

func (l linked) say(name string) string { s, _ := l.edge[name].(string); return s }

func (r row) many(name string) []linked {
	if r.Node == nil {
		return nil
	}
	for i := range r.of.Lists {
		l := &r.of.Lists[i]
		if l.Relation.Name != name {
			continue
		}
		out := make([]linked, 0, len(r.Lists[i].Items))
		for _, item := range r.Lists[i].Items {
			edge := map[string]any{}
			for j, v := range item.Edge {
				if v != nil {
					edge[l.EdgeProps[j].Name] = v
				}
			}
			out = append(out, linked{row{item.Node, l.Select}, edge})
		}
		return out
	}
	panic("export: " + name + " was not asked for")
}

// nodes hands over nodes by key, in the order of the keys given. A key without a node is an error.
func nodes(ctx context.Context, r Reader, s *query.Selection, keys []string, yield func(row) error) error {
	return nodesWith(ctx, r, s, keys, &facts.Where{}, yield)
}

// shifted is a selection with the places of its own values behind n others. It is another
// one: a store keeps what it was asked.
func shifted(s *query.Selection, n query.Param) *query.Selection {
	if n == 0 {
		return s
	}
	out := *s
	out.Ones, out.Lists = slices.Clone(s.Ones), slices.Clone(s.Lists)
	for i := range out.Ones {
		out.Ones[i].Select = shifted(out.Ones[i].Select, n)
	}
	for i := range out.Lists {
		out.Lists[i].Page.Size += n
		out.Lists[i].Select = shifted(out.Lists[i].Select, n)
	}
	return &out
}

// nodesWith is nodes with a selection whose filters are conditions of w.
func nodesWith(ctx context.Context, r Reader, s *query.Selection, keys []string, w *facts.Where, yield func(row) error) error {
	given := query.Param(len(w.Params))
	s = shifted(s, given)
	for part := range slices.Chunk(keys, batch) {
		l := &query.List{Kind: s.Kind, Access: query.Everything, Order: query.Order{By: "key"}, Select: s, Rows: true, Plain: true,
			Page: query.Page{Size: given + paramSize, After: query.NoParam, Before: query.NoParam}}
		l.Access.Keys = given + paramKeys
		answer, err := r.Read(ctx, &query.Query{List: l, Params: append(slices.Clone(w.Params), part, int64(len(part)), int64(within)), Events: w.Events})
		if err != nil {
			return err
		}
		found := make(map[string]*query.Node, len(part))
		for _, item := range answer.Page.Items {
			for i := range item.Node.Lists {
				if item.Node.Lists[i].HasNext {
					return store.Errorf(store.TooCostly, "%s %s has more than %d %s: an export keeps what is below one node in memory",
						s.Kind, item.Node.Key, within, s.Lists[i].Relation.Name)
				}
			}
			found[item.Node.Key] = item.Node
		}
		for _, key := range part {
			n := found[key]
			if n == nil {
				return changed(fmt.Sprintf("%s %s is gone", s.Kind, key))
			}
			if err := yield(row{n, s}); err != nil {
				return err
			}
		}
	}
	return nil
}

// scanned hands over all nodes that are meant, in batches: the scan goes on while what
// was found is written.
func scanned(ctx context.Context, r Reader, s *query.Selection, w *facts.Where, yield func(row) error) error {
	begun := false
	var keys []string
	flush := func() error {
		part := keys
		keys = keys[:0]
		slices.Sort(part)
		return nodes(ctx, r, s, part, yield)
	}
	_, err := facts.EachKey(ctx, r, s.Kind, w, func() func(string) error {
		again := begun
		begun = true
		return func(key string) error {
			if again {
				return changed("it had to begin again")
			}
			if keys = append(keys, key); len(keys) < batch {
				return nil
			}
			return flush()
		}
	})
	if err != nil {
		return err
	}
	return flush()
}
