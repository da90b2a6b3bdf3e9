package loaders

import (
	"bytes"
	"io"
	"io/fs"
	"time"
)

// single is a file system with one file.
type single struct {
	name string
	data []byte
}

func (s single) Open(name string) (fs.File, error) {
	if name != s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &singleFile{bytes.NewReader(s.data), s}, nil
}

type singleFile struct {
	*bytes.Reader
	of single
}

func (f *singleFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *singleFile) Close() error               { return nil }
func (f *singleFile) Name() string               { return f.of.name }
func (f *singleFile) Size() int64                { return int64(len(f.of.data)) }
func (f *singleFile) Mode() fs.FileMode          { return 0o444 }
func (f *singleFile) ModTime() time.Time         { return time.Time{} }
func (f *singleFile) IsDir() bool                { return false }
func (f *singleFile) Sys() any                   { return nil }

var _ io.Reader = (*singleFile)(nil)
