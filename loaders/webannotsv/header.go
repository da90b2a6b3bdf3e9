package webannotsv

import (
	"fmt"
	"strings"
)

// layerKind is the kind of a layer.
type layerKind byte

const (
	spanLayer layerKind = iota
	chainLayer
	relationLayer
)

// layer is a layer of the header, with its columns.
type layer struct {
	kind    layerKind
	name    string // the type
	columns []column
	first   int // of its columns among all
}

// column is a column of a layer.
type column struct {
	kind    columnKind
	feature string // "" for the one column of a layer without features
	target  string // the type of a role's links; of what an argument or relation refers to
}

type columnKind byte

const (
	valueColumn  columnKind = iota
	roleColumn              // of an event's arguments
	targetColumn            // of the same, after the roles
	sourceColumn            // of a relation
)

// layerOf reads a line of the header, such as "#T_SP=custom.Span|label".
func layerOf(line string, first int) (layer, error) {
	l := layer{first: first}
	declared, rest, ok := strings.Cut(line, "=")
	switch declared {
	case "#T_SP":
	case "#T_CH":
		l.kind = chainLayer
	case "#T_RL":
		l.kind = relationLayer
	default:
		ok = false
	}
	if !ok {
		return l, fmt.Errorf("this is no line of a header, which begins with #T_SP=, #T_CH= or #T_RL=")
	}
	fields := strings.Split(rest, "|")
	if l.name = fields[0]; l.name == "" {
		return l, fmt.Errorf("the layer has no name")
	}
	for _, f := range fields[1:] {
		c := column{feature: f}
		switch {
		case f == "": // as in "type|"
			continue
		case l.kind == spanLayer && strings.HasPrefix(f, "ROLE_"):
			_, named, _ := strings.Cut(f, ":")
			// feature_package.Type: the underscore before the first dot; a type has a package.
			dot := strings.IndexByte(named, '.')
			at := strings.LastIndexByte(named[:max(dot, 0)], '_')
			if at < 1 {
				return l, fmt.Errorf("%q does not name a feature and the type of its links", f)
			}
			c = column{kind: roleColumn, feature: named[:at], target: named[at+1:]}
		case l.kind == relationLayer && strings.HasPrefix(f, "BT_"):
			c = column{kind: sourceColumn, target: f[len("BT_"):]}
		case len(l.columns) > 0 && l.columns[len(l.columns)-1].kind == roleColumn:
			c = column{kind: targetColumn, feature: l.columns[len(l.columns)-1].feature, target: f}
		}
		l.columns = append(l.columns, c)
	}
	if len(l.columns) == 0 {
		l.columns = []column{{}}
	}
	last := l.columns[len(l.columns)-1]
	switch {
	case last.kind == roleColumn:
		return l, fmt.Errorf("the roles of %s are not followed by their targets", last.feature)
	case l.kind == relationLayer && last.kind != sourceColumn:
		return l, fmt.Errorf("the relation %s does not end in the column of its source, BT_ and a type", l.name)
	}
	return l, nil
}
