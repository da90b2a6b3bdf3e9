package annotated

import (
	"strings"
	"testing"
	"testing/fstest"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/store/sqlite"
)

const short = "text Ruritania demanded the valley .\nspan r Actor Ruritania\nspan d Demand demanded\nspan c Content the_valley\nlink d Demander r\nlink d Content c\n"

// sources are the files of a folder that the hand reader reads.
func readAll(t *testing.T, files map[string]string) []*loaders.Record {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	sources, err := loaders.WalkFS(folder, "corpus")
	if err != nil {
		t.Fatal(err)
	}
	l := &Loader{Reader: hand{}, Linker: &linking.Linker{Index: &linking.Index{}}}
	var all []*loaders.Record
	for _, src := range sources {
		if !l.Detect(src, []byte(files[src.File]), true) {
			continue
		}
		if err := l.Read(t.Context(), src, func(r *loaders.Record) error { all = append(all, r); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestMetadata(t *testing.T) {
	const table = "file,title,url,publisher,publishedAt,language\nb.hand,From the table,https://news.example/b,Example,2031-03-12,en\nd/x,never,,,,\n"
	for _, c := range []struct {
		name   string
		files  map[string]string
		want   change.Article // of the first document: what is given
		warned string
		bad    string
	}{
		{"nothing is known", map[string]string{"d/a_b.hand": short}, change.Article{Key: "d-a-b-1"}, "put it into a_b.yaml or into articles.csv", ""},
		{"in the file", map[string]string{"a.hand": short + "meta url https://news.example/1\nmeta publishedAt 12 March 2031\n"},
			change.Article{Key: "news-example-1-8f6f2a0e", URL: "https://news.example/1", PublishedAt: demand.MustParseDate("2031-03-12")}, "", ""},
		{"a date that is none", map[string]string{"a.hand": short + "meta title T\nmeta publishedAt yesterday\n"}, change.Article{Key: "a-1", Title: "T"}, "which is no date", ""},
		{"beside the file", map[string]string{"a.hand": short + "meta title Old\n", "a.yaml": "article: {key: given, title: New, publisher: Example, publishedAt: 2031-03, extent: PREVIEW}"},
			change.Article{Key: "given", Title: "New", Publisher: "Example", PublishedAt: demand.MustParseDate("2031-03"), Extent: demand.ExtentPreview}, "", ""},
		{"a bad file beside it", map[string]string{"a.hand": short, "a.yaml": "article: {title: T, publishedAt: soon}"}, change.Article{}, "", "corpus/a.yaml:1:"},
		{"the table", map[string]string{"b.hand": short, "articles.csv": table},
			change.Article{Key: "", Title: "From the table", URL: "https://news.example/b", Publisher: "Example", Language: "en", PublishedAt: demand.MustParseDate("2031-03-12")}, "", ""},
		{"a bad table", map[string]string{"b.hand": short, "articles.csv": "file,titel\nb.hand,T\n"}, change.Article{}, "", `there is no column "titel"; did you mean "title"?`},
		{"a bad row", map[string]string{"b.hand": short, "articles.csv": "file,publishedAt\nb.hand,soon\n"}, change.Article{}, "", "corpus/articles.csv:2: publishedAt"},
		{"several in the file", map[string]string{"a.hand": short + "---\n" + short, "a.yaml": "article: {key: given, title: New}"}, change.Article{Key: "a-1"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := readAll(t, c.files)
			r := all[0]
			var problems, warnings []string
			for _, p := range r.Problems {
				problems = append(problems, p.String())
			}
			for _, p := range r.Warnings {
				warnings = append(warnings, p.String())
			}
			if got := strings.Join(problems, "\n"); !strings.Contains(got, c.bad) || c.bad == "" && got != "" {
				t.Fatalf("problems %q, want %q", got, c.bad)
			}
			if got := strings.Join(warnings, "\n"); !strings.Contains(got, c.warned) {
				t.Errorf("warnings %q, want %q", got, c.warned)
			}
			got, want := r.Document.Article, c.want
			if c.bad != "" {
				return
			}
			if want.URL != "" {
				want.Key, _ = demand.ArticleKey(want.URL, "", demand.Date{}, "")
			}
			if want.Extent == "" {
				want.Extent = demand.ExtentFull
			}
			if got.Key != want.Key || got.Title != want.Title || got.URL != want.URL || got.Publisher != want.Publisher || got.PublishedAt != want.PublishedAt ||
				got.Language != want.Language || got.Extent != want.Extent {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
			if len(r.Document.Positions) != 1 {
				t.Errorf("%+v", r.Document)
			}
		})
	}
}

// A document that does not pass its check is not mapped; others of the file are.
func TestBadDocument(t *testing.T) {
	l := &Loader{Reader: broken{}, Linker: &linking.Linker{Index: &linking.Index{}}}
	var all []*loaders.Record
	if err := l.Read(t.Context(), loaders.Bytes("x.hand", nil), func(r *loaders.Record) error { all = append(all, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || len(all[0].Problems) != 1 || len(all[0].Document.Mentions) > 0 || len(all[1].Problems) > 0 || len(all[1].Document.Mentions) != 1 {
		t.Fatalf("%+v", all)
	}
	p := all[0].Problems[0]
	if want := `x.hand:3: T1 (Actor): the file quotes "Kiev", but the text has "Kyiv" at 0-4`; p.String() != want || p.Record != "1" {
		t.Errorf("%s of %s", p, p.Record)
	}
}

func TestStore(t *testing.T) {
	s, err := sqlite.Open(t.Context(), "sqlite:"+t.TempDir()+"/graph.db")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	sources := []*loaders.Source{
		loaders.Bytes("a.hand", []byte(short+"meta url https://news.example/a\nspan s Region valley\nlink d Region s\nspan q Actor Ruritania @Wikidata:Q7\n")),
		loaders.Bytes("b.hand", []byte(short+"meta url https://news.example/b\nspan s Actor valley\n")),
	}
	run := func(index *linking.Index) *loaders.Summary {
		l := &Loader{Reader: hand{}, Linker: &linking.Linker{Index: index}}
		sum, err := loaders.Run(t.Context(), s, loaders.Registry{l}, loaders.Options{Sources: sources})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range sum.Problems {
			t.Error(p)
		}
		return sum
	}
	if sum := run(&linking.Index{}); sum.Loaded != 2 || sum.Import == "" {
		t.Fatalf("%+v", sum)
	}
	known := &linking.Index{}
	known.Add(linking.Known{Kind: demand.KindActor, Key: "ruritania", Name: "Ruritania", Type: "OTHER", WikidataID: "Q7", Made: true}, linking.FromGraph)
	known.Add(linking.Known{Kind: demand.KindRegion, Key: "valley", Name: "valley", Type: "PLACE", Made: true}, linking.FromGraph)
	if sum := run(known); sum.Import != "" {
		t.Errorf("loading again wrote %+v", sum)
	}
}
