package native

import (
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/loaders"
)

func TestReviewed(t *testing.T) {
	read := func(text string) (docs []*change.Document, problems []loaders.Problem) {
		err := Loader{}.Read(t.Context(), loaders.Bytes("a.yaml", []byte(text)), func(r *loaders.Record) error {
			docs, problems = append(docs, r.Document), append(problems, r.Problems...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return docs, problems
	}
	docs, problems := read(`
actors: [{key: a, name: A, type: PERSON, reviewed: true}, {key: b, reviewed: false}, {key: c}]
regions: [{key: a, name: A, type: CITY, reviewed: true}]
topics: [{key: a, name: A, reviewed: true}]
events: [{key: a, reviewed: false}]
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d := docs[0]
	for i, got := range []change.Review{d.Actors[0].Review, d.Actors[1].Review, d.Actors[2].Review, d.Regions[0].Review, d.Topics[0].Review, d.Events[0].Review} {
		want := []change.Review{change.Reviewed, change.Unreviewed, change.NotSaid, change.Reviewed, change.Reviewed, change.Unreviewed}[i]
		if got != want {
			t.Errorf("review %d is %q, want %q", i, got, want)
		}
	}
	for _, text := range []string{"actors: [{key: a, name: A, reviewed: true}]", "topics: [{key: a, reviewed: true}]"} {
		if _, problems := read(text); len(problems) != 1 || !strings.Contains(problems[0].Message, "say its name") {
			t.Errorf("%s: %v", text, problems)
		}
	}
}
