package native

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"demandgraph/loaders"
)

// parseJSON parses one JSON document. Lines are counted from line.
func parseJSON(text []byte, line int) (*node, error) {
	p := &jsonParser{text: text, at: loaders.Place{Line: line, Column: 1}, dec: json.NewDecoder(bytes.NewReader(text))}
	p.dec.UseNumber()
	n, err := p.value(0)
	if err != nil {
		return nil, err
	}
	p.skip(int(p.dec.InputOffset()), "")
	p.skip(len(text), " \t\r\n")
	if p.done < len(text) {
		return nil, &syntaxError{p.at, "text after the end of the document; write several as JSON Lines, one on each line"}
	}
	return n, nil
}

// jsonParser reads tokens and follows their places in the text.
type jsonParser struct {
	text []byte
	dec  *json.Decoder
	done int           // bytes of text that at has passed
	at   loaders.Place // of text[done]
}

// skip moves on to a byte, or while bytes are among those of set.
func (p *jsonParser) skip(to int, set string) {
	for p.done < to && (set == "" || bytes.IndexByte([]byte(set), p.text[p.done]) >= 0) {
		if p.text[p.done] == '\n' {
			p.at = loaders.Place{Line: p.at.Line + 1, Column: 1}
			p.done++
			continue
		}
		_, size := utf8.DecodeRune(p.text[p.done:])
		p.done += size
		p.at.Column++
	}
}

// token reads a token and gives the place where it begins.
func (p *jsonParser) token() (json.Token, loaders.Place, error) {
	p.skip(int(p.dec.InputOffset()), "")
	p.skip(len(p.text), " \t\r\n,:")
	at := p.at
	t, err := p.dec.Token()
	if err == nil {
		return t, at, nil
	}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		p.skip(len(p.text), "")
		return nil, at, &syntaxError{p.at, "this is no JSON: the text ends before the document does"}
	case errors.As(err, &syntax):
		p.skip(min(int(syntax.Offset)-1, len(p.text)), "")
		return nil, at, &syntaxError{p.at, "this is no JSON: " + syntax.Error()}
	}
	return nil, at, &syntaxError{at, "this is no JSON: " + err.Error()}
}

func (p *jsonParser) value(depth int) (*node, error) {
	t, at, err := p.token()
	if err != nil {
		return nil, err
	}
	n := &node{kind: scalar, at: at}
	switch t := t.(type) {
	case nil:
		n.kind = null
	case string:
		n.text = t
	case json.Number:
		n.text, n.number = t.String(), true
	case bool:
		n.text, n.number = fmt.Sprint(t), true
	case json.Delim:
		if depth >= maxDepth {
			return nil, &syntaxError{at, fmt.Sprintf("lists and mappings are nested more than %d deep", maxDepth)}
		}
		if t == '{' {
			return p.object(n, depth)
		}
		return p.array(n, depth)
	}
	return n, nil
}

func (p *jsonParser) array(n *node, depth int) (*node, error) {
	n.kind = list
	for p.dec.More() {
		item, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
	_, _, err := p.token()
	return n, err
}

func (p *jsonParser) object(n *node, depth int) (*node, error) {
	n.kind = mapping
	for p.dec.More() {
		name, at, err := p.token()
		if err != nil {
			return nil, err
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		text, _ := name.(string) // the decoder takes no other name
		n.fields = append(n.fields, field{text, at, value})
	}
	_, _, err := p.token()
	return n, err
}
