package storetest

import (
	"fmt"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// placed are regions here and there, with demands about them that are made elsewhere.
func placed() []*change.Document {
	base := background("places.yaml")
	at := func(r change.Region, latitude, longitude float64) change.Region {
		r.Location = &[2]float64{latitude, longitude}
		return r
	}
	base.Actors = []change.Actor{state("asker"), state("asked")}
	base.Regions = []change.Region{
		at(region("ukraine", "Ukraine", demand.RegionTypeCountry), 50.45, 30.52),
		region("east", "The east", demand.RegionTypeInformal), // nobody says where it is
		at(region("donetsk", "Donetsk Oblast", demand.RegionTypeAdmin1, "ukraine", "east"), 48.02, 37.8),
		region("luhansk", "Luhansk Oblast", demand.RegionTypeAdmin1, "ukraine", "east"),
		at(region("sloviansk", "Sloviansk", demand.RegionTypeCity, "donetsk"), 48.85, 37.6),
		at(region("kramatorsk", "Kramatorsk", demand.RegionTypeCity, "donetsk"), 48.74, 37.56),
		at(region("lviv", "Lviv", demand.RegionTypeCity, "ukraine"), 49.84, 24.03),
		at(region("fiji", "Fiji", demand.RegionTypeCountry), -18.14, 178.44),
		at(region("samoa", "Samoa", demand.RegionTypeCountry), -13.83, -171.77),
		at(region("edge", "On the line", demand.RegionTypePlace), -16, 180),
	}
	d := article("article", "2025-08")
	about := func(key string, regions ...string) change.Demand {
		a := asks(key, "Something about "+key, "asked")
		a.Regions = refer(regions...)
		return a
	}
	d.Demands = []change.Demand{about("whole", "ukraine"), about("both", "donetsk", "luhansk"), about("towns", "sloviansk", "kramatorsk"), about("west", "lviv"), about("ocean", "fiji"), about("none")}
	d.Events = []change.Event{{Key: "talks", Name: "Talks", Type: demand.EventTypeMeeting, Place: "lviv"}, {Key: "call", Name: "Call", Type: demand.EventTypeCall}}
	for i, key := range []string{"whole", "both", "towns", "west", "ocean", "none"} {
		p := took("asker", "DEMANDS", key, fmt.Sprintf("2025-08-%02d", i+1))
		switch key {
		case "both", "none":
			p.Place = "lviv"
		case "ocean":
			p.Place = "sloviansk"
		case "west":
			p.Event = "talks"
		}
		d.Positions = append(d.Positions, p)
	}
	return []*change.Document{base, d}
}

// testPlaces holds what is found by where it is, and what a demand is about apart from
// where it was made.
func testPlaces(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, placed()...)
	location := prop(demand.KindRegion, "location")
	near := func(latitude, longitude, kilometers float64) func(*tree) query.Inside {
		return func(tr *tree) query.Inside {
			return query.Around(location, latitude, longitude, kilometers, tr.val)
		}
	}
	within := func(south, west, north, east float64) func(*tree) query.Inside {
		return func(tr *tree) query.Inside { return query.Box(location, south, west, north, east, tr.val) }
	}
	for _, c := range []struct {
		name                   string
		inside                 func(*tree) query.Inside
		regions, demands, bare string // found; demands with those of regions in them, and without
	}{
		{"some kilometres", near(48.74, 37.56, 15), "[kramatorsk sloviansk]", "[towns]", "[towns]"},
		{"fewer", near(48.74, 37.56, 10), "[kramatorsk]", "[towns]", "[towns]"},
		{"an oblast and its towns", near(48.02, 37.8, 100), "[donetsk kramatorsk sloviansk]", "[towns both]", "[towns both]"},
		{"a country and all in it", near(50.45, 30.52, 1), "[ukraine]", "[west towns both whole]", "[whole]"},
		{"none", near(0, 0, 10), "[]", "[]", "[]"},
		{"a box", within(48.5, 37, 49, 38), "[kramatorsk sloviansk]", "[towns]", "[towns]"},
		{"a box with its bounds", within(48.74, 37.56, 48.85, 37.6), "[kramatorsk sloviansk]", "[towns]", "[towns]"},
		{"a box over the 180th meridian", within(-20, 178, -10, -171), "[edge fiji samoa]", "[ocean]", "[ocean]"},
		{"a box to the 180th meridian", within(-20, 178, -10, 180), "[edge fiji]", "[ocean]", "[ocean]"},
		{"a circle over the 180th meridian", near(-17, -179, 450), "[edge fiji]", "[ocean]", "[ocean]"},
		{"a pole", near(90, 0, 5000), "[donetsk kramatorsk lviv sloviansk ukraine]", "[west towns both whole]", "[west towns both whole]"},
		{"everywhere", near(10, 10, 21_000), "[donetsk edge fiji kramatorsk lviv samoa sloviansk ukraine]", "[ocean west towns both whole]", "[ocean west towns both whole]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tw := &twin{t, tw.store, tw.ref}
			if got := tw.found(demand.KindRegion, func(tr *tree) query.Filter { return c.inside(tr) }); got != c.regions {
				t.Errorf("as a filter: %s, want %s", got, c.regions)
			}
			tr := &tree{}
			inside := c.inside(tr)
			conjunct := query.Holding(inside)
			conjunct.Inside = &inside
			if got := fmt.Sprint(keys(tw.ask(tr.list(tr.root(demand.KindRegion, query.Order{By: "key"}, conjunct))))); got != c.regions {
				t.Errorf("as a way: %s, want %s", got, c.regions)
			}
			for _, sw := range []query.Switches{{Descendants: true}, {}} {
				for _, more := range []bool{false, true} {
					tr := &tree{}
					inside := c.inside(tr)
					about, _ := query.Through(demand.KindDemand, "region", query.Some, inside, query.Keys{Param: query.NoParam, Inside: &inside}, sw)
					all := []query.Conjunct{about}
					if more { // another list, which may be the smaller
						all = append(all, tr.through(demand.KindDemand, "addressee", query.Some, "asked"))
					}
					want := c.demands
					if !sw.Descendants {
						want = c.bare
					}
					got := tw.ask(tr.list(tr.root(demand.KindDemand, query.Order{By: demand.SortName, Desc: true}, all...)))
					if fmt.Sprint(keys(got)) != want || int(got.Total) != len(got.Items) {
						t.Errorf("demands about them, %+v: %v of %d, want %s", sw, keys(got), got.Total, want)
					}
					scan := &query.Scan{Kind: demand.KindDemand, Columns: []query.Column{{Prop: demand.Common[0]}}, Params: tr.params}
					scan.Access, scan.Filter = query.Plan(demand.KindDemand, all, query.Order{By: demand.SortName})
					if a, b := scanned(tw.store, scan), scanned(tw.ref, scan); a != b {
						t.Errorf("scanned %s, and by the rules %s", a, b)
					}
				}
			}
		})
	}
	t.Run("made elsewhere", func(t *testing.T) {
		for _, c := range []struct {
			kind demand.NodeKind
			keys []string
			sw   query.Switches
			want int64
		}{
			{demand.KindPosition, []string{"lviv"}, query.Switches{}, 2},
			{demand.KindPosition, []string{"ukraine"}, query.Switches{Descendants: true}, 3},
			{demand.KindPosition, []string{"ukraine"}, query.Switches{}, 0},
			{demand.KindEvent, []string{"ukraine"}, query.Switches{Descendants: true}, 1},
			{demand.KindEvent, []string{"donetsk"}, query.Switches{Descendants: true}, 0},
		} {
			tr := &tree{}
			l := tr.root(c.kind, query.Order{By: "key"}, tr.switched(c.kind, "place", query.Some, c.sw, c.keys...))
			if got := (&twin{t, tw.store, tw.ref}).ask(tr.list(l)); got.Total != c.want {
				t.Errorf("%s in %v, %+v: %d, want %d", c.kind, c.keys, c.sw, got.Total, c.want)
			}
		}
	})
	t.Run("by region of a level", func(t *testing.T) {
		// Each oblast with all demands about it and what is in it, each once.
		tr := &tree{}
		l := tr.root(demand.KindRegion, query.Order{By: "key"}, query.Holding(tr.is(demand.KindRegion, "type", query.Eq, "ADMIN1")))
		l.Select = &query.Selection{Kind: demand.KindRegion, Lists: []query.List{tr.below(demand.KindRegion, "demands", &query.Selection{Kind: demand.KindDemand})}}
		var got []string
		for _, item := range (&twin{t, tw.store, tw.ref}).ask(tr.list(l)).Items {
			got = append(got, fmt.Sprint(item.Node.Key, keys(item.Node.Lists[0]), item.Node.Lists[0].Total))
		}
		if want := "[donetsk[towns both] 2 luhansk[both] 1]"; fmt.Sprint(got) != want {
			t.Errorf("%v, want %s", got, want)
		}
	})
}
