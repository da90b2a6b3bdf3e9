package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// instants are what differs between two loads of one corpus.
var instants = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*Z|the-example-corpus[a-z0-9-]*|native-\d{8}t\d{6}z-[0-9a-f]{8}|[a-z-]+-\d{8}t\d{6}z-[0-9a-f]{8}`)

// TestExportsAreTheSameOnBothStores compares the lines of each file, in an order of their own.
func TestExportsAreTheSameOnBothStores(t *testing.T) {
	if *onlyStore == "sqlite" {
		t.Skip("one store is no two")
	}
	files := map[string]map[string]string{}
	cases := map[string]url.Values{"csv": nil, "graphml": nil, "gexf": nil, "cytoscape": nil, "yaml": nil, "bibtex": {"filter": {exportFilters[2]}},
		"ris": {"asOf": {"alaska-summit-2025:BEFORE"}}, "csl-json": nil, "geojson": nil, "jsonld": nil, "dl": nil, "pajek": nil}
	for name, open := range stores {
		svc := serve(t, open(t))
		if err := loadExamples(t.Context(), quiet(), svc); err != nil {
			t.Fatal(err)
		}
		files[name] = map[string]string{}
		for format, params := range cases {
			lines := strings.Split(instants.ReplaceAllString(string(exported(t, svc, format, params)), "INSTANT"), "\n")
			for i := range lines {
				lines[i] = strings.TrimSuffix(lines[i], ",")
			}
			slices.Sort(lines)
			files[name][format] = strings.Join(lines, "\n")
		}
	}
	for format := range cases {
		if a, b := files["sqlite"][format], files["neo4j"][format]; a != b {
			t.Errorf("%s of SQLite\n%.2000s\nof Neo4j\n%.2000s", format, a, b)
		}
	}
}
