package refused

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strings"
)

// recognise finds what a file is by its beginning, or nil.
func recognise(name string, head []byte) *kind {
	switch strings.ToLower(path.Ext(strings.TrimSuffix(name, ".gz"))) {
	case ".nvp", ".nvpx", ".mx24", ".mx22", ".mx20", ".mx18", ".mx12", ".mex24", ".mex22", ".atlproj", ".atlproj23", ".hpr7", ".hpr8":
		return qda
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xac\xed\x00\x05")) && bytes.Contains(head, []byte("uima")), // Java serialization
		bytes.HasPrefix(head, []byte("UIMA\x00")), bytes.HasPrefix(head, []byte("AMIU")): // either order of bytes
		return binaryCAS
	case isDocBin(head):
		return docBin
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	switch {
	case len(text) == 0:
		return nil
	case text[0] == '<':
		return byRoot(text)
	case text[0] == '[' || text[0] == '{':
		return byShape(text)
	case isTurtle(text):
		return nif
	case sentence.Match(text):
		return oldTSV
	}
	return nil
}

// isDocBin reports whether a file is zlib with a map of MessagePack that has a DocBin's
// first fields.
func isDocBin(head []byte) bool {
	if len(head) < 2 || head[0] != 0x78 {
		return false
	}
	unpacked, err := zlib.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	defer unpacked.Close()
	start, _ := io.ReadAll(io.LimitReader(unpacked, 256)) // the rest may be cut off
	return len(start) > 0 && start[0]&0xF0 == 0x80 && bytes.Contains(start, []byte("\xa5attrs")) && bytes.Contains(start, []byte("\xa7version"))
}

// byRoot recognises XML by its root.
func byRoot(text []byte) *kind {
	dec := xml.NewDecoder(bytes.NewReader(text))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // names are ASCII
	for {
		t, err := dec.RawToken()
		if err != nil {
			return nil
		}
		switch t := t.(type) {
		case xml.Directive:
			if bytes.HasPrefix(t, []byte("DOCTYPE source_file")) || bytes.HasPrefix(t, []byte("DOCTYPE deft_ere")) {
				return ace
			}
		case xml.StartElement:
			return byElement(t)
		}
	}
}

// byElement recognises a root, whose namespace may hide behind a prefix.
func byElement(root xml.StartElement) *kind {
	switch root.Name.Local {
	case "TEI", "TEI.2", "teiCorpus", "standOff":
		return tei
	case "source_file", "deft_ere":
		return ace
	case "discourse":
		return oldDNA
	case "CodeBook":
		for _, a := range root.Attr {
			if strings.HasPrefix(a.Value, "urn:QDA-XML:codebook") {
				return codebook
			}
		}
	}
	return nil
}

// byShape recognises JSON by its first values.
func byShape(text []byte) *kind {
	dec := json.NewDecoder(bytes.NewReader(text))
	next := func() json.Token {
		t, err := dec.Token()
		if err != nil {
			return nil
		}
		return t
	}
	switch next() {
	case json.Delim('['): // [["text", {"entities": …
		if next() != json.Delim('[') {
			return nil
		}
		if _, ok := next().(string); ok && next() == json.Delim('{') {
			if name := next(); name == "entities" || name == "cats" || name == "spans" {
				return tuples
			}
		}
	case json.Delim('{'):
		switch next() {
		case "_context", "_views", "_referenced_fss":
			return oldCASJSON
		case "type": // {"type": "postgresql", "url": …
			if kind := next(); (kind == "sqlite" || kind == "mysql" || kind == "postgresql") && next() == "url" {
				return profileDNA
			}
		}
	}
	return nil
}

var turtle = regexp.MustCompile(`(?m)^\s*(?:@prefix|PREFIX)\s`)

// isTurtle reports whether a file is Turtle with NIF's vocabulary.
func isTurtle(text []byte) bool {
	return turtle.Match(text) && bytes.Contains(text, []byte("nlp2rdf/ontologies/nif-core#"))
}

// sentence is what sentences of WebAnno TSV 1 and 2 begin with; 3 has other headers.
var sentence = regexp.MustCompile(`(?m)^#id=\d+\r?\n#text=`)
