package gazetteer

import (
	"os"
	"reflect"
	"slices"
	"testing"

	"demandgraph/demand"
)

// seedFiles are the tables in the repository.
var seedFiles = os.DirFS("../../gazetteer")

func readSeed(t *testing.T) (regions []Region, byKey map[string]Region) {
	t.Helper()
	regions, err := Read(seedFiles)
	if err != nil {
		t.Fatal(err)
	}
	byKey = map[string]Region{}
	for _, r := range regions {
		if err := demand.ValidKey(r.Key); err != nil {
			t.Errorf("%s: %v", r.Name, err)
		}
		if other, twice := byKey[r.Key]; twice {
			t.Errorf("key %s is of %q and of %q", r.Key, r.Name, other.Name)
		}
		byKey[r.Key] = r
	}
	return regions, byKey
}

func TestReadSeed(t *testing.T) {
	regions, byKey := readSeed(t)

	count := map[demand.RegionType]int{}
	codes := map[string]string{}
	for _, r := range regions {
		count[r.Type]++
		if r.ISOCode != "" {
			if codes[r.ISOCode] != "" {
				t.Errorf("%s has the ISO code of %s", r.Key, codes[r.ISOCode])
			}
			codes[r.ISOCode] = r.Key
		}
		if slices.Contains(r.Aliases, r.Name) || !slices.IsSorted(r.Aliases) {
			t.Errorf("%s: aliases %q", r.Key, r.Aliases)
		}
		for _, parent := range r.PartOf {
			if _, ok := byKey[parent]; !ok {
				t.Errorf("%s is part of %s, which is no region", r.Key, parent)
			}
		}
		if (r.Type == demand.RegionTypeAdmin1 || r.Type == demand.RegionTypeCity) && len(ancestors(byKey, r.Key, demand.RegionTypeCountry)) != 1 {
			t.Errorf("%s is in %v, want one country", r.Key, ancestors(byKey, r.Key, demand.RegionTypeCountry))
		}
	}
	want := map[demand.RegionType]int{
		demand.RegionTypeCountry:  250,
		demand.RegionTypeAdmin1:   5394, // without "United Kingdom" within the United Kingdom
		demand.RegionTypeCity:     2976,
		demand.RegionTypeInformal: 10,
	}
	if !reflect.DeepEqual(count, want) {
		t.Errorf("regions by type: %v, want %v", count, want)
	}

	again, err := Read(seedFiles)
	if err != nil || !reflect.DeepEqual(regions, again) {
		t.Errorf("read a second time: other regions (error %v)", err)
	}
}

// ancestors returns the keys of a type above a region. It ends only where PART_OF has no cycle.
func ancestors(byKey map[string]Region, key string, typ demand.RegionType) []string {
	var found []string
	for _, parent := range byKey[key].PartOf {
		if byKey[parent].Type == typ {
			found = append(found, parent)
		}
		found = append(found, ancestors(byKey, parent, typ)...)
	}
	return sortedSet(found)
}

