package loaders

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// Streamer is a [Loader] of files that need not fit in memory. [Run] checks and writes
// their documents as they are read, in transactions of a bounded size, and keeps none.
//
// A document of such a file is of no article. It describes all it refers to, or the graph has
// it already; other documents of the import do not help. Its format is the loader's name,
// its path that of the source within the import, '#', and what no other document of the file
// has and the same file gets in every run; there is no '#' in it. What the graph has under that path and the file
// no longer holds is taken back when the file has been read to its end.
type Streamer interface {
	Loader
	// Streaming reports whether files are to be read in this way.
	Streaming() bool
}

// streams reports whether a loader's files are read as a stream.
func streams(l Loader) bool {
	s, ok := l.(Streamer)
	return ok && s.Streaming()
}

// lister is a store that can say which contributions have an id that begins with a prefix.
type lister interface {
	ContributionsBelow(ctx context.Context, prefix string) ([]string, error)
}

// streamPath begins the paths of all documents of a source, and is that of none.
func streamPath(src *Source) string { return src.Name + "#" }

const (
	// streamClaims is about how many claims one transaction of a stream writes.
	streamClaims = 12000
	// maxRemoved is how many contributions one transaction takes back.
	maxRemoved = 50
	// maxKept is how many problems, and warnings, a summary keeps of streams. The file of
	// rejects has them all.
	maxKept = 1000
)

// stream is the state of a file while it is read and written.
type stream struct {
	*run
	src    *Source
	format string
	batch  []*item
	claims int             // of the batch, about
	seen   map[uint64]bool // hashes of the ids of its documents
}

// stream reads and writes the files that are streams, one after the other.
func (r *run) stream() error {
	if len(r.in.streams) == 0 {
		return nil
	}
	files := r.in.streams
	sources := make([]*Source, len(files))
	for i, f := range files {
		sources[i] = f.src
	}
	progress := r.o.progress()
	progress.Stage("loading", InBytes, total(sources))
	defer progress.Done()
	r.past, r.in, r.streaming = r.rejected(), &input{}, true
	r.same.hashes = map[uint64]bool{}
	first := map[string]*Source{}
	for _, f := range files {
		id := f.loader.Name() + "|" + f.src.Name
		if before := first[id]; before != nil {
			p := Problem{File: f.src.Path, Message: "the file of the same path within the import is already in " + before.Path}
			if err := r.reject([]Problem{p}); err != nil {
				return err
			}
			continue
		}
		first[id] = f.src
		s := &stream{run: r, src: f.src, format: f.loader.Name(), seen: map[uint64]bool{}}
		if err := s.load(f.loader); err != nil {
			return err
		}
		r.same.prefixes = append(r.same.prefixes, s.prefix())
	}
	return nil
}

// prefix begins the ids of all contributions of the file.
func (s *stream) prefix() string {
	return (&change.Document{Format: s.format, Path: streamPath(s.src)}).ID()
}

// load reads and writes one file.
func (s *stream) load(l Loader) error {
	src := *s.src
	src.read = s.o.progress().Add
	var stop error // of what is done with the records, not of reading them
	err := l.Read(s.ctx, &src, func(rec *Record) error {
		stop = s.take(&src, rec)
		return stop
	})
	switch {
	case stop != nil:
		return stop
	case s.ctx.Err() != nil:
		return s.ctx.Err()
	}
	if flushed := s.flush(); flushed != nil {
		return flushed
	}
	if err != nil {
		return s.reject([]Problem{{File: src.Path, Message: strings.TrimPrefix(err.Error(), src.Path+": ")}})
	}
	return s.takeBack()
}

