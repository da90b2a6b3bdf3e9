package storetest

import (
	"demandgraph/change"
	"demandgraph/demand"
)

const summit = "alaska-summit-2025"

// alaska is the standing example of the model: the Alaska summit of 15 August
// 2025, told by three articles over shared reference data.
func alaska() []*change.Document {
	return []*change.Document{alaskaBackground(), alaskaBefore(), alaskaSummit(), alaskaPreview()}
}

func alaskaBackground() *change.Document {
	d := background("background.yaml")
	russia := actor("russia", "Russia", demand.ActorTypeState, "Moscow", "the Kremlin", "Россия")
	russia.ISO3, russia.WikidataID = "RUS", "Q159"
	ukraine := actor("ukraine", "Ukraine", demand.ActorTypeState, "Kyiv", "Україна")
	ukraine.ISO3, ukraine.WikidataID = "UKR", "Q212"
	us := actor("united-states", "United States", demand.ActorTypeState, "Washington")
	us.ISO3 = "USA"
	putin := actor("vladimir-putin", "Vladimir Putin", demand.ActorTypePerson, "Putin")
	putin.Affiliations = []change.Affiliation{
		{With: "russia", Role: demand.AffiliationRoleLeads, Title: "President", From: day("2012-05-07")},
		{With: "russia", Role: demand.AffiliationRoleLeads, Title: "Acting President", From: day("1999-12-31"), To: day("2000-05")},
	}
	trump := actor("donald-trump", "Donald Trump", demand.ActorTypePerson, "Trump")
	trump.Affiliations = []change.Affiliation{{With: "united-states", Role: demand.AffiliationRoleLeads, From: day("2025-01-20")}}
	zelenskyy := actor("volodymyr-zelenskyy", "Volodymyr Zelenskyy", demand.ActorTypePerson, "Зеленський")
	zelenskyy.Affiliations = []change.Affiliation{{With: "ukraine", Role: demand.AffiliationRoleLeads}, {With: "ukraine", Role: demand.AffiliationRoleSpeaksFor}}
	d.Actors = []change.Actor{russia, ukraine, us, putin, trump, zelenskyy,
		actor("nato", "NATO", demand.ActorTypeIntergovernmentalOrganization, "OTAN"),
		actor("european-allies", "European allies", demand.ActorTypeGroup, "Alliés européens")}
	donetsk := region("donetsk-oblast", "Donetsk Oblast", demand.RegionTypeAdmin1, "ukraine", "donbas")
	donetsk.ISOCode, donetsk.Location = "UA-14", &[2]float64{48, 37.8}
	d.Regions = []change.Region{
		region("ukraine", "Ukraine", demand.RegionTypeCountry), region("donbas", "Donbas", demand.RegionTypeInformal, "ukraine"), donetsk,
		region("luhansk-oblast", "Luhansk Oblast", demand.RegionTypeAdmin1, "ukraine", "donbas"),
		region("sloviansk", "Sloviansk", demand.RegionTypeCity, "donetsk-oblast"), region("kramatorsk", "Kramatorsk", demand.RegionTypeCity, "donetsk-oblast"),
		region("united-states", "United States", demand.RegionTypeCountry), region("anchorage", "Anchorage", demand.RegionTypeCity, "united-states"),
	}
	d.Topics = []change.Topic{{Key: "armed-forces", Name: "Armed forces"}, {Key: "nato-membership", Name: "NATO membership"},
		{Key: "territorial-integrity", Name: "Territorial integrity", Aliases: []string{"borders"}}, {Key: "ceasefire", Name: "Ceasefire", Description: "An end of fighting, for a time"}}
	d.Events = []change.Event{{Key: summit, Name: "Alaska summit", Type: demand.EventTypeSummit, Start: day("2025-08-15"), Place: "anchorage",
		Participants: []change.Participant{{Actor: "donald-trump", Role: demand.ParticipantRoleHost}, {Actor: "vladimir-putin", Role: demand.ParticipantRoleGuest}}}}
	return d
}

