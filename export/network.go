package export

import (
	"context"
	"fmt"
	"io"
	"slices"

	"demandgraph/demand"
	"demandgraph/network"
)

// Network is a discourse network that was computed: exactly one of OneMode and TwoMode is
// set. Kind is that of the nodes of OneMode.
type Network struct {
	Kind    demand.NodeKind
	OneMode *network.Network
	TwoMode *network.Affiliations
}

// end is a node of a network with its name.
type end struct {
	kind       demand.NodeKind
	key, name  string
	statements int
}

func (e end) id() string { return identity(e.kind, e.key) }

// labelled is a network with the names of its nodes. Rows and columns are the same of one mode.
type labelled struct {
	rows, columns []end
	twoMode       bool
	weights       []network.Edge // Source of rows, Target of columns
}

func (n *Network) labelled(ctx context.Context, r Reader) (*labelled, error) {
	if n.OneMode != nil {
		rows, err := ends(ctx, r, n.Kind, n.OneMode.Nodes)
		return &labelled{rows: rows, columns: rows, weights: n.OneMode.Edges}, err
	}
	rows, err := ends(ctx, r, demand.KindActor, n.TwoMode.Actors)
	if err != nil {
		return nil, err
	}
	columns, err := ends(ctx, r, demand.KindDemand, n.TwoMode.Demands)
	out := &labelled{rows: rows, columns: columns, twoMode: true}
	for _, c := range n.TwoMode.Cells {
		out.weights = append(out.weights, network.Edge{Source: c.Actor, Target: c.Demand, Weight: c.Weight})
	}
	return out, err
}

func ends(ctx context.Context, r Reader, kind demand.NodeKind, of []network.Node) ([]end, error) {
	property := "name"
	if kind == demand.KindDemand {
		property = "summary"
	}
	var keys []string
	for _, n := range of {
		keys = append(keys, n.Key)
	}
	out := make([]end, 0, len(of))
	err := nodes(ctx, r, wanted(kind, "key", property), keys, func(n row) error {
		out = append(out, end{kind, n.Key, n.text(property), of[len(out)].Statements})
		return nil
	})
	return out, err
}

// dense is the matrix. Of one mode it is symmetric, with a diagonal of 0.
func (l *labelled) dense() [][]float64 {
	m := make([][]float64, len(l.rows))
	for i := range m {
		m[i] = make([]float64, len(l.columns))
	}
	for _, e := range l.weights {
		m[e.Source][e.Target] = e.Weight
		if !l.twoMode {
			m[e.Target][e.Source] = e.Weight
		}
	}
	return m
}

// graph writes the network in a format of graphs.
func (l *labelled) graph(f graphFile) error {
	h := &graphHead{name: "demandgraph", weighted: true,
		vertices: []attribute{{"kind", stringType}, {"key", stringType}, {"statements", longType}}, edges: []attribute{{"kind", stringType}}}
	if err := f.begin(h); err != nil {
		return err
	}
	all := slices.Clone(l.rows)
	if l.twoMode {
		all = append(all, l.columns...)
	}
	for _, e := range all {
		if err := f.vertex(&vertex{id: e.id(), label: e.name, values: []string{string(e.kind), e.key, fmt.Sprint(e.statements)}}); err != nil {
			return err
		}
	}
	kind := "TOGETHER"
	if l.twoMode {
		kind = "STATED"
	}
	for i, e := range l.weights {
		err := f.link(&link{id: fmt.Sprint("edge:", i), source: l.rows[e.Source].id(), target: l.columns[e.Target].id(), kind: kind,
			weight: e.Weight, values: []string{kind}})
		if err != nil {
			return err
		}
	}
	return f.end()
}

// matrix writes CSV: the first line has the keys of the columns, each other the key of a row and its weights.
func (l *labelled) matrix(w io.Writer) error {
	header := []string{""}
	for _, c := range l.columns {
		header = append(header, c.key)
	}
	t, err := newTable(w, header...)
	if err != nil {
		return err
	}
	for i, weights := range l.dense() {
		cells := []string{l.rows[i].key}
		for _, weight := range weights {
			cells = append(cells, number(weight))
		}
		if err := t.write(cells...); err != nil {
			return err
		}
	}
	return t.end()
}
