package loaders

import (
	"slices"

	"demandgraph/change"
)

// maxAsserted is how many contributions one transaction marks as asserted by the import too.
const maxAsserted = 1000

// same are the documents of transactions that changed nothing, and so wrote nothing.
type same struct {
	ids      []string
	hashes   map[uint64]bool // of those of streams
	prefixes []string        // of the ids of the files that are streams
}

func (s *same) add(r *run, docs []*change.Document) {
	for _, d := range docs {
		if r.streaming {
			s.hashes[idHash(d.ID())] = true
		} else {
			s.ids = append(s.ids, d.ID())
		}
	}
}

// assert notes, where the run has written anything, that it asserts what it found unchanged
// too: taking an earlier import back leaves that. A run that changes nothing is no import.
func (r *run) assert() error {
	if r.written == 0 {
		return nil
	}
	if err := r.assertAll(r.same.ids); err != nil {
		return err
	}
	from, ok := r.to.(lister)
	if !ok || len(r.same.hashes) == 0 {
		return nil
	}
	for _, prefix := range r.same.prefixes {
		ids, err := from.ContributionsBelow(r.ctx, prefix)
		if err != nil {
			return err
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return !r.same.hashes[idHash(id)] })
		if err := r.assertAll(ids); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) assertAll(ids []string) error {
	for part := range slices.Chunk(ids, maxAsserted) {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		report, err := r.to.Apply(r.ctx, &change.Set{Import: r.imported, Assert: part}, false)
		if err != nil {
			return err
		}
		r.applied(report, r.counted)
	}
	return nil
}
