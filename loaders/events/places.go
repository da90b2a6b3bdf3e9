package events

import (
	"fmt"
	"io/fs"
	"math"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/gazetteer"
)

// Place is a region of a row once found, with what describes it and all that it is part of.
type Place struct {
	key       string
	describes []change.Region
}

// Places are the regions of a gazetteer, by what rows know them by. They may be used from any goroutine.
type Places struct {
	byKey  map[string]*gazetteer.Region
	byID   map[string]*gazetteer.Region   // of GeoNames
	byFIPS map[string]*gazetteer.Region   // FIPS code of the country and GeoNames' number: UP05
	byName map[string][]*gazetteer.Region // ISO code of the country, '|', folded name
}

func indexPlaces(regions []gazetteer.Region, fsys fs.FS) (*Places, error) {
	p := &Places{byKey: map[string]*gazetteer.Region{}, byID: map[string]*gazetteer.Region{}, byFIPS: map[string]*gazetteer.Region{}, byName: map[string][]*gazetteer.Region{}}
	byISO := map[string]*gazetteer.Region{}
	for i := range regions {
		r := &regions[i]
		p.byKey[r.Key] = r
		if r.ISOCode != "" {
			byISO[r.ISOCode] = r
		}
		if r.GeoNamesID != "" {
			p.byID[r.GeoNamesID] = r
		}
	}
	for i := range regions {
		r := &regions[i]
		country := p.country(r)
		if country == "" || r.Type == demand.RegionTypeCountry {
			continue
		}
		seen := map[string]bool{}
		for _, name := range append([]string{r.Name}, r.Aliases...) {
			if name = foldPlace(name); !seen[name] {
				seen[name] = true
				p.byName[country+"|"+name] = append(p.byName[country+"|"+name], r)
			}
		}
	}
	return p, p.readFIPS(fsys, byISO)
}

// country is the ISO code of the country that a region is in, "" for none or several. A region
// may be part of an informal one too.
func (p *Places) country(r *gazetteer.Region) string {
	if r.Type == demand.RegionTypeCountry {
		return r.ISOCode
	}
	found := ""
	for _, parent := range r.PartOf {
		above := p.byKey[parent]
		if above == nil {
			continue
		}
		switch code := p.country(above); {
		case code == "" || code == found:
		case found != "":
			return ""
		default:
			found = code
		}
	}
	return found
}

// readFIPS reads which first-level region has which number of GeoNames in its country, which
// GDELT's codes are made of. ISO 3166-2 numbers them otherwise.
func (p *Places) readFIPS(fsys fs.FS, byISO map[string]*gazetteer.Region) error {
	text, err := fs.ReadFile(fsys, "admin1.tsv")
	if err != nil {
		return err
	}
	iso, country, number := -1, -1, -1
	for i, row := range append([][]string{nil}, table(string(text))...) {
		if i == 0 {
			head, _, _ := strings.Cut(string(text), "\n")
			for j, name := range strings.Split(strings.TrimRight(head, "\r"), "\t") {
				switch name {
				case "iso_code":
					iso = j
				case "country_iso2":
					country = j
				case "geonames_admin1":
					number = j
				}
			}
			if min(iso, country, number) < 0 {
				return fmt.Errorf("admin1.tsv has no columns iso_code, country_iso2 and geonames_admin1")
			}
			continue
		}
		if len(row) <= max(iso, country, number) || row[number] == "" {
			continue
		}
		c, r := byISO2[strings.ToLower(row[country])], byISO[row[iso]]
		if c == nil || r == nil {
			continue
		}
		if code := c.FIPS + row[number]; p.byFIPS[code] == nil {
			p.byFIPS[code] = r
		}
	}
	return nil
}

// foldPlace is the form in which names of places are compared.
func foldPlace(name string) string { return strings.Join(demand.Words(name), " ") }

// Point is a place on the ground in degrees of WGS 84.
type Point struct{ Lat, Lon float64 }

// near reports whether two points may be of one town, for which sources have different ones.
func near(a Point, b *gazetteer.Point) bool {
	return b != nil && math.Abs(a.Lat-b.Lat) < 0.25 && math.Abs(a.Lon-b.Lon)*math.Cos(a.Lat*math.Pi/180) < 0.25
}

