package main

import (
	"bytes"
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

// TestReadmeCommands runs the commands of "Load what you have", in a copy of the corpus.
func TestReadmeCommands(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "## Load what you have")
	if !ok {
		t.Fatal("the README has no such section")
	}
	block := regexp.MustCompile("(?s)```sh\n(.*?)```").FindStringSubmatch(section)
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS("testdata")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	ran := 0
	for line := range strings.Lines(block[1]) {
		line, _, _ = strings.Cut(line, "#")
		line, input, _ := strings.Cut(line, " < ")
		line, output, _ := strings.Cut(line, " > ")
		var in bytes.Buffer
		if input != "" {
			data, err := os.ReadFile(strings.TrimSpace(input))
			if err != nil {
				t.Fatal(err)
			}
			in.Write(data)
		}
		args := strings.Fields(line)
		if len(args) == 0 || args[0] != "./demandgraph" {
			t.Fatalf("no command: %q", line)
		}
		var out, errs bytes.Buffer
		if status := runWith(t.Context(), args[1:], &in, &out, &errs); status != exitOK {
			t.Errorf("%s: status %d: %s%s", line, status, out.String(), errs.String())
		}
		if strings.Contains(line, "--links") != strings.Contains(out.String(), "nothing was written") && strings.Contains(line, "load --profile") {
			t.Errorf("%s: %s", line, out.String())
		}
		if output != "" {
			if err := os.WriteFile(strings.TrimSpace(output), out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		ran++
	}
	if _, err := os.Stat("review.yaml"); err != nil || ran < 5 {
		t.Errorf("%d commands ran; %v", ran, err)
	}
}
