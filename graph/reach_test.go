package graph

import (
	"context"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
)

// scanning is a Reader that keeps what was scanned.
type scanning struct {
	*canned
	all []*query.Scan
}

func (s *scanning) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	s.all = append(s.all, q)
	return s.canned.Scan(ctx, q, begin)
}

// bounded says that a scan walks a list of something, a stretch of time or keys, and not
// all nodes of a kind.
func bounded(q *query.Scan) bool {
	if q.Access.Keys != query.NoParam || q.Access.Prop != nil || q.From != "" && q.To != "" {
		return true
	}
	for _, l := range q.Access.Lists {
		if l.Key != query.NoParam {
			return true
		}
	}
	return false
}

// What names an actor, a demand or two moments does not look at all positions.
func TestWorkedOutAnswersWalkLists(t *testing.T) {
	for _, operation := range []string{
		`{shifts(filter: {actor: {key: {eq: "a"}}}) {nodes {event {key}}}}`,
		`{shifts(filter: {demand: {key: {eq: "d"}}}, between: {to: {event: {key: "e", phase: AFTER}}}) {totalCount}}`,
		`{shifts(filter: {topic: {key: {eq: "t"}}}) {totalCount}}`,
		`{contradictions(filter: {actor: {key: {in: ["a", "b"]}}}, asOf: {date: "2025"}) {totalCount}}`,
		`{timeline(bucket: DAY, filter: {actor: {key: {eq: "a"}}}) {buckets {positionCount}}}`,
		`{timeline(bucket: DAY, filter: {region: {key: {eq: "r"}}}) {buckets {positionCount}}}`,
		`{changes(from: {date: "2025-07"}, to: {date: "2025-08"}) {count}}`,
		`{changes(from: {event: {key: "e", phase: BEFORE}}, to: {event: {key: "e", phase: AFTER}}) {count}}`,
		`{changes(from: {date: "0001"}, to: {event: {key: "e", phase: AFTER}}, filter: {actor: {key: {eq: "a"}}}) {count}}`,
	} {
		store := &scanning{canned: &canned{items: 2}}
		mustRun(t, store, operation, nil)
		if len(store.all) == 0 {
			t.Errorf("%s scans nothing", operation)
		}
		for _, q := range store.all {
			if !bounded(q) {
				t.Errorf("%s scans all nodes of kind %s: %+v", operation, q.Kind, q.Access)
			}
		}
	}
}

// Of conflicting demands alone positions are read, where nothing else is asked.
func TestContradictionsWalkConflictingDemands(t *testing.T) {
	store := &scanning{canned: &canned{items: 1, value: func(p demand.Prop) any {
		if p.Enum == "RelationKind" {
			return string(demand.RelationKindConflictsWith)
		}
		return (&canned{}).valueOf(p)
	}}}
	mustRun(t, store, `{contradictions {totalCount}}`, nil)
	for _, q := range store.all {
		if q.Kind == demand.KindPosition && !bounded(q) {
			t.Errorf("all positions are scanned: %+v", q.Access)
		}
	}
	if len(store.all) != 2 {
		t.Errorf("%d scans", len(store.all))
	}
}
