package cas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Limits of a file: how deep it may nest, how many structures it may have, how many
// values one of them, such as the list of members, and how many keys and values all.
const (
	maxDepth      = 64
	maxStructures = 1_000_000
	maxValues     = 500_000
	maxTokens     = 2_000_000
)

// parseJSON reads a CAS. The error is a syntaxError.
func parseJSON(data []byte) (*CAS, error) {
	p := &jsonParser{dec: json.NewDecoder(bytes.NewReader(data)), places: newPlaces(data), end: len(data),
		cas: &CAS{Format: "UIMA CAS JSON", Unit: annotated.UTF16, Types: map[string]Type{}}}
	p.dec.UseNumber()
	if err := p.object(p.top); err != nil {
		return nil, err
	}
	if _, err := p.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, &syntaxError{p.skip(int(p.dec.InputOffset()), " \t\r\n"), "there is text after the end of the document; a file has one"}
	}
	return p.cas, nil
}

type jsonParser struct {
	*places
	dec    *json.Decoder
	end    int
	values int // read of the present structure, type or view
	tokens int
	cas    *CAS
}

// value is a JSON value: a scalar's text, or the elements of an array. An object's are
// its values, by keys.
type value struct {
	kind  byte // 's'tring, 'n'umber, 'b'oolean, '0' null, '[' or '{'
	text  string
	items []value
	keys  []string
	at    loaders.Place
}

// token reads a token and gives its place.
func (p *jsonParser) token() (json.Token, loaders.Place, error) {
	at := p.skip(int(p.dec.InputOffset()), " \t\r\n,:")
	t, err := p.dec.Token()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		if p.values++; p.values > maxValues {
			return nil, at, &syntaxError{at, fmt.Sprintf("there are more than %d values in one; split the document into several", maxValues)}
		}
		if p.tokens++; p.tokens > maxTokens {
			return nil, at, &syntaxError{at, fmt.Sprintf("the document has more than %d keys and values; split it into several", maxTokens)}
		}
		return t, at, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, at, &syntaxError{p.of(p.end), "this is no JSON: the text ends before the document does; export it again"}
	case errors.As(err, &syntax):
		return nil, at, &syntaxError{p.of(int(syntax.Offset) - 1), "this is no JSON: " + syntax.Error()}
	}
	return nil, at, &syntaxError{at, "this is no JSON: " + err.Error()}
}

// object reads an object key by key; each reads the value of one.
func (p *jsonParser) object(each func(key string, at loaders.Place) error) error {
	t, at, err := p.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return &syntaxError{at, "an object is expected here, which begins with {"}
	}
	return p.keys(each)
}

// keys reads the rest of an object that has begun.
func (p *jsonParser) keys(each func(key string, at loaders.Place) error) error {
	for {
		t, at, err := p.token()
		if err != nil {
			return err
		}
		key, ok := t.(string)
		if !ok {
			return nil // the only other token here is the end
		}
		if err := each(key, at); err != nil {
			return err
		}
	}
}

// value reads any value.
func (p *jsonParser) value(depth int) (value, error) {
	t, at, err := p.token()
	if err != nil {
		return value{}, err
	}
	v := value{at: at}
	if depth <= 1 {
		p.values = 0
	}
	switch t := t.(type) {
	case nil:
		v.kind = '0'
	case string:
		v.kind, v.text = 's', t
	case json.Number:
		v.kind, v.text = 'n', t.String()
	case bool:
		v.kind, v.text = 'b', strconv.FormatBool(t)
	case json.Delim:
		if depth >= maxDepth {
			return v, &syntaxError{at, fmt.Sprintf("the document nests more than %d levels deep", maxDepth)}
		}
		v.kind = byte(t)
		if t == '{' {
			return v, p.keys(func(key string, _ loaders.Place) error {
				item, err := p.value(depth + 1)
				v.keys, v.items = append(v.keys, key), append(v.items, item)
				return err
			})
		}
		for p.dec.More() {
			item, err := p.value(depth + 1)
			if err != nil {
				return v, err
			}
			v.items = append(v.items, item)
		}
		_, _, err = p.token()
	}
	return v, err
}

// get is the value of a key of an object; its kind is 0 when there is none.
func (v value) get(key string) value {
	if i := slices.Index(v.keys, key); i >= 0 {
		return v.items[i]
	}
	return value{}
}

