package native

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"demandgraph/demand"
	"demandgraph/loaders"
)

// Loader reads the native format. The zero value is ready to use.
type Loader struct {
	// Articles finds the articles that other documents are about too; nil for none.
	Articles *loaders.Articles
}

var _ loaders.Loader = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file is YAML or JSON with a field of the format, or
// one that is nearly so, at its top.
func (Loader) Detect(src *loaders.Source, head []byte, whole bool) bool {
	head = bytes.TrimPrefix(head, []byte("\uFEFF"))
	if isJSON(src.File, head) {
		return slices.ContainsFunc(topJSON(head), known)
	}
	if list := bytes.TrimSpace(head); len(list) > 0 && list[0] == '[' {
		return false
	}
	if !whole { // the last line may be cut
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	return slices.ContainsFunc(topYAML(head), known)
}

// known tells whether a name is that of a field at the top of a document, or nearly so. Any
// JSON can have $schema.
func known(name string) bool {
	if name == "$schema" {
		return false
	}
	names := shapes[documentType].names
	near, ok := loaders.Nearest(name, names)
	// Two letters off at most: "relations" of other formats is four off "positions".
	return slices.Contains(names, name) || ok && len(near) > 4 && levenshtein.ComputeDistance(name, near) <= 2
}

// topJSON lists the names of fields at the top of a JSON object, as far as it is there.
func topJSON(head []byte) []string {
	var names []string
	dec := json.NewDecoder(bytes.NewReader(head))
	for depth, name := 0, true; ; {
		t, err := dec.Token()
		if err != nil || depth == 0 && t != json.Delim('{') {
			return names
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
			name = true
			continue
		case json.Delim('}'), json.Delim(']'):
			if depth--; depth == 0 {
				return names
			}
			if depth == 1 {
				name = true
			}
			continue
		}
		if depth == 1 {
			if text, ok := t.(string); name && ok {
				names = append(names, text)
			}
			name = !name
		}
	}
}

// topYAML lists the names of fields that begin a line.
func topYAML(head []byte) []string {
	var names []string
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("---")))
		line = bytes.TrimPrefix(line, []byte("{"))
		name, _, ok := strings.Cut(string(line), ":")
		if name = strings.Trim(name, `"' `); ok && name != "" && !strings.ContainsAny(name, " #-\t[{") {
			names = append(names, name)
		}
	}
	return names
}

// Read reads the documents of a file, one at a time.
func (l Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	pieces := newSplitter(file, src.File)
	for number := 1; ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := pieces.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", src.Path, err)
		}
		r := read(p, src, number)
		if r == nil {
			continue // nothing but comments
		}
		if err := l.identify(ctx, r); err != nil {
			return err
		}
		if err := yield(r); err != nil {
			return err
		}
		number++
	}
}

// identify gives the record's article the key of the same article, where there is one.
func (l Loader) identify(ctx context.Context, r *loaders.Record) error {
	if r.Document == nil || r.Document.Article == nil {
		return nil
	}
	a := r.Document.Article
	was := demand.Ref{Kind: demand.KindArticle, Key: a.Key}
	is, err := l.Articles.Identify(ctx, a, true, r.Document.Source)
	if err != nil {
		return err
	}
	at := r.Places[was]
	if is.Problem != "" {
		r.Problems = append(r.Problems, loaders.Problem{File: r.Document.Source, Place: at, Record: r.Name, Message: is.Problem})
	}
	if is.Warning != "" {
		r.Warnings = append(r.Warnings, loaders.Problem{File: r.Document.Source, Place: at, Record: r.Name, Message: is.Warning})
	}
	if is.Key != a.Key {
		a.Key = is.Key
		delete(r.Places, was)
		r.Places[demand.Ref{Kind: demand.KindArticle, Key: is.Key}] = at
		if r.Name == was.Key {
			r.Name = is.Key
		}
	}
	return nil
}

// read reads one document. It is nil for one with nothing in it.
func read(p *piece, src *loaders.Source, number int) *loaders.Record {
	r := &loaders.Record{Name: fmt.Sprintf("document %d", number), Line: p.line}
	var d decoder
	n, bad := parse(p)
	switch {
	case bad != nil:
		d.faults = append(d.faults, *bad)
	case n == nil:
		return nil
	default:
		numbered := ""
		if number > 1 {
			numbered = fmt.Sprintf("#%d", number)
		}
		doc := d.document(n)
		c := convert(doc, d, src.Path+numbered, src.Name+numbered)
		d = c.decoder
		r.Document, r.Name, r.Places, r.Line = c.to, c.name(number), c.places, n.at.Line
	}
	// The order in the file; an unreadable one at the top was noted first already.
	slices.SortStableFunc(d.faults, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	d.faults = slices.Compact(d.faults)
	if n := len(d.faults); n > maxProblems {
		d.faults = append(d.faults[:maxProblems], fault{d.faults[maxProblems].at, fmt.Sprintf("and %d more in this document", n-maxProblems)})
	}
	for _, f := range d.faults {
		r.Problems = append(r.Problems, loaders.Problem{File: src.Path, Place: f.at, Record: r.Name, Message: f.message})
	}
	return r
}

// parse parses a piece of a file into nodes.
func parse(p *piece) (*node, *fault) {
	if p.problem != "" {
		return nil, &fault{loaders.Place{Line: p.line, Column: 1}, p.problem}
	}
	if at, message, ok := loaders.CheckUTF8(p.text); !ok {
		at.Line += p.line - 1
		return nil, &fault{at, message}
	}
	parser := parseYAML
	if p.json {
		parser = parseJSON
	}
	n, err := parser(p.text, p.line)
	var syntax *syntaxError
	if errors.As(err, &syntax) {
		return nil, &fault{syntax.at, syntax.message}
	}
	return n, nil
}
