package events

import (
	"os"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/gazetteer"
)

const seed = "../../gazetteer"

// What the tables say of countries must be what the gazetteer says, or loading both would
// contradict.
func TestCountriesAreThoseOfTheGazetteer(t *testing.T) {
	regions, err := gazetteer.Read(os.DirFS(seed))
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, r := range regions {
		if r.Type != demand.RegionTypeCountry {
			continue
		}
		count++
		if c := byISO2[strings.ToLower(r.ISOCode)]; c == nil || c.Region != r.Key || c.regionName != r.Name {
			t.Errorf("%s %s is %+v", r.ISOCode, r.Key, c)
		}
	}
	if count != len(countries) {
		t.Errorf("%d countries, %d of the gazetteer", len(countries), count)
	}
	states, err := gazetteer.ReadStates(os.DirFS(seed))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if c := CountryByCode(s.ISO3); c == nil || c.State != s.Key || c.Name != s.Name {
			t.Errorf("%s %s is %+v", s.ISO3, s.Key, c)
		}
	}
}

// The same roles are in another loader's table: both describe the same actors.
func TestRolesAreThoseOfPlover(t *testing.T) {
	text, err := os.ReadFile("../plover/roles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table(string(text)) {
		if r := roles[row[0]]; r == nil || r.name != row[1] || string(r.typ) != row[2] {
			t.Errorf("%v is %+v", row[:3], r)
		}
	}
}

func TestNamed(t *testing.T) {
	russia, italy := CountryByCode("RUS"), CountryByName("Italy")
	for _, test := range []struct {
		name      string
		country   *Country
		official  bool
		key       string // "" for one with a hash
		typ       demand.ActorType
		principal string // "" for itself
		belongs   string
	}{
		{"Russia", CountryByName("Russian Federation"), false, "russia", demand.ActorTypeState, "russia", ""},
		{"Military (Ukraine)", nil, false, "military-ukraine", demand.ActorTypeArmedForce, "ukraine", "PART_OF ukraine"},
		{"Military Personnel - Special (Russian Federation)", nil, false, "military-personnel-special-russia", demand.ActorTypeArmedForce, "russia", "PART_OF russia"},
		{"Citizen (India)", CountryByCode("IND"), false, "citizen-india", demand.ActorTypePopulation, "", "MEMBER_OF india"},
		{"Armed Rebel (Ukraine)", nil, false, "armed-rebel-ukraine", demand.ActorTypeArmedGroup, "", "MEMBER_OF ukraine"},
		{"Militant (Taliban)", nil, false, "", demand.ActorTypeOther, "", ""},
		{"Vladimir Putin", russia, true, "", demand.ActorTypeOther, "russia", "MEMBER_OF russia"},
		{"Vladimir Putin", nil, false, "", demand.ActorTypeOther, "", ""},
		{"Federica Mogherini", italy, false, "", demand.ActorTypeOther, "", "MEMBER_OF italy"},
		{"United Nations", nil, false, "united-nations", demand.ActorTypeIntergovernmentalOrganization, "", ""},
		{"Georgia", CountryByCode("USA"), false, "", demand.ActorTypeOther, "", "MEMBER_OF united-states"}, // not the country
		{"Guinea-Bissau", nil, false, "guinea-bissau", demand.ActorTypeState, "guinea-bissau", ""},
		{"Aam Aadmi Party", nil, false, "", demand.ActorTypeParty, "", ""},
	} {
		p := NewResolver(Options{}).Named(test.name, test.country, test.official)
		it := p.describes[slices.IndexFunc(p.describes, func(a change.Actor) bool { return a.Key == p.key })]
		principal, _ := p.principal()
		if test.principal == "" {
			test.principal = p.key
		}
		belongs := ""
		for _, a := range it.Affiliations {
			belongs = string(a.Role) + " " + a.With
		}
		if test.key != "" && p.key != test.key || it.Type != test.typ || principal != test.principal || belongs != test.belongs {
			t.Errorf("%s: key %s, type %s, principal %s, %s", test.name, p.key, it.Type, principal, belongs)
		}
		if made, _ := demand.MakeKey(test.name); test.key == "" && p.key == made {
			t.Errorf("%s has the plain key of its name", test.name)
		}
	}
	if p := NewResolver(Options{}).Named(" ", nil, false); p != nil {
		t.Errorf("%+v", p)
	}
}

