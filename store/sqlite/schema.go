package sqlite

import (
	"slices"
	"strings"

	"demandgraph/demand"
)

// column is one column of a table.
type column struct {
	name string
	typ  string // TEXT, INTEGER or REAL
}

// kindCodes are in the low bits of the ids of nodes, so that an id tells its
// kind and is unique over all kinds. They are in files: never change one.
var kindCodes = map[demand.NodeKind]int64{
	demand.KindActor: 0, demand.KindRegion: 1, demand.KindTopic: 2, demand.KindEvent: 3, demand.KindDemand: 4,
	demand.KindPosition: 5, demand.KindTerm: 6, demand.KindArticle: 7, demand.KindAnnotation: 8, demand.KindImport: 9,
}

// idStep is the distance between the ids of two nodes of a kind.
const idStep = 16

// kindOfID tells the kind of a node by its id.
func kindOfID(id int64) demand.NodeKind { return kindByCode[id%idStep] }

var kindByCode = func() map[int64]demand.NodeKind {
	m := map[int64]demand.NodeKind{}
	for k, c := range kindCodes {
		m[c] = k
	}
	return m
}()

// quote writes a name as an identifier.
func quote(name string) string { return `"` + name + `"` }

// literal writes a text of ours as a string of SQL.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// propColumns are the columns that keep one property and what stands beside it.
func propColumns(p demand.Prop) []column {
	switch p.Type {
	case demand.Int, demand.Bool:
		return []column{{p.Name, "INTEGER"}}
	case demand.Float:
		return []column{{p.Name, "REAL"}}
	case demand.Text, demand.Texts:
		return []column{{p.Name, "TEXT"}, {p.FoldedName(), "TEXT"}}
	case demand.Day:
		return []column{{p.Name, "TEXT"}, {p.FirstName(), "TEXT"}, {p.LastName(), "TEXT"}}
	case demand.Point:
		return []column{{p.Name + "Latitude", "REAL"}, {p.Name + "Longitude", "REAL"}}
	case demand.Counts:
		return []column{{p.Name + "Created", "INTEGER"}, {p.Name + "Updated", "INTEGER"}, {p.Name + "Unchanged", "INTEGER"}, {p.Name + "Removed", "INTEGER"}}
	}
	return []column{{p.Name, "TEXT"}}
}

// nodeProps are the properties of a kind, common ones first, and the sort of a sorted kind.
func nodeProps(k *demand.Kind) []demand.Prop {
	props := append(slices.Clone(demand.Common), k.Props...)
	if k.Sorted {
		props = append(props, sortProp)
	}
	return props
}

var sortProp = demand.Prop{Name: demand.SortName, Type: demand.String}

// nodeColumns are the columns of a kind's table, but for id and single edges.
func nodeColumns(k *demand.Kind) []column {
	var cols []column
	for _, p := range storedProps(k) {
		cols = append(cols, propColumns(p)...)
	}
	return cols
}

// storedProps are the properties of a kind in the order of its columns: what is
// long comes last, so that nothing else of a row lies behind it.
func storedProps(k *demand.Kind) []demand.Prop {
	props := nodeProps(k)
	slices.SortStableFunc(props, func(a, b demand.Prop) int { return length(a) - length(b) })
	return props
}

func length(p demand.Prop) int {
	if p.Name == "text" || p.Name == "boundary" {
		return 1
	}
	return 0
}

// singles are the edges that are columns of a kind's table: those of which a
// node of the kind owns at most one.
func singles(k demand.NodeKind) []*demand.Edge {
	var out []*demand.Edge
	for i := range demand.Edges {
		if e := &demand.Edges[i]; e.Single && slices.Contains(owners(e), k) {
			out = append(out, e)
		}
	}
	return out
}

func owners(e *demand.Edge) []demand.NodeKind {
	if e.Incoming {
		return e.To
	}
	return e.From
}

// singleTarget is the kind at the other end of a single edge.
func singleTarget(e *demand.Edge) demand.NodeKind {
	if e.Incoming {
		return e.From[0]
	}
	return e.To[0]
}

// edgeTable names the table of the edges of a kind between two kinds of node.
func edgeTable(edge demand.EdgeKind, from, to demand.NodeKind) string {
	return string(from) + "_" + string(edge) + "_" + string(to)
}

// edgeColumns are the columns of an edge table: both ends and the properties.
func edgeColumns(e *demand.Edge) []column {
	cols := []column{{"src", "INTEGER"}, {"dst", "INTEGER"}}
	for _, p := range e.AllProps() {
		cols = append(cols, propColumns(p)...)
	}
	return cols
}

// edgeExpr is the expression for a column of an edge: a property that is part
// of its identity is never null, and empty when it is missing.
func edgeExpr(e *demand.Edge, alias, name string) string {
	expr := alias + "." + quote(name)
	if slices.Contains(e.Identity, name) {
		return "nullif(" + expr + ",'')"
	}
	return expr
}
