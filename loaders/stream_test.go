package loaders_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

// lineLoader reads files of lines: a name of a document, a key and a name of an actor. A line
// of one word is rejected.
type lineLoader struct{}

func (lineLoader) Name() string    { return "lines" }
func (lineLoader) Streaming() bool { return true }
func (lineLoader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	return bytes.HasPrefix(head, []byte("lines"))
}

var errStop = errors.New("the file ends too soon")

func (lineLoader) Read(_ context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		words := strings.Fields(line)
		r := &loaders.Record{Name: words[0], Line: i + 2}
		switch {
		case words[0] == "STOP":
			return errStop
		case len(words) < 3:
			r.Problems = []loaders.Problem{{File: src.Path, Place: loaders.Place{Line: i + 2}, Record: words[0], Message: "no actor"}}
		default:
			r.Document = &change.Document{Format: "lines", Source: src.Path + "#" + words[0], Path: src.Name + "#" + words[0],
				Actors: []change.Actor{{Key: words[1], Name: words[2], Type: demand.ActorTypeOther}}}
		}
		if err := yield(r); err != nil {
			return err
		}
	}
	return nil
}

var streamed = loaders.Registry{lineLoader{}, native.Loader{}}

func runStream(t *testing.T, s loaders.Applier, o loaders.Options, texts map[string]string) (*loaders.Summary, error) {
	t.Helper()
	o.Sources = files(t, texts)
	return loaders.Run(t.Context(), s, streamed, o)
}

