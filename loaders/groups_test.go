package loaders

import (
	"fmt"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"

	"pgregory.net/rapid"
)

// TestTransactions: every document is written once; what it needs is written with it
// or before; what two need of each other is written together; and only such groups
// make a transaction larger than its bound.
func TestTransactions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "documents")
		in := &input{}
		for i := range n {
			doc := &change.Document{Topics: []change.Topic{{Key: fmt.Sprint(i), Name: "T"}}}
			for _, need := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 3).Draw(t, "needs") {
				doc.Mentions = append(doc.Mentions, change.Mention{Topics: []string{fmt.Sprint(need)}})
			}
			in.items = append(in.items, &item{Record: &Record{Document: doc}, facts: factsOf(doc), index: i})
		}
		most := rapid.IntRange(1, 12).Draw(t, "most")
		g := in.givers()
		parts := transactions(in.items, g, most)

		at := map[int]int{}
		for i, part := range parts {
			for _, it := range part {
				if _, twice := at[it.index]; twice {
					t.Fatalf("document %d is written twice", it.index)
				}
				at[it.index] = i
			}
			if !slices.IsSortedFunc(part, func(a, b *item) int { return a.index - b.index }) {
				t.Fatal("a transaction is not in the order of the files")
			}
		}
		if len(at) != n {
			t.Fatalf("%d documents of %d are written", len(at), n)
		}
		needs := make([][]bool, n) // at last also what the needed ones need
		for i := range needs {
			needs[i] = make([]bool, n)
			for ref := range in.items[i].refers {
				var j int
				fmt.Sscan(ref.Key, &j)
				needs[i][j] = true
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					needs[i][j] = needs[i][j] || needs[i][k] && needs[k][j]
				}
			}
		}
		for i := range n {
			for j := range n {
				if needs[i][j] && at[j] > at[i] {
					t.Fatalf("%d needs %d, which is written later", i, j)
				}
				if needs[i][j] && needs[j][i] && at[i] != at[j] {
					t.Fatalf("%d and %d need each other", i, j)
				}
			}
		}
		for _, part := range parts {
			size := 0
			for _, it := range part {
				size += it.claims
			}
			first := part[0].index
			if size > most && slices.ContainsFunc(part, func(it *item) bool {
				return it.index != first && !(needs[first][it.index] && needs[it.index][first])
			}) {
				t.Fatalf("a transaction of %d claims is larger than %d without need", size, most)
			}
		}
	})
}

func TestRequired(t *testing.T) {
	if got := fmt.Sprint(required[demand.KindActor], required[demand.KindDemand], required[demand.KindPosition], required[demand.KindArticle]); got != "[name type] [summary] [kind] []" {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"publisher", "publishedAt", "text", "key", "start"}
	for name, want := range map[string]string{"publishr": "publisher", "PublishedAT": "publishedAt", "txt": "text", "starts": "start", "nothing-like-it": "", "k": "", "published": "publisher"} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestCheckUTF8(t *testing.T) {
	at, message, ok := CheckUTF8([]byte("a\nКи\xd1 "))
	if ok || at != (Place{2, 3}) || message != "invalid UTF-8: byte 0xD1; save the file as UTF-8" {
		t.Error(at, message, ok)
	}
	if _, _, ok := CheckUTF8([]byte("Київ")); !ok {
		t.Error("good text is refused")
	}
}
