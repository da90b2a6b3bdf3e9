package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"demandgraph/loaders"
)

// maxFaults is how many records of a file may be unreadable before the rest is left:
// after each, the search for the next begins again.
const maxFaults = 100

// Stream reads records one at a time.
type Stream struct {
	in      *input
	dec     *json.Decoder
	started bool
	array   bool // the records are the elements of one
	ended   bool
	faults  int
	unread  []byte // where the last fault was, as far as it was looked at
}

// NewStream reads the records of a file.
func NewStream(from io.Reader) *Stream {
	in := &input{src: bufio.NewReaderSize(from, 64<<10), at: loaders.Place{Line: 1, Column: 1}}
	return &Stream{in: in, dec: json.NewDecoder(in)}
}

// Next reads the next record. It gives io.EOF after the last, a *Fault for a record
// that cannot be read, after which the next may be asked for, and else what the
// reader fails with.
func (s *Stream) Next() (*Value, error) {
	if s.ended {
		return nil, io.EOF
	}
	if !s.started {
		s.started = true
		if err := s.begin(); err != nil {
			return nil, s.fault(err)
		}
	}
	if s.array && !s.dec.More() {
		return nil, s.end()
	}
	var raw json.RawMessage
	if err := s.dec.Decode(&raw); err != nil {
		if errors.Is(err, io.EOF) && !s.array {
			s.ended = true
			return nil, io.EOF
		}
		return nil, s.fault(err)
	}
	s.in.pass(s.dec.InputOffset() - int64(len(raw)))
	at := s.in.at
	s.in.pass(s.dec.InputOffset())
	if bad, message, ok := loaders.CheckUTF8(raw); !ok {
		if bad.Line == 1 {
			bad.Column += at.Column - 1
		}
		return nil, &Fault{loaders.Place{Line: at.Line + bad.Line - 1, Column: bad.Column}, message}
	}
	return parse(raw, at)
}

// begin skips a byte order mark and looks whether the records are an array's.
func (s *Stream) begin() error {
	head, _ := s.in.src.Peek(3)
	if string(head) == "\uFEFF" {
		_, _ = s.in.src.Discard(3)
	}
	if len(head) > 1 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		s.ended = true
		return &Fault{s.in.at, "the file is in UTF-16; save it as UTF-8"}
	}
	for {
		c, err := s.in.src.ReadByte()
		if err != nil {
			return err
		}
		if !space(c) {
			_ = s.in.src.UnreadByte()
			s.array = c == '['
			break
		}
		s.in.at.Column++
		if c == '\n' {
			s.in.at = loaders.Place{Line: s.in.at.Line + 1, Column: 1}
		}
	}
	if s.array {
		_, err := s.dec.Token()
		return err
	}
	return nil
}

// end reads the end of the array and looks that nothing follows.
func (s *Stream) end() error {
	if _, err := s.dec.Token(); err != nil {
		return s.fault(err)
	}
	s.in.pass(s.dec.InputOffset())
	if _, err := s.dec.Token(); !errors.Is(err, io.EOF) {
		s.in.blanks()
		s.ended = true
		return &Fault{s.in.at, "there is more after the end of the array"}
	}
	s.ended = true
	return io.EOF
}

// fault is an error of reading with its place. Where the records are lines, the
// next begins on the next line that looks like one.
func (s *Stream) fault(err error) error {
	var syntax *json.SyntaxError
	var own *Fault
	s.in.pass(s.dec.InputOffset())
	s.in.blanks()
	out := &Fault{Place: s.in.at}
	s.unread = s.in.kept
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, io.EOF) && !s.array:
		s.ended = true
		return io.EOF
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		s.ended = s.array
		out.Message = "the file ends within the record; it was cut off"
	case errors.As(err, &syntax):
		var again *json.SyntaxError // its offset counts from the record
		var raw json.RawMessage
		if errors.As(json.NewDecoder(bytes.NewReader(s.in.kept)).Decode(&raw), &again) {
			out.Place = s.in.placeAt(max(0, int(again.Offset)-1))
		}
		out.Message = "this is no JSON: " + syntax.Error()
	case errors.Is(err, errTooLarge):
		out.Message = loaders.TooLarge()
	default:
		s.ended = true
		return err
	}
	if s.faults++; s.faults >= maxFaults || s.array {
		s.ended = true
		out.Message += "; nothing after it was read"
		return out
	}
	if err := s.in.nextLine(); err != nil {
		return err
	}
	s.dec = json.NewDecoder(s.in)
	return out
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
