package cas

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// maxAttributes is how many features a structure may have.
const maxAttributes = 10_000

const xmiSpace = "http://www.omg.org/XMI"

// parseXMI reads the structures of a CAS with all features as texts. The error is a
// syntaxError.
func parseXMI(data []byte) (*CAS, error) {
	p := &xmiParser{dec: xml.NewDecoder(bytes.NewReader(data)), places: newPlaces(data),
		cas: &CAS{Format: "UIMA CAS XMI", Unit: annotated.UTF16}}
	p.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // declared has checked it
	for ended := false; ; {
		start := int(p.dec.InputOffset())
		t, err := p.dec.Token()
		if errors.Is(err, io.EOF) && ended {
			return p.cas, nil
		}
		at := p.of(start)
		if err != nil {
			return nil, p.broken(err)
		}
		if err := p.token(t, start, at); err != nil {
			return nil, err
		}
		_, isEnd := t.(xml.EndElement)
		ended = ended || isEnd && p.depth == 0
	}
}

type xmiParser struct {
	*places
	dec   *xml.Decoder
	depth int
	cas   *CAS
	now   *Structure // whose element is open; nil for none
	child strings.Builder
}

// broken tells of XML that cannot be read.
func (p *xmiParser) broken(err error) error {
	at := p.of(int(p.dec.InputOffset()))
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return &syntaxError{p.of(len(p.text)), "this is no XML: the file ends before the document does; export it again"}
	case syntax != nil:
		return &syntaxError{at, "this is no XML: " + syntax.Msg}
	}
	return &syntaxError{at, "this is no XML: " + err.Error()}
}

// token takes one token of the XML.
func (p *xmiParser) token(t xml.Token, start int, at loaders.Place) error {
	switch t := t.(type) {
	case xml.Directive:
		return &syntaxError{at, "the file declares a document type (<!DOCTYPE …>), which a CAS has not; nothing of it is read"}
	case xml.StartElement:
		p.depth++
		switch p.depth {
		case 1:
			if t.Name.Space != xmiSpace || t.Name.Local != "XMI" {
				return &syntaxError{at, fmt.Sprintf("the root is %s; that of XMI is xmi:XMI", cut(t.Name.Local))}
			}
		case 2:
			return p.structure(t, start, at)
		case 3:
			p.child.Reset()
		default:
			return &syntaxError{at, fmt.Sprintf("there is an element %s within the value of another, which XMI does not know", cut(t.Name.Local))}
		}
	case xml.CharData:
		if p.depth == 3 {
			p.child.Write(t)
		}
	case xml.EndElement:
		if p.depth == 3 && p.now != nil {
			if f := p.now.feature(t.Name.Local); f != nil {
				f.Texts = append(f.Texts, p.child.String())
			} else {
				p.now.Features = append(p.now.Features, Feature{Name: t.Name.Local, Texts: []string{p.child.String()}})
			}
		}
		p.depth--
		if p.depth == 1 {
			p.now = nil
		}
	}
	return nil
}

// structure begins a structure.
func (p *xmiParser) structure(e xml.StartElement, start int, at loaders.Place) error {
	if len(p.cas.Structures) == maxStructures {
		return &syntaxError{at, fmt.Sprintf("the document has more than %d structures; split it into several", maxStructures)}
	}
	if len(e.Attr) > maxAttributes {
		return &syntaxError{at, fmt.Sprintf("a structure has more than %d features", maxAttributes)}
	}
	pack, local := strings.CutPrefix(e.Name.Space, "http:///")
	pack, model := strings.CutSuffix(pack, ".ecore")
	if !local || !model {
		p.cas.Problem(at, "the element %s is in the namespace %q; that of a type is http:///PACKAGE.ecore", cut(e.Name.Local), cut(e.Name.Space))
		p.now = nil
		return nil
	}
	s := Structure{Type: strings.ReplaceAll(pack, "/", ".") + "." + e.Name.Local, Place: at}
	if pack == "uima/noNamespace" {
		s.Type = e.Name.Local
	}
	attrs := p.spaced(e.Attr, start)
	for i, a := range e.Attr {
		switch {
		case a.Name.Space == xmiSpace && a.Name.Local == "id":
			s.ID = a.Value
		case a.Name.Space != "" || a.Name.Local == "xmlns":
		default:
			s.Features = append(s.Features, Feature{Name: a.Name.Local, Texts: []string{attrs[i]}})
		}
	}
	if s.Type == "uima.cas.View" {
		p.view(&s)
		return nil
	}
	if s.ID == "" {
		p.cas.Problem(at, "a %s has no xmi:id; export the document again", cut(s.Type))
		p.now = nil
		return nil
	}
	p.cas.Structures = append(p.cas.Structures, s)
	p.now = &p.cas.Structures[len(p.cas.Structures)-1]
	return nil
}

// view takes a view, which is written as a structure without an id.
func (p *xmiParser) view(s *Structure) {
	p.cas.Views = append(p.cas.Views, View{Sofa: s.text("sofa"), Members: strings.Fields(s.text("members")), Place: s.Place})
	p.now = nil
}

// spaced are the values of attributes in which each line break and tab that stands there as
// itself, not as &#10; or &#9;, is a space: XML says so, and package xml does not do it.
func (p *xmiParser) spaced(attrs []xml.Attr, start int) []string {
	values := make([]string, len(attrs))
	for i, a := range attrs {
		values[i] = a.Value
	}
	tag := p.text[start:p.dec.InputOffset()]
	if !bytes.ContainsAny(tag, "\r\n\t") {
		return values
	}
	// Outside of the values white space is white space: all of the tag may be changed.
	tag = bytes.ReplaceAll(tag, []byte("\r\n"), []byte(" "))
	tag = bytes.Map(func(r rune) rune {
		if r == '\r' || r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, tag)
	if t, err := xml.NewDecoder(bytes.NewReader(tag)).RawToken(); err == nil {
		if again, ok := t.(xml.StartElement); ok && len(again.Attr) == len(attrs) {
			for i, a := range again.Attr {
				values[i] = a.Value
			}
		}
	}
	return values
}
