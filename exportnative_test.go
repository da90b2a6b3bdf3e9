package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"demandgraph/store"
	"demandgraph/store/open"
	"demandgraph/store/storetest"
)

// opening opens an empty SQLite store.
func opening(t *testing.T) (s store.Store, url string) {
	t.Helper()
	url = stores["sqlite"](t)
	s, err := open.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, url
}

// loadPaths loads files by the command, and refuses to go on when anything is rejected.
func loadPaths(t *testing.T, url string, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(t.Context(), append([]string{"load", "--store", url, "--rejects=", "--review="}, args...), &out, &errs); status != exitOK {
		t.Fatalf("load %q: status %d: %s%s", args, status, out.String(), errs.String())
	}
}

// TestNativeExportMakesTheSameGraph loads what was exported of a graph into an empty store.
func TestNativeExportMakesTheSameGraph(t *testing.T) {
	for name, load := range map[string]func(t *testing.T, url string){
		"the example corpus": func(t *testing.T, url string) { loadPaths(t, url, "examples") },
		"event data": func(t *testing.T, url string) {
			loadPaths(t, url, filepath.Join("loaders", "plover", "testdata", "records.json"))
		},
		"annotated articles": func(t *testing.T, url string) {
			loadPaths(t, url, "examples/00-reference.yaml", filepath.Join("testdata", "corpus"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			from, url := opening(t)
			load(t, url)
			file := filepath.Join(t.TempDir(), "graph.yaml")
			var errs bytes.Buffer
			if status := run(t.Context(), []string{"export", "yaml", "--store", url, "--output", file}, &errs, &errs); status != exitOK {
				t.Fatalf("status %d: %s", status, errs.String())
			}
			to, again := opening(t)
			loadPaths(t, again, file)
			got, want := storetest.Graph(to), storetest.Graph(from)
			if got == want {
				return
			}
			a, b := bytes.Split([]byte(got), []byte("\n")), bytes.Split([]byte(want), []byte("\n"))
			for i := range a {
				if i >= len(b) || !bytes.Equal(a[i], b[i]) {
					text, _ := os.ReadFile(file)
					t.Fatalf("line %d: loaded again\n%s\nbefore\n%s\nfile of %d bytes", i, bytes.Join(a[max(0, i-5):min(i+3, len(a))], []byte("\n")), bytes.Join(b[max(0, i-5):min(i+3, len(b))], []byte("\n")), len(text))
				}
			}
			t.Fatal("the graph that was loaded again has less")
		})
	}
}
