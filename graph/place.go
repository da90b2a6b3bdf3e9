package graph

import (
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/graph/handler/scalar"
	"demandgraph/query"
)

// location reads the condition on a point.
func (b *builder) location(p demand.Prop, given map[string]any, at place) ([]query.Conjunct, error) {
	var all []query.Conjunct
	for _, form := range []struct {
		name    string
		members []string
		inside  func(v map[string]float64) (query.Inside, error)
	}{
		{"near", []string{"latitude", "longitude", "kilometers"}, func(v map[string]float64) (query.Inside, error) {
			if v["kilometers"] < 0 {
				return query.Inside{}, within("kilometers", bad("a distance is not negative"))
			}
			return query.Around(p, v["latitude"], v["longitude"], v["kilometers"], b.param), nil
		}},
		{"within", []string{"south", "west", "north", "east"}, func(v map[string]float64) (query.Inside, error) {
			if v["south"] > v["north"] {
				return query.Inside{}, bad("south is north of north")
			}
			return query.Box(p, v["south"], v["west"], v["north"], v["east"], b.param), nil
		}},
	} {
		m, ok := given[form.name].(map[string]any)
		if !ok {
			continue
		}
		values, err := degrees(m, form.members)
		if err != nil {
			return nil, within(form.name, err)
		}
		inside, err := form.inside(values)
		if err != nil {
			return nil, within(form.name, err)
		}
		c := query.Holding(inside)
		if at == atRoot {
			c.Inside = &inside
		}
		all = append(all, c)
	}
	if v := given[string(query.Missing)]; v != nil {
		f, err := b.comparison(p, query.Missing, v)
		if err != nil {
			return nil, err
		}
		all = append(all, query.Holding(f))
	}
	return all, nil
}

// degrees reads numbers, of which all but kilometers are degrees.
func degrees(given map[string]any, members []string) (map[string]float64, error) {
	out := map[string]float64{}
	for _, name := range members {
		v, err := scalar.UnmarshalFloat(context.Background(), given[name])
		if err != nil {
			return nil, within(name, bad("%v", err))
		}
		limit := 180.0
		switch name {
		case "latitude", "south", "north":
			limit = 90
		case "kilometers":
			limit = 1e9
		}
		if !(v >= -limit && v <= limit) {
			return nil, within(name, bad("%v is not between %v and %v", v, -limit, limit))
		}
		out[name] = v
	}
	return out, nil
}

// onlyInside gives the condition that regions are inside when that is all that there is.
func onlyInside(given map[string]any, conditions []query.Conjunct) *query.Inside {
	if len(conditions) != 1 {
		return nil
	}
	inside, ok := conditions[0].Filter.(query.Inside)
	if !ok {
		return nil
	}
	for name, v := range given {
		switch name {
		case "location", "some", "none", "edge", "rollUp", "descendants", "ownWordOnly":
		default:
			if v != nil {
				return nil
			}
		}
	}
	return &inside
}

// regionProps are what a region's place is told by.
var regionProps = func() map[string]demand.Prop {
	k, _ := demand.KindOf(demand.KindRegion)
	all := map[string]demand.Prop{}
	for _, name := range []string{"name", "type", "location", "boundary", "locationImports"} {
		all[name], _ = k.Prop(name)
	}
	return all
}()

// placeField writes what follows from where a region is, nothing where nobody says it.
func (b *builder) placeField(s *query.Selection, f graphql.CollectedField) (func(*writer, *query.Node), error) {
	at := map[string]int{}
	for name, p := range regionProps {
		at[name] = s.Add(p)
	}
	text := func(n *query.Node, name string) string {
		v, _ := n.Values[at[name]].(string)
		return v
	}
	if f.Name == "locationPrecision" {
		return func(w *writer, n *query.Node) {
			if n.Values[at["location"]] == nil {
				w.null()
				return
			}
			w.string(demand.LocationPrecision(demand.RegionType(text(n, "type"))))
		}, nil
	}
	return func(w *writer, n *query.Node) {
		feature := geoFeature{Type: "Feature", ID: n.Key, Properties: geoProperties{Key: n.Key, Name: text(n, "name"), Type: text(n, "type")}}
		point, known := n.Values[at["location"]].([2]float64)
		switch boundary := text(n, "boundary"); {
		case json.Valid([]byte(boundary)):
			feature.Geometry, feature.Properties.Precision = json.RawMessage(boundary), "OUTLINE"
		case known:
			feature.Geometry, feature.Properties.Precision = geoPoint{"Point", [2]float64{point[1], point[0]}}, demand.LocationPrecision(demand.RegionType(feature.Properties.Type))
			feature.Properties.Imports, _ = n.Values[at["locationImports"]].([]string)
		default:
			w.null()
			return
		}
		written, err := json.Marshal(feature)
		if err != nil {
			w.fail("GeoJSON: %v", err)
			return
		}
		w.string(string(written))
	}, nil
}

// geoFeature is a Feature of GeoJSON (RFC 7946).
type geoFeature struct {
	Type       string        `json:"type"`
	ID         string        `json:"id"`
	Geometry   any           `json:"geometry"`
	Properties geoProperties `json:"properties"`
}

type geoPoint struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

type geoProperties struct {
	Key       string   `json:"key"`
	Name      string   `json:"name"`
	Type      string   `json:"regionType"`
	Precision string   `json:"precision"`
	Imports   []string `json:"imports,omitempty"`
}