// top reads a value of the whole document.
func (p *jsonParser) top(key string, at loaders.Place) error {
	switch {
	case key == "%TYPES":
		return p.object(p.typ)
	case key == "%FEATURE_STRUCTURES":
		return p.structures()
	case key == "%VIEWS":
		return p.object(p.view)
	case slices.Contains(keysOfOldJSON, key):
		return &syntaxError{at, fmt.Sprintf("this is the older JSON of UIMA (it has %q); export the document as UIMA CAS JSON 0.4", key)}
	}
	_, err := p.value(1) // such as %HEADER
	return err
}

// typ reads one of the %TYPES.
func (p *jsonParser) typ(name string, _ loaders.Place) error {
	v, err := p.value(1)
	if err != nil {
		return err
	}
	t := Type{Super: v.get("%SUPER_TYPE").text, Features: map[string]string{}}
	for i, key := range v.keys {
		if !strings.HasPrefix(key, "%") {
			t.Features[key] = v.items[i].get("%RANGE").text
		}
	}
	p.cas.Types[name] = t
	return nil
}

// structures reads %FEATURE_STRUCTURES, a list or an object by id.
func (p *jsonParser) structures() error {
	t, at, err := p.token()
	switch {
	case err != nil:
		return err
	case t == json.Delim('{'):
		return p.keys(func(id string, at loaders.Place) error { return p.structure(id, at) })
	case t != json.Delim('['):
		return &syntaxError{at, "%FEATURE_STRUCTURES is neither a list nor an object"}
	}
	for p.dec.More() {
		if err := p.structure("", p.skip(int(p.dec.InputOffset()), " \t\r\n,")); err != nil {
			return err
		}
	}
	_, _, err = p.token()
	return err
}

// structure reads one structure.
func (p *jsonParser) structure(id string, at loaders.Place) error {
	if len(p.cas.Structures) == maxStructures {
		return &syntaxError{at, fmt.Sprintf("the document has more than %d structures; split it into several", maxStructures)}
	}
	v, err := p.value(1)
	if err != nil {
		return err
	}
	if v.kind != '{' {
		return &syntaxError{at, "a structure is an object, which begins with {"}
	}
	s := Structure{ID: id, Type: v.get("%TYPE").text, Place: at}
	if own := v.get("%ID"); own.kind != 0 {
		s.ID = own.text
	}
	if s.ID == "" || s.Type == "" {
		p.cas.Problem(at, "a structure needs %%ID and %%TYPE; this one has not both")
		return nil
	}
	for i, key := range v.keys {
		if f, ok := p.feature(&s, key, v.items[i]); ok {
			s.Features = append(s.Features, f)
		}
	}
	p.cas.Structures = append(p.cas.Structures, s)
	return nil
}

// feature makes a feature of a key and its value.
func (p *jsonParser) feature(s *Structure, key string, v value) (f Feature, ok bool) {
	name, reference := strings.CutPrefix(key, "@")
	switch {
	case key == "%ELEMENTS":
		f.Name = "elements"
		reference = strings.HasSuffix(s.Type, "[]") || s.Type == "uima.cas.FSArray"
	case strings.HasPrefix(key, "%"):
		return f, false
	default:
		f.Name = strings.TrimLeft(name, "^#") // an anchor, a float that JSON cannot say
	}
	items := []value{v}
	if v.kind == '[' {
		items = v.items
	}
	for _, item := range items {
		switch {
		case item.kind == '[' || item.kind == '{':
			p.cas.problemOf(s, "%s has a value within a value, which the format does not know", key)
			return f, false
		case reference && item.kind == '0':
			f.Refs = append(f.Refs, "")
		case reference && item.kind == 'n':
			f.Refs = append(f.Refs, item.text)
		case reference:
			p.cas.problemOf(s, "%s is %q; a reference is the number of a structure", key, cut(item.text))
			return f, false
		case item.kind != '0':
			f.Texts = append(f.Texts, item.text)
		}
	}
	return f, true
}

// view reads one of the %VIEWS.
func (p *jsonParser) view(name string, at loaders.Place) error {
	v, err := p.value(1)
	if err != nil {
		return err
	}
	view := View{Name: name, Sofa: v.get("%SOFA").text, Place: at}
	for _, m := range v.get("%MEMBERS").items {
		view.Members = append(view.Members, m.text)
	}
	p.cas.Views = append(p.cas.Views, view)
	return nil
}
