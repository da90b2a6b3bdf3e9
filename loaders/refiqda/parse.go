package refiqda

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"
)

// Limits of a project's XML.
const (
	maxProject  = 64 << 20 // bytes
	maxElements = 1_000_000
	maxDepth    = 200
)

// fault is what is wrong with a project as a whole.
type fault struct {
	at      loaders.Place
	message string
}

func (f *fault) Error() string { return f.message }

// parse reads the XML of a project. The error is a fault.
func parse(data []byte) (*project, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if at, message, ok := loaders.CheckUTF8(data); !ok {
		return nil, &fault{at, message}
	}
	in := &tokens{data: data, dec: xml.NewDecoder(bytes.NewReader(data)), at: loaders.Place{Line: 1, Column: 1}}
	in.dec.CharsetReader = func(name string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the encoding %s; the standard says UTF-8: export it again", name)
	}
	p := &project{}
	outer := xml.NewTokenDecoder(in)
	err := outer.Decode(p)
	for err == nil { // what follows the end
		var more xml.Token
		more, err = outer.Token()
		if _, again := more.(xml.StartElement); again {
			err = errors.New("there is more after the end of the project")
		}
		if errors.Is(err, io.EOF) {
			return p, nil
		}
	}
	var known *fault
	if errors.As(err, &known) {
		return nil, known
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("it ends before the project does")
	}
	return nil, &fault{in.at, "the project is no XML of the standard: " + strings.ToValidUTF8(err.Error(), "\uFFFD") + "; export it again"}
}

// tokens hands over the tokens of the XML, bounded, with the place of each element as an attribute.
type tokens struct {
	data     []byte
	dec      *xml.Decoder
	done     int // bytes that at is past
	at       loaders.Place
	depth    int
	elements int
}

// Token is the next token.
func (t *tokens) Token() (xml.Token, error) {
	t.pass(int(t.dec.InputOffset()))
	token, err := t.dec.RawToken()
	if err != nil {
		return nil, err
	}
	switch e := token.(type) {
	case xml.Directive:
		return nil, &fault{t.at, "the project declares a document type (<!DOCTYPE …>), which none has; nothing of it is read"}
	case xml.StartElement:
		if t.elements == 0 {
			if err := t.root(e); err != nil {
				return nil, err
			}
		}
		if t.elements++; t.elements > maxElements {
			return nil, &fault{t.at, fmt.Sprintf("the project has more than %d elements; split it into several", maxElements)}
		}
		if t.depth++; t.depth > maxDepth {
			return nil, &fault{t.at, fmt.Sprintf("elements are nested more than %d deep", maxDepth)}
		}
		e.Attr = append(e.Attr, xml.Attr{Name: xml.Name{Space: "urn:place", Local: "at"}, Value: strconv.Itoa(t.at.Line) + ":" + strconv.Itoa(t.at.Column)})
		return e, nil
	case xml.EndElement:
		t.depth--
	}
	return token, nil
}

// root checks what the project is.
func (t *tokens) root(e xml.StartElement) error {
	const any = "urn:QDA-XML:project:"
	for _, a := range e.Attr {
		switch {
		case a.Value == space && e.Name.Local == "Project":
			return nil
		case strings.HasPrefix(a.Value, any):
			return &fault{t.at, fmt.Sprintf("the project is of version %q of the standard, and 1.0 is read; export it with a newer version of the program", cut(strings.TrimPrefix(a.Value, any)))}
		}
	}
	return &fault{t.at, fmt.Sprintf("the root is %s; that of a project is Project with xmlns=%q", cut(e.Name.Local), space)}
}

// pass moves the place on to a byte.
func (t *tokens) pass(to int) {
	for t.done < to {
		if t.data[t.done] == '\n' {
			t.at = loaders.Place{Line: t.at.Line + 1, Column: 1}
			t.done++
			continue
		}
		_, size := utf8.DecodeRune(t.data[t.done:])
		t.done += size
		t.at.Column++
	}
}

// cut is a text of the file for messages.
func cut(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if short := []rune(text); len(short) > 80 {
		return string(short[:79]) + "…"
	}
	return text
}

// atoi is a number that this package wrote.
func atoi(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
