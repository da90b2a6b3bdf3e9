package plover

import (
	"os"
	"reflect"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/gazetteer"
)

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		text, code, sector string
		key, name          string
		typ                demand.ActorType
		alias, cameo       string
		with               string // the actor it is affiliated with
		role               demand.AffiliationRole
		warned             bool
	}{
		{text: "Norway", code: "NOR", key: "norway", name: "Norway", typ: "STATE", cameo: "NOR"},
		{text: "the U.S.", code: "USA", key: "united-states", name: "United States", typ: "STATE", alias: "the U.S.", cameo: "USA"},
		{text: "British", code: "GBR", key: "united-kingdom", name: "United Kingdom", typ: "STATE", cameo: "GBR"},
		{text: "Norwegians'", code: "NOR", key: "norway", name: "Norway", typ: "STATE", cameo: "NOR"},
		{text: "Oslo", code: "NOR", key: "norway", name: "Norway", typ: "STATE", alias: "Oslo", cameo: "NOR"},
		{text: "Kosovo", code: "KSV", key: "kosovo", name: "Kosovo", typ: "STATE", cameo: "KSV"},
		{text: "", code: "NOR", key: "norway", name: "Norway", typ: "STATE", cameo: "NOR"},
		{text: "***", code: "NOR", sector: "***", key: "norway", name: "Norway", typ: "STATE", cameo: "NOR"},
		// A place in a country is not the country.
		{text: "Svalbard", code: "NOR", key: "svalbard-nor", name: "Svalbard", typ: "OTHER", with: "norway", role: "MEMBER_OF"},
		{text: "Norwegian soldiers", code: "NOR", sector: "***", key: "norwegian-soldiers-nor", name: "Norwegian soldiers", typ: "OTHER", with: "norway", role: "MEMBER_OF"},

		{text: "Norwegian army", code: "NOR", sector: "MIL", key: "military-norway", name: "Military (Norway)", typ: "ARMED_FORCE", alias: "Norwegian army", cameo: "NORMIL", with: "norway", role: "PART_OF"},
		{text: "Norwegian", code: "NOR", sector: "MIL", key: "military-norway", name: "Military (Norway)", typ: "ARMED_FORCE", cameo: "NORMIL", with: "norway", role: "PART_OF"},
		{text: "Oslo", code: "NOR", sector: "GOV", key: "government-norway", name: "Government (Norway)", typ: "GOVERNMENT", alias: "Oslo", cameo: "NORGOV", with: "norway", role: "PART_OF"},
		{text: "French minister", code: "FRA", sector: "GOV", key: "government-france", name: "Government (France)", typ: "GOVERNMENT", cameo: "FRAGOV", with: "france", role: "PART_OF"},
		{text: "Rebels in the Ivory Coast", code: "CIV", sector: "REB", key: "rebels-ivory-coast", name: "Rebels (Ivory Coast)", typ: "ARMED_GROUP", alias: "Rebels in the Ivory Coast", cameo: "CIVREB", with: "ivory-coast", role: "MEMBER_OF"},
		{text: "masked men", code: "TGO", sector: "REB", key: "rebels-togo", name: "Rebels (Togo)", typ: "ARMED_GROUP", cameo: "TGOREB", with: "togo", role: "MEMBER_OF"},

		{text: "Blue Front", code: "TGO", sector: "REB", key: "blue-front-tgoreb", name: "Blue Front", typ: "ARMED_GROUP", with: "togo", role: "MEMBER_OF"},
		{text: "Ewe rebels", code: "TGO", sector: "REBewe", key: "ewe-rebels-tgorebewe", name: "Ewe rebels", typ: "ARMED_GROUP", with: "togo", role: "MEMBER_OF"},
		{text: "Blue elders", code: "TGO", sector: "ELIewe", key: "blue-elders-tgoeliewe", name: "Blue elders", typ: "GROUP", with: "togo", role: "MEMBER_OF"},

		{text: "President Berg's", code: "NOR", sector: "GOV", key: "president-berg-norgov-person", name: "President Berg", typ: "PERSON", with: "norway", role: "MEMBER_OF"},
		{text: "Norwegian Prime Minister Kari Berg", code: "NOR", sector: "GOV", key: "kari-berg-norgov-person", name: "Kari Berg", typ: "PERSON", alias: "Norwegian Prime Minister Kari Berg", with: "norway", role: "MEMBER_OF"},
		{text: "U.S. Secretary of State Ann van Dyke", code: "USA", sector: "GOV", key: "ann-van-dyke-usagov-person", name: "Ann van Dyke", typ: "PERSON", alias: "U.S. Secretary of State Ann van Dyke", with: "united-states", role: "MEMBER_OF"},
		{text: "Lt. Gen. Omar al-Amin", code: "TGO", sector: "MIL", key: "omar-al-amin-tgomil-person", name: "Omar al-Amin", typ: "PERSON", alias: "Lt. Gen. Omar al-Amin", with: "togo", role: "MEMBER_OF"},
		{text: "supporters of former President Ann Berg", code: "NOR", sector: "OPP", key: "supporters-of-former-president-ann-berg-noropp", name: "supporters of former President Ann Berg", typ: "PARTY", with: "norway", role: "MEMBER_OF"},

		{text: "UN", code: "IGO", key: "united-nations", name: "United Nations", typ: "INTERGOVERNMENTAL_ORGANIZATION", alias: "UN"},
		{text: "UN", code: "IGO", sector: "MIL", key: "un-igomil", name: "UN", typ: "ARMED_FORCE"},
		{text: "Secretary-General Ann Berg", code: "IGO", sector: "GOV", key: "ann-berg-igogov-person", name: "Ann Berg", typ: "PERSON", alias: "Secretary-General Ann Berg"},
		{text: "Green Sail", code: "NGO", key: "green-sail-ngo", name: "Green Sail", typ: "NGO"},

		// Codes that are none.
		{text: "Italy", code: "ITL", key: "italy", name: "Italy", typ: "STATE", warned: true},
		{text: "Japanese", code: "JAP", key: "japanese-jap", name: "Japanese", typ: "OTHER", warned: true},
		{text: "Guinea hens", code: "XXX", sector: "REB", key: "guinea-hens-xxxreb", name: "Guinea hens", typ: "ARMED_GROUP", warned: true},
		{text: "Norway", key: "norway", name: "Norway", typ: "STATE", warned: true},
	} {
		t.Run(test.text+" "+test.code+test.sector, func(t *testing.T) {
			got := resolve(actor{test.text, test.code, test.sector})
			want := change.Actor{Key: test.key, Name: test.name, Type: test.typ, CameoCode: test.cameo}
			if test.alias != "" {
				want.Aliases = []string{test.alias}
			}
			if test.with != "" {
				want.Affiliations = []change.Affiliation{{With: test.with, Role: test.role}}
			}
			if test.cameo == "" && test.typ != demand.ActorTypeState && test.typ != demand.ActorTypeIntergovernmentalOrganization {
				want.Review = change.Unreviewed // a name is all that is known of it
			}
			it := got.describes[0]
			it.ISO3 = ""
			if got.key != test.key || !reflect.DeepEqual(it, want) {
				t.Errorf("got %s: %+v, want %+v", got.key, it, want)
			}
			if (got.warning != "") != test.warned {
				t.Errorf("warning %q", got.warning)
			}
			if test.with != "" && (len(got.describes) != 2 || got.describes[1].Key != test.with || got.describes[1].Type != demand.ActorTypeState) {
				t.Errorf("described %+v, want also %s", got.describes, test.with)
			}
		})
	}
}

// The states are those of the seed gazetteer, so that both load into one graph.
func TestStatesAreTheGazetteers(t *testing.T) {
	seed, err := gazetteer.ReadStates(os.DirFS("../../gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	if len(states) != len(seed)+1 { // and Kosovo's other code
		t.Errorf("%d codes of states, want %d", len(states), len(seed)+1)
	}
	for _, want := range seed {
		if s := states[want.ISO3]; s == nil || s.key != want.Key || s.name != want.Name {
			t.Errorf("%s is %+v, want %s, %q", want.ISO3, s, want.Key, want.Name)
		}
	}
}

func TestTypesOfRoles(t *testing.T) {
	for code, r := range roles {
		if !demand.ValidEnum("ActorType", string(r.typ)) || r.name == "" {
			t.Errorf("%s: %q is of type %q", code, r.name, r.typ)
		}
	}
}