// known is a region of the gazetteer as a place.
func (p *Places) known(r *gazetteer.Region) *Place {
	place := &Place{key: r.Key}
	var add func(*gazetteer.Region)
	add = func(r *gazetteer.Region) {
		it := change.Region{Key: r.Key, Name: r.Name, Type: r.Type, ISOCode: r.ISOCode}
		for _, parent := range r.PartOf {
			if above := p.byKey[parent]; above != nil {
				it.PartOf = append(it.PartOf, change.Reference{Key: parent})
				add(above)
			}
		}
		place.describes = append(place.describes, it)
	}
	add(r)
	return place
}

// named finds the one region of a type with a name in a country, near a point where one is given.
func (p *Places) named(country *Country, name string, typ demand.RegionType, at *Point) *gazetteer.Region {
	if p == nil || country == nil || name == "" {
		return nil
	}
	var found *gazetteer.Region
	for _, r := range p.byName[country.ISO2+"|"+foldPlace(name)] {
		if r.Type != typ || at != nil && !near(*at, r.Location) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// Location is where a row says that something was said or done. Empty fields say nothing.
type Location struct {
	Country             *Country
	Province            string // first level
	District            string
	Town                string
	FIPS                string // first level as GDELT codes it: UP05
	GeoNamesID          string
	Latitude, Longitude string
	point               *Point
}

// Find finds the region of a location: one of the gazetteer where it is known for certain, by a
// code, or by its name and the point; else one of its own, in what is known. It is nil for
// nowhere.
func (r *Resolver) Find(l Location) *Place {
	if p, ok := r.places[l]; ok {
		return p
	}
	if len(r.places) >= maxNames {
		clear(r.places)
	}
	for _, s := range []*string{&l.Province, &l.District, &l.Town, &l.FIPS, &l.GeoNamesID, &l.Latitude, &l.Longitude} {
		*s = strings.Clone(*s) // it is a part of a line
	}
	found := r.find(l)
	r.places[l] = found
	return found
}

func (r *Resolver) find(l Location) *Place {
	all := r.options.Places
	l.point = pointOf(l.Latitude, l.Longitude)
	if all != nil && l.GeoNamesID != "" {
		if it := all.byID[l.GeoNamesID]; it != nil {
			return all.known(it)
		}
	}
	var above *Place
	if l.Country != nil {
		above = &Place{key: l.Country.Region, describes: []change.Region{l.Country.region()}}
	}
	if all != nil && l.FIPS != "" {
		if it := all.byFIPS[l.FIPS]; it != nil {
			above = all.known(it)
			l.Province = ""
		}
	}
	if l.Province != "" {
		if it := all.named(l.Country, l.Province, demand.RegionTypeAdmin1, nil); it != nil {
			above = all.known(it)
		} else {
			above = ownPlace(above, demand.RegionTypeAdmin1, Location{}, l.Province, l.FIPS, countryCode(l.Country))
		}
	}
	name, typ := l.Town, demand.RegionTypeCity
	if name == "" {
		name, typ = l.District, demand.RegionTypeAdmin2
	}
	if name == "" {
		return above
	}
	if l.point != nil {
		if it := all.named(l.Country, name, typ, l.point); it != nil {
			return all.known(it)
		}
	}
	return ownPlace(above, typ, l, name, l.Town, l.District, l.Province, l.FIPS, countryCode(l.Country), l.Latitude, l.Longitude, l.GeoNamesID)
}

func countryCode(c *Country) string {
	if c == nil {
		return ""
	}
	return c.ISO3
}

// ownPlace makes a region that is known by what the row says of it alone.
func ownPlace(above *Place, typ demand.RegionType, l Location, name string, identity ...string) *Place {
	made, _ := demand.MakeKey(name)
	it := change.Region{Key: demand.HashedKey(made, append([]string{"place of event data", string(typ), name}, identity...)...), Name: name, Type: typ, GeonamesID: l.GeoNamesID}
	if l.point != nil {
		it.Location = &[2]float64{l.point.Lat, l.point.Lon}
	}
	place := &Place{key: it.Key}
	if above != nil {
		it.PartOf = []change.Reference{{Key: above.key}}
		place.describes = append(place.describes, above.describes...)
	}
	place.describes = append(place.describes, it)
	return place
}
