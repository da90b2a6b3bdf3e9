package cas

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas/project"
)

// XMI reads UIMA XMI, with the TypeSystem.xml that lies beside it or in its ZIP.
type XMI struct{}

var _ annotated.Reader = XMI{}

// Name is the format's name.
func (XMI) Name() string { return xmiFormat.Name }

var xmiFormat = project.Format{Name: "xmi", Ext: ".xmi", Is: isXMI, Beside: "TypeSystem.xml"}

// Detect reports whether a file, or one in a ZIP, has the root of XMI and names UIMA: models
// in UML are XMI too.
func (XMI) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return isXMI(bytes.TrimPrefix(head, []byte("\uFEFF"))) || project.Contains(src, head, xmiFormat)
}

// root is the first tag, past the declaration, comments and a document type.
var root = regexp.MustCompile(`^\s*(?:<\?(?s:.*?)\?>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE(?s:.*?)>\s*|\]>\s*|<!ENTITY[^>]*>\s*)*<([\w.-]+:)?(\w+)[\s>]`)

func isXMI(head []byte) bool {
	m := root.FindSubmatch(head)
	return m != nil && string(m[2]) == "XMI" && bytes.Contains(head, []byte("http:///uima/"))
}

// ReadDocuments hands over the document of a file, or those of an archive.
func (XMI) ReadDocuments(ctx context.Context, src *loaders.Source, _ annotated.Options, yield func(*annotated.Document) error) error {
	return project.Files(ctx, src, xmiFormat, func(f *project.File) error { return yield(readXMI(f)) })
}

func readXMI(f *project.File) *annotated.Document {
	if f.Fault != "" {
		return f.Bad(loaders.Place{}, "%s", f.Fault)
	}
	if at, message, ok := declared(f.Data); !ok {
		return f.Bad(at, "%s", message)
	}
	if at, message, ok := loaders.CheckUTF8(f.Data); !ok {
		return f.Bad(at, "%s", message)
	}
	c, err := parseXMI(f.Data)
	var fault *syntaxError
	if errors.As(err, &fault) {
		return f.Bad(fault.at, "%s", fault.message)
	}
	described := f.Beside != nil
	if described {
		if c.Types, err = parseTypes(f.Beside); err != nil {
			return f.Bad(loaders.Place{}, "the TypeSystem.xml beside it cannot be read: %v", err)
		}
	}
	c.resolve(described)
	return c.Document(f)
}

var (
	version  = regexp.MustCompile(`^\s*<\?xml[^>]*\bversion\s*=\s*["']([^"']*)["']`)
	encoding = regexp.MustCompile(`^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']`)
)

// declared checks what the XML declaration says.
func declared(data []byte) (loaders.Place, string, bool) {
	head := data[:min(len(data), 1000)]
	if m := version.FindSubmatch(head); m != nil && string(m[1]) != "1.0" {
		return loaders.Place{Line: 1, Column: 1}, "the file is in XML " + cut(string(m[1])) + "; export it as XML 1.0 (INCEpTION has both in its list of formats)", false
	}
	if m := encoding.FindSubmatch(head); m != nil && !strings.EqualFold(string(m[1]), "utf-8") && !strings.EqualFold(string(m[1]), "us-ascii") {
		return loaders.Place{Line: 1, Column: 1}, "the file is in the encoding " + cut(string(m[1])) + "; save it as UTF-8", false
	}
	return loaders.Place{}, "", true
}
