package graph

import (
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

// What cannot be meant is told with the argument and what to do.
func TestGraphsAndPathsRefuse(t *testing.T) {
	for operation, want := range map[string]string{
		`{graph(seeds: []) {truncated}}`:                                           "seeds: name 1 to 100 seeds",
		`{graph(seeds: [{actor: "a"}, {actor: "b"}], limit: 1) {truncated}}`:       "seeds: there are 2 seeds and limit is 1",
		`{graph(seeds: [{actor: ""}]) {truncated}}`:                                "seeds[0].actor: name a key",
		`{graph(seeds: [{id: "UG9zaXRpb246eA"}]) {truncated}}`:                     "seeds[0].id: a graph has actors",
		`{graph(seeds: [{actor: "a"}], limit: 1001) {truncated}}`:                  "limit: must be 1 to 1000",
		`{graph(seeds: [{actor: "a"}], depth: 6) {truncated}}`:                     "depth: must be 0 to 5",
		`{graph(seeds: [{actor: "a"}], edges: []) {truncated}}`:                    "edges: name a kind of edge",
		`{paths(from: {actor: "a"}, to: {actor: "b"}, maxLength: 11) {truncated}}`: "maxLength: must be 1 to 10",
		`{paths(from: {actor: "a"}, to: {actor: "b"}, first: 0) {truncated}}`:      "first: must be 1 to 100",
		`{paths(from: {actor: "a"}, to: {id: "bad"}) {truncated}}`:                 "to.id:",
	} {
		a := run(t, &canned{items: 1}, operation, nil)
		if code := a.code(t); code != handler.CodeBadUserInput || !strings.Contains(a.Errors[0].Message, "."+want) {
			t.Errorf("%s: %s %q, want %q", operation, code, a.Errors[0].Message, want)
		}
	}
}
