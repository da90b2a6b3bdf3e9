package main

import (
	"encoding/json"
	"strconv"

	"demandgraph/demand"
)

// render appends a value that the driver gave as JSON.
type render func(b []byte, v any) []byte

// member is one member of a JSON object.
type member struct {
	name   string // with quotes and colon
	render render
}

func m(name string, r render) member { return member{`"` + name + `":`, r} }

// object writes a list by position as an object: null for a missing one.
func object(members ...member) render {
	return func(b []byte, v any) []byte {
		row, ok := v.([]any)
		if !ok {
			return append(b, "null"...)
		}
		b = append(b, '{')
		for i, m := range members {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, m.name...)
			b = m.render(b, row[i])
		}
		return append(b, '}')
	}
}

// list writes a list of elements.
func list(element render) render {
	return func(b []byte, v any) []byte {
		rows, _ := v.([]any)
		b = append(b, '[')
		for i, row := range rows {
			if i > 0 {
				b = append(b, ',')
			}
			b = element(b, row)
		}
		return append(b, ']')
	}
}

// nodes writes a list as a connection of which only the nodes are asked for.
func nodes(members ...member) render { return object1("nodes", list(object(members...))) }

// object1 writes a value as the only member of an object.
func object1(name string, r render) render {
	head := `{"` + name + `":`
	return func(b []byte, v any) []byte { return append(r(append(b, head...), v), '}') }
}

// optional is object1, and null for a missing value.
func optional(name string, r render) render {
	inner := object1(name, r)
	return func(b []byte, v any) []byte {
		if v == nil {
			return append(b, "null"...)
		}
		return inner(b, v)
	}
}

// id writes the global id of a node of a kind.
func id(kind demand.NodeKind) render {
	return func(b []byte, v any) []byte { return text(b, demand.GlobalID(kind, v.(string))) }
}

// scalar writes a string, a number or a missing value.
func scalar(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return text(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case bool:
		return strconv.AppendBool(b, v)
	}
	return append(b, "null"...)
}

// text writes a string; package json writes those that need escapes.
func text(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			quoted, err := json.Marshal(s)
			if err != nil {
				panic(err) // a string always marshals
			}
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
