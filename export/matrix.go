package export

import (
	"bufio"
	"fmt"
	"io"
)

// pajek writes a .net file. Vertices are called by their keys, which are unique and have
// nothing that would have to be quoted; in a network of both, actors come first.
func (l *labelled) pajek(w io.Writer) error {
	out := bufio.NewWriter(w)
	all, shift := l.rows, 0
	if l.twoMode {
		shift = len(l.rows)
		all = append(append([]end{}, l.rows...), l.columns...)
		fmt.Fprintf(out, "*Vertices %d %d\n", len(all), len(l.rows))
	} else {
		fmt.Fprintf(out, "*Vertices %d\n", len(all))
	}
	for i, e := range all {
		key := e.key
		if l.twoMode { // an actor and a demand may have the same
			key = e.id()
		}
		fmt.Fprintf(out, "%d \"%s\"\n", i+1, key)
	}
	fmt.Fprintln(out, "*Edges")
	for _, e := range l.weights {
		fmt.Fprintf(out, "%d %d %s\n", e.Source+1, e.Target+shift+1, number(e.Weight))
	}
	return out.Flush()
}

// dl writes a UCINET DL file: a list of edges, of one mode in both directions; rows and
// columns are called by their keys.
func (l *labelled) dl(w io.Writer) error {
	out := bufio.NewWriter(w)
	labels := func(title string, of []end) {
		fmt.Fprintln(out, title)
		for _, e := range of {
			fmt.Fprintln(out, e.key)
		}
	}
	if l.twoMode {
		fmt.Fprintf(out, "dl nr=%d, nc=%d\nformat=edgelist2\n", len(l.rows), len(l.columns))
		labels("row labels:", l.rows)
		labels("column labels:", l.columns)
	} else {
		fmt.Fprintf(out, "dl n=%d\nformat=edgelist1\n", len(l.rows))
		labels("labels:", l.rows)
	}
	fmt.Fprintln(out, "data:")
	for _, e := range l.weights {
		fmt.Fprintf(out, "%d %d %s\n", e.Source+1, e.Target+1, number(e.Weight))
		if !l.twoMode {
			fmt.Fprintf(out, "%d %d %s\n", e.Target+1, e.Source+1, number(e.Weight))
		}
	}
	return out.Flush()
}
