package loaders

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// Summary says what a run did, or with DryRun what it would do.
type Summary struct {
	DryRun bool
	Failed bool // nothing could be loaded, or all-or-nothing had something to refuse

	Read     int // documents read
	Loaded   int // documents taken, also those that changed nothing
	Rejected int // documents, rows and files refused
	Version  int64
	Import   string // key of the Import node; "" when nothing was written

	Problems []Problem // why records were rejected, in the order of the files
	Unlisted int       // problems of streams beyond those that are listed
	Warnings []Problem
	Skipped  []string // files in folders that are in no known format

	nodes  map[demand.Ref]fate
	called map[demand.Ref]string // what nodes are called, in a dry run
	counts [deleted + 1]int      // of nodes of streams, by fate
}

// fate is what becomes of a node in a run.
type fate int

const (
	unchanged fate = iota + 1
	created
	updated
	deleted
)

// Status is the exit status of the command: 0, 1 when some records were rejected, 2
// when the run failed.
func (s *Summary) Status() int {
	switch {
	case s.Failed:
		return 2
	case s.Rejected > 0:
		return 1
	}
	return 0
}

// add counts what a set did. A node counts once, however many sets touch it.
func (s *Summary) add(items []*item, report *change.Report) {
	s.fates(report)
	s.names(items)
	for _, it := range items {
		for ref := range it.describes {
			if s.nodes[ref] == 0 {
				s.nodes[ref] = unchanged
			}
		}
	}
}

// names notes what nodes are called, for the difference that a dry run shows.
func (s *Summary) names(items []*item) {
	if !s.DryRun {
		return
	}
	if s.called == nil {
		s.called = map[demand.Ref]string{}
	}
	call := func(kind demand.NodeKind, key, name string) {
		if name != "" {
			s.called[demand.Ref{Kind: kind, Key: key}] = name
		}
	}
	for _, it := range items {
		f := it.facts
		if f == nil {
			f = factsOf(it.Document)
		}
		for _, a := range it.Document.Actors { // also those made of a name, which assert no facts
			call(demand.KindActor, a.Key, a.Name)
		}
		for _, r := range it.Document.Regions {
			call(demand.KindRegion, r.Key, r.Name)
		}
		acts := map[string]map[string]string{}
		for _, said := range f.said {
			switch {
			case said.field == "name" || said.field == "title" || said.field == "summary":
				call(said.node.Kind, said.node.Key, said.value)
			case said.node.Kind == demand.KindPosition:
				if acts[said.node.Key] == nil {
					acts[said.node.Key] = map[string]string{}
				}
				acts[said.node.Key][said.field] = said.value
			}
		}
		for key, act := range acts {
			on := cmp.Or(s.called[demand.Ref{Kind: demand.KindDemand, Key: act["demand"]}], act["demand"])
			call(demand.KindPosition, key, fmt.Sprintf("%s %s %q", act["actor"], act["kind"], on))
		}
	}
}

// fates notes what became of the nodes that a set touched.
func (s *Summary) fates(report *change.Report) {
	for _, ref := range report.Created {
		if s.nodes[ref] == deleted {
			s.nodes[ref] = updated
		} else {
			s.nodes[ref] = created
		}
	}
	for _, ref := range report.Updated {
		if s.nodes[ref] != created {
			s.nodes[ref] = updated
		}
	}
	for _, ref := range report.Deleted {
		if s.nodes[ref] == created {
			delete(s.nodes, ref)
		} else {
			s.nodes[ref] = deleted
		}
	}
}

// Counts are how many nodes were created, updated, deleted and left as they were. Of
// streams, a node that several transactions change counts in each.
func (s *Summary) Counts() (create, update, remove, leave int) {
	return len(s.Created()) + s.counts[created], len(s.Updated()) + s.counts[updated],
		len(s.Deleted()) + s.counts[deleted], len(s.Unchanged()) + s.counts[unchanged]
}

// Created are the nodes that the run made, by kind and key.
func (s *Summary) Created() []demand.Ref { return s.with(created) }

// Updated are the nodes that the run changed.
func (s *Summary) Updated() []demand.Ref { return s.with(updated) }

// Deleted are the nodes that nothing asserts any more.
func (s *Summary) Deleted() []demand.Ref { return s.with(deleted) }

// Unchanged are the nodes that the documents describe and that stayed as they were.
func (s *Summary) Unchanged() []demand.Ref { return s.with(unchanged) }

func (s *Summary) with(f fate) []demand.Ref {
	var refs []demand.Ref
	for ref, is := range s.nodes {
		if is == f && ref.Kind != demand.KindImport {
			refs = append(refs, ref)
		}
	}
	order := func(ref demand.Ref) int {
		return slices.IndexFunc(demand.Kinds, func(k demand.Kind) bool { return k.Name == ref.Kind })
	}
	slices.SortFunc(refs, func(a, b demand.Ref) int {
		if c := order(a) - order(b); c != 0 {
			return c
		}
		return strings.Compare(a.Key, b.Key)
	})
	return refs
}

// report collects what was rejected and writes the reject file.
func (r *run) report() error {
	r.sum.Problems = r.in.allProblems()
	for _, p := range r.sum.Problems {
		if err := r.writeReject(p); err != nil {
			return err
		}
	}
	return nil
}

// writeReject writes a line of JSON to the file of rejects, if there is one: file, line,
// column, record, reason.
func (r *run) writeReject(p Problem) error {
	if r.o.Rejects == nil {
		return nil
	}
	err := json.NewEncoder(r.o.Rejects).Encode(struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Record string `json:"record,omitempty"`
		Reason string `json:"reason"`
	}{p.File, p.Line, p.Column, p.Record, p.Message})
	if err != nil {
		return fmt.Errorf("the file of rejects cannot be written: %w", err)
	}
	return nil
}

// RejectFile is a file of rejects that is only there when there are some.
type RejectFile struct {
	file  *os.File
	wrote bool
}

// OpenRejects makes the file, in place of one of the run before, so that it is
// known to be writable before anything is loaded.
func OpenRejects(path string) (*RejectFile, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("%s: the file of rejects cannot be written: %w", path, cause(err))
	}
	return &RejectFile{file: file}, nil
}

// Write writes to the file.
func (f *RejectFile) Write(p []byte) (int, error) {
	f.wrote = true
	return f.file.Write(p)
}

// Close closes the file, and removes it when nothing was written.
func (f *RejectFile) Close() error {
	err := f.file.Close()
	if !f.wrote {
		err = os.Remove(f.file.Name())
	}
	return err
}
