// Package archive reads ZIP archives from strangers: nothing is unpacked to a disk, and the
// directory, each entry and all entries together are bounded in size, and entries in
// the ratio of their sizes.
package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"demandgraph/loaders"
)

// Magic is what archives begin with.
const Magic = "PK\x03\x04"

// Limits.
const (
	maxInMemory = 64 << 20 // bytes of an archive that cannot be read at any place, such as one in gzip
	maxRatio    = 200      // of the size of an entry beyond minRatio, and of all that is read, to their size in the archive
	minRatio    = 1 << 20
)

// Archive is an open ZIP. It may be used by one goroutine at a time.
type Archive struct {
	// Entries are its files by name, without folders, hidden files and what macOS adds.
	Entries []*zip.File

	named map[string]*zip.File // by name in lower case
	left  *int64               // bytes that may still be expanded
	file  io.Closer            // nil for none
}

// New reads the list of entries of a ZIP. Within is the archive that it is an entry of, whose bounds
// then hold for both, or nil. The error is for people.
func New(r io.ReaderAt, size int64, within *Archive) (*Archive, error) {
	list, err := loaders.ReadZip(r, size)
	if err != nil {
		return nil, err
	}
	a := &Archive{named: map[string]*zip.File{}}
	if within != nil {
		a.left = within.left
	} else {
		n := maxRatio*size + loaders.MaxDocument
		a.left = &n
	}
	for _, e := range list.File {
		if e.FileInfo().IsDir() || strings.HasPrefix(path.Base(e.Name), ".") || strings.HasPrefix(e.Name, "__MACOSX/") {
			continue
		}
		a.Entries = append(a.Entries, e)
		a.named[strings.ToLower(e.Name)] = e
	}
	slices.SortStableFunc(a.Entries, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	return a, nil
}

// Open opens a source that is a ZIP. The error is for people, or one of the file system.
func Open(src *loaders.Source) (*Archive, error) {
	if file, err := src.FS.Open(src.File); err == nil {
		at, ok := file.(io.ReaderAt)
		info, err := file.Stat()
		magic := make([]byte, len(Magic))
		if ok && err == nil {
			if _, err := at.ReadAt(magic, 0); err == nil && string(magic) == Magic {
				a, err := New(at, info.Size(), nil)
				if err != nil {
					file.Close()
					return nil, err
				}
				a.file = file
				return a, nil
			}
		}
		file.Close()
	}
	in, err := src.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxInMemory+1))
	if err == nil && len(data) > maxInMemory {
		err = fmt.Errorf("the archive is larger than %d MB, the most that one may be here; give it as a file, not compressed again", maxInMemory>>20)
	}
	if err != nil {
		return nil, err
	}
	return New(bytes.NewReader(data), int64(len(data)), nil)
}

// Close closes the file of the archive.
func (a *Archive) Close() {
	if a.file != nil {
		a.file.Close()
	}
}

// Named finds an entry by its name, without regard to case; nil when there is none.
func (a *Archive) Named(name string) *zip.File { return a.named[strings.ToLower(name)] }

// Read expands an entry of at most so many bytes. The error is for people.
func (a *Archive) Read(e *zip.File, most int64) ([]byte, error) {
	tooLarge := errors.New(loaders.TooLarge())
	if most != loaders.MaxDocument {
		tooLarge = fmt.Errorf("the entry is larger than %d MB, the most that it may be", most>>20)
	}
	switch {
	case e.Flags&1 != 0:
		return nil, errors.New("the entry is encrypted; export it without a password")
	case e.UncompressedSize64 > uint64(most):
		return nil, tooLarge
	case e.UncompressedSize64 > minRatio && e.UncompressedSize64/maxRatio > e.CompressedSize64:
		return nil, fmt.Errorf("the entry expands from %d to %d bytes, more than %d times; nothing of it is read", e.CompressedSize64, e.UncompressedSize64, maxRatio)
	}
	in, err := e.Open()
	if err != nil {
		return nil, fmt.Errorf("the entry cannot be read: %w", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, min(most, *a.left)+1))
	*a.left -= int64(len(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the entry cannot be read: %w", err)
	case int64(len(data)) > most:
		return nil, tooLarge
	case *a.left < 0:
		return nil, fmt.Errorf("the ZIP expands to more than %d times its size; the rest is not read", maxRatio)
	}
	return data, nil
}

// Head is the beginning of an entry, at most loaders.HeadSize bytes, less when it cannot be read.
func (a *Archive) Head(e *zip.File) []byte {
	in, err := e.Open()
	if err != nil {
		return nil
	}
	defer in.Close()
	data, _ := io.ReadAll(io.LimitReader(in, min(loaders.HeadSize, max(*a.left, 0))))
	*a.left -= int64(len(data))
	return data
}
