package plover

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/gazetteer"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

var formats = loaders.Registry{native.Loader{}, Loader{}, gazetteer.Loader{}}

// read reads the records of a file.
func read(t *testing.T, src *loaders.Source) []*loaders.Record {
	t.Helper()
	var all []*loaders.Record
	if err := (Loader{}).Read(t.Context(), src, func(r *loaders.Record) error {
		all = append(all, r)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func source(t *testing.T, path string) *loaders.Source {
	t.Helper()
	sources, err := loaders.Walk([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return sources[0]
}

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{`[{"id": "A-1", "date": "2000-01-01", "source": [], "event": "REJECT"}]`, true},
		{"\ufeff[\n {\"event\": \"DOCUMENT\", \"id\": \"A-1\"", true},
		{`[{"id": "A-1", "event": "SUMMIT"}]`, false},
		{`[{"event": "REJECT"}]`, false},
		{`[{"id": "A-1", "text": {"event": "REJECT"}}]`, false},
		{`{"id": "A-1", "event": "REJECT"}`, false},
		{`[]`, false},
		{`article: {key: a}`, false},
		{`{"article": {"key": "a"}}`, false},
	} {
		src := loaders.Bytes("file.json", []byte(test.text))
		if got := (Loader{}).Detect(src, []byte(test.text), true); got != test.want {
			t.Errorf("%s: %v, want %v", test.text, got, test.want)
		}
	}
	if l, err := formats.Detect(source(t, "testdata/records.json")); err != nil || l != (Loader{}) {
		t.Errorf("among all formats: %v, %v", l, err)
	}
}

// shape writes what a document says of who did what, for comparison.
func shape(doc *change.Document) string {
	var b strings.Builder
	quotes := func(all []change.Annotation) (out []string) {
		for _, a := range all {
			out = append(out, a.Exact)
		}
		return out
	}
	d := doc.Demands[0]
	fmt.Fprintf(&b, "%s: %s [%s]\n", d.Key, d.Summary, d.PloverCode)
	for _, a := range d.Addressees {
		fmt.Fprintf(&b, "to %s %q\n", a.Key, quotes(a.Evidence))
	}
	for _, topic := range d.Topics {
		fmt.Fprintf(&b, "about %s %s\n", topic.Key, topic.Certainty)
	}
	for _, p := range doc.Positions {
		fmt.Fprintf(&b, "%s %s on %s %q %s %s %s at %s %s\n", p.Actor, p.Kind, p.Demand, p.Date, p.Certainty, p.PloverCode, strings.Join(quotes(p.Evidence), "|"), strings.TrimRight(p.Place, "0123456789abcdef"), p.Note)
	}
	for _, term := range doc.Terms {
		fmt.Fprintf(&b, "%s %s by %s: %s %s %s\n", term.Kind, term.Certainty, term.OfferedBy, term.Summary, term.Demand, strings.Join(quotes(term.Evidence), "|"))
	}
	for _, m := range doc.Mentions {
		fmt.Fprintf(&b, "%s %q %v\n", m.Annotation.Labels[0], m.Annotation.Exact, m.Actors)
	}
	return b.String()
}

func TestRecords(t *testing.T) {
	records := read(t, source(t, "testdata/records.json"))
	want := []string{
		`test-demand-1: Norway: demanded return trawler (Danish government) [DEMAND]
to government-denmark ["Danish government" "Denmark"]
about economic INFERRED
about rights-freedoms INFERRED
norway DEMANDS on test-demand-1 "2000-01-01" REPORTED DEMAND demanded|return “the trawler” at denmark- 
SRC "Norway" [norway]
TAR "Danish government" [government-denmark]
TAR "Denmark" [government-denmark]
LOC "in Denmark" []
`,
		`test-request-1: Iceland, President Olafsdottir: REQUEST [REQUEST]
iceland DEMANDS on test-request-1 "2000-01" REPORTED REQUEST  at  mode: meet
president-olafsdottir-islgov-person DEMANDS on test-request-1 "2000-01" REPORTED REQUEST  at  mode: meet
SRC "President Olafsdottir" [president-olafsdottir-islgov-person]
`,
		`test-reject-1: demand implied by "failed to agree" (Peru, Chileans) []
to peru ["Peru"]
to chile ["Chileans"]
peru REJECTS on test-reject-1 "" REPORTED REJECT failed to agree at  
chile REJECTS on test-reject-1 "" REPORTED REJECT failed to agree at  
SRC/TAR "Peru" [peru]
SRC/TAR "Chileans" [chile]
`,
		`test-reject-2: Italy: demand implied by "rejected proposal" (Japanese Prime Minister Aiko Mori) []
to aiko-mori-japgov-person ["Japanese Prime Minister Aiko Mori"]
aiko-mori-japgov-person REJECTS on test-reject-2 "" REPORTED REJECT rejected at  
SRC "Japanese Prime Minister Aiko Mori" [aiko-mori-japgov-person]
TAR "Italy" [italy]
`,
		`test-concede-1: UN, Green Sail: demand implied by "agreed open" (soldiers in Gabon) []
to military-gabon ["Soldiers in Gabon"]
military-gabon ACCEPTS on test-concede-1 "" REPORTED CONCEDE agreed|open at  
SRC "Soldiers in Gabon" [military-gabon]
TAR "Green Sail" [green-sail-ngo]
TAR "UN and Green Sail" [united-nations green-sail-ngo]
`,
		`test-retreat-1: togo: demand implied by "RETREAT" (Blue Front) []
to blue-front-tgorebewe []
blue-front-tgorebewe FULFILS on test-retreat-1 "" REPORTED RETREAT  at  
`,
		`test-threaten-1: Kenya, Uganda: demand implied by "threatened to close border" (Lake Bank) []
to lake-bank-tza ["Lake Bank"]
OTHERWISE REPORTED by kenya: threatened to close border test-threaten-1 threatened to close|border
OTHERWISE REPORTED by uganda: threatened to close border test-threaten-1 threatened to close|border
SRC "Kenya" [kenya]
SRC "Uganda" [uganda]
TAR "Lake Bank" [lake-bank-tza]
`,
	}
	if len(records) != len(want)+1 {
		t.Fatalf("%d records, want %d and one for those skipped", len(records), len(want))
	}
	for i, r := range records[:len(want)] {
		if len(r.Problems) > 0 {
			t.Errorf("%s: %v", r.Name, r.Problems)
			continue
		}
		if got := shape(r.Document); got != want[i] {
			t.Errorf("got\n%swant\n%s", got, want[i])
		}
		if a := r.Document.Article; a.Key != r.Document.Demands[0].Key || a.Extent != demand.ExtentQuotes || !a.PublishedAt.IsZero() {
			t.Errorf("%s: article %+v", r.Name, a)
		}
		implied := strings.HasPrefix(r.Document.Demands[0].Description, "Implied by")
		if worded := r.Document.Demands[0].PloverCode != ""; implied == worded {
			t.Errorf("%s: description %q", r.Name, r.Document.Demands[0].Description)
		}
	}
	if doc := records[0].Document; doc.Annotator != "tester" || doc.Article.Publisher != "Invented" || doc.Article.Language != "en" || records[0].Line != 7 {
		t.Errorf("line %d, annotator %q, article %+v", records[0].Line, doc.Annotator, doc.Article)
	}
	if got := records[3].Warnings; len(got) != 2 || !strings.HasPrefix(got[0].Message, "JAP, ") || !strings.HasPrefix(got[1].Message, "ITL, ") {
		t.Errorf("warnings of wrong codes: %v", got)
	}
	var skips []string
	if last := records[len(records)-1]; last.Document != nil || len(last.Problems) > 0 {
		t.Errorf("skipped: %+v", last)
	}
	for _, w := range records[len(records)-1].Warnings {
		skips = append(skips, w.Message)
	}
	if want := []string{"skipped 1 record of DOCUMENT: documentation, no event", "skipped 1 record of SUPPORT: names no demand"}; !slices.Equal(skips, want) {
		t.Errorf("got %q, want %q", skips, want)
	}
}

// One actor written two ways is one actor with an alias.
func TestOneActorWrittenTwoWays(t *testing.T) {
	record := `{"id": "%d", "event": "DEMAND", "source": [{"actorText": "%s", "code": "TGO", "sector": "REB"}], "text": "They demanded."}`
	records := read(t, loaders.Bytes("a.json", fmt.Appendf(nil, "["+record+","+record+"]", 1, "Blue Front", 2, "Blue front")))
	second := records[1].Document.Actors[0]
	if second.Key != records[0].Document.Actors[0].Key || second.Name != "Blue Front" || !slices.Equal(second.Aliases, []string{"Blue front"}) {
		t.Errorf("the second time: %+v", second)
	}
}

func TestBadRecords(t *testing.T) {
	var got []string
	loaded := 0
	for _, r := range read(t, source(t, "testdata/bad.json")) {
		if len(r.Problems) == 0 {
			loaded++
		}
		for _, p := range r.Problems {
			got = append(got, p.String())
		}
	}
	want := []string{
		`testdata/bad.json:2: BAD-1: actors are "Norway"; want a list`,
		`testdata/bad.json:3: BAD-2: "DEMANDS" is no event of PLOVER; did you mean "DEMAND"?`,
		`testdata/bad.json:4: BAD-3: source is missing: nobody acts in this DEMAND`,
		`testdata/bad.json:5: BAD-4: text is missing; a record is a sentence`,
		`testdata/bad.json:6: BAD-5: date "2000-13-01": there is no month 13`,
		`testdata/bad.json:7: record 6: id is missing; a record has one`,
		`testdata/bad.json:8: record 7: a record is a JSON object, not a string`,
		`testdata/bad.json:9: BAD-8: an actor has neither actorText nor code`,
		`testdata/bad.json:11: good: the id is that of the record at line 10 too`,
		`testdata/bad.json:12: record 11: id is a JSON number, which it cannot be`,
		`testdata/bad.json:14: record 11: the file ends within the array`,
	}
	if !slices.Equal(got, want) || loaded != 1 {
		t.Errorf("%d loaded; got\n%s\nwant\n%s", loaded, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestUnreadable(t *testing.T) {
	good := `{"id": "A", "event": "DEMAND", "source": [{"actorText": "Norway", "code": "NOR"}], "text": "Norway demanded it."}`
	for _, test := range []struct{ name, text, want string }{
		{"no array", "{}", "a.json:1: record 0: the file is no JSON array of records"},
		{"empty", "", "a.json:1: record 0: the file ends within the array"},
		{"comma missing", "[\n" + good + "\n" + good + "]", "a.json:3: record 1: not valid JSON, and nothing after it was read: expected comma after array element"},
		{"more after it", "[" + good + "]\n[]", "a.json:2: record 1: there is more after the end of the array"},
		{"not UTF-8", "[\n\n{\"id\": \"\xff\"}]", "a.json:3: record 1: invalid UTF-8: byte 0xFF; save the file as UTF-8"},
		{"too large", "[" + good + "\n," + strings.Repeat(" ", 40<<20) + good + "]", "a.json:2: record 1: " + loaders.TooLarge()},
		{"one alone too large", `[{"id": "A", "text": "` + strings.Repeat("a", loaders.MaxDocument) + `"}]`, "a.json:1: record 0: " + loaders.TooLarge()},
	} {
		t.Run(test.name, func(t *testing.T) {
			records := read(t, loaders.Bytes("a.json", []byte(test.text)))
			last := records[len(records)-1]
			if len(last.Problems) != 1 || last.Problems[0].String() != test.want {
				t.Errorf("got %v, want %s", last.Problems, test.want)
			}
		})
	}
	err := (Loader{}).Read(context.Background(), loaders.Bytes("a.json", []byte(`[{"id": "A", "event": "AID"}]`)), nil)
	if want := "no record to load: skipped 1 record of AID: names no demand"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Loading into a store works, together with reference data, and a second time changes nothing.
func TestLoadTwice(t *testing.T) {
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	paths := []string{"testdata/records.json", "../../gazetteer", "../../examples"}
	if _, err := os.Stat(realFile); err == nil {
		paths = append(paths, realFile)
	}
	for i := range 2 {
		sum, err := loaders.Run(t.Context(), s, formats, loaders.Options{Paths: paths})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range sum.Problems {
			t.Error(p)
		}
		if wrote := sum.Import != ""; wrote != (i == 0) {
			t.Errorf("run %d wrote: %v", i+1, wrote)
		}
	}
}
