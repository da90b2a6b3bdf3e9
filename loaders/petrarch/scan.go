package petrarch

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"demandgraph/loaders"
)

// Limits, far above what coders write.
const (
	maxToken = 4 << 20 // bytes of a tag, a comment or a run of text
	maxDepth = 100
	maxID    = 200 // bytes
	// maxArticles are as many as are counted in one file, and maxOpen is how much text
	// there may be between sentences of one article, in bytes.
	maxArticles = 1_000_000
	maxOpen     = 8 * loaders.MaxDocument
)

// coding is an event as codes.
type coding struct {
	line, column int
	attributes   map[string]string
}

// sentence is a Sentence element.
type sentence struct {
	line, column int
	attributes   map[string]string
	text         string
	codings      []coding
}

// fault is what makes a file unreadable.
type fault struct {
	at      loaders.Place
	message string
}

// Error is the message.
func (f *fault) Error() string { return f.message }

var errTooLong = errors.New("too long")

// bounded reads no more than maxToken bytes until it is reset.
type bounded struct {
	from io.Reader
	left int
}

// Read fails with errTooLong at the limit.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.from.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// scanner reads the sentences of a file.
type scanner struct {
	in    *bounded
	dec   *xml.Decoder
	depth int
	// line and column are where the last token began; columns in bytes
	line, column int
}

func newScanner(from io.Reader) *scanner {
	buffered := bufio.NewReader(from)
	if bom, _ := buffered.Peek(3); string(bom) == "\uFEFF" {
		_, _ = buffered.Discard(3) // they are buffered
	}
	in := &bounded{from: buffered}
	return &scanner{in: in, dec: xml.NewDecoder(in)}
}

// token reads a token within the limits. An error is io.EOF, a fault, or of the file.
func (s *scanner) token() (xml.Token, error) {
	s.in.left = maxToken
	s.line, s.column = s.dec.InputPos()
	t, err := s.dec.Token()
	var syntax *xml.SyntaxError
	switch {
	case err == nil:
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errTooLong):
		return nil, s.fault("a tag, comment or text is longer than %d MB; is this a file of sentences?", maxToken>>20)
	case errors.As(err, &syntax):
		_, column := s.dec.InputPos()
		if strings.Contains(syntax.Msg, "UTF-8") {
			return nil, &fault{loaders.Place{Line: syntax.Line, Column: column}, "invalid UTF-8; save the file as UTF-8"}
		}
		return nil, &fault{loaders.Place{Line: syntax.Line, Column: column}, "this is no well-formed XML: " + cut(syntax.Msg, 200) + "; the file may be cut off, or & and < stand for themselves (&amp;, &lt;)"}
	case strings.Contains(err.Error(), "CharsetReader"), strings.Contains(err.Error(), "unsupported version"):
		return nil, s.fault("the file says that it is in another encoding than UTF-8, or another version than XML 1.0; save it as these")
	default:
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, s.fault("elements are nested more than %d deep", maxDepth)
		}
	case xml.EndElement:
		s.depth--
	case xml.Directive:
		return nil, s.fault("the file has a declaration <!%s>; files with a DOCTYPE are not read: remove it", cut(string(t), 20))
	}
	return t, nil
}

// fault is one at the place that is read.
func (s *scanner) fault(format string, args ...any) error {
	return &fault{loaders.Place{Line: s.line, Column: s.column}, fmt.Sprintf(format, args...)}
}

// next reads the next sentence.
func (s *scanner) next() (*sentence, error) {
	for {
		t, err := s.token()
		if err != nil {
			return nil, err
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == "Sentence" {
			return s.sentence(start)
		}
	}
}

// sentence reads the rest of a Sentence element.
func (s *scanner) sentence(start xml.StartElement) (*sentence, error) {
	out := &sentence{line: s.line, column: s.column, attributes: attributes(start)}
	if len(out.attributes["id"]) > maxID {
		return nil, s.fault("the id of a sentence has more than %d bytes", maxID)
	}
	within := s.depth
	texts := 0 // depth of the Text that is open
	var text strings.Builder
	for s.depth >= within {
		t, err := s.token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "EventCoding":
				out.codings = append(out.codings, coding{s.line, s.column, attributes(t)})
			case "Text":
				texts = s.depth
			case "Sentence":
				return nil, s.fault("a Sentence stands within another, which began at line %d", out.line)
			}
		case xml.EndElement:
			if s.depth < texts {
				texts = 0
			}
		case xml.CharData:
			if texts > 0 {
				text.Write(t)
			}
		}
		if text.Len() > maxToken || len(out.codings) > maxToken>>10 {
			return nil, s.fault("the sentence that began at line %d is longer than any; is its end missing?", out.line)
		}
	}
	out.text = oneLine(text.String())
	return out, nil
}

// attributes are those of an element, by name.
func attributes(of xml.StartElement) map[string]string {
	all := make(map[string]string, len(of.Attr))
	for _, a := range of.Attr {
		all[a.Name.Local] = strings.TrimSpace(a.Value)
	}
	return all
}

// oneLine reads line breaks, with the blanks around them, as a blank.
func oneLine(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(line)
		}
	}
	return b.String()
}
