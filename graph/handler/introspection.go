package handler

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// introspectionSwitch lets an operation ask for the schema, or refuses it.
type introspectionSwitch struct{ on bool }

// ExtensionName implements graphql.HandlerExtension.
func (introspectionSwitch) ExtensionName() string { return "IntrospectionSwitch" }

// Validate implements graphql.HandlerExtension.
func (introspectionSwitch) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (i introspectionSwitch) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = !i.on
	if !i.on && asksForSchema(op.Operation.SelectionSet, map[*ast.FragmentDefinition]bool{}) {
		return newError(CodeIntrospectionDisabled, "introspection is switched off")
	}
	return nil
}

// asksForSchema reports whether a root selection set holds __schema or __type,
// which validation lets stand nowhere else.
func asksForSchema(set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) bool {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if isIntrospection(s) {
				return true
			}
		case *ast.InlineFragment:
			if asksForSchema(s.SelectionSet, seen) {
				return true
			}
		case *ast.FragmentSpread:
			if !seen[s.Definition] {
				seen[s.Definition] = true
				if asksForSchema(s.Definition.SelectionSet, seen) {
					return true
				}
			}
		}
	}
	return false
}
