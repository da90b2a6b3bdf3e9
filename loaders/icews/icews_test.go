package icews

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

func source(t testing.TB, name string) *loaders.Source {
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

// told says what documents tell, in a line each: without the hashes of keys.
func told(docs []*change.Document) []string {
	summaries := map[string]string{}
	var all []string
	for _, doc := range docs {
		for _, d := range doc.Demands {
			at := strings.LastIndexByte(d.Key, '-')
			summaries[d.Key] = d.Summary + " [" + d.Key[at-len("-2018-01-01")+1:at] + "]"
		}
		for _, p := range doc.Positions {
			line := fmt.Sprintf("%s %s %s: %s", p.Date, bare(p.Actor), p.Kind, summaries[p.Demand])
			if p.For != "" {
				line += ", for " + p.For
			}
			if p.Place != "" {
				line += ", in " + bare(p.Place)
			}
			if p.Note != "" {
				line += ", " + p.Note
			}
			for _, a := range p.Evidence {
				line += ", " + a.Article
			}
			all = append(all, line)
		}
		for _, term := range doc.Terms {
			all = append(all, fmt.Sprintf("%s %s: %s, %s", term.Kind, term.OfferedBy, term.Summary, summaries[term.Demand]))
		}
		for _, e := range doc.Events {
			all = append(all, fmt.Sprintf("%s %s: %s", e.Start, e.Type, e.Name))
		}
	}
	return all
}

// bare is a key without its hash.
func bare(key string) string {
	if i := strings.LastIndexByte(key, '-'); i > 0 && len(key)-i == 9 {
		if _, err := fmt.Sscanf(key[i+1:], "%x", new(uint64)); err == nil {
			return key[:i]
		}
	}
	return key
}

const wantFamily = `2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], in moscow, event 9002, sentence 2, icews-story-12
2018-01-10 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], in moscow, event 9003, sentence 3, icews-story-12
OTHERWISE russia: Threaten with military force, Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01]
2018-01-11 vladimir-putin REITERATES: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], for russia, event 9006, sentence 1, icews-story-13
2018-01-12 ukraine REJECTS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], in ukraine, event 9007, sentence 2, icews-story-14
2018-01-13 joseph-joe-hockey DEMANDS: Joseph "Joe" Hockey: demand [2018-01-01], event 9008, sentence 1, icews-story-15
2018-02-01 germany DEMANDS: Germany: appeal for de-escalation of military engagement (Russia) [2018-01-01], event 9009, sentence 1, icews-story-16
2018-04-03 ukraine FULFILS: Russia: demand de-escalation of military engagement (Ukraine) [2018-01-01], event 9011, sentence 1, icews-story-18
2018-04-04 russia DEMANDS: Russia: demand de-escalation of military engagement (Ukraine) [2018-04-01], event 9012, sentence 1, icews-story-19
2018-05-01 russia DEMANDS: Russia: give ultimatum (Georgia) [2018-04-01], event 9013, sentence 1, icews-story-20
OTHERWISE russia: Give ultimatum, Russia: give ultimatum (Georgia) [2018-04-01]
2018-05-02 citizen-india DEMANDS: Citizen (India): demand [2018-04-01], event 9014, sentence 1, icews-story-21
2018-05-03 india DEMANDS: India: demand (India) [2018-04-01], event 9015, sentence 1, icews-story-22`

func TestTable(t *testing.T) {
	for _, name := range []string{"family.tsv", "family.tab"} { // without quotes, and with
		docs, rejects, warnings := read(t, source(t, name), events.Options{})
		if got := strings.Join(told(docs), "\n"); got != wantFamily || rejects != nil {
			t.Errorf("%s: got\n%s\n%q", name, got, rejects)
		}
		want := []string{name + ": 17 rows: 9 make 7 demands (2 without an addressee), 2 answer one, 2 threats go with one; 2 are of codes that make and answer no demand; 3 answer no demand that is there"}
		if !reflect.DeepEqual(warnings, want) {
			t.Errorf("%s: %q", name, warnings)
		}
	}
}

// checkKeys checks that the keys of a document can be keys.
func checkKeys(t testing.TB, doc *change.Document) {
	t.Helper()
	var all []string
	for _, a := range doc.Actors {
		all = append(all, a.Key)
	}
	for _, r := range doc.Regions {
		all = append(all, r.Key)
	}
	for _, d := range doc.Demands {
		all = append(all, d.Key)
	}
	for _, a := range doc.Articles {
		all = append(all, a.Key)
	}
	for _, e := range doc.Events {
		all = append(all, e.Key)
	}
	for _, key := range all {
		if err := demand.ValidKey(key); err != nil {
			t.Error(err)
		}
	}
}
