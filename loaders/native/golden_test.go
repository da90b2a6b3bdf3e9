package native

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"demandgraph/loaders"
)

// golden compares what a test got with a file, which -update writes.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got\n%s", file, got)
	}
}

// sparse drops what is empty, so that golden files show what is said.
func sparse(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if x = sparse(x); x == nil {
				delete(v, k)
			} else {
				v[k] = x
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = sparse(v[i])
		}
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

func TestGoodDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			var all []any
			for _, r := range readAll(t, loaders.Bytes(name, text)) {
				for _, p := range r.Problems {
					t.Error(p)
				}
				raw, err := json.Marshal(r.Document)
				if err != nil {
					t.Fatal(err)
				}
				var v any
				if err := json.Unmarshal(raw, &v); err != nil {
					t.Fatal(err)
				}
				all = append(all, sparse(v))
			}
			var out bytes.Buffer
			enc := json.NewEncoder(&out)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			if err := enc.Encode(all); err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/golden/"+name+".json", out.Bytes())
		})
	}
}

func TestBadDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		problems := 0
		for _, r := range readAll(t, loaders.Bytes(filepath.Base(file), text)) {
			for _, p := range r.Problems {
				problems++
				fmt.Fprintln(&out, p)
			}
		}
		if problems == 0 {
			t.Errorf("%s: no problem was found", file)
		}
	}
	golden(t, "testdata/golden/bad.txt", out.Bytes())
}

func TestGoodDocumentsTogether(t *testing.T) {
	problems, _, err := loaders.Check(t.Context(), loaders.Registry{Loader{}}, loaders.Options{Paths: []string{"testdata/good"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}
