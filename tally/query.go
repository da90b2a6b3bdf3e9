package tally

import (
	"fmt"

	"demandgraph/demand"
	"demandgraph/facts"
)

// The bounds of what is kept while rows are counted.
const (
	MaxDimensions = 3
	MaxGroups     = 100_000
	MaxPlaces     = 20_000_000 // a row is in as many places as it has combinations of values
)

// TooMany is the error for groups beyond MaxGroups or MaxPlaces.
type TooMany struct{ What string }

func (e *TooMany) Error() string { return fmt.Sprintf("there are too many %s to count", e.What) }

// Dimension is what rows are grouped by. Where a row has several values, it is in
// several groups; where it has none, it is in the group of those without.
type Dimension string

// The dimensions.
const (
	Actor     Dimension = "ACTOR"    // the principal, or the taker with roll-up off
	Demander  Dimension = "DEMANDER" // the same, of positions that make the demand
	Addressee Dimension = "ADDRESSEE"
	ActorType Dimension = "ACTOR_TYPE" // of the actor or demander
	Topic     Dimension = "TOPIC"
	Region    Dimension = "REGION" // as named, or those of Query.Level around them
	Kind      Dimension = "KIND"
	Side      Dimension = "SIDE"
	Status    Dimension = "STATUS" // of the demand: as kept, or as of the moment
	Certainty Dimension = "CERTAINTY"
	Publisher Dimension = "PUBLISHER" // of the articles that tell of the position
)

// enum names the enum of the dimension's values, whose order they have.
func (d Dimension) enum() string {
	switch d {
	case ActorType:
		return "ActorType"
	case Kind:
		return "PositionKind"
	case Side:
		return "Side"
	case Status:
		return "Status"
	case Certainty:
		return "Certainty"
	}
	return ""
}

// Query asks for statistics.
type Query struct {
	Positions *facts.Where // that count
	RollUp    bool         // they count for those on whose behalf they were taken

	// Demands, where it is set, are what is counted: the positions are then those on
	// them, and a demand without a position that counts is there as well, unless AsOf
	// is set. Grouped by Demander, ActorType or a bucket, the positions are those that
	// make the demand.
	Demands *facts.Where
	AsOf    bool // Positions are those up to a moment
	// Statuses, where it is set, are the positions by which the status of a demand is
	// worked out, as of a moment; else it is the one kept.
	Statuses *facts.Where

	By     []Dimension // MaxDimensions at most
	Level  demand.RegionType
	Bucket demand.Unit // "" for none

	// What is counted beside demands, positions and actors costs a read a row.
	Articles, Dates bool

	Having [4]Range // by Count
	Order  Order
	First  int // how many groups are shown
}

// Count is one of the numbers of a group.
type Count int

// The counts.
const (
	Demands Count = iota
	Positions
	Actors
	Articles
)

// Range bounds a count, both ends included; the zero Range holds always.
type Range struct{ Min, Max *int }

func (r Range) holds(n int) bool {
	return (r.Min == nil || n >= *r.Min) && (r.Max == nil || n <= *r.Max)
}

// Order is the order of groups. Ties go by bucket and then by members: nodes by key,
// values in the order of the model, missing ones last.
type Order struct {
	By   OrderBy
	Desc bool
}

// OrderBy is what groups are ordered by.
type OrderBy string

// What groups can be ordered by.
const (
	ByGroup     OrderBy = "GROUP" // bucket, then members
	ByDemands   OrderBy = "DEMAND_COUNT"
	ByPositions OrderBy = "POSITION_COUNT"
	ByActors    OrderBy = "ACTOR_COUNT"
	ByArticles  OrderBy = "ARTICLE_COUNT"
	ByFirst     OrderBy = "FIRST_DATE"
	ByLast      OrderBy = "LAST_DATE"
)

// Result is what was counted.
type Result struct {
	Groups []Group
	// What is in no group shown, because of Having or First. A demand or a position
	// that is in one group shown and in another that is not, is not among the others.
	OtherGroups, OtherDemands, OtherPositions int
	Truncated                                 bool // First cut groups off
}

// Group is one group of a Result.
type Group struct {
	Members     []string // by Query.By: keys or values, "" for a missing one
	Start, End  string   // days of the bucket; "" for what has no day, and without buckets
	Counts      [4]int   // by Count
	First, Last demand.Date
}
