package graph

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/graph/handler"
	"demandgraph/query"
	"demandgraph/store"
)

// The generated resolvers are never called: Query has none, so that a field that
// is not intercepted would panic.
func TestEveryRootFieldIsIntercepted(t *testing.T) {
	for _, f := range served.Query.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			args := map[string]string{
				"node": `(id: "QWN0b3I6cnVzc2lh")`, "nodes": `(ids: ["QWN0b3I6cnVzc2lh"])`, "search": `(text: "x")`,
				"timeline": `(bucket: MONTH)`, "changes": `(from: {date: "2025-08-01"}, to: {date: "2025-08-31"})`,
				"actorNetwork": `(relation: CONFLICT)`, "demandNetwork": `(relation: CONFLICT)`, "affiliationNetwork": `(relation: IGNORE)`,
				"graph": `(seeds: [{actor: "k"}])`, "paths": `(from: {actor: "k"}, to: {region: "k"})`,
				"actorNetworks": `(relation: CONFLICT, window: {unit: DAY, size: 1})`,
			}[f.Name]
			if args == "" && f.Arguments.ForName("key") != nil {
				args = `(key: "k")`
			}
			store := &canned{items: 1}
			mustRun(t, store, `{`+f.Name+args+` {__typename}}`, nil)
			if _, worked := workedOut[f.Name]; worked && store.scans > 0 {
				return
			}
			if len(store.read) != 1 {
				t.Errorf("%d reads", len(store.read))
			}
		})
	}
}

func TestGeneratedCodeHasNoOtherResolvers(t *testing.T) {
	root := reflect.TypeFor[ResolverRoot]()
	if root.NumMethod() != 1 || root.Method(0).Name != "Query" {
		t.Errorf("gqlgen asks for resolvers beyond Query: %v", root)
	}
}

func TestIntrospectionIsLeftToGqlgen(t *testing.T) {
	store := &canned{}
	got := mustRun(t, store, `{__typename __type(name: "Demand") {name kind} __schema {queryType {name}}}`, nil)
	if want := `{"__typename":"Query","__type":{"name":"Demand","kind":"OBJECT"},"__schema":{"queryType":{"name":"Query"}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(store.read) > 0 {
		t.Error("the store was read")
	}
}

func TestDataVersionIsTheLowestRead(t *testing.T) {
	store := &canned{items: 1, version: 41}
	a := run(t, store, `{a: demands {totalCount} b: actors {totalCount} c: node(id: "QWN0b3I6cnVzc2lh") {id}}`, nil)
	if len(store.read) != 3 || a.Extensions["dataVersion"] != float64(41) {
		t.Errorf("%d reads, extensions %v", len(store.read), a.Extensions)
	}
	if a := run(t, store, `{__typename nodes(ids: []) {id}}`, nil); a.Extensions["dataVersion"] != nil || string(a.Data) != `{"__typename":"Query","nodes":[]}` {
		t.Errorf("nothing was read: %s %v", a.Data, a.Extensions)
	}
}

func TestErrorsOfTheStore(t *testing.T) {
	secret := errors.New("bolt://neo4j:secret@db refused")
	for _, tt := range []struct {
		err           error
		code, message string
	}{
		{store.Errorf(store.NotFound, "no event with the key x"), "NOT_FOUND", "no event with the key x"},
		{store.Errorf(store.TooCostly, "too many"), "TOO_COSTLY", "too many"},
		{&store.Error{Code: store.Unavailable, Message: "the database does not answer", Err: secret}, "UNAVAILABLE", "the database does not answer"},
		{&change.Invalid{Problems: []change.Problem{{Document: &change.Document{Source: "a.yml"}, Line: 3, Subject: demand.Ref{Kind: demand.KindActor, Key: "x"}, Message: "wrong"}}}, "INVALID", "a.yml:3: Actor x: wrong"},
		{&store.Error{Code: store.Internal, Message: "a statement failed", Err: secret}, handler.CodeInternal, "internal error, logged as "},
		{secret, handler.CodeInternal, "internal error, logged as "},
		{context.DeadlineExceeded, handler.CodeTimeout, "the operation did not end within its time"},
	} {
		a := run(t, &canned{err: tt.err}, `{d: demand(key: "d") {key}}`, nil)
		if code := a.code(t); code != tt.code {
			t.Errorf("%v: code %s, want %s", tt.err, code, tt.code)
		}
		if e := a.Errors[0]; !strings.HasPrefix(e.Message, tt.message) || strings.Contains(e.Message, "secret") {
			t.Errorf("%v: message %q, want %q", tt.err, e.Message, tt.message)
		}
		if e := a.Errors[0]; !reflect.DeepEqual(e.Path, []any{"d"}) || string(a.Data) != `{"d":null}` {
			t.Errorf("%v: path %v, data %s", tt.err, e.Path, a.Data)
		}
	}
}

// An answer that breaks the schema is an error at the field, and no data.
func TestRequiredValueThatIsMissing(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*query.Answer)
		path   []any
	}{
		{"value", func(a *query.Answer) { a.Page.Items[1].Node.Values[0] = nil }, []any{"demands", "nodes", 1.0, "what"}},
		{"node", func(a *query.Answer) { a.Page.Items[0].Node.Lists[0].Items[1].Node.Ones[0] = nil }, []any{"demands", "nodes", 0.0, "positions", "edges", 1.0, "node", "actor"}},
		{"item", func(a *query.Answer) { a.Page.Items[0].Node = nil }, []any{"demands", "nodes", 0.0}},
		{"type", func(a *query.Answer) { a.Page.Items[0].Node.Values[0] = 7 }, []any{"demands", "nodes", 0.0, "what"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := run(t, &canned{items: 2, change: tt.change},
				`{demands {nodes {what: summary positions {edges {node {actor {key}}}}}}}`, nil)
			if code := a.code(t); code != handler.CodeInternal {
				t.Errorf("code %s", code)
			}
			if !reflect.DeepEqual(a.Errors[0].Path, tt.path) {
				t.Errorf("path %v, want %v", a.Errors[0].Path, tt.path)
			}
			if string(a.Data) != "null" { // demands is not nullable
				t.Errorf("data %s", a.Data)
			}
		})
	}
}
