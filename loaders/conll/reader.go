package conll

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Format is the format's name.
const Format = "conll"

// Reader reads CoNLL-style files. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// webanno is what sentences of WebAnno TSV 1 and 2 begin with, which hold tags too.
var webanno = regexp.MustCompile(`(?m)^#id=\d+\r?\n#text=`)

// Detect reports whether the first lines are tokens with tags in one column. Some may be
// faulty, so that a file with a bad line is told of it.
func (Reader) Detect(_ *loaders.Source, head []byte, whole bool) bool {
	text := strings.TrimPrefix(string(head), "\uFEFF")
	if !whole { // the last line may be cut
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	if webanno.MatchString(text) {
		return false
	}
	const most = 500
	rows, columns := 0, 0
	var tags [maxColumns]int
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || comment(line) || strings.HasPrefix(line, docStart) {
			continue
		}
		cells := split(line)
		if rows++; columns == 0 {
			columns = len(cells)
		}
		if len(cells) == columns && columns <= maxColumns {
			for i, cell := range cells[min(1, len(cells)):] {
				if isTag(cell) {
					tags[i]++
				}
			}
		}
		if rows == most {
			break
		}
	}
	for _, n := range tags {
		if rows > 1 && n*5 >= rows*4 {
			return true
		}
	}
	return false
}

// maxTokens is the most that a document may have.
const maxTokens = 1_000_000

// ReadDocuments hands over the documents of a file, each when it is read.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, _ annotated.Options, yield func(*annotated.Document) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	all := &lines{from: bufio.NewReader(file), most: loaders.MaxDocument}
	name := strings.TrimSuffix(src.Name, ".gz")
	name = strings.TrimSuffix(name, path.Ext(name))
	number := 0
	var columns []string // as the file names them
	begin := func(id string) *document {
		number++
		d := &document{name: id, file: src.Path, columns: columns, line: max(1, all.number)}
		if id == "" && number == 1 {
			d.name = name
		} else if id == "" {
			d.name = fmt.Sprintf("%s#%d", name, number)
		}
		return d
	}
	d := begin("")
	yielded := false
	end := func() error {
		if len(d.rows) == 0 && d.bad == nil {
			number--
			return nil
		}
		yielded = true
		return yield(d.build())
	}
	for {
		line, cut, err := all.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if all.number == 1 {
			line = strings.TrimPrefix(line, "\uFEFF")
		}
		if is := newdoc.FindStringSubmatch(line); is != nil || strings.HasPrefix(line, docStart) {
			if err := end(); err != nil {
				return err
			}
			if is == nil {
				is = []string{"", ""}
			}
			d = begin(is[1])
			continue
		}
		if is := named.FindStringSubmatch(line); is != nil {
			columns = strings.Fields(is[1])
			d.columns = columns
			continue
		}
		d.add(line, cut, all.number)
	}
	if err := end(); err != nil || yielded {
		return err
	}
	none := &annotated.Document{Name: name, Line: 1}
	none.Problems = []loaders.Problem{{File: src.Path, Place: loaders.Place{Line: 1, Column: 1}, Record: name,
		Message: "the file has no tokens; expected one a line, with its tag, such as Elbonia<TAB>B-LOC"}}
	return yield(none)
}
