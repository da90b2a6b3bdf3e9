package neo4j

import (
	"context"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"demandgraph/store"
)

// Schemes are those of the URLs that [Open] takes.
var Schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// How long Open waits for a server, and how long a driver does for a socket and for
// a connection of its pool.
const (
	openTimeout    = 15 * time.Second
	connectTimeout = 5 * time.Second
	acquireTimeout = 20 * time.Second
)

// Store is a demand graph in Neo4j.
type Store struct {
	driver    neo4j.DriverWithContext
	database  string // "" is the user's home database
	bookmarks neo4j.BookmarkManager
	compiled  *cache

	statements atomic.Int64 // run outside of writes, each once however often it was tried
}

// Open connects to the server at a URL such as neo4j://neo4j:secret@host:7687/demands
// and brings an empty or older database to this program's schema. User and password
// not in the URL come from NEO4J_USERNAME and NEO4J_PASSWORD. The database is the path
// or ?database=, else the user's home database. Where the server does not answer, or
// refuses, the error says so within fifteen seconds.
func Open(ctx context.Context, rawURL string) (*Store, error) {
	s, host, err := connect(rawURL)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	if err := s.verify(limited, ctx, host); err != nil {
		s.driver.Close(ctx)
		return nil, err
	}
	if err := s.Migrate(ctx); err != nil {
		s.driver.Close(ctx)
		return nil, err
	}
	return s, nil
}

// connect makes a store without talking to the server.
func connect(rawURL string) (s *Store, host string, err error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		// The error of package url repeats the URL, and with it the password.
		return nil, "", store.Errorf(store.Invalid, "the store's URL cannot be read: want neo4j://user:password@host:port/database")
	}
	if u.Host == "" {
		return nil, "", store.Errorf(store.Invalid, "the store's URL names no host: want %s://user:password@host:port/database", u.Scheme)
	}
	query := u.Query()
	database := strings.Trim(u.Path, "/")
	if named := query.Get("database"); named != "" {
		if database != "" && database != named {
			return nil, "", store.Errorf(store.Invalid, "the store's URL names two databases, %q and %q", database, named)
		}
		database = named
		query.Del("database")
	}
	user, password := os.Getenv("NEO4J_USERNAME"), os.Getenv("NEO4J_PASSWORD")
	if u.User != nil {
		user = u.User.Username()
		if p, ok := u.User.Password(); ok {
			password = p
		}
	}
	auth := neo4j.NoAuth()
	if user != "" || password != "" {
		if user == "" {
			user = "neo4j"
		}
		auth = neo4j.BasicAuth(user, password, "")
	}
	target := url.URL{Scheme: u.Scheme, Host: u.Host, RawQuery: query.Encode()}
	driver, err := neo4j.NewDriverWithContext(target.String(), auth, func(c *config.Config) {
		c.SocketConnectTimeout = connectTimeout
		c.ConnectionAcquisitionTimeout = acquireTimeout
		c.FetchSize = neo4j.FetchAll
		c.NotificationsMinSeverity = "OFF"
	})
	if err != nil {
		return nil, "", &store.Error{Code: store.Invalid, Message: "the store's URL cannot be used", Err: err}
	}
	return &Store{
		driver:    driver,
		database:  database,
		bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		compiled:  newCache(maxCompiled),
	}, u.Host, nil
}

// verify asks the server for a first answer.
func (s *Store) verify(ctx, outer context.Context, host string) error {
	_, err := s.run(ctx, "RETURN 1", nil)
	switch {
	case err == nil || outer.Err() != nil:
		return err
	case ctx.Err() != nil:
		return &store.Error{Code: store.Unavailable, Message: "no Neo4j answers at " + host, Err: err}
	}
	return s.explain(err, host)
}

// Close ends all connections.
func (s *Store) Close() error {
	return failed(s.driver.Close(context.Background()))
}
