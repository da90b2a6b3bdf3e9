package native

import (
	"encoding/json"
	"slices"
	"strconv"
)

// geometryTypes are the types of GeoJSON geometries that can bound a region.
var geometryTypes = []string{"Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint"}

// geometry reads a GeoJSON geometry and keeps it as JSON with the fields type and
// coordinates. Whether rings close is not checked.
func (d *decoder) geometry(n *node, to *geometry, r *rule) {
	to.at = n.at
	if n.kind != mapping {
		d.fault(n.at, "%s is a GeoJSON geometry, a mapping with type and coordinates, not %s", r.name, n.kind)
		return
	}
	var kind string
	var coordinates *node
	for _, f := range n.fields {
		switch f.name {
		case "type":
			kind = f.value.text
			if !slices.Contains(geometryTypes, kind) {
				d.fault(f.value.at, "type is %s%s", f.value.shown(), suggestion(kind, geometryTypes))
				return
			}
		case "coordinates":
			coordinates = f.value
		default:
			d.fault(f.at, "unknown field %q%s", f.name, suggestion(f.name, []string{"type", "coordinates"}))
			return
		}
	}
	if kind == "" || coordinates == nil || coordinates.kind != list {
		d.fault(n.at, "%s is a GeoJSON geometry with a type and a list of coordinates", r.name)
		return
	}
	levels := map[string]int{"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}[kind]
	value := d.coordinates(coordinates, levels)
	if value == nil {
		return
	}
	text, err := json.Marshal(struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	}{kind, value})
	if err != nil {
		d.fault(n.at, "%s: %v", r.name, err)
		return
	}
	to.json = string(text)
}

// coordinates reads lists of numbers, so many levels deep; nil after a fault.
func (d *decoder) coordinates(n *node, levels int) any {
	if n.kind != list {
		d.fault(n.at, "coordinates are lists of numbers, longitude first; here is %s", n.shown())
		return nil
	}
	if levels == 1 {
		var point []float64
		for _, item := range n.items {
			f, err := strconv.ParseFloat(item.text, 64)
			if item.kind != scalar || !item.number || err != nil || f < -180 || f > 180 && len(point) < 2 || f != f {
				d.fault(item.at, "a coordinate is a number of degrees, not %s", item.shown())
				return nil
			}
			point = append(point, f)
		}
		if len(point) < 2 || len(point) > 3 || point[1] < -90 || point[1] > 90 {
			d.fault(n.at, "a point is [longitude, latitude]")
			return nil
		}
		return point
	}
	all := []any{}
	for _, item := range n.items {
		value := d.coordinates(item, levels-1)
		if value == nil {
			return nil
		}
		all = append(all, value)
	}
	return all
}
