package cas_test

import (
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/cas"
)

// The article that is there in every format gives the spans and links expected.
func TestParallel(t *testing.T) {
	for name, r := range map[string]annotated.Reader{"uima-cas.json": cas.JSON{}, "uima-cas.xmi": cas.XMI{}} {
		t.Run(name, func(t *testing.T) {
			src, want := readertest.Parallel(t, name)
			docs := readertest.Read(t, r, annotated.Options{}, src)
			if len(docs) != 1 || len(docs[0].Warnings) > 0 {
				t.Fatalf("%+v", docs)
			}
			d := docs[0]
			want.CheckSpans(t, d)
			if len(d.Links) != len(want.Links) {
				t.Errorf("%d links, want %d", len(d.Links), len(want.Links))
			}
			for _, w := range want.Links { // in the order of the spans, which is not that of brat
				if !slices.ContainsFunc(d.Links, func(l annotated.Link) bool { return l.Head == w.Head && l.Tail == w.Tail && l.Role == w.Role }) {
					t.Errorf("link missing: %+v", w)
				}
			}
			for i, id := range want.Identifiers {
				if got := d.Spans[i].Identifiers; len(got) != 1 || "Wikidata:"+path.Base(got[0]) != id {
					t.Errorf("span %d is %v, want %s", i, got, id)
				}
			}
			meta := annotated.Meta{Title: want.Title, URL: want.URL, Language: "en", Tool: d.Meta.Tool, Other: map[string]string{"documentId": "article-a.txt"}}
			if !reflect.DeepEqual(d.Meta, meta) || d.Name != "article-a.txt" {
				t.Errorf("%s: %+v", d.Name, d.Meta)
			}
			if got := d.Spans[9].Attributes; !reflect.DeepEqual(got, map[string][]string{"certainty": {"REPORTED"}}) {
				t.Errorf("attributes of the rejection: %v", got)
			}
		})
	}
}

// Every published file gives a document, or the problem that it has.
func TestPublished(t *testing.T) {
	bad := map[string]string{
		"casWithFloatingPointSpecialValues": "no text",
		"emptyCas":                          "no text",
		"casWithSofaDataURI":                "not in the file",
	}
	folder := readertest.Samples(t)
	for name, r := range map[string]annotated.Reader{"uima-cas-json": cas.JSON{}, "uima-xmi/tsv3-suite": cas.XMI{}, "uima-xmi/cassis": cas.XMI{}} {
		sources, err := loaders.Walk([]string{filepath.Join(folder, name)})
		if err != nil {
			t.Fatal(err)
		}
		for _, src := range sources {
			for _, d := range readertest.Read(t, r, annotated.Options{}, src) {
				want := ""
				for begin, problem := range bad {
					if strings.HasPrefix(src.Name, begin) {
						want = problem
					}
				}
				got := strings.Join(readertest.Lines(d.Problems), "\n")
				if want == "" && got != "" || !strings.Contains(got, want) {
					t.Errorf("%s: problems %q, want %q", src.Name, got, want)
				}
			}
		}
	}
}

// Of all published files of all formats each reader detects just its own.
func TestDetectPublished(t *testing.T) {
	readertest.CheckDetect(t, cas.JSON{}, func(name string) bool {
		return strings.HasPrefix(name, "uima-cas-json/") && strings.HasSuffix(name, ".json") || name == "parallel/uima-cas.json"
	})
	readertest.CheckDetect(t, cas.XMI{}, func(name string) bool { return strings.HasSuffix(name, ".xmi") })
}

