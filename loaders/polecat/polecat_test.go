package polecat

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
	"demandgraph/store/sqlite"
)

func testFile(t testing.TB, name string) *loaders.Source {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return loaders.Bytes(name, data)
}

// read reads a file, and gives its documents, what is rejected, and the warnings.
func read(t testing.TB, src *loaders.Source, o events.Options) (docs []*change.Document, rejects, warnings []string) {
	t.Helper()
	err := Loader{o}.Read(t.Context(), src, func(r *loaders.Record) error {
		for _, p := range r.Problems {
			rejects = append(rejects, fmt.Sprintf("%d %s: %s", p.Line, p.Record, p.Message))
		}
		for _, w := range r.Warnings {
			warnings = append(warnings, w.String())
		}
		if r.Document != nil {
			docs = append(docs, r.Document)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs, rejects, warnings
}

// told says what documents tell, in a line each.
func told(docs []*change.Document) string {
	var b strings.Builder
	for _, doc := range docs {
		summaries := map[string]string{}
		for _, d := range doc.Demands {
			summaries[d.Key] = d.Summary + " " + d.PloverCode
		}
		for _, p := range doc.Positions {
			at := slices.IndexFunc(doc.Actors, func(a change.Actor) bool { return a.Key == p.Actor })
			fmt.Fprintf(&b, "%s %s %s: %s, %s %s, %s", p.Date, doc.Actors[at].Name, p.Kind, summaries[p.Demand], p.PloverCode, p.Note, p.Evidence[0].Article)
			if p.For != "" {
				b.WriteString(", for " + p.For)
			}
			if p.Place != "" {
				b.WriteString(", in " + p.Place)
			}
			b.WriteString("\n")
		}
		for _, x := range doc.Terms {
			fmt.Fprintf(&b, "%s %s: %s, %s\n", x.Kind, x.OfferedBy, x.Summary, summaries[x.Demand])
		}
	}
	return b.String()
}

func TestRead(t *testing.T) {
	places, err := events.NewPlaces(os.DirFS("../../gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	docs, rejects, warnings := read(t, testFile(t, "polecat.txt"), events.Options{Places: places})
	const want = `2023-02-01 Russia DEMANDS: Russia: request to yield (Ukraine) REQUEST, REQUEST event AAA1_REQUEST_yield, mode: yield, polecat-aaa1, in kramatorsk
2023-02-01 Ukraine REJECTS: Russia: request to yield (Ukraine) REQUEST, REJECT event AAA2_REJECT_yield, mode: yield, polecat-aaa2
2023-02-03 Volodymyr Zelenskyy FULFILS: Russia: request to yield (Ukraine) REQUEST, RETREAT event AAA4_RETREAT_ceasefire, mode: ceasefire, polecat-aaa4, for ukraine
2023-02-01 Ukraine DEMANDS: Ukraine: request assistance REQUEST, REQUEST event AAA7_REQUEST_assist, mode: assist, polecat-aaa7
2023-02-01 Moldova DEMANDS: Moldova: request assistance REQUEST, REQUEST event AAA7_REQUEST_assist, mode: assist, polecat-aaa7
2023-02-01 Russia DEMANDS: Russia: request (Ukraine) REQUEST, REQUEST event AAB1_REQUEST_make-peace, mode: make-peace, polecat-aab1
2023-02-01 José DEMANDS: José: request to meet (Ukraine) REQUEST, REQUEST event AAB3_REQUEST_meet, mode: meet, polecat-aab3
OTHERWISE russia: threaten with violence, Russia: request (Ukraine) REQUEST
`
	if got := told(docs); got != want {
		t.Errorf("got\n%s", got)
	}
	const wantRejects = `9 AAA8_DEMAND_: "DEMAND" is no type of event of PLOVER
10 AAA9_REQUEST_make-peace: date "1 February 2023": want YYYY-MM-DD, YYYY-MM or YYYY
13 just: the row has 3 fields; the file has 40 columns`
	if got := strings.Join(rejects, "\n"); got != wantRejects {
		t.Errorf("got\n%s", got)
	}
	if len(warnings) != 2 || !strings.HasSuffix(warnings[0], "14: the line is not UTF-8; it is read as Latin-1") || !strings.Contains(warnings[1], "1 do not say who acts") {
		t.Errorf("%q", warnings)
	}
}

// The line of names has four more than the rows, which may have empty columns at the end.
func TestSurplusNames(t *testing.T) {
	docs, rejects, _ := read(t, testFile(t, "surplus.txt"), events.Options{})
	got := told(docs)
	if !strings.Contains(got, "Russia DEMANDS: Russia: request to yield (Ukraine)") || !strings.Contains(got, "Ukraine REJECTS") || rejects != nil {
		t.Errorf("got\n%s%q", got, rejects)
	}
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	run := func() *loaders.Summary {
		sum, err := loaders.Run(t.Context(), s, loaders.Registry{Loader{events.Options{All: true}}}, loaders.Options{Paths: []string{"testdata"}})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	if first := run(); first.Version == 0 || first.Rejected != 3 {
		t.Errorf("%+v", first)
	}
	if again := run(); again.Version != 0 {
		t.Errorf("%+v", again)
	}
	differences, err := s.Verify(t.Context())
	if err != nil || len(differences) > 0 {
		t.Error(differences, err)
	}
}

func TestDetect(t *testing.T) {
	for _, name := range []string{"polecat.txt", "surplus.txt"} {
		if l, err := (loaders.Registry{Loader{}}).Detect(testFile(t, name)); err != nil || l == nil {
			t.Errorf("%s: %v, %v", name, l, err)
		}
	}
	for _, text := range []string{"", "Event ID\tEvent Date", "a\tb"} {
		if (Loader{}).Detect(nil, []byte(text), true) {
			t.Errorf("%q", text)
		}
	}
	if err := (Loader{}).Read(t.Context(), loaders.Bytes("a.txt", []byte("a\tb\n")), nil); err == nil || !strings.Contains(err.Error(), "line 1: these are not the column names of POLECAT") {
		t.Error(err)
	}
}

// Whatever a row holds, reading it ends, and the keys of what comes of it can be keys.
func FuzzRow(f *testing.F) {
	data, err := os.ReadFile("testdata/polecat.txt")
	if err != nil {
		f.Fatal(err)
	}
	names, rows, _ := strings.Cut(string(data), "\n")
	for line := range strings.Lines(rows) {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := loaders.Bytes("a.txt", append([]byte(names+"\n"), data...))
		_ = Loader{events.Options{All: true}}.Read(t.Context(), src, func(r *loaders.Record) error {
			if doc := r.Document; doc != nil {
				for _, a := range doc.Actors {
					valid(t, a.Key)
				}
				for _, a := range doc.Articles {
					valid(t, a.Key)
				}
				for _, r := range doc.Regions {
					valid(t, r.Key)
				}
				for _, d := range doc.Demands {
					valid(t, d.Key)
				}
				for _, e := range doc.Events {
					valid(t, e.Key)
				}
			}
			return nil
		})
	})
}

func valid(t *testing.T, key string) {
	if err := demand.ValidKey(key); err != nil {
		t.Error(err)
	}
}
