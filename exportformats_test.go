package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"demandgraph/queries"
)

// shownEvidence is what a query lists of positions with what shows them.
type shownEvidence struct {
	Key      string
	Evidence struct {
		Nodes []struct {
			Key, Exact string
			Article    struct{ Key, Title, Url string }
		}
	}
}

// evidenceOf asks for the positions that a filter leaves, with what shows them; there are few.
func evidenceOf(t *testing.T, svc *service, filter string) []shownEvidence {
	t.Helper()
	answer, err := ask(t.Context(), svc.URL(), queries.Example{Variables: `{"f": ` + filter + `}`,
		Query: `query($f: PositionFilter) { positions(filter: $f, first: 100) { nodes { key evidence(first: 50) { nodes { key exact article { key title url } } } } } }`})
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Data struct {
			Positions struct{ Nodes []shownEvidence }
		}
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		t.Fatal(err)
	}
	return page.Data.Positions.Nodes
}

func sortedSet(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// TestCitationsAreThoseOfTheEvidence compares articles and quotes of citations, read by
// other programs, with what the query shows.
func TestCitationsAreThoseOfTheEvidence(t *testing.T) {
	svc := exampleService(t)
	for _, filter := range exportFilters {
		var articles, quotes []string
		for _, p := range evidenceOf(t, svc, filter) {
			for _, e := range p.Evidence.Nodes {
				articles = append(articles, e.Article.Key)
				quotes = append(quotes, e.Exact)
			}
		}
		articles, quotes = sortedSet(articles), slices.DeleteFunc(sortedSet(quotes), func(q string) bool { return q == "" })
		params := url.Values{"filter": {filter}}
		check := func(format string, ids []string, notes []string) {
			t.Helper()
			if slices.Sort(ids); !slices.Equal(ids, articles) {
				t.Errorf("%s %s cites %q, the query shows %q", format, filter, ids, articles)
			}
			all := strings.Join(notes, "\n")
			for _, q := range quotes {
				if !strings.Contains(all, strings.Join(strings.Fields(q), " ")) {
					t.Errorf("%s %s lacks %q", format, filter, q)
				}
			}
		}
		var csl []struct{ ID, Note, URL string }
		if err := json.Unmarshal(exported(t, svc, "csl-json", params), &csl); err != nil {
			t.Fatal(err)
		}
		var ids, notes []string
		for _, c := range csl {
			ids, notes = append(ids, c.ID), append(notes, c.Note)
		}
		check("csl-json", ids, notes)
		for format, names := range map[string][2]string{"bibtex": {"ID", "note"}, "ris": {"id", "notes"}} {
			t.Run(format+" "+filter, func(t *testing.T) {
				var found struct{ Rows []map[string]string }
				opened(t, format, exported(t, svc, format, params), &found)
				var ids, notes []string
				for _, r := range found.Rows {
					ids, notes = append(ids, r[names[0]]), append(notes, r[names[1]])
				}
				check(format, ids, notes)
			})
		}
	}
}

// TestJSONLDShowsTheEvidence compares the annotations that rdflib finds with those of the query.
func TestJSONLDShowsTheEvidence(t *testing.T) {
	svc := exampleService(t)
	for _, filter := range exportFilters {
		t.Run(filter, func(t *testing.T) {
			annotations, quotes := []string{}, []string{}
			positions := evidenceOf(t, svc, filter)
			for _, p := range positions {
				for _, e := range p.Evidence.Nodes {
					annotations = append(annotations, "urn:demandgraph:annotation:"+e.Key)
					if e.Exact != "" {
						quotes = append(quotes, e.Key+e.Exact)
					}
				}
			}
			var found struct {
				Annotations, Quotes, Activities []string
				Generated                       int
			}
			opened(t, "jsonld", exported(t, svc, "jsonld", url.Values{"filter": {filter}}), &found)
			if want := sortedSet(annotations); !slices.Equal(found.Annotations, want) {
				t.Errorf("rdflib finds %q, the query shows %q", found.Annotations, want)
			}
			if want := len(sortedSet(quotes)); len(found.Quotes) != want {
				t.Errorf("rdflib finds %d quotes, the query shows %d", len(found.Quotes), want)
			}
			if found.Generated != len(positions) || len(positions) > 0 && len(found.Activities) != 1 {
				t.Errorf("%d positions of %d come from %q", found.Generated, len(positions), found.Activities)
			}
		})
	}
}

// TestGeoJSONHasEveryDemandOnce compares features with the demands of the query, and points with the regions' own.
func TestGeoJSONHasEveryDemandOnce(t *testing.T) {
	svc := exampleService(t)
	const filter = `{"demander": {"key": {"eq": "russia"}}}`
	answer, err := ask(t.Context(), svc.URL(), queries.Example{Variables: `{"f": ` + filter + `}`,
		Query: `query($f: DemandFilter) { demands(filter: $f, first: 100) { nodes { key regions { nodes { location { latitude longitude } } } } } }`})
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Data struct {
			Demands struct {
				Nodes []struct {
					Key     string
					Regions struct {
						Nodes []struct {
							Location *struct{ Latitude, Longitude float64 }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, d := range page.Data.Demands.Nodes {
		points := [][2]float64{}
		for _, r := range d.Regions.Nodes {
			if r.Location != nil {
				points = append(points, [2]float64{r.Location.Longitude, r.Location.Latitude})
			}
		}
		want[d.Key] = fmt.Sprint(points)
	}
	var found struct {
		Type     string
		Features []struct {
			Geometry *struct {
				Type        string
				Coordinates json.RawMessage
			}
			Properties struct{ Key string }
		}
	}
	if err := json.Unmarshal(exported(t, svc, "geojson", url.Values{"filter": {filter}}), &found); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range found.Features {
		points := [][2]float64{}
		if f.Geometry != nil {
			var one [2]float64
			if f.Geometry.Type == "Point" {
				err = json.Unmarshal(f.Geometry.Coordinates, &one)
				points = append(points, one)
			} else {
				err = json.Unmarshal(f.Geometry.Coordinates, &points)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		got[f.Properties.Key] = fmt.Sprint(points)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(got) != len(found.Features) || len(got) == 0 {
		t.Errorf("features %v, the query %v", got, want)
	}
}

// TestNetworksAreThoseOfTheQuery compares labels and weights that igraph finds with the query.
func TestNetworksAreThoseOfTheQuery(t *testing.T) {
	svc := exampleService(t)
	answer, err := ask(t.Context(), svc.URL(), queries.Example{
		Query: `{ actorNetwork(relation: SUBTRACT, by: PRINCIPAL) { nodes { actor { key } } edges { weight } } affiliationNetwork(relation: SUBTRACT) { rows { key } columns { key } cells { weight } } }`})
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Data struct {
			ActorNetwork struct {
				Nodes []struct{ Actor struct{ Key string } }
				Edges []struct{ Weight float64 }
			}
			AffiliationNetwork struct {
				Rows, Columns []struct{ Key string }
				Cells         []struct{ Weight float64 }
			}
		}
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		t.Fatal(err)
	}
	var actors []string
	var weights, cells []float64
	for _, n := range page.Data.ActorNetwork.Nodes {
		actors = append(actors, n.Actor.Key)
	}
	for _, e := range page.Data.ActorNetwork.Edges {
		weights = append(weights, e.Weight)
	}
	for _, c := range page.Data.AffiliationNetwork.Cells {
		cells = append(cells, c.Weight)
	}
	slices.Sort(actors)
	slices.Sort(weights)
	slices.Sort(cells)
	params := url.Values{"of": {"actor-network"}, "args": {`{"relation": "SUBTRACT", "by": "PRINCIPAL"}`}}
	for format, twice := range map[string]bool{"pajek": false, "dl": true} {
		t.Run(format, func(t *testing.T) {
			var found struct {
				Labels  []string
				Weights []float64
			}
			opened(t, format, exported(t, svc, format, params), &found)
			want := weights
			if twice {
				want = slices.Concat(weights, weights)
				slices.Sort(want)
			}
			if !slices.Equal(found.Labels, actors) || !slices.Equal(found.Weights, want) || len(want) == 0 {
				t.Errorf("igraph finds %v %v, want %v %v", found.Labels, found.Weights, actors, want)
			}
		})
	}
	both := url.Values{"of": {"affiliation-network"}}
	t.Run("dl of both", func(t *testing.T) {
		var found struct {
			Rows, Columns []string
			Weights       []float64
		}
		opened(t, "dlboth", exported(t, svc, "dl", both), &found)
		if slices.Sort(found.Weights); !slices.Equal(found.Weights, cells) || len(found.Rows) != len(page.Data.AffiliationNetwork.Rows) || len(found.Columns) != len(page.Data.AffiliationNetwork.Columns) {
			t.Errorf("found %v, want %v", found, cells)
		}
	})
	t.Run("csv of both", func(t *testing.T) {
		var found struct{ Rows []map[string]string }
		opened(t, "csv", exported(t, svc, "csv", both), &found)
		if len(found.Rows) != len(page.Data.AffiliationNetwork.Rows) || len(found.Rows[0]) != len(page.Data.AffiliationNetwork.Columns)+1 {
			t.Errorf("a matrix of %d lines and %d columns", len(found.Rows), len(found.Rows[0]))
		}
	})
	for _, format := range []string{"graphml", "gexf", "cytoscape"} {
		t.Run(format, func(t *testing.T) {
			var found struct {
				Nodes map[string]any
				Edges []struct{ Weight float64 }
			}
			opened(t, format, exported(t, svc, format, params), &found)
			var got []float64
			for _, e := range found.Edges {
				got = append(got, e.Weight)
			}
			if slices.Sort(got); !slices.Equal(got, weights) || len(found.Nodes) != len(actors) {
				t.Errorf("%d nodes, weights %v; want %d, %v", len(found.Nodes), got, len(actors), weights)
			}
		})
	}
}
