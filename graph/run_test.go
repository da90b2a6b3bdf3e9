package graph

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

// answer is what the service says to an operation.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
	Extensions map[string]any
}

// code is that of the only error.
func (a *answer) code(t *testing.T) string {
	t.Helper()
	if len(a.Errors) != 1 {
		t.Fatalf("want one error, got %+v", a.Errors)
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// tester is a test, or a run of a property.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// run sends an operation through the handler as it is served.
func run(t tester, store Reader, operation string, variables map[string]any) *answer {
	t.Helper()
	h := NewHandler(store, handler.Config{
		Introspection: true,
		Logger:        slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	body, err := json.Marshal(map[string]any{"query": operation, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest("POST", "/graphql", strings.NewReader(string(body)))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, request)
	var a answer
	if err := json.Unmarshal(recorder.Body.Bytes(), &a); err != nil {
		t.Fatalf("no JSON: %v\n%s", err, recorder.Body)
	}
	return &a
}

// mustRun runs an operation that has no error.
func mustRun(t tester, store Reader, operation string, variables map[string]any) string {
	t.Helper()
	a := run(t, store, operation, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%s\nerrors: %+v", operation, a.Errors)
	}
	return string(a.Data)
}
