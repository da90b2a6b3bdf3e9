package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/store"
	"demandgraph/store/open"
	"demandgraph/store/storetest"
)

var importLine = regexp.MustCompile(`import ([a-z0-9-]+), version`)

// withTopics is a document that describes all it names, with so many topics.
func withTopics(key, says string, topics int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "article: {key: %s, title: %s, text: %q}\nactors: [{key: x, name: X, type: STATE}]\ndemands: [{key: d, summary: D, addressees: [x]}]\n", key, key, says)
	fmt.Fprintf(&b, "positions: [{actor: x, kind: REJECTS, demand: d, date: 2025-08-15, evidence: [{exact: %q}]}]\ntopics:\n", says)
	for i := range topics {
		fmt.Fprintf(&b, "  - {key: %s-%d, name: T}\n", key, i)
	}
	return b.String()
}

// folder writes documents to files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ended runs a command line and wants an exit status of it.
func ended(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if status := run(t.Context(), args, &o, &e); status != want {
		t.Fatalf("%q: status %d: %s%s", args, status, o.String(), e.String())
	}
	return o.String(), e.String()
}

// importOf is the import that a load says.
func importOf(t *testing.T, out string) string {
	t.Helper()
	m := importLine.FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("no import in %q", out)
	}
	return m[1]
}

func storeAt(t *testing.T, url string) store.Store {
	t.Helper()
	s, err := open.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestUnload loads two imports that overlap and takes them back, one after the other. One
// document is so large that it is a transaction of its own: that the second import finds it
// unchanged is in none of those that it writes.
func TestUnload(t *testing.T) {
	first := folder(t, map[string]string{"1.yaml": withTopics("one", "No, said X.", 3), "2.yaml": withTopics("two", "X said no.", 2000)})
	second := folder(t, map[string]string{"1.yaml": withTopics("one", "No, X said.", 3), "2.yaml": withTopics("two", "X said no.", 2000), "3.yaml": withTopics("three", "Never.", 3)})
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			url := open(t)
			load := func(folder string) string {
				out, _ := ended(t, exitOK, "load", "--store", url, "--rejects=", folder)
				return importOf(t, out)
			}
			a := load(first)
			b := load(second)

			want := loadedAlone(t, second)
			before := storeAt(t, url)
			version, err := before.Version(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if out, _ := ended(t, exitOK, "unload", "--store", url, "--import", a, "--dry-run"); !strings.Contains(out, "2 documents would be taken back") || !strings.Contains(out, "dry run") {
				t.Errorf("a dry run says %s", out)
			}
			if now, err := before.Version(t.Context()); err != nil || now != version {
				t.Errorf("a dry run wrote: version %d, %v", now, err)
			}
			if out, _ := ended(t, exitOK, "unload", "--store", url, "--import", a); !strings.Contains(out, "2 documents taken back") {
				t.Errorf("unload says %s", out)
			}
			storetest.Same(t, before, want)
			if _, errs := ended(t, exitFailed, "unload", "--store", url, "--import", a); !strings.Contains(errs, "there is no import") {
				t.Errorf("an import that is gone: %s", errs)
			}
			ended(t, exitOK, "unload", "--store", url, "--import", demand.GlobalID(demand.KindImport, b))
			storetest.Same(t, before, storetest.Reference(t))
			if wrong, err := before.Verify(t.Context()); err != nil || len(wrong) > 0 {
				t.Errorf("%v %q", err, wrong)
			}
		})
	}
}

// loadedAlone is what loading a folder into an empty store gives.
func loadedAlone(t *testing.T, folder string) store.Store {
	t.Helper()
	url := "sqlite:" + filepath.Join(t.TempDir(), "alone.db")
	ended(t, exitOK, "load", "--store", url, "--rejects=", folder)
	return storeAt(t, url)
}

func TestUnloadWhatOthersNeed(t *testing.T) {
	url := stores["sqlite"](t)
	out, _ := ended(t, exitOK, "load", "--store", url, "--rejects=", folder(t, map[string]string{
		"actors.yaml": "actors: [{key: x, name: X, type: STATE}]", "topics.yaml": "topics: [{key: t, name: T}]"}))
	a := importOf(t, out)
	out, _ = ended(t, exitOK, "load", "--store", url, "--rejects=", folder(t, map[string]string{"demands.yaml": "demands: [{key: d, summary: D, addressees: [x]}]"}))
	b := importOf(t, out)

	out, errs := ended(t, exitRejected, "unload", "--store", url, "--import", a)
	if !strings.Contains(out, "1 document taken back, 1 left, which others need") || !strings.Contains(errs, "actors.yaml: Actor x: nothing would describe it any more") || !strings.Contains(errs, "demands.yaml") {
		t.Errorf("%s%s", out, errs)
	}
	ended(t, exitOK, "unload", "--store", url, "--import", b)
	ended(t, exitOK, "unload", "--store", url, "--import", a)
	storetest.Same(t, storeAt(t, url), storetest.Reference(t))
}

func TestUnloadOfAnotherKind(t *testing.T) {
	_, errs := ended(t, exitFailed, "unload", "--store", stores["sqlite"](t), "--import", demand.GlobalID(demand.KindActor, "russia"))
	if !strings.Contains(errs, "not of an import") {
		t.Error(errs)
	}
}
