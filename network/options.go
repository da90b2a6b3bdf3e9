package network

import (
	"fmt"
	"slices"
	"strings"
)

// Relation is what the weight of an edge or a cell counts.
type Relation string

// The relations.
const (
	RelationCongruence Relation = "CONGRUENCE" // same side; not in an affiliation network
	RelationConflict   Relation = "CONFLICT"   // opposite sides; not in an affiliation network
	RelationSubtract   Relation = "SUBTRACT"   // congruence minus conflict, for minus against
	RelationIgnore     Relation = "IGNORE"     // any side, neutral too
	RelationCombine    Relation = "COMBINE"    // which sides there are; in an affiliation network only
)

// Duplicates says where a statement counts once.
type Duplicates string

// The units in which a statement counts once; DuplicatesAll, which "" means too, counts every statement.
const (
	DuplicatesAll     Duplicates = "ALL"
	DuplicatesArticle Duplicates = "ARTICLE"
	DuplicatesDay     Duplicates = "DAY"
	DuplicatesWeek    Duplicates = "WEEK" // Monday to Sunday, of an ISO 8601 week-year
	DuplicatesMonth   Duplicates = "MONTH"
	DuplicatesYear    Duplicates = "YEAR"
	DuplicatesRange   Duplicates = "RANGE" // the whole range
)

// Normalization is what a weight is divided by.
type Normalization string

// The normalisations; NormalizationNone, which "" means too, divides by nothing.
const (
	NormalizationNone            Normalization = "NONE"
	NormalizationActivity        Normalization = "ACTIVITY"         // of an affiliation network: the actor's statements
	NormalizationProminence      Normalization = "PROMINENCE"       // of an affiliation network: the demand's statements
	NormalizationAverageActivity Normalization = "AVERAGE_ACTIVITY" // among actors or demands: the mean of both numbers of statements
	NormalizationJaccard         Normalization = "JACCARD"          // among actors or demands: see the package
	NormalizationCosine          Normalization = "COSINE"           // among actors or demands: the product of both numbers of statements
)

// Options say what is counted, and how.
type Options struct {
	Relation      Relation
	Duplicates    Duplicates
	Normalization Normalization
	// MinStatements leaves out nodes of the first variable with fewer statements.
	MinStatements int
	// Isolates shows nodes all of whose statements were left out or duplicates.
	Isolates bool
	// From and To are the first and the last day of the range, YYYY-MM-DD; "" is no bound. Windows begin
	// and end at the first and the last day of any statement in the range where they are not given. (DNA
	// goes from the first article to the last, whether they have statements or not.)
	From, To string
	// MaxNodes bounds the nodes of a network, of an affiliation network actors and demands together; 0 is no bound.
	MaxNodes int
}

// OptionError is an option that cannot be meant. Option is its name as an argument: relation, duplicates,
// normalization, minStatements, from, to, window.
type OptionError struct {
	Option, Message string
}

func (e *OptionError) Error() string { return e.Option + ": " + e.Message }

func wrong(option, format string, args ...any) error {
	return &OptionError{option, fmt.Sprintf(format, args...)}
}

// SizeError refuses a network of more nodes, or a series of more windows, than the limit. What was not
// counted is 0.
type SizeError struct {
	Actors, Demands, Windows, Limit int
}

func (e *SizeError) Error() string {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(e.Actors, "actors")
	add(e.Demands, "demands")
	add(e.Windows, "windows")
	return fmt.Sprintf("%s are more than %d: narrow the filter or the range", strings.Join(parts, " and "), e.Limit)
}

var (
	everyDuplicates = []Duplicates{"", DuplicatesAll, DuplicatesArticle, DuplicatesDay, DuplicatesWeek,
		DuplicatesMonth, DuplicatesYear, DuplicatesRange}
	affiliationRelations = []Relation{RelationIgnore, RelationSubtract, RelationCombine}
	affiliationNorms     = []Normalization{"", NormalizationNone, NormalizationActivity, NormalizationProminence}
	oneModeRelations     = []Relation{RelationCongruence, RelationConflict, RelationSubtract, RelationIgnore}
	oneModeNorms         = []Normalization{"", NormalizationNone, NormalizationAverageActivity, NormalizationJaccard,
		NormalizationCosine}
)

// check says whether the options can be meant for a network with these relations and normalisations.
func (o Options) check(network string, relations []Relation, norms []Normalization) error {
	switch {
	case !slices.Contains(relations, o.Relation):
		return wrong("relation", "%q does not fit %s: want %s", o.Relation, network, list(relations))
	case !slices.Contains(norms, o.Normalization):
		return wrong("normalization", "%q does not fit %s: want %s", o.Normalization, network, list(norms))
	case o.Relation == RelationCombine && o.normalized():
		return wrong("normalization", "COMBINE tells which sides there are and cannot be divided: want NONE")
	case !slices.Contains(everyDuplicates, o.Duplicates):
		return wrong("duplicates", "%q is none: want %s", o.Duplicates, list(everyDuplicates))
	case o.MinStatements < 0:
		return wrong("minStatements", "%d is below 0", o.MinStatements)
	}
	for _, bound := range []struct{ name, day string }{{"from", o.From}, {"to", o.To}} {
		if bound.day != "" {
			if err := checkDay(bound.day); err != nil {
				return wrong(bound.name, "%v", err)
			}
		}
	}
	if o.From != "" && o.To != "" && o.From > o.To {
		return wrong("to", "%s is before %s", o.To, o.From)
	}
	return nil
}

func (o Options) normalized() bool {
	return o.Normalization != "" && o.Normalization != NormalizationNone
}

// list names the choices, "" not among them.
func list[T ~string](choices []T) string {
	var names []string
	for _, c := range choices {
		if c != "" {
			names = append(names, string(c))
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
