package brat

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Format is the format's name.
const Format = "brat"

// Reader reads brat standoff. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// textBound is a text-bound annotation, which no other format looks like.
var textBound = regexp.MustCompile(`^T\d+\t\S+[ \t]\d+ \d+(;\d+ \d+)*\t`)

// anyLine is the beginning of a line of standoff, also of one with spaces for TABs.
var anyLine = regexp.MustCompile(`^(?:[TERAMN#]\d+|\*)[ \t]`)

// Detect reports whether a file is standoff, or the text beside such a file, which is
// read with it.
func (Reader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	ext := path.Ext(strings.TrimSuffix(src.File, ".gz"))
	if ext == ".txt" {
		return beside(src, ".ann") != nil || beside(src, ".a1") != nil
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), "\r\n")
	if ext == ".ann" || ext == ".a1" || ext == ".a2" {
		return anyLine.Match(head) || len(head) == 0 && text(src) != nil
	}
	return textBound.Match(head)
}

// ReadDocuments hands over the one document of a source: none for a text, which is read
// with its annotations, and for an .a2, which is read with its .a1.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	files := []*loaders.Source{src}
	switch path.Ext(strings.TrimSuffix(src.File, ".gz")) {
	case ".txt":
		if beside(src, ".ann") != nil || beside(src, ".a1") != nil {
			return nil
		}
	case ".a2":
		if beside(src, ".a1") != nil {
			return nil
		}
	case ".a1":
		if more := beside(src, ".a2"); more != nil {
			files = append(files, more)
		}
	}
	b := &builder{ids: map[string]*line{}, doc: &annotated.Document{Line: 1, Counted: map[string]int{}}}
	b.doc.Meta.Tool = Format
	b.doc.Name, b.doc.Meta.Annotator = identity(src)
	if err := b.text(src); err != nil {
		return err
	}
	for _, file := range files {
		if err := b.file(file); err != nil {
			return err
		}
	}
	b.build(o)
	return yield(b.doc)
}
