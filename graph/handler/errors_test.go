package handler_test

import (
	"context"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/graph/handler"
)

// TestErrors: a code that is set stays, and what nobody foresaw is an id.
func TestErrors(t *testing.T) {
	server, log := service(t, func(c *handler.Config) { c.Limits.Execution = 200 * time.Millisecond })
	for _, c := range []struct {
		query, code, data string
		status            int
	}{
		{`{ echo fail(how: "coded") }`, "NOT_FOUND", `{"echo":"hello","fail":null}`, 200},
		{`{ echo fail(how: "plain") }`, handler.CodeInternal, `{"echo":"hello","fail":null}`, 200},
		{`{ echo fail(how: "panic") }`, handler.CodeInternal, `{"echo":"hello","fail":null}`, 200},
		{`{ echo must(how: "coded") }`, "NOT_FOUND", "null", 200},
		{`{ echo fail(how: "wait") }`, handler.CodeTimeout, `{"echo":"hello","fail":null}`, 200},
	} {
		log.Reset()
		a := ask(t, server, c.query, "")
		if a.status != c.status || a.code() != c.code || string(a.Data) != c.data && string(a.Data)+"null" != c.data {
			t.Errorf("%s: %d %s", c.query, a.status, a.body)
		}
		if strings.Contains(a.body, "hunter2") {
			t.Errorf("%s: the answer tells what happened: %s", c.query, a.body)
		}
		if len(a.Errors) == 1 && a.Errors[0].Path.String() == "" {
			t.Errorf("%s: no path: %s", c.query, a.body)
		}
		logged := log.String()
		if c.code != handler.CodeInternal {
			if logged != "" {
				t.Errorf("%s: logged: %s", c.query, logged)
			}
			continue
		}
		id, _ := a.Errors[0].Extensions["id"].(string)
		if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(id) || !strings.Contains(logged, id) || !strings.Contains(logged, "hunter2") {
			t.Errorf("%s: id %q, logged %s", c.query, id, logged)
		}
		if !strings.Contains(a.Errors[0].Message, id) {
			t.Errorf("the message does not tell the id: %s", a.body)
		}
	}
}

// rootFields is an extension as package graph has one: it answers root fields
// with bytes, or breaks in the way that their alias says.
type rootFields struct{}

func (rootFields) ExtensionName() string                   { return "rootFields" }
func (rootFields) Validate(graphql.ExecutableSchema) error { return nil }

func (rootFields) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	field := graphql.GetRootFieldContext(ctx).Field
	switch {
	case field.Alias == "breaks":
		panic(secret)
	case field.Alias == "breaksLater":
		return graphql.WriterFunc(func(io.Writer) { panic(secret) })
	case field.Name == "things":
		graphql.RegisterExtension(ctx, "dataVersion", 42)
		return graphql.WriterFunc(func(w io.Writer) { io.WriteString(w, `{"raw": "<é&>" }`) })
	}
	return next(ctx)
}

// TestRootFieldInterceptor: data goes out byte for byte, extensions beside it,
// and an interceptor that panics takes neither the process nor other fields
// with it.
func TestRootFieldInterceptor(t *testing.T) {
	server, log := service(t, func(c *handler.Config) { c.Extensions = []graphql.HandlerExtension{rootFields{}} })

	a := ask(t, server, "{ things { totalCount } }", "")
	if want := `{"data":{"things":{"raw": "<é&>" }},"extensions":{"dataVersion":42}}` + "\n"; a.body != want {
		t.Errorf("got  %swant %s", a.body, want)
	}
	a = ask(t, server, "{ breaks: echo echo things { totalCount } }", "")
	if a.code() != handler.CodeInternal || !strings.Contains(string(a.Data), `"breaks":null,"echo":"hello"`) || a.Extensions["dataVersion"] != 42.0 {
		t.Errorf("got %s", a.body)
	}
	if !strings.Contains(log.String(), "errors_test.go") {
		t.Error("the log has no stack")
	}
	a = ask(t, server, "{ breaks: must(how: \"\") echo }", "")
	if a.code() != handler.CodeInternal || !strings.Contains(a.body, `"data":null`) {
		t.Errorf("got %s", a.body)
	}
	a = ask(t, server, "{ breaksLater: echo }", "")
	if a.status != 500 || a.code() != handler.CodeInternal || a.hasData() || strings.Contains(a.body, "hunter2") {
		t.Errorf("got %d %s", a.status, a.body)
	}
}

// TestNoSuggestions: a mistake does not tell the schema.
func TestNoSuggestions(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) { c.Introspection = false })
	for _, query := range []string{
		"{ ech }", "{ echo(tex: 1) }", "{ echo(colour: REDD) }", "{ ... on Thin { key } }", "{ things }",
		`{ at(asOf: {dat: "x"}) }`, "query($c: Colou) { echo(colour: $c) }", `{ echo(colour: "REDD") }`,
	} {
		a := ask(t, server, query, "")
		if a.code() != handler.CodeValidationFailed || strings.Contains(a.body, "Did you mean") {
			t.Errorf("%s: %s", query, a.body)
		}
	}
}
