package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
)

// cytoscape writes Cytoscape.js JSON (https://js.cytoscape.org/#notation/elements-json),
// which Cytoscape reads too.
type cytoscape struct {
	w     *bufio.Writer
	head  *graphHead
	some  bool // an element of the list has been written
	edges bool
}

func newCytoscape(w io.Writer) graphFile { return &cytoscape{w: bufio.NewWriter(w)} }

func (c *cytoscape) begin(h *graphHead) error {
	c.head = h
	head, err := json.Marshal(map[string]any{"name": h.name})
	if err != nil {
		return err
	}
	_, err = c.w.WriteString(`{"format_version":"1.0","generated_by":"demandgraph","directed":` + strconv.FormatBool(h.directed) +
		`,"multigraph":` + strconv.FormatBool(h.multigraph) + `,"data":` + string(head) + `,"elements":{"nodes":[`)
	return err
}

func (c *cytoscape) element(data map[string]any) error {
	text, err := json.Marshal(map[string]any{"data": data})
	if err != nil {
		return err
	}
	if c.some {
		_ = c.w.WriteByte(',')
	}
	c.some = true
	_ = c.w.WriteByte('\n')
	_, err = c.w.Write(text)
	return err
}

// said puts values in the types of their attributes.
func said(to map[string]any, attributes []attribute, values []string) {
	for i, v := range values {
		if v == "" {
			continue
		}
		to[attributes[i].name] = v
		if attributes[i].typ != stringType {
			to[attributes[i].name] = json.Number(v)
		}
	}
}

func (c *cytoscape) vertex(v *vertex) error {
	data := map[string]any{"id": v.id, "value": v.id, "label": v.label} // value is what networkx takes for the node
	days := map[string]string{"start": v.start, "end": v.end}
	said(data, c.head.vertices, v.values)
	for name, day := range days {
		if day != "" {
			data[name] = day
		}
	}
	if data["name"] == nil {
		data["name"] = v.label
	}
	return c.element(data)
}

func (c *cytoscape) links() {
	if !c.edges {
		c.edges, c.some = true, false
		_, _ = c.w.WriteString("\n],\"edges\":[")
	}
}

func (c *cytoscape) link(e *link) error {
	c.links()
	data := map[string]any{}
	said(data, c.head.edges, e.values)
	data["id"], data["key"], data["source"], data["target"], data["interaction"], data["label"] = e.id, e.id, e.source, e.target, e.kind, e.label
	if c.head.weighted {
		data["weight"] = e.weight
	}
	if e.start != "" {
		data["start"] = e.start
	}
	if e.end != "" {
		data["end"] = e.end
	}
	return c.element(data)
}

func (c *cytoscape) end() error {
	c.links()
	_, _ = c.w.WriteString("\n]}}\n")
	return c.w.Flush()
}
