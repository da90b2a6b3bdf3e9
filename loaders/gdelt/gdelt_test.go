package gdelt

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

func source(t testing.TB, name string) *loaders.Source {
	t.Helper()
	info, err := os.Stat(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return &loaders.Source{Path: "in/" + name, Name: name, FS: os.DirFS("testdata"), File: name, Size: info.Size(), Named: true}
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
		summaries, urls := map[string]string{}, map[string]string{}
		for _, d := range doc.Demands {
			summaries[d.Key] = d.Summary
		}
		for _, a := range doc.Articles {
			urls[a.Key] = a.URL + a.Title
		}
		for _, p := range doc.Positions {
			fmt.Fprintf(&b, "%s %s %s: %s", p.Date, name(doc, p.Actor), p.Kind, summaries[p.Demand])
			if p.For != "" {
				b.WriteString(", for " + p.For)
			}
			if p.Place != "" {
				b.WriteString(", in " + p.Place)
			}
			for _, a := range p.Evidence {
				b.WriteString(", " + urls[a.Article])
				if a.Start != nil {
					fmt.Fprintf(&b, " %d-%d", *a.Start, *a.End)
				}
				if a.Confidence != nil {
					fmt.Fprintf(&b, " %.2f", *a.Confidence)
				}
				b.WriteString(strings.Join(append([]string{""}, a.Labels...), " "))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func name(doc *change.Document, key string) string {
	return doc.Actors[slices.IndexFunc(doc.Actors, func(a change.Actor) bool { return a.Key == key })].Name
}

func TestEventsWithMentions(t *testing.T) {
	places, err := events.NewPlaces(os.DirFS("../../gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	docs, rejects, warnings := read(t, source(t, "20250815120000.export.CSV"), events.Options{Places: places})
	const want = `2024-08-15 United Nations DEMANDS: United Nations: demand (Russia), in luhansk-oblast, https://news.example/b
2025-08-15 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine), in kramatorsk, https://news.example/a?x=1 210-251 0.70 sentence 3
2025-08-15 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine), in kramatorsk, https://zeitung.example/c 0.20 sentence 1 translated
2025-08-15 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine), in kramatorsk, https://news.example/a?x=1 900-1001 1.00 sentence 9
2025-08-15 Ukraine REJECTS: Russia: demand de-escalation of military engagement (Ukraine), in russia, https://news.example/b
2025-08-15 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine), in kramatorsk
2025-08-15 VLADIMIR PUTIN REITERATES: Russia: demand de-escalation of military engagement (Ukraine), for russia, Associated Press, 15 August 2025
2025-08-15 DONETSK DEMANDS: DONETSK: demand (Russia), https://news.example/a?x=1
`
	if got := told(docs); got != want {
		t.Errorf("got\n%s", got)
	}
	for _, doc := range docs {
		for _, p := range doc.Positions {
			if p.Certainty != demand.CertaintyReported || len(p.Evidence) > 0 && p.Evidence[0].Exact != "" {
				t.Errorf("%+v", p)
			}
		}
		for _, d := range doc.Demands {
			if len(d.Regions) > 0 {
				t.Errorf("%s concerns %v", d.Key, d.Regions)
			}
		}
		if doc.Path != "20250815120000.export.CSV#2025-08-15" {
			t.Error(doc.Path)
		}
	}
	const wantRejects = `9 1200000009: "56" is no code of CAMEO; it may be 056 that lost its zero: codes are text
10 1200000010: date "2025-13-99": there is no month 13
11 1200000011: the row has 62 columns; events have 57, 58 or 61
12 1200000012: the row has 3 columns; events have 57, 58 or 61`
	if got := strings.Join(rejects, "\n"); got != wantRejects {
		t.Errorf("got\n%s", got)
	}
	if len(warnings) != 2 || !strings.HasSuffix(warnings[0], "in/20250815120000.mentions.CSV: 1 lines are no mentions and are left out, the first is line 6") ||
		!strings.Contains(warnings[1], "1 do not say who acts") {
		t.Errorf("%q", warnings)
	}
}

// Tables of 1.0 have a column less a place, and before April 2013 no URL.
func TestEvents1(t *testing.T) {
	for name, want := range map[string]string{
		"events57.csv": "2013-03-01 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine)\n2013-03-02 Ukraine FULFILS: Russia: demand de-escalation of military engagement (Ukraine)\n",
		"events58.csv": "2014-03-01 Russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine), https://news.example/a?x=1\n2014-03-02 Ukraine FULFILS: Russia: demand de-escalation of military engagement (Ukraine), https://news.example/a?x=1\n",
	} {
		docs, rejects, _ := read(t, source(t, name), events.Options{})
		for _, doc := range docs {
			for i := range doc.Positions {
				if p := &doc.Positions[i]; !strings.HasPrefix(p.Place, "kramatorsk-") {
					t.Errorf("in %s", p.Place)
				} else {
					p.Place = ""
				}
			}
		}
		if got := told(docs); got != want || rejects != nil || len(docs) != 2 {
			t.Errorf("%s: got\n%s%q", name, got, rejects)
		}
	}
}

// A file of mentions by itself tells of nothing and says so.
func TestMentionsAlone(t *testing.T) {
	docs, rejects, warnings := read(t, source(t, "20250815120000.mentions.CSV"), events.Options{})
	if len(docs) > 0 || len(rejects) != 1 || len(warnings) != 2 || !strings.Contains(warnings[0], "with the file of events of the same name") {
		t.Errorf("%d documents, %q, %q", len(docs), rejects, warnings)
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
	first := run()
	if first.Version == 0 || first.Rejected != 5 || first.Loaded != 5 {
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
	for _, name := range []string{"20250815120000.export.CSV", "20250815120000.mentions.CSV", "events57.csv", "events58.csv"} {
		if l, err := (loaders.Registry{Loader{}}).Detect(source(t, name)); err != nil || l == nil {
			t.Errorf("%s: %v, %v", name, l, err)
		}
	}
	for _, text := range []string{"", "a\tb", strings.Repeat("\t", 60), strings.Repeat("1\t", 60) + "x"} {
		if (Loader{}).Detect(nil, []byte(text), true) {
			t.Errorf("%.40q", text)
		}
	}
}

// Whatever a file holds, reading it ends, and the keys of what comes of it can be keys.
func FuzzRow(f *testing.F) {
	for _, name := range []string{"20250815120000.export.CSV", "events57.csv", "events58.csv", "20250815120000.mentions.CSV"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			f.Add([]byte(line))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = Loader{events.Options{All: true}}.Read(t.Context(), loaders.Bytes("a.csv", data), func(r *loaders.Record) error {
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
