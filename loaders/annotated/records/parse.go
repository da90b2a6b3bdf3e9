package records

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"
)

const (
	maxDepth  = 64      // levels of lists and objects
	maxValues = 1 << 20 // in one record: a long article with its tokens has a tenth
)

// Fault says why a record, or the rest of a file, cannot be read.
type Fault struct {
	loaders.Place
	Message string
}

func (f *Fault) Error() string { return fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message) }

// parser reads tokens and follows their places in the text.
type parser struct {
	text  []byte
	dec   *json.Decoder
	done  int           // bytes of text that at has passed
	at    loaders.Place // of text[done]
	count int           // values so far
}

// parse reads a JSON value that begins at a place. What it can read of one that is
// cut off comes with the error.
func parse(text []byte, at loaders.Place) (*Value, error) {
	p := &parser{text: text, at: at, dec: json.NewDecoder(bytes.NewReader(text))}
	p.dec.UseNumber()
	return p.value(0)
}

// skip moves on to a byte, or while bytes are among those of set.
func (p *parser) skip(to int, set string) {
	for p.done < to && (set == "" || strings.IndexByte(set, p.text[p.done]) >= 0) {
		size := 1
		if p.text[p.done] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(p.text[p.done:])
		}
		p.at.Column++
		if p.text[p.done] == '\n' {
			p.at = loaders.Place{Line: p.at.Line + 1, Column: 1}
		}
		p.done += size
	}
}

// token reads a token and gives the place where it begins.
func (p *parser) token() (json.Token, loaders.Place, error) {
	p.skip(int(p.dec.InputOffset()), "")
	p.skip(len(p.text), " \t\r\n,:")
	at := p.at
	t, err := p.dec.Token()
	if text, ok := t.(string); ok && strings.ContainsRune(text, utf8.RuneError) && p.halved(text) {
		return nil, at, &Fault{at, "the text has an escape of half a character (a lone surrogate); write the character whole"}
	}
	if err == nil {
		return t, at, nil
	}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, at, &Fault{at, "the text ends within the record"}
	case errors.As(err, &syntax):
		p.skip(min(int(syntax.Offset)-1, len(p.text)), "")
		return nil, at, &Fault{p.at, "this is no JSON: " + syntax.Error()}
	}
	return nil, at, &Fault{at, "this is no JSON: " + err.Error()}
}

// halved tells whether the decoder put replacement characters into the string that
// it has just read.
func (p *parser) halved(text string) bool {
	raw := strings.ToLower(string(p.text[p.done:p.dec.InputOffset()]))
	written := strings.Count(raw, string(utf8.RuneError)) + strings.Count(raw, `\ufffd`)
	return strings.Count(text, string(utf8.RuneError)) > written
}

func (p *parser) value(depth int) (*Value, error) {
	t, at, err := p.token()
	if err != nil {
		return nil, err
	}
	if p.count++; p.count > maxValues {
		return nil, &Fault{at, fmt.Sprintf("the record has more than %d values; split the article", maxValues)}
	}
	v := &Value{Place: at}
	switch t := t.(type) {
	case string:
		v.Kind, v.Text = String, t
	case json.Number:
		v.Kind, v.Text = Number, t.String()
	case bool:
		v.Kind, v.Text = Bool, fmt.Sprint(t)
	case json.Delim:
		if depth >= maxDepth {
			return nil, &Fault{at, fmt.Sprintf("lists and objects are nested more than %d deep", maxDepth)}
		}
		if t == '{' {
			return v, p.object(v, depth)
		}
		return v, p.array(v, depth)
	}
	return v, nil
}

func (p *parser) array(v *Value, depth int) error {
	v.Kind = Array
	for p.dec.More() {
		item, err := p.value(depth + 1)
		if item != nil {
			v.Items = append(v.Items, item)
		}
		if err != nil {
			return err
		}
	}
	_, _, err := p.token()
	return err
}

func (p *parser) object(v *Value, depth int) error {
	v.Kind = Object
	names := map[string]bool{}
	for p.dec.More() {
		name, at, err := p.token()
		if err != nil {
			return err
		}
		text, _ := name.(string) // the decoder takes no other name
		value, err := p.value(depth + 1)
		if value != nil {
			v.Fields = append(v.Fields, Field{text, value})
		}
		if err != nil {
			return err
		}
		if names[text] {
			return &Fault{at, fmt.Sprintf("the object has the field %q twice", text)}
		}
		names[text] = true
	}
	_, _, err := p.token()
	return err
}
