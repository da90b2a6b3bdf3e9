package export

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// valueType is the type of an attribute in a graph file.
type valueType string

const (
	stringType valueType = "string"
	longType   valueType = "long"
	doubleType valueType = "double"
)

// attribute is something that nodes or edges of a graph file say.
type attribute struct {
	name string
	typ  valueType
}

// vertex is a node of a graph file. Values stand in the order of the graph's attributes,
// "" where there is none.
type vertex struct {
	id, label  string
	start, end string // first and last day, "" where not known
	values     []string
}

// link is an edge of a graph file.
type link struct {
	id, source, target string
	kind, label        string
	start, end         string
	weight             float64 // only where the graph is weighted
	values             []string
}

// graphFile is a format of graphs. Vertices come before edges.
type graphFile interface {
	begin(*graphHead) error
	vertex(*vertex) error
	link(*link) error
	end() error
}

// graphHead says what a graph holds.
type graphHead struct {
	name       string
	directed   bool
	weighted   bool
	vertices   []attribute
	edges      []attribute
	multigraph bool
}

var vertexAttributes = []attribute{
	{"kind", stringType}, {"key", stringType}, {"name", stringType}, {"type", stringType}, {"aliases", stringType},
	{"description", stringType}, {"status", stringType}, {"wikidataId", stringType}, {"isoCode", stringType},
	{"latitude", doubleType}, {"longitude", doubleType},
}

var edgeAttributes = []attribute{
	{"kind", stringType}, {"side", stringType}, {"date", stringType}, {"phase", stringType}, {"certainty", stringType},
	{"onBehalfOf", stringType}, {"accordingTo", stringType}, {"event", stringType}, {"articles", stringType},
	{"role", stringType}, {"title", stringType}, {"note", stringType},
}

// identity is the id of a node in a graph file; keys have no colon.
func identity(kind demand.NodeKind, key string) string { return string(kind) + ":" + key }

// named values of an edge, in the order of edgeAttributes.
func edgeValues(said map[string]string) []string {
	out := make([]string, len(edgeAttributes))
	for i, a := range edgeAttributes {
		out[i] = said[a.name]
	}
	return out
}

// keySets are keys by kind.
type keySets map[demand.NodeKind]map[string]bool

func (s keySets) add(kind demand.NodeKind, key string) {
	if key == "" {
		return
	}
	if s[kind] == nil {
		s[kind] = map[string]bool{}
	}
	s[kind][key] = true
}

func (s keySets) sorted(kind demand.NodeKind) []string { return slices.Sorted(maps.Keys(s[kind])) }

// around finds the nodes of a graph of positions: who took them and for whom, according
// to whom, the demands, the occasions.
func around(ctx context.Context, r Reader, w *facts.Where) (keySets, error) {
	var sets keySets
	_, err := facts.Positions(ctx, r, w, 0, func() func(*facts.Position) error {
		sets = keySets{}
		return func(p *facts.Position) error {
			sets.add(demand.KindActor, p.Taker)
			sets.add(demand.KindActor, p.For)
			sets.add(demand.KindActor, p.AccordingTo)
			sets.add(demand.KindDemand, p.Demand)
			sets.add(demand.KindEvent, p.Event)
			return nil
		}
	})
	return sets, err
}

// The nodes of a graph, with the edges that are written between them.
func graphDemand() *query.Selection {
	s := wanted(demand.KindDemand, "key", "summary", "description", "status", "madeOn", "lastActionOn")
	many(s, "addressees", wanted(demand.KindActor, "key"))
	many(s, "regions", wanted(demand.KindRegion, "key"))
	return many(s, "topics", wanted(demand.KindTopic, "key"))
}

func graphRegion() *query.Selection {
	s := wanted(demand.KindRegion, "key", "name", "type", "aliases", "wikidataId", "isoCode", "location")
	return many(s, "parents", wanted(demand.KindRegion, "key"))
}

func graphActor() *query.Selection {
	s := wanted(demand.KindActor, "key", "name", "type", "aliases", "description", "wikidataId")
	return many(s, "affiliations", wanted(demand.KindActor, "key"))
}

func graphEvent() *query.Selection {
	return many(wanted(demand.KindEvent, "key", "name", "type", "start", "end"), "participants", wanted(demand.KindActor, "key"))
}

