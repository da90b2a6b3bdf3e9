package project

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	ziparchive "demandgraph/loaders/archive"
)

// Format says which files are of a format.
type Format struct {
	Name string
	Ext  string // such as ".json": what entries of archives end in
	// Is reports whether a file is in the format from its beginning.
	Is func(head []byte) bool
	// Beside is the name of a file, in any case, that lies with each document; "" for none.
	Beside string
}

// File is one file with one annotated document.
type File struct {
	Path      string // for messages; an entry of an archive is "archive!entry"
	Name      string // of the document: its folder's in a project, else the file's within the import, without its ending
	Annotator string // where the file lies in a project; "" when nobody is known
	Data      []byte // without a byte order mark
	Beside    []byte // the file of Format.Beside, nil when there is none
	Fault     string // why there are no Data; "" otherwise
	// LeftOut counts the files of annotators that a curated document replaces.
	LeftOut int
}

// Document is an empty document of the file.
func (f *File) Document() *annotated.Document {
	d := &annotated.Document{Name: f.Name, Line: 1, Counted: map[string]int{}}
	d.Meta.Annotator = f.Annotator
	if f.LeftOut > 0 {
		d.Counted["annotators' files of a curated document"] = f.LeftOut
	}
	return d
}

// Bad is a document of the file with one problem.
func (f *File) Bad(at loaders.Place, format string, args ...any) *annotated.Document {
	d := f.Document()
	d.Problems = []loaders.Problem{{File: f.Path, Place: at, Record: f.Name, Message: Message(format, args...)}}
	return d
}

// Message is a message about a file. What files say may be in it, and be no UTF-8, or long.
func Message(format string, args ...any) string {
	const most = 500 // code points
	text := strings.ToValidUTF8(fmt.Sprintf(format, args...), "\uFFFD")
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}

// inProject is a file of a project: folder, document and annotator with the extension.
var inProject = regexp.MustCompile(`(?:^|/)(annotation|curation)/([^/]+)/([^/]+)$`)

// initial is the annotator of what nobody annotated.
const initial = "INITIAL_CAS"

var bom = []byte("\uFEFF")

// Files hands over each document of a source in the order of their paths. An error is
// one of yield, the context or the file system.
func Files(ctx context.Context, src *loaders.Source, format Format, yield func(*File) error) error {
	in, err := src.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	magic := make([]byte, len(ziparchive.Magic))
	n, err := io.ReadFull(in, magic)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%s: %w", src.Path, err)
	}
	if string(magic[:n]) == ziparchive.Magic {
		return archived(ctx, src, format, yield)
	}
	f := &File{Path: src.Path, Name: plain(src.Name, format.Ext)}
	if place := inProject.FindStringSubmatch(src.Path); place != nil {
		if !f.unpacked(src, place) {
			return nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(in, loaders.MaxDocument+1-int64(n)))
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", src.Path, err)
	case n+len(data) > loaders.MaxDocument:
		f.Fault = loaders.TooLarge()
	default:
		f.Data = bytes.TrimPrefix(append(magic[:n:n], data...), bom)
		f.Beside = beside(src, format.Beside)
	}
	return yield(f)
}

// plain is a file's name without the ending of its format.
func plain(name, ext string) string {
	name = strings.TrimSuffix(name, ".gz")
	if end := path.Ext(name); strings.EqualFold(end, ext) && path.Base(name) != end {
		name = name[:len(name)-len(end)]
	}
	return name
}

// unpacked names the document and annotator of a file in an unpacked project, and
// reports whether it is to be read: named by itself it always is.
func (f *File) unpacked(src *loaders.Source, place []string) bool {
	f.Name, f.Annotator = place[2], strings.TrimSuffix(place[3], path.Ext(place[3]))
	if f.Annotator == initial {
		f.Annotator = ""
		return src.Named
	}
	root := path.Dir(path.Dir(path.Dir(src.File)))
	others := func(folder string) (n int) {
		entries, _ := fs.ReadDir(src.FS, path.Join(root, folder, f.Name)) // not there: none
		for _, e := range entries {
			if ext := path.Ext(e.Name()); !e.IsDir() && (ext == path.Ext(src.File) || ext == ".zip") && !strings.HasPrefix(e.Name(), initial) {
				n++
			}
		}
		return n
	}
	if place[1] == "curation" {
		f.LeftOut = others("annotation")
		return true
	}
	return src.Named || others("curation") == 0
}

// beside reads a file that lies beside the source, nil when there is none.
func beside(src *loaders.Source, name string) []byte {
	if name == "" {
		return nil
	}
	entries, err := fs.ReadDir(src.FS, path.Dir(src.File))
	if err != nil {
		return nil // a source in memory has no folder
	}
	for _, e := range entries {
		if !strings.EqualFold(e.Name(), name) {
			continue
		}
		in, err := src.FS.Open(path.Join(path.Dir(src.File), e.Name()))
		if err != nil {
			return nil
		}
		defer in.Close()
		data, err := io.ReadAll(io.LimitReader(in, loaders.MaxDocument))
		if err != nil {
			return nil
		}
		return bytes.TrimPrefix(data, bom)
	}
	return nil
}
