package cas

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

// parseTypes reads the description of a type system.
func parseTypes(data []byte) (map[string]Type, error) {
	if at, message, ok := declared(data); !ok {
		return nil, fmt.Errorf("line %d: %s", at.Line, message)
	}
	if bytes.Contains(data, []byte("<!DOCTYPE")) {
		return nil, errors.New("it declares a document type, which a type system has not")
	}
	var file struct {
		XMLName xml.Name `xml:"typeSystemDescription"`
		Types   []struct {
			Name     string `xml:"name"`
			Super    string `xml:"supertypeName"`
			Features []struct {
				Name   string `xml:"name"`
				Range  string `xml:"rangeTypeName"`
				Shared string `xml:"multipleReferencesAllowed"`
			} `xml:"features>featureDescription"`
		} `xml:"types>typeDescription"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	types := make(map[string]Type, len(file.Types))
	for _, t := range file.Types {
		features := make(map[string]string, len(t.Features))
		for _, f := range t.Features {
			r := strings.TrimSpace(f.Range)
			if primitive[strings.TrimSuffix(r, "Array")] && strings.HasSuffix(r, "Array") && strings.TrimSpace(f.Shared) == "true" {
				r = "uima.cas.TOP" // then the array is a structure of its own
			}
			features[strings.TrimSpace(f.Name)] = r
		}
		types[strings.TrimSpace(t.Name)] = Type{Super: strings.TrimSpace(t.Super), Features: features}
	}
	return types, nil
}

// primitive are the ranges of features with a value, not a reference.
var primitive = map[string]bool{"uima.cas.String": true, "uima.cas.Boolean": true, "uima.cas.Byte": true, "uima.cas.Short": true,
	"uima.cas.Integer": true, "uima.cas.Long": true, "uima.cas.Float": true, "uima.cas.Double": true}

// isValue reports whether features of a range are values: of a primitive type, an array
// of such, or one with the words that are allowed.
func (c *CAS) isValue(name string) (value, array bool) {
	if element, ok := strings.CutSuffix(name, "Array"); ok && primitive[element] {
		return true, true
	}
	chain, _ := c.supers(name)
	for _, name := range chain {
		if primitive[name] {
			return true, false
		}
	}
	return false, false
}
