package neo4j

import (
	"context"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store/neo4j/neo4jtest"
)

// openEmpty gives a store without data. The schema stays from one test to the next.
func openEmpty(t testing.TB) *Store {
	t.Helper()
	ctx := context.Background()
	url := neo4jtest.URL(t)
	neo4jtest.Empty(t, url)
	s, err := Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// verify fails the test where something derived is not what it should be.
func verify(t testing.TB, s *Store) {
	t.Helper()
	differences, err := s.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func apply(t testing.TB, s *Store, docs ...*change.Document) *change.Report {
	t.Helper()
	set := &change.Set{Import: change.Import{Key: "import-1", Source: "test", Format: "native", StartedAt: "2025-08-20T10:00:00Z"}, Documents: docs}
	report, err := s.Apply(context.Background(), set, false)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func at(n int) *int { return &n }

// summit tells, in a few documents, what the tests ask for.
func summit() []*change.Document {
	article := func(key, day string) *change.Article {
		return &change.Article{Key: key, Title: "Title of " + key, URL: "https://example.org/" + key, Publisher: "Example", Authors: []string{"A. Writer"}, PublishedAt: demand.MustParseDate(day), Text: "Russia must withdraw. Root causes remain. " + key, Extent: "FULL"}
	}
	first := &change.Document{
		Source: "first", Format: "native", Annotator: "ann", Article: article("first", "2025-08-15"),
		Actors: []change.Actor{
			{Key: "russia", Name: "Russia", Type: "STATE", Aliases: []string{"Russian Federation", "Kremlin"}, ISO3: "RUS"},
			{Key: "ukraine", Name: "Ukraine", Type: "STATE", ISO3: "UKR"},
			{Key: "vladimir-putin", Name: "Vladimir Putin", Type: "PERSON", Affiliations: []change.Affiliation{{With: "russia", Role: "LEADS", Title: "President", From: demand.MustParseDate("2012")}}},
			{Key: "volodymyr-zelenskyy", Name: "Volodymyr Zelenskyy", Type: "PERSON"},
			{Key: "donald-trump", Name: "Donald Trump", Type: "PERSON"},
		},
		Regions: []change.Region{
			{Key: "ukraine", Name: "Ukraine", Type: "COUNTRY", Location: &[2]float64{49, 32}},
			{Key: "donbas", Name: "Donbas", Type: "INFORMAL", PartOf: []change.Reference{{Key: "ukraine"}}},
			{Key: "donetsk-oblast", Name: "Donetsk Oblast", Type: "ADMIN1", PartOf: []change.Reference{{Key: "ukraine"}, {Key: "donbas"}}},
		},
		Topics: []change.Topic{{Key: "ceasefire", Name: "Ceasefire", Aliases: []string{"truce"}}},
		Events: []change.Event{{Key: "alaska-summit-2025", Name: "Alaska summit", Type: "SUMMIT", Start: demand.MustParseDate("2025-08-15"), Participants: []change.Participant{{Actor: "vladimir-putin", Role: "GUEST"}, {Actor: "donald-trump", Role: "HOST"}}}},
		Demands: []change.Demand{
			{Key: "donbas-withdrawal", Summary: "Ukraine withdraws from the Donbas", Addressees: []change.Reference{{Key: "ukraine", Evidence: []change.Annotation{{Exact: "Russia must withdraw.", Start: at(0), End: at(21)}}}}, Regions: []change.Reference{{Key: "donetsk-oblast", Certainty: "ASSERTED", Note: "all of it"}}},
			{Key: "immediate-ceasefire", Summary: "An immediate ceasefire", Addressees: []change.Reference{{Key: "russia"}}, Topics: []change.Reference{{Key: "ceasefire"}}},
		},
		Terms: []change.Term{{Demand: "immediate-ceasefire", Kind: "OTHERWISE", Summary: "severe consequences", OfferedBy: "donald-trump", Evidence: []change.Annotation{{Exact: "Root causes remain.", Start: at(22), End: at(41)}}}},
		Positions: []change.Position{
			{Actor: "vladimir-putin", For: "russia", Kind: "DEMANDS", Demand: "donbas-withdrawal", Event: "alaska-summit-2025", Phase: "DURING", Date: demand.MustParseDate("2025-08-15"), Certainty: "REPORTED", Evidence: []change.Annotation{{Exact: "Russia must withdraw.", Start: at(0), End: at(21)}, {Exact: "Root causes remain.", Start: at(22), End: at(41)}}},
			{Actor: "volodymyr-zelenskyy", For: "ukraine", Kind: "REJECTS", Demand: "donbas-withdrawal", Date: demand.MustParseDate("2025-08-16")},
			{Actor: "donald-trump", Kind: "DEMANDS", Demand: "immediate-ceasefire", Event: "alaska-summit-2025", Phase: "BEFORE", Date: demand.MustParseDate("2025-08")},
			{Actor: "donald-trump", Kind: "DROPS", Demand: "immediate-ceasefire", Event: "alaska-summit-2025", Phase: "AFTER", Date: demand.MustParseDate("2025-08-15")},
			{Actor: "volodymyr-zelenskyy", Kind: "SUPPORTS", Demand: "immediate-ceasefire", AccordingTo: "donald-trump"},
		},
		Mentions: []change.Mention{{Annotation: change.Annotation{Exact: "Russia", Start: at(0), End: at(6)}, Actors: []string{"russia"}}},
	}
	second := &change.Document{
		Source: "second", Format: "native", Annotator: "ann", Article: article("second", "2025-08-16"),
		Positions: []change.Position{
			{Actor: "vladimir-putin", For: "russia", Kind: "DEMANDS", Demand: "donbas-withdrawal", Event: "alaska-summit-2025", Phase: "DURING", Date: demand.MustParseDate("2025-08"), Evidence: []change.Annotation{{Exact: "Root causes remain.", Start: at(22), End: at(41)}}},
		},
	}
	return []*change.Document{first, second}
}

func TestApplyTwice(t *testing.T) {
	s := openEmpty(t)
	report := apply(t, s, summit()...)
	if report.Version != 1 || len(report.Created) == 0 {
		t.Fatalf("first: %+v", report)
	}
	verify(t, s)
	report = apply(t, s, summit()...)
	if report.Version != 0 || len(report.Created)+len(report.Updated)+len(report.Deleted) != 0 {
		t.Errorf("again: %+v", report)
	}
	if v, err := s.Version(context.Background()); err != nil || v != 1 {
		t.Errorf("version %d, %v", v, err)
	}
	if err := s.exec(context.Background(), "MATCH (d:Demand {key: 'donbas-withdrawal'})-[l:LISTED {list: 'demands'}]->() SET d.status = 'OPEN', d.summaryFolded = 'x', d.madeOnFirst = 'x', d.textWords = 'x', l.sort = '!' WITH l MATCH (c:List {name: 'demands'}) SET c.count = 7", nil); err != nil {
		t.Fatal(err)
	}
	if differences, err := s.Verify(context.Background()); err != nil || len(differences) != 7 {
		t.Errorf("of what was made wrong, found %q, %v", differences, err)
	}
	log, err := s.Log(context.Background(), 0, 10)
	if err != nil || len(log) != 1 || len(log[0].Created) == 0 {
		t.Errorf("log %v, %v", log, err)
	}
}
