package gazetteer

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"demandgraph/demand"
)

// State is a country as an actor, of type STATE.
type State struct {
	Key        string // unique among states; an actor and a region may have the same key
	Name       string // in English
	ISO3       string // ISO 3166-1 alpha-3
	WikidataID string // Q and digits, or ""
	Line       int    // of its row
}

// notStates are the entries of ISO 3166-1 that are dependencies or uninhabited areas of a
// state, or have no government of that name. They are regions, but do not act as states. (By the
// column "independent" of ISO 3166-1, without the Cook Islands, Niue, Palestine and Taiwan,
// which speak for themselves.)
var notStates = func() map[string]bool {
	codes := map[string]bool{}
	for code := range strings.FieldsSeq(`AI AQ AS AW AX BL BM BQ BV CC CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM
		IO JE KY MF MO MP MQ MS NC NF PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT`) {
		codes[code] = true
	}
	return codes
}()

// ReadStates reads the countries that act as states, in the order of their keys: the key of
// the table of ids where it gives one, else the transliterated name. An error names file and line.
func ReadStates(fsys fs.FS) ([]State, error) {
	rows, err := readTable(fsys, countriesFile, countryColumns...)
	if err != nil {
		return nil, err
	}
	ids, err := readIDTable(fsys)
	if err != nil {
		return nil, err
	}
	given := map[string]row{} // by name
	for _, id := range ids {
		if id.get("type") == typeState {
			given[id.get("name")] = id
		}
	}
	var states []State
	places := map[string]row{}
	for _, r := range rows {
		if notStates[r.get("iso2")] {
			continue
		}
		state := State{Name: r.get("name"), Line: r.line}
		if state.ISO3, err = r.match("iso3", alpha3Code, false); err != nil {
			return nil, err
		}
		if state.WikidataID, err = r.match("wikidata_id", wikidataID, true); err != nil {
			return nil, err
		}
		if id, ok := given[state.Name]; ok {
			state.Key = id.get("key")
			if id.get("confirmed") == "yes" {
				state.WikidataID = id.get("wikidata_id")
			}
		} else {
			state.Key, _ = demand.MakeKey(state.Name)
		}
		if state.Key == "" {
			return nil, r.errorf("no key can be made from the name %q", state.Name)
		}
		if other, twice := places[state.Key]; twice {
			return nil, r.errorf("the key %s of %q is taken, at %s", state.Key, state.Name, other.place())
		}
		places[state.Key] = r
		states = append(states, state)
	}
	slices.SortFunc(states, func(a, b State) int { return cmp.Compare(a.Key, b.Key) })
	return states, nil
}
