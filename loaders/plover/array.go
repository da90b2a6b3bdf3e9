package plover

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"demandgraph/loaders"
)

// array reads the values of a JSON array one at a time, with the line where each begins.
type array struct {
	dec   *json.Decoder
	in    *counted
	open  bool
	ended bool
}

// unreadable says why the rest of an array cannot be read.
type unreadable struct {
	line    int
	message string
}

func (e *unreadable) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.message) }

func newArray(from io.Reader) *array {
	in := &counted{from: from, limit: loaders.MaxDocument, line: 1}
	return &array{dec: json.NewDecoder(in), in: in}
}

// next reads the next value: io.EOF after the last and after an error, *unreadable where the text is no array
// or a value is too large, else what the reader fails with.
func (a *array) next() (data []byte, line int, err error) {
	if a.ended {
		return nil, 0, io.EOF
	}
	if !a.open {
		a.open = true
		t, err := a.dec.Token()
		if err != nil {
			return nil, 0, a.fault(err)
		}
		if t != json.Delim('[') {
			a.ended = true
			return nil, 0, &unreadable{1, "the file is no JSON array of records"}
		}
	}
	if !a.dec.More() {
		a.ended = true
		if _, err := a.dec.Token(); err != nil {
			return nil, 0, a.fault(err)
		}
		if _, err := a.dec.Token(); !errors.Is(err, io.EOF) {
			return nil, 0, &unreadable{a.in.lineAt(a.dec.InputOffset()), "there is more after the end of the array"}
		}
		return nil, 0, io.EOF
	}
	var raw json.RawMessage
	if err := a.dec.Decode(&raw); err != nil {
		return nil, 0, a.fault(err)
	}
	end := a.dec.InputOffset()
	a.in.limit = end + loaders.MaxDocument
	return raw, a.in.lineAt(end - int64(len(raw))), nil
}

// fault is an error of reading, with the line where it is known.
func (a *array) fault(err error) error {
	a.ended = true
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return &unreadable{a.in.lineAt(min(a.in.read, max(syntax.Offset-1, a.dec.InputOffset()))), "not valid JSON, and nothing after it was read: " + syntax.Error()}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &unreadable{a.in.lineAt(a.in.read), "the file ends within the array"}
	case errors.Is(err, errTooLarge):
		return &unreadable{a.in.lineAt(a.dec.InputOffset()), loaders.TooLarge()}
	}
	return err
}

var errTooLarge = errors.New("too large")

// counted counts lines, and fails when more is read than its limit.
type counted struct {
	from        io.Reader
	bom         bool    // was looked for
	read, limit int64   // in bytes, without a byte order mark
	line        int     // that lineAt gave last
	ends        []int64 // of it and those after it, as far as read
}

func (c *counted) Read(p []byte) (int, error) {
	if c.read > c.limit {
		return 0, errTooLarge
	}
	n, err := c.from.Read(p[:min(int64(len(p)), c.limit-c.read+1)])
	if !c.bom && n >= 3 {
		c.bom = true
		if string(p[:3]) == "\uFEFF" {
			n = copy(p, p[3:n])
		}
	}
	for i, b := range p[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// lineAt is the line of an offset. Offsets are asked for in ascending order.
func (c *counted) lineAt(offset int64) int {
	for len(c.ends) > 0 && c.ends[0] < offset {
		c.ends = c.ends[1:]
		c.line++
	}
	return c.line
}
