package loaders

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// Limits of ZIPs.
const (
	zipMagic     = "PK\x03\x04"
	maxDirectory = 64 << 20 // bytes of the list of entries, about half a million of them
	maxRatio     = 200      // of the size of an entry beyond minRatio to its size in the ZIP
	minRatio     = 1 << 20
)

// budget is a reader that fails after a number of bytes, so that the list of entries
// of a hostile archive does not fill the memory.
type budget struct {
	io.ReaderAt
	left int64
}

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errors.New("it has too many entries")
	}
	return b.ReaderAt.ReadAt(p, off)
}

// ReadZip reads the list of entries of a ZIP. It fails when one leads out of the ZIP's folder
// or when entries share their bytes. The error is for people.
func ReadZip(r io.ReaderAt, size int64) (*zip.Reader, error) {
	bounded := &budget{r, min(size, maxDirectory) + 1<<20}
	list, err := zip.NewReader(bounded, size)
	if err != nil {
		return nil, fmt.Errorf("this is no ZIP that can be read: %w; export it again", err)
	}
	bounded.left = 1 << 62
	var packed uint64
	for _, e := range list.File {
		if strings.Contains(e.Name, `\`) || !filepath.IsLocal(strings.TrimSuffix(e.Name, "/")) {
			return nil, fmt.Errorf("entry %q of the ZIP leads out of its folder; nothing of it is read", e.Name)
		}
		if packed += e.CompressedSize64; packed > uint64(size) {
			return nil, errors.New("entries of the ZIP overlap; nothing of it is read")
		}
	}
	return list, nil
}

// zipFS is the files of a ZIP, each of which expands to no more than maxRatio times its size
// in it.
type zipFS struct {
	*zip.Reader
	entries map[string]*zip.File
}

// Open opens an entry.
func (z zipFS) Open(name string) (fs.File, error) {
	file, err := z.Reader.Open(name)
	e := z.entries[name]
	if err != nil || e == nil {
		return file, err
	}
	if e.Flags&1 != 0 {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the entry is encrypted; pack it without a password")}
	}
	return &entry{file, max(minRatio, int64(min(e.CompressedSize64, 1<<50))*maxRatio)}, nil
}

// entry is an open entry.
type entry struct {
	fs.File
	left int64
}

func (e *entry) Read(p []byte) (int, error) {
	n, err := e.File.Read(p)
	if e.left -= int64(n); e.left < 0 {
		return 0, fmt.Errorf("the entry of the ZIP expands to more than %d times its size; the rest is not read", maxRatio)
	}
	return n, err
}

// isZip reports whether a file is a ZIP.
func (s *Source) isZip() bool {
	file, err := s.FS.Open(s.File)
	if err != nil {
		return false
	}
	defer file.Close()
	magic := make([]byte, len(zipMagic))
	_, err = io.ReadFull(file, magic)
	return err == nil && string(magic) == zipMagic
}

// unpack finds the files in a ZIP, as in a folder of its name. They can be read until the
// closer is closed.
func (s *Source) unpack() ([]*Source, io.Closer, error) {
	file, err := s.FS.Open(s.File)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", s.Path, cause(err))
	}
	at, ok := file.(io.ReaderAt)
	info, err := file.Stat()
	if err == nil && !ok {
		err = errors.New("a ZIP within a ZIP is not opened; unpack the outer one")
	}
	var list *zip.Reader
	if err == nil {
		list, err = ReadZip(at, info.Size())
	}
	if err != nil {
		file.Close()
		return nil, nil, fmt.Errorf("%s: %w", s.Path, cause(err))
	}
	z := zipFS{list, map[string]*zip.File{}}
	for _, e := range list.File {
		z.entries[strings.TrimSuffix(e.Name, "/")] = e
	}
	found, err := WalkFS(z, "")
	if err != nil {
		file.Close()
		return nil, nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	var all []*Source
	for _, src := range found {
		if strings.HasPrefix(src.File, "__MACOSX/") {
			continue
		}
		src.Path, src.In = s.Path+"!"+src.File, s
		if !s.Named {
			src.Name = path.Join(strings.TrimSuffix(s.Name, path.Ext(s.Name)), src.Name)
		}
		all = append(all, src)
	}
	return all, file, nil
}
