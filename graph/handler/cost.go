package handler

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"demandgraph/graph/handler/scalar"
)

// defaultListSize is what a list without first or last is taken to return: the
// schema's default page.
const defaultListSize = 20

// DefaultListSize says how many elements a field may return by the conventions
// of the schema: a field with first and last returns as many as one of them
// says, or 20, and if it is a list itself, for each of what it was given in a
// list; the nodes and edges of a connection, the groups of statistics and the
// buckets of a facet were counted with these; another list of objects returns as
// many as it was given keys or ids in a list, or 20.
func DefaultListSize(field *ast.Field, vars map[string]any) (int, bool) {
	definition := field.Definition
	if definition == nil {
		return 0, false
	}
	if definition.Arguments.ForName("first") != nil {
		args := field.ArgumentMap(vars)
		for _, name := range []string{"first", "last"} {
			if v, given := args[name]; given && v != nil {
				n, err := scalar.UnmarshalInt(v)
				if each := givenInList(field, vars); definition.Type.Elem != nil && each > 0 {
					return times(max(n, 0), each), err == nil
				}
				return max(n, 0), err == nil
			}
		}
		return defaultListSize, true
	}
	if definition.Type.Elem == nil {
		return 0, false
	}
	if parent := field.ObjectDefinition; parent != nil {
		for _, c := range countedAbove {
			if strings.HasSuffix(parent.Name, c.suffix) && field.Name == c.field {
				return 0, false
			}
		}
	}
	if n := givenInList(field, vars); n >= 0 {
		return n, true
	}
	return defaultListSize, true
}

// countedAbove are the fields, of types whose name ends so, that were counted with the
// field that gives the type.
var countedAbove = []struct{ suffix, field string }{
	{"Connection", "nodes"}, {"Connection", "edges"}, {"Stats", "groups"}, {"Facet", "buckets"},
}

// givenInList is how many elements the field was given in its first argument that is a
// list; -1 when it was given none such.
func givenInList(field *ast.Field, vars map[string]any) int {
	for _, arg := range field.Definition.Arguments {
		if arg.Type.Elem != nil {
			if v, given := field.ArgumentMap(vars)[arg.Name]; given && v != nil {
				return len(graphql.CoerceList(v))
			}
		}
	}
	return -1
}

// costLimit refuses operations whose answer can be too large: a field costs
// one and what is below it, a list its size times that. gqlgen's own
// complexity is not used, see formLimit.
type costLimit struct {
	schema   *ast.Schema
	limits   Limits
	listSize func(field *ast.Field, vars map[string]any) (int, bool)
}

// ExtensionName implements graphql.HandlerExtension.
func (costLimit) ExtensionName() string { return "CostLimit" }

// Validate implements graphql.HandlerExtension.
func (costLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (c costLimit) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	w := coster{costLimit: c, vars: op.Variables, fragments: map[*ast.FragmentDefinition]cost{}}
	got := w.selections(op.Operation.SelectionSet)
	if got.data > c.limits.Cost {
		return costError("answer", got.data, c.limits.Cost)
	}
	if got.introspection > c.limits.IntrospectionCost {
		return costError("answer about the schema", got.introspection, c.limits.IntrospectionCost)
	}
	return nil
}

func costError(what string, got, max int) *gqlerror.Error {
	err := newError(CodeTooCostly,
		"the %s could hold %d fields and may hold %d: ask for fewer elements of its lists, or for less of each",
		what, got, max)
	err.Extensions["cost"], err.Extensions["max"] = got, max
	return err
}

// cost is what a selection set costs once, apart for the schema's own answer.
type cost struct{ data, introspection int }

// coster costs each fragment once.
type coster struct {
	costLimit
	vars      map[string]any
	fragments map[*ast.FragmentDefinition]cost
}

func (w coster) selections(set ast.SelectionSet) cost {
	var sum cost
	for _, selection := range set {
		var c cost
		switch s := selection.(type) {
		case *ast.Field:
			c = w.field(s)
		case *ast.InlineFragment:
			c = w.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			c = w.fragment(s.Definition)
		}
		sum.data = plus(sum.data, c.data)
		sum.introspection = plus(sum.introspection, c.introspection)
	}
	return sum
}

func (w coster) fragment(definition *ast.FragmentDefinition) cost {
	c, seen := w.fragments[definition]
	if !seen {
		c = w.selections(definition.SelectionSet)
		w.fragments[definition] = c
	}
	return c
}

func (w coster) field(field *ast.Field) cost {
	if len(field.SelectionSet) == 0 {
		return cost{data: 1}
	}
	c := w.selections(field.SelectionSet)
	if parent := field.ObjectDefinition; parent != nil && strings.HasPrefix(parent.Name, "__") {
		c.data = plus(times(c.data, w.schemaListSize(field)), 1)
		return c
	}
	if isIntrospection(field) {
		return cost{data: 1, introspection: plus(c.data, c.introspection)}
	}
	if size, list := w.listSize(field, w.vars); list {
		c.data = times(c.data, size)
	}
	c.data = plus(c.data, 1)
	return c
}

// schemaListSize is about how long a list of the schema is.
func (w coster) schemaListSize(field *ast.Field) int {
	switch {
	case field.Definition == nil || field.Definition.Type.Elem == nil:
		return 1
	case field.Name == "types":
		return len(w.schema.Types)
	default:
		return 10
	}
}
