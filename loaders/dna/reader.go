package dna

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// Reader reads databases of Discourse Network Analyzer.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return "dna" }

// Detect reports whether a file is an SQLite database with the program's tables.
func (Reader) Detect(src *loaders.Source, head []byte, whole bool) bool {
	switch {
	case !bytes.HasPrefix(head, []byte(magic)):
		return false
	case bytes.Contains(head, []byte("CREATE TABLE STATEMENTTYPES")):
		return true
	case whole:
		return false
	}
	db, err := open(context.Background(), src) // its schema stands further on
	if err != nil {
		return false
	}
	defer db.close()
	return db.is()
}

// ReadDocuments hands over each document of the database. What is wrong with the
// database as a whole is the problem of one document.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	zone, err := time.LoadLocation(o.Timezone) // "" is UTC
	if err != nil {
		return err
	}
	db, err := open(ctx, src)
	if err == nil {
		defer db.close()
		var c *content
		if c, err = db.read(ctx); err == nil {
			err = (&reading{content: c, src: src, zone: zone, zoned: o.Timezone != "", yield: yield, seen: map[int64]bool{}}).documents(ctx, db)
		}
	}
	var whole *fault
	if !errors.As(err, &whole) {
		return err
	}
	d := records.NewDraft(src, src.Name, 0)
	d.Bad(loaders.Place{}, "%s", whole.message)
	return yield(d.Document)
}

// reading is one reading of a database.
type reading struct {
	*content
	src   *loaders.Source
	zone  *time.Location
	zoned bool // a person said the zone
	yield func(*annotated.Document) error
	seen  map[int64]bool // documents

	described map[value]bool // in the document at hand
}

// documents hands over each document, and the statements that belong to none.
func (r *reading) documents(ctx context.Context, db *database) error {
	columns := []string{"ID", "Title:", "Text:" + strconv.Itoa(loaders.MaxDocument), "Author:", "Source:", "Section:", "Notes:", "Type:", "Date"}
	err := db.each(ctx, "DOCUMENTS", maxDocuments, columns, func(row *row) error {
		d := r.document(row)
		if len(r.counted) > 0 { // what is counted in the whole file is told once
			for what, n := range r.counted {
				d.CountN(what, n)
			}
			r.counted = nil
		}
		return r.yield(d.Document)
	})
	if err != nil {
		return err
	}
	var lost []*statement
	for id, all := range r.statements {
		if !r.seen[id] {
			lost = append(lost, all...)
		}
	}
	if len(lost) == 0 {
		return nil
	}
	slices.SortFunc(lost, func(a, b *statement) int { return cmp.Compare(a.id, b.id) })
	d := records.NewDraft(r.src, "statements without a document", 0)
	for i, s := range lost {
		if i == maxProblems {
			d.Bad(loaders.Place{}, "%d statements more are of documents that are not there", len(lost)-i)
			break
		}
		d.Bad(loaders.Place{}, "statement %d: it is of document %d, which is not there; remove it in the program", s.id, s.document)
	}
	return r.yield(d.Document)
}

// maxProblems is how many problems of a document are told one by one.
const maxProblems = 200

// document makes the document of a row.
func (r *reading) document(row *row) *records.Draft {
	id := row.must(0)
	name := strconv.FormatInt(id, 10)
	d := records.NewDraft(r.src, name, 0)
	d.Meta.Title, d.Text = row.text(1), row.text(2)
	d.NoText = d.Text == ""
	if author := row.text(3); author != "" {
		d.Meta.Authors = []string{author}
	}
	d.Meta.Publisher = row.text(4)
	for i, what := range []string{"section", "notes", "type"} {
		if text := row.text(5 + i); text != "" {
			d.Other(what, text)
		}
	}
	d.Meta.Tool = "Discourse Network Analyzer " + r.version
	if date, ok := row.number(8); ok {
		r.date(d, date)
	}
	if row.wrong != "" {
		d.Bad(loaders.Place{}, "document %s: its %s; correct it in the program", name, row.wrong)
	}
	if r.seen[id] {
		d.Bad(loaders.Place{}, "two documents have the ID %s", name)
		return d
	}
	r.seen[id] = true
	r.described = map[value]bool{}
	for _, s := range r.statements[id] {
		r.span(d, s)
	}
	if len(d.Problems) == 0 {
		_ = d.Settle(annotated.UTF16, string(annotated.UTF16)) // a unit that is known
	}
	if len(d.Problems) > maxProblems {
		d.Problems = append(d.Problems[:maxProblems:maxProblems], d.Problems[len(d.Problems)-1])
		d.Problems[maxProblems].Message = fmt.Sprintf("there are more problems; these are the first %d", maxProblems)
	}
	return d
}
