package demand

// NodeKind names a kind of node: its label in Neo4j and its type in GraphQL.
type NodeKind string

// The kinds of node.
const (
	KindActor      NodeKind = "Actor"
	KindRegion     NodeKind = "Region"
	KindTopic      NodeKind = "Topic"
	KindDemand     NodeKind = "Demand"
	KindPosition   NodeKind = "Position"
	KindTerm       NodeKind = "Term"
	KindEvent      NodeKind = "Event"
	KindArticle    NodeKind = "Article"
	KindAnnotation NodeKind = "Annotation"
	KindImport     NodeKind = "Import"
)

// Ref names one node: a kind and a key that is unique within it.
type Ref struct {
	Kind NodeKind `json:"kind"`
	Key  string   `json:"key"`
}

// String gives "Actor russia", as messages name a node.
func (r Ref) String() string { return string(r.Kind) + " " + r.Key }

// Type is what a property holds. Beside each is the Go type of its value.
type Type int

// The types of property.
const (
	String  Type = iota // string, compared exactly
	Text                // string that people read: its folded form is kept beside it (FoldedName) and searched
	Strings             // []string, in the order of text by code point
	Texts               // []string, as Strings, with folded forms beside it
	Int                 // int64
	Float               // float64
	Day                 // string as told (2025-08-15, 2025-08, 2025), with the first and last day it can mean beside it (FirstName, LastName)
	Instant             // string, RFC 3339 in UTC
	Enum                // string, one of EnumValues(Prop.Enum)
	Point               // [2]float64: latitude, longitude, WGS 84
	Counts              // [4]int64: created, updated, unchanged, removed
	Bool                // bool
)

// Prop is one property of a node or an edge. Name is the property's name in
// Neo4j, the column's in SQLite and the field's in GraphQL.
type Prop struct {
	Name     string
	Type     Type
	Enum     string // the enum's name, for Type Enum
	Required bool   // never missing
	Derived  bool   // computed by the rules of this package, never asserted by a document
	Unique   bool   // names few nodes, so that an index on it is a way to find them
}

// FirstName and LastName name what is kept beside a Day: the first and the last day it can mean.
func (p Prop) FirstName() string { return p.Name + "First" }

// LastName is described at FirstName.
func (p Prop) LastName() string { return p.Name + "Last" }

// FoldedName names the folded form (Fold) kept beside a Text or Texts.
func (p Prop) FoldedName() string { return p.Name + "Folded" }

// Kind describes a kind of node: what the stores keep of it.
type Kind struct {
	Name   NodeKind
	Plural string // the root field that lists it
	Props  []Prop // own fields, beyond Common
	// Named and Worded name the properties that full-text search reads: names
	// (and aliases), then summaries, titles and quotes.
	Named  []string
	Worded []string
	Newest string // the Day or Instant by which search puts newer before older, or ""
	Sorted bool   // kept with a property Sort, its place in the lists of its kind; other kinds are in the order of their keys
}

// Common are the properties of every node. Sort, kept for some kinds, is no
// part of the model: it is the place of a node in the lists of its kind.
var Common = []Prop{
	{Name: "key", Type: String, Required: true, Unique: true},
	{Name: "createdAt", Type: Instant, Required: true, Derived: true},
	{Name: "updatedAt", Type: Instant, Required: true, Derived: true},
}

// ReviewedName names the property of a node that may have been made of a name in an
// annotated article. False: it was, and no document gives all that its kind requires
// but those that made it so. True: a document says that somebody has reviewed it.
// Missing: it is described as any other. As soon as other documents give all that the
// kind requires, what is said of the node by those that say false counts no more.
const ReviewedName = "reviewed"

var reviewed = Prop{Name: ReviewedName, Type: Bool}

// SortName names the property that holds a node's place in the lists of its kind.
const SortName = "sort"