// The numbers of ISO 3166-2 and of GeoNames collide in Ukraine: 14 is Donetsk in one and Luhansk
// in the other, 09 is Luhansk and Khmelnytskyi.
func TestUkraine(t *testing.T) {
	_, byKey := readSeed(t)
	for _, want := range []struct {
		key, isoCode, geoNamesID, wikidataID string
		partOf                               []string
	}{
		{"donetsk-oblast", "UA-14", "709716", "Q2012050", []string{"donbas", "ukraine"}},
		{"luhansk-oblast", "UA-09", "702657", "Q171965", []string{"donbas", "ukraine"}},
		{"khmelnytskyi-oblast", "UA-68", "706370", "Q171331", []string{"ukraine"}},
		{"vinnytsia-oblast", "UA-05", "689559", "Q166709", []string{"ukraine"}},
		{"crimea-autonomous-republic", "UA-43", "703883", "Q756294", []string{"crimean-peninsula", "ukraine"}},
		{"kherson-oblast", "UA-65", "706442", "Q163271", []string{"ukraine"}},
		{"zaporizhzhia-oblast", "UA-23", "687699", "Q171334", []string{"ukraine"}},
		{"sloviansk", "", "693468", "Q33581", []string{"donetsk-oblast"}},
		{"kramatorsk", "", "704508", "Q33613", []string{"donetsk-oblast"}},
		{"pokrovsk", "", "704422", "Q1000446", []string{"donetsk-oblast"}},
		{"donetsk", "", "709717", "Q43070", []string{"donetsk-oblast"}},
		{"luhansk", "", "702658", "Q134279", []string{"luhansk-oblast"}},
		{"kyiv", "", "703448", "Q1899", []string{"kyiv-ua-30"}},
		{"kyiv-ua-30", "UA-30", "703447", "Q1899", []string{"ukraine"}},
		{"kyiv-oblast", "UA-32", "703446", "Q170036", []string{"ukraine"}},
		{"donbas", "", "", "", []string{"ukraine"}},
		{"ukraine", "UA", "690791", "Q212", nil},
		{"alaska", "US-AK", "5879092", "", []string{"united-states"}}, // Q797 is not confirmed
	} {
		r, ok := byKey[want.key]
		if !ok {
			t.Errorf("%s is missing", want.key)
			continue
		}
		if r.ISOCode != want.isoCode || r.GeoNamesID != want.geoNamesID || r.WikidataID != want.wikidataID || !slices.Equal(r.PartOf, want.partOf) {
			t.Errorf("got %+v, want %+v", r, want)
		}
	}

	sloviansk := byKey["sloviansk"]
	if sloviansk.Name != "Sloviansk" || !slices.Contains(sloviansk.Aliases, "Slovyansk") || !slices.Contains(sloviansk.Aliases, "Слов’янськ") {
		t.Errorf("Sloviansk is %q, also %q", sloviansk.Name, sloviansk.Aliases)
	}
	if want := (Point{48.84974, 37.59739}); sloviansk.Location == nil || *sloviansk.Location != want {
		t.Errorf("Sloviansk is at %v, want %v", sloviansk.Location, want)
	}
	if byKey["donbas"].Location != nil {
		t.Error("the Donbas has a point that no table gives")
	}
	// A name that stands for two places is the key of neither.
	if r, ok := byKey["kostyantynivka"]; ok {
		t.Errorf("%+v has a key that two places want", r)
	}
}

func TestKeysWithCodes(t *testing.T) {
	_, byKey := readSeed(t)
	for key, want := range map[string]struct {
		name string
		typ  demand.RegionType
	}{
		"russia":         {"Russia", demand.RegionTypeCountry},
		"france":         {"France", demand.RegionTypeCountry},
		"georgia-ge":     {"Georgia", demand.RegionTypeCountry},
		"georgia-us-ga":  {"Georgia", demand.RegionTypeAdmin1},
		"moscow-ru-mow":  {"Moscow", demand.RegionTypeAdmin1},
		"moscow-ru":      {"Moscow", demand.RegionTypeCity},
		"washington-us":  {"Washington", demand.RegionTypeCity},
		"united-kingdom": {"United Kingdom", demand.RegionTypeCountry},
		"beijing-cn":     {"Beijing", demand.RegionTypeCity},
	} {
		if r := byKey[key]; r.Name != want.name || r.Type != want.typ {
			t.Errorf("%s is %s %q, want %s %q", key, r.Type, r.Name, want.typ, want.name)
		}
	}
	if got := byKey["beijing-cn"].PartOf; !slices.Equal(got, []string{"beijing-cn-bj"}) {
		t.Errorf("Beijing, in places.tsv under an old code, is part of %v", got)
	}
}

func TestReadStates(t *testing.T) {
	states, err := ReadStates(seedFiles)
	if err != nil {
		t.Fatal(err)
	}
	byKey := map[string]State{}
	for _, s := range states {
		if err := demand.ValidKey(s.Key); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if _, twice := byKey[s.Key]; twice {
			t.Errorf("key %s twice", s.Key)
		}
		byKey[s.Key] = s
	}
	for _, want := range []State{
		{Key: "russia", Name: "Russia", ISO3: "RUS", WikidataID: "Q159"},
		{Key: "ukraine", Name: "Ukraine", ISO3: "UKR", WikidataID: "Q212"},
		{Key: "united-states", Name: "United States", ISO3: "USA", WikidataID: "Q30"},
		{Key: "georgia", Name: "Georgia", ISO3: "GEO"},
		{Key: "taiwan", Name: "Taiwan", ISO3: "TWN"},
	} {
		got := byKey[want.Key]
		got.Line = 0
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	for _, key := range []string{"antarctica", "greenland", "guam"} {
		if s, ok := byKey[key]; ok {
			t.Errorf("%+v acts as a state", s)
		}
	}
	if want := 250 - len(notStates); len(states) != want {
		t.Errorf("%d states, want %d", len(states), want)
	}
}
