package plover

import (
	"fmt"
	"os"
	"testing"

	"demandgraph/demand"
	"demandgraph/loaders"
)

// Whatever a file holds, reading it ends, and a record is either a document whose
// spans and references hold or says what is wrong with it.
func FuzzRead(f *testing.F) {
	// Each record by itself: short seeds are taken apart in less time.
	for _, name := range []string{"testdata/records.json", "testdata/bad.json"} {
		file, err := os.Open(name)
		if err != nil {
			f.Fatal(err)
		}
		for all := newArray(file); ; {
			data, _, err := all.next()
			if err != nil {
				break
			}
			f.Add(fmt.Appendf(nil, "[%s]", data))
		}
		file.Close()
	}
	f.Add([]byte("[]"))
	f.Add([]byte("\ufeff[{\"id\": \"é\", \"event\": \"THREATEN\", \"source\": [{\"actorText\": \"'s\", \"code\": \"\"}], \"text\": \"\ufeffa\", \"textInfo\": {\"markup\": \"(SRC: a)\"}}]"))
	f.Add([]byte(`[{"id": "a"},, {"id": "b"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		yielded := func(r *loaders.Record) error {
			if r.Document == nil {
				return nil
			}
			if err := demand.ValidKey(r.Document.Article.Key); err != nil {
				t.Error(err)
			}
			for _, a := range r.Document.Actors {
				if err := demand.ValidKey(a.Key); err != nil || a.Name == "" || a.Type == "" {
					t.Errorf("actor %+v: %v", a, err)
				}
			}
			checkSpans(t, r.Document)
			checkClosed(t, r.Document)
			return nil
		}
		_ = (Loader{}).Read(t.Context(), loaders.Bytes("a.json", data), yielded)
	})
}
