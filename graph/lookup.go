package graph

import (
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/query"
)

// maxIDs bounds how many nodes one field nodes(ids) finds.
const maxIDs = 100

// lookup answers a field that finds one node by kind and key.
func (b *builder) lookup(f graphql.CollectedField, ref query.LookupRef) (*rootField, error) {
	plans, err := b.lookupAll(f, []query.LookupRef{ref})
	return &rootField{query: b.query, write: func(w *writer, page *query.Items) {
		plans.write(w, nodeAt(page, 0))
	}}, err
}

// lookupAll asks for nodes and gives the plans to write them by.
func (b *builder) lookupAll(f graphql.CollectedField, refs []query.LookupRef) (plans byKind, err error) {
	b.query.Lookup = &query.Lookup{Refs: refs}
	plans = byKind{}
	for _, ref := range refs {
		if _, ok := plans[ref.Kind]; ok {
			continue
		}
		s := &query.Selection{Kind: ref.Kind}
		b.query.Lookup.Selects = append(b.query.Lookup.Selects, s)
		if plans[ref.Kind], err = b.node(s, f.Selections); err != nil {
			return nil, err
		}
	}
	return plans, nil
}

// nodeByID answers node(id).
func (b *builder) nodeByID(f graphql.CollectedField, args map[string]any) (*rootField, error) {
	ref, err := b.ref(args["id"])
	if err != nil {
		return nil, within("id", err)
	}
	return b.lookup(f, ref)
}

// nodesByID answers nodes(ids). An id that is given twice is read once.
func (b *builder) nodesByID(f graphql.CollectedField, args map[string]any) (*rootField, error) {
	ids := graphql.CoerceList(args["ids"])
	if len(ids) > maxIDs {
		return nil, within("ids", bad("there may be %d ids at most", maxIDs))
	}
	var refs []query.LookupRef
	places := make([]int, len(ids)) // of each id in refs
	seen := map[any]int{}
	for i, id := range ids {
		place, ok := seen[id]
		if !ok {
			ref, err := b.ref(id)
			if err != nil {
				return nil, within("ids", within("["+strconv.Itoa(i)+"]", err))
			}
			place = len(refs)
			refs, seen[id] = append(refs, ref), place
		}
		places[i] = place
	}
	if len(refs) == 0 {
		return &rootField{query: nil, write: func(w *writer, _ *query.Items) { w.b = append(w.b, "[]"...) }}, nil
	}
	plans, err := b.lookupAll(f, refs)
	return &rootField{query: b.query, write: func(w *writer, page *query.Items) {
		writeList(w, places, func(w *writer, place *int) { plans.write(w, nodeAt(page, *place)) })
	}}, err
}

// ref reads a global id.
func (b *builder) ref(id any) (query.LookupRef, error) {
	text, _ := id.(string)
	kind, key, err := demand.ParseGlobalID(text)
	if err != nil {
		return query.LookupRef{}, bad("%v; take one from the field id of a node", err)
	}
	return query.LookupRef{Kind: kind, Key: b.param(key)}, nil
}

// nodeAt is the node of an item, nil where there is none.
func nodeAt(page *query.Items, i int) *query.Node {
	if i >= len(page.Items) {
		return nil
	}
	return page.Items[i].Node
}
