package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// scanned writes the rows of a scan in an order of their own, one a line, or the failure.
func scanned(s store.Store, q *query.Scan) string {
	var rows []string
	_, err := s.Scan(context.Background(), q, func() func(row []any) error {
		rows = nil
		return func(row []any) error {
			cells := make([]string, len(row))
			for i, v := range row {
				switch v := v.(type) {
				case []string:
					slices.Sort(v)
					cells[i] = fmt.Sprintf("%q", v)
				case []query.Linked:
					slices.SortFunc(v, func(a, b query.Linked) int { return strings.Compare(a.Node+" "+a.Edge, b.Node+" "+b.Edge) })
					cells[i] = fmt.Sprintf("%+v", v)
				case []query.Telling:
					slices.SortFunc(v, func(a, b query.Telling) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
					cells[i] = fmt.Sprintf("%+v", v)
				default:
					cells[i] = fmt.Sprintf("%#v", v)
				}
			}
			rows = append(rows, strings.Join(cells, " | "))
			return nil
		}
	})
	if err != nil {
		return failure(err)
	}
	slices.Sort(rows)
	return strings.Join(rows, "\n")
}

// genScan draws a scan.
func genScan(t *rapid.T) *query.Scan {
	g := &generator{T: t}
	k := pick(t, "kind", []demand.NodeKind{demand.KindPosition, demand.KindPosition, demand.KindDemand, demand.KindActor, demand.KindRegion, demand.KindEvent})
	var all []query.Conjunct
	for range rapid.IntRange(0, 3).Draw(t, "conjuncts") {
		all = append(all, g.conjunct(k))
	}
	s := &query.Scan{Kind: k, Columns: []query.Column{query.On(k, "key")}}
	s.Access, s.Filter = query.Plan(k, all, query.Order{By: "key"})
	if kind, _ := demand.KindOf(k); kind.Sorted {
		s.From, s.To = pick(t, "from", []string{"", "", "!", "0", "2025-08", "2025-08-15|1"}), pick(t, "to", []string{"", "", "0", "2025-08-15", "2025-08-15" + demand.SortEnd, "2026"})
	}
	for range rapid.IntRange(0, 4).Draw(t, "columns") {
		s.Columns = append(s.Columns, g.column(k))
	}
	s.Params, s.Events = g.params, g.events
	return s
}

// column draws a column: the node's own or along relations that are edges.
func (g *generator) column(k demand.NodeKind) query.Column {
	if k == demand.KindPosition && chance(g.T, "tellings", 5) {
		return query.Column{Tellings: true}
	}
	if k == demand.KindDemand && chance(g.T, "edge", 3) {
		name := pick(g.T, "edges", []string{"relations", "relatedFrom"})
		return query.OnEdge(k, name, "kind")
	}
	var c query.Column
	at := k
	for range rapid.IntRange(0, 2).Draw(g.T, "hops") {
		var leads []*demand.Relation
		for i := range demand.Relations {
			if r := &demand.Relations[i]; r.From == at && r.Edge != "" && !r.Transitive && r.To != demand.KindImport {
				leads = append(leads, r)
			}
		}
		if len(leads) == 0 {
			break
		}
		r := leads[rapid.IntRange(0, len(leads)-1).Draw(g.T, "relation")]
		c.Path, at = append(c.Path, r), r.To
	}
	kind, _ := demand.KindOf(at)
	props := []demand.Prop{demand.Common[0]}
	for _, p := range kind.Props {
		switch p.Type {
		case demand.String, demand.Text, demand.Enum, demand.Day:
			props = append(props, p)
		}
	}
	c.Prop = props[rapid.IntRange(0, len(props)-1).Draw(g.T, "property")]
	return c
}

func testScan(t *testing.T, open func(*testing.T) store.Store) {
	s := open(t)
	for _, doc := range alaska() {
		apply(t, s, set(doc))
	}
	position := func(property string, names ...string) query.Column {
		return query.On(demand.KindPosition, property, names...)
	}
	of := func(key string) (query.Access, []any) {
		a := query.Everything
		a.Lists = []query.ListSet{{Prefix: demand.ListPositionsOnDemand, Key: 0, Pair: query.NoParam}}
		return a, []any{key}
	}
	t.Run("columns", func(t *testing.T) {
		q := &query.Scan{Kind: demand.KindPosition, Columns: []query.Column{
			position("kind"), position("key", "actor"), position("key", "onBehalfOf"), position("key", "demand", "addressees"), position("key", "evidence", "article"), position("date")}}
		q.Access, q.Params = of("immediate-ceasefire")
		want := `"DEMANDS" | "donald-trump" | <nil> | ["russia"] | ["before-the-summit"] | "2025-08"` + "\n" +
			`"DROPS" | "donald-trump" | <nil> | ["russia"] | ["after-the-summit"] | "2025-08-15"`
		if got := scanned(s, q); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("tellings", func(t *testing.T) {
		q := &query.Scan{Kind: demand.KindPosition, Columns: []query.Column{{Tellings: true}}}
		q.Access, q.Params = of("immediate-ceasefire")
		ids := map[string]int{}
		_, err := s.Scan(context.Background(), q, func() func([]any) error {
			clear(ids)
			return func(row []any) error {
				for _, telling := range row[0].([]query.Telling) {
					if telling.Article == "" || telling.Annotation == "" || telling.Certainty == "" {
						t.Errorf("a telling lacks something: %+v", telling)
					}
					ids[telling.ID]++
				}
				return nil
			}
		})
		if err != nil || len(ids) != 2 {
			t.Errorf("got %v, %v; want two tellings, one of them with two quotes", ids, err)
		}
	})
	t.Run("an error of the consumer", func(t *testing.T) {
		q := &query.Scan{Kind: demand.KindPosition, Access: query.Everything, Columns: []query.Column{position("key")}}
		stop := fmt.Errorf("enough")
		_, err := s.Scan(context.Background(), q, func() func([]any) error { return func([]any) error { return stop } })
		if err != stop {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an unknown event", func(t *testing.T) {
		q := &query.Scan{Kind: demand.KindPosition, Access: query.Everything, Columns: []query.Column{position("key")}, Params: []any{"no-event"}, Events: []query.Param{0}}
		if got := scanned(s, q); !strings.Contains(got, string(store.NotFound)) {
			t.Errorf("got %s", got)
		}
	})
}

// Scan looks at every node.
func (r *reference) Scan(_ context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	rd := &reader{world: r.world, params: q.Params}
	for _, p := range q.Events {
		if r.nodes[demand.Ref{Kind: demand.KindEvent, Key: rd.text(p)}] == nil {
			return 0, store.Errorf(store.NotFound, "no event with the key %q", rd.text(p))
		}
	}
	yield := begin()
	for _, c := range rd.reached(&query.List{Kind: q.Kind, Access: q.Access}) {
		sort, _ := rd.value(c.ref, demand.SortName).(string)
		outside := len(q.Access.Lists) > 0 && q.Access.Keys == query.NoParam && q.Access.Prop == nil && (sort < q.From || q.To != "" && sort >= q.To)
		if outside || !rd.holds(q.Filter, c.ref) {
			continue
		}
		row := make([]any, len(q.Columns))
		for i, col := range q.Columns {
			row[i] = rd.cell(c.ref, col)
		}
		if err := yield(row); err != nil {
			return 0, err
		}
	}
	return int64(len(r.log)), nil
}

func (r *reader) cell(ref demand.Ref, c query.Column) any {
	if c.Tellings {
		return r.tellings(ref)
	}
	if c.Edge != nil {
		all := []query.Linked{}
		for _, far := range r.related(ref, c.Path[0]) {
			text, _ := far.edge.Props[c.Edge.Name].(string)
			all = append(all, query.Linked{Node: far.ref.Key, Edge: text})
		}
		return all
	}
	at := []demand.Ref{ref}
	for _, rel := range c.Path {
		var next []demand.Ref
		for _, near := range at {
			for _, far := range r.related(near, rel) {
				next = append(next, far.ref)
			}
		}
		at = next
	}
	value := func(ref demand.Ref) any {
		if c.Prop.Name == "key" {
			return ref.Key
		}
		return r.value(ref, c.Prop.Name)
	}
	if c.One() {
		if len(at) == 0 {
			return nil
		}
		return value(at[0])
	}
	values := []string{}
	for _, ref := range at {
		if v, ok := value(ref).(string); ok && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

func (r *reader) tellings(ref demand.Ref) (all []query.Telling) {
	for _, e := range r.out[ref] {
		text := func(name string) string { s, _ := e.Props[name].(string); return s }
		t := query.Telling{ID: text("telling"), Date: text("date"), Certainty: demand.Certainty(text("certainty"))}
		t.Order, _ = e.Props["order"].(int64)
		switch {
		case e.Kind == demand.EvidencedBy:
			t.Annotation, t.Article = e.To.Key, one(r.to(e.To, demand.InArticle))
			t.Start, _ = r.value(e.To, "start").(int64)
			t.End, _ = r.value(e.To, "end").(int64)
		case e.Kind != demand.ImportedBy || t.ID == "":
			continue
		}
		all = append(all, t)
	}
	return all
}
