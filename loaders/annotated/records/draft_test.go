package records

import (
	"fmt"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

func TestDay(t *testing.T) {
	for _, c := range []struct{ text, zone, want string }{
		{"2025-08-15", "", "2025-08-15"}, {"2025-08", "", "2025-08"}, {"2025", "", "2025"}, {" 2025 ", "", "2025"},
		{"2025-08-15T22:30:00Z", "", "2025-08-15"}, {"2025-08-15T22:30:00Z", "Europe/Kyiv", "2025-08-16"}, {"2025-08-15T22:30:00.5-05:00", "", "2025-08-16"},
		{"2025-08-15 22:30:00", "Europe/Kyiv", "2025-08-15"}, {"2025-08-15T22:30", "", "2025-08-15"},
		{"2025-02-30", "", ""}, {"Tuesday", "", ""}, {"", "", ""}, {"08/15/2025", "", ""}, {"2025-08-15T22:30:00Z", "Nowhere/Town", ""},
	} {
		if got, ok := Day(c.text, c.zone); got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q is %q, %v; want %q", c.text, c.zone, got, ok, c.want)
		}
	}
}

func TestMetadata(t *testing.T) {
	v, err := parse([]byte(`{"Headline":"T","URL":"https://news.example/1","link":"https://news.example/2","Published_At":"2025-08-15","date":"soon",
		"authors":["A","B"],"byline":"C","lang":"uk","page":3,"checked":true,"none":null,"blank":" ","tags":["x"],"source":{"a":1}}`), loaders.Place{Line: 1, Column: 1})
	if err != nil {
		t.Fatal(err)
	}
	d := NewDraft(loaders.Bytes("a.json", nil), "x", 1)
	d.Metadata(v.Fields, annotated.Options{})
	want := annotated.Meta{Title: "T", URL: "https://news.example/1", Language: "uk", Authors: []string{"A", "B"}, PublishedAt: "2025-08-15",
		Other: map[string]string{"link": "https://news.example/2", "date": "soon", "byline": "C", "page": "3", "checked": "true"}}
	if fmt.Sprint(d.Meta) != fmt.Sprint(want) || d.Counted["metadata that is a list or an object"] != 2 {
		t.Errorf("%+v, %v", d.Meta, d.Counted)
	}
	d = NewDraft(loaders.Bytes("a.json", nil), "x", 1)
	d.Metadata([]Field{{"date", &Value{Kind: String, Text: "soon", Place: loaders.Place{Line: 7, Column: 2}}}}, annotated.Options{})
	if len(d.Warnings) != 1 || !strings.HasPrefix(d.Warnings[0].String(), `a.json:7:2: x: date "soon" is not read`) || d.Meta.Other["date"] != "soon" {
		t.Errorf("%v %+v", d.Warnings, d.Meta)
	}
}

func TestAddressesAndIdentifiers(t *testing.T) {
	for text, want := range map[string][2]bool{
		"https://news.example/a": {true, true}, "s3://bucket/a.txt": {true, true}, "/data/upload/1/a.txt": {true, false},
		"See https://news.example": {false, false}, "Wikidata:Q42": {false, true}, "demandgraph:russia": {false, true}, "Note: see there": {false, false}, "": {false, false},
	} {
		if got := [2]bool{IsAddress(text), IsIdentifier(text)}; got != want {
			t.Errorf("%q: address, identifier %v, want %v", text, got, want)
		}
	}
}

// Spans and links keep their words and ends when documents are joined and merged.
func TestJoinAndMerge(t *testing.T) {
	draft := func(text, annotator, title string, at ...annotated.Piece) *Draft {
		d := NewDraft(loaders.Bytes("a.json", nil), "x", 1)
		d.Text, d.Meta.Annotator, d.Meta.Title = text, annotator, title
		for _, p := range at {
			d.Spans = append(d.Spans, annotated.Span{Label: "L", Annotator: annotator, Pieces: []annotated.Piece{p}})
		}
		if len(at) > 1 {
			d.Links = []annotated.Link{{Role: "R", Head: 0, Tail: 1}}
		}
		return d
	}
	a, b := annotated.Piece{Start: 0, End: 1}, annotated.Piece{Start: 2, End: 3}
	got := join([]*Draft{draft("😀 b", "p", "T", b), draft("c d\n", "q", "T", b, a), draft("e", "p", "", a)})
	text := annotated.NewText(got.Text)
	var words []string
	for _, s := range got.Spans {
		words = append(words, text.Slice(s.Pieces[0].Start, s.Pieces[0].End))
	}
	if got.Text != "😀 b\nc d\ne" || strings.Join(words, " ") != "b d c e" || fmt.Sprint(got.Links[0].Head, got.Links[0].Tail) != "1 2" || got.Meta.Title != "T" || got.Meta.Annotator != "" {
		t.Errorf("%+v", got)
	}

	first := draft("a b", "p", "T", a)
	first.Merge([]*Draft{draft("a b", "p", "T", b, a), draft("a b", "q", "U", a), draft("a b", "p", "T", b)})
	var spans []string
	for _, s := range first.Spans {
		spans = append(spans, fmt.Sprint(s.Annotator, s.Pieces[0].Start))
	}
	if strings.Join(spans, " ") != "p0 p2 q0" || fmt.Sprint(first.Links[0].Head, first.Links[0].Tail) != "1 0" || first.Meta.Title != "" || first.Meta.Annotator != "" {
		t.Errorf("%v %+v %+v", spans, first.Links, first.Meta)
	}
}
