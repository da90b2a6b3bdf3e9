package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"demandgraph/change"
	"demandgraph/gazetteer"
	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/brat"
	"demandgraph/loaders/cas"
	"demandgraph/loaders/conll"
	"demandgraph/loaders/dna"
	"demandgraph/loaders/doccano"
	"demandgraph/loaders/events"
	gazetteerfiles "demandgraph/loaders/gazetteer"
	"demandgraph/loaders/gdelt"
	"demandgraph/loaders/icews"
	"demandgraph/loaders/labelstudio"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/native"
	"demandgraph/loaders/petrarch"
	"demandgraph/loaders/plover"
	"demandgraph/loaders/polecat"
	"demandgraph/loaders/prodigy"
	"demandgraph/loaders/profile"
	"demandgraph/loaders/refiqda"
	"demandgraph/loaders/refused"
	"demandgraph/loaders/webannotation"
	"demandgraph/loaders/webannotsv"
)

// own are the formats that need no options.
var own = ownFormats(nil)

func ownFormats(articles *loaders.Articles) loaders.Registry {
	return loaders.Registry{native.Loader{Articles: articles}, plover.Loader{}, gazetteerfiles.Loader{}}
}

// readers are the formats of annotated articles.
var readers = []annotated.Reader{brat.Reader{}, cas.JSON{}, cas.XMI{}, webannotsv.Reader{}, labelstudio.Reader{}, doccano.Reader{}, prodigy.Reader{},
	webannotation.Reader{}, webannotation.Hypothesis{}, dna.Reader{}, refiqda.Reader{}, conll.Reader{}, petrarch.Reader{}}

// formatNames are the names of all formats, for the help.
func formatNames() string {
	names := own.Names()
	for _, r := range readers {
		names = append(names, r.Name())
	}
	return strings.Join(append(names, icews.Format, gdelt.Format, polecat.Format), ", ")
}

// flagGroups are the groups of the flags of load and check.
var flagGroups = []kong.Group{
	{Key: "annotated", Title: "Annotated articles:"},
	{Key: "events", Title: "Event data:"},
}

// pathArgs are the files to read.
type pathArgs struct {
	Paths []string `arg:"" name:"path" help:"Files, folders and ZIPs; - is standard input."`
}

// sources finds the files; done takes away what was made of standard input.
func (p pathArgs) sources(in io.Reader) (all []*loaders.Source, done func() error, err error) {
	named := slices.DeleteFunc(slices.Clone(p.Paths), func(path string) bool { return path == "-" })
	if all, err = loaders.Walk(named); err != nil {
		return nil, nil, err
	}
	if len(named) == len(p.Paths) {
		return all, func() error { return nil }, nil
	}
	src, done, err := loaders.Spool(in, "standard input")
	if err != nil {
		return nil, nil, err
	}
	return append(all, src), done, nil
}

// readingFlags say how files are to be read.
type readingFlags struct {
	Format string `help:"The format of all files, when it is not to be detected: ${formats}." placeholder:"NAME"`

	Profile     string `help:"What labels mean: a profile (${profiles}) or a file of your own." group:"annotated" placeholder:"NAME|FILE"`
	Links       string `help:"What names stand for: a review file in which you have chosen." group:"annotated" placeholder:"FILE"`
	Offsets     string `help:"What offsets count where the file does not say: utf16, codepoint, grapheme or byte." group:"annotated" enum:",utf16,codepoint,grapheme,byte" default:"" placeholder:"UNIT"`
	End         string `help:"Whether ends of spans are exclusive or inclusive, where both occur." group:"annotated" enum:",exclusive,inclusive" default:"" placeholder:"HOW"`
	Join        string `help:"Join records of one article, by a field such as url or meta.url." group:"annotated" placeholder:"FIELD"`
	Timezone    string `help:"The zone of dates written as instants, such as Europe/Kyiv." group:"annotated" placeholder:"ZONE"`
	Predictions bool   `help:"Load what a model predicted and nobody confirmed, too." group:"annotated"`
	Private     bool   `help:"Load annotations that are not shared with a group, too." group:"annotated"`

	Window  string `help:"How long rows of one demander, addressee and code are one demand: month, quarter or year." group:"events" enum:"month,quarter,year" default:"quarter"`
	AllRows bool   `help:"Load rows that make and answer no demand too, as events." group:"events"`
}

