package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/stance"
)

// maxBuckets bounds the buckets of a timeline.
const maxBuckets = 1000

// timeline answers Query.timeline.
func (b *builder) timeline(f graphql.CollectedField, args map[string]any) (work, error) {
	unit, _ := args["bucket"].(string)
	q := &stance.TimelineQuery{Unit: demand.Unit(unit), Empty: args["empty"] == true}
	var err error
	if q.Max, err = count(args, "maxBuckets", maxBuckets); err != nil {
		return nil, err
	}
	if between, ok := args["between"].(map[string]any); ok {
		if q.From, q.To, err = daysOf(between); err != nil {
			return nil, within("between", err)
		}
	}
	if q.Positions, err = b.countedPositions(args); err != nil {
		return nil, err
	}
	s := b.shows()
	pages := &pagesOf{shown: s}
	plan, err := b.timelinePlan(pages, f.Selections)
	return func(r *reading) (func(*writer), error) {
		q := *q
		q.Pages = pages.windows()
		t, err := stance.NewTimeline(r, r, &q)
		if err != nil {
			return nil, err
		}
		out := shownTimeline{t: t, buckets: make([]shownBucket, len(t.Buckets))}
		for i := range t.Buckets {
			items, err := pages.items(t.Buckets[i].Pages)
			if err != nil {
				return nil, err
			}
			out.buckets[i] = shownBucket{&t.Buckets[i], items}
		}
		return func(w *writer) { plan.write(w, &out) }, s.read(r)
	}, err
}

// countedPositions reads the arguments filter, asOf, rollUp and ownWordOnly.
func (b *builder) countedPositions(args map[string]any) (*facts.Where, error) {
	filter, _ := args["filter"].(map[string]any)
	asOf, _ := args["asOf"].(map[string]any)
	return b.positions(filter, asOf, countingOf(args))
}

// shownTimeline is a timeline with its pages.
type shownTimeline struct {
	t       *stance.Timeline
	buckets []shownBucket
}

type shownBucket struct {
	*stance.Bucket
	pages []*query.Items
}

// timelinePlan gives the plan of a Timeline.
func (b *builder) timelinePlan(pages *pagesOf, set ast.SelectionSet) (object[*shownTimeline], error) {
	return planOf(b, set, "Timeline", func(f graphql.CollectedField) (func(*writer, *shownTimeline), error) {
		switch f.Name {
		case "buckets":
			bucket, err := b.bucket(pages, f.Selections)
			return func(w *writer, t *shownTimeline) { writeList(w, t.buckets, bucket.write) }, err
		case "truncated":
			return func(w *writer, t *shownTimeline) { w.bool(t.t.Truncated) }, nil
		case "undatedCount":
			return func(w *writer, t *shownTimeline) { w.int(int64(t.t.Undated)) }, nil
		}
		return nil, unanswered(f)
	})
}

// bucket gives the plan of a TimelineBucket.
func (b *builder) bucket(pages *pagesOf, set ast.SelectionSet) (object[*shownBucket], error) {
	return planOf(b, set, "TimelineBucket", func(f graphql.CollectedField) (func(*writer, *shownBucket), error) {
		number := func(of func(*stance.Bucket) int) (func(*writer, *shownBucket), error) {
			return func(w *writer, b *shownBucket) { w.int(int64(of(b.Bucket))) }, nil
		}
		switch f.Name {
		case "start":
			return func(w *writer, b *shownBucket) { w.string(b.Start) }, nil
		case "end":
			return func(w *writer, b *shownBucket) { w.string(b.End) }, nil
		case "positionCount":
			return number(func(b *stance.Bucket) int { return b.Positions })
		case "demandCount":
			return number(func(b *stance.Bucket) int { return b.Demands })
		case "eventCount":
			return number(func(b *stance.Bucket) int { return b.Events })
		case "partialCount":
			return number(func(b *stance.Bucket) int { return b.Partial })
		case "positions":
			write, err := pages.add(demand.KindPosition, f)
			return func(w *writer, b *shownBucket) { write(w, b.pages) }, err
		}
		return nil, unanswered(f)
	})
}
