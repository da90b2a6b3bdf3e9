package neo4j

import (
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
)

// The properties that the full-text indexes read: of names a list with an element
// for each name and alias, of texts one string. They hold demand.SearchWords.
const (
	nameWords = "nameWords"
	textWords = "textWords"
)

// wgs84 is the SRID of a Neo4j point with longitude and latitude.
const wgs84 = 4326

// column is one property as Neo4j keeps it, computed from those of the model.
type column struct {
	name  string
	value func(props map[string]any) any
}

// columnsOf are the columns of properties: each itself, and what stands beside it.
func columnsOf(props []demand.Prop) []column {
	var out []column
	for _, p := range props {
		name := p.Name
		out = append(out, column{name, func(props map[string]any) any { return stored(props[name]) }})
		switch p.Type {
		case demand.Day:
			out = append(out,
				column{p.FirstName(), func(props map[string]any) any { return orNil(day(props[name]).First()) }},
				column{p.LastName(), func(props map[string]any) any { return orNil(day(props[name]).Last()) }})
		case demand.Text, demand.Texts:
			out = append(out, column{p.FoldedName(), func(props map[string]any) any { return mapped(props[name], demand.Fold) }})
		}
	}
	return out
}

// nodeColumns are the columns of each kind of node, its key first.
var nodeColumns = func() map[demand.NodeKind][]column {
	all := map[demand.NodeKind][]column{}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		columns := append(columnsOf(demand.Common), columnsOf(k.Props)...)
		if k.Sorted {
			columns = append(columns, column{demand.SortName, func(props map[string]any) any { return stored(props[demand.SortName]) }})
		}
		columns = append(columns, wordColumns(k)...)
		all[k.Name] = columns
	}
	return all
}()

// edgeColumns are the columns of each kind of edge.
var edgeColumns = func() map[demand.EdgeKind][]column {
	all := map[demand.EdgeKind][]column{}
	for i := range demand.Edges {
		all[demand.Edges[i].Name] = columnsOf(demand.Edges[i].AllProps())
	}
	return all
}()

// row gives the values of columns.
func row(columns []column, props map[string]any) []any {
	values := make([]any, len(columns))
	for i, c := range columns {
		values[i] = c.value(props)
	}
	return values
}

// wordColumns are what the full-text indexes read of a kind.
func wordColumns(k *demand.Kind) []column {
	var out []column
	if len(k.Named) > 0 {
		out = append(out, column{nameWords, func(props map[string]any) any { return wordsOf(props, k.Named, true) }})
	}
	if len(k.Worded) > 0 {
		out = append(out, column{textWords, func(props map[string]any) any {
			words, ok := wordsOf(props, k.Worded, false).([]string)
			if !ok {
				return nil
			}
			return strings.Join(words, " ")
		}})
	}
	return out
}

// wordsOf are the words that search reads of some properties, an element for each text.
func wordsOf(props map[string]any, names []string, named bool) any {
	var out []string
	for _, name := range names {
		switch v := props[name].(type) {
		case string:
			out = append(out, demand.SearchWords(v, named))
		case []string:
			for _, s := range v {
				out = append(out, demand.SearchWords(s, named))
			}
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// mapped folds a text, or each of several.
func mapped(v any, f func(string) string) any {
	switch v := v.(type) {
	case string:
		return f(v)
	case []string:
		out := make([]string, len(v))
		for i, s := range v {
			out[i] = f(s)
		}
		return out
	}
	return nil
}

func day(v any) demand.Date {
	text, _ := v.(string)
	d, err := demand.ParseDate(text)
	if err != nil {
		return demand.Date{} // package change takes no such date
	}
	return d
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// stored turns a value of the model into one of Neo4j.
func stored(v any) any {
	switch v := v.(type) {
	case [2]float64:
		return neo4j.Point2D{X: v[1], Y: v[0], SpatialRefId: wgs84}
	case [4]int64:
		return v[:]
	}
	return v
}

// value turns a value of Neo4j into one of the model, as query.Node has it.
func value(t demand.Type, v any) any {
	if v == nil {
		return nil
	}
	switch t {
	case demand.Strings, demand.Texts:
		return texts(v)
	case demand.Point:
		p, ok := v.(neo4j.Point2D)
		if !ok {
			return nil
		}
		return [2]float64{p.Y, p.X}
	case demand.Counts:
		var counts [4]int64
		for i, n := range items(v) {
			counts[i], _ = n.(int64)
		}
		return counts
	}
	return v
}

// modelProps gives what package change knows of stored properties.
func modelProps(props []demand.Prop, kept map[string]any) map[string]any {
	out := make(map[string]any, len(props))
	for _, p := range props {
		if v := value(p.Type, kept[p.Name]); v != nil {
			out[p.Name] = v
		}
	}
	return out
}

func items(v any) []any {
	l, _ := v.([]any)
	return l
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func texts(v any) []string {
	l := items(v)
	out := make([]string, len(l))
	for i, e := range l {
		out[i] = text(e)
	}
	return out
}

// owned are the kinds of edge that a kind of node owns, going out and coming in.
func owned(kind demand.NodeKind) (out, in []string) {
	for i := range demand.Edges {
		e := &demand.Edges[i]
		ends, into := e.From, &out
		if e.Incoming {
			ends, into = e.To, &in
		}
		for _, k := range ends {
			if k == kind {
				*into = append(*into, string(e.Name))
			}
		}
	}
	return out, in
}

// refText writes a reference for the change log.
func refText(r demand.Ref) string { return string(r.Kind) + " " + r.Key }

func refTexts(refs []demand.Ref) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = refText(r)
	}
	return out
}

func refsOf(v any) []demand.Ref {
	var out []demand.Ref
	for _, s := range texts(v) {
		kind, key, _ := strings.Cut(s, " ")
		out = append(out, demand.Ref{Kind: demand.NodeKind(kind), Key: key})
	}
	return out
}

// byKind groups keys by the kind of node they name, in the order of demand.Kinds.
func byKind(refs []demand.Ref, each func(kind demand.NodeKind, keys []string) error) error {
	groups := map[demand.NodeKind][]string{}
	for _, r := range refs {
		groups[r.Kind] = append(groups[r.Kind], r.Key)
	}
	for i := range demand.Kinds {
		if keys := groups[demand.Kinds[i].Name]; len(keys) > 0 {
			if err := each(demand.Kinds[i].Name, keys); err != nil {
				return err
			}
		}
	}
	return nil
}

var _ change.Graph = graph{}
