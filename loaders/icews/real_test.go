package icews

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// realData holds published rows, which are not part of the repository.
const realData = "../../../shared/data/icews"

func realSource(t testing.TB, name string) *loaders.Source {
	t.Helper()
	path := filepath.Join(realData, name)
	info, err := os.Stat(path)
	if err != nil {
		t.Skip("the published ICEWS rows are not here")
	}
	return &loaders.Source{Path: path, Name: name, FS: os.DirFS(realData), File: name, Size: info.Size(), Named: true}
}

// tallies are what a file became.
type tallies struct {
	demands, rejects int
	rows             map[string]int // positions by kind, terms, events
	codes            map[string]int // positions that make a demand, by the root of their code
}

func tally(t testing.TB, src *loaders.Source, o events.Options, each func(*change.Document)) tallies {
	t.Helper()
	got := tallies{rows: map[string]int{}, codes: map[string]int{}}
	demands := map[string]bool{}
	err := Loader{o}.Read(t.Context(), src, func(r *loaders.Record) error {
		got.rejects += len(r.Problems)
		doc := r.Document
		if doc == nil {
			return nil
		}
		for _, d := range doc.Demands {
			demands[d.Key] = true
		}
		for _, p := range doc.Positions {
			got.rows[string(p.Kind)]++
			if p.Kind.Makes() {
				got.codes[p.CameoCode[:2]]++
			}
			if p.Certainty != demand.CertaintyReported || p.Date.IsZero() {
				t.Errorf("position %+v", p)
			}
		}
		got.rows["terms"] += len(doc.Terms)
		got.rows["events"] += len(doc.Events)
		if each != nil {
			each(doc)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got.demands = len(demands)
	return got
}

// The numbers are those that the published files have of rows by root: 6,775 of root 10 in the
// three files of the demand family.
func TestPublishedRows(t *testing.T) {
	demands := 0
	for _, test := range []struct {
		name             string
		rejects, demands int
		codes, rows      map[string]int
	}{
		{"icews14-demand-family.jsonl.gz", 0, 5931, map[string]int{"10": 1744, "02": 7305, "13": 58, "14": 38},
			map[string]int{"DEMANDS": 5931, "REITERATES": 3214, "ACCEPTS": 152, "FULFILS": 12, "REJECTS": 336, "terms": 151, "events": 0}},
		{"icews18-jan-may-demand-family.jsonl.gz", 0, 13972, map[string]int{"10": 4191, "02": 15681, "13": 179, "14": 121},
			map[string]int{"DEMANDS": 13972, "REITERATES": 6200, "ACCEPTS": 542, "FULFILS": 110, "REJECTS": 1244, "terms": 500, "events": 0}},
		{"icews18-sep-demand-family.jsonl.gz", 0, 2927, map[string]int{"10": 840, "02": 3026, "13": 33, "14": 22},
			map[string]int{"DEMANDS": 2927, "REITERATES": 994, "ACCEPTS": 32, "FULFILS": 7, "REJECTS": 149, "terms": 86, "events": 0}},
		{"icews-raw-layout-sample-2018-06.tab.gz", 0, 200, map[string]int{"10": 62, "02": 198, "13": 1, "14": 2},
			map[string]int{"DEMANDS": 229, "REITERATES": 34, "ACCEPTS": 1, "REJECTS": 5, "terms": 1, "events": 0}},
	} {
		got := tally(t, realSource(t, test.name), events.Options{}, func(doc *change.Document) { checkClosed(t, doc) })
		if got.rejects != test.rejects || got.demands != test.demands || !maps.Equal(got.codes, test.codes) || !maps.Equal(got.rows, test.rows) {
			t.Errorf("%s: got %+v", test.name, got)
		}
		if strings.Contains(test.name, "family") {
			demands += got.codes["10"]
		}
	}
	if demands != 6775 {
		t.Errorf("%d rows of root 10", demands)
	}
}

// The rows of the demand family among all rows become the same as by themselves.
func TestAllRelations(t *testing.T) {
	family := tally(t, realSource(t, "icews18-sep-demand-family.jsonl.gz"), events.Options{}, nil)
	all := tally(t, realSource(t, "icews18-sep-all.jsonl.gz"), events.Options{}, nil)
	if family.demands != all.demands || !maps.Equal(family.rows, all.rows) {
		t.Errorf("%+v\n%+v", family, all)
	}
	whole := tally(t, realSource(t, "icews18-sep-all.jsonl.gz"), events.Options{All: true}, nil)
	if whole.rows["events"] != 35730+5645+465 {
		t.Errorf("%d events", whole.rows["events"])
	}
}

// The table of labels gives the code of every row of the published sample.
func TestLabelsOfThePublishedSample(t *testing.T) {
	file, err := realSource(t, "icews-raw-layout-sample-2018-06.tab.gz").Open()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := events.NewLines(file)
	var fields [columnCount]string
	count := 0
	for line, err := lines.Next(); err == nil; line, err = lines.Next() {
		if events.SplitText(string(line), fields[:]); fields[eventID] == "Event ID" {
			continue
		}
		count++
		if code, ok := events.CodeOf(fields[eventText]); !ok || code != fields[cameoCode] {
			t.Errorf("%s is %s, got %s", fields[eventText], fields[cameoCode], code)
		}
	}
	if count != 3705 {
		t.Errorf("%d rows", count)
	}
}

// memory is a source of rows of many days, made of the published ones with shifted dates, so
// that what is measured does not begin again with the same demands.
func memory(b testing.TB, rows int) *loaders.Source {
	b.Helper()
	file, err := realSource(b, "icews-raw-layout-sample-2018-06.tab.gz").Open()
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		b.Fatal(err)
	}
	names, body, _ := bytes.Cut(text, []byte("\n"))
	out := append(bytes.Clone(names), '\n')
	day := time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; n < rows; day = day.AddDate(0, 0, 2) {
		shifted := bytes.ReplaceAll(body, []byte("\t2018-06-01\t"), []byte("\t"+day.Format(time.DateOnly)+"\t"))
		out = append(out, bytes.ReplaceAll(shifted, []byte("\t2018-06-02\t"), []byte("\t"+day.AddDate(0, 0, 1).Format(time.DateOnly)+"\t"))...)
		n += 3705
	}
	return loaders.Bytes("many.tab", out)
}

// BenchmarkRead is the reading alone: rows of the table become documents, which go nowhere.
func BenchmarkRead(b *testing.B) {
	for _, bench := range []struct {
		name string
		o    events.Options
	}{{"family", events.Options{}}, {"all", events.Options{All: true}}} {
		b.Run(bench.name, func(b *testing.B) {
			src := memory(b, 100_000)
			b.SetBytes(src.Size)
			b.ReportAllocs()
			for b.Loop() {
				if err := (Loader{bench.o}).Read(b.Context(), src, func(*loaders.Record) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*100_035/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// Ten times as many rows take no more memory.
func TestMemoryDoesNotGrow(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a million rows")
	}
	peak := func(rows int) uint64 {
		src := memory(t, rows)
		var base, at runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&base)
		most, documents := uint64(0), 0
		err := Loader{}.Read(t.Context(), src, func(*loaders.Record) error {
			if documents++; documents%100 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&at)
				most = max(most, at.HeapAlloc-min(at.HeapAlloc, base.HeapAlloc))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return most
	}
	small, large := peak(100_000), peak(1_000_000)
	t.Logf("%d kB and %d kB", small>>10, large>>10)
	if large > small+4<<20 {
		t.Errorf("%d kB of 100,000 rows, %d kB of 1,000,000", small>>10, large>>10)
	}
}
