package dna

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// row is one row of a table that is being read. The first thing that is wrong with it is
// kept in wrong.
type row struct {
	table   string
	columns []string
	values  []any
	db      *database
	wrong   string
}

// tooLong stands for a text beyond its limit, which is not read.
const tooLong = int64(-1)

// each reads a table in the order of its rows. A column "Name" is a number, "Name:" a text of at
// most maxField bytes, "Name:N" one of at most N; a column that the table does not have is null.
// The row holds for the call only.
func (db *database) each(ctx context.Context, table string, most int, columns []string, do func(*row) error) error {
	if db.columns[strings.ToLower(table)] == nil {
		return nil
	}
	r := &row{table: table, db: db, values: make([]any, len(columns))}
	var list []string
	into := make([]any, len(columns))
	for i, c := range columns {
		name, size, text := strings.Cut(c, ":")
		r.columns = append(r.columns, name)
		into[i] = &r.values[i]
		if size == "" {
			size = strconv.Itoa(maxField)
		}
		switch {
		case !db.has(table, name):
			list = append(list, "NULL")
		case text:
			list = append(list, fmt.Sprintf("CASE WHEN octet_length(%s) > %s THEN %d ELSE %s END", quoted(name), size, tooLong, quoted(name)))
		default:
			list = append(list, "+"+quoted(name)) // an expression has no declared type that the driver would follow
		}
	}
	rows, err := db.conn.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s NOT INDEXED ORDER BY rowid", strings.Join(list, ", "), quoted(table)))
	if err != nil {
		return broken(ctx, err)
	}
	defer rows.Close()
	for n := 0; rows.Next(); n++ {
		if n == most {
			return faultf("the table %s has more than %d rows, the most that one may have; split the database", table, most)
		}
		if err := rows.Scan(into...); err != nil {
			return broken(ctx, err)
		}
		r.wrong = ""
		if err := do(r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return broken(ctx, err)
	}
	return nil
}

// fail notes what is wrong with a column.
func (r *row) fail(i int, format string, args ...any) {
	if r.wrong == "" {
		r.wrong = r.columns[i] + " " + fmt.Sprintf(format, args...)
	}
}

// number is a whole number, and whether there is one.
func (r *row) number(i int) (int64, bool) {
	switch v := r.values[i].(type) {
	case nil:
		return 0, false
	case int64:
		return v, true
	default:
		r.fail(i, "is %s, not a whole number", shown(fmt.Sprint(v)))
		return 0, false
	}
}

// must is a number that has to be there.
func (r *row) must(i int) int64 {
	n, ok := r.number(i)
	if !ok {
		r.fail(i, "is missing")
	}
	return n
}

// text is a text, "" for none.
func (r *row) text(i int) string {
	switch v := r.values[i].(type) {
	case nil:
		return ""
	case string:
		if at := invalidUTF8(v); at >= 0 {
			r.fail(i, "is not valid UTF-8 at byte %d (0x%02X)", at, v[at])
			return ""
		}
		if r.table != "DOCUMENTS" { // of which one is kept at a time
			if r.db.texts -= int64(len(v)); r.db.texts < 0 {
				r.fail(i, "and those before it are more than %d MB, the most that texts other than articles' may be", maxTexts>>20)
				return ""
			}
		}
		return v
	case int64:
		if v == tooLong {
			r.fail(i, "is longer than a text may be")
			return ""
		}
		return strconv.FormatInt(v, 10)
	default:
		r.fail(i, "is no text")
		return ""
	}
}

// fault is what is wrong with the row, for a table without which nothing can be read.
func (r *row) fault() error {
	if r.wrong == "" {
		return nil
	}
	id := ""
	if n, ok := r.values[0].(int64); ok {
		id = fmt.Sprintf(", row with %s %d", r.columns[0], n)
	}
	return faultf("the table %s%s: %s; correct it in the program", r.table, id, r.wrong)
}

// invalidUTF8 is the first byte of a text that is not UTF-8, or -1.
func invalidUTF8(text string) int {
	for i, c := range text {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}
