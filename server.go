// Command demandgraph answers who demanded what of whom: a GraphQL service over
// a graph of annotated articles, and the loaders that read articles into it.
//
// This file is the grammar of the command line and nothing else; each command
// has a file of its own beside it, and service.go holds what serve and demo run.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	kongyaml "github.com/alecthomas/kong-yaml"

	"demandgraph/loaders/profile"
)

// Exit statuses.
const (
	exitOK       = 0
	exitRejected = 1 // something was refused, the rest was done
	exitFailed   = 2 // nothing was done, or not all that was asked
)

// cli is the command line. Every flag may also be set by an environment
// variable (DEMANDGRAPH_ and the flag's name) or in a settings file.
type cli struct {
	Settings kong.ConfigFlag `help:"Read settings from this YAML file, keys as the flags below." placeholder:"FILE"`
	Log      logging         `embed:"" prefix:"log-"`

	Serve   serveCmd   `cmd:"" help:"Serve the graph over GraphQL."`
	Load    loadCmd    `cmd:"" help:"Load annotated articles and reference data into the graph."`
	Unload  unloadCmd  `cmd:"" help:"Take a whole import back."`
	Check   checkCmd   `cmd:"" help:"Say what is wrong with files, without a store."`
	Export  exportCmd  `cmd:"" help:"Write positions, demands, graphs and networks as files for other programs."`
	Profile profileCmd `cmd:"" help:"Say what labels mean: write, show and describe profiles."`
	Demo    demoCmd    `cmd:"" help:"Load the example corpus into a throw-away store and serve it."`
	Version versionCmd `cmd:"" help:"Say which version this is."`
}

// logging says what is logged, to standard error.
type logging struct {
	Level  slog.Level `help:"Log what is at least this grave: debug, info, warn, error." default:"info"`
	Format string     `help:"Log as text or json." enum:"text,json" default:"text"`
}

func (l logging) logger(w io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: l.Level}
	if l.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}

// storeFlag says which store a command uses.
type storeFlag struct {
	Store string `help:"The store: sqlite:FILE, or neo4j://, neo4j+s://, bolt:// with HOST:PORT. Neo4j's user and password come from the URL, or from NEO4J_USERNAME and NEO4J_PASSWORD." default:"sqlite:demandgraph.db" placeholder:"URL"`
}

// console is where a command talks to people.
type console struct {
	in       io.Reader
	out, err io.Writer
	log      *slog.Logger
}

// exit is an error that only says the exit status: the reason has been told.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := runWith(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run carries out one command line that reads nothing from standard input.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runWith(ctx, args, strings.NewReader(""), stdout, stderr)
}

// runWith carries out one command line and gives the exit status.
func runWith(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	ended := -1
	parser, err := kong.New(&c,
		kong.Name("demandgraph"),
		kong.Description("Who demanded what of whom: a GraphQL service over a graph of annotated articles.\n\nStart with: demandgraph demo"),
		kong.Configuration(kongyaml.Loader, "demandgraph.yaml"),
		kong.DefaultEnvars("DEMANDGRAPH"),
		kong.Vars{"formats": formatNames(), "exports": exportHelp(), "profiles": strings.Join(profile.Ready(), ", ")},
		kong.ExplicitGroups(flagGroups),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Writers(stdout, stderr),
		kong.Exit(func(status int) { ended = status }),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(stderr, "demandgraph:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	switch {
	case ended >= 0: // --help has been answered
		return ended
	case err != nil:
		fmt.Fprintln(stderr, "demandgraph:", err)
		return exitFailed
	}
	err = command.Run(&console{in: stdin, out: stdout, err: stderr, log: c.Log.logger(stderr)})
	var status exit
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &status):
		return int(status)
	}
	fmt.Fprintln(stderr, "demandgraph:", err)
	return exitFailed
}
