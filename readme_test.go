package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"demandgraph/queries"
)

// TestReadmeShowsTheExamples holds the README to the example queries and to
// their answers, which TestExampleAnswers holds the service to.
func TestReadmeShowsTheExamples(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	shown := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(readme, -1)
	examples := slices.DeleteFunc(queries.All(), func(e queries.Example) bool { return e.File[0] != '0' })
	if len(shown) != len(examples) {
		t.Fatalf("the README shows %d answers of %d examples", len(shown), len(examples))
	}
	for i, e := range examples {
		if !strings.Contains(readme, "```graphql\n"+strings.TrimSpace(e.Query)+"\n```") {
			t.Errorf("the README does not show: %s", e.Name)
		}
		var whole, part any
		answer, err := os.ReadFile(filepath.Join("testdata", "answers", e.File+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(answer, &whole); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(shown[i][1]), &part); err != nil {
			t.Fatalf("%s: %v", e.Name, err)
		}
		if !holds(whole, part) {
			t.Errorf("the README shows another answer to: %s", e.Name)
		}
	}
}

// holds says whether a JSON value is another or has it within.
func holds(whole, part any) bool {
	if reflect.DeepEqual(whole, part) {
		return true
	}
	switch w := whole.(type) {
	case map[string]any:
		for _, v := range w {
			if holds(v, part) {
				return true
			}
		}
	case []any:
		for _, v := range w {
			if holds(v, part) {
				return true
			}
		}
	}
	return false
}
