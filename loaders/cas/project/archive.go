package project

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"demandgraph/loaders"
)

const zipMagic = "PK\x03\x04"

// Limits of archives. An entry is bounded as a document is.
const (
	maxInMemory = 256 << 20 // bytes of an archive that cannot be read at any place, such as one in gzip
	maxRatio    = 200       // of the size of an entry beyond minRatio, and of all that is read, to their size in the archive
	minRatio    = 1 << 20
)

// archive is an open ZIP.
type archive struct {
	shown   string
	entries []*zip.File          // by name
	named   map[string]*zip.File // by name in lower case
	left    *int64               // bytes that may still be expanded
}

// openArchive reads the list of entries. Left is what may be expanded; nil to decide it here.
func openArchive(r io.ReaderAt, size int64, shown string, left *int64) (*archive, error) {
	list, err := loaders.ReadZip(r, size)
	if err != nil {
		return nil, err
	}
	if left == nil {
		n := maxRatio*size + loaders.MaxDocument
		left = &n
	}
	a := &archive{shown: shown, left: left, named: map[string]*zip.File{}}
	for _, e := range list.File {
		base := path.Base(e.Name)
		if e.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(e.Name, "__MACOSX/") || path.Ext(base) == ".ser" {
			continue
		}
		a.entries = append(a.entries, e)
		a.named[strings.ToLower(e.Name)] = e
	}
	slices.SortStableFunc(a.entries, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	return a, nil
}

// read expands an entry. The error is for people.
func (a *archive) read(e *zip.File) ([]byte, error) {
	switch {
	case e.Flags&1 != 0:
		return nil, errors.New("the entry is encrypted; export it without a password")
	case e.UncompressedSize64 > loaders.MaxDocument:
		return nil, errors.New(loaders.TooLarge())
	case e.UncompressedSize64 > minRatio && e.UncompressedSize64/maxRatio > e.CompressedSize64:
		return nil, fmt.Errorf("the entry expands from %d to %d bytes, more than %d times; nothing of it is read", e.CompressedSize64, e.UncompressedSize64, maxRatio)
	}
	in, err := e.Open()
	if err != nil {
		return nil, fmt.Errorf("the entry cannot be read: %w", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, min(loaders.MaxDocument, *a.left)+1))
	*a.left -= int64(len(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the entry cannot be read: %w", err)
	case len(data) > loaders.MaxDocument:
		return nil, errors.New(loaders.TooLarge())
	case *a.left < 0:
		return nil, fmt.Errorf("the ZIP expands to more than %d times its size; the rest is not read", maxRatio)
	}
	return data, nil
}

// head is the beginning of an entry, less when it cannot be read.
func (a *archive) head(e *zip.File) []byte {
	in, err := e.Open()
	if err != nil {
		return nil
	}
	defer in.Close()
	data, _ := io.ReadAll(io.LimitReader(in, min(loaders.HeadSize, max(*a.left, 0))))
	*a.left -= int64(len(data))
	return bytes.TrimPrefix(data, bom)
}

// beside finds a file in the folder of an entry.
func (a *archive) beside(e *zip.File, name string) []byte {
	if name == "" {
		return nil
	}
	other := a.named[strings.ToLower(path.Join(path.Dir(e.Name), name))]
	if other == nil {
		return nil
	}
	data, err := a.read(other)
	if err != nil {
		return nil // the document then says what it lacks
	}
	return bytes.TrimPrefix(data, bom)
}

// openSource opens a source that is a ZIP.
func openSource(src *loaders.Source) (*archive, io.Closer, error) {
	if file, err := src.FS.Open(src.File); err == nil {
		at, ok := file.(io.ReaderAt)
		info, err := file.Stat()
		magic := make([]byte, len(zipMagic))
		if ok && err == nil {
			if _, err := at.ReadAt(magic, 0); err == nil && string(magic) == zipMagic {
				a, err := openArchive(at, info.Size(), src.Path, nil)
				return a, file, err
			}
		}
		file.Close()
	}
	in, err := src.Open()
	if err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, maxInMemory+1))
	if err == nil && len(data) > maxInMemory {
		err = fmt.Errorf("the archive is larger than %d MB, the most that one may be here; give it as a file, not compressed again", maxInMemory>>20)
	}
	if err != nil {
		return nil, in, err
	}
	a, err := openArchive(bytes.NewReader(data), int64(len(data)), src.Path, nil)
	return a, in, err
}

// Contains reports whether a source is a ZIP with documents of the format. Head is its
// beginning.
func Contains(src *loaders.Source, head []byte, format Format) bool {
	if !bytes.HasPrefix(head, []byte(zipMagic)) {
		return false
	}
	a, file, err := openSource(src)
	if file != nil {
		defer file.Close()
	}
	if err != nil {
		return false
	}
	found := errors.New("found")
	err = a.files(context.Background(), format, true, func(f *File) error {
		if f.Fault == "" {
			return found
		}
		return nil
	})
	return errors.Is(err, found)
}

// archived hands over the documents of a ZIP.
func archived(ctx context.Context, src *loaders.Source, format Format, yield func(*File) error) error {
	a, file, err := openSource(src)
	if file != nil {
		defer file.Close()
	}
	if err != nil {
		return yield(&File{Path: src.Path, Name: src.Name, Fault: err.Error()})
	}
	n := 0
	err = a.files(ctx, format, false, func(f *File) error {
		n++
		return yield(f)
	})
	if err == nil && n == 0 {
		return yield(&File{Path: src.Path, Name: src.Name, Fault: fmt.Sprintf("the ZIP has no document in %s that somebody annotated; choose the format at the export", format.Name)})
	}
	return err
}
