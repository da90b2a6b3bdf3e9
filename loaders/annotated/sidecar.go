package annotated

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
)

// articlesFile is a table of what is known of the articles in a folder, a row an article.
const articlesFile = "articles.csv"

// sidecars hold what lies beside a file about its articles: NAME.yaml, the article part of
// the native format, and articles.csv.
type sidecars struct {
	src  *loaders.Source
	own  *change.Article // of NAME.yaml
	rows map[string]*change.Article
	bad  []loaders.Problem
}

// readSidecars reads what lies beside a source. Problems of the files are reported with
// every document that needs them; an error is one of the file system.
func readSidecars(ctx context.Context, src *loaders.Source) (*sidecars, error) {
	s := &sidecars{src: src, rows: map[string]*change.Article{}}
	own := stem(src.File) + ".yaml"
	if own != src.File {
		if err := s.readOwn(ctx, own); err != nil {
			return nil, err
		}
	}
	return s, s.readTable(path.Join(path.Dir(src.File), articlesFile))
}

// beside is a file beside the source, or nil where there is none.
func (s *sidecars) beside(file string) (*loaders.Source, error) {
	info, err := fs.Stat(s.src.FS, file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	dir := strings.TrimSuffix(s.src.Path, path.Base(s.src.Path))
	return &loaders.Source{Path: dir + path.Base(file), Name: path.Base(file), FS: s.src.FS, File: file, Size: info.Size()}, nil
}

func (s *sidecars) readOwn(ctx context.Context, file string) error {
	src, err := s.beside(file)
	if src == nil || err != nil {
		return err
	}
	return native.Loader{}.Read(ctx, src, func(r *loaders.Record) error {
		s.bad = append(s.bad, r.Problems...)
		if r.Document != nil && r.Document.Article != nil && s.own == nil {
			s.own = r.Document.Article
		}
		return nil
	})
}

// columns of articles.csv, read without case; authors are divided by ";".
var columns = []string{"file", "key", "title", "url", "publisher", "authors", "publishedAt", "language"}

// readTable reads articles.csv: its first line names the columns, of which file must be
// there: the file's name in the folder, or the name of a document in one of them.
func (s *sidecars) readTable(file string) error {
	src, err := s.beside(file)
	if src == nil || err != nil {
		return err
	}
	open, err := src.Open()
	if err != nil {
		return err
	}
	defer open.Close()
	r := csv.NewReader(io.LimitReader(open, loaders.MaxDocument))
	r.FieldsPerRecord = -1
	fault := func(line int, format string, args ...any) {
		s.bad = append(s.bad, loaders.Problem{File: src.Path, Place: loaders.Place{Line: line}, Message: fmt.Sprintf(format, args...)})
	}
	head, err := r.Read()
	if err != nil {
		fault(1, "this is no table: %v", err)
		return nil
	}
	for i, name := range head {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF"))
		at := slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, name) })
		if at < 0 {
			fault(1, "there is no column %q%s; columns are %s", name, loaders.DidYouMean(name, columns), strings.Join(columns, ", "))
			continue
		}
		head[i] = columns[at]
	}
	if !slices.Contains(head, "file") {
		fault(1, "the column file is missing")
		return nil
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			fault(line, "%v", err)
			return nil
		}
		if len(row) != len(head) {
			fault(line, "the row has %d columns, the first line names %d", len(row), len(head))
			continue
		}
		if problem := s.row(head, row); problem != "" {
			fault(line, "%s", problem)
		}
	}
}

// row reads one row and says what is wrong with it, or "".
func (s *sidecars) row(head, row []string) (problem string) {
	a, file := &change.Article{}, ""
	for i, name := range head {
		value := strings.TrimSpace(row[i])
		switch name {
		case "file":
			file = value
		case "key":
			a.Key = value
		case "title":
			a.Title = value
		case "url":
			a.URL = value
		case "publisher":
			a.Publisher = value
		case "language":
			a.Language = value
		case "authors":
			for author := range strings.SplitSeq(value, ";") {
				if author = strings.TrimSpace(author); author != "" {
					a.Authors = append(a.Authors, author)
				}
			}
		case "publishedAt":
			date, err := demand.ParseDate(value)
			if value != "" && err != nil {
				return fmt.Sprintf("publishedAt: %v", err)
			}
			a.PublishedAt = date
		}
	}
	switch {
	case file == "":
		return "file is empty"
	case s.rows[file] != nil:
		return fmt.Sprintf("%s is there twice", file)
	}
	s.rows[file] = a
	return ""
}

// about is what lies beside the file about one of its documents.
type about struct{ all []*change.Article }

// of is what is known of a document, that of NAME.yaml first; only says that it is the only
// one of its file. Problems are those of the files.
func (s *sidecars) of(name string, only bool) (about, []loaders.Problem) {
	var found about
	file := path.Base(s.src.File)
	if s.own != nil && (only || name == stem(file)) {
		found.all = append(found.all, s.own)
	}
	names := []string{name}
	if only {
		names = append(names, file, stem(file))
	}
	for _, n := range names {
		if row := s.rows[n]; row != nil && n != "" {
			found.all = append(found.all, row)
			break
		}
	}
	return found, slices.Clone(s.bad)
}

// give gives an article what is known of it: the first that says something wins.
func (b about) give(a *change.Article) {
	for i := len(b.all) - 1; i >= 0; i-- {
		from := b.all[i]
		for _, f := range []struct {
			to   *string
			from string
		}{
			{&a.Key, from.Key}, {&a.Title, from.Title}, {&a.URL, from.URL}, {&a.Publisher, from.Publisher}, {&a.Language, from.Language},
			{&a.SHA256, from.SHA256},
		} {
			if f.from != "" {
				*f.to = f.from
			}
		}
		if len(from.Authors) > 0 {
			a.Authors = from.Authors
		}
		if !from.PublishedAt.IsZero() {
			a.PublishedAt = from.PublishedAt
		}
		if from.Extent != "" { // as the file itself says when it is loaded
			a.Extent = from.Extent
		}
	}
}