func graphTopic() *query.Selection {
	return wanted(demand.KindTopic, "key", "name", "aliases", "description")
}

// writeGraph writes the positions that are meant as a graph with an edge for each, from
// taker to demand. Beside those that positions name, its nodes are whom their demands
// are addressed to and what they concern, and the regions that these are part of. Edges
// of the other kinds join nodes of the graph.
func writeGraph(ctx context.Context, r Reader, w *facts.Where, f graphFile) error {
	sets, err := around(ctx, r, w)
	if err != nil {
		return err
	}
	head := &graphHead{name: "demandgraph", directed: true, multigraph: true, vertices: vertexAttributes, edges: edgeAttributes}
	if err := f.begin(head); err != nil {
		return err
	}
	g := &graphWriter{f: f, sets: sets}
	if err := nodes(ctx, r, graphDemand(), sets.sorted(demand.KindDemand), g.demand); err != nil {
		return err
	}
	for left := sets.sorted(demand.KindRegion); len(left) > 0; { // upwards, each once
		g.above = nil
		if err := nodes(ctx, r, graphRegion(), left, g.region); err != nil {
			return err
		}
		slices.Sort(g.above)
		left = slices.Compact(g.above)
	}
	for _, kind := range []struct {
		sel   *query.Selection
		write func(row) error
	}{{graphTopic(), g.topic}, {graphEvent(), g.event}, {graphActor(), g.actor}} {
		if err := nodes(ctx, r, kind.sel, sets.sorted(kind.sel.Kind), kind.write); err != nil {
			return err
		}
	}
	if err := g.writeEdges(); err != nil {
		return err
	}
	if err := g.positions(ctx, r, w); err != nil {
		return err
	}
	return f.end()
}

// graphWriter writes nodes as they are read and keeps the edges between them.
type graphWriter struct {
	f     graphFile
	sets  keySets
	edges []link
	above []string // regions that have been met as parents only
}

func (g *graphWriter) vertex(n row, label, start, end string, said map[string]string) error {
	said["kind"], said["key"], said["name"] = string(n.Kind), n.Key, label
	v := &vertex{id: identity(n.Kind, n.Key), label: label, start: start, end: end}
	for _, a := range vertexAttributes {
		v.values = append(v.values, said[a.name])
	}
	return g.f.vertex(v)
}

func (g *graphWriter) edge(kind demand.EdgeKind, from, to demand.Ref, edge map[string]any, identifies ...string) {
	said := map[string]string{"kind": string(kind)}
	for name, v := range edge {
		if s, ok := v.(string); ok {
			said[name] = s
		}
	}
	said["kind"] = string(kind)
	delete(said, "date")
	e := link{source: identity(from.Kind, from.Key), target: identity(to.Kind, to.Key), kind: string(kind), label: string(kind), values: edgeValues(said)}
	e.id = strings.Join(append([]string{string(kind), from.Key, string(to.Kind), to.Key}, identifies...), ":")
	if from, err := demand.ParseDate(said["from"]); err == nil && !from.IsZero() {
		e.start = from.First()
	}
	if to, err := demand.ParseDate(said["to"]); err == nil && !to.IsZero() {
		e.end = to.Last()
	}
	g.edges = append(g.edges, e)
}

func (g *graphWriter) demand(n row) error {
	self := demand.Ref{Kind: n.Kind, Key: n.Key}
	for _, a := range n.many("addressees") {
		g.sets.add(demand.KindActor, a.Key)
		g.edge(demand.AddressedTo, self, demand.Ref{Kind: demand.KindActor, Key: a.Key}, a.edge)
	}
	for _, name := range []string{"regions", "topics"} {
		for _, about := range n.many(name) {
			g.sets.add(about.Kind, about.Key)
			g.edge(demand.Concerns, self, demand.Ref{Kind: about.Kind, Key: about.Key}, about.edge)
		}
	}
	start, _ := days(n.text("madeOn"), "")
	_, end := days("", n.text("lastActionOn"))
	return g.vertex(n, n.text("summary"), start, end, map[string]string{"description": n.text("description"), "status": n.text("status")})
}

