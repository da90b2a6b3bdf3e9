package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"demandgraph/examples"
	"demandgraph/loaders"
	"demandgraph/queries"
)

// demoCmd serves the example corpus from a store that goes when it ends.
type demoCmd struct {
	serviceConfig
	Store string `help:"Load the corpus into this store instead of a throw-away one." placeholder:"URL"`
	Check bool   `help:"Ask the example queries once, print the answers, and end."`
}

// Help is what --help says beyond the flags.
func (demoCmd) Help() string {
	return `The corpus tells of the Alaska summit of August 2025 in articles of our own writing. The GraphiQL page opens with
the example queries as tabs.`
}

// Run loads the corpus and serves it until ctx ends, or asks the examples once.
func (d demoCmd) Run(ctx context.Context, c *console) (err error) {
	if d.Check {
		d.Listen = "127.0.0.1:0"
	}
	if d.Store == "" {
		dir, err := os.MkdirTemp("", "demandgraph-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		d.Store = "sqlite:" + filepath.Join(dir, "demo.db")
	}
	svc, err := newService(ctx, d.Store, d.serviceConfig, c.log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, svc.Close()) }()
	if err := loadExamples(ctx, c, svc); err != nil {
		return err
	}
	if !d.Check {
		fmt.Fprintln(c.err, "demandgraph answers at", svc.URL())
		return svc.Run(ctx)
	}
	ctx, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- svc.Run(ctx) }()
	err = askExamples(ctx, c.out, svc.URL())
	stop()
	return errors.Join(err, <-served)
}

// loadExamples loads the corpus that is built into the program.
func loadExamples(ctx context.Context, c *console, svc *service) error {
	sources, err := loaders.WalkFS(examples.Files, "examples")
	if err != nil {
		return err
	}
	sum, err := loaders.Run(ctx, svc.store, own, loaders.Options{Sources: sources, Source: "the example corpus"})
	if err != nil {
		return err
	}
	if sum.Status() != exitOK {
		tell(c, sum)
		return errors.New("the example corpus could not be loaded")
	}
	return nil
}

// askExamples asks the service each example query over HTTP and prints question and answer.
func askExamples(ctx context.Context, w io.Writer, url string) error {
	for _, e := range queries.All() {
		answer, err := ask(ctx, url, e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		fmt.Fprintf(w, "# %s\n%s\n\n", e.Name, answer)
	}
	return nil
}

// ask sends one operation and gives the answer, indented.
func ask(ctx context.Context, url string, e queries.Example) ([]byte, error) {
	request := map[string]any{"query": e.Query}
	if e.Variables != "" {
		request["variables"] = json.RawMessage(e.Variables)
	}
	body, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var answer struct{ Errors []json.RawMessage }
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK || len(answer.Errors) > 0 {
		return nil, fmt.Errorf("%s: %s", resp.Status, text)
	}
	var indented bytes.Buffer
	err = json.Indent(&indented, bytes.TrimSpace(text), "", "  ")
	return indented.Bytes(), err
}
