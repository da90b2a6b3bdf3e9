package export

import "io"

// edgeList writes the edges of a graph as CSV, a line each.
type edgeList struct {
	*table
	head   *graphHead
	labels map[string]string
	w      io.Writer
}

func newEdgeList(w io.Writer) graphFile { return &edgeList{w: w, labels: map[string]string{}} }

func (l *edgeList) begin(h *graphHead) (err error) {
	l.head = h
	header := []string{"id", "source", "sourceName", "target", "targetName", "start", "end"}
	if h.weighted {
		header = append(header, "weight")
	}
	for _, a := range h.edges {
		header = append(header, a.name)
	}
	l.table, err = newTable(l.w, header...)
	return err
}

func (l *edgeList) vertex(v *vertex) error {
	l.labels[v.id] = v.label
	return nil
}

func (l *edgeList) link(e *link) error {
	cells := []string{e.id, e.source, harmless(l.labels[e.source]), e.target, harmless(l.labels[e.target]), e.start, e.end}
	if l.head.weighted {
		cells = append(cells, number(e.weight))
	}
	for _, v := range e.values {
		cells = append(cells, harmless(v))
	}
	return l.write(cells...)
}