func TestDetect(t *testing.T) {
	type test struct {
		json, xmi bool
		head      string
	}
	for name, c := range map[string]test{
		"list":        {true, false, ` {"%TYPES" : { }, "%FEATURE_STRUCTURES" : [`},
		"mark":        {true, false, "\uFEFF{\"%FEATURE_STRUCTURES\":[{\"%ID\":1"},
		"header":      {true, false, `{"%HEADER": {}`},
		"older":       {false, false, `{"_context":{"_types":{"Sofa":`},
		"JSON-LD":     {false, false, `{"@context":"http://www.w3.org/ns/anno.jsonld"`},
		"studio":      {false, false, `[{"id":1,"annotations":[`},
		"our own":     {false, false, `{"article":{"title":"%TYPES"}}`},
		"views":       {false, false, `{"_views": 3}`},
		"XMI":         {false, true, "<?xml version=\"1.0\"?>\n<xmi:XMI\n xmlns:cas=\"http:///uima/cas.ecore\">"},
		"XML 1.1":     {false, true, `<?xml version="1.1"?><xmi:XMI xmlns:cas="http:///uima/cas.ecore">`},
		"entities":    {false, true, `<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI xmlns:cas="http:///uima/cas.ecore">`},
		"model":       {false, false, `<xmi:XMI xmlns:uml="http://www.eclipse.org/uml2/5.0.0/UML">`},
		"type system": {false, false, `<?xml version="1.0"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">`},
		"TEI":         {false, false, `<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>xmi:XMI http:///uima/</p>`},
		"text":        {false, false, "Ana demanded a truce."},
		"empty":       {false, false, ""},
		"no ZIP":      {false, false, "PK\x03\x04 and no more"},
	} {
		src := loaders.Bytes(name, []byte(c.head))
		if got := (cas.JSON{}).Detect(src, []byte(c.head), true); got != c.json {
			t.Errorf("%s: cas-json %v", name, got)
		}
		if got := (cas.XMI{}).Detect(src, []byte(c.head), true); got != c.xmi {
			t.Errorf("%s: xmi %v", name, got)
		}
	}
}

// The article of this package's own is the same in each form, but for the order of ids.
func TestGolden(t *testing.T) {
	var first *annotated.Document
	for _, c := range []struct {
		name string
		r    annotated.Reader
	}{{"talks.json", cas.JSON{}}, {"talks-by-id.json", cas.JSON{}}, {"xmi/talks.xmi", cas.XMI{}}} {
		sources, err := loaders.Walk([]string{filepath.Join("testdata", c.name)})
		if err != nil {
			t.Fatal(err)
		}
		docs := readertest.Read(t, c.r, annotated.Options{}, sources...)
		if len(docs) != 1 {
			t.Fatal(c.name, docs)
		}
		d := docs[0]
		if first == nil {
			first = d
			readertest.Golden(t, filepath.Join("testdata", "talks.golden"), docs)
		}
		if d.Text != first.Text || !reflect.DeepEqual(d.Same, first.Same) || len(d.Spans) != len(first.Spans) || len(d.Links) != len(first.Links) {
			t.Fatalf("%s: %+v", c.name, d)
		}
		for i := range d.Spans {
			got, want := d.Spans[i], first.Spans[i]
			got.Place, want.Place = loaders.Place{}, loaders.Place{}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v, want %+v", c.name, got, want)
			}
		}
		for i := range d.Links {
			got, want := d.Links[i], first.Links[i]
			got.Place, want.Place = loaders.Place{}, loaders.Place{}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v, want %+v", c.name, got, want)
			}
		}
	}
}

// Without a type system the text, spans, relations and arguments of a file are the same, and
// what cannot be told apart is said.
func TestXMIAlone(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "xmi", "talks.xmi"))
	if err != nil {
		t.Fatal(err)
	}
	with, err := loaders.Walk([]string{filepath.Join("testdata", "xmi", "talks.xmi")})
	if err != nil {
		t.Fatal(err)
	}
	want := readertest.Read(t, cas.XMI{}, annotated.Options{}, with...)[0]
	got := readertest.Read(t, cas.XMI{}, annotated.Options{}, loaders.Bytes("talks.xmi", data))[0]
	if len(got.Problems) > 0 || got.Text != want.Text || len(got.Spans) != len(want.Spans) || len(got.Links) != len(want.Links) || !reflect.DeepEqual(got.Same, want.Same) {
		t.Errorf("%+v", got)
	}
	if lines := strings.Join(readertest.Lines(got.Warnings), "\n"); !strings.Contains(lines, "no TypeSystem.xml") {
		t.Errorf("warnings %q", lines)
	}
	data = []byte(strings.Replace(string(data), `label="REGION"`, `label="REGION" rank="14"`, 1))
	got = readertest.Read(t, cas.XMI{}, annotated.Options{}, loaders.Bytes("talks.xmi", data))[0]
	if lines := strings.Join(readertest.Lines(got.Warnings), "\n"); !strings.Contains(lines, "Span.rank") {
		t.Errorf("warnings %q", lines)
	}
}

// beside is a source of XMI with its type system.
func beside(t testing.TB, document, types []byte) *loaders.Source {
	t.Helper()
	sources, err := loaders.WalkFS(fstest.MapFS{"a.xmi": {Data: document}, "typesystem.xml": {Data: types}}, "")
	if err != nil {
		t.Fatal(err)
	}
	return sources[0]
}
