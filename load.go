package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"demandgraph/loaders"
	"demandgraph/loaders/progress"
	"demandgraph/store/open"
)

// loadCmd loads files into a store.
type loadCmd struct {
	pathArgs
	storeFlag
	readingFlags
	DryRun       bool   `help:"Only say what would be created, changed and deleted."`
	AllOrNothing bool   `help:"Load nothing when anything is rejected."`
	MaxRejects   *int   `help:"Stop when more than so many records are rejected." placeholder:"N"`
	Rejects      string `help:"Write what is rejected, with the reasons, to this file as JSON Lines." default:"rejects.jsonl" placeholder:"FILE"`
	Review       string `help:"Write names that a person should look at to this file; what is decided in it stays." default:"review.yaml" group:"annotated" placeholder:"FILE"`
}

// Help is what --help says beyond the flags.
func (loadCmd) Help() string {
	return `Formats are detected by content, also in gzip and ZIP. Articles are read and checked before anything is written;
event data is written as it is read. A document is loaded whole or not at all; loading it again replaces what it said
before, and loading it unchanged writes nothing. A run that was interrupted is completed by the same command.

Names that are ambiguous or new are listed in the review file: choose there, and load again with --links review.yaml.
For labels of your own, start with demandgraph profile suggest PATH.

Exit status: 0 everything was loaded, 1 something was rejected and the rest loaded, 2 the run failed.`
}

// Run loads the files.
func (l loadCmd) Run(ctx context.Context, c *console) (err error) {
	if l.MaxRejects != nil && *l.MaxRejects < 0 {
		return errors.New("--max-rejects: a number of records, 0 or more")
	}
	s, err := open.Open(ctx, l.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	r, err := l.readingFlags.open(s)
	if err != nil {
		return err
	}
	sources, done, err := l.sources(c.in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	options := loaders.Options{Paths: l.Paths, Sources: sources, Format: l.Format, Profile: r.profile.Name, Described: r.described,
		DryRun: l.DryRun, AllOrNothing: l.AllOrNothing, MaxRejects: l.MaxRejects}
	if terminal, ok := c.err.(*os.File); ok {
		options.Progress = progress.New(terminal)
	}
	if l.Rejects != "" && !l.DryRun {
		rejects, err := loaders.OpenRejects(l.Rejects)
		if err != nil {
			return err
		}
		defer rejects.Close()
		options.Rejects = rejects
	}
	if err := r.keepReview(l.Review); err != nil { // it can be read, before anything is loaded
		return err
	}
	sum, err := loaders.Run(ctx, s, r.formats, options)
	tell(c, sum)
	if told := r.tell(c.out, l.Review, l.DryRun); err == nil {
		err = told
	}
	if err != nil {
		return err
	}
	if status := sum.Status(); status != exitOK {
		return exit(status)
	}
	return nil
}

// tell says what became of a run: problems to standard error, the summary to standard output.
func tell(c *console, sum *loaders.Summary) {
	for _, p := range sum.Problems {
		fmt.Fprintln(c.err, p)
	}
	for _, p := range sum.Warnings {
		fmt.Fprintln(c.err, "warning:", p)
	}
	_, _ = sum.WriteTo(c.out)
}
