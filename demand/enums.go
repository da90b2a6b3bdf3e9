package demand

import "slices"

// ActorType says what sort of actor an actor is.
type ActorType string

// The types of actors.
const (
	ActorTypeState                         ActorType = "STATE"                          // a state as a whole
	ActorTypeGovernment                    ActorType = "GOVERNMENT"                     // a government or a part of one
	ActorTypePerson                        ActorType = "PERSON"                         // one person
	ActorTypeIntergovernmentalOrganization ActorType = "INTERGOVERNMENTAL_ORGANIZATION" // an organisation of states
	ActorTypeArmedForce                    ActorType = "ARMED_FORCE"                    // the military of a state
	ActorTypeArmedGroup                    ActorType = "ARMED_GROUP"                    // an armed group that is no state's
	ActorTypeParty                         ActorType = "PARTY"                          // a political party
	ActorTypeNGO                           ActorType = "NGO"                            // a non-governmental organisation
	ActorTypeCompany                       ActorType = "COMPANY"                        // a business
	ActorTypeMedia                         ActorType = "MEDIA"                          // a newspaper, broadcaster or agency
	ActorTypePopulation                    ActorType = "POPULATION"                     // the people of a place
	ActorTypeGroup                         ActorType = "GROUP"                          // several actors spoken of as one
	ActorTypeOther                         ActorType = "OTHER"                          // anything else
)

// RegionType says what sort of place a region is.
type RegionType string

// The types of regions.
const (
	RegionTypeCountry  RegionType = "COUNTRY"  // a country
	RegionTypeAdmin1   RegionType = "ADMIN1"   // a first-level division of a country
	RegionTypeAdmin2   RegionType = "ADMIN2"   // a second-level division
	RegionTypeCity     RegionType = "CITY"     // a city or town
	RegionTypePlace    RegionType = "PLACE"    // a village, a base, a building
	RegionTypeInformal RegionType = "INFORMAL" // a place without official bounds: the Donbas
	RegionTypeWater    RegionType = "WATER"    // a sea, a strait, a river
)

// EventType says what sort of occasion an event is.
type EventType string

// The types of events.
const (
	EventTypeSummit          EventType = "SUMMIT"           // a meeting of leaders
	EventTypeMeeting         EventType = "MEETING"          // any other meeting
	EventTypeCall            EventType = "CALL"             // a telephone or video call
	EventTypePressConference EventType = "PRESS_CONFERENCE" // a press conference
	EventTypeSpeech          EventType = "SPEECH"           // a speech or an address
	EventTypeVote            EventType = "VOTE"             // a vote
	EventTypeAttack          EventType = "ATTACK"           // an attack
	EventTypeOther           EventType = "OTHER"            // anything else
)

// Side is where a position stands toward its demand.
type Side string

// The sides.
const (
	SideFor     Side = "FOR"     // makes, backs or meets the demand
	SideAgainst Side = "AGAINST" // refuses, opposes or breaches it
	SideNeutral Side = "NEUTRAL" // no longer asks for it, or takes no side
)

// PositionKind is what a position does with its demand.
type PositionKind string

// The kinds of positions.
const (
	PositionKindDemands    PositionKind = "DEMANDS"    // makes the demand for the first time
	PositionKindReiterates PositionKind = "REITERATES" // makes it again
	PositionKindSupports   PositionKind = "SUPPORTS"   // backs it without being asked to comply
	PositionKindAccepts    PositionKind = "ACCEPTS"    // an addressee agrees to comply
	PositionKindFulfils    PositionKind = "FULFILS"    // an addressee has complied
	PositionKindRejects    PositionKind = "REJECTS"    // an addressee refuses
	PositionKindOpposes    PositionKind = "OPPOSES"    // anyone else speaks against it
	PositionKindBreaches   PositionKind = "BREACHES"   // an addressee acts against what it had accepted
	PositionKindDrops      PositionKind = "DROPS"      // a demander no longer asks for it
	PositionKindAbstains   PositionKind = "ABSTAINS"   // declines to take a side, explicitly
)

