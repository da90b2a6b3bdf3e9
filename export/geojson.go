package export

import (
	"context"
	"io"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// feature is a Feature of GeoJSON (RFC 7946). What is in no region with a known point has
// no geometry: none is invented.
type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   *geometry      `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"` // longitude first
}

// located is a region with what is known of where it is.
func located() *query.Selection {
	return wanted(demand.KindRegion, "key", "name", "type", "location", "isoCode", "geonamesId", "wikidataId")
}

// said gives the properties of a node that are there.
func properties(r row, names ...string) map[string]any {
	out := map[string]any{}
	for _, name := range names {
		switch v := r.value(name).(type) {
		case nil:
		case [2]float64:
			out[name] = map[string]float64{"lat": v[0], "lon": v[1]}
		default:
			out[name] = v
		}
	}
	return out
}

// regions gives the points of what a demand concerns, and the regions themselves: their
// type says how precise a point is, their ids where it comes from.
func regions(of row) (*geometry, []map[string]any) {
	var points [][2]float64
	all := []map[string]any{}
	for _, r := range of.many("regions") {
		all = append(all, properties(r.row, "key", "name", "type", "location", "isoCode", "geonamesId", "wikidataId"))
		if at, ok := r.value("location").([2]float64); ok {
			points = append(points, [2]float64{at[1], at[0]})
		}
	}
	switch len(points) {
	case 0:
		return nil, all
	case 1:
		return &geometry{"Point", points[0]}, all
	}
	return &geometry{"MultiPoint", points}, all
}

const (
	beforeFeatures = `{"type":"FeatureCollection","features":[`
	behindFeatures = "\n]}\n"
)

// writeDemandMap writes a feature for each demand, at the regions that it names.
func writeDemandMap(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	s := many(all(demand.KindDemand), "regions", located())
	return writeList(to, beforeFeatures, behindFeatures, func(item func(any) error) error {
		return scanned(ctx, r, s, w, func(d row) error {
			f := feature{Type: "Feature", ID: identity(d.Kind, d.Key), Properties: properties(d, "key", "summary", "status", "madeOn", "lastActionOn", "cameoCode", "ploverCode")}
			f.Geometry, f.Properties["regions"] = regions(d)
			return item(f)
		})
	})
}

// writePositionMap writes a feature for each position, at the regions that its demand names.
// Where it was said is a property, if it is known.
func writePositionMap(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	s := all(demand.KindPosition)
	one(s, "actor", named(demand.KindActor))
	one(s, "onBehalfOf", named(demand.KindActor))
	one(s, "demand", many(wanted(demand.KindDemand, "key", "summary", "status"), "regions", located()))
	one(s, "place", located())
	return writeList(to, beforeFeatures, behindFeatures, func(item func(any) error) error {
		return scanned(ctx, r, s, w, func(p row) error {
			f := feature{Type: "Feature", ID: identity(p.Kind, p.Key), Properties: properties(p, "key", "kind", "side", "date", "phase", "certainty")}
			f.Geometry, f.Properties["regions"] = regions(p.one("demand"))
			f.Properties["demand"] = properties(p.one("demand"), "key", "summary", "status")
			f.Properties["actor"] = properties(p.one("actor"), "key", "name")
			if b := p.one("onBehalfOf"); b.Node != nil {
				f.Properties["onBehalfOf"] = properties(b, "key", "name")
			}
			if place := p.one("place"); place.Node != nil {
				f.Properties["saidIn"] = properties(place, "key", "name", "type", "location", "isoCode", "geonamesId", "wikidataId")
			}
			return item(f)
		})
	})
}