// Kinds are all kinds of node, in the order in which search ranks them.
var Kinds = []Kind{
	{
		Name: KindActor, Plural: "actors", Named: []string{"name", "aliases"},
		Props: []Prop{
			{Name: "name", Type: Text, Required: true},
			{Name: "type", Type: Enum, Enum: "ActorType", Required: true},
			{Name: "aliases", Type: Texts, Required: true},
			{Name: "description", Type: Text},
			{Name: "cameoCode", Type: String, Unique: true},
			{Name: "iso3", Type: String, Unique: true},
			{Name: "wikidataId", Type: String, Unique: true},
			reviewed,
		},
	},
	{
		Name: KindRegion, Plural: "regions", Named: []string{"name", "aliases"},
		Props: []Prop{
			{Name: "name", Type: Text, Required: true},
			{Name: "type", Type: Enum, Enum: "RegionType", Required: true},
			{Name: "aliases", Type: Texts, Required: true},
			{Name: "isoCode", Type: String, Unique: true},
			{Name: "geonamesId", Type: String, Unique: true},
			{Name: "wikidataId", Type: String, Unique: true},
			{Name: "location", Type: Point},
			{Name: "locationImports", Type: Strings, Derived: true}, // by which location was told
			{Name: "boundary", Type: String},
			reviewed,
		},
	},
	{
		Name: KindTopic, Plural: "topics", Named: []string{"name", "aliases"},
		Props: []Prop{
			{Name: "name", Type: Text, Required: true},
			{Name: "aliases", Type: Texts, Required: true},
			{Name: "description", Type: Text},
			reviewed,
		},
	},
	{
		Name: KindEvent, Plural: "events", Named: []string{"name"}, Newest: "start",
		Props: []Prop{
			{Name: "name", Type: Text, Required: true},
			{Name: "type", Type: Enum, Enum: "EventType", Required: true},
			{Name: "start", Type: Day},
			{Name: "end", Type: Day},
			reviewed,
		},
	},
	{
		Name: KindDemand, Plural: "demands", Worded: []string{"summary"}, Newest: "madeOn", Sorted: true,
		Props: []Prop{
			{Name: "summary", Type: Text, Required: true},
			{Name: "description", Type: Text},
			{Name: "cameoCode", Type: String},
			{Name: "ploverCode", Type: String},
			{Name: "status", Type: Enum, Enum: "Status", Derived: true},
			{Name: "madeOn", Type: Day, Derived: true},
			{Name: "lastActionOn", Type: Day, Derived: true},
		},
	},
	{
		Name: KindPosition, Plural: "positions", Sorted: true,
		Props: []Prop{
			{Name: "kind", Type: Enum, Enum: "PositionKind", Required: true},
			{Name: "side", Type: Enum, Enum: "Side", Required: true, Derived: true},
			{Name: "phase", Type: Enum, Enum: "Phase"},
			{Name: "date", Type: Day, Derived: true},
			{Name: "order", Type: Int, Derived: true},
			{Name: "certainty", Type: Enum, Enum: "Certainty", Required: true, Derived: true},
			{Name: "attribution", Type: Text, Derived: true},
			{Name: "cameoCode", Type: String, Derived: true},
			{Name: "ploverCode", Type: String, Derived: true},
			{Name: "note", Type: Text, Derived: true},
		},
	},
	{
		Name: KindTerm, Plural: "terms", Worded: []string{"summary"},
		Props: []Prop{
			{Name: "kind", Type: Enum, Enum: "TermKind", Required: true},
			{Name: "summary", Type: Text, Required: true},
			{Name: "certainty", Type: Enum, Enum: "Certainty", Required: true, Derived: true},
			{Name: "attribution", Type: Text, Derived: true},
		},
	},
	{
		Name: KindArticle, Plural: "articles", Named: []string{"title"}, Newest: "publishedAt",
		Props: []Prop{
			{Name: "title", Type: Text},
			{Name: "url", Type: String, Unique: true},
			{Name: "publisher", Type: Text},
			{Name: "authors", Type: Strings, Required: true},
			{Name: "publishedAt", Type: Day},
			{Name: "language", Type: String},
			{Name: "text", Type: String},
			{Name: "extent", Type: Enum, Enum: "Extent", Required: true},
			{Name: "sha256", Type: String, Unique: true},
		},
	},
	{
		Name: KindAnnotation, Plural: "annotations", Worded: []string{"exact"}, Sorted: true,
		Props: []Prop{
			{Name: "exact", Type: Text},
			{Name: "prefix", Type: String},
			{Name: "suffix", Type: String},
			{Name: "start", Type: Int},
			{Name: "end", Type: Int},
			{Name: "labels", Type: Strings, Required: true},
			{Name: "confidence", Type: Float},
			{Name: "annotator", Type: String},
			{Name: "tool", Type: String},
		},
	},
	{
		Name: KindImport, Plural: "imports", Newest: "startedAt",
		Props: []Prop{
			{Name: "source", Type: Text, Required: true},
			{Name: "format", Type: String, Required: true},
			{Name: "startedAt", Type: Instant, Required: true},
			{Name: "endedAt", Type: Instant},
			{Name: "counts", Type: Counts, Required: true},
			{Name: "rejected", Type: Int, Required: true},
			{Name: "profile", Type: String}, // what labels meant: the name of the profile, missing where none was used
		},
	},
}

// KindOf describes a kind, or gives false for a name that is none.
func KindOf(name NodeKind) (*Kind, bool) {
	k, ok := kindByName[name]
	return k, ok
}

var kindByName = func() map[NodeKind]*Kind {
	m := make(map[NodeKind]*Kind, len(Kinds))
	for i := range Kinds {
		m[Kinds[i].Name] = &Kinds[i]
	}
	return m
}()

// Prop describes one property of the kind, common ones included.
func (k *Kind) Prop(name string) (Prop, bool) {
	for _, p := range Common {
		if p.Name == name {
			return p, true
		}
	}
	return findProp(k.Props, name)
}

func findProp(props []Prop, name string) (Prop, bool) {
	for _, p := range props {
		if p.Name == name {
			return p, true
		}
	}
	return Prop{}, false
}
