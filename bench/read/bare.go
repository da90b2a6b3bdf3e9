package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	driverconfig "github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// answerer is what the bare handler does for one operation: a statement, its
// parameters out of the request, and what writes the one row that comes back.
type answerer struct {
	text   string
	params func(url.Values) map[string]any
	write  render
}

// bare answers the operations with Cypher written by hand, and nothing else: no
// GraphQL, no planning, no limits. It is what the service is measured against.
type bare struct {
	driver neo4j.DriverWithContext
}

// newBare connects to the server of a store's URL.
func newBare(rawURL string) (*bare, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if u.User != nil {
		password, _ := u.User.Password()
		auth = neo4j.BasicAuth(u.User.Username(), password, "")
	}
	driver, err := neo4j.NewDriverWithContext(u.Scheme+"://"+u.Host, auth, func(c *driverconfig.Config) {
		c.FetchSize = neo4j.FetchAll
		c.NotificationsMinSeverity = "OFF"
	})
	if err != nil {
		return nil, err
	}
	return &bare{driver}, nil
}

// handler has a path for each operation.
func (b *bare) handler(ops []*operation) http.Handler {
	mux := http.NewServeMux()
	for _, o := range ops {
		mux.HandleFunc("GET /"+o.name, func(w http.ResponseWriter, r *http.Request) {
			row, err := b.run(r.Context(), o.bare.text, o.bare.params(r.URL.Query()))
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			body := append(make([]byte, 0, 16<<10), `{"data":`...)
			body = append(o.bare.write(body, row), '}')
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(body)
		})
	}
	return mux
}

// run gives the one row of a statement, in one exchange with the server.
func (b *bare) run(ctx context.Context, text string, params map[string]any) ([]any, error) {
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, fmt.Errorf("not one row: %w", err)
	}
	return record.Values, nil
}

// one gives a parameter for each of some values, under its own name.
func one(names ...string) func(url.Values) map[string]any {
	return func(v url.Values) map[string]any {
		params := make(map[string]any, len(names))
		for _, name := range names {
			params[name] = v.Get(name)
		}
		return params
	}
}
