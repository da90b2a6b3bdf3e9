package tally

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// facet says where the values of a facet are: in the first of its columns that has any.
type facet struct {
	columns []query.Column
	node    demand.NodeKind // whose keys they are; "" where they are values
}

func of(kind demand.NodeKind, property string, names ...string) facet {
	return facet{columns: []query.Column{query.On(kind, property, names...)}}
}

// to is a facet whose values are the nodes that relations lead to.
func to(kind demand.NodeKind, names ...string) facet {
	f := of(kind, "key", names...)
	path := f.columns[0].Path
	f.node = path[len(path)-1].To
	return f
}

// or takes the values of another facet where there are none.
func (f facet) or(other facet) facet {
	f.columns = append(f.columns, other.columns...)
	return f
}

// facets are the facets of each kind of node.
var facets = map[demand.NodeKind]map[string]facet{
	demand.KindActor: {
		"TYPE": of(demand.KindActor, "type"), "REVIEWED": of(demand.KindActor, "reviewed"),
		"AFFILIATION": to(demand.KindActor, "affiliations"),
	},
	demand.KindRegion: {
		"TYPE": of(demand.KindRegion, "type"), "REVIEWED": of(demand.KindRegion, "reviewed"),
		"PARENT": to(demand.KindRegion, "parents"),
	},
	demand.KindTopic: {"REVIEWED": of(demand.KindTopic, "reviewed")},
	demand.KindEvent: {
		"TYPE": of(demand.KindEvent, "type"), "REVIEWED": of(demand.KindEvent, "reviewed"),
		"PLACE": to(demand.KindEvent, "place"), "PARTICIPANT": to(demand.KindEvent, "participants"),
	},
	demand.KindDemand: {
		"STATUS": of(demand.KindDemand, "status"), "ADDRESSEE": to(demand.KindDemand, "addressees"),
		"TOPIC": to(demand.KindDemand, "topics"), "REGION": to(demand.KindDemand, "regions"),
		"PUBLISHER": of(demand.KindDemand, "publisher", "positions", "evidence", "article"),
		Demanders:   {node: demand.KindActor},
	},
	demand.KindPosition: {
		"KIND": of(demand.KindPosition, "kind"), "SIDE": of(demand.KindPosition, "side"),
		"CERTAINTY": of(demand.KindPosition, "certainty"), "PHASE": of(demand.KindPosition, "phase"),
		"ACTOR":      to(demand.KindPosition, "onBehalfOf").or(to(demand.KindPosition, "actor")),
		"ACTOR_TYPE": of(demand.KindPosition, "type", "onBehalfOf").or(of(demand.KindPosition, "type", "actor")),
		"DEMAND":     to(demand.KindPosition, "demand"), "EVENT": to(demand.KindPosition, "event"),
		"STATUS":    of(demand.KindPosition, "status", "demand"),
		"ADDRESSEE": to(demand.KindPosition, "demand", "addressees"), "TOPIC": to(demand.KindPosition, "demand", "topics"),
		"REGION":    to(demand.KindPosition, "demand", "regions"),
		"PUBLISHER": of(demand.KindPosition, "publisher", "evidence", "article"),
	},
	demand.KindTerm: {
		"KIND": of(demand.KindTerm, "kind"), "CERTAINTY": of(demand.KindTerm, "certainty"), "OFFERED_BY": to(demand.KindTerm, "offeredBy"),
	},
	demand.KindArticle: {
		"PUBLISHER": of(demand.KindArticle, "publisher"), "LANGUAGE": of(demand.KindArticle, "language"), "EXTENT": of(demand.KindArticle, "extent"),
	},
	demand.KindAnnotation: {
		"ARTICLE": to(demand.KindAnnotation, "article"), "PUBLISHER": of(demand.KindAnnotation, "publisher", "article"),
		"ANNOTATOR": of(demand.KindAnnotation, "annotator"), "TOOL": of(demand.KindAnnotation, "tool"),
	},
	demand.KindImport: {"FORMAT": of(demand.KindImport, "format"), "PROFILE": of(demand.KindImport, "profile")},
}

