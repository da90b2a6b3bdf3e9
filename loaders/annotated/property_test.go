package annotated

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"

	"pgregory.net/rapid"
)

// anyDocument draws a document with any labels and links, also such as mean nothing.
func anyDocument(t *rapid.T) *Document {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("ab it Kyiv.\n\r😀é中Ґ")), 1, 80, -1).Draw(t, "text")
	n := len([]rune(text))
	spans := append(profile.Default().Spans.Labels(), "Unknown", "DNA Statement")
	links := append(profile.Default().Links.Labels(), "Unknown", "Addressee2")
	attributes := []string{"Certainty", "Negation", "Confidence", "Date", "Note", "Other", "Identifier"}
	d := &Document{Name: "1", Line: 1, Text: text, Meta: Meta{URL: "https://news.example/1"}}
	for i := range rapid.IntRange(0, 12).Draw(t, "spans") {
		start := rapid.IntRange(0, n-1).Draw(t, "start")
		end := rapid.IntRange(start+1, n).Draw(t, "end")
		s := Span{ID: fmt.Sprint("T", i), Label: rapid.SampledFrom(spans).Draw(t, "label"), Pieces: []Piece{{start, end}},
			Annotator: rapid.SampledFrom([]string{"", "jd", "mk"}).Draw(t, "annotator")}
		if rapid.IntRange(0, 3).Draw(t, "attributed") == 0 {
			s.Attributes = map[string][]string{rapid.SampledFrom(attributes).Draw(t, "attribute"): {rapid.SampledFrom([]string{"", "true", "REPORTED", "0.5", "Q7", "x", "2031"}).Draw(t, "value")}}
		}
		if rapid.IntRange(0, 4).Draw(t, "identified") == 0 {
			s.Identifiers = []string{rapid.SampledFrom([]string{"Wikidata:Q1", "Q2", "demandgraph:k", "ISO:UA", "x:y"}).Draw(t, "identifier")}
		}
		d.Spans = append(d.Spans, s)
	}
	if len(d.Spans) == 0 {
		return d
	}
	index := rapid.IntRange(0, len(d.Spans)-1)
	for i := range rapid.IntRange(0, 14).Draw(t, "links") {
		d.Links = append(d.Links, Link{ID: fmt.Sprint("R", i), Role: rapid.SampledFrom(links).Draw(t, "role"), Head: index.Draw(t, "head"), Tail: index.Draw(t, "tail")})
	}
	if rapid.Bool().Draw(t, "same") {
		d.Same = append(d.Same, rapid.SliceOfN(index, 1, 3).Draw(t, "group"))
	}
	return d
}

// Whatever a document says: no annotation is outside the text, every span becomes an
// annotation or is counted, every link is used or reported, references are to nodes that
// the document describes or that it was given keys of, and mapping again gives the same.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		is := profile.Default()
		out, m, _ := mapOne(d, is)
		text := NewText(d.Text)
		kept := map[string]bool{}
		for _, a := range annotations(out) {
			if a.Start == nil || *a.Start < 0 || *a.End <= *a.Start || *a.End > text.Len() || a.Exact != text.Slice(*a.Start, *a.End) {
				t.Fatalf("annotation %+v is not in the text", a)
			}
			kept[fmt.Sprint(*a.Start, *a.End, a.Labels, a.Annotator)] = true
		}
		unknown := 0
		for _, s := range d.Spans {
			if meaning, known := is.Spans.Of(s.Label); !known || meaning.As == profile.AsIgnore {
				unknown++
				continue
			}
			if !kept[fmt.Sprint(s.Pieces[0].Start, s.Pieces[0].End, []string{s.Label}, s.Annotator)] {
				t.Fatalf("span %+v is nowhere in %+v", s, out)
			}
		}
		counted := 0
		for of, n := range m.unknown {
			if of.what == "span" {
				counted += n
			}
		}
		if counted != unknown {
			t.Fatalf("%d spans of unknown labels, %d counted", unknown, counted)
		}
		for i, used := range m.used {
			if !used {
				t.Fatalf("link %+v was neither used nor reported", d.Links[i])
			}
		}
		complete(t, out)
		again, _, _ := mapOne(d, is)
		if fmt.Sprintf("%+v", plainOf(out)) != fmt.Sprintf("%+v", plainOf(again)) {
			t.Fatalf("once\n%+v\nagain\n%+v", out, again)
		}
	})
}

// plainOf is a document as a text can show it: pointers are what they point at.
func plainOf(d *change.Document) []string {
	var all []string
	for _, a := range annotations(d) {
		all = append(all, fmt.Sprint(*a.Start, *a.End, a.Labels, a.Annotator))
	}
	for _, p := range d.Positions {
		p.Evidence = nil
		all = append(all, fmt.Sprintf("%+v", p))
	}
	for _, a := range d.Actors {
		all = append(all, fmt.Sprintf("%+v", a))
	}
	for _, r := range d.Regions {
		all = append(all, fmt.Sprintf("%+v", r))
	}
	return all
}

