package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime/pprof"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/store/neo4j/neo4jtest"
)

// config says what is measured.
type config struct {
	synthetic  synthetic.Config
	engine     string
	url        string // of a Neo4j server; "" starts one
	create     bool
	graphOnly  bool
	rows       int // of event data, in place of the synthetic graph
	data       string
	alone      bool
	cpuProfile string
}

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c config
	flag.IntVar(&c.synthetic.Demands, "demands", 10_000, "how many demands are written")
	flag.IntVar(&c.synthetic.SetArticles, "articles", 100, "articles in one set, which is one transaction")
	flag.Uint64Var(&c.synthetic.Seed, "seed", 1, "seed of the graph")
	flag.StringVar(&c.engine, "store", "neo4j", "what to write to: neo4j or sqlite")
	flag.StringVar(&c.url, "neo4j", "", "URL of an empty Neo4j `server` for this alone; empty starts one")
	flag.BoolVar(&c.create, "create", false, "on Neo4j, let the bare side CREATE what is new, where it else MERGEs")
	flag.BoolVar(&c.graphOnly, "graph-only", false, "let the bare side leave out claims and contributions too")
	flag.IntVar(&c.rows, "rows", 0, "load so many rows of ICEWS, in place of the synthetic graph")
	flag.StringVar(&c.data, "data", "../shared/data/icews", "folder of published rows; without it they are made up")
	flag.BoolVar(&c.alone, "alone", false, "with -rows, load only: memory, and the time of each tenth")
	flag.StringVar(&c.cpuProfile, "cpuprofile", "", "with -alone, write a profile of this process to a `file`")
	flag.Parse()
	if err := run(ctx, c); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, c config) error {
	if c.engine != "sqlite" && c.engine != "neo4j" {
		return fmt.Errorf("-store %s: want neo4j or sqlite", c.engine)
	}
	if c.engine == "neo4j" && c.url == "" {
		started, stop, err := neo4jtest.Start(ctx)
		if err != nil {
			return err
		}
		defer stop()
		c.url = started
	}
	if c.rows > 0 {
		return runEvents(ctx, c)
	}
	return measure(ctx, c, articles(synthetic.New(c.synthetic)))
}

// measure lets the store and the bare side write.
func measure(ctx context.Context, c config, w work) error {
	if c.engine == "sqlite" {
		return measureSQLite(ctx, c, w)
	}
	return measureNeo4j(ctx, c, w)
}

// runEvents measures the loading of event data.
func runEvents(ctx context.Context, c config) error {
	file, from, remove, err := eventFile(c.data, c.rows, c.synthetic.Seed)
	if err != nil {
		return err
	}
	defer remove()
	log.Printf("%d %s", c.rows, from)
	if !c.alone {
		if err := measure(ctx, c, loading(file, c.rows, nil)); err != nil {
			return err
		}
		return measureRows(ctx, c, file)
	}
	if c.cpuProfile != "" {
		out, err := os.Create(c.cpuProfile)
		if err != nil {
			return err
		}
		defer out.Close()
		if err := pprof.StartCPUProfile(out); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	return loadAlone(ctx, c, file)
}

// report says what both sides wrote in a second, and the ratio.
func report(m *meter, bare time.Duration) error {
	if m.counted == 0 {
		return fmt.Errorf("the graph is too small: its %d sets were written to warm up", m.sets)
	}
	fmt.Printf("%.0f %s in %d sets; %.0f a second, bare statements %.0f a second, ratio %.2f\n",
		m.done(), m.unit, m.sets, m.rate(m.took), m.rate(bare), bare.Seconds()/m.took.Seconds())
	return nil
}
