package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/progress"
	"demandgraph/query"
	"demandgraph/store"
	"demandgraph/store/open"
)

// unloadCmd takes a whole import back.
type unloadCmd struct {
	storeFlag
	Import string `required:"" help:"The import: its key, as load says it, or its id." placeholder:"ID"`
	DryRun bool   `help:"Only say what would be changed and deleted."`
}

// Help is what --help says beyond the flags.
func (unloadCmd) Help() string {
	return `Takes back what an import asserted: nodes that nothing else asserts are deleted. What another import asserted too,
also when it found it unchanged, stays. The import itself goes with the last of it. A run that was interrupted is completed
by the same command.

Exit status: 0 everything was taken back, 1 something stays because other documents need what only it describes, 2 the run
failed.`
}

// Run takes the import back.
func (u unloadCmd) Run(ctx context.Context, c *console) (err error) {
	s, err := open.Open(ctx, u.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	key, err := findImport(ctx, s, u.Import)
	if err != nil {
		return err
	}
	var shown loaders.Progress = loaders.NoProgress{}
	if terminal, ok := c.err.(*os.File); ok {
		shown = progress.New(terminal)
	}
	done, err := loaders.Unload(ctx, s, key, u.DryRun, shown)
	for _, p := range done.Problems {
		fmt.Fprintln(c.err, p)
	}
	_, _ = done.WriteTo(c.out)
	if err != nil {
		return err
	}
	if status := done.Status(); status != exitOK {
		return exit(status)
	}
	return nil
}

// findImport gives the key of an import that is there, from its key or its id.
func findImport(ctx context.Context, s store.Store, given string) (string, error) {
	key := given
	if kind, of, err := demand.ParseGlobalID(given); err == nil {
		if kind != demand.KindImport {
			return "", fmt.Errorf("--import: %s is the id of %s %s, not of an import", given, kind, of)
		}
		key = of
	}
	kind, _ := demand.KindOf(demand.KindImport)
	prop, _ := kind.Prop("key")
	found, err := s.Read(ctx, &query.Query{
		Lookup: &query.Lookup{
			Refs:    []query.LookupRef{{Kind: demand.KindImport, Key: 0}},
			Selects: []*query.Selection{{Kind: demand.KindImport, Props: []demand.Prop{prop}}},
		},
		Params: []any{key},
	})
	if err != nil {
		return "", err
	}
	if len(found.Page.Items) == 0 || found.Page.Items[0].Node == nil {
		return "", fmt.Errorf("--import: there is no import %q here; the query { imports { nodes { key source startedAt } } } lists them", given)
	}
	return key, nil
}
