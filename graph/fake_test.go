package graph

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"demandgraph/demand"
	"demandgraph/query"
)

// canned is a Reader that answers every query with made-up values of the right
// types in the right places: an input and output table for what this package
// builds and writes. It keeps no data and finds nothing; what stores find is
// tested on stores.
type canned struct {
	mu      sync.Mutex
	items   int                     // in each list
	version int64                   // of the first answer; it grows by one
	value   func(p demand.Prop) any // of a property; nil for the usual one
	change  func(*query.Answer)     // what a test does to an answer
	err     error                   // what a read fails with
	read    []*query.Query          // what was asked
	scans   int                     // how many were asked
	scanned []*query.Scan           // these
}

func (c *canned) Read(_ context.Context, q *query.Query) (*query.Answer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read = append(c.read, q)
	if c.err != nil {
		return nil, c.err
	}
	a := &query.Answer{Version: c.version + int64(len(c.read)) - 1}
	switch {
	case q.Lookup != nil:
		for _, ref := range q.Lookup.Refs {
			a.Page.Items = append(a.Page.Items, query.Item{Node: c.node(q.Lookup.Select(ref.Kind), q.Params[ref.Key].(string))})
		}
	case q.List != nil:
		if a.Page = c.list(q.List); q.List.Access.Keys != query.NoParam {
			keys, _ := q.Params[q.List.Access.Keys].([]string)
			if size, _ := q.Params[q.List.Page.Size].(int64); int(size) == len(keys) { // the nodes that a worked-out answer shows
				a.Page = query.Items{}
				for _, key := range keys {
					a.Page.Items = append(a.Page.Items, query.Item{Node: c.node(q.List.Select, key)})
				}
			}
		}
	case q.Search != nil:
		a.Page = query.Items{Total: int64(c.items)}
		for i := range q.Search.Kinds {
			a.Page.Facets = append(a.Page.Facets, int64(i)+2)
		}
		for i := range c.items {
			kind := q.Search.Kinds[i%len(q.Search.Kinds)]
			a.Page.Items = append(a.Page.Items, query.Item{
				Node: c.node(q.Search.Select(kind), c.key(kind, i)), Sort: fmt.Sprint(i),
				Match: &query.Match{Field: "name", Text: "Some text"},
			})
		}
	}
	if c.change != nil {
		c.change(a)
	}
	return a, nil
}

func (c *canned) key(kind demand.NodeKind, n int) string {
	return fmt.Sprintf("%s-%d", strings.ToLower(string(kind)), n)
}

func (c *canned) node(s *query.Selection, key string) *query.Node {
	n := &query.Node{Kind: s.Kind, Key: key}
	for _, p := range s.Props {
		n.Values = append(n.Values, c.valueOf(p))
	}
	for _, o := range s.Ones {
		n.Ones = append(n.Ones, c.node(o.Select, c.key(o.Select.Kind, 0)))
	}
	for i := range s.Lists {
		n.Lists = append(n.Lists, c.list(&s.Lists[i]))
	}
	for range s.Ledgers {
		n.Ledgers = append(n.Ledgers, query.LedgerRows{
			Entries:    []demand.LedgerEntry{{Principal: "a", Taker: "a", Kind: demand.PositionKindDemands, Last: "2025", Position: "p"}},
			Addressees: []string{"b"},
		})
	}
	for _, st := range s.Stances {
		n.Stances = append(n.Stances, c.stances(st))
	}
	return n
}

func (c *canned) stances(st query.Stances) query.Items {
	items := query.Items{Total: int64(c.items)}
	for i := range c.items {
		stance := &query.Stance{Kind: demand.PositionKindRejects}
		if st.Principal != nil {
			stance.Principal = c.node(st.Principal, c.key(demand.KindActor, i))
		}
		if st.Position != nil {
			stance.Position = c.node(st.Position, c.key(demand.KindPosition, i))
		}
		items.Items = append(items.Items, query.Item{Sort: fmt.Sprint(i), Stance: stance})
	}
	return items
}

func (c *canned) list(l *query.List) query.Items {
	items := query.Items{HasNext: true, Total: int64(c.items)}
	if !l.Rows {
		return items
	}
	for i := range c.items {
		item := query.Item{Node: c.node(l.Select, c.key(l.Kind, i)), Sort: fmt.Sprintf("sort-%d", i)}
		for _, p := range l.EdgeProps {
			item.Edge = append(item.Edge, c.valueOf(p))
		}
		for _, e := range l.EdgeLists {
			item.Lists = append(item.Lists, c.list(&query.List{Kind: e.Select.Kind, Select: e.Select, Rows: e.Rows}))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

func (c *canned) valueOf(p demand.Prop) any {
	if c.value != nil {
		return c.value(p)
	}
	if p.Name == demand.SortName {
		return "2025-08-15|1|a0|key"
	}
	switch p.Type {
	case demand.Strings, demand.Texts:
		return []string{p.Name, "x"}
	case demand.Int:
		return int64(7)
	case demand.Float:
		return 0.5
	case demand.Bool:
		return false
	case demand.Day:
		return "2025-08"
	case demand.Instant:
		return "2025-08-15T19:32:00Z"
	case demand.Enum:
		return demand.EnumValues(p.Enum)[0]
	case demand.Point:
		return [2]float64{48.5, -0.25}
	case demand.Counts:
		return [4]int64{1, 2, 3, 4}
	}
	return p.Name
}

// Scan gives one row, each value the usual one of its property.
func (c *canned) Scan(_ context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return 0, c.err
	}
	c.scans++
	c.scanned = append(c.scanned, q)
	row := make([]any, len(q.Columns))
	for i, col := range q.Columns {
		switch {
		case col.Tellings:
			row[i] = []query.Telling{{ID: "telling", Article: "article-0", Annotation: "annotation-0", Certainty: demand.CertaintyAsserted}}
		case col.Edge != nil:
			row[i] = []query.Linked{{Node: fmt.Sprint(c.valueOf(col.Prop)), Edge: fmt.Sprint(c.valueOf(*col.Edge))}}
		case !col.One():
			row[i] = []string{fmt.Sprint(c.valueOf(col.Prop))}
		default:
			row[i] = c.valueOf(col.Prop)
		}
	}
	yield := begin()
	for range c.items {
		if err := yield(row); err != nil {
			return 0, err
		}
	}
	return c.version, nil
}
