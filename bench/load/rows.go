package main

import (
	"slices"

	"demandgraph/demand"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// column is one property as Neo4j keeps it, computed from those of the model.
type column struct {
	name  string
	value func(props map[string]any) any
}

// columnsOf are the columns of properties: each itself, and what stands beside it.
func columnsOf(props []demand.Prop) []column {
	var out []column
	for _, p := range props {
		out = append(out, column{p.Name, func(props map[string]any) any {
			switch v := props[p.Name].(type) {
			case [2]float64:
				return neo4j.Point2D{X: v[1], Y: v[0], SpatialRefId: 4326}
			case [4]int64:
				return v[:]
			default:
				return v
			}
		}})
		switch p.Type {
		case demand.Day:
			out = append(out, column{p.FirstName(), dayOf(p.Name, demand.Date.First)}, column{p.LastName(), dayOf(p.Name, demand.Date.Last)})
		case demand.Text, demand.Texts:
			out = append(out, column{p.FoldedName(), func(props map[string]any) any { return each(props[p.Name], demand.Fold) }})
		}
	}
	return out
}

func dayOf(name string, end func(demand.Date) string) func(map[string]any) any {
	return func(props map[string]any) any {
		told, ok := props[name].(string)
		if !ok {
			return nil
		}
		return end(demand.MustParseDate(told))
	}
}

// each applies f to a text, or to each of several.
func each(v any, f func(string) string) any {
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

func nameWords(s string) string { return demand.SearchWords(s, true) }
func textWords(s string) string { return demand.SearchWords(s, false) }

// nodeColumns are the columns of a kind of node after its key, among them the words
// of the full-text indexes.
func nodeColumns(k *demand.Kind) []column {
	columns := append(columnsOf(demand.Common[1:]), columnsOf(k.Props)...)
	if k.Sorted {
		columns = append(columns, columnsOf([]demand.Prop{{Name: demand.SortName}})...)
	}
	if len(k.Named) > 0 {
		columns = append(columns, column{"nameWords", func(props map[string]any) any {
			var all []string
			for _, name := range k.Named {
				switch v := each(props[name], nameWords).(type) {
				case string:
					all = append(all, v)
				case []string:
					all = append(all, v...)
				}
			}
			return all
		}})
	}
	if len(k.Worded) > 0 {
		columns = append(columns, column{"textWords", func(props map[string]any) any { return each(props[k.Worded[0]], textWords) }})
	}
	return columns
}

// prefix sets what the bare side writes apart from what the store writes into the
// same database.
const prefix = "bare-"

// batch are the rows of one statement.
type batch struct {
	text string
	rows []any
}

// batches collects rows by statement, in the order in which they were first needed.
type batches struct {
	all   []*batch
	place map[string]*batch
}

// batchRows is how many rows one statement writes at most.
const batchRows = 2000

func (b *batches) add(text string, row any) {
	at := b.place[text]
	if at == nil || len(at.rows) == batchRows {
		at = &batch{text: text}
		b.place[text] = at
		b.all = append(b.all, at)
	}
	at.rows = append(at.rows, row)
}

// key names a node of the bare graph.
func key(r demand.Ref) string { return prefix + r.Key }

// values are the row of columns.
func values(columns []column, props map[string]any) []any {
	out := make([]any, len(columns))
	for i, c := range columns {
		out[i] = c.value(props)
	}
	return out
}

// keysOf makes the keys that an edge carries those of the bare graph.
func keysOf(props map[string]any) map[string]any {
	out := make(map[string]any, len(props))
	for name, v := range props {
		if list, ok := v.([]string); ok && (name == "annotationKeys" || name == "importKeys") {
			list = slices.Clone(list)
			for i := range list {
				list[i] = prefix + list[i]
			}
			v = list
		}
		out[name] = v
	}
	return out
}