func alaskaBefore() *change.Document {
	d := article("before-the-summit", "2025-08-14")
	d.Article.Authors = []string{"A. Writer", "B. Writer"}
	ceasefire := asks("immediate-ceasefire", "An immediate ceasefire", "russia")
	ceasefire.Topics = refer("ceasefire")
	borders := asks("borders-not-changed-by-force", "Borders are not changed by force")
	borders.Topics = []change.Reference{{Key: "territorial-integrity", Certainty: demand.CertaintyInferred, Note: "not named", Evidence: quote("not by force", 300)}}
	d.Demands = []change.Demand{ceasefire, borders}
	d.Terms = []change.Term{
		{Demand: "immediate-ceasefire", Kind: demand.TermKindPreconditionFor, Summary: "Further talks"},
		{Demand: "immediate-ceasefire", Kind: demand.TermKindOtherwise, Summary: "Severe consequences", OfferedBy: "donald-trump", Evidence: quote("severe consequences", 40)},
	}
	made := tookAt("donald-trump", demand.PositionKindDemands, "immediate-ceasefire", summit, demand.PhaseBefore, "2025-08")
	made.Evidence = append(quote("a ceasefire now", 10), quote("severe consequences", 40)...)
	asked := took("volodymyr-zelenskyy", demand.PositionKindDemands, "borders-not-changed-by-force", "2025-08-13")
	asked.For, asked.Evidence = "ukraine", quote("not by force", 300)
	d.Positions = []change.Position{made, asked, took("european-allies", demand.PositionKindSupports, "borders-not-changed-by-force", "2025-08-13")}
	d.Mentions = []change.Mention{{Annotation: quote("Kyiv", 5)[0], Actors: []string{"ukraine"}, Topics: []string{"ceasefire"}}}
	return d
}

func alaskaSummit() *change.Document {
	d := article("after-the-summit", "2025-08-16")
	d.Article.URL, d.Article.Language = "https://news.example/2025/08/16/talks", "en"
	withdrawal := asks("donbas-withdrawal", "Ukraine withdraws from the whole Donbas", "ukraine")
	withdrawal.Regions = []change.Reference{{Key: "donetsk-oblast", Evidence: quote("the Donbas", 60)}, {Key: "luhansk-oblast", Certainty: demand.CertaintyReported}}
	peace := asks("direct-peace-agreement", "Go directly to a peace agreement")
	peace.Relations = []change.DemandRelation{{Kind: demand.RelationKindSupersedes, Demand: "immediate-ceasefire", Evidence: quote("rather than a mere ceasefire", 700)}}
	forces := asks("demilitarisation", "Ukraine is demilitarised", "ukraine")
	forces.Topics, forces.CameoCode = refer("armed-forces"), "1053"
	nato := asks("no-nato-membership", "Ukraine never joins NATO", "ukraine", "nato")
	nato.Topics = refer("nato-membership")
	d.Demands = []change.Demand{withdrawal, peace, forces, nato}
	d.Terms = []change.Term{{Demand: "donbas-withdrawal", Kind: demand.TermKindInExchangeFor, Summary: "Russia freezes the front line", OfferedBy: "russia",
		Certainty: demand.CertaintyReported, Attribution: "sources familiar with the talks", Evidence: quote("would freeze the front", 100)}}
	for i, of := range []string{"donbas-withdrawal", "demilitarisation", "no-nato-membership"} {
		kind := demand.PositionKindReiterates
		if i == 0 {
			kind = demand.PositionKindDemands
		}
		p := tookAt("vladimir-putin", kind, of, summit, demand.PhaseDuring, "2025-08-15")
		p.For, p.Certainty, p.Evidence = "russia", demand.CertaintyReported, quote("the root causes", 200+i)
		d.Positions = append(d.Positions, p)
	}
	rejects := tookAt("ukraine", demand.PositionKindRejects, "donbas-withdrawal", summit, demand.PhaseAfter, "2025-08")
	rejects.Evidence = quote("Kyiv said no", 150)
	backs := tookAt("european-allies", demand.PositionKindSupports, "direct-peace-agreement", summit, demand.PhaseAfter, "")
	backs.AccordingTo = "donald-trump"
	d.Positions = append(d.Positions, rejects, backs,
		tookAt("european-allies", demand.PositionKindOpposes, "donbas-withdrawal", summit, demand.PhaseAfter, "2025-08"),
		tookAt("donald-trump", demand.PositionKindDrops, "immediate-ceasefire", summit, demand.PhaseAfter, "2025-08-15"),
		tookAt("donald-trump", demand.PositionKindDemands, "direct-peace-agreement", summit, demand.PhaseAfter, "2025-08-15"),
		tookAt("vladimir-putin", demand.PositionKindSupports, "direct-peace-agreement", summit, demand.PhaseAfter, "2025-08-15"))
	return d
}

// alaskaPreview tells one act of alaskaSummit again, less sure and less precise,
// and another of which no day is known.
func alaskaPreview() *change.Document {
	d := article("preview", "")
	d.Article.Extent = demand.ExtentPreview
	again := tookAt("vladimir-putin", demand.PositionKindDemands, "donbas-withdrawal", summit, demand.PhaseDuring, "2025-08")
	again.For, again.Certainty, again.Note = "russia", demand.CertaintyInferred, "as the author reads it"
	undated := took("nato", demand.PositionKindAbstains, "no-nato-membership", "")
	d.Positions = []change.Position{again, undated}
	return d
}
