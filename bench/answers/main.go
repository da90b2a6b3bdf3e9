// Command answers measures the answers that are worked out (matrices, timelines,
// statistics, networks, neighbourhoods) on synthetic graphs of several sizes: what each
// costs, how many rows it scans, and how that grows from one size to the next. What is
// bounded by its meaning should not grow; what counts should grow no faster than what it counts.
//
//	go run ./bench/answers -positions 100000,1000000
//	go run ./bench/answers -positions 10000,100000 -store neo4j
//
// The operations are the files in operations; all get the same variables.
package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/graph"
	"demandgraph/graph/handler"
	"demandgraph/query"
	"demandgraph/store"
	"demandgraph/store/neo4j/neo4jtest"
	"demandgraph/store/open"
)

//go:embed operations/*.graphql
var operations embed.FS

// positionsADemand is about how many positions the synthetic graph has for each demand.
const positionsADemand = 2.2

func main() {
	log.SetFlags(0)
	positions := flag.String("positions", "10000,100000", "sizes of the graphs, in positions")
	engine := flag.String("store", "sqlite", "sqlite or neo4j")
	dir := flag.String("dir", "", "keep the SQLite files here, and find them again; a temporary folder when empty")
	turns := flag.Int("turns", 5, "how often each operation is asked")
	only := flag.String("only", "", "only operations whose names contain this")
	flag.Parse()
	if err := run(context.Background(), strings.Split(*positions, ","), *engine, *dir, *turns, *only); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, sizes []string, engine, dir string, turns int, only string) error {
	names, err := fs.Glob(operations, "operations/*.graphql")
	if err != nil {
		return err
	}
	results := make([][]result, len(sizes))
	for i, text := range sizes {
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("-positions: %w", err)
		}
		if err := measure(ctx, n, engine, dir, turns, only, names, &results[i]); err != nil {
			return err
		}
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "operation\t")
	for _, size := range sizes {
		fmt.Fprintf(out, "%s ms\trows\t", size)
	}
	fmt.Fprint(out, "\n")
	for i := range results[0] {
		fmt.Fprintf(out, "%s\t", results[0][i].name)
		for _, r := range results {
			if r[i].refused != "" {
				fmt.Fprintf(out, "%s\t\t", r[i].refused)
				continue
			}
			fmt.Fprintf(out, "%.1f\t%d\t", float64(r[i].took.Microseconds())/1000, r[i].rows)
		}
		fmt.Fprint(out, "\n")
	}
	return out.Flush()
}

// result is what an operation cost at one size: the median of its turns.
type result struct {
	name    string
	took    time.Duration
	rows    int64  // that were scanned
	refused string // the code, where it was
}

func measure(ctx context.Context, positions int, engine, dir string, turns int, only string, names []string, results *[]result) error {
	g := synthetic.New(synthetic.Config{Seed: 1, Demands: int(float64(positions) / positionsADemand)})
	if dir == "" {
		temporary, err := os.MkdirTemp("", "answers")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temporary)
		dir = temporary
	}
	url := "sqlite:" + filepath.Join(dir, fmt.Sprintf("%d.db", positions))
	if engine == "neo4j" {
		started, stop, err := neo4jtest.Start(ctx)
		if err != nil {
			return err
		}
		defer stop()
		url = started
	}
	s, err := filled(ctx, url, g)
	if err != nil {
		return err
	}
	defer s.Close()
	counted := &counting{Store: s}
	h := graph.NewHandler(counted, handler.Config{Limits: handler.Limits{Execution: 5 * time.Minute}})
	variables, err := variablesOf(ctx, h, g)
	if err != nil {
		return err
	}
	for _, name := range names {
		short := strings.TrimSuffix(filepath.Base(name), ".graphql")
		if !strings.Contains(short, only) {
			continue
		}
		text, err := operations.ReadFile(name)
		if err != nil {
			return err
		}
		r := result{name: short}
		var took []time.Duration
		for range turns {
			counted.rows.Store(0)
			start := time.Now()
			_, err := ask(ctx, h, string(text), variables)
			took = append(took, time.Since(start))
			var code refusal
			if errors.As(err, &code) {
				r.refused = string(code)
				break
			}
			if err != nil {
				return fmt.Errorf("%s: %w", short, err)
			}
		}
		slices.Sort(took)
		r.took, r.rows = took[len(took)/2], counted.rows.Load()
		log.Printf("%d %s: %v, %d rows %s", positions, short, r.took.Round(time.Microsecond), r.rows, r.refused)
		*results = append(*results, r)
	}
	return nil
}

