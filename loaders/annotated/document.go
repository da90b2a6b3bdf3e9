package annotated

import (
	"context"

	"demandgraph/loaders"
)

// Document is one article as an annotation tool wrote it down.
type Document struct {
	// Name identifies it among the documents of its format where it has no URL:
	// the tool's id of it, else its file's name.
	Name string
	Line int // where it begins in its file, from 1; 0 when lines mean nothing

	Meta Meta
	// Text is the annotated text, as the file has it but for a byte order mark.
	// It is "" where the file does not hold it; NoText says that it has none.
	Text   string
	NoText bool
	// Rebuilt says that Text was put together from tokens.
	Rebuilt bool

	Spans []Span
	Links []Link
	// Entities are what the file says of what attributes of statements name.
	Entities []Entity
	// Same are groups of indexes of spans that stand for one thing.
	Same [][]int

	Problems []loaders.Problem // make the document bad
	Warnings []loaders.Problem
	// Counted are things that were read and not kept, by what they are.
	Counted map[string]int
}

// Meta is what is known of the article; empty where the file does not say.
type Meta struct {
	Key, Title, URL, Publisher, Language string
	Authors                              []string
	PublishedAt                          string // ISO 8601 date, month or year
	Annotator                            string // of the document as a whole
	Tool                                 string // format and program, where the file says so
	Other                                map[string]string
}

// Span is an annotation of words. ID is the file's own, for messages.
type Span struct {
	ID     string
	Label  string
	Pieces []Piece // in the order of the text; none for an annotation of the whole article
	// Quote is the text that the file gives for it, "" when it gives none; of
	// several pieces the pieces joined by a blank.
	Quote          string
	Prefix, Suffix string // around the quote, where the file gives them
	Identifiers    []string
	Attributes     map[string][]string
	Note           string
	Annotator      string
	Confidence     *float64
	Place          loaders.Place
	Where          string // "task 12, region a1": where a line means nothing
	// Trigger says that the format marks it as what happens: the span of an event.
	Trigger bool
}

// Entity is what a file says of what an attribute of a statement names.
type Entity struct {
	Attribute, Value string // the attribute and its value, as the spans have them
	Aliases          []string
	Type             string // as the tool's users call it
	Description      string
}

// Piece is a run of code points of the text, End exclusive.
type Piece struct{ Start, End int }

// Link is a relation or an event's argument. Head and Tail are indexes of spans.
type Link struct {
	ID         string
	Role       string
	Head, Tail int
	Attributes map[string][]string
	Annotator  string
	Place      loaders.Place
	Where      string
}

// Reader reads one format.
type Reader interface {
	// Name is the format's name.
	Name() string
	// Detect is as in loaders.Loader.
	Detect(src *loaders.Source, head []byte, whole bool) bool
	// ReadDocuments hands over each document of a source in its order. An error
	// ends the reading: one from yield, of the context, or of the file system.
	ReadDocuments(ctx context.Context, src *loaders.Source, o Options, yield func(*Document) error) error
}

// Options are what a person may say of how files are to be read.
type Options struct {
	// Offsets is the unit of offsets when the file cannot tell: utf16,
	// codepoint, grapheme or byte; "" for what the format has by default.
	Offsets string
	// End says whether ends are inclusive or exclusive, for formats in which both occur.
	End string
	// Predictions loads what a model predicted and nobody confirmed.
	Predictions bool
	// Private loads annotations that are not shared with a group.
	Private bool
	// Join joins records of one article by the field of that path, such as meta.url.
	Join string
	// Timezone is an IANA name, for dates written as instants.
	Timezone string
}
