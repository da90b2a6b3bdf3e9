package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/store/neo4j/neo4jtest"
)

// config is the command line.
type config struct {
	neo4j       string
	sqlite      string
	against     string
	graph       synthetic.Config
	turns       int
	turn        time.Duration
	connections []int
	only        string
	cpuprofile  string
}

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c config
	flag.StringVar(&c.neo4j, "neo4j", "", "URL of a Neo4j `server` for this alone; empty starts one. An empty database is loaded.")
	flag.StringVar(&c.sqlite, "sqlite", "bench.db", "`file` of the SQLite store, for -against sqlite; loaded when it is not there")
	flag.StringVar(&c.against, "against", "bare", "what to compare with: bare or sqlite")
	flag.IntVar(&c.graph.Demands, "demands", 100_000, "how many demands the graph has")
	flag.Uint64Var(&c.graph.Seed, "seed", 1, "seed of the graph")
	flag.IntVar(&c.turns, "turns", 5, "how many turns each side has, for each operation and number of connections")
	flag.DurationVar(&c.turn, "turn", 2*time.Second, "how long a turn is")
	connections := flag.String("connections", "1,16", "numbers of connections")
	flag.StringVar(&c.only, "only", "", "measure only this operation")
	flag.StringVar(&c.cpuprofile, "cpuprofile", "", "measure the first side alone and write the CPU profile to this `file`")
	client := flag.Bool("client", false, "be the client of a run (it starts itself so)")
	flag.Parse()
	if *client {
		if err := runClient(os.Stdin, os.Stdout); err != nil {
			log.Fatal("client: ", err)
		}
		return
	}
	for _, field := range strings.Split(*connections, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 {
			log.Fatalf("-connections %s: want numbers such as 1,16", *connections)
		}
		c.connections = append(c.connections, n)
	}
	if err := run(ctx, c, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// run compares and measures as the command line says.
func run(ctx context.Context, c config, out io.Writer) error {
	if c.neo4j == "" {
		url, stop, err := neo4jtest.Start(ctx)
		if err != nil {
			return err
		}
		defer stop()
		c.neo4j = url
	}
	g := synthetic.New(c.graph)
	ops := operations(g)
	sides, err := c.sides(ctx, g, ops)
	if err != nil {
		return err
	}
	if err := compare(sides, ops, out); err != nil {
		return err
	}
	cl, err := startClient()
	if err != nil {
		return err
	}
	defer cl.close()
	if c.only != "" {
		ops = named(ops, c.only)
	}
	if c.cpuprofile != "" {
		f, err := os.Create(c.cpuprofile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
		sides = sides[:1]
	}
	results, err := c.measure(ctx, cl, sides, ops)
	if err != nil {
		return err
	}
	report(out, sides, results)
	return nil
}

func named(ops []*operation, name string) []*operation {
	var kept []*operation
	for _, o := range ops {
		if o.name == name {
			kept = append(kept, o)
		}
	}
	return kept
}

// sides starts the two sides, first the one that is measured: the service on Neo4j,
// or against it the service on SQLite.
func (c config) sides(ctx context.Context, g *synthetic.Graph, ops []*operation) ([]*side, error) {
	s, err := filled(ctx, c.neo4j, g)
	if err != nil {
		return nil, err
	}
	service, err := serve("service", newService(s), askGraphQL)
	if err != nil {
		return nil, err
	}
	switch c.against {
	case "bare":
		b, err := newBare(c.neo4j)
		if err != nil {
			return nil, err
		}
		other, err := serve("bare", b.handler(ops), askBare)
		return []*side{service, other}, err
	case "sqlite":
		s, err := filled(ctx, "sqlite:"+c.sqlite, g)
		if err != nil {
			return nil, err
		}
		service.name = "neo4j"
		embedded, err := serve("sqlite", newService(s), askGraphQL)
		return []*side{embedded, service}, err
	}
	return nil, fmt.Errorf("-against %s: want bare or sqlite", c.against)
}
