package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/tally"
)

// The bounds of facets: buckets of each, and lists of one root field that are counted.
const (
	maxFacetBuckets = 1000
	maxFacetLists   = 20
)

// faceted are the lists of one root field that are asked for facets. The field is then
// worked out: its tree is read as ever, and written once to see which lists it shows;
// each of these is scanned, the nodes of buckets are read, and the tree is written again.
type faceted struct {
	shown *shown
	lists []*facetList
}

// facetList is a connection of the operation with facets. Its lists are those of the nodes
// that it is found below, or one, at the root.
type facetList struct {
	of       *faceted
	kind     demand.NodeKind
	relation *demand.Relation // nil at the root
	where    *facts.Where     // by the filter
	fields   []*facetField
	seen     []listOf
	asked    map[*query.Items]bool
}

// listOf is a list of the answer: its page, and the node that it is of ("" at the root).
type listOf struct {
	page *query.Items
	key  string
}

// facetField is one field facets.
type facetField struct {
	by    []string
	first int
	out   map[*query.Items][]counted // by the page of the list
}

// counted is a Facet.
type counted struct {
	by      string
	buckets []tally.FacetBucket
	others  int
}

// facetsOf makes facets known to a connection: c is that of the list of a kind at the
// root, or by a relation, that given filters. It gives what records a list that is
// written.
func (b *builder) facetsOf(c *connection, kind demand.NodeKind, r *demand.Relation, given map[string]any) (see func(page *query.Items, key string)) {
	var l *facetList
	c.more = func(f graphql.CollectedField) (func(*writer, *query.Items), error) {
		if f.Name != "facets" {
			return nil, unanswered(f)
		}
		if b.facets == nil || r != nil && r.List == "" {
			return nil, noFacets()
		}
		if l == nil {
			l = &facetList{of: b.facets, kind: kind, relation: r}
			var err error
			if l.where, err = b.facetWhere(kind, r, given); err != nil {
				return nil, within("filter", err)
			}
			b.facets.lists = append(b.facets.lists, l)
		}
		return b.facetsField(l, f)
	}
	return func(page *query.Items, key string) {
		if l != nil && !l.asked[page] {
			l.asked[page] = true
			l.seen = append(l.seen, listOf{page, key})
		}
	}
}

// noFacets is the refusal of facets that would be a walk of their own for every node.
func noFacets() error {
	return refused("the facets of this list are not counted: ask for those of the list of its kind at the root, with a filter")
}

// facetWhere says which nodes a list holds: by its filter, and, below a node, by the list
// that Within adds.
func (b *builder) facetWhere(kind demand.NodeKind, r *demand.Relation, given map[string]any) (*facts.Where, error) {
	switch {
	case r != nil:
		own := &builder{op: b.op, query: &query.Query{}}
		conditions, err := own.conditions(kindOf(kind), given, defaultSwitches, belowNode)
		return &facts.Where{Conditions: conditions, Params: own.query.Params, Events: own.query.Events}, err
	case kind == demand.KindPosition:
		own := &builder{op: b.op, query: &query.Query{}}
		return own.positions(given, nil, counting{rollUp: true})
	}
	return b.nodesWhere(kind, given)
}

// facetsField reads the arguments of a field facets, and gives what writes it.
func (b *builder) facetsField(l *facetList, f graphql.CollectedField) (func(*writer, *query.Items), error) {
	args := b.arguments(f)
	field := &facetField{by: texts(args["by"])}
	var err error
	if field.first, err = sizeOf(args, maxFacetBuckets); err != nil {
		return nil, err
	}
	if len(field.by) == 0 {
		return nil, within("by", bad("name what to count by"))
	}
	l.fields = append(l.fields, field)
	plan, err := b.facet(l, f)
	return func(w *writer, page *query.Items) { writeList(w, field.out[page], plan.write) }, err
}

// facet gives the plan of a Facet.
func (b *builder) facet(l *facetList, f graphql.CollectedField) (object[*counted], error) {
	var out object[*counted]
	for _, sub := range b.collect(f.Selections, "Facet") {
		var write func(*writer, *counted)
		var err error
		switch sub.Name {
		case "__typename":
			write = func(w *writer, _ *counted) { w.string("Facet") }
		case "by":
			write = func(w *writer, c *counted) { w.string(c.by) }
		case "otherBuckets":
			write = func(w *writer, c *counted) { w.int(int64(c.others)) }
		case "buckets":
			var bucket func(by string) func(*writer, *tally.FacetBucket)
			bucket, err = b.facetBucket(l, sub.Selections)
			write = func(w *writer, c *counted) { writeList(w, c.buckets, bucket(c.by)) }
		default:
			err = unanswered(sub)
		}
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		out.add(sub.Alias, write)
	}
	return out, nil
}

