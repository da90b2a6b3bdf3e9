package neo4j

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"

	"demandgraph/store"
	"demandgraph/store/neo4j/neo4jtest"
)

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	server, err := url.Parse(neo4jtest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	listener.Close()
	wrong, elsewhere := *server, *server
	wrong.User = url.UserPassword("neo4j", "sesame-77")
	elsewhere.Path = "/nowhere"
	for _, tc := range []struct {
		name, url string
		code      store.Code
		says      string
	}{
		{"nobody listens", "bolt://neo4j:sesame-77@" + closed, store.Unavailable, "no Neo4j answers at " + closed},
		{"nobody to route", "neo4j://neo4j:sesame-77@" + closed, store.Unavailable, "no Neo4j answers at " + closed},
		{"wrong password", wrong.String(), store.Forbidden, "refuses the user or the password"},
		{"unknown database", elsewhere.String(), store.Invalid, "has no database nowhere"},
		{"two databases", "neo4j://neo4j:sesame-77@" + closed + "/one?database=two", store.Invalid, "two databases"},
		{"no host", "neo4j://", store.Invalid, "names no host"},
		{"no URL", "neo4j://neo4j:sesame-77@host:port", store.Invalid, "cannot be read"},
		{"other scheme", "http://neo4j:sesame-77@" + closed, store.Invalid, "cannot be used"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := Open(ctx, tc.url)
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			if store.CodeOf(err) != tc.code || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%s: %v", store.CodeOf(err), err)
			}
			if strings.Contains(err.Error(), "sesame-77") {
				t.Errorf("the password is in %q", err)
			}
		})
	}
	t.Run("context", func(t *testing.T) {
		ended, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := Open(ended, server.String()); !errors.Is(err, context.Canceled) {
			t.Errorf("after the end of the context: %v", err)
		}
	})
}

func TestCredentialsFromEnvironment(t *testing.T) {
	server, err := url.Parse(neo4jtest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	password, _ := server.User.Password()
	t.Setenv("NEO4J_USERNAME", server.User.Username())
	t.Setenv("NEO4J_PASSWORD", password)
	server.User = nil
	server.RawQuery = "database=neo4j"
	s, err := Open(context.Background(), server.String())
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}
