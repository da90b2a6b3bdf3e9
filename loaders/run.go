package loaders

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
)

// Applier is what a run needs of a store; store.Store is one.
type Applier interface {
	// Apply carries out a set whole or not at all; with dryRun it only says what
	// it would do. It fails with *change.Invalid when documents cannot be taken.
	Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error)
}

// Run loads files into a store. It reads and checks all documents before it writes
// any, but those of a [Streamer], which it writes as it reads them. The summary says what became of them, also when there is an error: one of
// the context or the store, or one that left nothing to load. What had been written
// by then stays, whole documents all of it, and the same run again completes it.
func Run(ctx context.Context, to Applier, formats Registry, o Options) (*Summary, error) {
	began := o.now()
	sum := &Summary{DryRun: o.DryRun, nodes: map[demand.Ref]fate{}}
	in, err := read(ctx, formats, o, !o.AllOrNothing)
	if err != nil {
		sum.Failed = true
		return sum, err
	}
	defer in.close()
	in.checkAgreement()
	sum.Read = len(in.items)
	sum.Warnings, sum.Skipped = in.warnings, in.skipped
	r := &run{ctx: ctx, to: to, o: &o, in: in, sum: sum, imported: change.Import{
		Source: cmp.Or(o.Source, strings.Join(o.names(), ", ")), Format: strings.Join(in.formats, ", "), StartedAt: began.UTC().Format(demand.InstantLayout)}}
	if in.links {
		r.imported.Profile = o.Profile
	}
	r.imported.Key = importKey(in.formats, began)
	if err = r.tooMany(); err == nil {
		err = r.load()
	}
	if reported := r.report(); err == nil {
		err = reported
	}
	if err == nil {
		err = r.stream()
	}
	if err == nil {
		err = r.assert()
	}
	sum.Rejected = r.rejected()
	sum.Failed = err != nil || o.AllOrNothing && sum.Rejected > 0
	return sum, err
}

// importKey is a key for the run that no other has: the format, the instant, and a
// hash with chance in it.
func importKey(formats []string, began time.Time) string {
	prefix := "import"
	if len(formats) == 1 {
		prefix = formats[0]
	}
	prefix, _ = demand.MakeKey(prefix + " " + began.Format("20060102t150405z"))
	return demand.HashedKey(prefix, "import", began.Format(time.RFC3339Nano), rand.Text())
}

// run is one run while it lasts.
type run struct {
	ctx      context.Context
	to       Applier
	o        *Options
	in       *input
	sum      *Summary
	imported change.Import
	checking bool    // only to find all that is wrong, when nothing will be loaded
	counted  int     // rejected records that the Import node counts
	written  int     // transactions
	refused  []*item // documents that the store refused
	same     same    // documents that changed nothing

	streaming bool // of the documents at hand nothing is remembered
	past      int  // rejected records that are not in the input at hand
}

