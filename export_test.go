package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"demandgraph/queries"
)

// python is an interpreter with the readers of testdata/export/requirements.txt, made once
// in the user's cache. Where there is none, the test says so and skips; with CI=true it fails.
func python(t *testing.T) string {
	t.Helper()
	path, err := makePython()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("no independent readers: %v", err)
	}
	return path
}

var makePython = sync.OnceValues(func() (string, error) {
	system, err := exec.LookPath("python3")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "demandgraph", "export-readers")
	venv := filepath.Join(dir, "bin", "python")
	if exec.Command(venv, "-c", "import networkx, igraph, rdflib, lxml, bibtexparser, rispy").Run() == nil {
		return venv, nil
	}
	for _, args := range [][]string{{system, "-m", "venv", dir}, {venv, "-m", "pip", "install", "-q", "-r", filepath.Join("testdata", "export", "requirements.txt")}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(out))
		}
	}
	return venv, nil
})

// opened is what an independent reader finds in a file.
func opened(t *testing.T, reader string, file []byte, to any, args ...string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python(t), append([]string{filepath.Join("testdata", "export", "read.py"), reader, name}, args...)...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", reader, err, errs.String())
	}
	if err := json.Unmarshal(out, to); err != nil {
		t.Fatal(err)
	}
}

// exampleService serves the example corpus from SQLite.
func exampleService(t *testing.T) *service {
	t.Helper()
	svc := serve(t, stores["sqlite"](t))
	if err := loadExamples(t.Context(), quiet(), svc); err != nil {
		t.Fatal(err)
	}
	return svc
}

// exported gets a file over HTTP.
func exported(t *testing.T, svc *service, format string, params url.Values) []byte {
	t.Helper()
	resp, body := getExport(t, svc, format, params)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s: %s", format, resp.Status, body)
	}
	return body
}

