// Package scalar coerces the five built-in scalars of GraphQL as the
// specification says, where gqlgen's own functions are lenient: "1" is no Int,
// 7 is no String, 1 is no Boolean, and an Int has 32 bits.
//
// A gqlgen.yml binds them by name:
//
//	models:
//	  Int:     {model: demandgraph/graph/handler/scalar.Int}
//	  Float:   {model: demandgraph/graph/handler/scalar.Float}
//	  String:  {model: demandgraph/graph/handler/scalar.String}
//	  Boolean: {model: demandgraph/graph/handler/scalar.Boolean}
//	  ID:      {model: demandgraph/graph/handler/scalar.ID}
//
// The Unmarshal functions take what gqlgen hands to them: json.Number for a
// number in variables, int64 and float64 for literals and for variables that
// gqlparser has already converted.
package scalar

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// InputError says that a value is not one of its type. It never holds the
// value itself, only the kind of thing that was found.
type InputError struct {
	// Type is the GraphQL type that was expected, such as "Int".
	Type string
	// Found describes what came instead, such as "a string".
	Found string
}

// Error returns a sentence for the person who wrote the request.
func (e *InputError) Error() string { return "expected " + e.Type + ", found " + e.Found }

// Describe names the kind of thing that a decoded input value is, for error
// messages: "a string", "a number", "an object".
func Describe(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	case json.Number, int, int32, int64, float64:
		return "a number"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	default:
		return fmt.Sprintf("a %T", v)
	}
}

// UnmarshalInt accepts a whole number of 32 bits with sign.
func UnmarshalInt(v any) (int, error) {
	n, ok := whole(v)
	if !ok {
		return 0, &InputError{"Int", Describe(v)}
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		return 0, &InputError{"Int", "a number beyond 32 bits"}
	}
	return int(n), nil
}

// UnmarshalFloat accepts a finite number, whole or not. The context is there
// because gqlgen wants it in both functions of a scalar or in none.
func UnmarshalFloat(_ context.Context, v any) (float64, error) {
	var f float64
	switch v := v.(type) {
	case float64:
		f = v
	case int64:
		f = float64(v)
	case int:
		f = float64(v)
	case json.Number:
		n, err := v.Float64()
		if err != nil {
			return 0, &InputError{"Float", "a number beyond 64 bits"}
		}
		f = n
	default:
		return 0, &InputError{"Float", Describe(v)}
	}
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, &InputError{"Float", "a number that is not finite"}
	}
	return f, nil
}

// UnmarshalString accepts a string of valid UTF-8.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", &InputError{"String", Describe(v)}
	}
	if !utf8.ValidString(s) {
		return "", &InputError{"String", "bytes that are not UTF-8"}
	}
	return s, nil
}

// UnmarshalBoolean accepts true and false.
func UnmarshalBoolean(v any) (bool, error) {
	b, ok := v.(bool)
	if !ok {
		return false, &InputError{"Boolean", Describe(v)}
	}
	return b, nil
}

// UnmarshalID accepts a string or a whole number, which becomes its decimal
// digits.
func UnmarshalID(v any) (string, error) {
	if s, ok := v.(string); ok && utf8.ValidString(s) {
		return s, nil
	}
	if n, ok := whole(v); ok {
		return strconv.FormatInt(n, 10), nil
	}
	return "", &InputError{"ID", Describe(v)}
}

// whole returns the whole number that v is, if it is one of 64 bits.
func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case int:
		return int64(v), true
	case int32:
		return int64(v), true
	case json.Number:
		n, err := strconv.ParseInt(string(v), 10, 64)
		return n, err == nil
	}
	return 0, false
}

// MarshalInt writes i in decimal.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// MarshalFloat writes f as a JSON number; one that is not finite is an error
// of the field, as JSON has no such number.
func MarshalFloat(f float64) graphql.ContextMarshaler {
	return graphql.ContextWriterFunc(func(_ context.Context, w io.Writer) error {
		b, err := json.Marshal(f)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	})
}

// MarshalString writes s as a JSON string.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// MarshalBoolean writes true or false.
func MarshalBoolean(b bool) graphql.Marshaler { return graphql.MarshalBoolean(b) }

// MarshalID writes id as a JSON string.
func MarshalID(id string) graphql.Marshaler { return graphql.MarshalID(id) }
