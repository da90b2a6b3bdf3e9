package graph

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// object is the plan of a JSON object that is written from a T, a part of a
// query.Answer: its members in the order asked.
type object[T any] []member[T]

// member is one member of an object. Key is its name as it stands in JSON,
// with the colon.
type member[T any] struct {
	name  string
	key   string
	write func(*writer, T)
}

// add appends a member. A name of GraphQL has nothing to escape.
func (o *object[T]) add(name string, write func(*writer, T)) {
	*o = append(*o, member[T]{name: name, key: `"` + name + `":`, write: write})
}

// write writes the object.
func (o object[T]) write(w *writer, from T) {
	w.b = append(w.b, '{')
	for i := range o {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, o[i].key...)
		o[i].write(w, from)
		if w.err != nil {
			w.path = append(w.path, ast.PathName(o[i].name))
			return
		}
	}
	w.b = append(w.b, '}')
}

// plan gives the plan of what a field leads to: an object of a type, whose members
// field makes, __typename apart.
func plan[T any](b *builder, f graphql.CollectedField, typeName string, field func(graphql.CollectedField) (func(*writer, T), error)) (object[T], error) {
	return planOf(b, f.Selections, typeName, field)
}

// planOf is plan of a selection.
func planOf[T any](b *builder, set ast.SelectionSet, typeName string, field func(graphql.CollectedField) (func(*writer, T), error)) (object[T], error) {
	fields := b.collect(set, typeName)
	out := make(object[T], 0, len(fields))
	for _, f := range fields {
		if f.Name == "__typename" {
			out.add(f.Alias, func(w *writer, _ T) { w.string(typeName) })
			continue
		}
		write, err := field(f)
		if err != nil {
			return nil, within(f.Alias, err)
		}
		out.add(f.Alias, write)
	}
	return out, nil
}

// writeList writes a JSON list of what element writes.
func writeList[T any](w *writer, list []T, element func(*writer, *T)) {
	w.b = append(w.b, '[')
	for i := range list {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		element(w, &list[i])
		if w.err != nil {
			w.path = append(w.path, ast.PathIndex(i))
			return
		}
	}
	w.b = append(w.b, ']')
}

// writer collects the JSON of one root field. Once err is set what it holds is
// worthless; path is then where, from the inside out.
type writer struct {
	b    []byte
	err  error
	path ast.Path
}

// keptBytes bounds the buffers that are kept for later answers.
const keptBytes = 1 << 20

var writers = sync.Pool{New: func() any { return &writer{b: make([]byte, 0, 16<<10)} }}

func newWriter() *writer {
	w := writers.Get().(*writer)
	w.b, w.err, w.path = w.b[:0], nil, nil
	return w
}

func (w *writer) release() {
	if cap(w.b) <= keptBytes {
		writers.Put(w)
	}
}

// MarshalGQL implements graphql.Marshaler. It writes once, and gives the buffer
// back.
func (w *writer) MarshalGQL(out io.Writer) {
	_, _ = out.Write(w.b) // into gqlgen's buffer, which never fails
	w.release()
}

// fail records that the store broke its word or the schema's.
func (w *writer) fail(format string, args ...any) { w.err = fmt.Errorf(format, args...) }

// failure is the error with its path below the root field called name.
func (w *writer) failure(name string) *brokenAnswer {
	path := append(slices.Clone(w.path), ast.PathName(name))
	slices.Reverse(path)
	return &brokenAnswer{path: path, err: w.err}
}

func (w *writer) null()           { w.b = append(w.b, "null"...) }
func (w *writer) string(s string) { w.b = appendString(w.b, s) }
func (w *writer) int(n int64)     { w.b = strconv.AppendInt(w.b, n, 10) }
func (w *writer) bool(v bool)     { w.b = strconv.AppendBool(w.b, v) }

func (w *writer) float(f float64) {
	b, ok := appendFloat(w.b, f)
	if !ok {
		w.fail("a number that is not finite")
	}
	w.b = b
}

// value writes a value of a store: null for a missing one unless it is required.
func (w *writer) value(v any, required bool) {
	switch v := v.(type) {
	case nil:
		if required {
			w.fail("a required value is missing")
		}
		w.null()
	case string:
		w.string(v)
	case int64:
		w.int(v)
	case float64:
		w.float(v)
	case bool:
		w.bool(v)
	case []string:
		w.b = appendStrings(w.b, v)
	default:
		w.fail("a value of type %T", v)
	}
}