// complete checks that a document describes what it refers to, keys that a file gave aside.
func complete(t *rapid.T, d *change.Document) {
	has := map[demand.Ref]bool{{Kind: demand.KindActor, Key: "k"}: true, {Kind: demand.KindRegion, Key: "k"}: true, {Kind: demand.KindTopic, Key: "k"}: true,
		{Kind: demand.KindEvent, Key: "k"}: true, {Kind: demand.KindDemand, Key: "k"}: true}
	for _, a := range d.Actors {
		has[demand.Ref{Kind: demand.KindActor, Key: a.Key}] = true
	}
	for _, r := range d.Regions {
		has[demand.Ref{Kind: demand.KindRegion, Key: r.Key}] = true
	}
	for _, x := range d.Topics {
		has[demand.Ref{Kind: demand.KindTopic, Key: x.Key}] = true
	}
	for _, x := range d.Events {
		has[demand.Ref{Kind: demand.KindEvent, Key: x.Key}] = true
	}
	for _, x := range d.Demands {
		has[demand.Ref{Kind: demand.KindDemand, Key: x.Key}] = true
	}
	need := func(kind demand.NodeKind, keys ...string) {
		for _, key := range keys {
			if key != "" && !has[demand.Ref{Kind: kind, Key: key}] {
				t.Fatalf("nothing describes %s %s", kind, key)
			}
			if key != "" && demand.ValidKey(key) != nil {
				t.Fatal(demand.ValidKey(key))
			}
		}
	}
	for _, p := range d.Positions {
		need(demand.KindActor, p.Actor, p.For, p.AccordingTo)
		need(demand.KindDemand, p.Demand)
		need(demand.KindEvent, p.Event)
		need(demand.KindRegion, p.Place)
		if p.Actor == "" || p.Demand == "" || p.Kind.Side() == "" {
			t.Fatalf("%+v", p)
		}
	}
	for _, x := range d.Terms {
		need(demand.KindDemand, x.Demand)
		need(demand.KindActor, x.OfferedBy, x.AccordingTo)
	}
	for _, x := range d.Demands {
		need(demand.KindActor, strings.Fields(keysOf(x.Addressees))...)
		need(demand.KindRegion, strings.Fields(keysOf(x.Regions))...)
		need(demand.KindTopic, strings.Fields(keysOf(x.Topics))...)
	}
	for _, x := range d.Mentions {
		need(demand.KindActor, x.Actors...)
		need(demand.KindRegion, x.Regions...)
		need(demand.KindTopic, x.Topics...)
	}
}

// What a document asserts does not change when the graph knows what an earlier run made.
func TestLoadingAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfN(rapid.Custom(anyDocument), 1, 3).Draw(t, "documents")
		run := func(index *linking.Index) []*change.Document {
			l := &Loader{Reader: hand{}, Linker: &linking.Linker{Index: index}}
			var all []*change.Document
			for i, d := range docs {
				r, err := l.record(context.Background(), loaders.Bytes(fmt.Sprint(i, ".hand"), nil), d, 1, &sidecars{src: handSource}, true)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, r.Document)
			}
			return all
		}
		first := run(&linking.Index{})
		index := &linking.Index{}
		made := map[demand.Ref]linking.Known{}
		for _, doc := range first { // as a graph holds it: one node a key, with all its names
			for _, a := range doc.Actors {
				k := made[demand.Ref{Kind: demand.KindActor, Key: a.Key}]
				made[demand.Ref{Kind: demand.KindActor, Key: a.Key}] = linking.Known{Kind: demand.KindActor, Key: a.Key, Name: a.Name, Type: string(a.Type),
					WikidataID: a.WikidataID + strings.Repeat(k.WikidataID, btoi(a.WikidataID == "")), Aliases: append(k.Aliases, a.Aliases...), Made: true}
			}
			for _, r := range doc.Regions {
				k := made[demand.Ref{Kind: demand.KindRegion, Key: r.Key}]
				made[demand.Ref{Kind: demand.KindRegion, Key: r.Key}] = linking.Known{Kind: demand.KindRegion, Key: r.Key, Name: r.Name, Type: string(r.Type),
					WikidataID: r.WikidataID + strings.Repeat(k.WikidataID, btoi(r.WikidataID == "")), Aliases: append(k.Aliases, r.Aliases...), Made: true}
			}
			for _, x := range doc.Topics {
				made[demand.Ref{Kind: demand.KindTopic, Key: x.Key}] = linking.Known{Kind: demand.KindTopic, Key: x.Key, Name: x.Name, Made: true}
			}
			for _, x := range doc.Events {
				made[demand.Ref{Kind: demand.KindEvent, Key: x.Key}] = linking.Known{Kind: demand.KindEvent, Key: x.Key, Name: x.Name, Type: string(x.Type), Made: true}
			}
		}
		for _, ref := range slices.SortedFunc(maps.Keys(made), func(a, b demand.Ref) int { return strings.Compare(a.String(), b.String()) }) {
			index.Add(made[ref], linking.FromGraph)
		}
		for i, doc := range run(index) {
			if a, b := strings.Join(plainOf(first[i]), "\n"), strings.Join(plainOf(doc), "\n"); a != b {
				t.Fatalf("document %d first\n%s\nagain\n%s\n%+v", i, a, b, spansOf(docs))
			}
		}
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// spansOf shows the spans of documents in short.
func spansOf(docs []*Document) string {
	var lines []string
	for i, d := range docs {
		for _, s := range d.Spans {
			lines = append(lines, fmt.Sprintf("document %d: %s %q %v %v", i, s.Label, NewText(d.Text).Join(s.Pieces), s.Identifiers, s.Attributes))
		}
		for _, l := range d.Links {
			lines = append(lines, fmt.Sprintf("document %d: %s from %d to %d", i, l.Role, l.Head, l.Tail))
		}
		lines = append(lines, fmt.Sprintf("document %d: same %v", i, d.Same))
	}
	return strings.Join(lines, "\n")
}