func getExport(t *testing.T, svc *service, format string, params url.Values) (*http.Response, []byte) {
	t.Helper()
	resp, err := http.Get(strings.TrimSuffix(svc.URL(), "/graphql") + "/export/" + format + "?" + params.Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

// positionKeys are the keys that the paged query lists.
func positionKeys(t *testing.T, svc *service, filter string) []string {
	t.Helper()
	var keys []string
	after := "null"
	for {
		q := `query($f: PositionFilter, $after: String) { positions(filter: $f, first: 7, after: $after) { nodes { key } pageInfo { hasNextPage endCursor } } }`
		answer, err := ask(t.Context(), svc.URL(), queries.Example{Query: q, Variables: `{"f": ` + filter + `, "after": ` + after + `}`})
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Data struct {
				Positions struct {
					Nodes    []struct{ Key string }
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
				}
			}
		}
		if err := json.Unmarshal(answer, &page); err != nil {
			t.Fatal(err)
		}
		for _, n := range page.Data.Positions.Nodes {
			keys = append(keys, n.Key)
		}
		if !page.Data.Positions.PageInfo.HasNextPage {
			slices.Sort(keys)
			return keys
		}
		text, _ := json.Marshal(page.Data.Positions.PageInfo.EndCursor)
		after = string(text)
	}
}

var exportFilters = []string{
	`{}`,
	`{"actor": {"key": {"eq": "russia"}}}`,
	`{"ownWordOnly": true, "demand": {"topic": {"key": {"eq": "territorial-integrity"}}}}`,
	`{"kind": {"in": ["REJECTS", "OPPOSES"]}}`,
	`{"key": {"eq": "nothing-is-so-called"}}`,
}

// TestExportsHoldWhatTheQueryLists compares the positions of a file, found by an
// independent reader, with those that the paged query with the same filter lists.
func TestExportsHoldWhatTheQueryLists(t *testing.T) {
	svc := exampleService(t)
	for _, filter := range exportFilters {
		want := positionKeys(t, svc, filter)
		params := url.Values{"filter": {filter}}
		t.Run("csv "+filter, func(t *testing.T) {
			var found struct{ Rows []map[string]string }
			opened(t, "csv", exported(t, svc, "csv", params), &found)
			var keys []string
			for _, r := range found.Rows {
				keys = append(keys, r["key"])
			}
			slices.Sort(keys)
			if !slices.Equal(keys, want) {
				t.Errorf("csv has %q, the query lists %q", keys, want)
			}
		})
		for _, format := range []string{"graphml", "gexf", "cytoscape"} {
			t.Run(format+" "+filter, func(t *testing.T) {
				var found struct {
					Nodes map[string]map[string]any
					Edges []map[string]any
				}
				opened(t, format, exported(t, svc, format, params), &found)
				var keys []string
				for _, e := range found.Edges {
					id, _ := e["id"].(string)
					if key, ok := strings.CutPrefix(id, "Position:"); ok {
						keys = append(keys, key)
					}
					for _, end := range []string{"source", "target"} {
						if n := found.Nodes[e[end].(string)]; n["kind"] == nil {
							t.Errorf("%s: its %s is no node that says what it is", id, end)
						}
					}
				}
				slices.Sort(keys)
				if !slices.Equal(keys, want) {
					t.Errorf("%s has %q, the query lists %q", format, keys, want)
				}
			})
		}
	}
}

// TestExportRefusals holds what is refused to a JSON error with a code.
func TestExportRefusals(t *testing.T) {
	svc := exampleService(t)
	for _, c := range []struct {
		format string
		params url.Values
		status int
		code   string
		says   string
	}{
		{"word", nil, 400, "INVALID", "no format"},
		{"gexf", url.Values{"of": {"edges"}}, 400, "INVALID", "is not made of"},
		{"csv", url.Values{"filter": {"{"}}, 400, "BAD_USER_INPUT", "filter"},
		{"csv", url.Values{"filter": {`{"actr": {}}`}}, 400, "BAD_USER_INPUT", "actr"},
		{"csv", url.Values{"filter": {`{"kind": {"eq": "WISHES"}}`}}, 400, "BAD_USER_INPUT", "WISHES"},
		{"csv", url.Values{"asOf": {"yesterday"}}, 400, "BAD_USER_INPUT", "asOf"},
		{"csv", url.Values{"asOf": {"no-such-summit:BEFORE"}}, 404, "NOT_FOUND", "no-such-summit"},
		{"csv", url.Values{"first": {"1"}}, 400, "BAD_USER_INPUT", "first"},
		{"csv", url.Values{"args": {"{}"}}, 400, "BAD_USER_INPUT", "args"},
		{"csv", url.Values{"of": {"actor-network"}, "args": {`{"relation": "COMBINE"}`}}, 400, "BAD_USER_INPUT", "relation"},
	} {
		resp, body := getExport(t, svc, c.format, c.params)
		var e struct {
			Error struct{ Code, Message string }
		}
		if err := json.Unmarshal(body, &e); err != nil || resp.StatusCode != c.status || e.Error.Code != c.code || !strings.Contains(e.Error.Message, c.says) {
			t.Errorf("%s %v: %s %s (%v), want %d %s that says %q", c.format, c.params, resp.Status, body, err, c.status, c.code, c.says)
		}
	}
}

// TestExportGzip asks for gzip by hand, so that the client does not undo it.
func TestExportGzip(t *testing.T) {
	svc := exampleService(t)
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSuffix(svc.URL(), "/graphql")+"/export/graphml", nil)
	r.Header.Set("Accept-Encoding", "br, gzip;q=0.5")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.Header.Get("Content-Encoding") != "gzip" || resp.Header.Get("Content-Disposition") != `attachment; filename="positions.graphml"` {
		t.Errorf("headers %v", resp.Header)
	}
	z, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(z)
	if want := exported(t, svc, "graphml", nil); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v: %d bytes, uncompressed %d", err, len(got), len(want))
	}
}

// TestExportCommand writes a file by the command and compares it with that of the service.
func TestExportCommand(t *testing.T) {
	store := stores["sqlite"](t)
	svc := serve(t, store)
	if err := loadExamples(t.Context(), quiet(), svc); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "out.csv")
	filter := exportFilters[1]
	var out, errs bytes.Buffer
	if status := run(context.Background(), []string{"export", "csv", "--store", store, "--filter", filter, "--as-of", "alaska-summit-2025:BEFORE", "--output", name}, &out, &errs); status != exitOK {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := exported(t, svc, "csv", url.Values{"filter": {filter}, "asOf": {"alaska-summit-2025:BEFORE"}})
	if !bytes.Equal(got, want) || bytes.Count(want, []byte("\n")) < 2 {
		t.Errorf("the command wrote\n%s\nthe service\n%s", got, want)
	}
	if status := run(context.Background(), []string{"export", "csv", "--store", store, "--filter", "[]", "--output", name + "2"}, &out, &errs); status != exitFailed {
		t.Errorf("status %d for a bad filter", status)
	}
	if _, err := os.Stat(name + "2"); !os.IsNotExist(err) {
		t.Errorf("a failed export left a file: %v", err)
	}
}