// FacetNames are the names of the facets of a kind, in alphabetical order.
func FacetNames(kind demand.NodeKind) []string {
	var out []string
	for name := range facets[kind] {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// FacetNode is the kind of node whose keys are the values of a facet, "" where they are
// values.
func FacetNode(kind demand.NodeKind, name string) demand.NodeKind { return facets[kind][name].node }

// FacetBucket is a value and how many nodes have it.
type FacetBucket struct {
	Value string // "" for the nodes without one
	Count int
}

// Facets counts the values of nodes of a kind, for each facet named. A node with several
// values counts for each, one without any for the missing value. The values that most
// have come first, of equal ones by value, the missing one last.
func Facets(ctx context.Context, s facts.Scanner, kind demand.NodeKind, w *facts.Where, names []string) (map[string][]FacetBucket, error) {
	columns := []query.Column{query.On(kind, "key")}
	for _, name := range names {
		columns = append(columns, facets[kind][name].columns...)
	}
	counts := map[string]map[string]int{}
	demanders := kind == demand.KindDemand && slices.Contains(names, Demanders)
	var keys []string
	err := facts.Rows(ctx, s, kind, w, columns, func() func(row []any) error {
		keys = nil
		for _, name := range names {
			counts[name] = map[string]int{}
		}
		return func(row []any) error {
			if key, _ := row[0].(string); demanders {
				keys = append(keys, key)
			}
			row = row[1:]
			for _, name := range names {
				n := len(facets[kind][name].columns)
				if n == 0 {
					continue // demanders, below
				}
				for _, value := range firstOf(row[:n]) {
					counts[name][value]++
				}
				row = row[n:]
				if len(counts[name]) > MaxGroups {
					return &TooMany{"values of " + name}
				}
			}
			return nil
		}
	})
	if err == nil && demanders {
		counts[Demanders], err = countDemanders(ctx, s, keys)
	}
	if err != nil {
		return nil, err
	}
	out := map[string][]FacetBucket{}
	for name, of := range counts {
		out[name] = bucketsOf(of)
	}
	return out, nil
}

// Demanders is the facet of demands that is read from their positions.
const Demanders = "DEMANDER"

// countDemanders counts the demands, given by key, of each who made them: the principals
// of their DEMANDS and REITERATES, on anyone's word, as lists of demands by demander have them.
func countDemanders(ctx context.Context, s facts.Scanner, keys []string) (map[string]int, error) {
	where := &facts.Where{Conditions: []query.Conjunct{query.Holding(query.Demanding)}}
	if len(keys) <= facts.MaxNarrowed {
		slices.Sort(keys)
		where = where.OnDemands(keys)
	}
	var made map[string]map[string]bool // by demand
	_, err := facts.Positions(ctx, s, where, 0, func() func(*facts.Position) error {
		made = make(map[string]map[string]bool, len(keys))
		for _, key := range keys {
			made[key] = nil
		}
		return func(p *facts.Position) error {
			by, counted := made[p.Demand]
			if counted && by == nil {
				by = map[string]bool{}
				made[p.Demand] = by
			}
			if counted && p.Kind.Makes() {
				by[p.Principal(true)] = true
			}
			return nil
		}
	})
	counts := map[string]int{}
	for _, by := range made {
		if len(by) == 0 {
			counts[""]++
		}
		for actor := range by {
			counts[actor]++
		}
	}
	return counts, err
}

func bucketsOf(counts map[string]int) []FacetBucket {
	buckets := []FacetBucket{}
	for value, n := range counts {
		if n > 0 {
			buckets = append(buckets, FacetBucket{value, n})
		}
	}
	slices.SortFunc(buckets, func(a, b FacetBucket) int {
		if a.Count == b.Count && (a.Value == "" || b.Value == "") {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return buckets
}

// firstOf are the values of the first column that has any; a missing one where none has.
func firstOf(columns []any) []string {
	for _, v := range columns {
		switch v := v.(type) {
		case string:
			if v != "" {
				return []string{v}
			}
		case bool:
			return []string{strconv.FormatBool(v)}
		case []string:
			if len(v) > 0 {
				return v
			}
		}
	}
	return []string{""}
}
