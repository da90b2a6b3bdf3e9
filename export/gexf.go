package export

import (
	"fmt"
	"io"
)

// gexf writes GEXF 1.2 (https://gexf.net), which most programs read, dynamic: nodes and edges have the days
// between which they lie.
type gexf struct {
	markup
	head  *graphHead
	edges bool // nodes are done
}

func newGEXF(w io.Writer) graphFile { return &gexf{markup: newMarkup(w)} }

func (g *gexf) begin(h *graphHead) error {
	g.head = h
	_ = g.raw(`<?xml version="1.0" encoding="UTF-8"?>`)
	_ = g.raw(`<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">`)
	_ = g.raw(`<meta><creator>demandgraph</creator></meta>`)
	direction := "undirected"
	if h.directed {
		direction = "directed"
	}
	_ = g.line(`<graph defaultedgetype="%s" mode="dynamic" timeformat="date">`, direction)
	for _, of := range []struct {
		class      string
		attributes []attribute
	}{{"node", h.vertices}, {"edge", h.edges}} {
		_ = g.line(`<attributes class="%s">`, of.class)
		for i, a := range of.attributes {
			_ = g.line(`<attribute id="%s" title="%s" type="%s"/>`, fmt.Sprint(i), a.name, string(a.typ))
		}
		_ = g.raw(`</attributes>`)
	}
	return g.raw("<nodes>")
}

func (g *gexf) values(values []string) {
	_ = g.raw("<attvalues>")
	for i, v := range values {
		if v != "" {
			_ = g.line(`<attvalue for="%s" value="%s"/>`, fmt.Sprint(i), v)
		}
	}
	_ = g.raw("</attvalues>")
}

func (g *gexf) vertex(v *vertex) error {
	_ = g.raw("<node" + attr("id", v.id) + attr("label", v.label) + attr("start", v.start) + attr("end", v.end) + ">")
	g.values(v.values)
	return g.raw("</node>")
}

func (g *gexf) links() {
	if !g.edges {
		g.edges = true
		_ = g.raw("</nodes>\n<edges>")
	}
}

func (g *gexf) link(e *link) error {
	g.links()
	weight := ""
	if g.head.weighted {
		weight = number(e.weight)
	}
	_ = g.raw("<edge" + attr("id", e.id) + attr("source", e.source) + attr("target", e.target) + attr("label", e.label) +
		attr("weight", weight) + attr("start", e.start) + attr("end", e.end) + ">")
	g.values(e.values)
	return g.raw("</edge>")
}

func (g *gexf) end() error {
	g.links()
	_ = g.raw("</edges>\n</graph>\n</gexf>")
	return g.w.Flush()
}
