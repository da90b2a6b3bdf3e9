package dna

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"demandgraph/loaders"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const magic = "SQLite format 3\x00"

// maxFile is how large a database may be, in bytes: a hundred thousand long articles.
const maxFile = 2 << 30

// fault is what is wrong with a database as a whole.
type fault struct{ message string }

func (f *fault) Error() string { return f.message }

func faultf(format string, args ...any) error { return &fault{fmt.Sprintf(format, args...)} }

// database is an open copy of a database.
type database struct {
	pool *sql.DB
	conn *sql.Conn
	copy string // file

	columns map[string]map[string]bool // names of tables and their columns, in lower case
	texts   int64                      // bytes of texts that may still be read
}

// open copies a source to a temporary file and opens that. The error is a fault, or one of
// the file system or the context.
func open(ctx context.Context, src *loaders.Source) (*database, error) {
	// What the program had not finished writing stands beside the file.
	for _, ending := range []string{"-wal", "-journal"} {
		if info, err := fs.Stat(src.FS, src.File+ending); err == nil && info.Size() > 0 {
			return nil, faultf("a part of the database is in the file %s beside it: a program has it open, or was not closed properly; open it in the program and close it", filepath.Base(src.File)+ending)
		}
	}
	file, err := copyOf(src)
	if err != nil {
		return nil, err
	}
	db := &database{copy: file, texts: maxTexts}
	if err := db.connect(ctx); err != nil {
		db.close()
		return nil, broken(ctx, err)
	}
	return db, nil
}

// copyOf copies a source to a temporary file.
func copyOf(src *loaders.Source) (string, error) {
	in, err := src.Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp("", "dna-*.sqlite")
	if err != nil {
		return "", err
	}
	n, err := io.Copy(out, io.LimitReader(in, maxFile+1))
	if err != nil {
		err = fmt.Errorf("%s: %w", src.Path, err)
	} else if n > maxFile {
		err = faultf("the database is larger than %d MB, the most that one may be", maxFile>>20)
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

// limits of a connection, so that a schema or a statement made to hurt does not.
var limits = map[int]int{
	sqlite3.SQLITE_LIMIT_LENGTH:          loaders.MaxDocument + 1<<20,
	sqlite3.SQLITE_LIMIT_SQL_LENGTH:      100_000,
	sqlite3.SQLITE_LIMIT_COLUMN:          200,
	sqlite3.SQLITE_LIMIT_EXPR_DEPTH:      100,
	sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
	sqlite3.SQLITE_LIMIT_FUNCTION_ARG:    8,
	sqlite3.SQLITE_LIMIT_ATTACHED:        0,
	sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:   1,
	sqlite3.SQLITE_LIMIT_WORKER_THREADS:  0,
}

// connect opens the copy as https://www.sqlite.org/security.html advises for databases from
// strangers.
func (db *database) connect(ctx context.Context) error {
	name := url.URL{Path: filepath.ToSlash(db.copy)}
	connector, err := sqlite.NewConnector("file:" + name.EscapedPath() + "?mode=ro&immutable=1&_defensive=1")
	if err != nil {
		return err
	}
	db.pool = sql.OpenDB(connector)
	db.pool.SetMaxOpenConns(1)
	if db.conn, err = db.pool.Conn(ctx); err != nil {
		return err
	}
	for id, most := range limits {
		if _, err := sqlite.Limit(db.conn, id, most); err != nil {
			return err
		}
	}
	for _, pragma := range []string{"trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON", "cache_size = -8000"} {
		if _, err := db.conn.ExecContext(ctx, "PRAGMA "+pragma); err != nil {
			return err
		}
	}
	err = db.conn.Raw(func(driver any) error {
		return driver.(sqlite.AuthorizerRegisterer).RegisterAuthorizer(authorize)
	})
	if err != nil {
		return err
	}
	if err := db.readSchema(ctx); err != nil {
		return err
	}
	var verdict string
	if err := db.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return faultf("the database is damaged: %s; open it in the program and save it anew", shown(verdict))
	}
	return nil
}

// authorize lets statements read, and nothing else; passwords not even that.
func authorize(action sqlite.AuthorizerActionCode, arg1, arg2, _, _ string) sqlite.AuthorizerReturnCode {
	allowed := false
	switch action {
	case sqlite.AuthSelect:
		allowed = true
	case sqlite.AuthRead:
		allowed = !strings.EqualFold(arg2, "Password")
	case sqlite.AuthPragma:
		allowed = slices.Contains([]string{"table_xinfo", "quick_check"}, strings.ToLower(arg1))
	case sqlite.AuthFunction:
		allowed = strings.EqualFold(arg2, "octet_length")
	}
	if allowed {
		return sqlite.AuthorizerOK
	}
	return sqlite.AuthorizerDeny
}

// close closes the database and removes the copy.
func (db *database) close() {
	if db.conn != nil {
		db.conn.Close()
	}
	if db.pool != nil {
		db.pool.Close()
	}
	_ = os.Remove(db.copy) // one that stays is the system's to remove
}

// broken makes a fault of what SQLite says of a file.
func broken(ctx context.Context, err error) error {
	var e *sqlite.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !errors.As(err, &e):
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return faultf("this is no SQLite database, or an encrypted one")
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM:
		return err
	}
	return faultf("the database cannot be read (%s); open it in the program and save it anew", shown(e.Error()))
}
