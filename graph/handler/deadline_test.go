package handler_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/graph/handler"
)

// dial connects to the server as a client that does as it likes.
func dial(t *testing.T, url string) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return conn, bufio.NewReader(conn)
}

// TestSlowBody: a body that stops coming is refused in time.
func TestSlowBody(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) { c.Limits.Read = 100 * time.Millisecond })
	conn, r := dial(t, server.URL)
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 100\r\n\r\n{\"query\"", asJSON)
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusRequestTimeout || !strings.Contains(string(body), handler.CodeRequestTimeout) {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// slowField takes its time over the field echo, unless the context ends first.
type slowField struct{ time time.Duration }

func (slowField) ExtensionName() string                   { return "slowField" }
func (slowField) Validate(graphql.ExecutableSchema) error { return nil }

func (s slowField) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	select {
	case <-ctx.Done():
		graphql.AddError(ctx, ctx.Err())
		return graphql.Null
	case <-time.After(s.time):
		return next(ctx)
	}
}

// TestDeadlinesDoNotOutliveTheirRequest: the time to read ends with the
// request, not in the middle of its operation, and the next request on the connection
// has its own.
func TestDeadlinesDoNotOutliveTheirRequest(t *testing.T) {
	const short = 100 * time.Millisecond
	server, _ := service(t, func(c *handler.Config) {
		c.Limits.Read, c.Limits.Write = short, short
		c.Extensions = []graphql.HandlerExtension{slowField{3 * short}}
	})
	conn, r := dial(t, server.URL)
	const body = `{"query":"{echo}"}`
	post := fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", asJSON, len(body), body)
	const get = "GET /graphql?query={echo} HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, request := range []string{post, get, post} {
		io.WriteString(conn, request)
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		if err != nil || !strings.Contains(string(got), `"echo":"hello"`) {
			t.Fatalf("%v %s", err, got)
		}
	}
}

// deadlines is a response writer that writes down what is asked of its
// connection.
type deadlines struct {
	*httptest.ResponseRecorder
	calls []string
}

func (d *deadlines) SetReadDeadline(at time.Time) error  { d.call("read", at); return nil }
func (d *deadlines) SetWriteDeadline(at time.Time) error { d.call("write", at); return nil }
func (d *deadlines) Flush()                              { d.calls = append(d.calls, "flush") }

func (d *deadlines) call(what string, at time.Time) {
	if at.IsZero() {
		what += " lifted"
	}
	d.calls = append(d.calls, what)
}

// InterceptRootField makes it an extension, to see when execution begins.
func (d *deadlines) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	d.calls = append(d.calls, "execution")
	return next(ctx)
}
func (*deadlines) ExtensionName() string                   { return "deadlines" }
func (*deadlines) Validate(graphql.ExecutableSchema) error { return nil }

// TestOrderOfDeadlines: reading and writing have their times, which are lifted
// as soon as they are over: the connection serves others afterwards.
func TestOrderOfDeadlines(t *testing.T) {
	for body, want := range map[string]string{
		`{"query":"{echo}"}`: "read, read lifted, execution, write, flush, write lifted",
		`[]`:                 "read, write, flush, write lifted",
	} {
		d := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		h := handler.New(executable(), handler.Config{Extensions: []graphql.HandlerExtension{d}})
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", asJSON)
		h.ServeHTTP(d, r)
		if got := strings.Join(d.calls, ", "); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

// expired is an extension under which the context has ended before execution
// begins, so that gqlgen itself has nothing to say.
type expired struct{}

func (expired) ExtensionName() string                   { return "expired" }
func (expired) Validate(graphql.ExecutableSchema) error { return nil }

func (expired) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	<-ctx.Done()
	return next(ctx)
}

// TestTimeout: a context that ends brings an error and no bare null.
func TestTimeout(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) {
		c.Limits.Execution = 50 * time.Millisecond
		c.Extensions = []graphql.HandlerExtension{expired{}}
	})
	a := ask(t, server, "{ echo }", "")
	if a.status != http.StatusServiceUnavailable || a.code() != handler.CodeTimeout || a.hasData() {
		t.Errorf("%d %s", a.status, a.body)
	}
	a = send(t, server, "POST", "/graphql", `{"query":"{echo}"}`, "Content-Type", asJSON)
	if a.status != http.StatusOK || a.code() != handler.CodeTimeout || a.hasData() {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestClientGoesAway: the end of a connection ends the operation.
func TestClientGoesAway(t *testing.T) {
	begun, ended := make(chan bool, 1), make(chan error, 1)
	server, _ := service(t, func(c *handler.Config) {
		c.Extensions = []graphql.HandlerExtension{watchEnd{begun, ended}}
	})
	conn, _ := dial(t, server.URL)
	const body = `{"query":"{echo}"}`
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", asJSON, len(body), body)
	<-begun
	conn.Close()
	select {
	case err := <-ended:
		if err != context.Canceled {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the operation went on")
	}
}

// watchEnd says that it began, waits for the context and reports how it ended.
type watchEnd struct {
	begun chan bool
	ended chan error
}

func (watchEnd) ExtensionName() string                   { return "watchEnd" }
func (watchEnd) Validate(graphql.ExecutableSchema) error { return nil }

func (w watchEnd) InterceptRootField(ctx context.Context, _ graphql.RootResolver) graphql.Marshaler {
	w.begun <- true
	<-ctx.Done()
	w.ended <- ctx.Err()
	return graphql.Null
}
