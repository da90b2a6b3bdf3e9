package project

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"

	"demandgraph/loaders"
	ziparchive "demandgraph/loaders/archive"
)

// archive is an open ZIP.
type archive struct {
	*ziparchive.Archive
	shown string
}

// read expands an entry. The error is for people.
func (a *archive) read(e *zip.File) ([]byte, error) { return a.Read(e, loaders.MaxDocument) }

// head is the beginning of an entry, less when it cannot be read.
func (a *archive) head(e *zip.File) []byte { return bytes.TrimPrefix(a.Head(e), bom) }

// beside finds a file in the folder of an entry.
func (a *archive) beside(e *zip.File, name string) []byte {
	if name == "" {
		return nil
	}
	other := a.Named(path.Join(path.Dir(e.Name), name))
	if other == nil {
		return nil
	}
	data, err := a.read(other)
	if err != nil {
		return nil // the document then says what it lacks
	}
	return bytes.TrimPrefix(data, bom)
}

// Contains reports whether a source is a ZIP with documents of the format. Head is its
// beginning.
func Contains(src *loaders.Source, head []byte, format Format) bool {
	if !bytes.HasPrefix(head, []byte(ziparchive.Magic)) {
		return false
	}
	a, err := ziparchive.Open(src)
	if err != nil {
		return false
	}
	defer a.Close()
	found := errors.New("found")
	err = (&archive{a, src.Path}).files(context.Background(), format, true, func(f *File) error {
		if f.Fault == "" {
			return found
		}
		return nil
	})
	return errors.Is(err, found)
}

// archived hands over the documents of a ZIP.
func archived(ctx context.Context, src *loaders.Source, format Format, yield func(*File) error) error {
	a, err := ziparchive.Open(src)
	if err != nil {
		return yield(&File{Path: src.Path, Name: src.Name, Fault: err.Error()})
	}
	defer a.Close()
	n := 0
	err = (&archive{a, src.Path}).files(ctx, format, false, func(f *File) error {
		n++
		return yield(f)
	})
	if err == nil && n == 0 {
		return yield(&File{Path: src.Path, Name: src.Name, Fault: fmt.Sprintf("the ZIP has no document in %s that somebody annotated; choose the format at the export", format.Name)})
	}
	return err
}
