package events

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxLine is the most that a line may take, in bytes; rows need some thousands.
const MaxLine = 1 << 20

// Lines reads lines of a bounded length.
type Lines struct {
	from *bufio.Reader
	buf  []byte
	n    int
}

// NewLines reads lines from r.
func NewLines(r io.Reader) *Lines { return &Lines{from: bufio.NewReaderSize(r, 64<<10)} }

// Number is the number of the line read last, from 1.
func (l *Lines) Number() int { return l.n }

// ErrLongLine is the error of a line that is longer than MaxLine; the next can be read.
var ErrLongLine = fmt.Errorf("the line is longer than %d MB", MaxLine>>20)

// Next reads a line, without its end and a byte order mark. It is valid until the next call.
// At the end of the file the error is io.EOF.
func (l *Lines) Next() ([]byte, error) {
	line, err := l.from.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.long(line)
	}
	if err != nil && (!errors.Is(err, io.EOF) || len(line) == 0) {
		if errors.Is(err, ErrLongLine) {
			l.n++
		}
		return nil, err
	}
	if l.n++; l.n == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), nil
}

// long reads the rest of a line that does not fit in the buffer.
func (l *Lines) long(part []byte) ([]byte, error) {
	l.buf = append(l.buf[:0], part...)
	for {
		part, err := l.from.ReadSlice('\n')
		if len(l.buf) <= MaxLine {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case len(l.buf) > MaxLine && (err == nil || errors.Is(err, io.EOF)):
			return nil, ErrLongLine
		}
		return l.buf, err
	}
}

// Split divides a line at tabs into the fields at hand, and says how many there are. Those
// beyond the fields at hand are only counted.
func Split(line []byte, fields [][]byte) int {
	n := 0
	for {
		i := bytes.IndexByte(line, '\t')
		if i < 0 {
			i = len(line)
		}
		if n < len(fields) {
			fields[n] = line[:i:i]
		}
		n++
		if i == len(line) {
			return n
		}
		line = line[i+1:]
	}
}

// SplitText divides a line as [Split] does.
func SplitText(line string, fields []string) int {
	n := 0
	for more := true; more; n++ {
		var field string
		field, line, more = strings.Cut(line, "\t")
		if n < len(fields) {
			fields[n] = field
		}
	}
	return n
}

// validUTF8 gives the line as UTF-8: as it is, else with what is not UTF-8 replaced by U+FFFD
// or, with latin1, read as Latin-1. Valid is false when anything was not UTF-8.
func validUTF8(line []byte, latin1 bool) (text []byte, valid bool) {
	if utf8.Valid(line) {
		return line, true
	}
	if !latin1 {
		return bytes.ToValidUTF8(line, []byte("\ufffd")), false
	}
	for _, b := range line {
		text = utf8.AppendRune(text, rune(b))
	}
	return text, false
}
