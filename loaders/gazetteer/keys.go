package gazetteer

import (
	"slices"
	"strings"

	"demandgraph/demand"
)

// keyOrder is the order in which kinds of region take keys with a code: a code is first of all
// that of a country, then of a first-level region; places come last.
var keyOrder = []demand.RegionType{demand.RegionTypeCountry, demand.RegionTypeAdmin1, demand.RegionTypeCity}

// giveKeys gives every region without a key its own: the transliterated name where no other
// region has that, else with its ISO code, then the next of its codes. The outcome does not
// depend on the order of rows: of those that want the same key at the same time none gets it.
func (s *seed) giveKeys() error {
	taken := map[string]*entry{}
	var open []*entry
	for _, e := range s.entries {
		if e.Key == "" {
			open = append(open, e)
			continue
		}
		if other := taken[e.Key]; other != nil {
			return e.row.errorf("the key %s is taken, at %s", e.Key, other.row.place())
		}
		taken[e.Key] = e
	}

	open = settle(open, taken, func(e *entry) string {
		key, lossy := demand.MakeKey(e.Name)
		if lossy {
			return ""
		}
		return key
	})
	for i := 0; len(open) > 0; i++ {
		var left []*entry
		tried := false
		for _, typ := range keyOrder {
			left = append(left, settle(ofType(open, typ), taken, func(e *entry) string {
				if i >= len(e.codes) {
					return ""
				}
				tried = true
				name, _ := demand.MakeKey(e.Name)
				return strings.Trim(name+"-"+strings.ToLower(e.codes[i]), "-")
			})...)
		}
		if !tried {
			return left[0].row.errorf("no key is left for %q", left[0].Name)
		}
		open = left
	}
	return nil
}

// settle gives each entry the key it wants unless that is "", taken, or wanted by another,
// and returns those that got none.
func settle(open []*entry, taken map[string]*entry, want func(*entry) string) (left []*entry) {
	wanted := map[string]int{}
	wants := make([]string, len(open))
	for i, e := range open {
		wants[i] = want(e)
		wanted[wants[i]]++
	}
	for i, e := range open {
		key := wants[i]
		if key == "" || taken[key] != nil || wanted[key] > 1 {
			left = append(left, e)
			continue
		}
		e.Key = key
		taken[key] = e
	}
	return left
}

func ofType(entries []*entry, typ demand.RegionType) []*entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e.Type != typ })
}
