package gazetteer

import (
	"io/fs"

	"demandgraph/demand"
)

// typeState is the type of actor that a country is in the table of ids.
const typeState = string(demand.ActorTypeState)

// regionTypes says which type of region a type in the table of ids stands for. Other types
// are of no region of the gazetteer.
var regionTypes = map[string]demand.RegionType{
	typeState:                         demand.RegionTypeCountry,
	string(demand.RegionTypeAdmin1):   demand.RegionTypeAdmin1,
	string(demand.RegionTypeCity):     demand.RegionTypeCity,
	string(demand.RegionTypeInformal): demand.RegionTypeInformal,
}

// readIDTable reads the table of keys and Wikidata ids that are settled by hand.
func readIDTable(fsys fs.FS) ([]row, error) {
	rows, err := readTable(fsys, idsFile, idColumns...)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := demand.ValidKey(r.get("key")); err != nil {
			return nil, r.errorf("%v", err)
		}
		if _, err := r.match("wikidata_id", wikidataID, true); err != nil {
			return nil, err
		}
		switch r.get("confirmed") {
		case "yes", "once", "no":
		default:
			return nil, r.errorf("confirmed is %q, want yes, once or no", r.get("confirmed"))
		}
	}
	return rows, nil
}

// readIDs gives the regions of the table of ids their key and name, and the id where it
// is confirmed. A place of that table that no other table has is left out.
func (s *seed) readIDs(fsys fs.FS) error {
	rows, err := readIDTable(fsys)
	if err != nil {
		return err
	}
	for _, r := range rows {
		typ, isRegion := regionTypes[r.get("type")]
		if !isRegion {
			continue
		}
		e, err := s.find(r, typ)
		if err != nil {
			return err
		}
		if e == nil {
			continue
		}
		if e.Key != "" && e.Key != r.get("key") {
			return r.errorf("%s has the key %s already", e.row.place(), e.Key)
		}
		e.Key = r.get("key")
		if name := r.get("name"); name != "" && name != e.Name {
			e.Aliases = append(e.Aliases, e.Name)
			e.Name = name
		}
		if r.get("confirmed") == "yes" {
			e.WikidataID = r.get("wikidata_id")
		}
	}
	return nil
}

// find returns the one region of a type that has the row's Wikidata id or, when none
// has, the row's name; nil when there is none.
func (s *seed) find(r row, typ demand.RegionType) (*entry, error) {
	var byID, byName []*entry
	for _, e := range s.entries {
		if e.Type != typ {
			continue
		}
		if e.WikidataID != "" && e.WikidataID == r.get("wikidata_id") {
			byID = append(byID, e)
		}
		if e.Name == r.get("name") {
			byName = append(byName, e)
		}
	}
	found := byID
	if len(found) == 0 {
		found = byName
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, r.errorf("both %s and %s could be %q", found[0].row.place(), found[1].row.place(), r.get("key"))
}
