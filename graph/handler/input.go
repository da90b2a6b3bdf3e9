package handler

import (
	"context"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"demandgraph/graph/handler/scalar"
)

// inputCheck checks the values of variables once gqlparser has coerced them,
// which is lenient about scalars, compares enum values without case, and looks
// for the one member of a @oneOf input in literals only.
type inputCheck struct {
	schema   *ast.Schema
	maxDepth int
}

// ExtensionName implements graphql.HandlerExtension.
func (inputCheck) ExtensionName() string { return "InputCheck" }

// Validate implements graphql.HandlerExtension.
func (inputCheck) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (c inputCheck) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		value, given := op.Variables[v.Variable]
		if !given {
			continue
		}
		if value == nil && v.DefaultValue != nil && c.usedAsNonNull(op.Doc, v.Variable) {
			return inputError(v.Variable, "must not be null where it is used")
		}
		if path, why := c.value(v.Type, value, 0); why != "" {
			return inputError(v.Variable+path, why)
		}
	}
	return nil
}

// CheckInput checks values that gqlparser has coerced to types of a schema, as those of
// variables are checked. Values nest at most maxDepth levels deep.
func CheckInput(schema *ast.Schema, types map[string]*ast.Type, values map[string]any, maxDepth int) error {
	c := inputCheck{schema, maxDepth}
	for name, value := range values {
		if path, why := c.value(types[name], value, 0); why != "" {
			return newError(CodeBadUserInput, "%s%s: %s", name, path, why)
		}
	}
	return nil
}

func inputError(path, why string) *gqlerror.Error {
	return newError(CodeBadUserInput, "variable %s: %s", path, why)
}

// value checks a coerced value against its type. It returns where below the
// variable a fault is and what it is, "" if there is none.
func (c inputCheck) value(t *ast.Type, v any, depth int) (path, why string) {
	if v == nil {
		return "", "" // gqlparser has checked what may be null
	}
	if depth > c.maxDepth {
		return "", "nests deeper than " + strconv.Itoa(c.maxDepth) + " levels"
	}
	if t.Elem != nil {
		// gqlparser makes lists of several Go types; anything else is a list
		// of one.
		list := reflect.ValueOf(v)
		if list.Kind() != reflect.Slice {
			return c.value(t.Elem, v, depth+1)
		}
		for i := range list.Len() {
			if path, why := c.value(t.Elem, list.Index(i).Interface(), depth+1); why != "" {
				return "[" + strconv.Itoa(i) + "]" + path, why
			}
		}
		return "", ""
	}
	definition := c.schema.Types[t.NamedType]
	switch definition.Kind {
	case ast.InputObject:
		return c.object(definition, v, depth)
	case ast.Enum:
		if name, ok := v.(string); !ok || definition.EnumValues.ForName(name) == nil {
			return "", "is no value of " + definition.Name
		}
		return "", ""
	default:
		return "", scalarFault(definition.Name, v)
	}
}

// object checks an input object and its members.
func (c inputCheck) object(definition *ast.Definition, v any, depth int) (path, why string) {
	members, ok := v.(map[string]any)
	if !ok {
		return "", "expected " + definition.Name + ", found " + scalar.Describe(v)
	}
	if definition.Directives.ForName("oneOf") != nil {
		if len(members) != 1 {
			return "", "must have exactly one of the members of " + definition.Name
		}
		for _, member := range members {
			if member == nil {
				return "", "the one member of " + definition.Name + " must not be null"
			}
		}
	}
	for name, member := range members {
		field := definition.Fields.ForName(name)
		if field == nil {
			return "", "has a member that " + definition.Name + " does not know"
		}
		if path, why := c.value(field.Type, member, depth+1); why != "" {
			return "." + name + path, why
		}
	}
	return "", ""
}

// scalarFault says why v is no value of a scalar; one of the schema's own takes
// a string, a number or a boolean and checks it itself.
func scalarFault(name string, v any) string {
	var err error
	switch name {
	case "Int":
		_, err = scalar.UnmarshalInt(v)
	case "Float":
		_, err = scalar.UnmarshalFloat(context.Background(), v)
	case "String":
		_, err = scalar.UnmarshalString(v)
	case "Boolean":
		_, err = scalar.UnmarshalBoolean(v)
	case "ID":
		_, err = scalar.UnmarshalID(v)
	default:
		switch reflect.ValueOf(v).Kind() {
		case reflect.Map, reflect.Slice:
			return "expected " + name + ", found " + scalar.Describe(v)
		}
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// usedAsNonNull reports whether a variable that may be null stands where null
// may not: validation allows that to one with a default value, and an explicit
// null then gets past it (and @skip(if: null) panics).
func (c inputCheck) usedAsNonNull(doc *ast.QueryDocument, variable string) bool {
	use := nonNullUse{variable: variable}
	for _, op := range doc.Operations {
		use.selections(op.SelectionSet)
		use.directives(op.Directives)
	}
	for _, fragment := range doc.Fragments {
		use.selections(fragment.SelectionSet)
		use.directives(fragment.Directives)
	}
	return use.found
}

// nonNullUse looks for a variable in a place where null may not stand.
type nonNullUse struct {
	variable string
	found    bool
}

func (u *nonNullUse) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			u.arguments(s.Arguments)
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.InlineFragment:
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			u.directives(s.Directives)
		}
	}
}

func (u *nonNullUse) directives(list ast.DirectiveList) {
	for _, d := range list {
		u.arguments(d.Arguments)
	}
}

func (u *nonNullUse) arguments(args ast.ArgumentList) {
	for _, arg := range args {
		u.value(arg.Value)
	}
}

func (u *nonNullUse) value(v *ast.Value) {
	if v.Kind == ast.Variable {
		u.found = u.found || v.Raw == u.variable && v.ExpectedType != nil && v.ExpectedType.NonNull
		return
	}
	for _, child := range v.Children {
		u.value(child.Value)
	}
}
