package handler

import (
	"context"
	"math"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// formLimit refuses documents whose form is beyond the limits before anything
// else walks them: validation and gqlgen's own complexity follow every spread,
// which takes exponential time where fragments spread fragments. A document
// seen for the first time is therefore parsed twice, here and by gqlgen.
type formLimit struct {
	limits    Limits
	documents *cache[*ast.QueryDocument]
}

// ExtensionName implements graphql.HandlerExtension.
func (formLimit) ExtensionName() string { return "FormLimit" }

// Validate implements graphql.HandlerExtension.
func (formLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (f formLimit) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if _, passed := f.documents.Get(ctx, params.Query); passed {
		return nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, f.limits.Tokens)
	if err != nil {
		if strings.Contains(err.Error(), "exceeded token limit") {
			return limitError("tokens", f.limits.Tokens)
		}
		if parsed, ok := err.(*gqlerror.Error); ok {
			setCode(parsed, CodeParseFailed)
			return parsed
		}
		return newError(CodeParseFailed, "the query is no GraphQL document")
	}
	return f.limits.check(doc)
}

// check measures every operation and, because validation walks them too, every
// fragment of doc.
func (l Limits) check(doc *ast.QueryDocument) *gqlerror.Error {
	m := measurer{doc: doc, fragments: map[string]*form{}}
	for _, op := range doc.Operations {
		f := m.selections(op.SelectionSet)
		f.add(m.directives(op.Directives))
		for _, v := range op.VariableDefinitions {
			f.add(m.directives(v.Directives))
			f.valueDepth = max(f.valueDepth, valueDepth(v.DefaultValue))
		}
		f.rootFields = f.ownFields
		if err := l.refuse(f); err != nil {
			return err
		}
	}
	for _, fragment := range doc.Fragments {
		f := *m.fragment(fragment.Name)
		f.rootFields = 0
		if err := l.refuse(f); err != nil {
			return err
		}
	}
	return nil
}

// refuse returns the error for the first limit that f is beyond.
func (l Limits) refuse(f form) *gqlerror.Error {
	for _, c := range []struct {
		name     string
		got, max int
	}{
		{"depth", f.depth, l.Depth},
		{"introspection depth", f.introspectionDepth, l.IntrospectionDepth},
		{"aliases", f.aliases, l.Aliases},
		{"fields", f.fields, l.Fields},
		{"directives", f.directives, l.Directives},
		{"root fields", f.rootFields, l.RootFields},
		{"value depth", f.valueDepth, l.ValueDepth},
	} {
		if c.got > c.max {
			return limitError(c.name, c.max)
		}
	}
	return nil
}

func limitError(limit string, max int) *gqlerror.Error {
	err := newError(CodeLimitExceeded, "the operation exceeds the limit of %s, which is %d", limit, max)
	err.Extensions["limit"], err.Extensions["max"] = limit, max
	return err
}

// form is what a selection set measures, with every fragment in place of its
// spread.
type form struct {
	depth, introspectionDepth   int
	fields, aliases, directives int
	valueDepth                  int
	// ownFields counts the fields of the set itself, without what is below.
	ownFields, rootFields int
}

// add adds what stands beside f in the same selection set.
func (f *form) add(g form) {
	f.depth = max(f.depth, g.depth)
	f.introspectionDepth = max(f.introspectionDepth, g.introspectionDepth)
	f.valueDepth = max(f.valueDepth, g.valueDepth)
	f.fields = plus(f.fields, g.fields)
	f.aliases = plus(f.aliases, g.aliases)
	f.directives = plus(f.directives, g.directives)
	f.ownFields = plus(f.ownFields, g.ownFields)
}

// measurer measures each fragment once.
type measurer struct {
	doc       *ast.QueryDocument
	fragments map[string]*form // nil while the fragment is being measured
}

func (m measurer) selections(set ast.SelectionSet) form {
	var f form
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			f.add(m.field(s))
			f.add(m.directives(s.Directives))
		case *ast.InlineFragment:
			f.add(m.selections(s.SelectionSet))
			f.add(m.directives(s.Directives))
		case *ast.FragmentSpread:
			f.add(*m.fragment(s.Name))
			f.add(m.directives(s.Directives))
		}
	}
	return f
}

func (m measurer) field(field *ast.Field) form {
	f := m.selections(field.SelectionSet)
	f.fields = plus(f.fields, 1)
	f.ownFields = 1
	if field.Alias != field.Name {
		f.aliases = plus(f.aliases, 1)
	}
	if isIntrospection(field) {
		f.depth, f.introspectionDepth = 1, max(f.depth, f.introspectionDepth)+1
	} else {
		f.depth++
	}
	for _, arg := range field.Arguments {
		f.valueDepth = max(f.valueDepth, valueDepth(arg.Value))
	}
	return f
}

func (m measurer) directives(list ast.DirectiveList) form {
	f := form{directives: len(list)}
	for _, d := range list {
		for _, arg := range d.Arguments {
			f.valueDepth = max(f.valueDepth, valueDepth(arg.Value))
		}
	}
	return f
}

// fragment measures a fragment. One that is missing or spreads itself measures
// nothing here; validation refuses it.
func (m measurer) fragment(name string) *form {
	if f, seen := m.fragments[name]; seen {
		if f == nil {
			return &form{}
		}
		return f
	}
	definition := m.doc.Fragments.ForName(name)
	if definition == nil {
		return &form{}
	}
	m.fragments[name] = nil
	f := m.selections(definition.SelectionSet)
	f.add(m.directives(definition.Directives))
	m.fragments[name] = &f
	return &f
}

// isIntrospection reports whether field is one of the two that open the schema.
func isIntrospection(field *ast.Field) bool {
	return field.Name == "__schema" || field.Name == "__type"
}

// valueDepth is how deep lists and objects nest in a literal.
func valueDepth(v *ast.Value) int {
	if v == nil || v.Kind != ast.ListValue && v.Kind != ast.ObjectValue {
		return 0
	}
	depth := 0
	for _, child := range v.Children {
		depth = max(depth, valueDepth(child.Value))
	}
	return depth + 1
}

// plus adds two numbers that are not negative, and stays at the largest int
// where the sum would be larger.
func plus(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

// times multiplies as plus adds.
func times(a, b int) int {
	if a != 0 && b > math.MaxInt/a {
		return math.MaxInt
	}
	return a * b
}
