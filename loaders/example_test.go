package loaders_test

import (
	"context"
	"fmt"
	"os"

	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

func ExampleRun() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := sqlite.Open(ctx, "sqlite:"+dir+"/graph.db")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	document := loaders.Bytes("talks.yaml", []byte(`
actors: [{key: ukraine, name: Ukraine, type: STATE}]
demands: [{key: ceasefire, summary: An immediate ceasefire, addressees: [rusia]}]
---
topics: [{key: ceasefire, name: Ceasefire}]
`))
	sum, err := loaders.Run(ctx, store, loaders.Registry{native.Loader{}}, loaders.Options{Sources: []*loaders.Source{document}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range sum.Problems {
		fmt.Println(p)
	}
	fmt.Println(sum.Loaded, "loaded, exit status", sum.Status())
	// Output:
	// talks.yaml:3:74: unknown actor "rusia": no document of this import describes it, and it is not in the graph
	// 1 loaded, exit status 1
}
