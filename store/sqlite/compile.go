package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// plan is a compiled query: statements, and who reads their rows. It is shared
// by all readers and never changed.
type plan struct {
	lookup map[demand.NodeKind]*loading
	list   *rootList
	search *searching
	slots  int
}

// compiler numbers the readers of nodes.
type compiler struct{ slots int }

func compile(q *query.Query) *plan {
	c := &compiler{}
	p := &plan{}
	switch {
	case q.Lookup != nil:
		p.lookup = map[demand.NodeKind]*loading{}
		for _, r := range q.Lookup.Refs {
			if p.lookup[r.Kind] == nil {
				p.lookup[r.Kind] = c.lookup(r.Kind, q.Lookup.Select(r.Kind))
			}
		}
	case q.List != nil:
		p.list = c.rootList(q.List)
	case q.Search != nil:
		p.search = c.search(q.Search)
	}
	p.slots = c.slots
	return p
}

// columns are the columns of a SELECT.
type columns []string

// add gives the place of a new column.
func (c *columns) add(expr string) int {
	*c = append(*c, expr)
	return len(*c) - 1
}

func (c columns) String() string { return strings.Join(c, ", ") }

// nodeReader reads one node, with those joined to it, out of a row.
type nodeReader struct {
	sel  *query.Selection
	slot int // where nodes wait for what is to be filled in below them; -1 when there is nothing
	key  int // column
	id   int // column; -1 where nothing needs it
	at   []int
	ones []*nodeReader

	lists   []*childList
	ledgers []*statement
	stances []*stancesOf
}

// node writes what is to be read of a node into a SELECT: columns, and joins
// after the FROM. The columns are those of the table alias.
func (c *compiler) node(sel *query.Selection, alias string, cols *columns, joins *strings.Builder) *nodeReader {
	n := &nodeReader{sel: sel, slot: -1, id: -1, key: cols.add(alias + ".key")}
	for _, p := range sel.Props {
		names := valueColumns(p)
		if p.Name == "key" {
			n.at = append(n.at, n.key)
			continue
		}
		n.at = append(n.at, len(*cols))
		for _, name := range names {
			cols.add(alias + "." + quote(name))
		}
	}
	for i, one := range sel.Ones {
		far := fmt.Sprintf("%s_%d", alias, i)
		fmt.Fprintf(joins, " LEFT JOIN %s %s ON %s.id = %s.%s", quote(string(one.Relation.To)), far, far, alias, quote(string(one.Relation.Edge)))
		n.ones = append(n.ones, c.node(selected(one.Select, one.Relation.To), far, cols, joins))
	}
	if len(sel.Lists)+len(sel.Ledgers)+len(sel.Stances) > 0 {
		n.slot, n.id = c.slots, cols.add(alias+".id")
		c.slots++
	}
	for i := range sel.Lists {
		n.lists = append(n.lists, c.childList(&sel.Lists[i]))
	}
	for _, l := range sel.Ledgers {
		n.ledgers = append(n.ledgers, ledger(l))
	}
	for i := range sel.Stances {
		n.stances = append(n.stances, c.stances(sel.Kind, &sel.Stances[i]))
	}
	return n
}

// selected is a selection, or that of nothing but the node.
func selected(sel *query.Selection, kind demand.NodeKind) *query.Selection {
	if sel == nil {
		return &query.Selection{Kind: kind}
	}
	return sel
}

// ref is a node whose lists are to be filled in.
type ref struct {
	reader *nodeReader
	id     int64
	node   *query.Node
}

// read makes a node of a row, nil where there is none; refs gets it and those
// joined to it when something below them is to be filled in.
func (n *nodeReader) read(row []driver.Value, refs *[]ref) *query.Node {
	key, ok := row[n.key].(string)
	if !ok {
		return nil
	}
	node := &query.Node{Kind: n.sel.Kind, Key: key}
	if len(n.at) > 0 {
		node.Values = make([]any, len(n.at))
		for i, p := range n.sel.Props {
			v := value(p, row[n.at[i]:])
			if v == nil && p.Required && (p.Type == demand.Strings || p.Type == demand.Texts) {
				v = []string{}
			}
			node.Values[i] = v
		}
	}
	if n.slot >= 0 {
		id, _ := row[n.id].(int64)
		*refs = append(*refs, ref{n, id, node})
		node.Lists = make([]query.Items, len(n.lists))
		node.Ledgers = make([]query.LedgerRows, len(n.ledgers))
		node.Stances = make([]query.Items, len(n.stances))
	}
	if len(n.ones) > 0 {
		node.Ones = make([]*query.Node, len(n.ones))
		for i, one := range n.ones {
			node.Ones[i] = one.read(row, refs)
		}
	}
	return node
}

// loading is a statement that reads nodes by id or key: its first column is the
// place in the array given.
type loading struct {
	*statement
	reader *nodeReader
	sort   int // column of the node's place in the order of its kind
}

// load reads nodes by id.
func (c *compiler) load(kind demand.NodeKind, sel *query.Selection) *loading {
	return c.loadBy(kind, sel, func(t *sqlText) { t.add(" ON n.id = a.value") })
}

// lookup reads nodes by key; keys that a merge has given up find the winner.
func (c *compiler) lookup(kind demand.NodeKind, sel *query.Selection) *loading {
	return c.loadBy(kind, sel, func(t *sqlText) {
		t.add(" ON n.key = coalesce((SELECT r.\"to\" FROM redirect r WHERE r.kind = ", literal(string(kind)), " AND r.key = a.value), a.value)")
	})
}

// loadByKey reads nodes by key.
func (c *compiler) loadByKey(kind demand.NodeKind, sel *query.Selection) *loading {
	return c.loadBy(kind, sel, func(t *sqlText) { t.add(" ON n.key = a.value") })
}

func (c *compiler) loadBy(kind demand.NodeKind, sel *query.Selection, on func(*sqlText)) *loading {
	cols, joins := columns{"a.key"}, strings.Builder{}
	l := &loading{reader: c.node(selected(sel, kind), "n", &cols, &joins)}
	by := "n.key"
	if kindOf(kind).Sorted {
		by = "n.sort"
	}
	l.sort = cols.add(by)
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", quote(string(kind)), " n")
	on(t)
	t.add(joins.String())
	l.statement = t.statement()
	return l
}

// compiled gives the compiled form of a query, of which one is kept for each shape.
func (s *Store) compiled(q *query.Query) *plan {
	shape := q.Shape()
	s.mu.Lock()
	p, ok := s.plans.get(shape)
	s.mu.Unlock()
	if ok {
		return p
	}
	p = compile(q)
	s.mu.Lock()
	s.plans.put(shape, p)
	s.mu.Unlock()
	return p
}
