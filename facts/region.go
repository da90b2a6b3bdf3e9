package facts

import (
	"context"
	"maps"
	"slices"

	"demandgraph/demand"
	"demandgraph/query"
)

// Regions are regions with all those around them, by key.
type Regions map[string]*Region

// Region is a region and what it is part of.
type Region struct {
	Key     string
	Type    demand.RegionType
	Parents []string // keys, in order
}

// Around reads regions, given by key, and all those around them: one scan for each
// step upwards, of which a gazetteer has a handful.
func Around(ctx context.Context, s Scanner, keys []string) (Regions, error) {
	out := Regions{}
	columns := []query.Column{query.On(demand.KindRegion, "key"), query.On(demand.KindRegion, "type"), query.On(demand.KindRegion, "key", "parents")}
	for len(keys) > 0 {
		access := query.Everything
		access.Keys = 0
		var found []Region
		_, err := s.Scan(ctx, &query.Scan{Kind: demand.KindRegion, Access: access, Columns: columns, Params: []any{keys}}, func() func(row []any) error {
			found = nil
			return func(row []any) error {
				parents, _ := row[2].([]string)
				parents = slices.Clone(parents)
				slices.Sort(parents)
				found = append(found, Region{Key: text(row[0]), Type: demand.RegionType(text(row[1])), Parents: parents})
				return nil
			}
		})
		if err != nil {
			return nil, err
		}
		next := map[string]bool{}
		for _, r := range found {
			out[r.Key] = &r
		}
		for _, r := range found {
			for _, p := range r.Parents {
				if out[p] == nil {
					next[p] = true
				}
			}
		}
		keys = slices.Sorted(maps.Keys(next))
	}
	return out, nil
}

// At are the regions of a type that a region is or lies in, by any way, each once and
// in order.
func (all Regions) At(key string, level demand.RegionType) []string {
	var out []string
	seen := map[string]bool{}
	var climb func(key string)
	climb = func(key string) {
		r := all[key]
		if r == nil || seen[key] {
			return
		}
		seen[key] = true
		if r.Type == level {
			out = append(out, key)
		}
		for _, p := range r.Parents {
			climb(p)
		}
	}
	climb(key)
	slices.Sort(out)
	return out
}