// load writes the documents that are not bad.
func (r *run) load() error {
	var good []*item
	for _, it := range r.in.items {
		if !it.bad() {
			good = append(good, it)
		}
	}
	progress := r.o.progress()
	progress.Stage("loading", InDocuments, int64(len(good)))
	defer progress.Done()
	switch {
	case r.o.AllOrNothing:
		return r.whole(good)
	case r.o.DryRun:
		return r.write(good)
	}
	parts := transactions(good, r.in.givers(), maxClaims)
	for _, together := range parts {
		if err := r.write(together); err != nil {
			return err
		}
		if err := r.tooMany(); err != nil {
			return err
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return r.again()
}

// whole loads all documents in one transaction, or none when one is bad.
func (r *run) whole(items []*item) error {
	if r.rejected() == 0 {
		_, err := r.apply(items)
		var invalid *change.Invalid
		if !errors.As(err, &invalid) {
			return err
		}
		items = r.refuse(items, invalid)
	}
	r.checking = true
	return r.write(items)
}

// write loads documents in one transaction. Those that the graph refuses are left
// out, then those that needed them, until the rest can be taken.
func (r *run) write(items []*item) error {
	for len(items) > 0 {
		n, err := r.apply(items)
		var invalid *change.Invalid
		switch {
		case err == nil:
			if !r.streaming { // which counts bytes
				r.o.progress().Add(n)
			}
			return nil
		case !errors.As(err, &invalid):
			return err
		}
		rest := r.refuse(items, invalid)
		if len(rest) == len(items) { // it names none of them: nothing can be left out
			return err
		}
		items = rest
	}
	return nil
}

// again tries the documents that the graph refused once more, now together, as long
// as some are taken: what they contradicted may have been replaced since, or be
// replaced by another of them.
func (r *run) again() error {
	for before := -1; before != r.written; {
		before = r.written
		var refused []*item
		var problems [][]Problem
		for _, it := range r.refused {
			if it.bad() {
				refused, problems = append(refused, it), append(problems, it.problems)
			}
		}
		for _, it := range refused {
			it.problems = nil
		}
		if err := r.write(refused); err != nil {
			for i, it := range refused {
				it.problems = problems[i]
			}
			return err
		}
	}
	return nil
}

// apply applies documents as one set and adds up what that did.
func (r *run) apply(items []*item) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	set := &change.Set{Import: r.imported, Documents: make([]*change.Document, len(items))}
	rejected := r.rejected()
	set.Import.Rejected = rejected - r.counted
	for i, it := range items {
		set.Documents[i] = it.Document
	}
	report, err := r.to.Apply(r.ctx, set, r.o.DryRun || r.checking)
	if err != nil || r.checking {
		return 0, err
	}
	r.applied(report, rejected)
	if report.Version == 0 && !r.o.DryRun {
		r.same.add(r, set.Documents)
	}
	r.sum.Loaded += len(items)
	if r.streaming {
		r.sum.tally(report)
		r.sum.names(items)
	} else {
		r.sum.add(items, report)
	}
	return len(items), nil
}

// applied notes a transaction that took this many rejected records into account.
func (r *run) applied(report *change.Report, rejected int) {
	if report.Version > 0 {
		r.written++
		r.counted = rejected
		r.sum.Version = report.Version
		r.sum.Import = r.imported.Key
	}
}

// tooMany is an error when more records are rejected than may be.
func (r *run) tooMany() error {
	if most := r.o.MaxRejects; most != nil && r.rejected() > *most {
		return fmt.Errorf("more than %d rejected, the most that may be: stopped", *most)
	}
	return nil
}

// rejected counts the records that are not loaded as things stand.
func (r *run) rejected() int {
	n := r.past + len(r.in.unread)
	for _, it := range r.in.items {
		if it.bad() {
			n++
		}
	}
	return n
}

// refuse marks the documents that the store cannot take and gives the others.
func (r *run) refuse(items []*item, invalid *change.Invalid) []*item {
	var blamed []*item
	g := r.in.givers()
	for _, it := range items {
		var problems []Problem
		for _, p := range invalid.Problems {
			if p.Document == it.Document {
				if it.facts == nil {
					it.facts = factsOf(it.Document)
				}
				problems = append(problems, r.explain(it, p, g))
			}
		}
		if len(problems) > 0 {
			blamed = append(blamed, it)
			it.problems = dedupe(problems)
		}
	}
	for _, it := range blamed {
		if !slices.Contains(r.refused, it) {
			r.refused = append(r.refused, it)
			if !r.streaming { // which tells of them once they are written
				r.o.progress().Reject(1)
			}
		}
	}
	var rest []*item
	for _, it := range items {
		if !it.bad() {
			rest = append(rest, it)
		}
	}
	return rest
}

// explain makes a problem of what a store says of a document. What nothing
// describes is explained by what was read: the nearest key, or the refused
// document that does.
func (r *run) explain(it *item, p change.Problem, g givers) Problem {
	if _, described := it.describes[p.Subject]; !described {
		for _, name := range required[p.Subject.Kind] {
			if giver, refused := g.giver(need{p.Subject, name}, it); giver == nil {
				return r.in.missingProblem(it, p.Subject, name, refused)
			}
		}
	}
	at := Place{Line: p.Line}
	if named, ok := it.Places[p.Subject]; ok && (p.Line == 0 || named.Line == p.Line) {
		at = named
	}
	return it.problem(at, "%s %s: %s", kindName(p.Subject.Kind), p.Subject.Key, p.Message)
}

func dedupe(problems []Problem) []Problem {
	seen := map[Problem]bool{}
	var out []Problem
	for _, p := range problems {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
