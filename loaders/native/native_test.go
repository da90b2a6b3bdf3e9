package native

import (
	"context"
	"testing"

	"demandgraph/loaders"
)

func readAll(t *testing.T, src *loaders.Source) []*loaders.Record {
	t.Helper()
	var all []*loaders.Record
	if err := (Loader{}).Read(context.Background(), src, func(r *loaders.Record) error {
		all = append(all, r)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestExampleCorpus(t *testing.T) {
	sources, err := loaders.Walk([]string{"../../examples"})
	if err != nil {
		t.Fatal(err)
	}
	formats := loaders.Registry{Loader{}}
	read := 0
	for _, src := range sources {
		l, err := formats.Detect(src)
		if err != nil {
			t.Fatal(err)
		}
		if l == nil {
			t.Logf("%s: not a document", src.Path)
			continue
		}
		for _, r := range readAll(t, src) {
			read++
			for _, p := range r.Problems {
				t.Error(p)
			}
		}
	}
	if read < 16 {
		t.Errorf("only %d documents", read)
	}
}
