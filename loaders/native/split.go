package native

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strings"

	"demandgraph/loaders"
)

// piece is one document of a file, not yet parsed.
type piece struct {
	text []byte
	line int // of its first line in the file
	json bool
	// problem is why the piece cannot be read at all; it is the last of its file.
	problem string
}

// splitter divides a file into documents, one at a time.
type splitter struct {
	in    *bufio.Reader
	line  int // of the next line
	json  bool
	lines bool // JSON Lines
	held  []byte
	begun bool
	ended bool
}

// newSplitter looks at the beginning of a file to tell YAML, JSON and JSON Lines apart.
func newSplitter(in io.Reader, name string) *splitter {
	s := &splitter{in: bufio.NewReaderSize(in, loaders.HeadSize), line: 1}
	head, _ := s.in.Peek(3)
	if bytes.Equal(head, []byte("\uFEFF")) {
		_, _ = s.in.Discard(3) // just peeked
	}
	head, _ = s.in.Peek(loaders.HeadSize)
	s.json = isJSON(name, head)
	s.lines = s.json && isJSONLines(name, head)
	return s
}

// isJSON tells JSON from YAML: by the file's name, else by what it begins with.
func isJSON(name string, head []byte) bool {
	switch extension(name) {
	case ".yaml", ".yml":
		return false
	case ".json", ".jsonl", ".ndjson":
		return true
	}
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(head[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// isJSONLines tells whether the first line is a whole document with more to come.
func isJSONLines(name string, head []byte) bool {
	if e := extension(name); e == ".jsonl" || e == ".ndjson" {
		return true
	}
	first, rest, more := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	return more && json.Valid(first) && len(bytes.TrimSpace(rest)) > 0
}

// extension is the end of a file's name, without that of gzip.
func extension(name string) string {
	return path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
}

// next gives the next document, and io.EOF after the last.
func (s *splitter) next() (*piece, error) {
	for !s.ended {
		p, err := s.piece()
		if err != nil {
			return nil, err
		}
		if p.problem != "" || len(bytes.TrimSpace(p.text)) > 0 {
			return p, nil
		}
	}
	return nil, io.EOF
}

// piece collects the lines up to the next boundary.
func (s *splitter) piece() (*piece, error) {
	p := &piece{line: s.line, json: s.json}
	if s.held != nil {
		p.line--
		p.text, s.held = s.held, nil
	}
	for {
		line, err := s.readLine(loaders.MaxDocument - len(p.text))
		if errors.Is(err, bufio.ErrTooLong) {
			s.ended = true
			return &piece{line: p.line, problem: loaders.TooLarge()}, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(line) > 0 {
			s.line++
		}
		s.ended = errors.Is(err, io.EOF)
		switch {
		case s.lines:
			p.text = line
			return p, nil
		case !s.json && boundary(line, "..."):
			return p, nil
		case !s.json && boundary(line, "---"):
			// What stands behind the mark on its line belongs to the new document.
			if s.ended {
				s.ended = len(bytes.TrimSpace(line[3:])) == 0
			}
			if s.begun || hasContent(p.text) {
				s.held = line
				s.begun = true
				return p, nil
			}
			s.begun = true
			p.text, p.line = append(p.text[:0], line...), s.line-1
		default:
			p.text = append(p.text, line...)
		}
		if s.ended {
			return p, nil
		}
	}
}

// hasContent tells whether YAML before the first mark is more than comments and directives.
func hasContent(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && line[0] != '%' {
			return true
		}
	}
	return false
}

// boundary tells whether a line is a mark between YAML documents.
func boundary(line []byte, mark string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(mark))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

// readLine reads a line with its end, of at most so many bytes.
func (s *splitter) readLine(most int) ([]byte, error) {
	var line []byte
	for {
		part, err := s.in.ReadSlice('\n')
		if len(line)+len(part) > most {
			return nil, bufio.ErrTooLong
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