func (g *graphWriter) region(n row) error {
	for _, parent := range n.many("parents") {
		if !g.sets[demand.KindRegion][parent.Key] {
			g.sets.add(demand.KindRegion, parent.Key)
			g.above = append(g.above, parent.Key)
		}
		g.edge(demand.PartOf, demand.Ref{Kind: n.Kind, Key: n.Key}, demand.Ref{Kind: demand.KindRegion, Key: parent.Key}, parent.edge)
	}
	said := map[string]string{"type": n.text("type"), "aliases": joined(n.texts("aliases")), "wikidataId": n.text("wikidataId"), "isoCode": n.text("isoCode")}
	if at, ok := n.value("location").([2]float64); ok {
		said["latitude"], said["longitude"] = number(at[0]), number(at[1])
	}
	return g.vertex(n, n.text("name"), "", "", said)
}

func (g *graphWriter) topic(n row) error {
	return g.vertex(n, n.text("name"), "", "", map[string]string{"aliases": joined(n.texts("aliases")), "description": n.text("description")})
}

func (g *graphWriter) event(n row) error {
	for _, p := range n.many("participants") {
		if g.sets[demand.KindActor][p.Key] {
			g.edge(demand.TookPartIn, demand.Ref{Kind: demand.KindActor, Key: p.Key}, demand.Ref{Kind: n.Kind, Key: n.Key}, p.edge)
		}
	}
	first, last := days(n.text("start"), n.text("end"))
	return g.vertex(n, n.text("name"), first, last, map[string]string{"type": n.text("type")})
}

func (g *graphWriter) actor(n row) error {
	for _, a := range n.many("affiliations") {
		if g.sets[demand.KindActor][a.Key] {
			g.edge(demand.AffiliatedWith, demand.Ref{Kind: n.Kind, Key: n.Key}, demand.Ref{Kind: demand.KindActor, Key: a.Key}, a.edge, a.say("role"), a.say("from"))
		}
	}
	return g.vertex(n, n.text("name"), "", "", map[string]string{"type": n.text("type"), "aliases": joined(n.texts("aliases")),
		"description": n.text("description"), "wikidataId": n.text("wikidataId")})
}

func (g *graphWriter) writeEdges() error {
	slices.SortFunc(g.edges, func(a, b link) int { return strings.Compare(a.id, b.id) })
	for i := range g.edges {
		if err := g.f.link(&g.edges[i]); err != nil {
			return err
		}
	}
	g.edges = nil
	return nil
}

// positions writes an edge for each position. The days between which it lies are those
// that its date can mean, else those of its event.
func (g *graphWriter) positions(ctx context.Context, r Reader, w *facts.Where) error {
	begun := false
	_, err := facts.Positions(ctx, r, w, facts.WantArticles|facts.WantEventDays, func() func(*facts.Position) error {
		again := begun
		begun = true
		return func(p *facts.Position) error {
			if again {
				return changed("it had to begin again")
			}
			for _, end := range []demand.Ref{{Kind: demand.KindActor, Key: p.Taker}, {Kind: demand.KindActor, Key: p.For}, {Kind: demand.KindActor, Key: p.AccordingTo},
				{Kind: demand.KindDemand, Key: p.Demand}, {Kind: demand.KindEvent, Key: p.Event}} {
				if end.Key != "" && !g.sets[end.Kind][end.Key] {
					return changed(fmt.Sprintf("%s came anew", end))
				}
			}
			e := &link{id: identity(demand.KindPosition, p.Key), source: identity(demand.KindActor, p.Taker), target: identity(demand.KindDemand, p.Demand),
				kind: string(p.Kind), label: string(p.Kind)}
			e.start, e.end = p.Date.First(), p.Date.Last()
			if p.Date.IsZero() {
				e.start, e.end = days(p.EventStart.String(), p.EventEnd.String())
			}
			e.values = edgeValues(map[string]string{"kind": string(p.Kind), "side": string(p.Kind.Side()), "date": p.Date.String(), "phase": string(p.Phase),
				"certainty": string(p.Certainty), "onBehalfOf": p.For, "accordingTo": p.AccordingTo, "event": p.Event, "articles": strings.Join(p.Articles, " ")})
			return g.f.link(e)
		}
	})
	return err
}

// days are the first day of a date and the last of another, or of the first where that is missing.
func days(start, end string) (first, last string) {
	s, _ := demand.ParseDate(start)
	e, _ := demand.ParseDate(end)
	if start != "" {
		first, last = s.First(), s.Last()
	}
	if end != "" {
		last = e.Last()
	}
	return first, last
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