// filled opens a store and loads the graph into it, unless it is there.
func filled(ctx context.Context, url string, g *synthetic.Graph) (store.Store, error) {
	s, err := open.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	ids, err := s.Contributions(ctx, g.Import().Key)
	if err != nil || len(ids) == g.Documents() {
		return s, err
	}
	start, shown, documents := time.Now(), time.Now(), 0
	for set := range g.Sets() {
		if _, err := s.Apply(ctx, set, false); err != nil {
			return nil, err
		}
		documents += len(set.Documents)
		if time.Since(shown) > 30*time.Second {
			shown = time.Now()
			log.Printf("loaded %d of %d documents in %v", documents, g.Documents(), time.Since(start).Round(time.Second))
		}
	}
	log.Printf("loaded %d documents in %v", documents, time.Since(start).Round(time.Second))
	return s, nil
}

// counting counts the rows that scans hand over.
type counting struct {
	store.Store
	rows atomic.Int64
}

func (c *counting) Scan(ctx context.Context, q *query.Scan, begin func() func([]any) error) (int64, error) {
	return c.Store.Scan(ctx, q, func() func([]any) error {
		yield := begin()
		return func(row []any) error {
			c.rows.Add(1)
			return yield(row)
		}
	})
}

// refusal is the code of an answer that was refused.
type refusal string

func (r refusal) Error() string { return string(r) }

// ask asks an operation through the HTTP handler.
func ask(ctx context.Context, h http.Handler, text string, variables map[string]any) (data map[string]any, err error) {
	body, err := json.Marshal(map[string]any{"query": text, "variables": variables})
	if err != nil {
		return nil, err
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var answer struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("%w: %.200s", err, w.Body)
	}
	if len(answer.Errors) > 0 {
		if code := answer.Errors[0].Extensions.Code; code == string(store.TooCostly) {
			return nil, refusal(code)
		}
		return nil, errors.New(answer.Errors[0].Message)
	}
	return answer.Data, nil
}

// variablesOf are the variables of all operations: the busiest actors, one actor of
// middling activity, and what the busiest has demanded last.
func variablesOf(ctx context.Context, h http.Handler, g *synthetic.Graph) (map[string]any, error) {
	const quiet = 40 // how many actors do more than the quiet one
	if len(g.Actors) <= quiet {
		return nil, fmt.Errorf("the graph is too small: it has %d actors", len(g.Actors))
	}
	v := map[string]any{"actor": g.Actors[0].Key, "other": g.Actors[1].Key, "quiet": g.Actors[quiet].Key, "region": g.Regions[0].Key,
		"quietRegion": g.Regions[len(g.Regions)/2].Key, "topic": g.Topics[0].Key, "quietTopic": g.Topics[len(g.Topics)/2].Key, "event": g.Events[0].Key}
	var actors []string
	for _, a := range g.Actors[:8] {
		actors = append(actors, a.Key)
	}
	v["actors"] = actors
	data, err := ask(ctx, h, `query($actor: String!) {actor(key: $actor) {demandsMade(first: 20) {nodes {key}}}}`, v)
	if err != nil {
		return nil, err
	}
	made, _ := data["actor"].(map[string]any)["demandsMade"].(map[string]any)["nodes"].([]any)
	var demands []string
	for _, d := range made {
		key, _ := d.(map[string]any)["key"].(string)
		demands = append(demands, key)
	}
	if len(demands) == 0 {
		return nil, errors.New("the busiest actor has demanded nothing: the graph is too small")
	}
	v["demands"], v["demand"] = demands, demands[0]
	return v, nil
}
