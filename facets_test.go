package main

import (
	"encoding/json"
	"fmt"
	"testing"

	"demandgraph/queries"
)

// TestFacetsAgreeWithFilters asks both stores for facets of the examples, and for each
// bucket for the list that a filter on its value keeps: it has as many nodes.
func TestFacetsAgreeWithFilters(t *testing.T) {
	tests := []struct{ list, facet, filter string }{ // the filter with %s for the value
		{"demands", "STATUS", `{status: {eq: %s}}`},
		{"demands", "TOPIC", `{topic: {key: {eq: "%s"}}}`},
		{"demands", "ADDRESSEE", `{addressee: {key: {eq: "%s"}}}`},
		{"demands", "REGION", `{region: {key: {eq: "%s"}, descendants: false}}`},

		{"positions", "KIND", `{kind: {eq: %s}}`},
		{"positions", "SIDE", `{side: {eq: %s}}`},
		{"positions", "CERTAINTY", `{certainty: {eq: %s}}`},
		{"positions", "PHASE", `{phase: {eq: %s}}`},
		{"positions", "DEMAND", `{demand: {key: {eq: "%s"}}}`},
		{"positions", "EVENT", `{event: {key: {eq: "%s"}}}`},
		{"positions", "STATUS", `{demand: {status: {eq: %s}}}`},
		{"positions", "ADDRESSEE", `{addressee: {key: {eq: "%s"}}}`},
		{"positions", "TOPIC", `{topic: {key: {eq: "%s"}}}`},
		{"positions", "REGION", `{region: {key: {eq: "%s"}, descendants: false}}`},
		{"positions", "PUBLISHER", `{article: {publisher: {eq: "%s"}}}`},
		{"actors", "TYPE", `{type: {eq: %s}}`},
		{"actors", "AFFILIATION", `{affiliation: {key: {eq: "%s"}}}`},
		{"regions", "TYPE", `{type: {eq: %s}}`},
		{"regions", "PARENT", `{parent: {key: {eq: "%s"}}}`},
		{"events", "TYPE", `{type: {eq: %s}}`},
		{"events", "PLACE", `{place: {key: {eq: "%s"}, descendants: false}}`},
		{"events", "PARTICIPANT", `{participant: {key: {eq: "%s"}}}`},
		{"terms", "KIND", `{kind: {eq: %s}}`},
		{"terms", "OFFERED_BY", `{offeredBy: {key: {eq: "%s"}}}`},
		{"articles", "PUBLISHER", `{publisher: {eq: "%s"}}`},
		{"articles", "LANGUAGE", `{language: {eq: "%s"}}`},
		{"articles", "EXTENT", `{extent: {eq: %s}}`},
		{"annotations", "ARTICLE", `{article: {key: {eq: "%s"}}}`},
		{"annotations", "ANNOTATOR", `{annotator: {eq: "%s"}}`},
		{"imports", "FORMAT", `{format: {eq: "%s"}}`},
	}
	for name, open := range stores {
		if *onlyStore != "" && name != *onlyStore {
			continue
		}
		t.Run(name, func(t *testing.T) {
			svc := serve(t, open(t))
			if err := loadExamples(t.Context(), quiet(), svc); err != nil {
				t.Fatal(err)
			}
			data := func(query string, into any) {
				t.Helper()
				answer, err := ask(t.Context(), svc.URL(), queries.Example{Name: query, Query: query})
				if err != nil {
					t.Fatalf("%s: %v", query, err)
				}
				if err := json.Unmarshal(answer, &struct{ Data any }{into}); err != nil {
					t.Fatal(err)
				}
			}
			for _, tt := range tests {
				var got map[string]struct {
					TotalCount int
					Facets     []struct {
						Buckets []struct {
							Value *string
							Count int
						}
						OtherBuckets int
					}
				}
				data(fmt.Sprintf(`{%s {totalCount facets(by: [%s], first: 1000) {buckets {value count} otherBuckets}}}`, tt.list, tt.facet), &got)
				facet := got[tt.list].Facets[0]
				sum := 0
				for _, bucket := range facet.Buckets {
					sum += bucket.Count
					if bucket.Value == nil {
						continue
					}
					var want map[string]struct{ TotalCount int }
					data(fmt.Sprintf(`{%s(filter: `+tt.filter+`) {totalCount}}`, tt.list, *bucket.Value), &want)
					if bucket.Count != want[tt.list].TotalCount {
						t.Errorf("%s by %s: %d are %s, a filter finds %d", tt.list, tt.facet, bucket.Count, *bucket.Value, want[tt.list].TotalCount)
					}
				}
				if sum < got[tt.list].TotalCount || len(facet.Buckets) == 0 || facet.OtherBuckets != 0 {
					t.Errorf("%s by %s: %+v of %d", tt.list, tt.facet, facet, got[tt.list].TotalCount)
				}
			}
		})
	}
}
