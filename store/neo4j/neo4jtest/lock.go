package neo4jtest

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hold waits until no other process holds the server at the address, and returns the open lock
// file by which this one does. Packages are tested in parallel, and Neo4j Community has one database.
func hold(t testing.TB, address string) (*os.File, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%s is not a URL", envURL)
	}
	// The same server by another scheme or user is the same server.
	sum := sha256.Sum256([]byte(strings.ToLower(u.Host)))
	name := fmt.Sprintf("demandgraph-neo4j-%d-%x.lock", os.Getuid(), sum[:6])
	return lockFile(filepath.Join(os.TempDir(), name), func() {
		t.Logf("waiting for %s: the tests of another package hold it", u.Redacted())
	})
}

// lockFile locks the file exclusively, making it if need be, and calls wait before it has to wait.
// Closing the file, or the end of the process, frees it.
func lockFile(name string, wait func()) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	ok, err := tryLock(f)
	if err == nil && !ok {
		wait()
		err = lock(f)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", name, err)
	}
	return f, nil
}

// cacheDir returns the folder of this package in the user's cache, and makes it.
func cacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir() // no home folder, as in some containers
	}
	dir = filepath.Join(dir, "demandgraph")
	return dir, os.MkdirAll(dir, 0o700)
}
