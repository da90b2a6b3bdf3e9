package change

import "demandgraph/demand"

// Set is what one write transaction does: put documents, in place of what they
// asserted before, and take others back. It is carried out whole or not at all.
type Set struct {
	Import    Import
	Documents []*Document
	Remove    []string // ids of contributions to take back
	// Assert are ids of contributions whose documents the import holds unchanged, so
	// that it asserts them too. Unchanged Documents of a set that changes anything need
	// not be among them.
	Assert   []string
	Withdraw *Withdrawal
}

// Withdrawal takes an import back: contributions that it alone asserts as they stand are
// taken back, of others it is no longer said that it does.
type Withdrawal struct {
	Import        string // key
	Contributions []string
	// Last says that these are all, or the rest: the Import node goes too, unless
	// another contribution is still by the import.
	Last bool
}

// Import is the run of a loader that the set belongs to. A run may write in
// several sets; the counts of the Import node add up over them.
type Import struct {
	Key       string
	Source    string // the paths or names given
	Format    string
	Profile   string // the name of the profile that says what labels mean, or ""
	StartedAt string // RFC 3339 UTC
	Rejected  int    // records rejected since the set before this one
}

// Document is what one document asserts. Slices may name the same node twice.
type Document struct {
	// Source is where the document stands, for messages: file, or file#number.
	Source string
	// Article, Annotator and Format identify the contribution. Reference data
	// without an article is identified by Path and Format instead.
	Format    string
	Annotator string
	Path      string

	Article *Article
	// Articles are those that the document tells from when it is not about one: rows of
	// event data come from many. Its annotations say which they are of.
	Articles  []Article
	Actors    []Actor
	Regions   []Region
	Topics    []Topic
	Events    []Event
	Demands   []Demand
	Terms     []Term
	Positions []Position
	Mentions  []Mention
}

// ID identifies the document's contribution.
func (d *Document) ID() string {
	if d.Article == nil {
		return d.Format + "|path|" + d.Path
	}
	return d.Format + "|" + d.Article.Key + "|" + d.Annotator
}

// subject is what the document is about, for messages.
func (d *Document) subject() demand.Ref {
	if d.Article == nil {
		return demand.Ref{Key: d.Path}
	}
	return demand.Ref{Kind: demand.KindArticle, Key: d.Article.Key}
}

// Article is the document that was annotated. Text is normalised by the loader
// once, before offsets are taken.
type Article struct {
	Line        int
	Key         string
	Title       string
	URL         string
	Publisher   string
	Authors     []string
	PublishedAt demand.Date
	Language    string
	Text        string
	Extent      demand.Extent // FULL when empty
	SHA256      string
	Replaces    bool
}

// Actor is what a document says of an actor. Empty fields say nothing.
type Actor struct {
	Line         int
	Key          string
	Name         string
	Type         demand.ActorType
	Aliases      []string
	Description  string
	CameoCode    string
	ISO3         string
	WikidataID   string
	Affiliations []Affiliation
	Replaces     bool
	Review       Review
}

// Affiliation is an edge AFFILIATED_WITH to the actor With.
type Affiliation struct {
	With     string
	Role     demand.AffiliationRole
	Title    string
	From, To demand.Date
	Evidence []Annotation
}

// Review is what a document says of the review of a node that may have been made of a
// name: see demand.ReviewedName.
type Review string

// The values of Review.
const (
	NotSaid    Review = ""           // it describes the node as any other
	Unreviewed Review = "unreviewed" // it makes the node of a name
	Reviewed   Review = "reviewed"   // somebody has reviewed the node
)

// Region is what a document says of a region.
type Region struct {
	Line       int
	Key        string
	Name       string
	Type       demand.RegionType
	Aliases    []string
	ISOCode    string
	GeonamesID string
	WikidataID string
	Location   *[2]float64 // latitude, longitude, WGS 84 degrees
	Boundary   string      // GeoJSON geometry
	PartOf     []Reference
	Replaces   bool
	Review     Review
}

// Reference is an edge to a node, with what shows it.
type Reference struct {
	Key       string
	Certainty demand.Certainty // of CONCERNS; "" elsewhere
	Note      string           // of CONCERNS
	Evidence  []Annotation
}

// Topic is what a document says of a topic.
type Topic struct {
	Line        int
	Key         string
	Name        string
	Aliases     []string
	Description string
	Replaces    bool
	Review      Review
}

// Event is what a document says of an event.
type Event struct {
	Line         int
	Key          string
	Name         string
	Type         demand.EventType
	Start, End   demand.Date
	Place        string // key of a region
	Participants []Participant
	Evidence     []Annotation
	Replaces     bool
	Review       Review
}

// Participant is an edge TOOK_PART_IN from Actor.
type Participant struct {
	Actor    string
	Role     demand.ParticipantRole
	Evidence []Annotation
}

// Demand is what a document says of a demand.
type Demand struct {
	Line        int
	Key         string
	Summary     string
	Description string
	CameoCode   string
	PloverCode  string
	Addressees  []Reference
	Regions     []Reference
	Topics      []Reference
	Relations   []DemandRelation
	Evidence    []Annotation
	Replaces    bool
}

// DemandRelation is an edge RELATES_TO to the demand Demand.
type DemandRelation struct {
	Kind     demand.RelationKind
	Demand   string
	Evidence []Annotation
}

// Term is one telling of a term of a demand. Without a Key of its own its key
// is made from demand, kind, offerer, according-to and summary.
type Term struct {
	Line        int
	Key         string
	Demand      string
	Kind        demand.TermKind
	Summary     string
	OfferedBy   string
	Requires    string
	AccordingTo string
	Certainty   demand.Certainty // ASSERTED when empty
	Attribution string
	Evidence    []Annotation
}

// Position is one telling of a position. Without a Key of its own its key is
// made from what identifies the act (model, "Identity").
type Position struct {
	Line        int
	Key         string
	Actor       string
	For         string
	Kind        demand.PositionKind
	Demand      string
	AccordingTo string
	Event       string
	Phase       demand.Phase
	Place       string // key of a region

	Date        demand.Date
	Order       *int
	Certainty   demand.Certainty // ASSERTED when empty
	Attribution string
	CameoCode   string
	PloverCode  string
	Note        string
	Evidence    []Annotation

	// Joins says that this is only one more telling of the act with the key Key:
	// of the fields above Date only Key is set.
	Joins bool
}

// Annotation is a span of an article. Without Exact and offsets it is the whole
// article. All that one telling is shown by is of one article. Start and End are code points from the start of the text, End
// exclusive; both nil where they are not known.
type Annotation struct {
	Article    string // key of one of the document's Articles; "" for its Article
	Exact      string
	Prefix     string
	Suffix     string
	Occurrence int // from 1; 0 when not given
	Start, End *int
	Labels     []string
	Confidence *float64
	Annotator  string
	Tool       string
}

// Mention is an entity mention: an annotation that MENTIONS nodes.
type Mention struct {
	Line       int
	Annotation Annotation
	Actors     []string
	Regions    []string
	Topics     []string
}
