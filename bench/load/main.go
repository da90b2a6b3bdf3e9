package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/store/neo4j/neo4jtest"
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c synthetic.Config
	flag.IntVar(&c.Demands, "demands", 10_000, "how many demands are written")
	flag.IntVar(&c.SetArticles, "articles", 100, "articles in one set, which is one transaction")
	flag.Uint64Var(&c.Seed, "seed", 1, "seed of the graph")
	engine := flag.String("store", "neo4j", "what to write to: neo4j or sqlite")
	url := flag.String("neo4j", "", "URL of an empty Neo4j `server` for this alone; empty starts one")
	create := flag.Bool("create", false, "on Neo4j, let the bare side CREATE what is new, where it else MERGEs")
	flag.Parse()
	if err := run(ctx, c, *engine, *url, *create); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, c synthetic.Config, engine, url string, create bool) error {
	g := synthetic.New(c)
	switch engine {
	case "sqlite":
		return measureSQLite(ctx, g)
	case "neo4j":
		if url == "" {
			started, stop, err := neo4jtest.Start(ctx)
			if err != nil {
				return err
			}
			defer stop()
			url = started
		}
		return measureNeo4j(ctx, url, g, create)
	}
	return fmt.Errorf("-store %s: want neo4j or sqlite", engine)
}

// tally adds up what one side wrote.
type tally struct {
	positions int
	took      time.Duration
}

func (t *tally) add(positions int, took time.Duration) {
	t.positions += positions
	t.took += took
}

func (t *tally) rate() float64 { return float64(t.positions) / t.took.Seconds() }

// report says what both sides wrote in a second, and the ratio.
func report(apply, bare *tally) {
	fmt.Printf("%d positions; Apply %.0f a second, bare statements %.0f a second, ratio %.2f\n",
		apply.positions, apply.rate(), bare.rate(), apply.rate()/bare.rate())
}
