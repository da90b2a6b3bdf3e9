package cas

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas/project"
)

// JSON reads UIMA CAS JSON 0.4.
type JSON struct{}

var _ annotated.Reader = JSON{}

// Name is the format's name.
func (JSON) Name() string { return jsonFormat.Name }

var jsonFormat = project.Format{Name: "cas-json", Ext: ".json", Is: isJSON}

// Detect reports whether a file, or one in a ZIP, is an object that begins as a CAS does.
func (JSON) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return isJSON(bytes.TrimPrefix(head, []byte("\uFEFF"))) || project.Contains(src, head, jsonFormat)
}

var (
	keysOfJSON    = []string{"%HEADER", "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"}
	keysOfOldJSON = []string{"_context", "_views", "_referenced_fss"}
)

func isJSON(head []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(head))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	t, err := dec.Token()
	key, ok := t.(string)
	return err == nil && ok && slices.Contains(keysOfJSON, key)
}

// ReadDocuments hands over the document of a file, or those of an archive.
func (JSON) ReadDocuments(ctx context.Context, src *loaders.Source, _ annotated.Options, yield func(*annotated.Document) error) error {
	return project.Files(ctx, src, jsonFormat, func(f *project.File) error { return yield(readJSON(f)) })
}

func readJSON(f *project.File) *annotated.Document {
	if f.Fault != "" {
		return f.Bad(loaders.Place{}, "%s", f.Fault)
	}
	if at, message, ok := loaders.CheckUTF8(f.Data); !ok {
		return f.Bad(at, "%s", message)
	}
	c, err := parseJSON(f.Data)
	var fault *syntaxError
	if errors.As(err, &fault) {
		return f.Bad(fault.at, "%s", fault.message)
	}
	return c.Document(f)
}

// syntaxError is what ends the reading of a file.
type syntaxError struct {
	at      loaders.Place
	message string
}

func (e *syntaxError) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.at.Line, e.at.Column, e.message)
}
