package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// Graph is a synthetic graph: what articles tell of, and the way to make the
// articles. Actors, regions and topics stand in the order of how often they
// occur, the most frequent first.
type Graph struct {
	config Config

	Actors  []change.Actor // those that can be principals: states, then organisations
	People  []change.Actor // persons, all of them affiliated with a state
	Regions []change.Region
	Topics  []change.Topic
	Events  []change.Event

	speakers [][]string // of each state, the keys of the persons who act for it
	starts   []int      // the day of each event, ascending
	names    map[string]string
	taken    map[string]bool // keys given away, over all kinds
}

// New makes what a graph's articles tell of.
func New(c Config) *Graph {
	g := &Graph{config: c, names: map[string]string{}, taken: map[string]bool{}}
	r := c.random(1)
	g.makeActors(r)
	g.makeRegions(r)
	g.makeTopics(r)
	g.makeEvents(r)
	return g
}

// key makes the key of a name that nothing else has.
func (g *Graph) key(name string) string {
	base, _ := demand.MakeKey(name)
	key := base
	for n := 2; g.taken[key]; n++ {
		key = fmt.Sprintf("%s-%d", base, n)
	}
	g.taken[key] = true
	g.names[key] = name
	return key
}

func bounded(n, low, high int) int { return min(max(n, low), high) }

var organisationTypes = []demand.ActorType{demand.ActorTypeIntergovernmentalOrganization, demand.ActorTypeArmedGroup, demand.ActorTypeParty,
	demand.ActorTypeNGO, demand.ActorTypeCompany, demand.ActorTypeMedia, demand.ActorTypeGroup, demand.ActorTypeArmedForce}

func (g *Graph) makeActors(r *rand.Rand) {
	all := bounded(g.config.Demands/20, 60, 5000)
	states := bounded(all/10, 6, 190)
	first := []string{"Russia", "Ukraine", "United States"}
	for i := range states {
		name := properName(r, 3)
		if i < len(first) {
			name = first[i]
		}
		a := change.Actor{Key: g.key(name), Name: name, Type: demand.ActorTypeState, Aliases: []string{"Republic of " + name}}
		if i >= len(first) {
			a.ISO3 = fmt.Sprintf("X%c%c", 'A'+i/26, 'A'+i%26)
		}
		g.Actors = append(g.Actors, a)
	}
	for range all * 4 / 10 {
		name := properName(r, 2) + " " + title(pick(r, nouns)) + " " + pick(r, []string{"Union", "League", "Council", "Front", "Movement", "Group"})
		a := change.Actor{Key: g.key(name), Name: name, Type: pick(r, organisationTypes), Aliases: []string{initials(name)}}
		if chance(r, 60) {
			a.Affiliations = []change.Affiliation{{With: g.Actors[r.IntN(states)].Key, Role: demand.AffiliationRolePartOf}}
		}
		g.Actors = append(g.Actors, a)
	}
	g.makePeople(r, all-len(g.Actors), states)
}

// makePeople makes persons, more for the states that speak more.
func (g *Graph) makePeople(r *rand.Rand, n, states int) {
	g.speakers = make([][]string, states)
	state := skewed(r, states)
	for i := range n {
		of := state()
		if i < states {
			of = i // each has one
		}
		name := properName(r, 2) + " " + properName(r, 3)
		p := change.Actor{Key: g.key(name), Name: name, Type: demand.ActorTypePerson, Description: "speaks for " + g.Actors[of].Name}
		role := pick(r, []demand.AffiliationRole{demand.AffiliationRoleSpeaksFor, demand.AffiliationRoleMemberOf})
		from := r.IntN(days)
		if len(g.speakers[of]) == 0 {
			role, from = demand.AffiliationRoleLeads, 0
		}
		p.Affiliations = []change.Affiliation{{With: g.Actors[of].Key, Role: role, Title: "minister for " + pick(r, nouns), From: date(from)}}
		if chance(r, 30) && len(g.Actors) > states {
			p.Affiliations = append(p.Affiliations, change.Affiliation{With: g.Actors[states+r.IntN(len(g.Actors)-states)].Key, Role: demand.AffiliationRoleMemberOf})
		}
		g.speakers[of] = append(g.speakers[of], p.Key)
		g.People = append(g.People, p)
	}
}

func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.Fields(name) {
		b.WriteByte(word[0])
	}
	return b.String()
}

// makeRegions makes countries, their parts and the towns in these, and informal
// regions that are second parents of some parts.
func (g *Graph) makeRegions(r *rand.Rand) {
	countries := bounded(g.config.Demands/1000, 3, 100)
	at := func() *[2]float64 { return &[2]float64{float64(r.IntN(1200))/10 - 60, float64(r.IntN(3400))/10 - 170} }
	var parts, towns []change.Region
	for i := range countries {
		name := g.Actors[i%len(g.speakers)].Name
		country := change.Region{Key: g.key(name + " country"), Name: name, Type: demand.RegionTypeCountry, ISOCode: fmt.Sprintf("X%d", i), Location: at()}
		g.Regions = append(g.Regions, country)
		var informal *change.Region
		if i%3 == 0 {
			name := "the " + properName(r, 2) + " Basin"
			informal = &change.Region{Key: g.key(name), Name: name, Type: demand.RegionTypeInformal}
		}
		for p := range 8 {
			name := properName(r, 3) + " Oblast"
			part := change.Region{Key: g.key(name), Name: name, Type: demand.RegionTypeAdmin1, ISOCode: fmt.Sprintf("X%d-%02d", i, p), Location: at(), PartOf: []change.Reference{{Key: country.Key}}}
			if informal != nil && p < 3 {
				part.PartOf = append(part.PartOf, change.Reference{Key: informal.Key})
			}
			parts = append(parts, part)
			for range 4 {
				name := properName(r, 3)
				towns = append(towns, change.Region{Key: g.key(name), Name: name, Type: demand.RegionTypeCity, Location: at(), PartOf: []change.Reference{{Key: part.Key}}})
			}
		}
		if informal != nil {
			g.Regions = append(g.Regions, *informal)
		}
	}
	g.Regions = append(append(g.Regions, parts...), towns...)
}

func (g *Graph) makeTopics(r *rand.Rand) {
	for range bounded(g.config.Demands/500, 5, 200) {
		name := title(pick(r, adjectives)) + " " + pick(r, nouns)
		g.Topics = append(g.Topics, change.Topic{Key: g.key(name), Name: name, Description: "what becomes of " + strings.ToLower(name)})
	}
}

var eventTypes = []demand.EventType{demand.EventTypeSummit, demand.EventTypeMeeting, demand.EventTypeCall, demand.EventTypePressConference, demand.EventTypeVote}

func (g *Graph) makeEvents(r *rand.Rand) {
	n := bounded(g.config.Demands/400, 4, 250)
	actor, region := skewed(r, len(g.Actors)), skewed(r, len(g.Regions))
	for i := range n {
		kind := pick(r, eventTypes)
		name := properName(r, 3) + " " + strings.ReplaceAll(strings.ToLower(string(kind)), "_", " ")
		day := i * days / n
		e := change.Event{Key: g.key(name), Name: name, Type: kind, Start: date(day), End: date(day + r.IntN(3)), Place: g.Regions[region()].Key}
		seen := map[string]bool{}
		for range 2 + r.IntN(5) {
			key := g.Actors[actor()].Key
			if !seen[key] {
				seen[key] = true
				e.Participants = append(e.Participants, change.Participant{Actor: key, Role: demand.ParticipantRoleParticipant})
			}
		}
		g.Events = append(g.Events, e)
		g.starts = append(g.starts, day)
	}
}
