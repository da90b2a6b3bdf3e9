package conll

import (
	"fmt"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// row is a line of a token.
type row struct {
	number int
	text   string
}

// part is a sentence: its rows and, where a comment gives it, its text.
type part struct {
	from, to int // rows
	text     string
	given    bool
}

// document gathers the lines of one document.
type document struct {
	name, file string
	line       int
	columns    []string // as the file names them

	rows  []row
	parts []part
	text  *string // of the sentence to come
	open  bool    // rows since the last blank line
	size  int
	bad   *loaders.Problem // why the rest is not kept
	loose int              // spans that begin without B-

	out *annotated.Document
}

// add takes a line.
func (d *document) add(line string, cut bool, number int) {
	if d.bad != nil {
		return
	}
	refuse := func(at loaders.Place, message string) {
		d.bad = &loaders.Problem{File: d.file, Place: at, Record: d.name, Message: message}
		d.rows, d.parts = nil, nil
	}
	if d.size += len(line) + 1; cut || d.size > loaders.MaxDocument || len(d.rows) >= maxTokens {
		refuse(loaders.Place{Line: number, Column: 1}, fmt.Sprintf(
			"the document is larger than %d MB or %d tokens, the most that one may be; a line -DOCSTART- begins another", loaders.MaxDocument>>20, maxTokens))
		return
	}
	if at, message, ok := loaders.CheckUTF8([]byte(line)); !ok {
		refuse(loaders.Place{Line: number, Column: at.Column}, message)
		return
	}
	switch {
	case strings.TrimSpace(line) == "":
		d.open = false
	case comment(line):
		if is := sentence.FindStringSubmatch(line); is != nil {
			d.text, d.open = &is[1], false
		}
	default:
		if !d.open {
			p := part{from: len(d.rows)}
			if d.text != nil {
				p.text, p.given = *d.text, true
			}
			d.parts, d.text, d.open = append(d.parts, p), nil, true
		}
		d.rows = append(d.rows, row{number, line})
		d.parts[len(d.parts)-1].to = len(d.rows)
	}
}

// maxProblems are as many as a person may read.
const maxProblems = 1000

func (d *document) problem(line int, format string, args ...any) {
	if len(d.out.Problems) < maxProblems {
		d.out.Problems = append(d.out.Problems, loaders.Problem{File: d.file, Place: loaders.Place{Line: line, Column: 1},
			Record: d.name, Message: fmt.Sprintf(format, args...)})
	}
}

// build makes the document of its lines.
func (d *document) build() *annotated.Document {
	d.out = &annotated.Document{Name: d.name, Line: d.line}
	d.out.Meta.Tool = "CoNLL"
	if d.bad != nil {
		d.out.Problems = []loaders.Problem{*d.bad}
		return d.out
	}
	t := d.table()
	if len(d.out.Problems) > 0 {
		return d.out
	}
	w := &writer{out: d.out}
	var misfit []int // lines of sentences whose tokens are not in their text
	for i, p := range d.parts {
		if i > 0 {
			w.write("\n")
		}
		tokens := t.tokens(d.rows[p.from:p.to])
		places, ok := w.given(tokens, p)
		if !ok {
			if p.given {
				misfit = append(misfit, tokens[0].line)
			}
			d.out.Rebuilt = true
			places = w.rebuilt(tokens)
		}
		d.mark(tokens, places)
	}
	d.out.Text = w.text.String()
	d.quote()
	if d.loose > 0 {
		d.out.Warnings = append(d.out.Warnings, loaders.Problem{File: d.file, Place: loaders.Place{Line: d.rows[0].number, Column: 1}, Record: d.name, Message: fmt.Sprintf(
			"%d of %d spans begin without B-, as in IOB1; if that is not the scheme, tags are missing", d.loose, len(d.out.Spans))})
	}
	if len(misfit) > 0 {
		d.out.Warnings = append(d.out.Warnings, loaders.Problem{File: d.file, Place: loaders.Place{Line: misfit[0], Column: 1}, Record: d.name, Message: fmt.Sprintf(
			"%d of the sentences, first this one, do not have the words of their own \"# text\": their text is put together from tokens", len(misfit))})
	}
	return d.out
}

// mark adds the spans of a sentence.
func (d *document) mark(tokens []token, places []annotated.Piece) {
	var tags []string
	var of []int // tokens, by tag
	for i, t := range tokens {
		if !t.absent {
			tags, of = append(tags, t.tag), append(of, i)
		}
	}
	all, loose := mentions(tags)
	d.loose += loose
	for _, m := range all {
		first, last := tokens[of[m.first]], of[m.last]
		d.out.Spans = append(d.out.Spans, annotated.Span{Label: m.label, Annotator: first.annotator,
			Pieces: []annotated.Piece{{Start: places[of[m.first]].Start, End: places[last].End}},
			Place:  loaders.Place{Line: first.line, Column: 1}})
	}
}

// quote gives each span its words, which the tokens are.
func (d *document) quote() {
	text := annotated.NewText(d.out.Text)
	for i := range d.out.Spans {
		s := &d.out.Spans[i]
		s.Quote = text.Slice(s.Pieces[0].Start, s.Pieces[0].End)
	}
}
