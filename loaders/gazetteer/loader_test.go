package gazetteer

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/native"
	"demandgraph/store/sqlite"
)

// readFolder reads all documents of a folder, as an import does.
func readFolder(t *testing.T, fsys fs.FS) []*loaders.Record {
	t.Helper()
	sources, err := loaders.WalkFS(fsys, "gazetteer")
	if err != nil {
		t.Fatal(err)
	}
	var records []*loaders.Record
	for _, src := range sources {
		l, err := loaders.Registry{Loader{}, native.Loader{}}.Detect(src)
		if err != nil {
			t.Fatal(err)
		}
		if l == nil {
			continue
		}
		if err := l.Read(context.Background(), src, func(r *loaders.Record) error {
			records = append(records, r)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return records
}

func TestDetect(t *testing.T) {
	sources, err := loaders.WalkFS(seedFiles, "gazetteer")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		l, err := loaders.Registry{native.Loader{}, Loader{}}.Detect(src)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := l == (Loader{}), strings.HasSuffix(src.File, ".tsv"); got != want {
			t.Errorf("%s: is a table %v, want %v", src.Path, got, want)
		}
	}
	for name, test := range map[string]struct {
		head string
		want bool
	}{
		"countries.tsv": {strings.Join(countryColumns, "\t") + "\r\n", true},
		"admin1.tsv":    {strings.Join(placeColumns, "\t") + "\n", false},
		"places.tsv":    {"{}", false},
		"other.tsv":     {strings.Join(placeColumns, "\t") + "\n", false},
	} {
		if got := (Loader{}).Detect(loaders.Bytes(name, nil), []byte(test.head), true); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// All tables together are documents that agree, with each other and with the example
// corpus, and leave no reference open.
func TestWholeFolder(t *testing.T) {
	formats := loaders.Registry{native.Loader{}, Loader{}}
	for _, paths := range [][]string{{"../../gazetteer"}, {"../../gazetteer", "../../examples"}} {
		problems, _, err := loaders.Check(context.Background(), formats, loaders.Options{Paths: paths})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems[:min(10, len(problems))] {
			t.Errorf("%v: %v", paths, p)
		}
	}

	records := readFolder(t, seedFiles)
	count := map[demand.NodeKind]int{}
	ids := map[string]string{}
	byPath := map[string]*change.Document{}
	for _, r := range records {
		doc := r.Document
		if byPath[doc.Path] != nil {
			t.Errorf("%s twice", doc.Path)
		}
		byPath[doc.Path] = doc
		if n := len(doc.Regions) + len(doc.Actors); n == 0 || n > 1100 {
			t.Errorf("%s describes %d nodes", doc.Path, n)
		}
		count[demand.KindRegion] += len(doc.Regions)
		count[demand.KindActor] += len(doc.Actors)
		for _, region := range doc.Regions {
			for _, id := range []string{region.ISOCode, "GeoNames " + region.GeonamesID, region.WikidataID} {
				if id == "" || id == "GeoNames " {
					continue
				}
				if ids[id] != "" {
					t.Errorf("%s is of %s and of %s", id, ids[id], region.Key)
				}
				ids[id] = region.Key
			}
		}
	}
	if want := map[demand.NodeKind]int{demand.KindRegion: 250 + 5394 + 2976 + 10, demand.KindActor: 250 - len(notStates)}; !reflect.DeepEqual(count, want) {
		t.Errorf("described %v, want %v", count, want)
	}
	if ids["Q1899"] != "kyiv" {
		t.Errorf("Q1899 is of %q, want kyiv", ids["Q1899"])
	}
	for path, key := range map[string]string{"countries": "ukraine", "informal": "donbas", "admin1/UA": "donetsk-oblast", "places/UA": "sloviansk"} {
		if doc := byPath[path]; doc == nil || !slices.ContainsFunc(doc.Regions, func(r change.Region) bool { return r.Key == key }) {
			t.Errorf("%s does not describe %s", path, key)
		}
	}
	if again := readFolder(t, seedFiles); !reflect.DeepEqual(records, again) {
		t.Error("read a second time: other documents")
	}
}

func TestDocument(t *testing.T) {
	records := readFolder(t, files(small()))
	var paths []string
	for _, r := range records {
		paths = append(paths, r.Document.Path)
	}
	if want := []string{"admin1/UA", "countries", "informal", "places/UA"}; !slices.Equal(paths, want) {
		t.Fatalf("documents %v, want %v", paths, want)
	}
	want := change.Region{Line: 2, Key: "donetsk-oblast", Name: "Donetsk Oblast", Type: demand.RegionTypeAdmin1, Aliases: []string{"Donechchyna"},
		ISOCode: "UA-14", GeonamesID: "709716", WikidataID: "Q2012050", Location: &[2]float64{48.023, 37.80224},
		PartOf: []change.Reference{{Key: "donbas"}, {Key: "ukraine"}}}
	if got := records[0].Document.Regions[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	state := change.Actor{Line: 2, Key: "ukraine", Name: "Ukraine", Type: demand.ActorTypeState, ISO3: "UKR", WikidataID: "Q212"}
	if got := records[1].Document.Actors; len(got) != 2 || !reflect.DeepEqual(got[1], state) {
		t.Errorf("actors %+v, want two, the second %+v", got, state)
	}
	// The folder's name identifies no document.
	inFolder := map[string]string{}
	for name, data := range small() {
		inFolder["data/gazetteer/"+name] = data
	}
	for i, r := range readFolder(t, files(inFolder)) {
		if r.Document.ID() != records[i].Document.ID() {
			t.Errorf("%s elsewhere is %s", records[i].Document.ID(), r.Document.ID())
		}
	}
}

// A broken row keeps every table from being read; the one that has it names its line.
func TestBadTable(t *testing.T) {
	tables := small()
	tables[placesFile] = strings.Replace(tables[placesFile], "48.73106", "148.73106", 1)
	var got []string
	for _, r := range readFolder(t, files(tables)) {
		if r.Document != nil || len(r.Problems) != 1 {
			t.Errorf("%s: document %v, problems %v", r.Name, r.Document, r.Problems)
			continue
		}
		got = append(got, r.Problems[0].String())
	}
	want := `lat is "148.73106", want degrees from -90 to 90`
	for _, table := range []string{admin1File, renamedFile, countriesFile, informalFile, idsFile} {
		if message := fmt.Sprintf("gazetteer/%s: a table beside it cannot be read: places.tsv:2: %s", table, want); !slices.Contains(got, message) {
			t.Errorf("no %q in %q", message, got)
		}
	}
	if message := "gazetteer/places.tsv:2: " + want; len(got) != len(tables) || !slices.Contains(got, message) {
		t.Errorf("no %q in %q", message, got)
	}
}

// Loading into a store a second time, and from another folder, changes nothing.
func TestLoadTwice(t *testing.T) {
	s, err := sqlite.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	elsewhere := filepath.Join(t.TempDir(), "data", "gazetteer")
	if err := os.CopyFS(elsewhere, seedFiles); err != nil {
		t.Fatal(err)
	}
	for i, path := range []string{"../../gazetteer", "../../gazetteer", filepath.Dir(elsewhere)} {
		sum, err := loaders.Run(t.Context(), s, loaders.Registry{native.Loader{}, Loader{}}, loaders.Options{Paths: []string{path}})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range sum.Problems {
			t.Error(p)
		}
		if wrote := sum.Import != ""; wrote != (i == 0) {
			t.Errorf("%s, run %d wrote: %v", path, i+1, wrote)
		}
	}
}
