package loaders

import (
	"context"
	"fmt"

	"demandgraph/change"
	"demandgraph/demand"
)

// Loader reads one format. Its methods may be called from any goroutine.
type Loader interface {
	// Name is the format's name, as people give it and as imports keep it.
	Name() string

	// Detect reports whether a file is in this format. Head is the beginning of
	// the file, after decompression, at most HeadSize bytes; whole says that it
	// is all of the file.
	Detect(src *Source, head []byte, whole bool) bool

	// Read reads a source and hands over each of its documents as soon as it is
	// read, in the order of the file. What is wrong with a document is part of
	// its record; an error is what ends the reading of the source: one from
	// yield, one of the context, or one of the file system.
	Read(ctx context.Context, src *Source, yield func(*Record) error) error
}

// Linker is a [Loader] that finds what names stand for among the nodes that other documents
// describe. Its files are read after those of others; [Options.Described] has heard of these by then.
type Linker interface {
	Loader
	// Links reports whether files are to be read in this way.
	Links() bool
}

// links reports whether a loader's files are read after others.
func links(l Loader) bool {
	s, ok := l.(Linker)
	return ok && s.Links()
}

// Refuser is a [Loader] that recognises files only to say why they are not loaded. Nobody can choose it.
type Refuser interface {
	Loader
	// Refuses reports whether all files are refused.
	Refuses() bool
}

func refuses(l Loader) bool {
	s, ok := l.(Refuser)
	return ok && s.Refuses()
}

// HeadSize is how much of a file a loader may look at to detect its format, in bytes.
const HeadSize = 64 << 10

// Record is one document of a source, as read.
type Record struct {
	// Document is what the document asserts. With problems it is as much of it
	// as could be read, or nil; nil without problems, it is left out on purpose
	// and Warnings say why.
	Document *change.Document
	// Name says which document of the source it is, for people: an article's
	// key or a number.
	Name string
	// Problems make the document bad; Warnings do not.
	Problems []Problem
	Warnings []Problem
	// Places say where the document names a node: where it describes it, else
	// where it first refers to it. Loaders that know lines only may leave it nil.
	Places map[demand.Ref]Place

	// Line is where the document begins, from 1.
	Line int

	source *Source
}

// Place is a place in a file. Line and Column count from 1, columns in code
// points; 0 is unknown.
type Place struct{ Line, Column int }

// Problem is what is wrong with a document, or worth knowing about it.
type Problem struct {
	File string // as the person who loads it calls it
	Place
	Record  string // the document or row, for people
	Message string // what is wrong, what was found, what to do
}

// String gives "file:line:column: message", without what is not known.
func (p Problem) String() string {
	switch {
	case p.Line > 0 && p.Column > 0:
		return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
	case p.Line > 0:
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	}
	return p.File + ": " + p.Message
}

// problem makes a problem of the record.
func (r *Record) problem(at Place, format string, args ...any) Problem {
	return Problem{File: r.Document.Source, Place: at, Record: r.Name, Message: fmt.Sprintf(format, args...)}
}

// place is where the record names the node, or its first line.
func (r *Record) place(ref demand.Ref, line int) Place {
	if at, ok := r.Places[ref]; ok {
		return at
	}
	if line == 0 {
		line = r.Line
	}
	return Place{Line: line}
}