// reading is how the files of one run are read. Its loaders share what names stand for.
type reading struct {
	formats loaders.Registry
	profile *profile.Profile
	index   *linking.Index
	review  *linking.Review
	tally   *annotated.Tally // of what is not loaded
}

// open makes the loaders. Graph says what a store knows by name; nil for no store.
func (f readingFlags) open(graph knower) (*reading, error) {
	r := &reading{index: &linking.Index{}, review: &linking.Review{}, tally: &annotated.Tally{}}
	var err error
	if r.profile, err = readProfile(f.Profile); err != nil {
		return nil, err
	}
	linker := &linking.Linker{Index: r.index, Review: r.review}
	if f.Links != "" {
		if linker.Links, err = readLinks(f.Links); err != nil {
			return nil, err
		}
	}
	if _, err := time.LoadLocation(f.Timezone); err != nil {
		return nil, fmt.Errorf("--timezone: there is no zone %q; a zone is like Europe/Kyiv", f.Timezone)
	}
	options := annotated.Options{Offsets: f.Offsets, End: f.End, Predictions: f.Predictions, Private: f.Private, Join: f.Join, Timezone: f.Timezone}
	fill := once(func(ctx context.Context) error { return r.fill(ctx, graph) })
	articles := loaders.NewArticles(graph)
	r.formats = ownFormats(articles)
	for _, reader := range readers {
		r.formats = append(r.formats, linked{&annotated.Loader{Reader: reader, Options: options, Profile: r.profile, Linker: linker, Articles: articles, Tally: r.tally}, fill})
	}
	places, err := events.NewPlaces(gazetteer.Files)
	if err != nil {
		return nil, err
	}
	rows := events.Options{Window: events.Window(f.Window), All: f.AllRows, Places: places}
	r.formats = append(r.formats, icews.Loader{Options: rows}, gdelt.Loader{Options: rows}, polecat.Loader{Options: rows}, refused.Loader{})
	return r, nil
}

// knower is what reading asks of a store.
type knower interface {
	linking.Graph
	loaders.GraphReader
}

// linked loads annotated articles once the index is filled.
type linked struct {
	*annotated.Loader
	fill func(context.Context) error
}

// Read reads the documents of a source.
func (l linked) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	if err := l.fill(ctx); err != nil {
		return err
	}
	return l.Loader.Read(ctx, src, yield)
}

// once does something once, and gives every caller its error.
func once(do func(context.Context) error) func(context.Context) error {
	var first sync.Once
	var err error
	return func(ctx context.Context) error {
		first.Do(func() { err = do(ctx) })
		return err
	}
}

// fill makes known what names can stand for, beside what other files of the run describe.
func (r *reading) fill(ctx context.Context, graph linking.Graph) error {
	sources, err := loaders.WalkFS(gazetteer.Files, "gazetteer")
	if err != nil {
		return err
	}
	for _, src := range sources {
		err := gazetteerfiles.Loader{}.Read(ctx, src, func(rec *loaders.Record) error {
			r.index.AddDocument(rec.Document, linking.FromGazetteer)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if graph == nil {
		return nil
	}
	return r.index.AddGraph(ctx, graph)
}

// described makes known what a document of the run describes. The gazetteer is the one that is
// built in: documents do not depend on whether it is loaded with them.
func (r *reading) described(l loaders.Loader, doc *change.Document) {
	if l.Name() == native.Format {
		r.index.AddDocument(doc, linking.FromImport)
	}
}

// readProfile reads a ready profile, or a file; "" is the default.
func readProfile(name string) (*profile.Profile, error) {
	if name == "" {
		return profile.Default(), nil
	}
	ready, err := profile.ByName(name)
	if err == nil {
		return ready, nil
	}
	file, cause := os.Open(name)
	switch {
	case errors.Is(cause, fs.ErrNotExist) && !strings.ContainsAny(name, "./\\"):
		return nil, err
	case cause != nil:
		return nil, cause
	}
	defer file.Close()
	return profile.Read(file, name)
}

func readLinks(name string) (*linking.Links, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	links, err := linking.ReadLinks(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return links, nil
}
