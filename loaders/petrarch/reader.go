package petrarch

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Format is the format's name.
const Format = "petrarch"

// Reader reads files of sentences. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// Detect reports whether the root of an XML file is that of sentences.
func (Reader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\uFEFF"))))
	for {
		t, err := dec.Token()
		if err != nil {
			return false
		}
		if start, ok := t.(xml.StartElement); ok {
			return start.Name.Space == "" && (start.Name.Local == "Sentences" || start.Name.Local == "Validation" && bytes.Contains(head, []byte("<Sentence")))
		}
	}
}

// ReadDocuments hands over the articles of a file, each when its last sentence is read.
// The file is read twice, first to count the sentences of each.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, _ annotated.Options, yield func(*annotated.Document) error) error {
	left := map[string]int{}
	again := loaders.Source{Path: src.Path, Name: src.Name, FS: src.FS, File: src.File, Size: src.Size} // what it reads is not counted
	err := each(ctx, &again, func(s *sentence) error {
		id, _ := s.article()
		if left[id]++; len(left) > maxArticles {
			return s.fault(fmt.Sprintf("the file has more than %d articles; split it", maxArticles))
		}
		return nil
	})
	if err == nil && len(left) == 0 {
		err = &fault{loaders.Place{Line: 1, Column: 1}, "the file has no Sentence"}
	}
	if err == nil {
		g := gathered{path: src.Path, left: left, open: map[string]*pending{}, yield: yield}
		err = each(ctx, src, g.take)
	}
	var bad *fault
	if errors.As(err, &bad) {
		d := &annotated.Document{Name: src.Name, Line: 1}
		d.Problems = []loaders.Problem{{File: src.Path, Place: bad.at, Record: d.Name, Message: bad.message}}
		return yield(d)
	}
	return err
}

// gathered are the sentences of articles that have more to come.
type gathered struct {
	path  string
	left  map[string]int // sentences to come, by article
	open  map[string]*pending
	size  int // of all that is open
	yield func(*annotated.Document) error
}

// pending is the beginning of an article.
type pending struct {
	sentences []*sentence
	size      int
}

// take takes a sentence, and hands the article over when it was its last.
func (g *gathered) take(s *sentence) error {
	id, _ := s.article()
	p := g.open[id]
	if p == nil {
		p = &pending{}
		g.open[id] = p
	}
	if p.size <= loaders.MaxDocument { // beyond it the article is refused, whatever follows
		size := len(s.text) + 1 + 500*(1+len(s.codings))
		p.sentences, p.size, g.size = append(p.sentences, s), p.size+size, g.size+size
	}
	if g.left[id]--; g.left[id] > 0 {
		if g.size > maxOpen {
			return s.fault("the sentences of articles stand too far apart; put those of one article together")
		}
		return nil
	}
	delete(g.open, id)
	g.size -= p.size
	return g.yield(article(g.path, id, p))
}

// fault is one at the place of the sentence.
func (s *sentence) fault(message string) error {
	return &fault{loaders.Place{Line: s.line, Column: s.column}, message}
}

// each reads all sentences of a file.
func each(ctx context.Context, src *loaders.Source, take func(*sentence) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	for s := newScanner(file); ; {
		next, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = take(next)
		}
		if err != nil {
			return err
		}
	}
}

// article is the article of a sentence and its number in it: the id at its last "_".
func (s *sentence) article() (id string, number int) {
	id = s.attributes["id"]
	if id == "" {
		return fmt.Sprintf("line %d", s.line), 0
	}
	if i := strings.LastIndexByte(id, '_'); i > 0 {
		if n, err := strconv.Atoi(id[i+1:]); err == nil && n >= 0 {
			return id[:i], n
		}
	}
	return id, 0
}
