package icews

import (
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

func TestTraps(t *testing.T) {
	docs, rejects, warnings := read(t, source(t, "traps.tsv"), events.Options{})
	const want = `2018-06-01 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-04-01], in moscow, event 1, sentence 2, icews-story-12
2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], in moscow, event 2, sentence 2, icews-story-12
2018-01-10 russia DEMANDS: Russia: demand (Ukraine) [2018-01-01], in moscow, event 3, sentence 2, icews-story-12
2018-01-10 lone-quote DEMANDS: Lone " quote: demand de-escalation of military engagement (Ukraine) [2018-01-01], for russia, in moscow, event 9, sentence 2, icews-story-12
2018-01-10 bundesrepublik-deutschland DEMANDS: Bundesrepublik Deutschland: demand de-escalation of military engagement (Ukraine) [2018-01-01], in moscow, event 10, sentence 2, icews-story-12
2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], event 11, sentence 2
2018-06-02 russia REITERATES: Russia: demand de-escalation of military engagement (Ukraine) [2018-04-01], in moscow, event 1, sentence 2, icews-story-12
2018-01-10 erd-an DEMANDS: Erd` + "\ufffd" + `an: demand de-escalation of military engagement (Ukraine) [2018-01-01], in moscow, event 12, sentence 2, icews-story-12`
	got := strings.ReplaceAll(strings.Join(told(docs), "\n"), ", for russia", "")
	if want := strings.ReplaceAll(want, ", for russia", ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	const wantRejects = `4 4: there is no code, and "Bake a cake" is the label of none
5 5: "251" is no code of CAMEO; it may be 0251 that lost its zero: codes are text
6 6: date "2018-13-01": there is no month 13
7 : the row has 21 fields; one of ICEWS has 20
8 : the row has 2 fields; one of ICEWS has 20`
	if got := strings.Join(rejects, "\n"); got != wantRejects {
		t.Errorf("got\n%s", got)
	}
	if !strings.HasPrefix(strings.Join(warnings, "\n"), "traps.tsv:14: the line is not UTF-8; what is not is replaced by U+FFFD\ntraps.tsv: 13 rows") {
		t.Errorf("%q", warnings)
	}
}

func TestJSON(t *testing.T) {
	docs, rejects, _ := read(t, source(t, "family.jsonl"), events.Options{})
	const want = `2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01]
2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01]
OTHERWISE russia: Threaten with military force, Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01]
2018-01-11 vladimir-putin DEMANDS: Vladimir Putin: demand de-escalation of military engagement (Ukraine) [2018-01-01]
2018-01-12 ukraine REJECTS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01]`
	if got := strings.Join(told(docs), "\n"); !strings.HasPrefix(got, want) { // whose country nobody says
		t.Errorf("got\n%s", got)
	}
	const wantRejects = `16 : there is no code, and "Bake a cake" is the label of none
17 : unexpected end of JSON input
18 : date is a JSON number, which it cannot be`
	if got := strings.Join(rejects, "\n"); got != wantRejects {
		t.Errorf("got\n%s", got)
	}
}

func TestAllRows(t *testing.T) {
	docs, _, warnings := read(t, source(t, "family.tsv"), events.Options{All: true})
	var got []string
	for _, line := range told(docs) {
		if !strings.Contains(line, "[") {
			got = append(got, line)
		}
	}
	const want = `2018-01-09 OTHER: Ukraine: decline to de-escalate military engagement (Russia)
2018-01-10 MEETING: Germany: consult (Russia)
2018-01-10 MEETING: Russia: consult (Germany)
2018-02-02 OTHER: Russia: express intent to cooperate (Germany)
2018-10-01 OTHER: Ukraine: decline to de-escalate military engagement (Russia)`
	if strings.Join(got, "\n") != want || !strings.Contains(warnings[0], "5 are events") {
		t.Errorf("got\n%s\n%q", strings.Join(got, "\n"), warnings)
	}
}

func TestWindows(t *testing.T) {
	for _, test := range []struct {
		window  events.Window
		demands int
	}{{events.Month, 7}, {events.Quarter, 7}, {events.Year, 6}} {
		docs, _, _ := read(t, source(t, "family.tsv"), events.Options{Window: test.window})
		keys := map[string]bool{}
		for _, doc := range docs {
			for _, d := range doc.Demands {
				keys[d.Key] = true
			}
		}
		if len(keys) != test.demands {
			t.Errorf("%s: %d demands", test.window, len(keys))
		}
	}
	err := Loader{events.Options{Window: "week"}}.Read(t.Context(), source(t, "family.tsv"), nil)
	if err == nil || !strings.Contains(err.Error(), "windows are month, quarter, year") {
		t.Error(err)
	}
}

// Every actor of a country acts for it when that is asked for.
func TestCountries(t *testing.T) {
	docs, _, _ := read(t, source(t, "family.tsv"), events.Options{Countries: true})
	if got := strings.Join(told(docs), "\n"); !strings.Contains(got, "2018-05-02 citizen-india DEMANDS: India: demand [2018-04-01], for india") {
		t.Errorf("got\n%s", got)
	}
}

// A document describes all that it names, and says of no demand which region it concerns.
func TestDocumentsAreClosed(t *testing.T) {
	for _, name := range []string{"family.tsv", "family.jsonl", "traps.tsv"} {
		docs, _, _ := read(t, source(t, name), events.Options{All: true})
		for _, doc := range docs {
			checkClosed(t, doc)
		}
	}
}

func checkClosed(t testing.TB, doc *change.Document) {
	t.Helper()
	has := map[string]bool{"": true}
	for _, a := range doc.Actors {
		has["actor "+a.Key] = true
	}
	for _, r := range doc.Regions {
		has["region "+r.Key] = true
	}
	for _, d := range doc.Demands {
		has["demand "+d.Key] = true
	}
	for _, a := range doc.Articles {
		has["article "+a.Key] = true
	}
	need := func(kind, key string) {
		if key != "" && !has[kind+" "+key] {
			t.Errorf("%s: no %s %s", doc.Path, kind, key)
		}
	}
	for _, a := range doc.Actors {
		for _, f := range a.Affiliations {
			need("actor", f.With)
		}
	}
	for _, r := range doc.Regions {
		for _, p := range r.PartOf {
			need("region", p.Key)
		}
	}
	for _, d := range doc.Demands {
		for _, a := range d.Addressees {
			need("actor", a.Key)
		}
		if len(d.Regions) > 0 {
			t.Errorf("%s concerns %v", d.Key, d.Regions)
		}
	}
	evidence := func(all []change.Annotation) {
		for _, a := range all {
			need("article", a.Article)
		}
	}
	for _, p := range doc.Positions {
		need("actor", p.Actor)
		need("actor", p.For)
		need("demand", p.Demand)
		need("region", p.Place)
		evidence(p.Evidence)
	}
	for _, x := range doc.Terms {
		need("actor", x.OfferedBy)
		need("demand", x.Demand)
		evidence(x.Evidence)
	}
	for _, e := range doc.Events {
		need("region", e.Place)
		for _, p := range e.Participants {
			need("actor", p.Actor)
		}
		evidence(e.Evidence)
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		"Event ID\tEvent Date\tSource Name":                                                            false,
		strings.Join(columnNames[:], "\t"):                                                             true,
		`"` + strings.Join(columnNames[:], "\"\t\"") + `"`:                                             true,
		"\ufeff" + strings.Join(columnNames[:], "\t"):                                                  true,
		`{"date":"2018-01-01","source":{"name":"A"},"relation":"Demand","target":{"name":"B"}}` + "\n": true,
		`{"text":"A","spans":[]}`:                                                                      false,
		"1\t2018-01-01" + strings.Repeat("\t", 4) + "\t100" + strings.Repeat("\t", 13):                 true,
		"1\tyesterday" + strings.Repeat("\t", 4) + "\t100" + strings.Repeat("\t", 13):                  false,
		"": false,
	} {
		if got := (Loader{}).Detect(nil, []byte(text), true); got != want {
			t.Errorf("%.60q: %v", text, got)
		}
	}
	for _, name := range []string{"family.tsv", "family.tab", "traps.tsv", "family.jsonl"} {
		src := source(t, name)
		if l, err := (loaders.Registry{Loader{}}).Detect(src); err != nil || l == nil {
			t.Errorf("%s: %v, %v", name, l, err)
		}
	}
}

// Whatever a line holds, reading it ends, and what comes of it is whole.
func FuzzRow(f *testing.F) {
	for _, name := range []string{"family.tsv", "family.tab", "family.jsonl", "traps.tsv"} {
		file, err := source(f, name).Open()
		if err != nil {
			f.Fatal(err)
		}
		lines := events.NewLines(file)
		for line, err := lines.Next(); err == nil; line, err = lines.Next() {
			f.Add(append([]byte(nil), line...))
		}
		file.Close()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = Loader{events.Options{All: true}}.Read(t.Context(), loaders.Bytes("a.tsv", data), func(r *loaders.Record) error {
			if r.Document != nil {
				checkClosed(t, r.Document)
				checkKeys(t, r.Document)
			}
			return nil
		})
	})
}
