package graph

import (
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/graph/handler/scalar"
	"demandgraph/tally"
)

// maxGroups bounds the groups that statistics show.
const maxGroups = 1000

// positionStats answers Query.positionStats.
func (b *builder) positionStats(f graphql.CollectedField, args map[string]any) (work, error) {
	q, err := b.statsQuery(args, tally.ByPositions)
	if err != nil {
		return nil, err
	}
	filter, _ := args["filter"].(map[string]any)
	asOf, _ := args["asOf"].(map[string]any)
	if q.Positions, err = b.positions(filter, asOf, countingOf(args)); err != nil {
		return nil, err
	}
	return b.stats(q, f)
}

// demandStats answers Query.demandStats.
func (b *builder) demandStats(f graphql.CollectedField, args map[string]any) (work, error) {
	q, err := b.statsQuery(args, tally.ByDemands)
	if err != nil {
		return nil, err
	}
	filter, _ := args["filter"].(map[string]any)
	asOf, _ := args["asOf"].(map[string]any)
	if q.Demands, err = b.demands(filter); err != nil {
		return nil, within("filter", err)
	}
	if q.Positions, err = b.positions(nil, asOf, countingOf(args)); err != nil {
		return nil, err
	}
	return b.stats(q, f)
}

// statsQuery reads the arguments that both have, but for those that say what counts.
func (b *builder) statsQuery(args map[string]any, order tally.OrderBy) (*tally.Query, error) {
	q := &tally.Query{RollUp: countingOf(args).rollUp, Order: tally.Order{By: order, Desc: true}, AsOf: args["asOf"] != nil}
	var err error
	if q.First, err = sizeOf(args, maxGroups); err != nil {
		return nil, err
	}
	for _, v := range graphql.CoerceList(args["groupBy"]) {
		text, _ := v.(string)
		if d := tally.Dimension(text); slices.Contains(q.By, d) {
			return nil, within("groupBy", bad("%s is there twice", d))
		} else if v != nil {
			q.By = append(q.By, d)
		}
	}
	if len(q.By) > tally.MaxDimensions {
		return nil, within("groupBy", bad("there may be %d at most, beside a bucket", tally.MaxDimensions))
	}
	level, _ := args["regionLevel"].(string)
	q.Level = demand.RegionType(level)
	if unit, _ := args["bucket"].(string); unit != "" {
		q.Bucket, q.Order = demand.Unit(unit), tally.Order{By: tally.ByGroup}
	}
	if given, ok := args["orderBy"].(map[string]any); ok {
		field, _ := given["field"].(string)
		q.Order = tally.Order{By: tally.OrderBy(field), Desc: given["direction"] == "DESC"}
	}
	if asOf, ok := args["asOf"].(map[string]any); ok && slices.Contains(q.By, tally.Status) {
		// The status rests on all positions on an actor's own word, whichever are counted.
		if q.Statuses, err = b.positions(nil, asOf, counting{ownWordOnly: true, rollUp: true}); err != nil {
			return nil, err
		}
	}
	having, _ := args["having"].(map[string]any)
	for name, at := range statsCounts {
		condition, ok := having[name].(map[string]any)
		if !ok {
			continue
		}
		if q.Having[at], err = rangeOf(condition); err != nil {
			return nil, within("having", within(name, err))
		}
	}
	q.Articles = q.Having[tally.Articles] != tally.Range{} || q.Order.By == tally.ByArticles
	q.Dates = q.Order.By == tally.ByFirst || q.Order.By == tally.ByLast
	return q, nil
}

// statsCounts are the counts of a group by the names of their fields.
var statsCounts = map[string]tally.Count{
	"demandCount": tally.Demands, "positionCount": tally.Positions, "actorCount": tally.Actors, "articleCount": tally.Articles,
}

// sizeOf reads the argument first of what is no page: 0 to max.
func sizeOf(args map[string]any, max int) (int, error) {
	n, err := scalar.UnmarshalInt(args["first"])
	switch {
	case args["first"] == nil:
		return max, nil
	case err != nil:
		return 0, within("first", bad("%v", err))
	case n < 0 || n > max:
		return 0, within("first", bad("must be 0 to %d", max))
	}
	return n, nil
}

// rangeOf reads a condition on a count, which is a whole number.
func rangeOf(given map[string]any) (r tally.Range, err error) {
	least := func(n int) {
		if r.Min == nil || n > *r.Min {
			r.Min = &n
		}
	}
	most := func(n int) {
		if r.Max == nil || n < *r.Max {
			r.Max = &n
		}
	}
	for op, v := range given {
		if v == nil {
			continue
		}
		n, err := scalar.UnmarshalInt(v)
		if err != nil {
			return r, within(op, bad("%v", err))
		}
		switch op {
		case "eq":
			least(n)
			most(n)
		case "gt":
			least(n + 1)
		case "gte":
			least(n)
		case "lt":
			most(n - 1)
		case "lte":
			most(n)
		}
	}
	return r, nil
}

