package main

import (
	"context"
	"fmt"
)

// serveCmd serves a store until it is told to end.
type serveCmd struct {
	storeFlag
	serviceConfig
}

// Help is what --help says beyond the flags.
func (serveCmd) Help() string {
	return `/graphql answers GraphQL over HTTP and, to a browser, the GraphiQL page; /healthz says
that the process lives, /readyz that its store answers. An empty or older store is brought to this
program's schema at the start; one made by a newer program is refused.`
}

// Run serves until ctx ends.
func (s serveCmd) Run(ctx context.Context, c *console) error {
	svc, err := newService(ctx, s.Store, s.serviceConfig, c.log)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.err, "demandgraph answers at", svc.URL())
	err = svc.Run(ctx)
	if closed := svc.Close(); err == nil {
		err = closed
	}
	return err
}
