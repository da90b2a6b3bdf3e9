package native

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/loaders"
)

const page = "../../docs/native-format.md"

// TestPage checks every block of the page that describes the format.
func TestPage(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	schema := compileSchema(t)
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(text, -1)
	for i, block := range blocks {
		name := fmt.Sprintf("%s/%d.yaml", dir, i)
		if err := os.WriteFile(name, block[1], 0o600); err != nil {
			t.Fatal(err)
		}
		found, _, err := loaders.Check(t.Context(), loaders.Registry{Loader{}}, loaders.Options{Paths: []string{name}})
		if err != nil {
			t.Error(err)
		}
		for _, p := range found {
			t.Error(p)
		}
		for _, n := range pieces(t, loaders.Bytes(name, block[1])) {
			if err := schema.Validate(n.plain()); err != nil {
				t.Error(err)
			}
		}
	}
	if len(blocks) < 4 {
		t.Errorf("only %d blocks", len(blocks))
	}
}

// TestPageNamesEverything: each field of the format and each value of its enums is on the page.
func TestPageNamesEverything(t *testing.T) {
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, w := range regexp.MustCompile(`[$A-Za-z0-9_]+`).FindAllString(string(raw), -1) {
		words[w] = true
	}
	for _, s := range shapes {
		for _, r := range s.rules {
			if !words[r.name] {
				t.Errorf("the page does not name the field %s", r.name)
			}
			enum, ok := r.enum()
			if !ok {
				continue
			}
			for _, v := range demand.EnumValues(enum) {
				if !words[v] {
					t.Errorf("the page does not name %s of %s", v, enum)
				}
			}
		}
	}
	for _, quoted := range []string{"32 MB", "64 deep", "160 characters"} {
		if !strings.Contains(string(raw), quoted) {
			t.Errorf("the page does not say %s", quoted)
		}
	}
}
