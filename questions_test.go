package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/queries"
)

// sections are the headings of docs/questions.md, by the first digit of a question's number.
var sections = map[byte]string{
	'0': "Who demanded what",
	'1': "Who stands where, who moved, what changed",
	'2': "How many, how often",
	'3': "How it hangs together",
	'4': "Discourse networks",
	'5': "Places, words and sources",
}

// TestQuestions holds docs/questions.md to the operations in queries and to their
// answers, which TestExampleAnswers holds both stores to. With -update it is written.
func TestQuestions(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Questions

What the graph answers, in words, as an operation and with the answer on the [example corpus](../examples). Start it with
` + "`demandgraph demo`" + ` and open its page: the tabs hold these operations. Every answer here is checked on both stores.
`)
	section := byte(0)
	for _, e := range queries.All() {
		if e.File[0] != section {
			section = e.File[0]
			fmt.Fprintf(&b, "\n## %s\n", sections[section])
		}
		answer, err := os.ReadFile(filepath.Join("testdata", "answers", e.File+".json"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n### %s\n\n```graphql\n%s\n```\n", e.Name, strings.TrimSpace(e.Query))
		if e.Variables != "" {
			fmt.Fprintf(&b, "\nwith the variables\n\n```json\n%s\n```\n", strings.TrimSpace(e.Variables))
		}
		picture := filepath.Join("questions", e.File+".svg")
		if _, err := os.Stat(filepath.Join("docs", picture)); err == nil {
			fmt.Fprintf(&b, "\n![%s](%s)\n", e.Name, picture)
		}
		fmt.Fprintf(&b, "\n<details><summary>Answer</summary>\n\n```json\n%s\n```\n\n</details>\n", strings.TrimSpace(string(answer)))
	}
	file := filepath.Join("docs", "questions.md")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != b.String() {
		t.Errorf("docs/questions.md is not current (%v): go test . -run 'TestExampleAnswers|TestQuestions' -update", err)
	}
}

var onlyStore = flag.String("store", "", "run the tests of answers on this store only: sqlite or neo4j")
