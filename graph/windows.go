package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/graph/handler/scalar"
	"demandgraph/network"
	"demandgraph/query"
)

// window is one place of a moving window, with its network.
type window struct {
	network.Window
	network *network.Network
}

// actorNetworks answers Query.actorNetworks. Only the networks of its page are computed.
func (b *builder) actorNetworks(f graphql.CollectedField, args map[string]any) (work, error) {
	from, err := b.statements(args)
	if err != nil {
		return nil, err
	}
	given, _ := args["window"].(map[string]any)
	unit, _ := given["unit"].(string)
	size, err := scalar.UnmarshalInt(given["size"])
	if err != nil {
		return nil, within("window", within("size", bad("%v", err)))
	}
	moving := network.MovingWindow{Unit: network.Unit(unit), Size: size}
	c := &connection{order: "window"}
	own := &builder{op: b.op, query: &query.Query{}}
	page, err := own.page(args, c.order)
	if err != nil {
		return nil, err
	}
	limit, _ := own.query.Params[page.Size].(int64)
	after := ""
	if page.After != query.NoParam {
		after, _ = own.query.Params[page.After].(string)
	}
	s := b.shows()
	label := s.labelled(demand.KindActor, labels[demand.KindActor])
	windows := map[string]*window{} // of the page, by their middles, when they have been worked out
	c.node = func(set ast.SelectionSet) (func(*writer, *query.Item), error) {
		plan, err := b.window(s, set)
		return func(w *writer, item *query.Item) { plan.write(w, windows[item.Sort]) }, err
	}
	plan, err := b.connection(c, f)
	return func(r *reading) (func(*writer), error) {
		all, err := from.read(r)
		if err != nil {
			return nil, err
		}
		options := from.options
		if err := articleDays(r, &options, all); err != nil {
			return nil, err
		}
		series, err := network.ActorNetworks(all, options, moving)
		if err != nil {
			return nil, refusedNetwork(err)
		}
		items := &query.Items{Total: int64(series.Len())}
		for i := range series.Len() {
			at := series.Window(i)
			switch {
			case at.At <= after:
				items.HasPrevious = true
				continue
			case len(items.Items) == int(limit):
				items.HasNext = true
			}
			if items.HasNext {
				break
			}
			n, err := series.Network(i)
			if err != nil {
				return nil, refusedNetwork(err)
			}
			wantNodes(s, demand.KindActor, n.Nodes)
			windows[at.At] = &window{at, n}
			items.Items = append(items.Items, query.Item{Sort: at.At})
		}
		if err := s.read(r); err != nil {
			return nil, err
		}
		for _, item := range items.Items {
			windows[item.Sort].network.Sort(label)
		}
		return func(w *writer) { plan.write(w, items) }, nil
	}, err
}

// window gives the plan of an ActorNetworkWindow.
func (b *builder) window(s *shown, set ast.SelectionSet) (object[*window], error) {
	return planOf(b, set, "ActorNetworkWindow", func(f graphql.CollectedField) (func(*writer, *window), error) {
		switch f.Name {
		case "at":
			return func(w *writer, win *window) { w.string(win.At) }, nil
		case "from":
			return func(w *writer, win *window) { w.string(win.From) }, nil
		case "to":
			return func(w *writer, win *window) { w.string(win.To) }, nil
		case "statements":
			return func(w *writer, win *window) { w.int(int64(win.Statements)) }, nil
		case "network":
			plan, err := b.network(s, demand.KindActor, f)
			return func(w *writer, win *window) { plan.write(w, win.network) }, err
		}
		return nil, unanswered(f)
	})
}
