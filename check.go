package main

import (
	"context"
	"errors"
	"fmt"

	"demandgraph/loaders"
)

// checkCmd validates files without a store.
type checkCmd struct {
	pathArgs
	readingFlags
}

// Help is what --help says beyond the flags.
func (checkCmd) Help() string {
	return `Checks the files as a load into an empty graph would. Exit status: 0 nothing is wrong, 1 something is, 2 a file
could not be read.`
}

// Run checks the files.
func (k checkCmd) Run(ctx context.Context, c *console) (err error) {
	r, err := k.readingFlags.open(nil)
	if err != nil {
		return err
	}
	sources, done, err := k.sources(c.in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	problems, warnings, err := loaders.Check(ctx, r.formats, loaders.Options{Paths: k.Paths, Sources: sources, Format: k.Format, Described: r.described})
	for _, p := range problems {
		fmt.Fprintln(c.out, p)
	}
	for _, p := range warnings {
		fmt.Fprintln(c.err, "warning:", p)
	}
	if err != nil {
		return err
	}
	r.tellLeft(c.out)
	if n := r.review.Undecided(); n > 0 {
		fmt.Fprintf(c.out, "%d names would be up for review\n", n)
	}
	if len(problems) > 0 {
		return exit(exitRejected)
	}
	fmt.Fprintln(c.out, "nothing is wrong")
	return nil
}
