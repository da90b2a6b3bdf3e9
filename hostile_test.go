package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"runtime/metrics"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"demandgraph/loaders"
)

// stream is a file system with one file, which is made while it is read and is held nowhere.
type stream struct {
	name string
	size int64
	open func() io.Reader
}

func (s stream) Open(name string) (fs.File, error) {
	if name != s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &streamed{s.open(), s}, nil
}

type streamed struct {
	io.Reader
	of stream
}

func (f *streamed) Stat() (fs.FileInfo, error) { return f, nil }
func (f *streamed) Close() error               { return nil }
func (f *streamed) Name() string               { return f.of.name }
func (f *streamed) Size() int64                { return f.of.size }
func (f *streamed) Mode() fs.FileMode          { return 0o444 }
func (f *streamed) ModTime() time.Time         { return time.Time{} }
func (f *streamed) IsDir() bool                { return false }
func (f *streamed) Sys() any                   { return nil }

// endless is a reader of one letter.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// generated is a source that is made of parts.
func generated(name string, size int64, parts ...func() io.Reader) *loaders.Source {
	return &loaders.Source{Path: name, Name: name, File: name, Size: size, Named: true, FS: stream{name, size, func() io.Reader {
		all := make([]io.Reader, len(parts))
		for i, part := range parts {
			all[i] = part()
		}
		return io.MultiReader(all...)
	}}}
}

// peak is the most that the heap holds while something is done, in bytes beyond what it held before.
func peak(do func()) uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 { metrics.Read(sample); return sample[0].Value.Uint64() }
	before := read()
	var most atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			most.Store(max(most.Load(), read()))
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return most.Load() - min(before, most.Load())
}

// hostile are ways in which a file can be broken, each made of a good one; nil where it does
// not apply.
var hostile = map[string]func(t *testing.T, name string, good []byte) *loaders.Source{
	"cut off": func(_ *testing.T, name string, good []byte) *loaders.Source {
		return loaders.Bytes(name, good[:len(good)/2])
	},
	"gzip cut off": func(t *testing.T, name string, good []byte) *loaders.Source {
		packed := gzipped(t, good)
		return loaders.Bytes(name, packed[:len(packed)/2])
	},
	"encoding": func(_ *testing.T, name string, good []byte) *loaders.Source {
		return loaders.Bytes(name, slices.Concat(good[:len(good)/2], []byte("\xff\xfe"), good[len(good)/2:]))
	},
	"everything twice": func(_ *testing.T, name string, good []byte) *loaders.Source {
		return loaders.Bytes(name, slices.Concat(good, good))
	},
	"a line of 1 GB": func(_ *testing.T, name string, good []byte) *loaders.Source {
		return generated(name, 1<<30, func() io.Reader { return bytes.NewReader(good[:len(good)/2]) },
			func() io.Reader { return io.LimitReader(endless('x'), 1<<30) })
	},
	"nested a million deep": func(_ *testing.T, name string, good []byte) *loaders.Source {
		const deep = 1_000_000
		if at := bytes.LastIndex(good, []byte("</")); at >= 0 {
			return loaders.Bytes(name, slices.Concat(good[:at], bytes.Repeat([]byte("<a>"), deep), bytes.Repeat([]byte("</a>"), deep), good[at:]))
		}
		at := bytes.IndexByte(good, '{')
		if at < 0 || !text.Match(good) {
			return nil
		}
		at++
		return loaders.Bytes(name, slices.Concat(good[:at], []byte(`"deep":`), bytes.Repeat([]byte("["), deep), bytes.Repeat([]byte("]"), deep), []byte(","), good[at:]))
	},
	"entities of entities": func(_ *testing.T, name string, good []byte) *loaders.Source {
		end := bytes.LastIndex(good, []byte("</"))
		if end < 0 {
			return nil
		}
		bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">`
		for c := 'b'; c < 'k'; c++ {
			bomb += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
		}
		at := 0
		if bytes.HasPrefix(good, []byte("<?xml")) {
			at = bytes.Index(good, []byte("?>")) + 2
		}
		return loaders.Bytes(name, slices.Concat(good[:at], []byte(bomb+"]>"), good[at:end], []byte("&j;"), good[end:]))
	},
}

// text matches what is neither a database nor an archive.
var text = regexp.MustCompile(`^[^\x00]*$`)

// harmless are the formats to which a way does nothing: half of the rows are good rows, rows of
// the same id are the same act, event data may be in Latin-1 (which is told of), and what
// follows a database or comes before an archive is no part of it.
var harmless = map[string][]string{
	"cut off":          {"conll", "gdelt"},
	"encoding":         {"icews", "gdelt"},
	"everything twice": {"gdelt", "petrarch", "prodigy", "dna", "refi-qda"},
}

// maxHeap is the most that the heap may grow by for any file, in bytes.
const maxHeap = 256 << 20

// TestHostileFiles breaks a good file of each format in every way: it is rejected, and told where
// it is wrong, in bounded memory, and nothing half is written.
func TestHostileFiles(t *testing.T) {
	for _, s := range samples {
		good := sample(t, s.file)
		name := filepath.Base(s.file)
		r, err := readingFlags{Window: "quarter"}.open(nil)
		if err != nil {
			t.Fatal(err)
		}
		for how, make := range hostile {
			src := make(t, name, good)
			if src == nil {
				continue
			}
			t.Run(s.format+"/"+how, func(t *testing.T) {
				store := reader(t, "sqlite:"+filepath.Join(t.TempDir(), "x.db"))
				var sum *loaders.Summary
				var err error
				grew := peak(func() {
					sum, err = loaders.Run(t.Context(), store, r.formats, loaders.Options{Sources: []*loaders.Source{src}, Format: s.format})
				})
				if err != nil {
					t.Fatal(err)
				}
				if grew > maxHeap {
					t.Errorf("it took %d MB", grew>>20)
				}
				if fine := slices.Contains(harmless[how], s.format); fine != (sum.Status() == 0) {
					t.Errorf("status %d, %v", sum.Status(), sum.Problems)
				}
				for _, p := range sum.Problems {
					located := p.Line > 0 || how == "gzip cut off" || !text.Match(good)
					if !strings.HasPrefix(p.File, name) || !located || p.Message == "" {
						t.Errorf("it does not say where: %s", p)
					}
				}
				if how == "encoding" && sum.Status() == 0 && !strings.Contains(fmt.Sprint(sum.Warnings), "UTF-8") {
					t.Errorf("it does not tell of the encoding: %v", sum.Warnings)
				}
				if sum.Loaded == 0 && logged(t, store) > 0 {
					t.Error("it wrote something of nothing")
				}
				if wrong, err := store.Verify(t.Context()); err != nil || len(wrong) > 0 {
					t.Errorf("verify: %v %q", err, wrong)
				}
			})
		}
	}
}
