package events

import (
	"fmt"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
)

// build makes documents of rows, which come in the order of the file; the label is the day.
func build(t *testing.T, o Options, rows ...*Row) []*change.Document {
	t.Helper()
	var docs []*change.Document
	b, err := newBuilder("rows", loaders.Bytes("a.tsv", nil), o, func(r *loaders.Record) error {
		if r.Document != nil {
			docs = append(docs, r.Document)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		r.Line = i + 1
		if err := b.Add(r.Date.String(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return docs
}

var resolver = NewResolver(Options{})

func row(date, source, code, target string) *Row {
	return &Row{Date: demand.MustParseDate(date), Source: resolver.Named(source, nil, false), Target: resolver.Named(target, nil, false), Code: code}
}

// acts are the kinds of all positions, and terms, in their order.
func acts(docs []*change.Document) string {
	var all []string
	for _, doc := range docs {
		for _, p := range doc.Positions {
			all = append(all, string(p.Kind))
		}
		for _, x := range doc.Terms {
			all = append(all, string(x.Kind)+" "+x.Demand[:strings.LastIndexByte(x.Demand, '-')])
		}
	}
	return strings.Join(all, ", ")
}

func TestAnswers(t *testing.T) {
	asks := func(date string) *Row { return row(date, "Russia", "1056", "Ukraine") }
	for _, test := range []struct {
		name string
		rows []*Row
		want string
	}{
		{"the topic", []*Row{asks("2018-01-10"), row("2018-01-11", "Ukraine", "1246", "Russia")}, "DEMANDS, REJECTS"},
		{"another topic", []*Row{asks("2018-01-10"), row("2018-01-11", "Ukraine", "1243", "Russia")}, "DEMANDS"},
		{"the wrong way", []*Row{asks("2018-01-10"), row("2018-01-11", "Russia", "1246", "Ukraine")}, "DEMANDS"},
		{"before the demand", []*Row{row("2018-01-09", "Ukraine", "1246", "Russia"), asks("2018-01-10")}, "DEMANDS"},
		{"before the demand, after it in the file", []*Row{asks("2018-01-10"), row("2018-01-09", "Ukraine", "1246", "Russia")}, "DEMANDS"},
		{"on the day", []*Row{asks("2018-01-10"), row("2018-01-10", "Ukraine", "1246", "Russia")}, "DEMANDS, REJECTS"},
		{"by a body of the addressee", []*Row{asks("2018-01-10"), row("2018-01-11", "Military (Ukraine)", "0871", "Russia")}, "DEMANDS, FULFILS"},
		{"toward a body of the demander", []*Row{asks("2018-01-10"), row("2018-01-11", "Ukraine", "0356", "Military (Russia)")}, "DEMANDS, ACCEPTS"},
		{"by someone of the country", []*Row{asks("2018-01-10"), row("2018-01-11", "Citizen (Ukraine)", "1246", "Russia")}, "DEMANDS"},
		{"of a bare demand, bare", []*Row{row("2018-01-10", "Russia", "100", "Ukraine"), row("2018-01-11", "Ukraine", "120", "Russia")}, "DEMANDS, REJECTS"},
		{"of a bare demand, an intent", []*Row{row("2018-01-10", "Russia", "100", "Ukraine"), row("2018-01-11", "Ukraine", "030", "Russia")}, "DEMANDS"},
		{"of a protest", []*Row{row("2018-01-10", "Protester (India)", "1411", "Government (India)"), row("2018-01-11", "Government (India)", "1231", "Protester (India)")}, "DEMANDS, REJECTS"},
		{"of an ultimatum", []*Row{row("2018-01-10", "Russia", "139", "Georgia"), row("2018-01-11", "Georgia", "124", "Russia")}, "DEMANDS, OTHERWISE russia-139-georgia-2018-01-01, REJECTS"},
		{"in the window after", []*Row{asks("2018-03-31"), row("2018-06-30", "Ukraine", "1246", "Russia")}, "DEMANDS, REJECTS"},
		{"later", []*Row{asks("2018-03-31"), row("2018-07-01", "Ukraine", "1246", "Russia")}, "DEMANDS"},
		{"again in another window", []*Row{asks("2018-03-31"), asks("2018-04-01"), asks("2018-04-02")}, "DEMANDS, DEMANDS, REITERATES"},
		{"told twice", []*Row{asks("2018-03-31"), asks("2018-03-31"), row("2018-03-31", "Military (Russia)", "1056", "Ukraine")}, "DEMANDS, DEMANDS, REITERATES"},
		{"a threat before the demand of its topic", []*Row{row("2018-01-10", "Russia", "138", "Ukraine"), asks("2018-01-10"), row("2018-01-10", "Russia", "100", "Ukraine")},
			"DEMANDS, DEMANDS, OTHERWISE russia-1056-ukraine-2018-01-01"},
		{"a threat of no topic", []*Row{asks("2018-01-10"), row("2018-01-10", "Russia", "100", "Ukraine"), row("2018-01-10", "Military (Russia)", "131", "Ukraine")},
			"DEMANDS, DEMANDS, OTHERWISE russia-100-ukraine-2018-01-01"},
		{"a threat on another day", []*Row{asks("2018-01-10"), row("2018-01-11", "Russia", "138", "Ukraine")}, "DEMANDS"},
		{"a threat to another", []*Row{asks("2018-01-10"), row("2018-01-10", "Russia", "138", "Georgia")}, "DEMANDS"},
		{"oneself", []*Row{row("2018-01-10", "India", "100", "India"), row("2018-01-11", "India", "120", "India")}, "DEMANDS, REJECTS"},
	} {
		if got := acts(build(t, Options{}, test.rows...)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// A position has one place: what is said at two on one day is said twice.
func TestPlacesTellActsApart(t *testing.T) {
	var rows []*Row
	for _, country := range []string{"Germany", "France", "Germany"} {
		r := row("2018-01-10", "Russia", "1056", "Ukraine")
		r.Place = resolver.Find(Location{Country: CountryByName(country)})
		rows = append(rows, r)
	}
	doc := build(t, Options{}, rows...)[0]
	p := doc.Positions
	if len(p) != 3 || p[0].Key == p[1].Key || p[0].Key != p[2].Key || p[0].Key == "" || p[1].Place != "france" {
		t.Errorf("%+v", p)
	}
}

// A day of many rows is several documents, whose names are the same in every run, and a threat
// in the first finds a demand in the last.
func TestParts(t *testing.T) {
	rows := []*Row{row("2018-01-10", "Russia", "138", "Ukraine")}
	for i := range maxRows {
		rows = append(rows, row("2018-01-10", "Russia", "100", fmt.Sprintf("Person %d", i)))
	}
	rows = append(rows, row("2018-01-10", "Russia", "1056", "Ukraine"), row("2018-01-11", "Russia", "100", "Ukraine"), row("2018-01-10", "Russia", "100", "Ukraine"))
	docs := build(t, Options{}, rows...)
	var paths []string
	for _, doc := range docs {
		paths = append(paths, doc.Path)
	}
	if got := strings.Join(paths, " "); got != "a.tsv#2018-01-10 a.tsv#2018-01-10.2 a.tsv#2018-01-11 a.tsv#2018-01-10.3" {
		t.Error(got)
	}
	if len(docs[1].Terms) != 1 {
		t.Errorf("%d terms", len(docs[1].Terms))
	}
}

// What is kept of demands is bounded however far apart the days of a file are.
func TestWindowsAreBounded(t *testing.T) {
	w := windows{of: Month}
	for i := range 1000 {
		r := row(fmt.Sprintf("%04d-%02d-01", 1900+i%200, 1+i%12), "Russia", "100", "Ukraine")
		if d, _ := w.made(r, r.meaningOf()); d == nil || len(w.kept) > maxWindows {
			t.Fatalf("%d windows", len(w.kept))
		}
	}
}

func TestWindowOfADay(t *testing.T) {
	for _, test := range []struct {
		w         Window
		day, want string
	}{
		{Month, "2018-12-31", "2018-12-01"}, {Quarter, "2018-03-31", "2018-01-01"}, {Quarter, "2018-04-01", "2018-04-01"},
		{Quarter, "2018-12-31", "2018-10-01"}, {Year, "2018-12-31", "2018-01-01"}, {Month, "0001-01-01", "0001-01-01"},
	} {
		if got := test.w.start(test.w.of(demand.MustParseDate(test.day))); got != test.want {
			t.Errorf("%s of %s: %s", test.w, test.day, got)
		}
	}
}
