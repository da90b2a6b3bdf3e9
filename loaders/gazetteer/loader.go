package gazetteer

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
)

// Format is the format's name.
const Format = "gazetteer"

// Loader reads the tables of a gazetteer as reference data. What a table's rows become
// depends on the other tables of its folder, which are read with it. The zero value is ready to use.
type Loader struct{}

var _ loaders.Loader = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file has the name of one of the tables and its first line
// names more than three in four of that table's columns.
func (Loader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	columns := tableColumns[path.Base(src.File)]
	line, _, _ := bytes.Cut(head, []byte("\n"))
	named := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
	found := 0
	for _, column := range columns {
		if slices.Contains(named, column) {
			found++
		}
	}
	return 4*found > 3*len(columns)
}

// Read reads a table and hands over its documents: one of all countries and states, one a
// country of its first-level regions, one a country of its places, one of all informal
// regions. The tables that only serve to read the others have none. A document is identified
// by what is in it, not by where the folder lies, so that loading the same gazetteer from
// another folder, or a newer one, takes the place of what was there.
func (Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	fsys, err := fs.Sub(src.FS, path.Dir(src.File))
	if err != nil {
		return err
	}
	table := path.Base(src.File)
	if tableColumns[table] == nil {
		return errors.New("no table of a gazetteer has this name")
	}
	docs, err := documents(fsys, table)
	if err != nil {
		return yield(unreadable(src, table, err))
	}
	for _, doc := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc.Source = src.Path
		if err := yield(&loaders.Record{Document: doc, Name: doc.Path, Line: firstLine(doc)}); err != nil {
			return err
		}
	}
	return nil
}

// unreadable is the record of a table that cannot be read, or not with those beside it.
func unreadable(src *loaders.Source, table string, err error) *loaders.Record {
	p := loaders.Problem{File: src.Path, Record: table, Message: err.Error()}
	var at *rowError
	switch {
	case errors.As(err, &at) && at.row.file == table:
		p.Line, p.Message = at.row.line, at.message
	case errors.As(err, &at):
		p.Message = "a table beside it cannot be read: " + p.Message
	}
	return &loaders.Record{Name: table, Line: max(1, p.Line), Problems: []loaders.Problem{p}}
}

// documents makes the documents of one table.
func documents(fsys fs.FS, table string) ([]*change.Document, error) {
	regions, err := Read(fsys)
	if err != nil {
		return nil, err
	}
	regions = slices.DeleteFunc(withoutSharedIDs(regions), func(r Region) bool { return r.table != table })
	slices.SortStableFunc(regions, func(a, b Region) int { return a.Line - b.Line })
	docs := map[string]*change.Document{}
	var order []*change.Document
	in := func(name string) *change.Document {
		if docs[name] == nil {
			docs[name] = &change.Document{Format: Format, Path: name}
			order = append(order, docs[name])
		}
		return docs[name]
	}
	name := strings.TrimSuffix(table, ".tsv")
	for _, r := range regions {
		of := name
		if r.Type == demand.RegionTypeAdmin1 || r.Type == demand.RegionTypeCity {
			of += "/" + r.country
		}
		doc := in(of)
		doc.Regions = append(doc.Regions, region(r))
	}
	if table == countriesFile {
		states, err := ReadStates(fsys)
		if err != nil {
			return nil, err
		}
		for _, s := range states {
			doc := in(name)
			doc.Actors = append(doc.Actors, change.Actor{Line: s.Line, Key: s.Key, Name: s.Name, Type: demand.ActorTypeState,
				ISO3: s.ISO3, WikidataID: s.WikidataID})
		}
	}
	return order, nil
}

func region(r Region) change.Region {
	out := change.Region{Line: r.Line, Key: r.Key, Name: r.Name, Type: r.Type, Aliases: r.Aliases,
		ISOCode: r.ISOCode, GeonamesID: r.GeoNamesID, WikidataID: r.WikidataID}
	if r.Location != nil {
		out.Location = &[2]float64{r.Location.Lat, r.Location.Lon}
	}
	for _, parent := range r.PartOf {
		out.PartOf = append(out.PartOf, change.Reference{Key: parent})
	}
	return out
}

// withoutSharedIDs takes from regions the Wikidata ids that a smaller one has too: an
// item such as Kyiv's stands for the city and for the first-level region that is the
// city, but in the graph an id is one region's.
func withoutSharedIDs(regions []Region) []Region {
	smallest := map[string]int{} // by id, the place in keyOrder
	for _, r := range regions {
		if r.WikidataID != "" {
			smallest[r.WikidataID] = max(smallest[r.WikidataID], slices.Index(keyOrder, r.Type))
		}
	}
	for i := range regions {
		r := &regions[i]
		if r.WikidataID != "" && slices.Index(keyOrder, r.Type) < smallest[r.WikidataID] {
			r.WikidataID = ""
		}
	}
	return regions
}

// firstLine is the lowest line of the rows in a document.
func firstLine(doc *change.Document) int {
	line := 0
	for _, r := range doc.Regions {
		if line == 0 || r.Line < line {
			line = r.Line
		}
	}
	return max(1, line)
}