// facetBucket gives what writes a FacetBucket of a facet.
func (b *builder) facetBucket(l *facetList, set ast.SelectionSet) (func(by string) func(*writer, *tally.FacetBucket), error) {
	type bucketOf struct {
		*tally.FacetBucket
		by string
	}
	var out object[bucketOf]
	for _, sub := range b.collect(set, "FacetBucket") {
		var write func(*writer, bucketOf)
		var err error
		switch sub.Name {
		case "__typename":
			write = func(w *writer, _ bucketOf) { w.string("FacetBucket") }
		case "value":
			write = func(w *writer, o bucketOf) { writeText(w, o.Value) }
		case "count":
			write = func(w *writer, o bucketOf) { w.int(int64(o.Count)) }
		case "node":
			var node func(*writer, demand.Ref)
			node, err = l.of.shown.anyNode(sub.Selections, l.nodes()...)
			write = func(w *writer, o bucketOf) {
				kind := tally.FacetNode(l.kind, o.by)
				if kind == "" {
					w.null()
					return
				}
				node(w, demand.Ref{Kind: kind, Key: o.Value})
			}
		default:
			err = unanswered(sub)
		}
		if err != nil {
			return nil, within(sub.Alias, err)
		}
		out.add(sub.Alias, write)
	}
	return func(by string) func(*writer, *tally.FacetBucket) {
		return func(w *writer, bucket *tally.FacetBucket) { out.write(w, bucketOf{bucket, by}) }
	}, nil
}

// nodes are the kinds of nodes that the facets asked for show.
func (l *facetList) nodes() []demand.NodeKind {
	var kinds []demand.NodeKind
	for _, field := range l.fields {
		for _, by := range field.by {
			if kind := tally.FacetNode(l.kind, by); kind != "" && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return kinds
}

// work works a field with facets out, that would else be read and written as it is.
func (of *faceted) work(root *rootField) work {
	return func(r *reading) (func(*writer), error) {
		answer := &query.Answer{}
		if root.query != nil {
			var err error
			if answer, err = r.store.Read(r, root.query); err != nil {
				return nil, err
			}
			r.saw(answer.Version)
		}
		write := func(w *writer) { root.write(w, &answer.Page) }
		for _, l := range of.lists {
			l.seen, l.asked = nil, map[*query.Items]bool{}
			for _, field := range l.fields {
				field.out = map[*query.Items][]counted{}
			}
		}
		dry := newWriter()
		defer dry.release()
		if write(dry); dry.err != nil {
			return write, nil // it will fail in the same way
		}
		return write, of.count(r)
	}
}

// count counts the facets of the lists that are shown.
func (of *faceted) count(r *reading) error {
	n := 0
	for _, l := range of.lists {
		if n += len(l.seen); n > maxFacetLists {
			return refused("the facets of more than %d lists are asked for: ask for those of fewer nodes at a time", maxFacetLists)
		}
		for _, list := range l.seen {
			if err := l.count(r, list); err != nil {
				return err
			}
		}
	}
	return of.shown.read(r)
}

// count scans a list once, for all its facets.
func (l *facetList) count(r *reading, list listOf) error {
	var names []string
	for _, field := range l.fields {
		names = append(names, field.by...)
	}
	slices.Sort(names)
	where := l.where
	if l.relation != nil {
		where = where.Within(l.relation.List, list.key)
	}
	all, err := tally.Facets(r, r, l.kind, where, slices.Compact(names))
	if err != nil {
		return tooMany(err)
	}
	for _, field := range l.fields {
		for _, by := range field.by {
			c := counted{by: by, buckets: all[by]}
			shown := min(len(c.buckets), field.first)
			c.buckets, c.others = c.buckets[:shown], len(c.buckets)-shown
			if kind := tally.FacetNode(l.kind, by); kind != "" {
				for _, bucket := range c.buckets {
					l.of.shown.want(kind, bucket.Value)
				}
			}
			field.out[list.page] = append(field.out[list.page], c)
		}
	}
	return nil
}
