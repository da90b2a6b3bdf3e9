package handler_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"demandgraph/graph/handler"
	"demandgraph/graph/handler/internal/sample"
)

// resolvers answer the sample schema.
type resolvers struct{ added int }

func (r *resolvers) Query() sample.QueryResolver       { return query{r} }
func (r *resolvers) Mutation() sample.MutationResolver { return mutation{r} }
func (r *resolvers) Thing() sample.ThingResolver       { return thing{} }

type (
	query    struct{ *resolvers }
	mutation struct{ *resolvers }
	thing    struct{}
)

func (m mutation) Add(context.Context) (int, error) { m.added++; return m.added, nil }

func (thing) Things(context.Context, *sample.Thing, *int) (*sample.ThingConnection, error) {
	return &sample.ThingConnection{}, nil
}

func (query) Echo(_ context.Context, text *string, number *int, id *string, flag *bool, ratio *float64, colour *sample.Colour, day *string) (*string, error) {
	var said []string
	say := func(given bool, v func() any) {
		if given {
			said = append(said, fmt.Sprint(v()))
		}
	}
	say(text != nil, func() any { return *text })
	say(number != nil, func() any { return *number })
	say(id != nil, func() any { return *id })
	say(flag != nil, func() any { return *flag })
	say(ratio != nil, func() any { return *ratio })
	say(colour != nil, func() any { return *colour })
	say(day != nil, func() any { return *day })
	answer := strings.Join(said, " ")
	return &answer, nil
}

func (query) Things(context.Context, *int, *int, *sample.Filter) (*sample.ThingConnection, error) {
	return &sample.ThingConnection{Nodes: []*sample.Thing{{Key: "a"}}, TotalCount: 1}, nil
}

func (query) At(_ context.Context, asOf sample.AsOf) (*string, error) {
	answer := "nothing"
	switch {
	case asOf.Date != nil:
		answer = "date " + *asOf.Date
	case asOf.Event != nil:
		answer = "event " + asOf.Event.Key
	}
	return &answer, nil
}

func (query) Nodes(_ context.Context, ids []string) ([]*sample.Thing, error) {
	return make([]*sample.Thing, len(ids)), nil
}

func (query) Fail(ctx context.Context, how string) (*string, error) {
	_, err := query{}.Must(ctx, how)
	return nil, err
}

const secret = "password=hunter2"

func (query) Must(ctx context.Context, how string) (string, error) {
	switch how {
	case "coded":
		return "", &gqlerror.Error{Message: "no such thing", Extensions: map[string]any{"code": "NOT_FOUND", "key": "x"}}
	case "panic":
		panic(secret)
	case "wait":
		<-ctx.Done()
		return "", fmt.Errorf("the database: %w", ctx.Err())
	case "long":
		return "", &gqlerror.Error{Message: strings.Repeat("ä", 10_000), Extensions: map[string]any{"code": "LONG"}}
	default:
		return "", errors.New(secret)
	}
}

// service returns a running handler over the sample schema, and what it logs.
func service(t testing.TB, change ...func(*handler.Config)) (*httptest.Server, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	cfg := handler.Config{Introspection: true, GraphiQL: true, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	for _, f := range change {
		f(&cfg)
	}
	mux := http.NewServeMux()
	handler.New(executable(), cfg).Register(mux, "/graphql")
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server, &log
}

func executable() graphql.ExecutableSchema {
	whole := sample.NewExecutableSchema(sample.Config{}).Schema()
	return sample.NewExecutableSchema(sample.Config{
		Schema:    handler.ServedSchema(whole),
		Resolvers: &resolvers{},
	})
}

// answer is a response as a client reads it.
type answer struct {
	status int
	header http.Header
	body   string

	Data       json.RawMessage
	Errors     []gqlerror.Error
	Extensions map[string]any
}

// code is the code of the first error, "" if there is none.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// hasData reports whether the answer has an entry data, null or not.
func (a answer) hasData() bool {
	var members map[string]json.RawMessage
	return json.Unmarshal([]byte(a.body), &members) == nil && members["data"] != nil
}

// send sends a request and reads its answer, which must be a GraphQL answer
// whatever went wrong.
func send(t testing.TB, server *httptest.Server, method, target, body string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequest(method, server.URL+target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Add(headers[i], headers[i+1])
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header, body: string(text)}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &a); err != nil {
			t.Fatalf("the answer is no JSON: %v\n%.300s", err, text)
		}
	}
	return a
}

const (
	asJSON     = "application/json"
	asResponse = "application/graphql-response+json"
)

// ask posts a query with variables in JSON, "" for none.
func ask(t testing.TB, server *httptest.Server, query, variables string, headers ...string) answer {
	t.Helper()
	text, _ := json.Marshal(query)
	body := `{"query":` + string(text)
	if variables != "" {
		body += `,"variables":` + variables
	}
	return send(t, server, "POST", "/graphql", body+"}",
		append([]string{"Content-Type", asJSON, "Accept", asResponse}, headers...)...)
}
