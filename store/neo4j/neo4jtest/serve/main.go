// Serve starts a Neo4j server for tests and prints its address, the value for NEO4J_TEST_URL, on
// its first line. The server runs until standard input ends or the command is interrupted or
// terminated. It spares the packages of a test run from starting a server each.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"demandgraph/store/neo4j/neo4jtest"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	url, stop, err := neo4jtest.Start(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer stop()
	fmt.Println(url)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	<-ctx.Done()
}
