package loaders

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"demandgraph/demand"
)

// input is all that an import reads.
type input struct {
	items    []*item
	unread   []Problem // of files and records that are no documents
	warnings []Problem
	skipped  []string // files in folders that are in no known format
	formats  []string // of the files read, sorted
	streams  []file   // whose documents are read when they are written
	noGraph  bool     // there is no graph that could have what documents lack
	archives []io.Closer
	links    bool // some are of a Linker

	described map[demand.Ref]bool // by index
	keysOf    map[demand.NodeKind][]string
}

// file is a file and the loader that reads it.
type file struct {
	src    *Source
	loader Loader
	number int // in the order of the files
}

// close closes the ZIPs that files are in.
func (in *input) close() {
	for _, a := range in.archives {
		_ = a.Close() // nothing was written
	}
}

// ErrNothing is the error of paths that hold no document.
var ErrNothing = errors.New("no documents here")

// read reads all documents of an import; with streaming it leaves out those of streams. An error is one that leaves nothing to go on with.
func read(ctx context.Context, formats Registry, o Options, streaming bool) (*input, error) {
	sources := o.Sources
	if len(sources) == 0 {
		var err error
		if sources, err = Walk(o.Paths); err != nil {
			return nil, err
		}
	}
	if o.Format != "" {
		if _, err := formats.ByName(o.Format); err != nil {
			return nil, err
		}
	}
	in := &input{}
	progress := o.progress()
	files := in.files(formats, sources, o.Format, streaming, progress)
	slices.SortStableFunc(files, func(a, b file) int { // those that look names up last
		return cmp.Compare(rank(a.loader), rank(b.loader))
	})
	var whole []*Source
	for _, f := range files {
		whole = append(whole, f.src)
	}
	progress.Stage("reading", InBytes, total(whole))
	defer progress.Done()
	for _, f := range files {
		if err := in.file(ctx, f, o); err != nil {
			in.close()
			return nil, err
		}
	}
	slices.SortStableFunc(in.items, func(a, b *item) int { return a.file - b.file })
	if len(in.items)+len(in.unread)+len(in.streams) == 0 {
		in.close()
		return nil, fmt.Errorf("%s: %w; formats that can be read are %s", strings.Join(o.names(), ", "), ErrNothing, strings.Join(formats.Names(), ", "))
	}
	slices.Sort(in.formats)
	in.formats = slices.Compact(in.formats)
	for i, it := range in.items {
		it.index = i
		if it.Document != nil {
			it.facts = factsOf(it.Document)
		}
		it.problems = it.Record.Problems
		in.warnings = append(in.warnings, it.Warnings...)
	}
	return in, nil
}

// total is the size of all sources, or -1.
func total(sources []*Source) int64 {
	var sum int64
	for _, src := range sources {
		if src.Size < 0 {
			return -1
		}
		sum += src.Size
	}
	return sum
}

// companions are files that lie beside others, by their names: read with them, or settings of the
// programs that wrote them.
var companions = map[string]bool{"articles.csv": true, "typesystem.xml": true, "annotation.conf": true, "visual.conf": true, "tools.conf": true,
	"kb_shortcuts.conf": true}

// rank is when files of a loader are read.
func rank(l Loader) int {
	if links(l) {
		return 1
	}
	return 0
}

// files finds the format of each file, those in ZIPs too, and gives those that are to be read at once.
func (in *input) files(formats Registry, sources []*Source, name string, streaming bool, progress Progress) []file {
	var all []file
	for n := 0; n < len(sources); n++ {
		src := sources[n]
		l, err := formatOf(formats, src, name)
		if (err != nil || l == nil || name != "" && !detects(l, src)) && src.isZip() {
			var within []*Source
			var archive io.Closer
			if within, archive, err = src.unpack(); err == nil {
				in.archives = append(in.archives, archive)
				sources = slices.Insert(slices.Clone(sources), n+1, within...)
				continue
			}
		}
		switch {
		case err != nil:
			in.unread = append(in.unread, Problem{File: src.Path, Message: strings.TrimPrefix(err.Error(), src.Path+": ")})
			progress.Reject(1)
			continue
		case l == nil:
			if !companions[strings.ToLower(path.Base(src.File))] {
				in.skipped = append(in.skipped, src.Path)
			}
			continue
		case !refuses(l):
			in.formats = append(in.formats, l.Name())
			in.links = in.links || links(l)
		}
		counted := *src
		f := file{&counted, l, n}
		if streaming && streams(l) {
			in.streams = append(in.streams, f)
			continue
		}
		all = append(all, f)
	}
	return all
}

// detects reports whether a loader knows a file by itself.
func detects(l Loader, src *Source) bool {
	found, err := Registry{l}.Detect(src)
	return err == nil && found != nil
}

// file reads the documents of one file.
func (in *input) file(ctx context.Context, f file, o Options) error {
	src, progress := f.src, o.progress()
	src.read = progress.Add
	err := f.loader.Read(ctx, src, func(r *Record) error {
		r.source = src
		if r.Document == nil && len(r.Problems) == 0 { // left out on purpose
			in.warnings = append(in.warnings, r.Warnings...)
			return nil
		}
		if len(r.Problems) > 0 {
			progress.Reject(1)
		} else if o.Described != nil && !links(f.loader) {
			o.Described(f.loader, r.Document)
		}
		in.items = append(in.items, &item{Record: r, file: f.number})
		return nil
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		in.unread = append(in.unread, Problem{File: src.Path, Message: strings.TrimPrefix(err.Error(), src.Path+": ")})
		progress.Reject(1)
	}
	return nil
}

// formatOf finds the loader for a file: the one named, else the one that knows its
// content. It is nil for a file of a folder that none knows.
func formatOf(formats Registry, src *Source, name string) (Loader, error) {
	if name != "" {
		return formats.ByName(name)
	}
	l, err := formats.Detect(src)
	if err == nil && l == nil && src.Named {
		err = fmt.Errorf("this is in no format that can be read, which are %s; say which with --format if it is", strings.Join(formats.Names(), ", "))
	}
	return l, err
}

// allProblems are those of all documents, in the order of the files.
func (in *input) allProblems() []Problem {
	all := slices.Clone(in.unread)
	for _, it := range in.items {
		all = append(all, it.problems...)
	}
	return all
}
