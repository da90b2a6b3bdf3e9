package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"demandgraph/loaders"
	"demandgraph/loaders/gazetteer"
	"demandgraph/loaders/native"
	"demandgraph/loaders/plover"
	"demandgraph/loaders/progress"
	"demandgraph/store/open"
)

// formats are the formats that can be loaded.
var formats = loaders.Registry{native.Loader{}, plover.Loader{}, gazetteer.Loader{}}

// loadCmd loads files into a store.
type loadCmd struct {
	storeFlag
	Paths        []string `arg:"" name:"path" help:"Files and folders to load."`
	Format       string   `help:"The format of all files, when it is not to be detected: native, plover, gazetteer." placeholder:"NAME"`
	DryRun       bool     `help:"Only say what would be created, changed and left alone."`
	AllOrNothing bool     `help:"Load nothing when anything is rejected."`
	Rejects      string   `help:"Write what is rejected, with the reasons, to this file as JSON Lines." default:"rejects.jsonl" placeholder:"FILE"`
}

// Help is what --help says beyond the flags.
func (loadCmd) Help() string {
	return `Formats are detected by content. All documents are read and checked before anything is written. A document is
loaded whole or not at all; loading it again replaces what it said before, and loading it unchanged writes nothing. A run
that was interrupted is completed by the same command.

Exit status: 0 everything was loaded, 1 something was rejected and the rest loaded, 2 the run failed.`
}

// Run loads the files.
func (l loadCmd) Run(ctx context.Context, c *console) (err error) {
	s, err := open.Open(ctx, l.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	options := loaders.Options{Paths: l.Paths, Format: l.Format, DryRun: l.DryRun, AllOrNothing: l.AllOrNothing}
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
	sum, err := loaders.Run(ctx, s, formats, options)
	tell(c, sum)
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
