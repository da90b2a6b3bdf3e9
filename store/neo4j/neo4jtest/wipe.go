package neo4jtest

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Wipe deletes everything in the server's database: nodes, relationships, constraints and indexes.
// What Neo4j makes itself, its two token lookup indexes, stays.
func Wipe(t testing.TB, url string) {
	t.Helper()
	if err := wipe(url); err != nil {
		t.Fatal(err)
	}
}

// Empty deletes all nodes and relationships in the server's database and leaves constraints and
// indexes, which take some seconds to make.
func Empty(t testing.TB, url string) {
	t.Helper()
	if err := within(url, empty); err != nil {
		t.Fatal(err)
	}
}

func wipe(address string) error { return within(address, dropSchema, empty) }

// within does some things in one session.
func within(address string, steps ...func(context.Context, neo4j.SessionWithContext) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	driver, err := connect(address)
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	for _, step := range steps {
		if err := step(ctx, session); err != nil {
			return fmt.Errorf("wipe %s: %w", redact(address), err)
		}
	}
	return nil
}

// dropSchema drops constraints and indexes: constraints first, as they own some indexes.
func dropSchema(ctx context.Context, session neo4j.SessionWithContext) error {
	for _, kind := range []struct{ show, drop string }{
		{"SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT "},
		{"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX "},
	} {
		rows, err := run(ctx, session, kind.show)
		if err != nil {
			return err
		}
		for _, row := range rows {
			name, _ := row.Values[0].(string)
			quoted := "`" + strings.ReplaceAll(name, "`", "``") + "`"
			if _, err := run(ctx, session, kind.drop+quoted); err != nil {
				return err
			}
		}
	}
	return nil
}

func empty(ctx context.Context, session neo4j.SessionWithContext) error {
	_, err := run(ctx, session, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
	return err
}

// run runs one statement in a transaction of its own and returns its rows.
func run(ctx context.Context, session neo4j.SessionWithContext, statement string) ([]*neo4j.Record, error) {
	result, err := session.Run(ctx, statement, nil)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// connect returns a driver for an address that has user and password in it.
func connect(address string) (neo4j.DriverWithContext, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%s: the address of a Neo4j server is bolt://user:password@host:port", envURL)
	}
	auth := neo4j.NoAuth()
	if u.User != nil {
		password, _ := u.User.Password()
		auth = neo4j.BasicAuth(u.User.Username(), password, "")
	}
	u.User = nil
	return neo4j.NewDriverWithContext(u.String(), auth)
}

// redact returns the address without its password.
func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "Neo4j"
	}
	return u.Redacted()
}
