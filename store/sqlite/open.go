package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"demandgraph/store"
)

// Scheme begins the URLs of this engine.
const Scheme = "sqlite:"

// Store is a demand graph in a SQLite file.
type Store struct {
	path    string
	writeDB *sql.DB
	readDB  *sql.DB
	writer  chan *conn // holds the one writing connection while nobody writes
	readers chan *conn // holds the reading connections that are free
	opened  map[chan *conn]int
	close   sync.Once

	mu    sync.Mutex // guards plans
	plans *lru[*plan]
}

// The settings of the connections were chosen by measurement. Writers begin
// immediately: a transaction that reads first and then wants to write fails at
// once when another writes.
const (
	writerSettings = "?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)" +
		"&_pragma=cache_size(-16384)&_pragma=wal_autocheckpoint(4000)&_pragma=journal_size_limit(67108864)&_pragma=temp_store(2)"
	readerSettings = "?mode=ro&_pragma=busy_timeout(5000)&_pragma=query_only(1)&_pragma=cache_size(-8192)&_pragma=temp_store(2)"
)

// maxPlans bounds the compiled queries that are kept.
const maxPlans = 1024

// Open opens the file that a URL names ("sqlite:graph.db", "sqlite:/var/lib/graph.db"),
// or makes it, and brings an empty or older database to this program's schema.
func Open(ctx context.Context, rawURL string) (*Store, error) {
	path, err := pathOf(rawURL)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, opened: map[chan *conn]int{}, plans: newLRU[*plan](maxPlans, nil)}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(explain(path, err), s.Close())
	}
	return s, nil
}

func pathOf(rawURL string) (string, error) {
	path, ok := strings.CutPrefix(rawURL, Scheme)
	switch {
	case !ok:
		return "", store.Errorf(store.Invalid, "%q is no URL of an SQLite store: write sqlite:FILE", rawURL)
	case path == "":
		return "", store.Errorf(store.Invalid, "the store's URL names no file: write sqlite:FILE")
	case strings.HasPrefix(path, ":"):
		return "", store.Errorf(store.Invalid, "%q: the store needs a file: write sqlite:FILE", rawURL)
	case strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///"):
		return "", store.Errorf(store.Invalid, "%q names a host: write sqlite:FILE or sqlite:/ABSOLUTE/FILE", rawURL)
	case strings.ContainsRune(path, 0):
		return "", store.Errorf(store.Invalid, "the name of the store's file has a NUL in it")
	}
	path = filepath.Clean(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", store.Errorf(store.Invalid, "%s is a directory; the store needs a file", path)
	}
	if dir := filepath.Dir(path); dir != "." {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return "", store.Errorf(store.Invalid, "there is no directory %s for the store's file", dir)
		}
	}
	return path, nil
}

func (s *Store) open(ctx context.Context) error {
	// SQLite itself would open a file that it may only read, and fail at the first write.
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return store.Errorf(store.Invalid, "%s cannot be written: %v", s.path, errors.Unwrap(err))
	}
	if err := f.Close(); err != nil {
		return err
	}
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: s.path}).EscapedPath()}).String()
	if s.writeDB, err = sql.Open("sqlite", name+writerSettings); err != nil {
		return err
	}
	s.writeDB.SetMaxOpenConns(1)
	w, err := s.writeDB.Conn(ctx)
	if err != nil {
		return wrap(ctx, err)
	}
	s.writer = make(chan *conn, 1)
	s.keep(s.writer, w)
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	if s.readDB, err = sql.Open("sqlite", name+readerSettings); err != nil {
		return err
	}
	n := max(4, runtime.GOMAXPROCS(0))
	s.readDB.SetMaxOpenConns(n)
	s.readDB.SetMaxIdleConns(n)
	s.readers = make(chan *conn, n)
	for range n {
		r, err := s.readDB.Conn(ctx)
		if err != nil {
			return wrap(ctx, err)
		}
		s.keep(s.readers, r)
	}
	return nil
}

func (s *Store) keep(pool chan *conn, c *sql.Conn) {
	s.opened[pool]++
	pool <- newConn(c)
}

// explain puts the file's name into an error of opening it.
func explain(path string, err error) error {
	var e *store.Error
	if errors.As(err, &e) && !strings.Contains(e.Message, path) {
		return &store.Error{Code: e.Code, Message: fmt.Sprintf("%s: %s", path, e.Message), Err: e.Err}
	}
	return err
}

// read runs fn in a transaction of a reading connection: all it reads is of one state.
func (s *Store) read(ctx context.Context, fn func(*session) error) error {
	return s.with(ctx, s.readers, "BEGIN", fn)
}

// write runs fn in the one transaction that writes.
func (s *Store) write(ctx context.Context, fn func(*session) error) error {
	return s.with(ctx, s.writer, "BEGIN IMMEDIATE", fn)
}

func (s *Store) with(ctx context.Context, pool chan *conn, begin string, fn func(*session) error) error {
	var c *conn
	select {
	case c = <-pool:
	default:
		select {
		case c = <-pool:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if c == nil {
		return store.Errorf(store.Unavailable, "the store is closed")
	}
	defer func() { pool <- c }()
	return c.use(func(se *session) error {
		return se.transaction(ctx, begin, func() error { return fn(se) })
	})
}

// Close waits for what is under way and closes the file. Later calls do nothing.
func (s *Store) Close() error {
	var errs []error
	s.close.Do(func() {
		// The writer closes last, so that it folds the write-ahead log into the file.
		for _, pool := range []chan *conn{s.readers, s.writer} {
			for range s.opened[pool] {
				errs = append(errs, (<-pool).close())
			}
			if pool != nil {
				close(pool)
			}
		}
		for _, db := range []*sql.DB{s.readDB, s.writeDB} {
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
	})
	return errors.Join(errs...)
}
