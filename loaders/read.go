package loaders

import (
	"context"
	"fmt"
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
	noGraph  bool     // there is no graph that could have what documents lack

	described map[demand.Ref]bool // by index
	keysOf    map[demand.NodeKind][]string
}

// read reads all documents of an import. An error is one that leaves nothing to go on with.
func read(ctx context.Context, formats Registry, o Options) (*input, error) {
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
	progress := o.progress()
	progress.Stage("reading", InBytes, total(sources))
	defer progress.Done()
	in := &input{}
	for _, src := range sources {
		counted := *src
		if err := in.file(ctx, formats, &counted, o.Format, progress); err != nil {
			return nil, err
		}
	}
	if len(in.items)+len(in.unread) == 0 {
		return nil, fmt.Errorf("%s: no documents here; formats that can be read are %s", strings.Join(o.names(), ", "), strings.Join(formats.Names(), ", "))
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

// file reads the documents of one file.
func (in *input) file(ctx context.Context, formats Registry, src *Source, name string, progress Progress) error {
	l, err := formatOf(formats, src, name)
	if err != nil {
		in.unread = append(in.unread, Problem{File: src.Path, Message: strings.TrimPrefix(err.Error(), src.Path+": ")})
		progress.Reject(1)
		return nil
	}
	if l == nil {
		in.skipped = append(in.skipped, src.Path)
		return nil
	}
	in.formats = append(in.formats, l.Name())
	src.read = progress.Add
	err = l.Read(ctx, src, func(r *Record) error {
		r.source = src
		if r.Document == nil && len(r.Problems) == 0 { // left out on purpose
			in.warnings = append(in.warnings, r.Warnings...)
			return nil
		}
		if len(r.Problems) > 0 {
			progress.Reject(1)
		}
		in.items = append(in.items, &item{Record: r})
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
