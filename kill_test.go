package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/store"
	"demandgraph/store/open"
	"demandgraph/store/storetest"
)

// commandEnv makes the test binary the program itself, to be run as a process that can be killed.
const commandEnv = "DEMANDGRAPH_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(commandEnv) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// kills is how many times a run is killed.
const kills = 20

// TestKilledRunIsContinued kills a run of load at random moments, each time continues it by the
// same command, and wants the graph of a run that was not killed: imports, instants and
// versions aside.
func TestKilledRunIsContinued(t *testing.T) {
	for engine, size := range map[string]int{"sqlite": 1000, "neo4j": 600} {
		t.Run(engine, func(t *testing.T) {
			url := stores[engine](t)
			files := manyFiles(t, size)
			whole := "sqlite:" + filepath.Join(t.TempDir(), "whole.db")
			began := time.Now()
			finish(t, process(t, whole, files))
			k := &killer{want: reader(t, whole), got: reader(t, url), seed: rand.Uint64()}
			k.random = rand.New(rand.NewPCG(k.seed, 0))
			k.transactions = logged(t, k.want)
			k.first = time.Since(began) / 4
			k.each = time.Since(began) / time.Duration(k.transactions+1)
			if k.transactions < 5 {
				t.Fatalf("only %d transactions", k.transactions)
			}
			t.Logf("%d transactions, seed %d", k.transactions, k.seed)
			for runs := 1; k.killed < kills; runs++ {
				if runs > 3*kills {
					t.Fatalf("%d of %d runs ended before they could be killed", runs-k.killed, runs)
				}
				k.run(t, process(t, url, files))
			}
			t.Logf("killed %d times in %v, the store then at version %d; commits and time after them: %v",
				k.killed, time.Since(began).Round(time.Second), logged(t, k.got), k.moments)
			finish(t, process(t, url, files))
			storetest.Same(t, k.got, k.want)
			for _, s := range []store.Store{k.got, k.want} {
				if wrong, err := s.Verify(t.Context()); err != nil || len(wrong) > 0 {
					t.Errorf("verify: %v %.10q", err, wrong)
				}
			}
		})
	}
}

// killer kills runs.
type killer struct {
	got, want    store.Store
	transactions int64         // of a whole run
	each         time.Duration // a transaction, about
	first        time.Duration // from the start of a run to its first commit, or its end
	seed         uint64
	random       *rand.Rand
	killed       int
	moments      []string
}

// run starts a run and kills it at a random moment: before its first commit, or within the
// transaction after it, so that the transactions that there are last for all the runs.
func (k *killer) run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	before := logged(t, k.got)
	commits, within := int64(0), k.first
	if left := k.transactions - before; k.random.Int64N(int64(kills-k.killed)) < left-1 {
		commits, within = 1, k.each
	}
	later := time.Duration(k.random.Int64N(int64(within)))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for look := time.NewTicker(time.Millisecond); logged(t, k.got) < before+commits; {
		select {
		case err := <-ended: // with less to write than thought
			k.ended(t, err, &said)
			k.first, k.transactions = time.Since(began), logged(t, k.got)
			return
		case <-look.C:
		}
	}
	if commits > 0 {
		k.first = time.Since(began)
	}
	select {
	case err := <-ended:
		k.ended(t, err, &said)
		k.first = time.Since(began)
		return
	case <-time.After(later):
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		k.killed++
		k.moments = append(k.moments, fmt.Sprintf("%d+%v", logged(t, k.got)-before, later.Round(time.Millisecond)))
	}
}

// ended is for a run that nobody killed: it must have gone well.
func (k *killer) ended(t *testing.T, err error, said *bytes.Buffer) {
	t.Helper()
	if err != nil {
		t.Fatalf("seed %d: a run failed: %v\n%s", k.seed, err, said)
	}
}

// process is the command to load files into a store, as a process.
func process(t *testing.T, url string, files []string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, append([]string{"load", "--store", url, "--rejects", ""}, files...)...)
	cmd.Env = append(os.Environ(), commandEnv+"=1")
	return cmd
}

// finish runs a process to its end.
func finish(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said[max(0, len(said)-2000):])
	}
}

func reader(t *testing.T, url string) store.Store {
	t.Helper()
	s, err := open.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func logged(t *testing.T, s store.Store) int64 {
	t.Helper()
	v, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// manyFiles writes files of several formats that take many transactions: native documents that
// need each other, annotated texts, and rows of event data.
func manyFiles(t *testing.T, articles int) []string {
	t.Helper()
	dir := t.TempDir()
	in := func(name string, fill func(io.Writer) error) string {
		file := filepath.Join(dir, name)
		out, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(fill(out), out.Close()); err != nil {
			t.Fatal(err)
		}
		return file
	}
	return []string{
		in("articles.jsonl", func(w io.Writer) error { return nativeArticles(w, articles) }),
		in("annotated.jsonl", func(w io.Writer) error { return annotatedTexts(w, articles/2) }),
		in("rows.jsonl", func(w io.Writer) error { return synthetic.Events(w, 1, 4*articles) }),
	}
}

// nativeArticles writes articles each of which has a demand of its own and tells of an earlier one.
func nativeArticles(w io.Writer, n int) error {
	type object = map[string]any
	out := json.NewEncoder(w)
	for i := range n {
		by, of, earlier := fmt.Sprintf("group-%d", i%37), fmt.Sprintf("group-%d", (i*5+1)%37), fmt.Sprintf("demand-%d", i*7/8)
		first, second := fmt.Sprintf("Group %d asked for demand %d.", i%37, i), fmt.Sprintf("Of %s it would hear nothing.", earlier)
		err := out.Encode(object{
			"article": object{"key": fmt.Sprintf("article-%d", i), "publisher": "Example News", "publishedAt": fmt.Sprintf("2025-%02d-%02d", i%12+1, i%28+1),
				"text": first + " " + second},
			"actors":  []object{{"key": by, "name": "G " + by, "type": "OTHER"}, {"key": of, "name": "G " + of, "type": "OTHER"}},
			"demands": []object{{"key": fmt.Sprintf("demand-%d", i), "summary": fmt.Sprintf("Demand %d is met", i), "addressees": []string{of}}},
			"positions": []object{
				{"actor": by, "kind": "DEMANDS", "demand": fmt.Sprintf("demand-%d", i), "date": "2025", "evidence": []object{{"exact": first}}},
				{"actor": of, "kind": "REJECTS", "demand": earlier, "date": "2025", "evidence": []object{{"exact": second}}}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// annotatedTexts writes texts with mentions, as doccano exports them.
func annotatedTexts(w io.Writer, n int) error {
	out := json.NewEncoder(w)
	for i := range n {
		err := out.Encode(map[string]any{"id": i, "text": fmt.Sprintf("Ukraine and Russia met for the %dth time.", i),
			"label": [][]any{{0, 7, "GPE"}, {12, 18, "GPE"}}})
		if err != nil {
			return err
		}
	}
	return nil
}
