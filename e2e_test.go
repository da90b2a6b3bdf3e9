package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"demandgraph/queries"
	"demandgraph/store/neo4j/neo4jtest"
)

var update = flag.Bool("update", false, "write the answers to testdata/answers instead of comparing them")

// quiet is a console that nobody reads.
func quiet() *console {
	return &console{out: io.Discard, err: io.Discard, log: slog.New(slog.DiscardHandler)}
}

// stores opens an empty store of each engine for a test.
var stores = map[string]func(t *testing.T) (url string){
	"sqlite": func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "test.db") },
	"neo4j": func(t *testing.T) string {
		url := neo4jtest.URL(t)
		neo4jtest.Wipe(t, url)
		return url
	},
}

// testConfig is what serve has by default, on a free port, with more time for an operation:
// a cold and busy database takes long to plan what it has never seen.
func testConfig() serviceConfig {
	return serviceConfig{Listen: "127.0.0.1:0", Introspection: true, GraphiQL: true, MaxBody: 1 << 20, MaxDepth: 15, MaxCost: 500_000,
		Timeout: time.Minute, Export: exportConfig{Timeout: time.Minute, Max: 2}, DrainTimeout: 5 * time.Second}
}

// serve runs the real service over a store until the test ends.
func serve(t *testing.T, url string) *service {
	t.Helper()
	svc, err := newService(t.Context(), url, testConfig(), slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- svc.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := svc.Close(); err != nil {
			t.Error(err)
		}
	})
	return svc
}

// TestExampleAnswers asks both stores the example queries over HTTP and compares
// the answers, byte for byte, with those that README and docs/questions.md show.
func TestExampleAnswers(t *testing.T) {
	for name, open := range stores {
		if *onlyStore != "" && name != *onlyStore {
			continue
		}
		t.Run(name, func(t *testing.T) {
			svc := serve(t, open(t))
			if err := loadExamples(t.Context(), quiet(), svc); err != nil {
				t.Fatal(err)
			}
			for _, e := range queries.All() {
				got, err := ask(t.Context(), svc.URL(), e)
				if err != nil {
					t.Fatalf("%s: %v", e.Name, err)
				}
				got = data(t, got)
				file := filepath.Join("testdata", "answers", e.File+".json")
				if *update {
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s: got\n%s\nwant\n%s", e.Name, got, want)
				}
			}
		})
	}
}

// data is an answer without what differs from run to run, indented.
func data(t *testing.T, answer []byte) []byte {
	t.Helper()
	var a struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, a.Data, "", "  "); err != nil {
		t.Fatal(err)
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// TestDemoCheck runs the demo as a newcomer would.
func TestDemoCheck(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run(t.Context(), []string{"demo", "--check", "--log-level=warn"}, &out, &errs); status != exitOK {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	if !bytes.Contains(out.Bytes(), []byte(`"key": "donbas-withdrawal"`)) {
		t.Errorf("the answers are not there: %s", out.String())
	}
}
