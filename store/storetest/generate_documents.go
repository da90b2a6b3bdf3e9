package storetest

import (
	"fmt"

	"pgregory.net/rapid"

	"demandgraph/change"
	"demandgraph/demand"
)

// The keys of generated nodes. They are few, so that documents meet: the same
// actor again, the same act told by two articles, a correction of what was said.
var (
	genActors  = []string{"a1", "a2", "a3", "a4", "a5", "a6"}
	genRegions = []string{"r1", "r2", "r3", "r4", "r5"}
	genTopics  = []string{"t1", "t2"}
	genEvents  = []string{"e1", "e2", "e3"}
	genDemands = []string{"d1", "d2", "d3", "d4", "d5"}
	genDates   = []string{"", "2024", "2025", "2025-08", "2025-07", "2025-08-14", "2025-08-15", "2025-08-15", "2025-08-16", "2025-09-01"}
	genDays    = []string{"2024-12-31", "2025-07-31", "2025-08-01", "2025-08-14", "2025-08-15", "2025-08-16", "2025-12-31"}
	genTexts   = []string{"Kyiv", "the root causes", "Україна", "Élysée Palace", "root", "Donetsk Oblast", "the front line", "U.S. troops"}
)

// genPoints are where the first of genRegions are: the last are nowhere.
var genPoints = [][2]float64{{48.5, 37.8}, {-18, 179.5}, {-17.5, -179.25}}

// pick draws one of some values.
func pick[T any](t *rapid.T, label string, from []T) T { return rapid.SampledFrom(from).Draw(t, label) }

// some draws up to n of some values, each once.
func some[T comparable](t *rapid.T, label string, from []T, n int) []T {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(from), 0, n, rapid.ID[T]).Draw(t, label)
}

// chance is true about once in n times, and false where shrinking can choose.
func chance(t *rapid.T, label string, n int) bool {
	return rapid.IntRange(0, n-1).Draw(t, label) == n-1
}

// enum draws a value of an enum.
func enum[T ~string](t *rapid.T, name string) T { return T(pick(t, name, demand.EnumValues(name))) }

// genDate draws a date that may be missing.
func genDate(t *rapid.T, label string) demand.Date { return day(pick(t, label, genDates)) }

// ground describes every node that generated documents refer to, so that most
// of them can be taken.
func ground() *change.Document {
	d := background("ground.yaml")
	for i, key := range genActors {
		a := actor(key, genTexts[i], demand.ActorType(demand.EnumValues("ActorType")[i]))
		d.Actors = append(d.Actors, a)
	}
	for i, key := range genRegions {
		r := region(key, genTexts[i+2], demand.RegionTypeAdmin1)
		if i < len(genPoints) {
			r.Location = &genPoints[i]
		}
		d.Regions = append(d.Regions, r)
	}
	for _, key := range genTopics {
		d.Topics = append(d.Topics, change.Topic{Key: key, Name: "Topic " + key})
	}
	for _, key := range genEvents {
		d.Events = append(d.Events, change.Event{Key: key, Name: "Event " + key, Type: demand.EventTypeSummit})
	}
	for i, key := range genDemands {
		d.Demands = append(d.Demands, change.Demand{Key: key, Summary: genTexts[i] + " " + key})
	}
	return d
}

