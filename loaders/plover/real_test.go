package plover

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
)

// realFile is the published gold standard, which is not part of the repository.
const realFile = "../../../shared/data/plover-gsr/plover-gsr.json"

func TestGoldStandard(t *testing.T) {
	if _, err := os.Stat(realFile); err != nil {
		t.Skip("the gold-standard records are not here")
	}
	count := map[string]int{}
	skipped := map[string]string{}
	for _, r := range read(t, source(t, realFile)) {
		for _, w := range r.Warnings {
			if r.Name != w.Record {
				skipped[w.Message] = ""
				continue
			}
			count["warnings"]++
		}
		if len(r.Problems) > 0 {
			count["rejects"]++
			continue
		}
		doc := r.Document
		if doc == nil {
			continue
		}
		count["demands"] += len(doc.Demands)
		count["terms"] += len(doc.Terms)
		count["mentions"] += len(doc.Mentions)
		for _, p := range doc.Positions {
			count[string(p.Kind)]++
			if p.Certainty != "REPORTED" || p.Date.String() != "2000-01-01" || p.PloverCode == "" {
				t.Errorf("%s: position %+v", r.Name, p)
			}
			if len(p.Evidence) == 0 {
				count["positions on the whole article"]++
			}
		}
		checkSpans(t, doc)
		checkClosed(t, doc)
	}
	want := map[string]int{"demands": 92, "DEMANDS": 26, "REJECTS": 25, "ACCEPTS": 8, "FULFILS": 13, "terms": 21, "mentions": 192}
	if !reflect.DeepEqual(count, want) {
		t.Errorf("got %v, want %v", count, want)
	}
	if _, ok := skipped["skipped 26 records of AGREE: names no demand"]; len(skipped) != 14 || !ok {
		t.Errorf("skipped: %q", skipped)
	}
}

// checkSpans checks that what stands at a span's offsets is what it quotes.
func checkSpans(t *testing.T, doc *change.Document) {
	t.Helper()
	text := []rune(doc.Article.Text)
	check := func(all ...change.Annotation) {
		for _, a := range all {
			if got := string(text[*a.Start:*a.End]); got != a.Exact || got == "" || got != strings.TrimSpace(got) {
				t.Errorf("%s: %q at %d to %d is %q", doc.Article.Key, a.Exact, *a.Start, *a.End, got)
			}
			if before, after := string(text[:*a.Start]), string(text[*a.End:]); !strings.HasSuffix(before, a.Prefix) || !strings.HasPrefix(after, a.Suffix) {
				t.Errorf("%s: %q is not between %q and %q", doc.Article.Key, a.Exact, a.Prefix, a.Suffix)
			}
		}
	}
	for _, d := range doc.Demands {
		check(d.Evidence...)
		for _, a := range d.Addressees {
			check(a.Evidence...)
		}
	}
	for _, p := range doc.Positions {
		check(p.Evidence...)
	}
	for _, term := range doc.Terms {
		check(term.Evidence...)
	}
	for _, m := range doc.Mentions {
		check(m.Annotation)
	}
}

// checkClosed checks that a document describes all it refers to, and that nothing
// concerns a region.
func checkClosed(t *testing.T, doc *change.Document) {
	t.Helper()
	actor := func(key string) {
		if key != "" && !slices.ContainsFunc(doc.Actors, func(a change.Actor) bool { return a.Key == key }) {
			t.Errorf("%s does not describe the actor %s", doc.Article.Key, key)
		}
	}
	for _, a := range doc.Actors {
		for _, f := range a.Affiliations {
			actor(f.With)
		}
	}
	for _, d := range doc.Demands {
		for _, a := range d.Addressees {
			actor(a.Key)
		}
		if len(d.Regions) > 0 {
			t.Errorf("%s concerns %v", d.Key, d.Regions)
		}
	}
	for _, p := range doc.Positions {
		actor(p.Actor)
		if p.Place != "" && !slices.ContainsFunc(doc.Regions, func(r change.Region) bool { return r.Key == p.Place }) {
			t.Errorf("%s does not describe the region %s", doc.Article.Key, p.Place)
		}
	}
	for _, term := range doc.Terms {
		actor(term.OfferedBy)
	}
	for _, m := range doc.Mentions {
		for _, key := range m.Actors {
			actor(key)
		}
	}
}
