package brat

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Limits of a document, beside its size.
const (
	maxAnnotations = 500_000
	maxProblems    = 1000
	maxEvents      = 100 // of one trigger
	maxBreaks      = 100 // in the words of one annotation
)

// line is an annotation as it stands in a file.
type line struct {
	id     string
	kind   byte // T, E, R, A, N, #, *
	file   string
	beyond bool // in a second file
	number int
	text   string
	bad    bool // its problem is told

	label  string
	pieces [][2]int // T: as written
	quote  string   // T: the rest of the line; N, #: the last column
	args   []argument
	value  string // A, N
	breaks int    // line breaks in quote
}

// argument is a reference to another annotation; of an event the first is its trigger.
type argument struct {
	role, id string
	at       int // byte of the line
}

// builder makes a document of the lines of its files.
type builder struct {
	doc       *annotated.Document
	lines     []*line
	ids       map[string]*line
	tabbed    bool // a TAB stood between a type and offsets
	bom       bool // the text began with a byte order mark
	untold    int  // problems beyond the limit
	documents []string
	hasText   bool
}

// problem adds a problem of a line, at a byte of it.
func (b *builder) problem(l *line, at int, format string, args ...any) {
	l.bad = true
	place := loaders.Place{Line: l.number, Column: 1 + utf8.RuneCountInString(l.text[:min(at, len(l.text))])}
	b.add(loaders.Problem{File: l.file, Place: place, Record: b.doc.Name, Message: fmt.Sprintf(format, args...)})
}

// add adds a problem, up to a number that a person may read.
func (b *builder) add(p loaders.Problem) {
	if len(b.doc.Problems) < maxProblems {
		b.doc.Problems = append(b.doc.Problems, p)
		return
	}
	b.untold++
}

// warn adds a warning of a line.
func (b *builder) warn(l *line, format string, args ...any) {
	if len(b.doc.Warnings) < maxProblems {
		b.doc.Warnings = append(b.doc.Warnings, loaders.Problem{File: l.file, Place: loaders.Place{Line: l.number, Column: 1},
			Record: b.doc.Name, Message: fmt.Sprintf(format, args...)})
	}
}

// load reads a file as text. What is wrong with it is a problem; then it is "".
func (b *builder) load(src *loaders.Source) (string, error) {
	data, err := read(src)
	if err != nil {
		return "", err
	}
	bad := func(at loaders.Place, message string) (string, error) {
		b.add(loaders.Problem{File: src.Path, Place: at, Record: b.doc.Name, Message: message})
		return "", nil
	}
	if len(data) > loaders.MaxDocument {
		return bad(loaders.Place{Line: 1, Column: 1}, loaders.TooLarge())
	}
	if at, message, ok := loaders.CheckUTF8(data); !ok {
		return bad(at, message)
	}
	return string(data), nil
}

// text reads the text that is annotated.
func (b *builder) text(src *loaders.Source) error {
	own := text(src)
	if own == nil {
		name := path.Base(shown(src, base(src)+".txt"))
		b.add(loaders.Problem{File: src.Path, Record: b.doc.Name, Message: fmt.Sprintf(
			"its text is missing: there is no %s beside it; put it there (brat keeps text and annotations in two files)", name)})
		b.doc.NoText = true
		return nil
	}
	words, err := b.load(own)
	if err != nil {
		return err
	}
	b.hasText = len(b.doc.Problems) == 0
	b.doc.Text, b.bom = strings.CutPrefix(words, "\uFEFF")
	return nil
}

// file reads the lines of a file of annotations.
func (b *builder) file(src *loaders.Source) error {
	all, err := b.load(src)
	if err != nil {
		return err
	}
	beyond := len(b.documents) > 0
	b.documents = append(b.documents, src.Path)
	var last *line // what a line without an id goes on with
	number, blank := 0, 0
	for part := range strings.Lines(strings.TrimPrefix(all, "\uFEFF")) {
		number++
		text := strings.TrimSuffix(strings.TrimSuffix(part, "\n"), "\r")
		if strings.TrimSpace(text) == "" {
			blank++
			continue
		}
		if last != nil && (last.kind == 'T' || last.kind == '#') && !anyLine.MatchString(text) && !idLike.MatchString(text) {
			if last.breaks += 1 + blank; last.breaks <= maxBreaks {
				last.quote += strings.Repeat("\n", 1+blank) + text
				blank = 0
				continue
			}
		}
		blank = 0
		if len(b.lines) == maxAnnotations {
			b.add(loaders.Problem{File: src.Path, Place: loaders.Place{Line: number, Column: 1}, Record: b.doc.Name,
				Message: fmt.Sprintf("the document has more than %d annotations, the most that one may have; split it", maxAnnotations)})
			return nil
		}
		last = &line{file: src.Path, beyond: beyond, number: number, text: text}
		b.lines = append(b.lines, last)
		b.parse(last)
	}
	return nil
}

// idLike is a line that begins with an id, known or not.
var idLike = regexp.MustCompile(`^[A-Za-z#]+\d+\t`)
