package gazetteer

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// row is one line of a table.
type row struct {
	file    string
	line    int // from 1; the names of the columns are line 1
	columns []string
	values  []string
}

// get returns the value in a column. The column is one that readTable was given.
func (r row) get(column string) string {
	return r.values[slices.Index(r.columns, column)]
}

// list returns the values of a column that holds several, divided by '|'.
func (r row) list(column string) []string {
	var values []string
	for value := range strings.SplitSeq(r.get(column), "|") {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// place names the row for messages.
func (r row) place() string { return fmt.Sprintf("%s:%d", r.file, r.line) }

// errorf makes an error that begins with file and line.
func (r row) errorf(format string, args ...any) error {
	return &rowError{r, fmt.Sprintf(format, args...)}
}

// rowError is what is wrong with a row.
type rowError struct {
	row     row
	message string
}

func (e *rowError) Error() string { return e.row.place() + ": " + e.message }

// readTable reads a table of tab-separated values without quoting, whose first line
// names exactly these columns, in any order. Empty lines are left out.
func readTable(fsys fs.FS, file string, columns ...string) ([]row, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	var rows []row
	var header []string
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		text = strings.TrimRight(text, "\r\n")
		r := row{file: file, line: line, columns: header, values: strings.Split(text, "\t")}
		switch {
		case !utf8.ValidString(text):
			return nil, r.errorf("not valid UTF-8")
		case header == nil:
			header = r.values
			if err := checkHeader(r, columns); err != nil {
				return nil, err
			}
		case text == "":
		case len(r.values) != len(header):
			return nil, r.errorf("%d columns where the first line names %d", len(r.values), len(header))
		default:
			rows = append(rows, r)
		}
	}
	if header == nil {
		return nil, fmt.Errorf("%s: empty; the first line names the columns", file)
	}
	return rows, nil
}

func checkHeader(r row, want []string) error {
	for _, column := range want {
		if !slices.Contains(r.values, column) {
			return r.errorf("the column %q is missing", column)
		}
	}
	if len(r.values) != len(want) {
		return r.errorf("%d columns, want %d: %s", len(r.values), len(want), strings.Join(want, ", "))
	}
	return nil
}

var (
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
	alpha3Code  = regexp.MustCompile(`^[A-Z]{3}$`)
	admin1Code  = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)
	geoNamesID  = regexp.MustCompile(`^[1-9][0-9]*$`)
	wikidataID  = regexp.MustCompile(`^Q[1-9][0-9]*$`)
)

// match returns the value in a column after checking its form; optional ones may be "".
func (r row) match(column string, form *regexp.Regexp, optional bool) (string, error) {
	value := r.get(column)
	if value == "" && optional {
		return "", nil
	}
	if !form.MatchString(value) {
		return "", r.errorf("%s is %q, want the form %s", column, value, form)
	}
	return value, nil
}

// point returns the point in two columns, nil when both are empty.
func (r row) point(latColumn, lonColumn string) (*Point, error) {
	if r.get(latColumn) == "" && r.get(lonColumn) == "" {
		return nil, nil
	}
	lat, err := r.degrees(latColumn, 90)
	if err != nil {
		return nil, err
	}
	lon, err := r.degrees(lonColumn, 180)
	if err != nil {
		return nil, err
	}
	return &Point{Lat: lat, Lon: lon}, nil
}

func (r row) degrees(column string, limit float64) (float64, error) {
	value, err := strconv.ParseFloat(r.get(column), 64)
	if err != nil || !(value >= -limit && value <= limit) { // "not" so that NaN is refused
		return 0, r.errorf("%s is %q, want degrees from %g to %g", column, r.get(column), -limit, limit)
	}
	return value, nil
}
