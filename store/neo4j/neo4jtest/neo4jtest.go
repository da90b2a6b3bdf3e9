// Package neo4jtest finds a real Neo4j server for tests, and starts one where there is none.
//
// It looks in this order:
//
//   - the environment variable NEO4J_TEST_URL, bolt://user:password@host:port or neo4j://…;
//     everything in that server is deleted;
//   - a Docker engine that answers;
//   - Java 17 or later, with Maven the first time: the server is then put together from its
//     published artifacts, about 125 MB, in the user's cache folder, and started on a free port
//     of 127.0.0.1. On Unix only.
//
// A server that this package started ends with the process that started it, however that ends.
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

// Version is the release of Neo4j Community that Start starts.
const Version = "5.26.30"

// envURL names a server to use in place of starting one.
const envURL = "NEO4J_TEST_URL"

// errNone marks an error of Start that means: this machine has nothing to start Neo4j with.
var errNone = errors.New("no Neo4j to test with: set " + envURL + ", or install Docker, or Java 17 and Maven")

// server is the one server of this process, found by the first call of URL.
var server struct {
	sync.Mutex
	looked bool
	url    string
	err    error
	lock   *os.File // open as long as the process lives, where other processes may use the server
}

// URL returns the address of an empty Neo4j server, user and password included. The process has it
// to itself until it ends: the tests of a package share it, those of other packages wait. It is
// wiped once, when the process gets it; a test that needs it empty again calls Wipe.
//
// Where there is no server and nothing to start one with, the test is skipped, or fails if the
// environment has CI=true. A server that is there and does not work always fails the test.
func URL(t testing.TB) string {
	t.Helper()
	server.Lock()
	defer server.Unlock()
	if !server.looked {
		server.looked = true
		server.url, server.lock, server.err = find(t)
	}
	if errors.Is(server.err, errNone) && os.Getenv("CI") != "true" {
		t.Skip(server.err)
	}
	if server.err != nil {
		t.Fatal(server.err)
	}
	return server.url
}

// find returns an empty server that this process has to itself as long as the file is open;
// the file is nil for a server that no other process knows.
func find(t testing.TB) (string, *os.File, error) {
	url := os.Getenv(envURL)
	if url == "" {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
		defer cancel()
		url, _, err := Start(ctx) // never stopped: it ends with the process
		return url, nil, err
	}
	lock, err := hold(t, url)
	if err != nil {
		return "", nil, err
	}
	return url, lock, wipe(url)
}

// Start starts an empty Neo4j server by Docker or by Java, and returns its address, user and
// password included, and a function that ends it. The server also ends with this process.
func Start(ctx context.Context) (url string, stop func(), err error) {
	url, stop, err = startDocker(ctx)
	if err == nil {
		return url, stop, nil
	}
	url, stop, javaErr := startJava(ctx)
	if javaErr == nil {
		return url, stop, nil
	}
	return "", nil, explain(err, javaErr)
}

// errAbsent marks an error that means: the way of starting a server is not open on this machine.
var errAbsent = errors.New("not available")

// explain makes one error of the two that kept Start from starting a server. It is errNone
// only if neither way is open, for a way that is open and fails is a fault that must be seen.
func explain(docker, java error) error {
	switch {
	case errors.Is(docker, errAbsent) && errors.Is(java, errAbsent):
		return fmt.Errorf("%w (%v; %v)", errNone, docker, java)
	case errors.Is(docker, errAbsent):
		return java
	case errors.Is(java, errAbsent):
		return docker
	}
	return errors.Join(docker, java)
}
