package demand

// Relation is a field of a node that leads to other nodes: what a query may
// ask below a node, and what a filter may go through.
type Relation struct {
	Name string
	From NodeKind
	To   NodeKind
	Edge EdgeKind // the edge it walks; "" when only its list says what it holds
	// Incoming says that the edge is walked from its end to its start.
	Incoming bool
	// Transitive says that it is walked one or more times: ancestors, descendants.
	Transitive bool
	// One says that it leads to one node at most; Required, to exactly one.
	One, Required bool
	// List is the prefix of the names of the lists that hold what it leads to
	// (the rest of the name is the key of the node it starts from); "" where
	// the edges are few and are walked.
	List string
}

// The lists. A list holds nodes of one kind in the order of their Sort (or, for
// the lists of names and dates, of the sort made by NameSort or InstantSort);
// it is derived, and no part of the model that users see.
const (
	ListPositions           = "positions"            // all of them
	ListPositionsOfActor    = "positions/actor:"     // taken by the actor or for it
	ListPositionsOnDemand   = "positions/demand:"    //
	ListPositionsAtEvent    = "positions/event:"     //
	ListPositionsInArticle  = "positions/article:"   // told by the article
	ListDemands             = "demands"              // all of them
	ListDemandsLastAction   = "demands/lastActionOn" // all of them, by lastActionOn
	ListDemandsWithStatus   = "demands/status:"      //
	ListDemandsMadeBy       = "demands/made:"        // demanded by the actor or for it
	ListDemandsAddressedTo  = "demands/asked:"       //
	ListDemandsOfPair       = "demands/pair:"        // demander>addressee
	ListDemandsInRegion     = "demands/region:"      // concerning the region or a descendant
	ListDemandsOnTopic      = "demands/topic:"       //
	ListDemandsAtEvent      = "demands/event:"       // with a position at the event
	ListDemandsOfActor      = "demands/actor:"       // with a position that the actor took or that was taken for it, or addressed to it
	ListDemandsConcerning   = "demands/concerning:"  // concerning the region itself
	ListDemandsInArticle    = "demands/article:"     // of whose positions, terms or self the article tells
	ListAnnotationsOfActor  = "annotations/actor:"   // that mention the actor
	ListAnnotationsOfRegion = "annotations/region:"  // that mention the region
	ListAnnotationsOfTopic  = "annotations/topic:"   // that mention the topic
	ListActorsByName        = "actors/name"          //
	ListRegionsByName       = "regions/name"         //
	ListTopicsByName        = "topics/name"          //
	ListEventsByStart       = "events/start"         //
	ListArticlesByPublished = "articles/publishedAt" //
	ListImportsByStarted    = "imports/startedAt"    //
)

