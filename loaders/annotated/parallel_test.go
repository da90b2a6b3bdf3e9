package annotated

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// parallel is the article that exists in every format, as its README says it is.
func parallel(t *testing.T) *Document {
	t.Helper()
	const folder = "../../../shared/data/formats/parallel"
	raw, err := os.ReadFile(filepath.Join(folder, "expect.json"))
	if err != nil {
		t.Skip("the parallel article is not here: ", err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var expect struct {
		Title, URL, Publisher, PublishedAt string
		Spans                              []struct {
			Start, End   int
			Label, Exact string
		}
		Links []struct {
			Head, Tail int
			Role       string
		}
		Identifiers map[int]string
		Attributes  map[int][]string
	}
	if err := json.Unmarshal(raw, &expect); err != nil {
		t.Fatal(err)
	}
	d := &Document{Name: "1", Line: 1, Text: string(text), Meta: Meta{Title: expect.Title, URL: expect.URL, Publisher: expect.Publisher, PublishedAt: expect.PublishedAt}}
	for i, s := range expect.Spans {
		span := Span{Label: s.Label, Quote: s.Exact, Pieces: []Piece{{s.Start, s.End}}}
		if id := expect.Identifiers[i]; id != "" {
			span.Identifiers = []string{id}
		}
		if a := expect.Attributes[i]; a != nil {
			span.Attributes = map[string][]string{a[0]: a[1:]}
		}
		d.Spans = append(d.Spans, span)
	}
	for _, l := range expect.Links {
		d.Links = append(d.Links, Link{Role: l.Role, Head: l.Head, Tail: l.Tail})
	}
	return d
}

func TestParallel(t *testing.T) {
	d := parallel(t)
	if problems, warnings := d.Check(); len(problems)+len(warnings) > 0 {
		t.Fatal(problems, warnings)
	}
	out, m, review := mapOne(d, profile.Default())
	if len(m.problems) > 0 {
		t.Fatal(m.problems)
	}
	var warnings []string
	for _, w := range m.warnings {
		warnings = append(warnings, w.Message)
	}
	golden(t, "testdata/parallel.json", map[string]any{"document": out, "warnings": warnings, "review": review.Entries()})

	// What the article says, apart from how it is written down.
	if len(out.Demands) != 2 || len(out.Positions) != 3 || len(out.Terms) != 1 || len(out.Mentions) < 11 {
		t.Fatalf("%d demands, %d positions, %d terms, %d mentions", len(out.Demands), len(out.Positions), len(out.Terms), len(out.Mentions))
	}
	valley := out.Demands[0]
	if valley.Summary != "withdraw its troops from the Zelen Valley" || keysOf(valley.Addressees) != "borduria" || keysOf(valley.Regions) != "zelen-valley" {
		t.Errorf("%+v", valley)
	}
	if len(out.Demands[1].Addressees) > 0 {
		t.Error("both sides were asked by that name")
	}
	p := out.Positions
	if p[0].Kind != demand.PositionKindDemands || !strings.HasPrefix(p[0].Actor, "ana-kova") || p[0].For != "ruritania" || p[0].Note != "date as told: Tuesday" || !p[0].Date.IsZero() {
		t.Errorf("%+v", p[0])
	}
	reject := p[slices.IndexFunc(p, func(p change.Position) bool { return p.Kind == demand.PositionKindRejects })]
	if reject.Demand != valley.Key || reject.Certainty != demand.CertaintyReported {
		t.Errorf("%+v", reject)
	}
	if out.Terms[0].Kind != demand.TermKindPreconditionFor || out.Terms[0].Demand != valley.Key {
		t.Errorf("%+v", out.Terms[0])
	}
}

// A file that has lost its links has the same words as mentions.
func TestParallelWithoutLinks(t *testing.T) {
	with, without := parallel(t), parallel(t)
	without.Links = nil
	spans := func(d *Document) []string {
		out, m, _ := mapOne(d, profile.Default())
		if len(m.problems) > 0 {
			t.Fatal(m.problems)
		}
		var all []string
		for _, a := range annotations(out) {
			all = append(all, a.Exact+" "+strings.Join(a.Labels, ","))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	a, b := spans(with), spans(without)
	if !slices.Equal(a, b) {
		t.Errorf("with links %q\nwithout %q", a, b)
	}
}

// mapOne maps one document on an empty index.
func mapOne(d *Document, is *profile.Profile) (*change.Document, *mapper, *linking.Review) {
	review := &linking.Review{}
	l := &Loader{Reader: hand{}, Profile: is, Linker: &linking.Linker{Index: &linking.Index{}, Review: review}}
	out := &change.Document{Format: "hand"}
	l.article(out, handSource, d, &sidecars{src: handSource}, true)
	m := mapDocument(d, is, l.Linker, nil, out)
	return out, m, review
}

func keysOf(all []change.Reference) string {
	var keys []string
	for _, r := range all {
		keys = append(keys, r.Key)
	}
	return strings.Join(keys, " ")
}

// annotations are all of a document.
func annotations(d *change.Document) []change.Annotation {
	var all []change.Annotation
	refs := func(of []change.Reference) {
		for _, r := range of {
			all = append(all, r.Evidence...)
		}
	}
	for _, x := range d.Demands {
		all = append(all, x.Evidence...)
		refs(x.Addressees)
		refs(x.Regions)
		refs(x.Topics)
	}
	for _, x := range d.Terms {
		all = append(all, x.Evidence...)
	}
	for _, x := range d.Positions {
		all = append(all, x.Evidence...)
	}
	for _, x := range d.Mentions {
		all = append(all, x.Annotation)
	}
	return all
}
