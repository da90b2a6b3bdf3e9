package query

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
)

func TestAround(t *testing.T) {
	kyiv, lviv := [2]float64{50.4501, 30.5234}, [2]float64{49.8397, 24.0297}
	suva, apia := [2]float64{-18.1416, 178.4419}, [2]float64{-13.8333, -171.7667} // on both sides of the 180th meridian
	for _, c := range []struct {
		a, b [2]float64
		km   float64 // their distance, to a kilometre
	}{{kyiv, lviv, 468}, {suva, apia, 1151}, {kyiv, kyiv, 1}, {[2]float64{89, 0}, [2]float64{89, 180}, 222}} {
		for _, way := range [][2][2]float64{{c.a, c.b}, {c.b, c.a}} {
			for km, want := range map[float64]bool{c.km + 2: true, c.km - 2: c.km == 1 && c.km > 2, 30_000: true} {
				var params []any
				f := Around(demand.Prop{}, way[0][0], way[0][1], max(km, 0), func(v any) Param { params = append(params, v); return Param(len(params) - 1) })
				if c.km == 1 {
					want = true
				}
				if f.Holds(way[1], params) != want {
					t.Errorf("%v within %v km of %v: %v", way[1], km, way[0], !want)
				}
			}
		}
	}
}

// The box holds whatever the circle does.
func TestBoxHoldsTheCircle(t *testing.T) {
	latitudes, longitudes := rapid.Float64Range(-90, 90), rapid.Float64Range(-180, 180)
	rapid.Check(t, func(t *rapid.T) {
		var params []any
		param := func(v any) Param { params = append(params, v); return Param(len(params) - 1) }
		km := rapid.Float64Range(0, 21_000).Draw(t, "kilometers")
		f := Around(demand.Prop{}, latitudes.Draw(t, "latitude"), longitudes.Draw(t, "longitude"), km, param)
		whole := f
		world := Box(demand.Prop{}, -90, -180, 90, 180, param)
		whole.South, whole.West, whole.North, whole.East = world.South, world.West, world.North, world.East
		point := [2]float64{latitudes.Draw(t, "of a point"), longitudes.Draw(t, "its longitude")}
		if got := f.Holds(point, params); got != whole.Holds(point, params) {
			t.Fatalf("in the circle and box: %v", got)
		}
		for i := range params {
			if v := params[i].(float64); math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("value %d is %v", i, v)
			}
		}
	})
}
