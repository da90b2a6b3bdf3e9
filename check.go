package main

import (
	"context"
	"fmt"

	"demandgraph/loaders"
)

// checkCmd validates files without a store.
type checkCmd struct {
	Paths []string `arg:"" name:"path" help:"Files and folders to check."`
}

// Help is what --help says beyond the flags.
func (checkCmd) Help() string {
	return `Checks the files as a load into an empty graph would. Exit status: 0 nothing is wrong, 1 something is, 2 a file
could not be read.`
}

// Run checks the files.
func (k checkCmd) Run(ctx context.Context, c *console) error {
	problems, err := loaders.Check(ctx, formats, k.Paths)
	for _, p := range problems {
		fmt.Fprintln(c.out, p)
	}
	switch {
	case err != nil:
		return err
	case len(problems) > 0:
		return exit(exitRejected)
	}
	fmt.Fprintln(c.out, "nothing is wrong")
	return nil
}