// genDocument draws a document. The few that there are come again and again,
// saying something else, which corrects what they said.
func genDocument(t *rapid.T) *change.Document {
	switch pick(t, "document", []string{"article", "article", "article", "article", "actors", "regions", "events", "names"}) {
	case "names":
		return genNamesDocument(t)
	case "actors":
		return genActorsDocument(t)
	case "regions":
		return genRegionsDocument(t)
	case "events":
		return genEventsDocument(t)
	}
	key := pick(t, "article", []string{"x1", "x2", "x3", "x4"})
	d := article(key, pick(t, "published", genDates))
	d.Annotator = pick(t, "annotator", []string{"", "", "jd"})
	d.Source += d.Annotator
	d.Article.Publisher = pick(t, "publisher", []string{"", "Example News"})
	d.Article.Authors = some(t, "authors", []string{"A. Writer", "B. Writer", "C. Writer"}, 2)
	if chance(t, "has url", 3) {
		d.Article.URL = "https://news.example/" + key
	}
	for _, of := range some(t, "demands", genDemands, 3) {
		d.Demands = append(d.Demands, genDemand(t, of))
	}
	for range rapid.IntRange(0, 2).Draw(t, "terms") {
		d.Terms = append(d.Terms, genTerm(t))
	}
	for range rapid.IntRange(0, 4).Draw(t, "positions") {
		d.Positions = append(d.Positions, genPosition(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "mentions") {
		d.Mentions = append(d.Mentions, change.Mention{Annotation: genQuote(t), Actors: some(t, "mentioned actors", genActors, 2),
			Regions: some(t, "mentioned regions", genRegions, 1), Topics: some(t, "mentioned topics", genTopics, 1)})
	}
	return d
}

// genNamesDocument draws what is made of names: nodes that others describe too, and one
// that only such documents do.
func genNamesDocument(t *rapid.T) *change.Document {
	d := background(pick(t, "names", []string{"names.yaml", "more-names.yaml"}))
	review := pick(t, "review", []change.Review{change.Unreviewed, change.Unreviewed, change.NotSaid, change.Reviewed})
	for _, key := range some(t, "named actors", append([]string{"n1"}, genActors[:2]...), 3) {
		d.Actors = append(d.Actors, change.Actor{Key: key, Name: genTexts[0], Type: demand.ActorTypeState, Aliases: some(t, "other names", genTexts, 1), Review: review})
	}
	d.Regions = []change.Region{{Key: "n1", Name: "N1", Type: demand.RegionTypePlace, Review: review}}
	d.Topics = []change.Topic{{Key: "t1", Name: "Topic t1", Review: review}}
	d.Events = []change.Event{{Key: "n1", Name: "N1", Type: demand.EventTypeOther, Review: review}}
	return d
}

func genQuote(t *rapid.T) change.Annotation {
	a := change.Annotation{Exact: pick(t, "exact", genTexts), Labels: some(t, "labels", []string{"x", "y"}, 2)}
	if chance(t, "has offsets", 2) {
		a = quote(a.Exact, rapid.IntRange(0, 3).Draw(t, "start")*100)[0]
	}
	if chance(t, "has confidence", 3) {
		c := float64(rapid.IntRange(0, 4).Draw(t, "confidence")) / 4
		a.Confidence = &c
	}
	return a
}

func genEvidence(t *rapid.T) []change.Annotation {
	var all []change.Annotation
	for range rapid.IntRange(0, 2).Draw(t, "quotes") {
		all = append(all, genQuote(t))
	}
	return all
}

func genReferences(t *rapid.T, label string, keys []string, concerns bool) []change.Reference {
	all := refer(some(t, label, keys, 2)...)
	for i := range all {
		all[i].Evidence = genEvidence(t)
		if concerns && chance(t, "has certainty", 2) {
			all[i].Certainty, all[i].Note = enum[demand.Certainty](t, "Certainty"), pick(t, "note", []string{"", "as read", "as heard"})
		}
	}
	return all
}

func genDemand(t *rapid.T, key string) change.Demand {
	d := change.Demand{Key: key, CameoCode: pick(t, "cameo", []string{"", "10"}), Addressees: genReferences(t, "addressees", genActors, false),
		Regions: genReferences(t, "regions", genRegions, true), Topics: genReferences(t, "topics", genTopics, true), Evidence: genEvidence(t)}
	for _, of := range some(t, "relations", genDemands, 1) {
		d.Relations = append(d.Relations, change.DemandRelation{Kind: enum[demand.RelationKind](t, "RelationKind"), Demand: of})
	}
	return d
}

// genMaybe draws a key, or none.
func genMaybe(t *rapid.T, label string, keys []string) string {
	return pick(t, label, append([]string{"", ""}, keys[:2]...))
}

func genTerm(t *rapid.T) change.Term {
	return change.Term{Demand: pick(t, "term's demand", genDemands), Kind: enum[demand.TermKind](t, "TermKind"), Summary: pick(t, "term's summary", genTexts[:3]),
		OfferedBy: genMaybe(t, "offered by", genActors), AccordingTo: genMaybe(t, "term according to", genActors),
		Certainty: enum[demand.Certainty](t, "Certainty"), Evidence: genEvidence(t)}
}

func genPosition(t *rapid.T) change.Position {
	p := change.Position{Date: genDate(t, "date"), Certainty: enum[demand.Certainty](t, "Certainty"), Evidence: genEvidence(t),
		Attribution: pick(t, "attribution", []string{"", "sources", "officials"}), Note: pick(t, "position's note", []string{"", "n1"})}
	if chance(t, "has order", 4) {
		order := rapid.IntRange(-3, 12).Draw(t, "order")
		p.Order = &order
	}
	if chance(t, "joins", 8) {
		p.Joins, p.Key = true, "p1"
		return p
	}
	if chance(t, "has a key", 6) { // always the same act
		p.Key, p.Actor, p.Kind, p.Demand = "p1", "a1", demand.PositionKindDemands, "d1"
		return p
	}
	p.Actor, p.For = pick(t, "taker", genActors), genMaybe(t, "on behalf of", genActors)
	p.Kind, p.Demand = enum[demand.PositionKind](t, "PositionKind"), pick(t, "demand", genDemands)
	if chance(t, "according to another", 4) {
		p.AccordingTo = pick(t, "according to", genActors)
	}
	if chance(t, "at an event", 2) {
		p.Event, p.Phase = pick(t, "event", genEvents), pick(t, "phase", []demand.Phase{"", demand.PhaseBefore, demand.PhaseDuring, demand.PhaseAfter})
	}
	return p
}

func genActorsDocument(t *rapid.T) *change.Document {
	d := background("actors.yaml")
	for i, key := range genActors {
		a := change.Actor{Key: key, Aliases: some(t, "aliases", genTexts, 2), ISO3: pick(t, "iso3", []string{"", fmt.Sprintf("AA%d", i)})}
		for _, with := range some(t, "affiliated with", genActors, 2) {
			a.Affiliations = append(a.Affiliations, change.Affiliation{With: with, Role: enum[demand.AffiliationRole](t, "AffiliationRole"), From: genDate(t, "from"), To: genDate(t, "to")})
		}
		d.Actors = append(d.Actors, a)
	}
	return d
}

// genRegionsDocument draws parents: of each region some of those after it, and,
// seldom, one before it, which may close a cycle.
func genRegionsDocument(t *rapid.T) *change.Document {
	d := background("regions.yaml")
	for i, key := range genRegions[:len(genRegions)-1] {
		d.Regions = append(d.Regions, change.Region{Key: key, PartOf: refer(some(t, "parents", genRegions[i+1:], 2)...)})
	}
	if chance(t, "cycle", 8) {
		d.Regions = append(d.Regions, change.Region{Key: genRegions[len(genRegions)-1], PartOf: refer(pick(t, "parent", genRegions))})
	}
	return d
}

func genEventsDocument(t *rapid.T) *change.Document {
	d := background("events.yaml")
	for _, key := range genEvents {
		e := change.Event{Key: key, Start: genDate(t, "start"), Place: genMaybe(t, "place", genRegions)}
		if !e.Start.IsZero() && chance(t, "has an end", 3) {
			e.End = day("2025-12-31")
		}
		for _, a := range some(t, "participants", genActors, 2) {
			e.Participants = append(e.Participants, change.Participant{Actor: a, Role: enum[demand.ParticipantRole](t, "ParticipantRole")})
		}
		d.Events = append(d.Events, e)
	}
	return d
}

// genWithdrawal draws contributions that an import is taken back from.
func genWithdrawal(t *rapid.T) *change.Set {
	ids := []string{background("actors.yaml").ID(), background("events.yaml").ID(), background("names.yaml").ID()}
	for _, key := range []string{"x1", "x2", "x3", "x4"} {
		ids = append(ids, article(key, "").ID())
	}
	w := &change.Withdrawal{Import: pick(t, "import", []string{"import", "import-2"}), Contributions: some(t, "withdrawn", ids, len(ids)), Last: chance(t, "last", 2)}
	return &change.Set{Withdraw: w}
}

// genSet draws a write: documents, each once, and contributions to take back.
func genSet(t *rapid.T) *change.Set {
	if chance(t, "withdraws", 8) {
		return genWithdrawal(t)
	}
	s := set()
	s.Import.Key = pick(t, "import", []string{"import", "import-2"})
	s.Import.Profile = pick(t, "profile", []string{"", "plain"})
	given := map[string]bool{}
	for range rapid.IntRange(1, 3).Draw(t, "documents") {
		if d := genDocument(t); !given[d.ID()] {
			given[d.ID()] = true
			s.Documents = append(s.Documents, d)
		}
	}
	if chance(t, "removes", 4) {
		key := pick(t, "removed", []string{"x1", "x2", "x3", "x4"})
		if id := article(key, "").ID(); !given[id] {
			s.Remove = append(s.Remove, id)
		}
	}
	if chance(t, "asserts again", 4) {
		s.Assert = []string{article("x1", "").ID(), background("actors.yaml").ID()}
	}
	if chance(t, "refers to nothing", 12) {
		s.Documents[0].Positions = append(s.Documents[0].Positions, took("nobody", demand.PositionKindDemands, "d1", ""))
	}
	return s
}
