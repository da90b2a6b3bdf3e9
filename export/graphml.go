package export

import (
	"fmt"
	"io"
)

// graphML writes GraphML 1.0 (http://graphml.graphdrawing.org): attributes as keys of
// their own for nodes (n0, …) and edges (e0, …).
type graphML struct {
	markup
	head *graphHead
}

func newGraphML(w io.Writer) graphFile { return &graphML{markup: newMarkup(w)} }

func (g *graphML) begin(h *graphHead) error {
	g.head = h
	_ = g.raw(`<?xml version="1.0" encoding="UTF-8"?>`)
	_ = g.raw(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`)
	keys := func(of, prefix string, attributes []attribute) {
		for i, a := range attributes {
			_ = g.line(`<key id="%s" for="%s" attr.name="%s" attr.type="%s"/>`, fmt.Sprint(prefix, i), of, a.name, string(a.typ))
		}
	}
	keys("node", "n", append([]attribute{{"label", stringType}, {"start", stringType}, {"end", stringType}}, h.vertices...))
	keys("edge", "e", append([]attribute{{"label", stringType}, {"start", stringType}, {"end", stringType}, {"weight", doubleType}}, h.edges...))
	direction := "undirected"
	if h.directed {
		direction = "directed"
	}
	return g.line(`<graph id="%s" edgedefault="%s">`, h.name, direction)
}

func (g *graphML) data(prefix string, values ...string) {
	for i, v := range values {
		if v != "" {
			_ = g.line(`<data key="%s">%s</data>`, fmt.Sprint(prefix, i), v)
		}
	}
}

func (g *graphML) vertex(v *vertex) error {
	_ = g.line(`<node id="%s">`, v.id)
	g.data("n", append([]string{v.label, v.start, v.end}, v.values...)...)
	return g.raw("</node>")
}

func (g *graphML) link(e *link) error {
	_ = g.line(`<edge id="%s" source="%s" target="%s">`, e.id, e.source, e.target)
	weight := ""
	if g.head.weighted {
		weight = number(e.weight)
	}
	g.data("e", append([]string{e.label, e.start, e.end, weight}, e.values...)...)
	return g.raw("</edge>")
}

func (g *graphML) end() error {
	_ = g.raw("</graph>\n</graphml>")
	return g.w.Flush()
}
