package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"

	"demandgraph/store"

	moderncsqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// maxStatements bounds the prepared statements that a connection keeps.
const maxStatements = 512

// conn is one connection with its prepared statements. Preparing anew each time
// costs two to three times as much as a small read.
type conn struct {
	sql   *sql.Conn
	stmts *lru[driver.Stmt]
}

func newConn(c *sql.Conn) *conn {
	return &conn{sql: c, stmts: newLRU(maxStatements, func(s driver.Stmt) { s.Close() })}
}

func (c *conn) close() error {
	err := c.sql.Raw(func(any) error {
		c.stmts.clear()
		return nil
	})
	return errors.Join(err, c.sql.Close())
}

// use hands over the connection for a while. Statements are run by the driver
// itself: its rows go straight to their readers. A panic of fn goes on, but past
// database/sql, which would take the connection for broken.
func (c *conn) use(fn func(*session) error) error {
	var panicked any
	err := c.sql.Raw(func(dc any) error {
		defer func() { panicked = recover() }()
		return fn(&session{conn: c, driver: dc.(driver.ConnPrepareContext)})
	})
	if panicked != nil {
		panic(panicked)
	}
	return err
}

// session is a connection in use.
type session struct {
	conn   *conn
	driver driver.ConnPrepareContext
	trace  func(text string) // called for each statement; may be nil
	args   []driver.NamedValue
}

func (s *session) prepare(ctx context.Context, text string) (driver.Stmt, error) {
	if stmt, ok := s.conn.stmts.get(text); ok {
		return stmt, nil
	}
	stmt, err := s.driver.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.conn.stmts.put(text, stmt)
	return stmt, nil
}

func (s *session) named(args []any) []driver.NamedValue {
	s.args = s.args[:0]
	for i, a := range args {
		if n, ok := a.(int); ok {
			a = int64(n)
		}
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return s.args
}

// exec runs a statement that gives no rows. Args are int, int64, float64, string or nil.
func (s *session) exec(ctx context.Context, text string, args ...any) error {
	if s.trace != nil {
		s.trace(text)
	}
	stmt, err := s.prepare(ctx, text)
	if err != nil {
		return wrap(ctx, err)
	}
	_, err = stmt.(driver.StmtExecContext).ExecContext(ctx, s.named(args))
	return wrap(ctx, err)
}

// each runs a statement and calls fn with each of its rows, whose values are
// int64, float64, string or nil. The slice is used again for the next row. Fn
// must not use the session.
func (s *session) each(ctx context.Context, text string, args []any, fn func(row []driver.Value) error) (err error) {
	if s.trace != nil {
		s.trace(text)
	}
	stmt, err := s.prepare(ctx, text)
	if err != nil {
		return wrap(ctx, err)
	}
	rows, err := stmt.(driver.StmtQueryContext).QueryContext(ctx, s.named(args))
	if err != nil {
		return wrap(ctx, err)
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = wrap(ctx, closed)
		}
	}()
	row := make([]driver.Value, len(rows.Columns()))
	for {
		// The driver looks at the context until it has the first row only.
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch err := rows.Next(row); {
		case err == io.EOF:
			return nil
		case err != nil:
			return wrap(ctx, err)
		}
		if err := fn(row); err != nil {
			return err
		}
	}
}

// number reads the one number that a statement gives; 0 when it gives none.
func (s *session) number(ctx context.Context, text string, args ...any) (n int64, err error) {
	err = s.each(ctx, text, args, func(row []driver.Value) error {
		n, _ = row[0].(int64)
		return nil
	})
	return n, err
}

// script runs several statements that are used once.
func (s *session) script(ctx context.Context, text string) error {
	stmt, err := s.driver.PrepareContext(ctx, text)
	if err != nil {
		return wrap(ctx, err)
	}
	defer stmt.Close()
	_, err = stmt.(driver.StmtExecContext).ExecContext(ctx, nil)
	return wrap(ctx, err)
}

// transaction runs fn between begin and COMMIT; an error of fn rolls back.
func (s *session) transaction(ctx context.Context, begin string, fn func() error) error {
	if err := s.exec(ctx, begin); err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			// The context may be the reason, so it cannot end this.
			_ = s.exec(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	err := s.exec(ctx, "COMMIT")
	committed = err == nil
	return err
}

// wrap turns an error of the driver into one of package store; others stay.
func wrap(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var e *moderncsqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &store.Error{Code: store.Unavailable, Message: "the database is busy: another program is writing to it", Err: err}
	case sqlite3.SQLITE_NOTADB:
		return &store.Error{Code: store.Invalid, Message: "the file is no SQLite database", Err: err}
	case sqlite3.SQLITE_CORRUPT:
		return &store.Error{Code: store.Internal, Message: "the database file is damaged", Err: err}
	case sqlite3.SQLITE_FULL:
		return &store.Error{Code: store.Unavailable, Message: "the disk is full", Err: err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return &store.Error{Code: store.Unavailable, Message: "the database file cannot be opened for writing", Err: err}
	case sqlite3.SQLITE_IOERR:
		return &store.Error{Code: store.Unavailable, Message: "the database file cannot be read or written", Err: err}
	}
	return &store.Error{Code: store.Internal, Message: "the database refused a statement", Err: err}
}

// places writes n question marks.
func places(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }
