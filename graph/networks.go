package graph

import (
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/graph/handler/scalar"
	"demandgraph/network"
	"demandgraph/query"
)

// maxNetwork bounds the nodes of a network in one answer.
const maxNetwork = 500

// statements says which statements a network is made of.
type statements struct {
	where    *facts.Where
	articles *facts.Where // that tell; nil for all
	by       network.By
	options  network.Options
}

// statements reads the arguments that all networks have.
func (b *builder) statements(args map[string]any) (*statements, error) {
	text := func(name string) string { s, _ := args[name].(string); return s }
	s := &statements{by: network.By(text("by"))}
	s.options = network.Options{Relation: network.Relation(text("relation")), Duplicates: network.Duplicates(text("duplicates")),
		Normalization: network.Normalization(text("normalization")), Isolates: args["isolates"] == true, MaxNodes: maxNetwork}
	if v := args["minStatements"]; v != nil {
		n, err := scalar.UnmarshalInt(v)
		if err != nil {
			return nil, within("minStatements", bad("%v", err))
		}
		s.options.MinStatements = n
	}
	for name, to := range map[string]*string{"from": &s.options.From, "to": &s.options.To} {
		if args[name] == nil {
			continue
		}
		d, err := parseDate(args[name])
		if err != nil {
			return nil, within(name, err)
		}
		if *to = d.First(); name == "to" {
			*to = d.Last()
		}
	}
	filter, _ := args["filter"].(map[string]any)
	var err error
	if s.where, err = b.positions(filter, nil, counting{ownWordOnly: args["ownWordOnly"] != false, rollUp: true}); err != nil {
		return nil, err
	}
	if told, ok := filter["article"].(map[string]any); ok && asksDirectly(told) {
		if s.articles, err = b.nodesWhere(demand.KindArticle, withoutQuantities(told)); err != nil {
			return nil, within("filter", within("article", err))
		}
	}
	return s, nil
}

// withoutQuantities is what a condition through a relation says of the node itself.
func withoutQuantities(given map[string]any) map[string]any {
	own := map[string]any{}
	for name, v := range given {
		if name != "some" && name != "none" && name != "edge" {
			own[name] = v
		}
	}
	return own
}

// read reads the statements.
func (s *statements) read(r *reading) ([]network.Statement, error) {
	var telling map[string]bool // articles; nil for all
	if s.articles != nil {
		keys, _, err := facts.Keys(r, r, demand.KindArticle, s.articles, query.ScanLimit)
		if err != nil {
			return nil, err
		}
		telling = make(map[string]bool, len(keys))
		for _, key := range keys {
			telling[key] = true
		}
	}
	var all []network.Statement
	_, err := facts.Positions(r, r, s.where, facts.WantTellings|facts.WantTypes, func() func(*facts.Position) error {
		all = nil
		return func(p *facts.Position) error {
			quotes := make([]network.Quote, 0, len(p.Tellings))
			for _, t := range p.Tellings {
				if telling != nil && !telling[t.Article] {
					continue
				}
				quotes = append(quotes, network.Quote{Telling: t.ID, Article: t.Article, Date: demand.MustParseDate(t.Date), Start: int(t.Start), End: int(t.End)})
			}
			if telling == nil || len(quotes) > 0 {
				all = append(all, network.StatementsOf(p.Act(), p.TakerType, quotes, s.by)...)
			}
			return nil
		}
	})
	return all, err
}

// refusedNetwork gives what a network refuses as an error for the client.
func refusedNetwork(err error) error {
	var option *network.OptionError
	var size *network.SizeError
	switch {
	case errors.As(err, &option):
		return within(option.Option, bad("%s", option.Message))
	case errors.As(err, &size):
		return refused("%s", size.Error())
	}
	return err
}

// oneMode answers Query.actorNetwork and Query.demandNetwork.
func (b *builder) oneMode(kind demand.NodeKind, compute func([]network.Statement, network.Options) (*network.Network, error)) func(graphql.CollectedField, map[string]any) (work, error) {
	return func(f graphql.CollectedField, args map[string]any) (work, error) {
		from, err := b.statements(args)
		if err != nil {
			return nil, err
		}
		s := b.shows()
		label := s.labelled(kind, labels[kind])
		plan, err := b.network(s, kind, f)
		return func(r *reading) (func(*writer), error) {
			all, err := from.read(r)
			if err != nil {
				return nil, err
			}
			n, err := compute(all, from.options)
			if err != nil {
				return nil, refusedNetwork(err)
			}
			wantNodes(s, kind, n.Nodes)
			if err := s.read(r); err != nil {
				return nil, err
			}
			n.Sort(label)
			return func(w *writer) { plan.write(w, n) }, nil
		}, err
	}
}

func (b *builder) actorNetwork(f graphql.CollectedField, args map[string]any) (work, error) {
	return b.oneMode(demand.KindActor, network.ActorNetwork)(f, args)
}

func (b *builder) demandNetwork(f graphql.CollectedField, args map[string]any) (work, error) {
	return b.oneMode(demand.KindDemand, network.DemandNetwork)(f, args)
}

// labels are the properties by which nodes of networks are sorted; ties go by key.
var labels = map[demand.NodeKind]string{demand.KindActor: "name", demand.KindDemand: "summary"}

func wantNodes(s *shown, kind demand.NodeKind, nodes []network.Node) {
	for _, n := range nodes {
		s.want(kind, n.Key)
	}
}

