package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

func (g graph) Nodes(ctx context.Context, refs []demand.Ref) ([]*change.Node, error) {
	keys := map[demand.NodeKind][]string{}
	for _, r := range refs {
		keys[r.Kind] = append(keys[r.Kind], r.Key)
	}
	var all []*change.Node
	byID := map[int64]*change.Node{}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		if len(keys[k.Name]) == 0 {
			continue
		}
		ids, err := g.nodes(ctx, k, keys[k.Name], byID, &all)
		if err != nil {
			return nil, err
		}
		if err := g.ownEdges(ctx, k.Name, ids, byID); err != nil {
			return nil, err
		}
	}
	if len(byID) == 0 {
		return all, nil
	}
	ids := make([]int64, 0, len(byID))
	for id := range byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	err := g.each(ctx, "SELECT e.node, l.name, e.sort FROM json_each(?) a CROSS JOIN entry e ON e.node = a.value CROSS JOIN list l ON l.id = e.list", []any{jsonIDs(ids)}, func(row []driver.Value) error {
		id, _ := row[0].(int64)
		n := byID[id]
		n.Entries = append(n.Entries, change.Entry{List: text(row[1]), Sort: text(row[2]), Node: n.Ref})
		return nil
	})
	return all, err
}

// nodes reads nodes of a kind with their properties and single edges.
func (g graph) nodes(ctx context.Context, k *demand.Kind, keys []string, byID map[int64]*change.Node, all *[]*change.Node) ([]int64, error) {
	props, edges := nodeProps(k), singles(k.Name)
	columns, joins := []string{"n.id"}, ""
	for i, e := range edges {
		columns = append(columns, fmt.Sprintf("o%d.key", i))
		joins += fmt.Sprintf(" LEFT JOIN %s o%d ON o%d.id = n.%s", quote(string(singleTarget(e))), i, i, quote(string(e.Name)))
	}
	for _, p := range props {
		for _, c := range valueColumns(p) {
			columns = append(columns, "n."+quote(c))
		}
	}
	var ids []int64
	query := "SELECT " + strings.Join(columns, ", ") + " FROM json_each(?) a CROSS JOIN " + quote(string(k.Name)) + " n ON n.key = a.value" + joins
	err := g.each(ctx, query, []any{jsonTexts(keys)}, func(row []driver.Value) error {
		id, _ := row[0].(int64)
		n := &change.Node{Ref: demand.Ref{Kind: k.Name}, Props: readProps(props, row[1+len(edges):])}
		n.Ref.Key, _ = n.Props["key"].(string)
		for i, e := range edges {
			other := row[1+i]
			if other == nil {
				continue
			}
			edge := change.Edge{Kind: e.Name, From: n.Ref, To: demand.Ref{Kind: singleTarget(e), Key: text(other)}}
			if e.Incoming {
				edge.From, edge.To = edge.To, edge.From
			}
			n.Edges = append(n.Edges, edge)
		}
		byID[id] = n
		ids = append(ids, id)
		*all = append(*all, n)
		return nil
	})
	return ids, err
}

func readProps(props []demand.Prop, row []driver.Value) map[string]any {
	out := map[string]any{}
	for _, p := range props {
		if v := value(p, row); v != nil {
			out[p.Name] = v
		}
		row = row[len(valueColumns(p)):]
	}
	return out
}

// ownEdges reads the edges that nodes of a kind own, but for the single ones.
func (g graph) ownEdges(ctx context.Context, kind demand.NodeKind, ids []int64, byID map[int64]*change.Node) error {
	if len(ids) == 0 {
		return nil
	}
	for i := range demand.Edges {
		e := &demand.Edges[i]
		if e.Single || !slices.Contains(owners(e), kind) {
			continue
		}
		others, own, far := e.To, "src", "dst"
		if e.Incoming {
			others, own, far = e.From, "dst", "src"
		}
		props := e.AllProps()
		var columns strings.Builder
		for _, p := range props {
			for _, c := range valueColumns(p) {
				columns.WriteString(", " + edgeExpr(e, "e", c))
			}
		}
		for _, other := range others {
			from, to := kind, other
			if e.Incoming {
				from, to = other, kind
			}
			query := fmt.Sprintf("SELECT a.value, n.key%s FROM json_each(?) a CROSS JOIN %s e ON e.%s = a.value CROSS JOIN %s n ON n.id = e.%s ORDER BY a.key, n.key",
				columns.String(), quote(edgeTable(e.Name, from, to)), own, quote(string(other)), far)
			err := g.each(ctx, query, []any{jsonIDs(ids)}, func(row []driver.Value) error {
				id, _ := row[0].(int64)
				n := byID[id]
				edge := change.Edge{Kind: e.Name, From: n.Ref, To: demand.Ref{Kind: other, Key: text(row[1])}, Props: readProps(props, row[2:])}
				if e.Incoming {
					edge.From, edge.To = edge.To, edge.From
				}
				n.Edges = append(n.Edges, edge)
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
