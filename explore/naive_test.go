package explore_test

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/examples"
	"demandgraph/explore"
	"demandgraph/facts"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/query"
	"demandgraph/store"
	"demandgraph/store/sqlite"
)

func open(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Scheme+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// corpus is a store with the example corpus.
func corpus(t *testing.T) store.Store {
	t.Helper()
	s := open(t)
	sources, err := loaders.WalkFS(examples.Files, "examples")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := loaders.Run(t.Context(), s, loaders.Registry{native.Loader{}}, loaders.Options{Sources: sources, Source: "the example corpus"})
	if err != nil || sum.Rejected > 0 {
		t.Fatal(sum, err)
	}
	return s
}

func ownWord() *facts.Where {
	return &facts.Where{Conditions: []query.Conjunct{query.Holding(query.OwnWord)}}
}

// naive is the whole graph, each edge as "KIND source target", told with what it counts.
type naive struct {
	positions []facts.Position
	asserted  map[string][2]demand.Ref
}

func readAll(t *testing.T, s store.Store, where *facts.Where) *naive {
	t.Helper()
	n := &naive{asserted: map[string][2]demand.Ref{}}
	_, err := facts.Positions(t.Context(), s, where, facts.WantArticles|facts.WantAddressees, func() func(*facts.Position) error {
		n.positions = nil
		return func(p *facts.Position) error { n.positions = append(n.positions, *p); return nil }
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []struct {
		from, to demand.NodeKind
		relation string
		kind     explore.EdgeKind
	}{
		{demand.KindDemand, demand.KindActor, "addressees", explore.AddressedTo}, {demand.KindDemand, demand.KindRegion, "regions", explore.Concerns},
		{demand.KindDemand, demand.KindTopic, "topics", explore.Concerns}, {demand.KindActor, demand.KindActor, "affiliations", explore.AffiliatedWith},
		{demand.KindRegion, demand.KindRegion, "parents", explore.PartOf}, {demand.KindActor, demand.KindEvent, "events", explore.TookPartIn},
	} {
		q := &query.Scan{Kind: e.from, Access: query.Everything, Columns: []query.Column{query.On(e.from, "key"), query.On(e.from, "key", e.relation)}}
		_, err := s.Scan(t.Context(), q, func() func([]any) error {
			return func(row []any) error {
				for _, to := range row[1].([]string) {
					a, b := demand.Ref{Kind: e.from, Key: row[0].(string)}, demand.Ref{Kind: e.to, Key: to}
					n.asserted[name(e.kind, a, b)] = [2]demand.Ref{a, b}
				}
				return nil
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func name(kind explore.EdgeKind, a, b demand.Ref) string { return fmt.Sprint(kind, " ", a, " ", b) }

// edges are all edges with their positions, of actors that are named also what they took for others.
func (n *naive) edges(named ...demand.Ref) (ends map[string][2]demand.Ref, counts map[string]int) {
	ends, counts = maps.Clone(n.asserted), map[string]int{}
	for _, p := range n.positions {
		kind := explore.Responded
		if p.Kind.Makes() {
			kind = explore.Demanded
		}
		to := demand.Ref{Kind: demand.KindDemand, Key: p.Demand}
		principal, taker := demand.Ref{Kind: demand.KindActor, Key: p.Principal(true)}, demand.Ref{Kind: demand.KindActor, Key: p.Taker}
		for i, a := range []demand.Ref{principal, taker} {
			if i == 0 || a != principal && slices.Contains(named, a) {
				ends[name(kind, a, to)] = [2]demand.Ref{a, to}
				counts[name(kind, a, to)]++
			}
		}
	}
	return ends, counts
}

// distances is a search from one vertex over all edges; walks is the number of shortest
// paths to each.
func distances(ends map[string][2]demand.Ref, seeds ...demand.Ref) (steps, walks map[demand.Ref]int) {
	near := map[demand.Ref]map[demand.Ref]bool{}
	for _, e := range ends {
		for i, a := range e {
			if near[a] == nil {
				near[a] = map[demand.Ref]bool{}
			}
			near[a][e[1-i]] = true
		}
	}
	steps, walks = map[demand.Ref]int{}, map[demand.Ref]int{}
	for _, seed := range seeds {
		steps[seed], walks[seed] = 0, 1
	}
	for level := seeds; len(level) > 0; {
		var next []demand.Ref
		for _, a := range level {
			for b := range near[a] {
				if _, seen := steps[b]; !seen {
					steps[b] = steps[a] + 1
					next = append(next, b)
				}
				if steps[b] == steps[a]+1 {
					walks[b] += walks[a]
				}
			}
		}
		level = next
	}
	return steps, walks
}

func (n *naive) vertices() []demand.Ref {
	all := map[demand.Ref]bool{}
	ends, _ := n.edges()
	for _, e := range ends {
		all[e[0]], all[e[1]] = true, true
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b demand.Ref) int {
		return slices.Compare([]string{string(a.Kind), a.Key}, []string{string(b.Kind), b.Key})
	})
}

var usual = explore.Which{Edges: explore.Usual, Positions: ownWord(), RollUp: true}

// A graph is the ball around its seeds with all edges between; the limit cuts it and says so.
func TestGraphAgainstTheWholeCorpus(t *testing.T) {
	s := corpus(t)
	all := readAll(t, s, ownWord())
	told := readAll(t, s, &facts.Where{})
	vertices := all.vertices()
	rapid.Check(t, func(rt *rapid.T) {
		seeds := rapid.SliceOfNDistinct(rapid.SampledFrom(vertices), 1, 3, rapid.ID[demand.Ref]).Draw(rt, "seeds")
		q := &explore.GraphQuery{Which: usual, Seeds: seeds, Depth: rapid.IntRange(0, 4).Draw(rt, "depth"), Limit: rapid.SampledFrom([]int{3, 10, 40, 1000}).Draw(rt, "limit"), Neighbours: true, Betweenness: true, Communities: true}
		g, err := explore.NewGraph(t.Context(), s, q)
		if err != nil {
			rt.Fatal(err)
		}
		ends, counts := all.edges(seeds...)
		steps, _ := distances(ends, seeds...)
		within := 0
		for _, d := range steps {
			if d <= q.Depth {
				within++
			}
		}
		shown := map[demand.Ref]bool{}
		for _, n := range g.Nodes {
			if d, ok := steps[n.Ref]; !ok || d > q.Depth || shown[n.Ref] {
				rt.Errorf("%s is shown, and %d away", n.Ref, d)
			}
			shown[n.Ref] = true
		}
		if len(g.Nodes) != min(within, q.Limit) || g.Truncated != (within > q.Limit) {
			rt.Errorf("%d shown, truncated %t, of %d, limit %d", len(g.Nodes), g.Truncated, within, q.Limit)
		}
		got := map[string]int{}
		for _, e := range g.Edges {
			got[name(e.Kind, e.Source, e.Target)] = len(e.Positions)
			if e.For+e.Against+e.Neutral != len(e.Positions) {
				rt.Errorf("%s has sides %d %d %d", e.ID(), e.For, e.Against, e.Neutral)
			}
		}
		want := map[string]int{}
		for at, e := range ends {
			if shown[e[0]] && shown[e[1]] {
				want[at] = counts[at]
			}
		}
		if !maps.Equal(got, want) {
			rt.Errorf("edges %v, want %v", got, want)
		}
		for _, n := range g.Nodes {
			near := map[demand.Ref]bool{}
			for _, p := range told.positions {
				d := demand.Ref{Kind: demand.KindDemand, Key: p.Demand}
				for _, key := range []string{p.Taker, p.Principal(true)} {
					a := demand.Ref{Kind: demand.KindActor, Key: key}
					if n.Ref == a {
						near[d] = true
					}
					if n.Ref == d {
						near[a] = true
					}
				}
			}
			for _, e := range told.asserted {
				for i := range e {
					if e[i] == n.Ref && e[1-i] != n.Ref {
						near[e[1-i]] = true
					}
				}
			}
			want, got := map[demand.NodeKind]int{}, map[demand.NodeKind]int{}
			for ref := range near {
				want[ref.Kind]++
			}
			for _, c := range n.Neighbours {
				got[c.Kind] = c.Count
			}
			if !maps.Equal(got, want) {
				rt.Errorf("%s has neighbours %v, want %v", n.Ref, got, want)
			}
		}
		again, err := explore.NewGraph(t.Context(), s, q)
		if err != nil || fmt.Sprint(again.Nodes) != fmt.Sprint(g.Nodes) {
			rt.Errorf("asked again: %v\n%v\n%v", err, again.Nodes, g.Nodes)
		}
	})
}

// Paths are all that a search over the whole graph finds.
func TestPathsAgainstTheWholeCorpus(t *testing.T) {
	s := corpus(t)
	all := readAll(t, s, ownWord())
	vertices := all.vertices()
	rapid.Check(t, func(rt *rapid.T) {
		from, to := rapid.SampledFrom(vertices).Draw(rt, "from"), rapid.SampledFrom(vertices).Draw(rt, "to")
		q := &explore.PathsQuery{Which: usual, From: from, To: to, MaxLength: rapid.IntRange(1, 8).Draw(rt, "length"), First: rapid.SampledFrom([]int{1, 5, 100}).Draw(rt, "first")}
		paths, more, err := explore.NewPaths(t.Context(), s, q)
		if err != nil {
			rt.Fatal(err)
		}
		ends, _ := all.edges(from, to)
		steps, walks := distances(ends, from)
		length, reached := steps[to]
		want := walks[to]
		if !reached || length > q.MaxLength {
			want = 0
		}
		if len(paths) != min(want, q.First) || more != (want > q.First) {
			rt.Errorf("%d paths, more %t; there are %d of length %d", len(paths), more, want, length)
		}
		seen := map[string]bool{}
		for _, p := range paths {
			if len(p.Nodes) != length+1 || len(p.Edges) != length || p.Nodes[0] != from || p.Nodes[length] != to || seen[fmt.Sprint(p.Nodes)] {
				rt.Errorf("path %v", p.Nodes)
			}
			seen[fmt.Sprint(p.Nodes)] = true
			for i, e := range p.Edges {
				a, b := p.Nodes[i], p.Nodes[i+1]
				if _, ok := ends[name(e.Kind, e.Source, e.Target)]; !ok || !(e.Source == a && e.Target == b || e.Source == b && e.Target == a) {
					rt.Errorf("edge %s %s %s between %s and %s", e.Kind, e.Source, e.Target, a, b)
				}
			}
		}
	})
}

// counted counts what a store hands over.
type counted struct {
	store.Store
	rows, reads int
}

func (c *counted) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	c.reads++
	return c.Store.Scan(ctx, q, func() func([]any) error {
		yield := begin()
		return func(row []any) error { c.rows++; return yield(row) }
	})
}

func (c *counted) Read(ctx context.Context, q *query.Query) (*query.Answer, error) {
	c.reads++
	a, err := c.Store.Read(ctx, q)
	if err == nil {
		c.rows += rowsOf(&a.Page)
	}
	return a, err
}

func rowsOf(items *query.Items) int {
	n := len(items.Items)
	for _, item := range items.Items {
		if item.Node != nil {
			for i := range item.Node.Lists {
				n += rowsOf(&item.Node.Lists[i])
			}
		}
	}
	return n
}

// hub is a store with an actor that made n demands of another.
func hub(t *testing.T, n int) *counted {
	s := open(t)
	doc := &change.Document{Source: "hub.yaml", Format: "native", Annotator: "anna",
		Article: &change.Article{Key: "hub", Title: "Hub", Extent: demand.ExtentFull, Text: "…", URL: "https://news.example/hub"},
		Actors:  []change.Actor{{Key: "hub", Name: "Hub", Type: demand.ActorTypeState}, {Key: "far", Name: "Far", Type: demand.ActorTypeState}},
		Topics:  []change.Topic{{Key: "peace", Name: "Peace"}}}
	for i := range n {
		key := fmt.Sprintf("d%05d", i)
		doc.Demands = append(doc.Demands, change.Demand{Key: key, Summary: "Demand " + key, Topics: []change.Reference{{Key: "peace"}}})
		doc.Positions = append(doc.Positions, change.Position{Actor: "hub", Kind: demand.PositionKindDemands, Demand: key, Date: demand.MustParseDate(fmt.Sprintf("2025-%02d", 1+i*12/n))})
	}
	last := &doc.Demands[n-1]
	last.Addressees = []change.Reference{{Key: "far"}}
	set := &change.Set{Import: change.Import{Key: "hub-import", Source: "hub.yaml", Format: "native"}, Documents: []*change.Document{doc}}
	if _, err := s.Apply(t.Context(), set, false); err != nil {
		t.Fatal(err)
	}
	return &counted{Store: s}
}

// What is around an actor costs the same with three hundred demands and three thousand,
// and its path to another goes from the other end.
func TestHubCostsWhatIsShown(t *testing.T) {
	var before [2]int
	for _, n := range []int{300, 3000} {
		s := hub(t, n)
		g, err := explore.NewGraph(t.Context(), s, &explore.GraphQuery{Which: usual, Seeds: []demand.Ref{{Kind: demand.KindActor, Key: "hub"}}, Depth: 2, Limit: 50, Neighbours: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Nodes) != 50 || !g.Truncated || g.OmittedNodes < n-49 || g.Nodes[1].Key != fmt.Sprintf("d%05d", n-1) || g.Nodes[0].Neighbours[0].Count != n {
			t.Errorf("%d nodes, omitted %d, first %s, neighbours %v", len(g.Nodes), g.OmittedNodes, g.Nodes[1].Key, g.Nodes[0].Neighbours)
		}
		around := s.rows
		paths, _, err := explore.NewPaths(t.Context(), s, &explore.PathsQuery{Which: usual, From: demand.Ref{Kind: demand.KindActor, Key: "hub"}, To: demand.Ref{Kind: demand.KindActor, Key: "far"}, MaxLength: 6, First: 5})
		if err != nil || len(paths) != 1 || len(paths[0].Edges) != 2 {
			t.Errorf("paths %v, %v", paths, err)
		}
		if now := [2]int{around, s.rows - around}; before != [2]int{} && now != before {
			t.Errorf("%v rows with %d demands, %v before", now, n, before)
		} else {
			before = now
		}
		if s.reads > 60 {
			t.Errorf("%d reads", s.reads)
		}
	}
}
