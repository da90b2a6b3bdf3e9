package handler_test

import (
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"demandgraph/graph/handler"
	"demandgraph/graph/handler/internal/sample"
)

// TestIntrospection: the standard query passes the limits, and what nobody
// serves is not in its answer.
func TestIntrospection(t *testing.T) {
	server, _ := service(t)
	a := ask(t, server, introspection.Query, "")
	if a.status != 200 || len(a.Errors) > 0 {
		t.Fatalf("%.500s", a.body)
	}
	for _, absent := range []string{`"defer"`, `"DIRECTIVE_DEFINITION"`} {
		if strings.Contains(a.body, absent) {
			t.Errorf("the schema names %s", absent)
		}
	}
	for _, present := range []string{`"AsOf"`, `"deprecated"`, `"oneOf"`, `"FIELD_DEFINITION"`} {
		if !strings.Contains(a.body, present) {
			t.Errorf("the schema does not name %s", present)
		}
	}
	if a := ask(t, server, "{ ... @defer { echo } }", ""); a.code() != handler.CodeValidationFailed {
		t.Errorf("@defer: %.300s", a.body)
	}

	var copies strings.Builder
	copies.WriteString("{")
	for _, alias := range "abcdefghijklmnop" {
		copies.WriteString(string(alias) + ": __schema { types { fields { args { type { name ofType { name } } } } } } ")
	}
	copies.WriteString("}")
	server, _ = service(t, func(c *handler.Config) { c.Limits.IntrospectionCost = 50_000 })
	if a := ask(t, server, copies.String(), ""); a.code() != handler.CodeTooCostly {
		t.Errorf("sixteen copies of the schema: %.300s", a.body)
	}
	circle := "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
	if a := ask(t, server, circle, ""); a.code() == "" {
		t.Errorf("fields of types of fields: %.300s", a.body)
	}
}

// TestIntrospectionOff: no way leads to the schema.
func TestIntrospectionOff(t *testing.T) {
	server, log := service(t, func(c *handler.Config) { c.Introspection = false })
	for _, query := range []string{
		introspection.Query, "{ __schema { types { name } } }", `{ a: __type(name: "Thing") { name } }`,
		"{ ...f } fragment f on Query { ... { __schema { types { name } } } }",
	} {
		a := ask(t, server, query, "")
		if a.status != 400 || a.code() != handler.CodeIntrospectionDisabled || a.hasData() {
			t.Errorf("%.40s: %.300s", query, a.body)
		}
	}
	if a := ask(t, server, "{ __typename echo }", ""); a.code() != "" {
		t.Errorf("__typename: %.300s", a.body)
	}
	if log.Len() > 0 {
		t.Errorf("logged: %s", log)
	}
}

// TestServedSchema leaves the schema that it is given alone, and New insists on
// its result.
func TestServedSchema(t *testing.T) {
	whole := sample.NewExecutableSchema(sample.Config{}).Schema()
	served := handler.ServedSchema(whole)
	if whole.Directives["defer"] == nil || served.Directives["defer"] != nil {
		t.Error("defer is in the wrong one")
	}
	if served.Types["Thing"] != whole.Types["Thing"] {
		t.Error("types were copied that need not be")
	}
	defer func() {
		if recover() == nil {
			t.Error("New took the whole schema")
		}
	}()
	handler.New(sample.NewExecutableSchema(sample.Config{}), handler.Config{})
}
