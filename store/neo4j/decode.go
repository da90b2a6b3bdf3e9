package neo4j

import (
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// reading is one reading of an answer. Nodes, of which an answer has hundreds, are
// made by the slab.
type reading struct {
	values []any
	nodes  []query.Node
	ones   []*query.Node
	made   int
}

// node makes a node.
func (rd *reading) node() *query.Node {
	if len(rd.nodes) == 0 {
		rd.nodes = make([]query.Node, min(max(rd.made, 4), 64))
	}
	rd.made++
	n := &rd.nodes[0]
	rd.nodes = rd.nodes[1:]
	return n
}

// pointers makes a slice of n nodes that are not there yet.
func (rd *reading) pointers(n int) []*query.Node {
	if len(rd.ones) < n {
		rd.ones = make([]*query.Node, max(n, min(max(rd.made, 4), 64)))
	}
	out := rd.ones[:n:n]
	rd.ones = rd.ones[n:]
	return out
}

// propReader reads a property; a place of -1 is the key.
type propReader struct {
	at  int
	typ demand.Type
}

// sideBySide says whether properties stand in the row as they are in a node.
func sideBySide(props []propReader) bool {
	for i, p := range props {
		switch p.typ {
		case demand.Strings, demand.Texts, demand.Point, demand.Counts:
			return false
		}
		if p.at < 0 || p.at != props[0].at+i {
			return false
		}
	}
	return len(props) > 0
}

// nodeReader reads a node out of a row.
type nodeReader struct {
	kind    demand.NodeKind
	key     int // column, or -1 when the key is given
	props   []propReader
	ones    []*nodeReader
	whole   bool // the properties stand side by side in the row, as they are
	lists   []*listReader
	ledgers [][2]int
	stances []*stancesReader
}

// read gives the node, or nil when there is none.
func (r *nodeReader) read(rd *reading, row []any, key string) (*query.Node, error) {
	if r.key >= 0 {
		k, ok := row[r.key].(string)
		if !ok {
			return nil, nil
		}
		key = k
	}
	n := rd.node()
	n.Kind, n.Key = r.kind, key
	switch {
	case r.whole:
		from, to := r.props[0].at, r.props[0].at+len(r.props)
		n.Values = row[from:to:to]
	case len(r.props) > 0:
		n.Values = make([]any, len(r.props))
		for i, p := range r.props {
			if p.at < 0 {
				n.Values[i] = key
			} else {
				n.Values[i] = value(p.typ, row[p.at])
			}
		}
	}
	var err error
	if len(r.ones) > 0 {
		n.Ones = rd.pointers(len(r.ones))
		for i, one := range r.ones {
			if n.Ones[i], err = one.read(rd, row, ""); err != nil {
				return nil, err
			}
		}
	}
	if len(r.lists) > 0 {
		n.Lists = make([]query.Items, len(r.lists))
		for i, l := range r.lists {
			if n.Lists[i], err = l.read(rd, row); err != nil {
				return nil, err
			}
		}
	}
	for _, at := range r.ledgers {
		n.Ledgers = append(n.Ledgers, readLedger(row, at))
	}
	for _, st := range r.stances {
		page, err := st.read(rd, row)
		if err != nil {
			return nil, err
		}
		n.Stances = append(n.Stances, page)
	}
	return n, nil
}

// listReader reads a page. Its columns are -1 where nothing was asked.
type listReader struct {
	page     query.Page
	previous bool

	rows  int // of the items
	total int
	more  int // whether there is something outside the page, see outside
	many  int // how many entries would have to be looked at

	// In the row of an item:
	node      *nodeReader
	sort      int          // the sort text, or with byValue the value in it
	byValue   *demand.Prop // the order is by this property
	ties      int          // what tells items of one node apart
	edge      []propReader
	edgeLists []*listReader
}

func (r *listReader) read(rd *reading, row []any) (query.Items, error) {
	return r.readWith(rd, row, func(v []any, item *query.Item) error { return r.item(rd, v, item) })
}

// readWith reads a page whose items are read by a function.
func (r *listReader) readWith(rd *reading, row []any, item func(v []any, item *query.Item) error) (query.Items, error) {
	var out query.Items
	if r.many >= 0 {
		if n, _ := row[r.many].(int64); n > query.LookAhead {
			return out, tooCostly()
		}
	}
	if r.total >= 0 {
		out.Total, _ = row[r.total].(int64)
	}
	if r.rows < 0 {
		return out, nil
	}
	rows := items(row[r.rows])
	size := int(sizeOf(rd.values, r.page.Size))
	further := len(rows) > size
	if further {
		if r.marked(rows[size]) { // whether there is a next page would be too costly to tell
			return query.Items{}, tooCostly()
		}
		rows = rows[:size]
	}
	if len(rows) > 0 {
		out.Items = make([]query.Item, len(rows))
	}
	for i, v := range rows {
		at := i
		if r.page.Backward {
			at = len(rows) - 1 - i
		}
		if r.marked(v) {
			return query.Items{}, tooCostly()
		}
		if err := item(items(v), &out.Items[at]); err != nil {
			return query.Items{}, err
		}
	}
	outside := false
	if r.more >= 0 {
		outside, _ = row[r.more].(bool)
	}
	if r.page.Backward {
		out.HasNext, out.HasPrevious = outside, further && r.previous
	} else {
		out.HasNext, out.HasPrevious = further, outside
	}
	return out, nil
}

// marked says whether a row is the one that tells that more entries would have to
// be looked at: it has no node.
func (r *listReader) marked(row any) bool {
	return r.node != nil && r.node.key >= 0 && items(row)[r.node.key] == nil
}

// item reads one item.
func (r *listReader) item(rd *reading, v []any, item *query.Item) error {
	var err error
	sort := ""
	if r.sort >= 0 {
		sort = text(v[r.sort])
	}
	if item.Node, err = r.node.read(rd, v, keyOf(sort)); err != nil {
		return err
	}
	item.Sort = sort
	if r.byValue != nil && r.sort >= 0 {
		item.Sort = sortText(v[r.sort]) + "\x01" + item.Node.Key
	}
	if r.ties >= 0 {
		item.Sort += "\x01" + text(v[r.ties])
	}
	if len(r.edge) > 0 {
		item.Edge = make([]any, len(r.edge))
		for i, p := range r.edge {
			item.Edge[i] = value(p.typ, v[p.at])
		}
	}
	if len(r.edgeLists) > 0 {
		item.Lists = make([]query.Items, len(r.edgeLists))
		for i, l := range r.edgeLists {
			if item.Lists[i], err = l.read(rd, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// sortText writes a value in a sort text.
func sortText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return demand.SortUndated
}

// keyOf is the key at the end of a sort text: all of them end in it (see package demand).
func keyOf(sort string) string {
	return sort[strings.LastIndexAny(sort, "|\x01")+1:]
}

// rootReader reads a list of the root.
type rootReader struct{ *listReader }

// read reads the nodes of a Lookup, in the order of its references.
func (l *lookups) read(rd *reading, row []any) (query.Items, error) {
	out := query.Items{Items: make([]query.Item, len(l.refs))}
	for i, ref := range l.refs {
		rows := items(row[l.columns[ref.Kind]])
		at := 0
		if l.several[ref.Kind] {
			at = slices.IndexFunc(rows, func(r any) bool { return items(r)[0] == rd.values[ref.Key] })
		}
		if at < 0 || at >= len(rows) {
			continue
		}
		n, err := l.nodes[ref.Kind].read(rd, items(rows[at]), "")
		if err != nil {
			return query.Items{}, err
		}
		out.Items[i].Node = n
	}
	return out, nil
}
