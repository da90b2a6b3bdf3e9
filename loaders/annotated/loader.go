package annotated

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// Loader loads what a Reader reads.
type Loader struct {
	Reader  Reader
	Options Options
	// Profile says what labels mean; nil is the default profile.
	Profile *profile.Profile
	// Linker finds the nodes of names; its Index must not be nil, but may be empty.
	// Loaders of one run share it.
	Linker *linking.Linker
	// Articles finds the articles that other documents are about too; nil for none.
	Articles *loaders.Articles
	// Tally counts what is not loaded; nil to warn of it document by document.
	Tally *Tally
}

var _ loaders.Linker = (*Loader)(nil)

// Name is the format's name.
func (l *Loader) Name() string { return l.Reader.Name() }

// Links says that files are read after those that describe nodes.
func (*Loader) Links() bool { return true }

// Detect reports whether a file is in the reader's format.
func (l *Loader) Detect(src *loaders.Source, head []byte, whole bool) bool {
	return l.Reader.Detect(src, head, whole)
}

// Read reads the documents of a source and maps each. One that is read with problems, or
// does not pass its check, is handed over with these and not mapped.
func (l *Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	beside, err := readSidecars(ctx, src)
	if err != nil {
		return err
	}
	// One document is held back, since what lies beside a file with one document only
	// is about that document.
	var held *Document
	number := 0
	hand := func(d *Document, only bool) error {
		number++
		r, err := l.record(ctx, src, d, number, beside, only)
		if err != nil {
			return err
		}
		return yield(r)
	}
	err = l.Reader.ReadDocuments(ctx, src, l.Options, func(d *Document) error {
		before := held
		held = d
		if before == nil {
			return nil
		}
		return hand(before, false)
	})
	if held != nil && err == nil {
		err = hand(held, number == 0)
	}
	return err
}

// record maps one document.
func (l *Loader) record(ctx context.Context, src *loaders.Source, d *Document, number int, beside *sidecars, only bool) (*loaders.Record, error) {
	r := &loaders.Record{Name: d.Name, Line: d.Line, Problems: d.Problems, Warnings: d.Warnings}
	if r.Name == "" {
		r.Name = fmt.Sprintf("document %d", number)
	}
	source := src.Path
	if !only {
		source += "#" + r.Name
	}
	out := &change.Document{Source: source, Path: source, Format: l.Name(), Annotator: d.Meta.Annotator}
	problems, warnings := d.Check()
	r.Problems, r.Warnings = append(r.Problems, problems...), append(r.Warnings, warnings...)
	problems, warnings, given := l.article(out, src, d, beside, only)
	r.Problems, r.Warnings = append(r.Problems, problems...), append(r.Warnings, warnings...)
	is, err := l.Articles.Identify(ctx, out.Article, given, source)
	if err != nil {
		return nil, err
	}
	out.Article.Key = is.Key
	if is.Problem != "" {
		r.Problems = append(r.Problems, loaders.Problem{Message: is.Problem})
	}
	if is.Warning != "" {
		r.Warnings = append(r.Warnings, loaders.Problem{Message: is.Warning})
	}
	r.Document = out
	if len(r.Problems) == 0 {
		labels := l.Profile
		if labels == nil {
			labels = profile.Default()
		}
		l.Linker.Review.Read(out.Article.Key)
		m := mapDocument(d, labels, l.Linker, l.Tally, out)
		r.Problems, r.Warnings = append(r.Problems, m.problems...), append(r.Warnings, m.warnings...)
	}
	for _, what := range sortedKeys(d.Counted, strings.Compare) {
		if l.Tally.count(what, d.Counted[what]) {
			continue
		}
		r.Warnings = append(r.Warnings, loaders.Problem{Message: fmt.Sprintf("not loaded: %s (%s)", what, times(d.Counted[what]))})
	}
	if out.Article.Key != "" {
		r.Name = out.Article.Key
	}
	for _, all := range [][]loaders.Problem{r.Problems, r.Warnings} {
		for i := range all {
			if all[i].File == "" {
				all[i].File = src.Path
			}
			if all[i].Record == "" {
				all[i].Record = r.Name
			}
			if all[i].Line == 0 {
				all[i].Line = d.Line
			}
		}
	}
	return r, nil
}

// article makes the article of a document from what the file says of it and from what
// lies beside the file, which wins. Given says that one of them gives its key.
func (l *Loader) article(out *change.Document, src *loaders.Source, d *Document, beside *sidecars, only bool) (problems, warnings []loaders.Problem, given bool) {
	meta := &d.Meta
	a := &change.Article{Line: d.Line, Key: meta.Key, Title: meta.Title, URL: meta.URL, Publisher: meta.Publisher, Authors: slices.Clone(meta.Authors),
		Language: meta.Language, Text: d.Text, Extent: demand.ExtentFull}
	if d.Rebuilt {
		a.Extent = demand.ExtentQuotes
	}
	out.Article = a
	if meta.PublishedAt != "" {
		date, ok := readDate(meta.PublishedAt)
		if !ok {
			warnings = append(warnings, loaders.Problem{Message: fmt.Sprintf("the file says that the article was published at %s, which is no date: left out", shown(meta.PublishedAt))})
		}
		a.PublishedAt = date
	}
	side, problems := beside.of(d.Name, only)
	side.give(a)
	a.URL = demand.CanonicalURL(a.URL)
	given = a.Key != ""
	if a.URL == "" && a.Title == "" && a.Publisher == "" && a.PublishedAt.IsZero() && !l.Tally.unnamed(src.Path) {
		warnings = append(warnings, loaders.Problem{Message: fmt.Sprintf("nothing says of which article this is (title, url, publisher, publishedAt): "+
			"put it into %s or into %s beside the file", stem(path.Base(src.File))+".yaml", articlesFile)})
	}
	switch {
	case a.Key != "":
		if err := demand.ValidKey(a.Key); err != nil {
			problems = append(problems, loaders.Problem{Message: err.Error()})
			a.Key = ""
		}
	case a.URL != "":
		key, err := demand.ArticleKey(a.URL, a.Publisher, a.PublishedAt, a.Title)
		if err != nil {
			problems = append(problems, loaders.Problem{Message: err.Error()})
		}
		a.Key = key
	default:
		a.Key = nameKey(src, d)
	}
	return problems, warnings, given
}

// counted is a name that tells a document from others of its file only: a number, task 3.
var counted = regexp.MustCompile(`^(?:\S+ )*\d+$`)

// nameKey makes a key of a document's name and of its file's within the import: of the name alone
// where each annotator has a file. Where a ZIP has those files, numbers are the ZIP's.
func nameKey(src *loaders.Source, d *Document) string {
	file, base, name := stem(src.Name), stem(path.Base(src.File)), path.Base(d.Name)
	if !counted.MatchString(name) {
		name = stem(name)
	}
	name, numbered := strings.CutPrefix(name, path.Base(src.File)+" ")
	each := d.Meta.Annotator != ""
	switch {
	case each && name == base:
		return madeKey(d.Name)
	case name == "" || name == "." || name == base:
		return madeKey(file)
	case each && !numbered && !counted.MatchString(name):
		return madeKey(name)
	case each && src.In != nil:
		file = stem(src.In.Name)
	}
	return madeKey(file + " " + name)
}

// stem is a file's name without its last ending, and without .gz before that.
func stem(name string) string {
	name = strings.TrimSuffix(name, ".gz")
	return strings.TrimSuffix(name, path.Ext(name))
}
