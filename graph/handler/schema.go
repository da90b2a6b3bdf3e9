package handler

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// What gqlparser declares and no client should see: @defer, which nothing here
// serves, and a place for directives at which graphql-core 3.2, the Python
// implementation, gives up reading the schema.
const (
	unservedDirective = "defer"
	unservedLocation  = "DIRECTIVE_DEFINITION"
	locationEnum      = "__DirectiveLocation"
)

// ServedSchema returns schema without what is not served: the @defer directive
// and the directive location DIRECTIVE_DEFINITION. schema is left as it is. The
// schema that [New] serves must be built over the result:
//
//	whole := NewExecutableSchema(Config{}).Schema()
//	es := NewExecutableSchema(Config{Schema: handler.ServedSchema(whole), Resolvers: …})
func ServedSchema(schema *ast.Schema) *ast.Schema {
	served := *schema
	served.Directives = maps.Clone(schema.Directives)
	delete(served.Directives, unservedDirective)
	for name, directive := range served.Directives {
		if slices.Contains(directive.Locations, unservedLocation) {
			d := *directive
			d.Locations = slices.DeleteFunc(slices.Clone(d.Locations), func(l ast.DirectiveLocation) bool {
				return l == unservedLocation
			})
			served.Directives[name] = &d
		}
	}
	served.Types = maps.Clone(schema.Types)
	if enum := schema.Types[locationEnum]; enum != nil {
		e := *enum
		e.EnumValues = slices.DeleteFunc(slices.Clone(e.EnumValues), func(v *ast.EnumValueDefinition) bool {
			return v.Name == unservedLocation
		})
		served.Types[locationEnum] = &e
	}
	return &served
}

// mustBeServed panics if schema is not what ServedSchema returns.
func mustBeServed(schema *ast.Schema) {
	if schema.Directives[unservedDirective] != nil {
		panic("handler: the executable schema must be built over handler.ServedSchema")
	}
}
