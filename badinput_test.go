package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/store/neo4j/neo4jtest"
	"demandgraph/store/open"
)

// command runs a command line and gives its status and all that it said.
func command(t *testing.T, args ...string) (status int, said string) {
	t.Helper()
	var out bytes.Buffer
	status = run(t.Context(), append([]string{"--log-level=error"}, args...), &out, &out)
	return status, out.String()
}

// fails runs a command line that must fail and say each of some words, once.
func fails(t *testing.T, wantStatus int, words []string, args ...string) {
	t.Helper()
	status, said := command(t, args...)
	if status != wantStatus {
		t.Errorf("status %d, want %d: %s", status, wantStatus, said)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("it does not say %q: %s", w, said)
		}
	}
	if strings.Contains(said, "goroutine ") || strings.Contains(said, "panic") {
		t.Errorf("it shows its inside: %s", said)
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

const topic = "topics: [{key: peace, name: Peace}]\n"

func TestBadStores(t *testing.T) {
	doc := write(t, "doc.yaml", topic)
	dir := t.TempDir()
	closed := closedPort(t)
	notADatabase := write(t, "not.db", strings.Repeat("this is no database ", 400))
	for name, c := range map[string]struct {
		url   string
		words []string
	}{
		"unknown scheme":     {"postgres://localhost/x", []string{"postgres", "sqlite:FILE"}},
		"no scheme":          {"demandgraph.db", []string{"scheme", "sqlite:FILE"}},
		"no file":            {"sqlite:", []string{"file"}},
		"a folder":           {"sqlite:" + dir, []string{dir}},
		"no such folder":     {"sqlite:" + filepath.Join(dir, "a", "b.db"), []string{"no directory"}},
		"no database":        {"sqlite:" + notADatabase, []string{notADatabase}},
		"newer schema":       {"sqlite:" + newerSchema(t), []string{"newer"}},
		"unreachable server": {"bolt://" + closed, []string{closed}},
	} {
		t.Run(name, func(t *testing.T) {
			fails(t, exitFailed, c.words, "load", "--store", c.url, "--rejects", "", doc)
			fails(t, exitFailed, c.words, "serve", "--store", c.url, "--listen", "127.0.0.1:0")
		})
	}
}

// closedPort is an address at which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// newerSchema is a database that a newer program has migrated.
func newerSchema(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "newer.db")
	s, err := open.Open(t.Context(), "sqlite:"+file)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWrongPassword(t *testing.T) {
	url := neo4jtest.URL(t)
	scheme, rest, _ := strings.Cut(url, "://")
	credentials, host, _ := strings.Cut(rest, "@")
	user, password, _ := strings.Cut(credentials, ":")
	wrong := scheme + "://" + user + ":not-" + password + "@" + host
	status, said := command(t, "load", "--store", wrong, "--rejects", "", write(t, "doc.yaml", topic))
	if status != exitFailed || !strings.Contains(said, "password") {
		t.Errorf("status %d: %s", status, said)
	}
	if strings.Contains(said, password) {
		t.Errorf("it tells the password: %s", said)
	}
}

const article = `article:
  key: a1
  publisher: Example News
  publishedAt: 2025-08-16
  text: Putin asked Kyiv to pull its troops out of the Donbas. Kyiv said “no”.
actors:
  - {key: russia, name: Russia, type: STATE}
  - {key: ukraine, name: Ukraine, type: STATE}
demands:
  - {key: withdrawal, summary: Ukraine withdraws, addressees: [ukraine]}
positions:
  - {actor: ukraine, kind: REJECTS, demand: withdrawal, evidence: [{exact: %s}]}
`

// TestBadDocuments loads a document with one thing wrong into each store: the
// message says what and where, the rest of the run goes on, and the graph has no
// trace of it.
func TestBadDocuments(t *testing.T) {
	good := fmt.Sprintf(article, `Kyiv said “no”`)
	cases := map[string]struct {
		text  string
		words []string
	}{
		"invalid UTF-8":                 {strings.Replace(good, "Example News", "Example \xff", 1), []string{"doc.yaml:3:", "UTF-8"}},
		"unknown field":                 {strings.Replace(good, "addressees", "adressees", 1), []string{"doc.yaml:10:", "adressees", "addressees"}},
		"unknown value":                 {strings.Replace(good, "REJECTS", "REJECT", 1), []string{"doc.yaml:12:", "REJECTS"}},
		"a quote that is not there":     {fmt.Sprintf(article, `Kyiv said nothing`), []string{"doc.yaml:12:", "Kyiv said nothing"}},
		"a quote with other quotation":  {fmt.Sprintf(article, `'Kyiv said "no"'`), []string{"doc.yaml:12:", "quot"}},
		"a quote with another space":    {fmt.Sprintf(article, "Kyiv\u00a0said"), []string{"doc.yaml:12:", "space"}},
		"a quote that is there twice":   {fmt.Sprintf(article, `Kyiv`), []string{"doc.yaml:12:", "occurrence"}},
		"an unknown reference":          {strings.Replace(good, "actor: ukraine", "actor: ukrain", 1), []string{"doc.yaml:12:", "ukrain"}},
		"a cycle of regions":            {good + "regions:\n  - {key: a, name: A, type: PLACE, partOf: [b]}\n  - {key: b, name: B, type: PLACE, partOf: [a]}\n", []string{"doc.yaml:15", "part of itself"}},
		"no YAML":                       {"article: [", []string{"doc.yaml:1"}},
		"documents that contradict":     {good + "---\n" + strings.NewReplacer("a1", "a2", "name: Russia", "name: Rossiya").Replace(good), []string{"Rossiya", "replaces"}},
		"an article with no key at all": {"article: {publisher: X}\n", []string{"doc.yaml:1", "key"}},
	}
	for engine, empty := range stores {
		t.Run(engine, func(t *testing.T) {
			url := empty(t)
			for name, c := range cases {
				t.Run(name, func(t *testing.T) {
					before := dataVersion(t, url)
					fails(t, exitFailed, c.words, "load", "--all-or-nothing", "--rejects", "", "--store", url, write(t, "doc.yaml", c.text))
					if after := dataVersion(t, url); after != before {
						t.Errorf("it left a trace: version %d, was %d", after, before)
					}
				})
			}
			rejects := filepath.Join(t.TempDir(), "rejects.jsonl")
			dir := t.TempDir()
			for name, text := range map[string]string{"a.yaml": topic, "b.yaml": "topics: [{kee: x}]\n"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			fails(t, exitRejected, []string{"b.yaml:1:", "1 rejected"}, "load", "--store", url, "--rejects", rejects, dir)
			if text, err := os.ReadFile(rejects); err != nil || !strings.Contains(string(text), `"reason"`) {
				t.Errorf("the file of rejects: %s, %v", text, err)
			}
		})
	}
}

func dataVersion(t *testing.T, url string) int64 {
	t.Helper()
	s, err := open.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestBadPaths(t *testing.T) {
	store := "--store=sqlite:" + filepath.Join(t.TempDir(), "x.db")
	fails(t, exitFailed, []string{"no document"}, "load", store, "--rejects", "", t.TempDir())
	fails(t, exitFailed, []string{"nowhere"}, "load", store, "--rejects", "", "nowhere")
	fails(t, exitFailed, []string{"nowhere"}, "check", "nowhere")
	huge := filepath.Join(t.TempDir(), "huge.yaml")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(topic); err != nil {
		t.Fatal(err)
	}
	line := []byte("# " + strings.Repeat("x", 1<<20) + "\n")
	for range 101 {
		if _, err := f.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	fails(t, exitFailed, []string{"huge.yaml", "MB"}, "load", store, "--all-or-nothing", "--rejects", "", huge)
}
