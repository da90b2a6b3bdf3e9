package sqlite

import (
	"fmt"
	"testing"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
)

// summit is a document with something of every kind of node and edge.
func summit() *change.Document {
	quote := func(s string, start int) []change.Annotation {
		end := start + len(s)
		return []change.Annotation{{Exact: s, Start: &start, End: &end}}
	}
	place := [2]float64{61.25, -149.8}
	return &change.Document{
		Source: "summit.yaml", Format: "native", Annotator: "anna",
		Article: &change.Article{Key: "summit", Title: "Talks in Anchorage", URL: "https://news.example/summit", Publisher: "Example News",
			PublishedAt: demand.MustParseDate("2025-08-16"), Extent: demand.ExtentFull, Text: "…"},
		Actors: []change.Actor{
			{Key: "russia", Name: "Russia", Type: demand.ActorTypeState, Aliases: []string{"Russian Federation", `the "Federation"`}, ISO3: "RUS"},
			{Key: "ukraine", Name: "Ukraine", Type: demand.ActorTypeState, ISO3: "UKR"},
			{Key: "putin", Name: "Vladimir Putin", Type: demand.ActorTypePerson, Affiliations: []change.Affiliation{
				{With: "russia", Role: demand.AffiliationRoleLeads, Title: "President", From: demand.MustParseDate("2012"), Evidence: quote("Putin", 3)},
				{With: "russia", Role: demand.AffiliationRoleSpeaksFor}}},
			{Key: "allies", Name: "European allies", Type: demand.ActorTypeGroup},
		},
		Regions: []change.Region{
			{Key: "ukraine", Name: "Ukraine", Type: demand.RegionTypeCountry, ISOCode: "UA"},
			{Key: "donbas", Name: "Donbas", Type: demand.RegionTypeInformal},
			{Key: "donetsk", Name: "Donetsk Oblast", Type: demand.RegionTypeAdmin1, PartOf: []change.Reference{{Key: "ukraine"}, {Key: "donbas", Evidence: quote("Donbas", 40)}}},
			{Key: "anchorage", Name: "Anchorage", Type: demand.RegionTypeCity, Location: &place},
		},
		Topics: []change.Topic{{Key: "ceasefire", Name: "Ceasefire", Aliases: []string{"truce"}}},
		Events: []change.Event{{Key: "alaska", Name: "Alaska summit", Type: demand.EventTypeSummit, Start: demand.MustParseDate("2025-08-15"), Place: "anchorage",
			Participants: []change.Participant{{Actor: "putin", Role: demand.ParticipantRoleGuest}}, Evidence: quote("the summit", 60)}},
		Demands: []change.Demand{
			{Key: "withdrawal", Summary: "Ukraine withdraws from the Donbas", Addressees: []change.Reference{{Key: "ukraine", Evidence: quote("Kyiv", 80)}},
				Regions:   []change.Reference{{Key: "donetsk", Certainty: demand.CertaintyAsserted, Note: "all of it"}},
				Topics:    []change.Reference{{Key: "ceasefire"}},
				Relations: []change.DemandRelation{{Kind: demand.RelationKindConflictsWith, Demand: "borders"}}},
			{Key: "borders", Summary: "Borders are not changed by force", Evidence: quote("borders", 100)},
		},
		Terms: []change.Term{{Demand: "withdrawal", Kind: demand.TermKindInExchangeFor, Summary: "Russia freezes the front line", OfferedBy: "russia", Evidence: quote("freezes", 120)}},
		Positions: []change.Position{
			{Key: "p1", Actor: "putin", For: "russia", Kind: demand.PositionKindDemands, Demand: "withdrawal", Event: "alaska", Phase: demand.PhaseDuring,
				Certainty: demand.CertaintyReported, Attribution: "sources", Place: "anchorage", Evidence: append(quote("withdraw", 140), quote("from the Donbas", 150)...)},
			{Key: "p2", Actor: "ukraine", Kind: demand.PositionKindRejects, Demand: "withdrawal", Date: demand.MustParseDate("2025-08-17"), Evidence: quote("no", 170)},
			{Key: "p3", Actor: "allies", Kind: demand.PositionKindOpposes, Demand: "withdrawal", Date: demand.MustParseDate("2025-08")},
			{Key: "p4", Actor: "allies", Kind: demand.PositionKindSupports, Demand: "borders", AccordingTo: "ukraine"},
			{Key: "p5", Actor: "ukraine", Kind: demand.PositionKindDemands, Demand: "borders", Date: demand.MustParseDate("2025-08-13")},
			{Key: "p6", Actor: "ukraine", Kind: demand.PositionKindReiterates, Demand: "borders", Event: "alaska", Phase: demand.PhaseBefore},
		},
		Mentions: []change.Mention{{Annotation: quote("Anchorage", 200)[0], Regions: []string{"anchorage"}, Actors: []string{"putin"}}},
	}
}

func setOf(docs ...*change.Document) *change.Set {
	return &change.Set{Import: change.Import{Key: "run-1", Source: "test", Format: "native", StartedAt: "2025-09-01T00:00:00Z"}, Documents: docs}
}

func mustApply(t testing.TB, s *Store, set *change.Set) *change.Report {
	t.Helper()
	r, err := s.Apply(t.Context(), set, false)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// count reads the one number of a statement.
func count(t testing.TB, s *Store, text string, args ...any) (n int64) {
	t.Helper()
	err := s.read(t.Context(), func(se *session) (err error) {
		n, err = se.number(t.Context(), text, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// rowsLeft counts the rows of everything that a graph is made of.
func rowsLeft(t testing.TB, s *Store) int64 {
	t.Helper()
	var n int64
	for _, k := range demand.Kinds {
		if k.Name != demand.KindImport {
			n += count(t, s, fmt.Sprintf("SELECT count(*) FROM %s", quote(string(k.Name))))
		}
	}
	for _, e := range demand.Edges {
		for _, from := range e.From {
			for _, to := range e.To {
				if !e.Single {
					n += count(t, s, "SELECT count(*) FROM "+quote(edgeTable(e.Name, from, to)))
				}
			}
		}
	}
	return n + count(t, s, "SELECT count(*) FROM claim") + count(t, s, "SELECT count(*) FROM contribution_claim") +
		count(t, s, "SELECT count(*) FROM entry e JOIN list l ON l.id = e.list WHERE l.name != 'imports/startedAt'") +
		count(t, s, "SELECT count(*) FROM names") + count(t, s, "SELECT count(*) FROM summaries") + count(t, s, "SELECT count(*) FROM quotes")
}

var testNow = time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
