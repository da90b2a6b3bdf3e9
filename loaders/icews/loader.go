package icews

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// Format is the format's name.
const Format = "icews"

// Loader reads ICEWS files. The zero value is ready to use.
type Loader struct{ events.Options }

var _ loaders.Streamer = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file begins with the column names of ICEWS, a row of its table, or a
// line of JSON with a date, a source, a relation and a target.
func (Loader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	line := events.FirstLine(head)
	if strings.HasPrefix(line, "{") {
		_, err := parseJSON([]byte(line))
		return err == nil
	}
	var fields [columnCount]string
	n := events.SplitText(line, fields[:])
	if _, ok := header(fields[:], n); ok {
		return true
	}
	return n == columnCount && plausible(&fields)
}

// reader reads the rows of one file.
type reader struct {
	events.File
	read    func(line []byte, number int) error // a row; nil before the first line
	columns [columnCount]int                    // where each column stands
	raw     [columnCount][]byte
	fields  [columnCount]string
}

// Read reads the rows of a file.
func (l Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	return l.Each(ctx, Format, src, yield, false, func(f events.File) (func([]byte, int) error, error) {
		r := &reader{File: f}
		for i := range r.columns {
			r.columns[i] = i
		}
		return r.line, nil
	})
}

// line reads a line. The first tells what all are.
func (r *reader) line(line []byte, number int) error {
	if r.read == nil {
		r.read = r.row
		if bytes.HasPrefix(line, []byte("{")) {
			r.read = r.object
		}
		n := events.SplitText(string(line), r.fields[:])
		if at, ok := header(r.fields[:], n); ok {
			r.columns = at
			return nil
		}
	}
	return r.read(line, number)
}

// codeOf is the code of a row: its own, else that of its label.
func codeOf(code, label string) (string, error) {
	if code != "" {
		return code, events.CheckCode(code)
	}
	if label == "" {
		return "", errors.New("there is neither a code nor a label of one")
	}
	found, ok := events.CodeOf(label)
	if !ok {
		return "", fmt.Errorf("there is no code, and %q is the label of none", label)
	}
	return found, nil
}
