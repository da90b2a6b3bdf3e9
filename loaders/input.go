package loaders

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Source is one file of an import.
type Source struct {
	Path string // as the person who loads it calls it, for messages
	Name string // within the import, with slashes: what identifies reference data
	// FS holds the file under File, and what may lie beside it.
	FS   fs.FS
	File string
	Size int64 // in bytes, as stored; -1 when not known
	// Named says that the file itself was named, not a folder that holds it.
	Named bool
	// In is the ZIP that the file is an entry of, nil for none.
	In *Source

	read func(int) // told how many stored bytes were read
}

// Open opens the file, decompressed where it is gzip.
func (s *Source) Open() (io.ReadCloser, error) {
	file, err := s.FS.Open(s.File)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Path, cause(err))
	}
	var from io.Reader = file
	if s.read != nil {
		from = counting{file, s.read}
	}
	buffered := bufio.NewReaderSize(from, 64<<10)
	if magic, _ := buffered.Peek(2); string(magic) != "\x1f\x8b" {
		return opened{buffered, file}, nil
	}
	unzipped, err := gzip.NewReader(buffered)
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	return opened{gunzipping{unzipped}, file}, nil
}

// gunzipping reads from gzip, with errors for people.
type gunzipping struct{ *gzip.Reader }

func (g gunzipping) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("the gzip was cut off: %w", err)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		err = fmt.Errorf("the gzip is damaged: %w", err)
	}
	return n, err
}

// cause is an error of the file system without the path, which messages give themselves.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// opened reads from one thing and closes another.
type opened struct {
	io.Reader
	io.Closer
}

type counting struct {
	io.Reader
	read func(int)
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read(n)
	return n, err
}

// Walk finds the files of an import: those named and all below the folders named,
// in the order of their paths within the import, by code point. Files and folders
// whose name begins with a dot are left out unless named.
func Walk(paths []string) ([]*Source, error) {
	var all []*Source
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, cause(err))
		}
		if !info.IsDir() {
			all = append(all, &Source{Path: filepath.ToSlash(p), Name: filepath.Base(p), FS: os.DirFS(filepath.Dir(p)),
				File: filepath.Base(p), Size: info.Size(), Named: true})
			continue
		}
		found, err := WalkFS(os.DirFS(p), filepath.ToSlash(p))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b *Source) int { return strings.Compare(a.Name, b.Name) })
	all = slices.CompactFunc(all, func(a, b *Source) bool { return a.Path == b.Path })
	return all, nil
}

// WalkFS finds the files of a file system; shown is what its root is called in messages.
func WalkFS(fsys fs.FS, shown string) ([]*Source, error) {
	var all []*Source
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(shown, name), cause(err))
		}
		if name != "." && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		info, err := fs.Stat(fsys, name) // follows a link to a file
		if err != nil || !info.Mode().IsRegular() {
			return err
		}
		all = append(all, &Source{Path: path.Join(shown, name), Name: name, FS: fsys, File: name, Size: info.Size()})
		return nil
	})
	return all, err
}

// maxSpool is the most that standard input may hold, in bytes. It is written to a file, since
// some formats have to be read twice, or at any place.
const maxSpool = 16 << 30

// Spool writes what can be read to a temporary file, which done removes, and gives the source that it is.
func Spool(from io.Reader, shown string) (src *Source, done func() error, err error) {
	dir, err := os.MkdirTemp("", "demandgraph-")
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", shown, err)
	}
	done = func() error { return os.RemoveAll(dir) }
	const name = "standard-input"
	n, err := spool(filepath.Join(dir, name), from)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w", shown, err), done())
	}
	return &Source{Path: shown, Name: name, FS: os.DirFS(dir), File: name, Size: n, Named: true}, done, nil
}

func spool(path string, from io.Reader) (n int64, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	n, err = io.Copy(file, io.LimitReader(from, maxSpool+1))
	switch {
	case err != nil:
		return 0, err
	case n > maxSpool:
		return 0, fmt.Errorf("more than %d GB; give it as a file", maxSpool>>30)
	}
	return n, nil
}

// Bytes is a source that is held in memory, such as a body or a test's.
func Bytes(name string, data []byte) *Source {
	return &Source{Path: name, Name: name, FS: single{name, data}, File: name, Size: int64(len(data)), Named: true}
}