// Side is the side that a position of this kind takes, "" for an unknown kind.
func (k PositionKind) Side() Side {
	switch k {
	case PositionKindDemands, PositionKindReiterates, PositionKindSupports, PositionKindAccepts, PositionKindFulfils:
		return SideFor
	case PositionKindRejects, PositionKindOpposes, PositionKindBreaches:
		return SideAgainst
	case PositionKindDrops, PositionKindAbstains:
		return SideNeutral
	}
	return ""
}

// Makes reports whether a position of this kind makes the demand, for the first
// time or again: its principal is a demander.
func (k PositionKind) Makes() bool {
	return k == PositionKindDemands || k == PositionKindReiterates
}

// Complies reports whether a position of this kind is an addressee's answer that
// it will comply, or has.
func (k PositionKind) Complies() bool {
	return k == PositionKindAccepts || k == PositionKindFulfils
}

// Refuses reports whether a position of this kind is an addressee's answer that
// it will not comply, or no longer does.
func (k PositionKind) Refuses() bool {
	return k == PositionKindRejects || k == PositionKindBreaches
}

// Phase is when, seen from an event, something was done at its occasion.
type Phase string

// The phases of an event.
const (
	PhaseBefore Phase = "BEFORE" // in the run-up to it
	PhaseDuring Phase = "DURING" // while it lasted
	PhaseAfter  Phase = "AFTER"  // when it was over
)

// rank orders phases; none counts as DURING.
func (p Phase) rank() int {
	switch p {
	case PhaseBefore:
		return 0
	case PhaseAfter:
		return 2
	}
	return 1
}

// Certainty says how a source comes to know what it tells.
type Certainty string

// The certainties, the strongest first.
const (
	CertaintyAsserted Certainty = "ASSERTED" // said openly by the actor
	CertaintyReported Certainty = "REPORTED" // someone else, named or not, is cited for it
	CertaintyInferred Certainty = "INFERRED" // the reading of the article's author or of the annotator
)

// Strength is 3 for ASSERTED, 2 for REPORTED, 1 for INFERRED and 0 for none.
func (c Certainty) Strength() int {
	switch c {
	case CertaintyAsserted:
		return 3
	case CertaintyReported:
		return 2
	case CertaintyInferred:
		return 1
	}
	return 0
}

// Status is how a demand stands as of a moment; see [StatusOf].
type Status string

// The statuses.
const (
	StatusOpen      Status = "OPEN"      // unanswered, or answered by some addressees only
	StatusAccepted  Status = "ACCEPTED"  // all addressees agreed to comply
	StatusFulfilled Status = "FULFILLED" // all addressees complied
	StatusRejected  Status = "REJECTED"  // an addressee refused, none agreed
	StatusContested Status = "CONTESTED" // an addressee agreed, another refused
	StatusDropped   Status = "DROPPED"   // no demander asks for it any more
)

// TermKind is how a term belongs to its demand.
type TermKind string

// The kinds of terms.
const (
	TermKindInExchangeFor   TermKind = "IN_EXCHANGE_FOR"  // an offer in exchange
	TermKindPreconditionFor TermKind = "PRECONDITION_FOR" // what has to come first
	TermKindOtherwise       TermKind = "OTHERWISE"        // a threat: what follows if not
)

// RelationKind is how one demand relates to another.
type RelationKind string

// The kinds of relations, read from the first demand to the second.
const (
	RelationKindPartOf        RelationKind = "PART_OF"        // is a part of it
	RelationKindSupersedes    RelationKind = "SUPERSEDES"     // takes its place
	RelationKindConflictsWith RelationKind = "CONFLICTS_WITH" // cannot be met together with it
	RelationKindRestates      RelationKind = "RESTATES"       // asks the same in other words
)

// AffiliationRole is what an actor is to the actor it is affiliated with.
type AffiliationRole string