// take takes a record: one of no document is told of, one of a document is written
// with others once there are enough.
func (s *stream) take(src *Source, rec *Record) error {
	rec.source = src
	for _, w := range rec.Warnings {
		if len(s.sum.Warnings) < maxKept {
			s.sum.Warnings = append(s.sum.Warnings, w)
		}
	}
	switch {
	case len(rec.Problems) > 0:
		s.sum.Read++
		return s.reject(rec.Problems)
	case rec.Document == nil:
		return nil
	case rec.Document.Article != nil || rec.Document.Format != s.format || !strings.HasPrefix(rec.Document.Path, streamPath(s.src)):
		return fmt.Errorf("%s: the loader %s gave a document that is not named after its file: %s", src.Path, s.format, rec.Document.ID())
	}
	id := idHash(rec.Document.ID())
	if s.seen[id] {
		return fmt.Errorf("%s: the loader %s gave a document twice: %s", src.Path, s.format, rec.Document.ID())
	}
	s.seen[id] = true
	s.sum.Read++
	size := sizeOf(rec.Document)
	if len(s.batch) > 0 && s.claims+size > streamClaims {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.batch = append(s.batch, &item{Record: rec, index: len(s.batch)})
	s.claims += size
	return nil
}

// sizeOf is about how many claims a document makes: one a node described or told of, one
// for the annotation that shows it, one for an edge to it.
func sizeOf(doc *change.Document) int {
	return len(doc.Articles) + 2*len(doc.Actors) + 2*len(doc.Regions) + len(doc.Topics) + 2*len(doc.Events) +
		2*len(doc.Demands) + 2*len(doc.Terms) + 2*len(doc.Positions) + len(doc.Mentions)
}

// flush writes the documents at hand in one transaction, less those that the graph refuses.
func (s *stream) flush() error {
	if len(s.batch) == 0 {
		return nil
	}
	s.in = &input{items: s.batch}
	err := s.write(s.batch)
	var problems [][]Problem
	for _, it := range s.batch {
		if it.bad() {
			problems = append(problems, it.problems)
		}
	}
	s.in, s.refused, s.batch, s.claims = &input{}, nil, nil, 0
	if err != nil {
		return err
	}
	for _, p := range problems {
		if err := s.reject(p); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes back what the graph has of documents that the file no longer holds.
func (s *stream) takeBack() error {
	from, ok := s.to.(lister)
	if !ok {
		return nil
	}
	prefix := s.prefix()
	ids, err := from.ContributionsBelow(s.ctx, prefix)
	if err != nil {
		return err
	}
	var gone []string
	for _, id := range ids {
		other := strings.Contains(id[len(prefix):], "#") // of a file whose name has one
		if !other && !s.seen[idHash(id)] {
			gone = append(gone, id)
		}
	}
	for len(gone) > 0 {
		n := min(len(gone), maxRemoved)
		if err := s.remove(gone[:n]); err != nil {
			return err
		}
		gone = gone[n:]
	}
	return nil
}

// remove takes contributions back in one transaction. Where others still refer to what only
// they describe, nothing is taken back, and the file is told so.
func (s *stream) remove(ids []string) error {
	set := &change.Set{Import: s.imported, Remove: ids}
	set.Import.Rejected = s.past - s.counted
	report, err := s.to.Apply(s.ctx, set, s.o.DryRun)
	var invalid *change.Invalid
	switch {
	case errors.As(err, &invalid):
		return s.reject([]Problem{{File: s.src.Path, Message: "what it no longer holds cannot be taken back: " + invalid.Error()}})
	case err != nil:
		return err
	}
	s.applied(report, s.past)
	s.sum.tally(report)
	return nil
}

// reject counts one record that is not loaded, and tells why. It fails when there are more
// than there may be.
func (r *run) reject(problems []Problem) error {
	r.past++
	r.o.progress().Reject(1)
	for _, p := range problems {
		if len(r.sum.Problems) < maxKept {
			r.sum.Problems = append(r.sum.Problems, p)
		} else {
			r.sum.Unlisted++
		}
		if err := r.writeReject(p); err != nil {
			return err
		}
	}
	return r.tooMany()
}

// tally counts what a set of a stream did. A run of unbounded length cannot remember the
// nodes it has touched, so one that two transactions change counts twice; only a dry run,
// which shows each, remembers them.
func (s *Summary) tally(report *change.Report) {
	s.counts[unchanged] += report.Unchanged
	if s.DryRun {
		s.fates(report)
		return
	}
	s.counts[created] += len(ofGraph(report.Created))
	s.counts[updated] += len(ofGraph(report.Updated))
	s.counts[deleted] += len(ofGraph(report.Deleted))
}

// ofGraph are nodes without the Import node, which no document asserts.
func ofGraph(refs []demand.Ref) []demand.Ref {
	n := 0
	for _, ref := range refs {
		if ref.Kind != demand.KindImport {
			refs[n] = ref
			n++
		}
	}
	return refs[:n]
}

func idHash(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	return h.Sum64()
}
