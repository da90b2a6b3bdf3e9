package annotated

import (
	"os"
	"path/filepath"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
)

// world is what is known before the corpus is read.
func world() *linking.Index {
	x := &linking.Index{}
	x.AddDocument(&change.Document{
		Actors: []change.Actor{
			{Key: "ruritania", Name: "Ruritania", Type: demand.ActorTypeState},
			{Key: "borduria", Name: "Borduria", Type: demand.ActorTypeState},
			{Key: "ana-kovac", Name: "Ana Kovač", Type: demand.ActorTypePerson, Affiliations: []change.Affiliation{
				{With: "ruritania", Role: demand.AffiliationRoleLeads, Title: "President", From: demand.MustParseDate("2030")}}},
			{Key: "old-president", Name: "Petro Lyn", Type: demand.ActorTypePerson, Affiliations: []change.Affiliation{
				{With: "ruritania", Role: demand.AffiliationRoleLeads, Title: "President", To: demand.MustParseDate("2029")}}},
		},
	}, linking.FromImport)
	x.AddDocument(&change.Document{
		Actors: []change.Actor{{Key: "ukraine", Name: "Ukraine", Type: demand.ActorTypeState, ISO3: "UKR"}},
		Regions: []change.Region{
			{Key: "ukraine", Name: "Ukraine", Type: demand.RegionTypeCountry, ISOCode: "UA"},
			{Key: "kyiv", Name: "Kyiv", Type: demand.RegionTypeCity, PartOf: []change.Reference{{Key: "ukraine"}}},
			{Key: "donbas", Name: "Donbas", Type: demand.RegionTypeInformal, PartOf: []change.Reference{{Key: "ukraine"}}},
			{Key: "luhansk", Name: "Luhansk", Type: demand.RegionTypeCity, PartOf: []change.Reference{{Key: "ukraine"}}},
			{Key: "donetsk", Name: "Donetsk", Type: demand.RegionTypeCity, PartOf: []change.Reference{{Key: "donetsk-oblast"}}},
			{Key: "donetsk-oblast", Name: "Donetsk Oblast", Type: demand.RegionTypeAdmin1, PartOf: []change.Reference{{Key: "donbas"}}},
			{Key: "georgia", Name: "Georgia", Type: demand.RegionTypeCountry},
			{Key: "georgia-us", Name: "Georgia", Type: demand.RegionTypeAdmin1},
		},
	}, linking.FromGazetteer)
	return x
}

// The corpus becomes what the golden files say, warnings and review included.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/corpus/*.hand")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			review := &linking.Review{}
			l := &Loader{Reader: hand{}, Linker: &linking.Linker{Index: world(), Review: review}}
			var all []any
			err = l.Read(t.Context(), loaders.Bytes(name, text), func(r *loaders.Record) error {
				var warnings []string
				for _, p := range append(r.Problems, r.Warnings...) {
					warnings = append(warnings, p.String())
				}
				r.Document.Article.Text = "" // it stands in the corpus
				all = append(all, map[string]any{"document": r.Document, "warnings": warnings})
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/golden/"+name+".json", map[string]any{"documents": all, "review": review.Entries()})
		})
	}
}