// network gives the plan of an ActorNetwork or a DemandNetwork.
func (b *builder) network(s *shown, kind demand.NodeKind, f graphql.CollectedField) (object[*network.Network], error) {
	return plan(b, f, string(kind)+"Network", func(f graphql.CollectedField) (func(*writer, *network.Network), error) {
		switch f.Name {
		case "nodes":
			node, err := plan(b, f, string(kind)+"NetworkNode", func(f graphql.CollectedField) (func(*writer, *network.Node), error) {
				if f.Name == "statements" {
					return func(w *writer, n *network.Node) { w.int(int64(n.Statements)) }, nil
				}
				node, err := s.node(kind, f.Selections)
				return func(w *writer, n *network.Node) { node(w, n.Key) }, err
			})
			return func(w *writer, n *network.Network) { writeList(w, n.Nodes, node.write) }, err
		case "edges":
			edge, err := plan(b, f, string(kind)+"NetworkEdge", func(f graphql.CollectedField) (func(*writer, networkEdge), error) {
				if f.Name == "weight" {
					return func(w *writer, e networkEdge) { w.float(e.Weight) }, nil
				}
				node, err := s.node(kind, f.Selections)
				if f.Name == "source" {
					return func(w *writer, e networkEdge) { node(w, e.nodes[e.Source].Key) }, err
				}
				return func(w *writer, e networkEdge) { node(w, e.nodes[e.Target].Key) }, err
			})
			return func(w *writer, n *network.Network) {
				writeList(w, n.Edges, func(w *writer, e *network.Edge) { edge.write(w, networkEdge{e, n.Nodes}) })
			}, err
		}
		return nil, unanswered(f)
	})
}

// networkEdge is an edge with the nodes of its network.
type networkEdge struct {
	*network.Edge
	nodes []network.Node
}

// affiliationNetwork answers Query.affiliationNetwork.
func (b *builder) affiliationNetwork(f graphql.CollectedField, args map[string]any) (work, error) {
	from, err := b.statements(args)
	if err != nil {
		return nil, err
	}
	s := b.shows()
	actor, about := s.labelled(demand.KindActor, labels[demand.KindActor]), s.labelled(demand.KindDemand, labels[demand.KindDemand])
	type at struct {
		*network.Cell
		of *network.Affiliations
	}
	cells := func(f graphql.CollectedField) (func(*writer, at), error) {
		switch f.Name {
		case "weight":
			return func(w *writer, c at) { w.float(c.Weight) }, nil
		case "actor":
			node, err := s.node(demand.KindActor, f.Selections)
			return func(w *writer, c at) { node(w, c.of.Actors[c.Actor].Key) }, err
		case "demand":
			node, err := s.node(demand.KindDemand, f.Selections)
			return func(w *writer, c at) { node(w, c.of.Demands[c.Demand].Key) }, err
		}
		return nil, unanswered(f)
	}
	written, err := plan(b, f, "AffiliationNetwork", func(f graphql.CollectedField) (func(*writer, *network.Affiliations), error) {
		switch f.Name {
		case "rows":
			node, err := s.node(demand.KindActor, f.Selections)
			return func(w *writer, n *network.Affiliations) { writeNodes(w, n.Actors, node) }, err
		case "columns":
			node, err := s.node(demand.KindDemand, f.Selections)
			return func(w *writer, n *network.Affiliations) { writeNodes(w, n.Demands, node) }, err
		case "cells":
			cell, err := plan(b, f, "AffiliationCell", cells)
			return func(w *writer, n *network.Affiliations) {
				writeList(w, n.Cells, func(w *writer, c *network.Cell) { cell.write(w, at{c, n}) })
			}, err
		}
		return nil, unanswered(f)
	})
	return func(r *reading) (func(*writer), error) {
		all, err := from.read(r)
		if err != nil {
			return nil, err
		}
		n, err := network.AffiliationNetwork(all, from.options)
		if err != nil {
			return nil, refusedNetwork(err)
		}
		wantNodes(s, demand.KindActor, n.Actors)
		wantNodes(s, demand.KindDemand, n.Demands)
		if err := s.read(r); err != nil {
			return nil, err
		}
		n.Sort(actor, about)
		return func(w *writer) { written.write(w, n) }, nil
	}, err
}

func writeNodes(w *writer, nodes []network.Node, node func(*writer, string)) {
	writeList(w, nodes, func(w *writer, n *network.Node) { node(w, n.Key) })
}

// articleDays widens the range of windows, where it has no bounds, to the days of the
// first and the last article.
func articleDays(r *reading, o *network.Options, all []network.Statement) error {
	days := make([]string, 0, len(all)+2)
	for _, s := range all {
		days = append(days, s.Day)
	}
	for _, desc := range []bool{false, true} {
		conditions := query.Order{By: "publishedAt", Desc: desc}
		l := &query.List{Kind: demand.KindArticle, Order: conditions, Rows: true, Plain: true, Page: query.Page{Size: 0, After: query.NoParam, Before: query.NoParam},
			Select: &query.Selection{Kind: demand.KindArticle, Props: []demand.Prop{query.On(demand.KindArticle, "publishedAt").Prop}}}
		l.Access, l.Filter = query.Plan(demand.KindArticle, nil, conditions)
		answer, err := r.store.Read(r, &query.Query{List: l, Params: []any{int64(1)}})
		if err != nil {
			return err
		}
		r.saw(answer.Version)
		for _, item := range answer.Page.Items {
			if text, ok := item.Node.Values[0].(string); ok {
				days = append(days, demand.MustParseDate(text).First())
			}
		}
	}
	days = slices.DeleteFunc(days, func(day string) bool { return day == "" })
	if len(days) == 0 {
		return nil
	}
	if o.From == "" {
		o.From = slices.Min(days)
	}
	if o.To == "" {
		o.To = max(slices.Max(days), o.From)
	}
	return nil
}
