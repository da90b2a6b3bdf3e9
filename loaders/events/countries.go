package events

import (
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// Country is a country of ISO 3166-1: an actor where it is a state, and a region.
type Country struct {
	ISO3, ISO2 string
	Cameo      string // alpha-3 of CAMEO: that of ISO but for Kosovo and Timor
	FIPS       string // FIPS 10-4, of GDELT's places
	State      string // key of the actor, "" for a dependency
	Name       string
	Region     string // key of the region
	regionName string
	names      map[string]bool // what it and its capital are called, folded
	words      map[string]bool // adjectives and words of its names, folded
	stems      []string        // beginnings of its name's words, from which adjectives are made
	icews      []string
}

// stemLength is how many letters a country's name and an adjective made from it have in
// common at least: Israel, Israeli.
const stemLength = 4

// ordinary are words of names that name nothing by themselves.
var ordinary = words(`the of and republic democratic united saint state states people peoples island islands new north
	south east west northern southern eastern western central federal federation kingdom`)

func words(text string) map[string]bool {
	all := map[string]bool{}
	for _, w := range demand.Words(text) {
		all[w] = true
	}
	return all
}

var (
	countries  = readCountries()
	byISO3     = index(func(c *Country) []string { return []string{c.ISO3, c.Cameo} })
	byFIPS     = index(func(c *Country) []string { return []string{c.FIPS} })
	byICEWS    = index(func(c *Country) []string { return append(c.icews, c.Name) })
	byISO2     = index(func(c *Country) []string { return []string{c.ISO2} })
	deadStates = map[string]bool{"SUN": true, "USR": true, "YUG": true, "CSK": true, "SCG": true}
)

func readCountries() []*Country {
	var all []*Country
	for _, row := range table(countriesTable) {
		c := &Country{ISO3: row[0], Cameo: row[1], ISO2: row[2], FIPS: row[3], State: row[4], Name: row[5], Region: row[6],
			regionName: row[7], icews: list(row[8]), names: map[string]bool{}, words: words(row[10])}
		for _, name := range append(list(row[9]), append(c.icews, c.Name)...) {
			c.names[demand.Fold(name)] = true
		}
		for _, word := range demand.Words(c.Name) {
			c.words[word] = true
			if len(word) >= stemLength && !ordinary[word] {
				c.stems = append(c.stems, word[:stemLength])
			}
		}
		all = append(all, c)
	}
	return all
}

// index is the countries by what a name or a code of theirs, folded, stands for.
func index(of func(*Country) []string) map[string]*Country {
	all := map[string]*Country{}
	for _, c := range countries {
		for _, name := range of(c) {
			if name != "" {
				all[demand.Fold(name)] = c
			}
		}
	}
	return all
}

// CountryByCode finds a country by its alpha-3 code of ISO or CAMEO, nil for none. CAMEO's codes
// of regions (EUR, WST) and of states that are no more are none.
func CountryByCode(code string) *Country {
	if deadStates[code] {
		return nil
	}
	return byISO3[strings.ToLower(code)]
}

// CountryByFIPS finds a country by its code of FIPS 10-4, nil for none.
func CountryByFIPS(code string) *Country { return byFIPS[strings.ToLower(code)] }

// CountryByName finds a country by the name that ICEWS has for it, or ours, nil for none.
func CountryByName(name string) *Country {
	if name == "" {
		return nil
	}
	return byICEWS[demand.Fold(name)]
}

// actor is the country as a state.
func (c *Country) actor() change.Actor {
	return change.Actor{Key: c.State, Name: c.Name, Type: demand.ActorTypeState, ISO3: c.ISO3}
}

// region is the country as a region.
func (c *Country) region() change.Region {
	return change.Region{Key: c.Region, Name: c.regionName, Type: demand.RegionTypeCountry, ISOCode: c.ISO2}
}

// called reports whether a name, in any case, is that of the country, its capital or its people.
func (c *Country) called(name string) bool {
	folded := demand.Fold(name)
	if c.names[strings.TrimPrefix(folded, "the ")] {
		return true
	}
	all := demand.Words(name)
	for _, w := range all {
		if !c.isWord(w) && !ordinary[w] {
			return false
		}
	}
	return len(all) > 0
}

// isWord reports whether a folded word stands for the country: Israel, Israeli, Israelis.
func (c *Country) isWord(word string) bool {
	if c.words[word] {
		return true
	}
	for _, stem := range c.stems {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}