// Relations are all relations of the model, in the order in which the schema lists them.
var Relations = []Relation{
	{Name: "affiliations", From: KindActor, To: KindActor, Edge: AffiliatedWith},
	{Name: "affiliates", From: KindActor, To: KindActor, Edge: AffiliatedWith, Incoming: true},
	{Name: "positions", From: KindActor, To: KindPosition, List: ListPositionsOfActor},
	{Name: "positionsTaken", From: KindActor, To: KindPosition, Edge: Took},
	{Name: "positionsTakenFor", From: KindActor, To: KindPosition, Edge: For, Incoming: true},
	{Name: "demandsMade", From: KindActor, To: KindDemand, List: ListDemandsMadeBy},
	{Name: "demandsReceived", From: KindActor, To: KindDemand, Edge: AddressedTo, Incoming: true, List: ListDemandsAddressedTo},
	{Name: "demands", From: KindActor, To: KindDemand, List: ListDemandsOfActor},
	{Name: "events", From: KindActor, To: KindEvent, Edge: TookPartIn},
	{Name: "mentions", From: KindActor, To: KindAnnotation, Edge: Mentions, Incoming: true, List: ListAnnotationsOfActor},

	{Name: "parents", From: KindRegion, To: KindRegion, Edge: PartOf},
	{Name: "children", From: KindRegion, To: KindRegion, Edge: PartOf, Incoming: true},
	{Name: "ancestors", From: KindRegion, To: KindRegion, Edge: PartOf, Transitive: true},
	{Name: "descendants", From: KindRegion, To: KindRegion, Edge: PartOf, Incoming: true, Transitive: true},
	{Name: "demands", From: KindRegion, To: KindDemand, List: ListDemandsInRegion},
	{Name: "demandsConcerning", From: KindRegion, To: KindDemand, Edge: Concerns, Incoming: true, List: ListDemandsConcerning},
	{Name: "events", From: KindRegion, To: KindEvent, Edge: TookPlaceIn, Incoming: true},
	{Name: "mentions", From: KindRegion, To: KindAnnotation, Edge: Mentions, Incoming: true, List: ListAnnotationsOfRegion},

	{Name: "demands", From: KindTopic, To: KindDemand, Edge: Concerns, Incoming: true, List: ListDemandsOnTopic},
	{Name: "mentions", From: KindTopic, To: KindAnnotation, Edge: Mentions, Incoming: true, List: ListAnnotationsOfTopic},

	{Name: "addressees", From: KindDemand, To: KindActor, Edge: AddressedTo},
	{Name: "regions", From: KindDemand, To: KindRegion, Edge: Concerns},
	{Name: "topics", From: KindDemand, To: KindTopic, Edge: Concerns},
	{Name: "terms", From: KindDemand, To: KindTerm, Edge: HasTerm},
	{Name: "positions", From: KindDemand, To: KindPosition, Edge: On, Incoming: true, List: ListPositionsOnDemand},
	{Name: "relations", From: KindDemand, To: KindDemand, Edge: RelatesTo},
	{Name: "relatedFrom", From: KindDemand, To: KindDemand, Edge: RelatesTo, Incoming: true},
	{Name: "requiredBy", From: KindDemand, To: KindTerm, Edge: Requires, Incoming: true},
	{Name: "evidence", From: KindDemand, To: KindAnnotation, Edge: EvidencedBy},

	{Name: "actor", From: KindPosition, To: KindActor, Edge: Took, Incoming: true, One: true, Required: true},
	{Name: "onBehalfOf", From: KindPosition, To: KindActor, Edge: For, One: true},
	{Name: "demand", From: KindPosition, To: KindDemand, Edge: On, One: true, Required: true},
	{Name: "event", From: KindPosition, To: KindEvent, Edge: At, One: true},
	{Name: "accordingTo", From: KindPosition, To: KindActor, Edge: AccordingTo, One: true},
	{Name: "place", From: KindPosition, To: KindRegion, Edge: TookPlaceIn, One: true},
	{Name: "evidence", From: KindPosition, To: KindAnnotation, Edge: EvidencedBy},

	{Name: "demand", From: KindTerm, To: KindDemand, Edge: HasTerm, Incoming: true, One: true, Required: true},
	{Name: "offeredBy", From: KindTerm, To: KindActor, Edge: OfferedBy, One: true},
	{Name: "requires", From: KindTerm, To: KindDemand, Edge: Requires, One: true},
	{Name: "accordingTo", From: KindTerm, To: KindActor, Edge: AccordingTo, One: true},
	{Name: "evidence", From: KindTerm, To: KindAnnotation, Edge: EvidencedBy},

	{Name: "place", From: KindEvent, To: KindRegion, Edge: TookPlaceIn, One: true},
	{Name: "participants", From: KindEvent, To: KindActor, Edge: TookPartIn, Incoming: true},
	{Name: "positions", From: KindEvent, To: KindPosition, Edge: At, Incoming: true, List: ListPositionsAtEvent},
	{Name: "demands", From: KindEvent, To: KindDemand, List: ListDemandsAtEvent},
	{Name: "evidence", From: KindEvent, To: KindAnnotation, Edge: EvidencedBy},

	{Name: "annotations", From: KindArticle, To: KindAnnotation, Edge: InArticle, Incoming: true},
	{Name: "positions", From: KindArticle, To: KindPosition, List: ListPositionsInArticle},
	{Name: "demands", From: KindArticle, To: KindDemand, List: ListDemandsInArticle},

	{Name: "article", From: KindAnnotation, To: KindArticle, Edge: InArticle, One: true, Required: true},
	{Name: "actors", From: KindAnnotation, To: KindActor, Edge: Mentions},
	{Name: "regions", From: KindAnnotation, To: KindRegion, Edge: Mentions},
	{Name: "topics", From: KindAnnotation, To: KindTopic, Edge: Mentions},
	{Name: "positions", From: KindAnnotation, To: KindPosition, Edge: EvidencedBy, Incoming: true},
	{Name: "terms", From: KindAnnotation, To: KindTerm, Edge: EvidencedBy, Incoming: true},
	{Name: "demands", From: KindAnnotation, To: KindDemand, Edge: EvidencedBy, Incoming: true},
	{Name: "events", From: KindAnnotation, To: KindEvent, Edge: EvidencedBy, Incoming: true},
}

func init() {
	for _, k := range nodesWithImports {
		Relations = append(Relations, Relation{Name: "imports", From: k, To: KindImport, Edge: ImportedBy})
	}
	for i := range Relations {
		r := &Relations[i]
		relationByName[[2]string{string(r.From), r.Name}] = r
	}
}

var relationByName = map[[2]string]*Relation{}

// RelationOf describes a relation of a kind, or gives false for a name that is none.
func RelationOf(from NodeKind, name string) (*Relation, bool) {
	r, ok := relationByName[[2]string{string(from), name}]
	return r, ok
}

// EdgeProps are the properties of the edge it walks; none where a list alone says what it holds.
func (r *Relation) EdgeProps() []Prop {
	if e, ok := EdgeOf(r.Edge); ok {
		return e.AllProps()
	}
	return nil
}