func TestStream(t *testing.T) {
	s := openStore(t)
	var rejects bytes.Buffer
	sum, err := runStream(t, s, loaders.Options{Rejects: &rejects}, map[string]string{
		"a.txt":  "lines\n1 a A\n2 b B\nbad\n3 a Other\n4 c C\n", // 3 contradicts 1
		"b.yaml": "demands: [{key: d, summary: D, addressees: [nobody]}]",
		"c.yaml": russia,
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `in/b.yaml:1:45: unknown actor "nobody": no document of this import describes it, and it is not in the graph
in/a.txt:4: no actor
in/a.txt#3: actor a: name is "Other" here and "A" in in/a.txt#1: leave it out in one, or say replaces: true
`
	if got := problems(sum); got != want {
		t.Errorf("got\n%s", got)
	}
	if sum.Status() != 1 || sum.Read != 7 || sum.Loaded != 4 || sum.Rejected != 3 || strings.Count(rejects.String(), "\n") != 3 {
		t.Errorf("%+v\n%s", sum, rejects.String())
	}
	if got := keys(t, s, demand.KindActor); got != "russia a b c" {
		t.Errorf("actors: %s", got)
	}
	again, err := runStream(t, s, loaders.Options{}, map[string]string{"a.txt": "lines\n1 a A\n2 b B\n4 c C\n"})
	if create, update, remove, leave := again.Counts(); err != nil || again.Version != 0 || create+update+remove != 0 || leave != 3 {
		t.Errorf("%+v, %v", again, err)
	}
	for _, d := range check(t, s) {
		t.Error(d)
	}
}

// What a file no longer holds is taken back, when it was read to its end, and nothing else.
func TestStreamTakesBack(t *testing.T) {
	s := openStore(t)
	load := func(texts map[string]string) *loaders.Summary {
		sum, err := runStream(t, s, loaders.Options{}, texts)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	load(map[string]string{"a.txt": "lines\n1 a A\n2 b B\n3 c C\n", "a.txt#1": "lines\n1 d D\n", "b.txt": "lines\n1 e E\n"})
	load(map[string]string{"a.txt": "lines\n1 a A\nSTOP\n"})
	if got := keys(t, s, demand.KindActor); got != "a b c d e" {
		t.Errorf("a file that ends too soon: %s", got)
	}
	sum := load(map[string]string{"a.txt": "lines\n3 c C\n"})
	if got := keys(t, s, demand.KindActor); got != "c d e" {
		t.Errorf("actors: %s", got)
	}
	if create, _, remove, _ := sum.Counts(); create != 0 || remove != 2 || sum.Status() != 0 {
		t.Errorf("%+v", sum)
	}
	for _, d := range check(t, s) {
		t.Error(d)
	}
}

// What others refer to is not taken back, and the file is told so.
func TestStreamTakesNothingBackThatIsNeeded(t *testing.T) {
	s := openStore(t)
	if _, err := runStream(t, s, loaders.Options{}, map[string]string{"a.txt": "lines\n1 ukraine Ukraine\n2 b B\n"}); err != nil {
		t.Fatal(err)
	}
	if sum, err := runStream(t, s, loaders.Options{}, map[string]string{"b.yaml": withdraw}); err != nil || sum.Status() != 0 {
		t.Fatal(err, sum.Problems)
	}
	sum, err := runStream(t, s, loaders.Options{}, map[string]string{"a.txt": "lines\n2 b B\n"})
	if err != nil || sum.Status() != 1 || !strings.Contains(problems(sum), "in/a.txt: what it no longer holds cannot be taken back") {
		t.Errorf("%v %s", err, problems(sum))
	}
	if got := keys(t, s, demand.KindActor); got != "b ukraine" {
		t.Errorf("actors: %s", got)
	}
}

func TestMaxRejects(t *testing.T) {
	one, two := 1, 2
	for _, test := range []struct {
		name  string
		texts map[string]string
	}{
		{"of a stream", map[string]string{"a.txt": "lines\n1 a A\nx\ny\n2 b B\n"}},
		{"of documents", map[string]string{"a.yaml": russia, "b.yaml": "actors: [{key: X}]", "c.yaml": "actors: [{key: Y}]"}},
		{"of both", map[string]string{"a.txt": "lines\n1 a A\nx\n2 b B\n", "b.yaml": "actors: [{key: X}]", "c.yaml": russia}},
		{"refused by the graph", map[string]string{"a.txt": "lines\n1 a A\n2 a B\n3 a C\n"}},
	} {
		s := openStore(t)
		sum, err := runStream(t, s, loaders.Options{MaxRejects: &one}, test.texts)
		if err == nil || !strings.Contains(err.Error(), "more than 1 rejected") || sum.Status() != 2 || sum.Rejected != 2 {
			t.Errorf("%s: status %d, %d rejected, %v", test.name, sum.Status(), sum.Rejected, err)
		}
		if sum, err := runStream(t, s, loaders.Options{MaxRejects: &two}, test.texts); err != nil || sum.Status() != 1 {
			t.Errorf("%s: status %d, %v", test.name, sum.Status(), err)
		}
	}
}

func TestStreamOfTheSameName(t *testing.T) {
	s := openStore(t)
	sum, err := loaders.Run(t.Context(), s, streamed, loaders.Options{Sources: []*loaders.Source{
		loaders.Bytes("a.txt", []byte("lines\n1 a A\n")), loaders.Bytes("a.txt", []byte("lines\n1 b B\n"))}})
	if err != nil || sum.Rejected != 1 || keys(t, s, demand.KindActor) != "a" {
		t.Errorf("%v %s", err, problems(sum))
	}
}

func TestStreamDryRunAndWhole(t *testing.T) {
	s := openStore(t)
	texts := map[string]string{"a.txt": "lines\n1 a A\n2 a A\n3 b B\n"}
	sum, err := runStream(t, s, loaders.Options{DryRun: true}, texts)
	var b bytes.Buffer
	if _, werr := sum.WriteTo(&b); err != nil || werr != nil {
		t.Fatal(err, werr)
	}
	const want = `create actor a: A
create actor b: B
3 documents would be loaded of 3, 0 rejected
nodes: 2 to create, 0 to update, 0 to delete, 0 unchanged
dry run: nothing was written
`
	if b.String() != want || keys(t, s, demand.KindActor) != "" {
		t.Errorf("got\n%s", b.String())
	}
	texts["a.txt"] += "bad\n"
	if sum, err := runStream(t, s, loaders.Options{AllOrNothing: true}, texts); err != nil || sum.Status() != 2 || keys(t, s, demand.KindActor) != "" {
		t.Errorf("%v %+v", err, sum)
	}
}

// counting counts transactions and the most documents of one.
type counting struct {
	*sqlite.Store
	sets, most int
}

func (c *counting) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	c.sets++
	c.most = max(c.most, len(set.Documents))
	return c.Store.Apply(ctx, set, dryRun)
}

func TestStreamIsWrittenInBoundedTransactions(t *testing.T) {
	c := &counting{Store: openStore(t)}
	var b strings.Builder
	b.WriteString("lines\n")
	for i := range 20000 {
		fmt.Fprintf(&b, "%d a%d A\n", i, i%7)
	}
	sum, err := runStream(t, c, loaders.Options{}, map[string]string{"a.txt": b.String()})
	if err != nil || sum.Loaded != 20000 {
		t.Fatal(err)
	}
	if c.sets < 4 || c.most > 6000 {
		t.Errorf("%d transactions, of %d documents at most", c.sets, c.most)
	}
}

func TestCheckReadsStreams(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("lines\n1 a A\nbad\nSTOP\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, _, err := loaders.Check(t.Context(), streamed, loaders.Options{Paths: []string{path}})
	if err != nil || len(found) != 2 || found[0].Line != 3 || found[1].Message != errStop.Error() {
		t.Errorf("%v, %v", found, err)
	}
}
