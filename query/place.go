package query

import (
	"math"

	"demandgraph/demand"
)

// Inside holds for a node whose point lies in a box and, with Near, no further than some
// kilometres from another point. A missing point is nowhere. Stores compute all of it from
// the same numbers by the same formula, written out below.
type Inside struct {
	Prop demand.Prop // of type demand.Point
	// South, West, North and East bound the box, in degrees, the bounds included; where
	// West is greater than East it goes over the 180th meridian. Each is a float64.
	South, West, North, East Param
	Near                     *Near
}

// Near bounds the great-circle distance on a sphere of EarthRadius by the haversine formula
// (R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984): with φ and λ the
// latitude and longitude of the node's point times DegreesToRadians,
//
//	sin²((φ-Latitude)/2) + Cosine · cos φ · sin²((λ-Longitude)/2) ≤ Limit
//
// Latitude and Longitude are in radians, Cosine is that of Latitude, and Limit is sin² of
// half the angle that the distance is. Each is a float64.
type Near struct{ Latitude, Longitude, Cosine, Limit Param }

func (Inside) isFilter() {}

// EarthRadius is the mean radius of the Earth in kilometres (IUGG 1980).
const EarthRadius = 6371.0088

// DegreesToRadians is what degrees are multiplied by.
const DegreesToRadians = math.Pi / 180

// margin widens the box around a circle, in degrees: rounding leaves out no point of it.
const margin = 1e-6

// Around is the condition that a point is within some kilometres of another, given in
// degrees. Param keeps a value of the query.
func Around(p demand.Prop, latitude, longitude, kilometers float64, param func(any) Param) Inside {
	south, west, north, east := boxAround(latitude, longitude, kilometers)
	f := Box(p, south, west, north, east, param)
	limit := 1.0 // all the way round
	if angle := kilometers / EarthRadius; angle < math.Pi {
		limit = math.Sin(angle/2) * math.Sin(angle/2)
	}
	f.Near = &Near{
		Latitude: param(latitude * DegreesToRadians), Longitude: param(longitude * DegreesToRadians),
		Cosine: param(math.Cos(latitude * DegreesToRadians)), Limit: param(limit),
	}
	return f
}

// Box is the condition that a point is in a box.
func Box(p demand.Prop, south, west, north, east float64, param func(any) Param) Inside {
	return Inside{Prop: p, South: param(south), West: param(west), North: param(north), East: param(east)}
}

// boxAround is the smallest box around a circle, a little widened.
func boxAround(latitude, longitude, kilometers float64) (south, west, north, east float64) {
	angle := kilometers / EarthRadius
	reach := angle/DegreesToRadians + margin
	south, north = max(latitude-reach, -90), min(latitude+reach, 90)
	if latitude-reach <= -90 || latitude+reach >= 90 { // there is a pole in it
		return south, -180, north, 180
	}
	side := math.Asin(min(1, math.Sin(angle)/math.Cos(latitude*DegreesToRadians)))/DegreesToRadians + margin
	west, east = longitude-side, longitude+side
	if side >= 180 {
		return south, -180, north, 180
	}
	if west < -180 {
		west += 360
	}
	if east > 180 {
		east -= 360
	}
	return south, west, north, east
}

// Holds says whether a point, latitude and longitude in degrees, meets the condition, with
// the values of a query: what stores write in their languages.
func (f Inside) Holds(point [2]float64, params []any) bool {
	at := func(p Param) float64 { v, _ := params[p].(float64); return v }
	if point[0] < at(f.South) || point[0] > at(f.North) {
		return false
	}
	if west, east := at(f.West), at(f.East); west <= east && (point[1] < west || point[1] > east) || west > east && point[1] < west && point[1] > east {
		return false
	}
	if f.Near == nil {
		return true
	}
	latitude, longitude := point[0]*DegreesToRadians, point[1]*DegreesToRadians
	up, along := math.Sin((latitude-at(f.Near.Latitude))/2), math.Sin((longitude-at(f.Near.Longitude))/2)
	return up*up+at(f.Near.Cosine)*math.Cos(latitude)*along*along <= at(f.Near.Limit)
}
