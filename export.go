package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"demandgraph/export"
	"demandgraph/graph"
	"demandgraph/graph/handler"
	"demandgraph/store"
	"demandgraph/store/open"
)

// exportCmd writes what a filter leaves of a store as a file for other programs.
type exportCmd struct {
	storeFlag
	exportArgs
	Format string `arg:"" help:"${exports}." placeholder:"FORMAT"`
	Output string `help:"Write to this file, which is there only when it is whole; standard output when left out." placeholder:"FILE"`
	Gzip   bool   `help:"Compress with gzip."`
}

// exportArgs say what to export: flags of the command, parameters of the URL.
type exportArgs struct {
	Of     string `help:"What of: positions, demands, edges, actor-network, demand-network or affiliation-network; see docs/exports.md for what a format can be of." placeholder:"WHAT"`
	Filter string `help:"Which positions (PositionFilter of the schema) or, of demands, which demands (DemandFilter), as JSON." placeholder:"JSON"`
	AsOf   string `name:"as-of" help:"Only positions up to then: a date, or EVENT:BEFORE, EVENT:DURING, EVENT:AFTER." placeholder:"WHEN"`
	Args   string `help:"Arguments of a network as JSON: relation, by, duplicates, normalization, minStatements, isolates, from, to, ownWordOnly. The relation is CONGRUENCE, of an affiliation network SUBTRACT, when left out." placeholder:"JSON"`
}

// Help is what --help says beyond the flags.
func (exportCmd) Help() string {
	return `What is exported is what the query with the same filter returns, whole. For example:
demandgraph export graphml --filter '{"actor": {"key": {"eq": "russia"}}}' --output russia.graphml`
}

// Run writes the file.
func (e exportCmd) Run(ctx context.Context, c *console) (err error) {
	format, of, err := export.Find(e.Format, e.Of)
	if err != nil {
		return err
	}
	s, err := open.Open(ctx, e.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	write := func(w io.Writer) error {
		q, err := e.request(ctx, s, format, of)
		if err != nil {
			return err
		}
		if !e.Gzip {
			return export.Write(ctx, s, q, w)
		}
		z := gzip.NewWriter(w)
		return errors.Join(export.Write(ctx, s, q, z), z.Close())
	}
	if e.Output == "" {
		out := bufio.NewWriter(c.out)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	return whole(e.Output, write)
}

// whole writes a file that appears under its name only when all of it has been written.
func whole(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(out.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// badExport is an argument that cannot be meant.
func badExport(format string, args ...any) error {
	return store.Errorf(handler.CodeBadUserInput, format, args...)
}

// object reads JSON that is an object, or nothing.
func object(name, text string) (map[string]any, error) {
	if text == "" {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var out map[string]any
	if err := d.Decode(&out); err != nil || out == nil {
		return nil, badExport("%s: want a JSON object such as {\"actor\": {\"key\": {\"eq\": \"russia\"}}}", name)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, badExport("%s: there is something after the JSON object", name)
	}
	return out, nil
}

// moment reads --as-of as the input AsOf; nil for none.
func moment(text string) (map[string]any, error) {
	event, phase, isEvent := strings.Cut(text, ":")
	switch {
	case text == "":
		return nil, nil
	case !isEvent:
		return map[string]any{"date": text}, nil
	case event == "" || phase == "":
		return nil, badExport("asOf: want a date or EVENT:PHASE, such as alaska-summit-2025:BEFORE")
	}
	return map[string]any{"event": map[string]any{"key": event, "phase": phase}}, nil
}

// request reads what is asked for; a network is computed here.
func (a exportArgs) request(ctx context.Context, s store.Store, format *export.Format, of string) (*export.Request, error) {
	q := &export.Request{Format: format, Of: of}
	filter, err := object("filter", a.Filter)
	if err != nil {
		return nil, err
	}
	asOf, err := moment(a.AsOf)
	if err != nil {
		return nil, err
	}
	var filtered, at any // nil where nothing was given
	if filter != nil {
		filtered = filter
	}
	if asOf != nil {
		at = asOf
	}
	field := export.NetworkField(of)
	switch {
	case of == export.OfGraph && (filtered != nil || at != nil):
		return nil, badExport("filter: the native format is of the whole graph")
	case field == "" && a.Args != "":
		return nil, badExport("args: only networks have arguments, not %s", of)
	case asOf != nil && (field != "" || of == export.OfDemands):
		return nil, badExport("asOf: only positions are exported as of a moment; a network takes from and to in its arguments")
	case field == "" && of == export.OfDemands:
		q.Demands, err = graph.GivenDemands(filtered)
		return q, err
	case of == export.OfGraph:
		return q, nil
	case field == "":
		q.Positions, err = graph.GivenPositions(filtered, at)
		return q, err
	}
	args, err := object("args", a.Args)
	if err != nil {
		return nil, err
	}
	if args == nil {
		args = map[string]any{}
	}
	if args["relation"] == nil {
		args["relation"] = "CONGRUENCE"
		if of == export.OfBoth {
			args["relation"] = "SUBTRACT"
		}
	}
	if filtered != nil {
		if args["filter"] != nil {
			return nil, badExport("filter: it is given twice, by itself and in args")
		}
		args["filter"] = filtered
	}
	n := &export.Network{Kind: export.NetworkKind(of)}
	if n.OneMode, n.TwoMode, err = graph.GivenNetwork(ctx, s, field, args); err != nil {
		return nil, err
	}
	q.Network = n
	return q, nil
}

// exportHelp lists the formats for the help.
func exportHelp() string { return fmt.Sprintf("The format: %s", strings.Join(export.Names(), ", ")) }
