// Package gazetteer reads the seed gazetteer: tables of countries, their first-level
// regions, larger places and informal regions such as the Donbas, and gives each the key
// by which documents refer to it.
//
// The tables are described in the README beside them. They number first-level regions in two ways
// that collide: UA-14 of ISO 3166-2 is Donetsk Oblast, 14 of GeoNames is Luhansk Oblast.
// Here a first-level region is always named by its ISO code; GeoNames' numbers only serve to check it.
package gazetteer

import (
	"cmp"
	"io/fs"
	"slices"

	"demandgraph/demand"
)

// Names of the tables within the file system that [Read] and [ReadStates] are given.
const (
	countriesFile = "countries.tsv"
	admin1File    = "admin1.tsv"
	renamedFile   = "admin1_renamed.tsv"
	placesFile    = "places.tsv"
	informalFile  = "informal.tsv"
	idsFile       = "wikidata_ids.tsv"
)

// Region is a place that a demand can concern.
type Region struct {
	Key        string            // unique among regions
	Name       string            // in English
	Type       demand.RegionType // COUNTRY, ADMIN1, CITY or INFORMAL
	ISOCode    string            // ISO 3166-1 alpha-2 of a country, ISO 3166-2 of its first-level region, else ""
	GeoNamesID string            // decimal digits, or ""
	WikidataID string            // Q and digits, or ""
	Aliases    []string          // by code point, without the name
	Location   *Point            // where a label goes, or nil
	PartOf     []string          // keys of the parents, by code point; empty for most countries
	Line       int               // of its row

	table   string // the file of its row
	country string // ISO code of the country it is in, of a first-level region or a city
}

// Point is a place on the ground in degrees of WGS 84.
type Point struct {
	Lat float64 // -90 to 90
	Lon float64 // -180 to 180
}

// Read reads all tables and returns the regions in the order of their keys. Every parent
// that a region names is among them, and none is above itself. An error names file and line.
func Read(fsys fs.FS) ([]Region, error) {
	s := &seed{byCode: map[string]*entry{}}
	for _, read := range []func(fs.FS) error{
		s.readCountries, s.readAdmin1, s.readPlaces, s.readInformal, s.readIDs,
	} {
		if err := read(fsys); err != nil {
			return nil, err
		}
	}
	if err := s.giveKeys(); err != nil {
		return nil, err
	}
	if err := s.checkAcyclic(); err != nil {
		return nil, err
	}
	regions := make([]Region, len(s.entries))
	for i, e := range s.entries {
		for _, parent := range e.parents {
			e.PartOf = append(e.PartOf, parent.Key)
		}
		e.PartOf = sortedSet(e.PartOf)
		e.Line, e.table = e.row.line, e.row.file
		if e.Type == demand.RegionTypeAdmin1 || e.Type == demand.RegionTypeCity {
			e.country = e.row.get("country_iso2")
		}
		e.Aliases = sortedSet(slices.DeleteFunc(e.Aliases, func(a string) bool { return a == e.Name }))
		regions[i] = e.Region
	}
	slices.SortFunc(regions, func(a, b Region) int { return cmp.Compare(a.Key, b.Key) })
	return regions, nil
}

// sortedSet sorts by code point and drops what occurs twice.
func sortedSet(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// seed is the gazetteer while it is read.
type seed struct {
	entries []*entry
	byCode  map[string]*entry // by ISO code, informal regions by key
}

// entry is a region on its way: its parents are not yet keys.
type entry struct {
	Region
	row     row
	parents []*entry
	codes   []string // what tells it from others of its name, in the order to try
}

// add appends an entry and, where it has a code, makes it known by that.
func (s *seed) add(e *entry, code string) error {
	if code != "" {
		if other := s.byCode[code]; other != nil {
			return e.row.errorf("%s is there already, at %s", code, other.row.place())
		}
		s.byCode[code] = e
	}
	s.entries = append(s.entries, e)
	return nil
}