func TestCoded(t *testing.T) {
	for _, test := range []struct {
		name, code, country, kind string
		key, principal            string // key "" for one with a hash
		typ                       demand.ActorType
		shown                     string
	}{
		{"RUSSIA", "RUS", "RUS", "", "russia", "russia", demand.ActorTypeState, "Russia"},
		{"MOSCOW", "RUS", "RUS", "", "russia", "russia", demand.ActorTypeState, "Russia"},
		{"UKRAINIAN", "UKR", "UKR", "", "ukraine", "ukraine", demand.ActorTypeState, "Ukraine"},
		{"DONETSK", "UKR", "UKR", "", "", "", demand.ActorTypeOther, "DONETSK"}, // a place is not its country
		{"RUSSIAN ARMY", "RUSMIL", "RUS", "MIL", "military-russia", "russia", demand.ActorTypeArmedForce, "Military (Russia)"},
		{"RUSSIA", "RUSGOV", "RUS", "GOV", "government-russia", "russia", demand.ActorTypeGovernment, "Government (Russia)"},
		{"VLADIMIR PUTIN", "RUSGOV", "RUS", "GOV", "", "russia", demand.ActorTypeOther, "VLADIMIR PUTIN"},
		{"UNITED NATIONS", "IGOUNO", "", "IGO", "united-nations", "", demand.ActorTypeIntergovernmentalOrganization, "United Nations"},
		{"KOSOVO", "KSV", "KSV", "", "kosovo", "kosovo", demand.ActorTypeState, "Kosovo"},
		{"SOVIET UNION", "SUN", "SUN", "", "", "", demand.ActorTypeOther, "SOVIET UNION"},
		{"EUROPE", "EUR", "EUR", "", "", "", demand.ActorTypeOther, "EUROPE"},
		{"REBEL", "REB", "", "REB", "", "", demand.ActorTypeArmedGroup, "REBEL"},
		{"", "GOV", "", "GOV", "", "", demand.ActorTypeGovernment, "GOV"}, // a role first, no country
	} {
		p := NewResolver(Options{}).Coded(test.name, test.code, test.country, test.kind)
		it := p.describes[slices.IndexFunc(p.describes, func(a change.Actor) bool { return a.Key == p.key })]
		principal, _ := p.principal()
		if test.principal == "" {
			test.principal = p.key
		}
		if test.key != "" && p.key != test.key || principal != test.principal || it.Type != test.typ || it.Name != test.shown {
			t.Errorf("%s %s: key %s, principal %s, %s %q", test.name, test.code, p.key, principal, it.Type, it.Name)
		}
	}
	if p := NewResolver(Options{}).Coded("", "", "", ""); p != nil {
		t.Errorf("%+v", p)
	}
}

func TestOfficial(t *testing.T) {
	for sectors, want := range map[string]bool{
		"Government,Executive Office,Executive":                        true,
		`"Parties,Government"`:                                         true,
		"Social,General Population / Civilian / Social":                false,
		"International Government Organization,Government,Center Left": false,
		"Hindu,Opposition Major Party (Out Of Government),Ideological": false,
		"": false,
	} {
		if got := Official(sectors); got != want {
			t.Errorf("%s: %v", sectors, got)
		}
	}
}

// A known actor is referred to, never described.
func TestKnown(t *testing.T) {
	r := NewResolver(Options{Known: func(name string) string {
		if name == "Vladimir Putin" {
			return "vladimir-putin"
		}
		return ""
	}})
	p := r.Named("Vladimir Putin", CountryByCode("RUS"), true)
	if key, _ := p.principal(); p.key != "vladimir-putin" || key != "russia" || len(p.describes) != 1 || p.describes[0].Key != "russia" {
		t.Errorf("%+v", p)
	}
}

func TestPlaces(t *testing.T) {
	all, err := NewPlaces(os.DirFS(seed))
	if err != nil {
		t.Fatal(err)
	}
	ukraine := CountryByFIPS("UP")
	r, without := NewResolver(Options{Places: all}), NewResolver(Options{})
	for _, test := range []struct {
		what string
		l    Location
		key  string // "" for one with a hash
	}{
		{"a country", Location{Country: ukraine}, "ukraine"},
		{"GDELT's 05 is Donetsk", Location{Country: ukraine, FIPS: "UP05", Province: "Donets'ka Oblast'"}, "donetsk-oblast"},
		{"GDELT's 14 is Luhansk, not UA-14", Location{Country: ukraine, FIPS: "UP14"}, "luhansk-oblast"},
		{"a town by its id", Location{Country: ukraine, Town: "Slovyansk", GeoNamesID: "693468"}, "sloviansk"},
		{"a town by name and point", Location{Country: ukraine, Town: "Kramatorsk", Latitude: "48.72", Longitude: "37.56"}, "kramatorsk"},
		{"a town of that name elsewhere", Location{Country: ukraine, Town: "Kramatorsk", Latitude: "50.4", Longitude: "30.5"}, ""},
		{"a name alone", Location{Country: ukraine, Town: "Kostyantynivka"}, ""},
		{"a first level by name", Location{Country: CountryByName("Germany"), Province: "Berlin"}, "berlin-de-be"},
		{"an unknown first level", Location{Country: ukraine, Province: "Atlantis"}, ""},
	} {
		p := r.Find(test.l)
		if test.key != "" && p.key != test.key || p.describes[len(p.describes)-1].Key != p.key {
			t.Errorf("%s: %s", test.what, p.key)
		}
		if test.key == "" && !strings.Contains(p.key, "-") {
			t.Errorf("%s: %s", test.what, p.key)
		}
		if again := r.Find(test.l); again != p {
			t.Errorf("%s: found twice", test.what)
		}
		if p := without.Find(test.l); !slices.ContainsFunc(p.describes, func(r change.Region) bool { return r.Key == test.l.Country.Region }) {
			t.Errorf("%s: without a gazetteer %+v", test.what, p)
		}
	}
	if p := r.Find(Location{}); p != nil {
		t.Errorf("nowhere is %+v", p)
	}
}