// stats gives the work of statistics.
func (b *builder) stats(q *tally.Query, f graphql.CollectedField) (work, error) {
	s := b.shows()
	typeName := f.Definition.Type.Name()
	var plan object[*tally.Result]
	for _, sub := range b.collect(f.Selections, typeName) {
		var write func(*writer, *tally.Result)
		var err error
		switch sub.Name {
		case "__typename":
			write = func(w *writer, _ *tally.Result) { w.string(typeName) }
		case "groups":
			var group object[*tally.Group]
			group, err = b.statsGroup(s, q, sub)
			write = func(w *writer, r *tally.Result) { writeList(w, r.Groups, group.write) }
		case "otherGroups":
			write = func(w *writer, r *tally.Result) { w.int(int64(r.OtherGroups)) }
		case "otherDemands":
			write = func(w *writer, r *tally.Result) { w.int(int64(r.OtherDemands)) }
		case "otherPositions":
			write = func(w *writer, r *tally.Result) { w.int(int64(r.OtherPositions)) }
		case "truncated":
			write = func(w *writer, r *tally.Result) { w.bool(r.Truncated) }
		default:
			err = unanswered(sub)
		}
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		plan.add(sub.Alias, write)
	}
	return func(r *reading) (func(*writer), error) {
		result, err := q.Count(r, r)
		if err != nil {
			return nil, tooMany(err)
		}
		for _, g := range result.Groups {
			for i, d := range q.By {
				if kind := groupKinds[d]; kind != "" {
					s.want(kind, g.Members[i])
				}
			}
		}
		return func(w *writer) { plan.write(w, result) }, s.read(r)
	}, nil
}

// tooMany says what to do about groups beyond what can be counted.
func tooMany(err error) error {
	var many *tally.TooMany
	if errors.As(err, &many) {
		return refused("%v: group by less, by a longer bucket, or count fewer with a filter", err)
	}
	return err
}

// groupKinds are the dimensions whose values are nodes; groupFields says which field
// of a group shows which.
var (
	groupKinds = map[tally.Dimension]demand.NodeKind{
		tally.Actor: demand.KindActor, tally.Demander: demand.KindActor, tally.Addressee: demand.KindActor,
		tally.Topic: demand.KindTopic, tally.Region: demand.KindRegion,
	}
	groupFields = map[string]tally.Dimension{
		"actor": tally.Actor, "demander": tally.Demander, "addressee": tally.Addressee, "actorType": tally.ActorType,
		"topic": tally.Topic, "region": tally.Region, "kind": tally.Kind, "side": tally.Side, "status": tally.Status,
		"certainty": tally.Certainty, "publisher": tally.Publisher,
	}
)

// statsGroup gives the plan of a group, and says in q what it needs.
func (b *builder) statsGroup(s *shown, q *tally.Query, f graphql.CollectedField) (object[*tally.Group], error) {
	typeName := f.Definition.Type.Name()
	var plan object[*tally.Group]
	for _, sub := range b.collect(f.Selections, typeName) {
		write, err := b.statsField(s, q, typeName, sub)
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		plan.add(sub.Alias, write)
	}
	return plan, nil
}

func (b *builder) statsField(s *shown, q *tally.Query, typeName string, f graphql.CollectedField) (func(*writer, *tally.Group), error) {
	if d, ok := groupFields[f.Name]; ok {
		return b.groupMember(s, slices.Index(q.By, d), groupKinds[d], f.Selections)
	}
	if count, ok := statsCounts[f.Name]; ok {
		q.Articles = q.Articles || count == tally.Articles
		return func(w *writer, g *tally.Group) { w.int(int64(g.Counts[count])) }, nil
	}
	switch f.Name {
	case "__typename":
		return func(w *writer, _ *tally.Group) { w.string(typeName) }, nil
	case "bucket":
		plan, err := b.dateBucket(f)
		return func(w *writer, g *tally.Group) {
			if g.Start == "" {
				w.null()
				return
			}
			plan.write(w, g)
		}, err
	case "firstDate":
		q.Dates = true
		return func(w *writer, g *tally.Group) { writeText(w, g.First.String()) }, nil
	case "lastDate":
		q.Dates = true
		return func(w *writer, g *tally.Group) { writeText(w, g.Last.String()) }, nil
	}
	return nil, unanswered(f)
}

// groupMember writes a member of a group, a node or a value; null where it is
// missing, or where the groups are not by it (at is -1).
func (b *builder) groupMember(s *shown, at int, kind demand.NodeKind, set ast.SelectionSet) (func(*writer, *tally.Group), error) {
	write := writeText
	if kind != "" {
		var err error
		if write, err = s.node(kind, set); err != nil {
			return nil, err
		}
	}
	return func(w *writer, g *tally.Group) {
		if at < 0 {
			w.null()
			return
		}
		write(w, g.Members[at])
	}, nil
}

// writeText writes a text, null for an empty one.
func writeText(w *writer, text string) {
	if text == "" {
		w.null()
		return
	}
	w.string(text)
}

func (b *builder) dateBucket(f graphql.CollectedField) (object[*tally.Group], error) {
	var plan object[*tally.Group]
	for _, sub := range b.collect(f.Selections, "DateBucket") {
		switch sub.Name {
		case "__typename":
			plan.add(sub.Alias, func(w *writer, _ *tally.Group) { w.string("DateBucket") })
		case "start":
			plan.add(sub.Alias, func(w *writer, g *tally.Group) { w.string(g.Start) })
		case "end":
			plan.add(sub.Alias, func(w *writer, g *tally.Group) { w.string(g.End) })
		default:
			return nil, unanswered(sub)
		}
	}
	return plan, nil
}
