package demand

// EdgeKind names a kind of edge: its relationship type in Neo4j.
type EdgeKind string

// The kinds of edge.
const (
	AffiliatedWith EdgeKind = "AFFILIATED_WITH"
	PartOf         EdgeKind = "PART_OF"
	Took           EdgeKind = "TOOK"
	For            EdgeKind = "FOR"
	On             EdgeKind = "ON"
	At             EdgeKind = "AT"
	AccordingTo    EdgeKind = "ACCORDING_TO"
	AddressedTo    EdgeKind = "ADDRESSED_TO"
	Concerns       EdgeKind = "CONCERNS"
	HasTerm        EdgeKind = "HAS_TERM"
	OfferedBy      EdgeKind = "OFFERED_BY"
	Requires       EdgeKind = "REQUIRES"
	RelatesTo      EdgeKind = "RELATES_TO"
	TookPlaceIn    EdgeKind = "TOOK_PLACE_IN"
	TookPartIn     EdgeKind = "TOOK_PART_IN"
	EvidencedBy    EdgeKind = "EVIDENCED_BY"
	Mentions       EdgeKind = "MENTIONS"
	InArticle      EdgeKind = "IN_ARTICLE"
	ImportedBy     EdgeKind = "IMPORTED_BY"
)

// Edge describes a kind of edge.
type Edge struct {
	Name EdgeKind
	From []NodeKind
	To   []NodeKind
	// Incoming says that the node at its end owns the edge: a document that
	// describes that node asserts it (a position has the actor that took it).
	Incoming bool
	// Single says that its owner has at most one.
	Single bool
	Props  []Prop
	// Identity names the properties that tell two edges between the same nodes apart.
	Identity []string
	// Asserted edges carry annotationKeys and importKeys: what shows them and who loaded them.
	Asserted bool
}

var tellingProps = []Prop{
	{Name: "telling", Type: String},
	{Name: "certainty", Type: Enum, Enum: "Certainty"},
	{Name: "attribution", Type: Text},
	{Name: "date", Type: Day},
	{Name: "order", Type: Int},
	{Name: "cameoCode", Type: String},
	{Name: "ploverCode", Type: String},
	{Name: "note", Type: Text},
}

// Provenance are the properties of an asserted edge that name its annotations
// and imports; GraphQL shows them as connections evidence and imports.
var Provenance = []Prop{
	{Name: "annotationKeys", Type: Strings, Required: true},
	{Name: "importKeys", Type: Strings, Required: true},
}

var nodesWithImports = []NodeKind{KindActor, KindRegion, KindTopic, KindDemand, KindPosition, KindTerm, KindEvent, KindArticle, KindAnnotation}

// Edges are all kinds of edge.
var Edges = []Edge{
	{Name: AffiliatedWith, From: kinds(KindActor), To: kinds(KindActor), Asserted: true, Identity: []string{"role", "from"}, Props: []Prop{
		{Name: "role", Type: Enum, Enum: "AffiliationRole", Required: true},
		{Name: "title", Type: Text},
		{Name: "from", Type: Day},
		{Name: "to", Type: Day},
	}},
	{Name: PartOf, From: kinds(KindRegion), To: kinds(KindRegion), Asserted: true},
	{Name: Took, From: kinds(KindActor), To: kinds(KindPosition), Incoming: true, Single: true},
	{Name: For, From: kinds(KindPosition), To: kinds(KindActor), Single: true},
	{Name: On, From: kinds(KindPosition), To: kinds(KindDemand), Single: true},
	{Name: At, From: kinds(KindPosition), To: kinds(KindEvent), Single: true},
	{Name: AccordingTo, From: kinds(KindPosition, KindTerm), To: kinds(KindActor), Single: true},
	{Name: AddressedTo, From: kinds(KindDemand), To: kinds(KindActor), Asserted: true},
	{Name: Concerns, From: kinds(KindDemand), To: kinds(KindRegion, KindTopic), Asserted: true, Props: []Prop{
		{Name: "certainty", Type: Enum, Enum: "Certainty"},
		{Name: "note", Type: Text},
	}},
	{Name: HasTerm, From: kinds(KindDemand), To: kinds(KindTerm), Incoming: true, Single: true},
	{Name: OfferedBy, From: kinds(KindTerm), To: kinds(KindActor), Single: true},
	{Name: Requires, From: kinds(KindTerm), To: kinds(KindDemand), Single: true},
	{Name: RelatesTo, From: kinds(KindDemand), To: kinds(KindDemand), Asserted: true, Identity: []string{"kind"}, Props: []Prop{
		{Name: "kind", Type: Enum, Enum: "RelationKind", Required: true},
	}},
	{Name: TookPlaceIn, From: kinds(KindEvent, KindPosition), To: kinds(KindRegion), Single: true},
	{Name: TookPartIn, From: kinds(KindActor), To: kinds(KindEvent), Incoming: true, Asserted: true, Props: []Prop{
		{Name: "role", Type: Enum, Enum: "ParticipantRole", Required: true},
	}},
	{Name: EvidencedBy, From: kinds(KindPosition, KindTerm, KindDemand, KindEvent), To: kinds(KindAnnotation), Identity: []string{"telling"}, Props: tellingProps},
	{Name: Mentions, From: kinds(KindAnnotation), To: kinds(KindActor, KindRegion, KindTopic)},
	{Name: InArticle, From: kinds(KindAnnotation), To: kinds(KindArticle), Single: true},
	{Name: ImportedBy, From: nodesWithImports, To: kinds(KindImport), Identity: []string{"telling"}, Props: tellingProps},
}

func kinds(k ...NodeKind) []NodeKind { return k }

// EdgeOf describes a kind of edge, or gives false for a name that is none.
func EdgeOf(name EdgeKind) (*Edge, bool) {
	e, ok := edgeByName[name]
	return e, ok
}

var edgeByName = func() map[EdgeKind]*Edge {
	m := make(map[EdgeKind]*Edge, len(Edges))
	for i := range Edges {
		m[Edges[i].Name] = &Edges[i]
	}
	return m
}()

// AllProps are the edge's own properties and, on an asserted edge, those of Provenance.
func (e *Edge) AllProps() []Prop {
	if !e.Asserted {
		return e.Props
	}
	return append(append([]Prop(nil), e.Props...), Provenance...)
}

// Prop describes one property of the edge.
func (e *Edge) Prop(name string) (Prop, bool) { return findProp(e.AllProps(), name) }
