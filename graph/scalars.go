package graph

import (
	"fmt"
	"io"
)

// Input is an input object as gqlparser has coerced it, and package handler
// checked it. All input objects of the schema are bound to it, so that gqlgen
// generates no struct and no second coercion for each: filters are read by
// table, see filter.go.
type Input map[string]any

// UnmarshalGQL implements graphql.Unmarshaler.
func (in *Input) UnmarshalGQL(v any) error {
	m, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("expected an object, found %T", v)
	}
	*in = m
	return nil
}

// MarshalGQL implements graphql.Marshaler, which gqlgen wants of every type it
// binds. An input object is never part of an answer.
func (in Input) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, "null") }
