package native

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"demandgraph/loaders"
)

// FuzzRead: whatever a file holds, reading it ends, and either the document fits
// its text or a problem with a place in the file says why not.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/good/*", "testdata/bad/*", "../../examples/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(filepath.Base(file), text)
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if name == "" {
			name = "file"
		}
		err := Loader{}.Read(context.Background(), loaders.Bytes(name, data), func(r *loaders.Record) error {
			for _, p := range r.Problems {
				if p.Line < 1 || p.Column < 1 || p.Message == "" || !utf8.ValidString(p.Message) {
					t.Errorf("problem %q", p)
				}
			}
			if r.Document == nil || r.Document.Article == nil {
				return nil
			}
			text := []rune(r.Document.Article.Text)
			for _, m := range r.Document.Mentions {
				a := m.Annotation
				if a.Start != nil && len(text) > 0 && string(text[*a.Start:*a.End]) != a.Exact {
					t.Errorf("%d to %d is not %q", *a.Start, *a.End, a.Exact)
				}
			}
			return nil
		})
		if err != nil && data != nil && len(data) > 1 && string(data[:2]) != "\x1f\x8b" {
			t.Error(err)
		}
	})
}
