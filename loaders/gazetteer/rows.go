package gazetteer

import (
	"io/fs"
	"strings"

	"demandgraph/demand"
)

// columns of the tables, as their README describes them.
var (
	countryColumns  = []string{"iso2", "iso3", "isonum", "fips", "name", "geonames_id", "wikidata_id", "capital", "point_lat", "point_lon"}
	admin1Columns   = []string{"iso_code", "country_iso2", "name", "aliases", "geonames_admin1", "geonames_id", "wikidata_id", "point_lat", "point_lon", "point_of"}
	placeColumns    = []string{"geonames_id", "name", "country_iso2", "admin1_iso", "geonames_admin1", "lat", "lon", "population", "wikidata_id", "aliases"}
	renamedColumns  = []string{"old_code", "iso_code"}
	informalColumns = []string{"key", "name", "aliases", "members", "part_of"}
	idColumns       = []string{"key", "name", "type", "wikidata_id", "confirmed", "basis"}
)

// tableColumns are the columns of each table by its file.
var tableColumns = map[string][]string{
	countriesFile: countryColumns,
	admin1File:    admin1Columns,
	placesFile:    placeColumns,
	renamedFile:   renamedColumns,
	informalFile:  informalColumns,
	idsFile:       idColumns,
}

// theCountryAgain are entries of ISO 3166-2 that are no part of the country but the whole
// of it: "United Kingdom" within the United Kingdom.
var theCountryAgain = map[string]bool{"GB-UKM": true}

// newEntry reads what the tables of countries, first-level regions and places share.
func newEntry(r row, typ demand.RegionType, latColumn, lonColumn string) (*entry, error) {
	// A dagger in the source marks a name as out of use; it is no part of it.
	e := &entry{row: r, Region: Region{Name: strings.TrimSpace(strings.TrimSuffix(r.get("name"), "†")), Type: typ}}
	if e.Name == "" {
		return nil, r.errorf("the name is empty")
	}
	var err error
	if e.GeoNamesID, err = r.match("geonames_id", geoNamesID, true); err != nil {
		return nil, err
	}
	if e.WikidataID, err = r.match("wikidata_id", wikidataID, true); err != nil {
		return nil, err
	}
	e.Location, err = r.point(latColumn, lonColumn)
	return e, err
}

func (s *seed) readCountries(fsys fs.FS) error {
	rows, err := readTable(fsys, countriesFile, countryColumns...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e, err := newEntry(r, demand.RegionTypeCountry, "point_lat", "point_lon")
		if err != nil {
			return err
		}
		if e.ISOCode, err = r.match("iso2", countryCode, false); err != nil {
			return err
		}
		e.codes = []string{e.ISOCode}
		if err := s.add(e, e.ISOCode); err != nil {
			return err
		}
	}
	return nil
}

func (s *seed) readAdmin1(fsys fs.FS) error {
	rows, err := readTable(fsys, admin1File, admin1Columns...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e, err := newEntry(r, demand.RegionTypeAdmin1, "point_lat", "point_lon")
		if err != nil {
			return err
		}
		if e.ISOCode, err = r.match("iso_code", admin1Code, false); err != nil {
			return err
		}
		if theCountryAgain[e.ISOCode] {
			continue
		}
		country, err := s.country(r)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(e.ISOCode, country.ISOCode+"-") {
			return r.errorf("%s is no code of %s", e.ISOCode, country.ISOCode)
		}
		e.parents = []*entry{country}
		e.Aliases = r.list("aliases")
		e.codes = []string{e.ISOCode}
		if err := s.add(e, e.ISOCode); err != nil {
			return err
		}
	}
	return nil
}

// country returns the country that the column country_iso2 names.
func (s *seed) country(r row) (*entry, error) {
	country := s.byCode[r.get("country_iso2")]
	if country == nil || country.Type != demand.RegionTypeCountry {
		return nil, r.errorf("%s has no country %q", countriesFile, r.get("country_iso2"))
	}
	return country, nil
}

func (s *seed) readPlaces(fsys fs.FS) error {
	renamed, err := s.readRenamed(fsys)
	if err != nil {
		return err
	}
	rows, err := readTable(fsys, placesFile, placeColumns...)
	if err != nil {
		return err
	}
	seen := map[string]row{}
	for _, r := range rows {
		e, err := newEntry(r, demand.RegionTypeCity, "lat", "lon")
		if err != nil {
			return err
		}
		if e.GeoNamesID == "" {
			return r.errorf("a place needs a geonames_id")
		}
		if other, twice := seen[e.GeoNamesID]; twice {
			return r.errorf("geonames_id %s is there already, at %s", e.GeoNamesID, other.place())
		}
		seen[e.GeoNamesID] = r
		parent, err := s.parentOfPlace(r, renamed)
		if err != nil {
			return err
		}
		e.parents = []*entry{parent}
		e.Aliases = r.list("aliases")
		e.codes = []string{r.get("country_iso2"), parent.ISOCode, e.GeoNamesID}
		if err := s.add(e, ""); err != nil {
			return err
		}
	}
	return nil
}

// parentOfPlace returns the first-level region that a place is in, or its country where that
// region is not known.
func (s *seed) parentOfPlace(r row, renamed map[string]string) (*entry, error) {
	country, err := s.country(r)
	if err != nil {
		return nil, err
	}
	code := r.get("admin1_iso")
	if current, old := renamed[code]; old {
		code = current
	}
	if code == "" {
		return country, nil
	}
	region := s.byCode[code]
	if region == nil || region.Type != demand.RegionTypeAdmin1 {
		return nil, r.errorf("%s has no region %q", admin1File, code)
	}
	if region.parents[0] != country {
		return nil, r.errorf("%s is not in %s", code, country.ISOCode)
	}
	// Both tables give GeoNames' number beside the ISO code, so a mix-up shows.
	if here, there := r.get("geonames_admin1"), region.row.get("geonames_admin1"); here != "" && there != "" && here != there {
		return nil, r.errorf("geonames_admin1 is %q, but that of %s is %q, at %s", here, code, there, region.row.place())
	}
	return region, nil
}

// readRenamed reads the ISO 3166-2 codes that are no longer in use, with the code that is,
// "" where there is none.
func (s *seed) readRenamed(fsys fs.FS) (map[string]string, error) {
	rows, err := readTable(fsys, renamedFile, renamedColumns...)
	if err != nil {
		return nil, err
	}
	renamed := map[string]string{}
	for _, r := range rows {
		old, code := r.get("old_code"), r.get("iso_code")
		if code != "" && s.byCode[code] == nil {
			return nil, r.errorf("%s has no region %q", admin1File, code)
		}
		if s.byCode[old] != nil {
			return nil, r.errorf("%s is in use, at %s", old, s.byCode[old].row.place())
		}
		renamed[old] = code
	}
	return renamed, nil
}