// The roles of affiliations.
const (
	AffiliationRoleLeads      AffiliationRole = "LEADS"       // is its head
	AffiliationRoleMemberOf   AffiliationRole = "MEMBER_OF"   // belongs to it
	AffiliationRoleSpeaksFor  AffiliationRole = "SPEAKS_FOR"  // speaks for it
	AffiliationRolePartOf     AffiliationRole = "PART_OF"     // is a body or branch of it
	AffiliationRoleAlliedWith AffiliationRole = "ALLIED_WITH" // is its ally
)

// ParticipantRole is the role in which an actor took part in an event.
type ParticipantRole string

// The roles of participants.
const (
	ParticipantRoleHost        ParticipantRole = "HOST"        // invited to it
	ParticipantRoleGuest       ParticipantRole = "GUEST"       // was invited
	ParticipantRoleMediator    ParticipantRole = "MEDIATOR"    // went between the others
	ParticipantRoleObserver    ParticipantRole = "OBSERVER"    // watched without a say
	ParticipantRoleParticipant ParticipantRole = "PARTICIPANT" // took part, in no special role
)

// Extent is how much of an article its text holds.
type Extent string

// The extents.
const (
	ExtentFull    Extent = "FULL"    // the whole article
	ExtentPreview Extent = "PREVIEW" // its beginning, or a summary
	ExtentQuotes  Extent = "QUOTES"  // some of its sentences
)

// enumValues holds every enum of the model, the values in the order in which
// people should be shown them.
var enumValues = map[string][]string{
	"ActorType": values(ActorTypeState, ActorTypeGovernment, ActorTypePerson, ActorTypeIntergovernmentalOrganization,
		ActorTypeArmedForce, ActorTypeArmedGroup, ActorTypeParty, ActorTypeNGO, ActorTypeCompany, ActorTypeMedia,
		ActorTypePopulation, ActorTypeGroup, ActorTypeOther),
	"RegionType": values(RegionTypeCountry, RegionTypeAdmin1, RegionTypeAdmin2, RegionTypeCity, RegionTypePlace,
		RegionTypeInformal, RegionTypeWater),
	"EventType": values(EventTypeSummit, EventTypeMeeting, EventTypeCall, EventTypePressConference, EventTypeSpeech,
		EventTypeVote, EventTypeAttack, EventTypeOther),
	"Side": values(SideFor, SideAgainst, SideNeutral),
	"PositionKind": values(PositionKindDemands, PositionKindReiterates, PositionKindSupports, PositionKindAccepts,
		PositionKindFulfils, PositionKindRejects, PositionKindOpposes, PositionKindBreaches, PositionKindDrops,
		PositionKindAbstains),
	"Phase":     values(PhaseBefore, PhaseDuring, PhaseAfter),
	"Certainty": values(CertaintyAsserted, CertaintyReported, CertaintyInferred),
	"Status": values(StatusOpen, StatusAccepted, StatusFulfilled, StatusRejected, StatusContested,
		StatusDropped),
	"TermKind": values(TermKindInExchangeFor, TermKindPreconditionFor, TermKindOtherwise),
	"RelationKind": values(RelationKindPartOf, RelationKindSupersedes, RelationKindConflictsWith,
		RelationKindRestates),
	"AffiliationRole": values(AffiliationRoleLeads, AffiliationRoleMemberOf, AffiliationRoleSpeaksFor,
		AffiliationRolePartOf, AffiliationRoleAlliedWith),
	"ParticipantRole": values(ParticipantRoleHost, ParticipantRoleGuest, ParticipantRoleMediator,
		ParticipantRoleObserver, ParticipantRoleParticipant),
	"Extent": values(ExtentFull, ExtentPreview, ExtentQuotes),
}

func values[T ~string](vs ...T) []string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return out
}

// EnumNames lists the names of the enums, such as "ActorType", in alphabetical order.
func EnumNames() []string {
	names := make([]string, 0, len(enumValues))
	for name := range enumValues {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// EnumValues lists the values of the enum called name, such as "ActorType", in the
// order of the model; it is nil when there is no such enum.
func EnumValues(name string) []string { return slices.Clone(enumValues[name]) }

// ValidEnum reports whether value is one of those of the enum called name.
func ValidEnum(name, value string) bool { return slices.Contains(enumValues[name], value) }
