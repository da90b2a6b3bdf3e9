package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// What cannot be opened is refused in one sentence that names it.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	foreign, err := Open(t.Context(), Scheme+other)
	if err != nil {
		t.Fatal(err)
	}
	err = foreign.write(t.Context(), func(se *session) error { return se.script(t.Context(), "PRAGMA application_id = 7") })
	if err != nil {
		t.Fatal(err)
	}
	if err := foreign.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ url, says string }{
		{Scheme + dir, dir + " is a directory"},
		{Scheme + filepath.Join(dir, "nowhere", "graph.db"), "there is no directory " + filepath.Join(dir, "nowhere")},
		{Scheme + file("text.db", strings.Repeat("This is no database. ", 100), 0o666), "is no SQLite database"},
		{Scheme + other, "database of another program"},
		{Scheme, "names no file"},
		{Scheme + ":memory:", "needs a file"},
		{Scheme + "//host/graph.db", "names a host"},
		{"graph.db", "write sqlite:FILE"},
	} {
		s, err := Open(t.Context(), tc.url)
		if store.CodeOf(err) != store.Invalid || s != nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: got %v", tc.url, err)
		}
	}
	if os.Geteuid() != 0 { // nothing is unwritable for root
		path := file("locked.db", "", 0o444)
		if _, err := Open(t.Context(), Scheme+path); store.CodeOf(err) != store.Invalid || !strings.Contains(err.Error(), path+" cannot be written") {
			t.Errorf("a file that may only be read: %v", err)
		}
	}
}

// Names of files are no URLs: what would mean something in one means itself.
func TestOpenTakesAnyName(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"graph.db", "a b%20?mode=ro#1.db", "./übung.db"} {
		s, err := Open(t.Context(), Scheme+name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		mustApply(t, s, setOf(summit()))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
		again, err := Open(t.Context(), Scheme+name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v, err := again.Version(t.Context()); v != 1 || err != nil {
			t.Errorf("%s: version %d, %v", name, v, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A context ends a read and a wait for a connection, and leaves the store whole.
func TestContext(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Read(ctx, whoDemandedWhat("russia", "ukraine")); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled read: %v", err)
	}
	if _, err := s.Apply(ctx, setOf(summit()), false); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled write: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	err := s.read(ctx, func(se *session) error {
		time.AfterFunc(10*time.Millisecond, cancel)
		_, err := se.number(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("an endless statement ended with %v", err)
	}
	for range 2 * cap(s.readers) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic did not come through")
				}
			}()
			_ = s.read(t.Context(), func(*session) error { panic("a bug") })
		}()
	}
	if a := mustRead(t, s, whoDemandedWhat("russia", "ukraine")); a.Page.Total != 1 {
		t.Errorf("afterwards %d demands are found", a.Page.Total)
	}
}

func TestClosed(t *testing.T) {
	s := openTest(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Version(t.Context()); store.CodeOf(err) != store.Unavailable {
		t.Errorf("got %v", err)
	}
	if _, err := s.Apply(t.Context(), setOf(summit()), false); store.CodeOf(err) != store.Unavailable {
		t.Errorf("got %v", err)
	}
}

// Writers of two programs and readers at once: each sees whole states only.
func TestWritersAndReaders(t *testing.T) {
	path := Scheme + filepath.Join(t.TempDir(), "graph.db")
	var stores []*Store
	for range 2 {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores = append(stores, s)
	}
	mustApply(t, stores[0], setOf(summit()))
	var wg sync.WaitGroup
	for i, s := range stores {
		wg.Go(func() { // writers: each adds positions to the same demand
			for j := range 15 {
				doc := summit()
				doc.Article.Key = fmt.Sprintf("article-%d-%d", i, j)
				doc.Article.URL, doc.Article.Title = "", ""
				for k := range doc.Positions {
					doc.Positions[k].Key = fmt.Sprintf("p-%d-%d-%d", i, j, k)
				}
				if _, err := s.Apply(t.Context(), setOf(doc), false); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() { // readers: the list has as many entries as it says
			for range 30 {
				q, _, at := below(&builder{}, "allies", "positions", query.Order{By: demand.SortName}, nil)
				a, err := s.Read(t.Context(), q)
				if err != nil {
					t.Error(err)
					return
				}
				if items := at(a); int(items.Total) != len(items.Items) || items.Total < 2 {
					t.Errorf("%d entries, says %d", len(items.Items), items.Total)
				}
			}
		})
	}
	wg.Wait()
	wrong, err := stores[0].Verify(t.Context())
	if err != nil || len(wrong) > 0 {
		t.Errorf("%v\n%s", err, strings.Join(wrong, "\n"))
	}
	if v, _ := stores[1].Version(t.Context()); v != 31 {
		t.Errorf("version %d", v)
	}
}

// Killed while it writes, a program leaves what it had said to be written, and
// nothing by halves.
func TestKilled(t *testing.T) {
	if path := os.Getenv("SQLITE_TEST_WRITE"); path != "" {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		for set := range synthetic.New(synthetic.Config{Seed: 4, Demands: 5000, SetArticles: 20}).Sets() {
			fmt.Printf("\nwrote %d\n", mustApply(t, s, set).Version)
		}
		return
	}
	path := Scheme + filepath.Join(t.TempDir(), "graph.db")
	for _, after := range []int{3, 9} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "SQLITE_TEST_WRITE="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var version int64
		for lines, n := bufio.NewScanner(out), 0; n < after && lines.Scan(); {
			var v int64
			if _, err := fmt.Sscanf(lines.Text(), "wrote %d", &v); err == nil {
				version = max(version, v)
				n++
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if have, err := s.Version(t.Context()); err != nil || have < version || version == 0 {
			t.Errorf("version %d was written, %d is there, %v", version, have, err)
		}
		wrong, err := s.Verify(t.Context())
		if err != nil || len(wrong) > 0 {
			t.Errorf("%v\n%s", err, strings.Join(wrong, "\n"))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
