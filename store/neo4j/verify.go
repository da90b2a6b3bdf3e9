package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
)

// verifier compares what is derived with a computation from scratch.
type verifier struct {
	graph
	ctx         context.Context
	counts      map[string]int64 // of each list, as its nodes have it
	differences []string
}

// Verify is described at store.Store. It reads everything, a batch of nodes after
// the other, and may tell of differences that are none where writes go on meanwhile.
func (s *Store) Verify(ctx context.Context) ([]string, error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	found, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		v := &verifier{graph: graph{tx}, ctx: ctx, counts: map[string]int64{}}
		for i := range demand.Kinds {
			if err := v.kind(&demand.Kinds[i]); err != nil {
				return nil, err
			}
		}
		err := v.lists()
		return v.differences, err
	})
	if err != nil {
		return nil, failed(err)
	}
	return found.([]string), nil
}

func (v *verifier) tell(format string, args ...any) {
	v.differences = append(v.differences, fmt.Sprintf(format, args...))
}

// kind checks all nodes of a kind.
func (v *verifier) kind(k *demand.Kind) error {
	after := ""
	for {
		var refs []demand.Ref
		err := v.each(v.ctx, fmt.Sprintf("MATCH (n:%s) WHERE n.key > $after RETURN n.key ORDER BY n.key LIMIT %d", k.Name, batch), map[string]any{"after": after}, func(row []any) error {
			after = text(row[0])
			refs = append(refs, demand.Ref{Kind: k.Name, Key: after})
			return nil
		})
		if err != nil || len(refs) == 0 {
			return err
		}
		v.counts[k.Plural] += 0
		nodes, err := v.Nodes(v.ctx, refs)
		if err != nil {
			return err
		}
		if err := v.nodes(k, nodes); err != nil {
			return err
		}
	}
}

// nodes checks nodes of one kind.
func (v *verifier) nodes(k *demand.Kind, nodes []*change.Node) error {
	derive, err := v.derivation(k.Name, nodes)
	if err != nil {
		return err
	}
	kept := v.counts[k.Plural]
	for _, n := range nodes {
		want := &change.Node{Ref: n.Ref, Props: maps.Clone(n.Props), Edges: n.Edges}
		entries := derive(want)
		for _, name := range []string{demand.SortName, "status", "madeOn", "lastActionOn"} {
			if _, ok := k.Prop(name); (ok || name == demand.SortName) && n.Props[name] != want.Props[name] {
				v.tell("%s: %s is %v and should be %v", n.Ref, name, n.Props[name], want.Props[name])
			}
		}
		v.entries(n, entries)
		for _, e := range entries {
			v.counts[e.List]++
		}
	}
	if v.counts[k.Plural] == kept { // no list of that name: the kept count is of the nodes themselves
		v.counts[k.Plural] += int64(len(nodes))
	}
	return nil
}

func (v *verifier) entries(n *change.Node, want []change.Entry) {
	has := map[change.Entry]int{}
	for _, e := range n.Entries {
		has[e]++
	}
	for _, e := range want {
		if has[e]--; has[e] < 0 {
			v.tell("%s: is not in the list %s at %q", n.Ref, e.List, e.Sort)
		}
	}
	for _, e := range slices.SortedFunc(maps.Keys(has), func(a, b change.Entry) int { return slices.Compare([]string{a.List, a.Sort}, []string{b.List, b.Sort}) }) {
		if has[e] > 0 {
			v.tell("%s: is in the list %s at %q and should not be", n.Ref, e.List, e.Sort)
		}
	}
}

// derivation reads what the derived values of nodes are computed from, and gives
// the computation.
func (v *verifier) derivation(kind demand.NodeKind, nodes []*change.Node) (func(*change.Node) []change.Entry, error) {
	keys := make([]string, len(nodes))
	for i, n := range nodes {
		keys[i] = n.Ref.Key
	}
	switch kind {
	case demand.KindDemand:
		return v.demands(keys)
	case demand.KindPosition:
		return v.positions(nodes)
	case demand.KindAnnotation:
		return v.annotations(nodes)
	}
	return change.DeriveOther, nil
}

func (v *verifier) demands(keys []string) (func(*change.Node) []change.Entry, error) {
	acts, err := v.Acts(v.ctx, keys)
	if err != nil {
		return nil, err
	}
	shown, err := v.Shown(v.ctx, keys)
	if err != nil {
		return nil, err
	}
	regions := map[string][]string{}
	err = v.each(v.ctx, "UNWIND $keys AS key MATCH (:Demand {key: key})-[:CONCERNS]->(r:Region) MATCH (r)-[:PART_OF*0..]->(above) RETURN DISTINCT key, above.key", map[string]any{"keys": keys}, func(row []any) error {
		regions[text(row[0])] = append(regions[text(row[0])], text(row[1]))
		return nil
	})
	return func(n *change.Node) []change.Entry {
		var articles []string
		for _, s := range shown[n.Ref.Key] {
			articles = append(articles, s.Articles...)
		}
		return change.DeriveDemand(n, acts[n.Ref.Key], articles, regions[n.Ref.Key])
	}, err
}

// target is the key of the node that an edge of a node leads to.
func target(n *change.Node, kind demand.EdgeKind) string {
	for _, e := range n.Edges {
		if e.Kind == kind {
			return e.To.Key
		}
	}
	return ""
}

func (v *verifier) positions(nodes []*change.Node) (func(*change.Node) []change.Entry, error) {
	var demands []string
	for _, n := range nodes {
		demands = append(demands, target(n, demand.On))
	}
	slices.Sort(demands)
	acts, err := v.Acts(v.ctx, slices.Compact(demands))
	byKey := map[string]demand.Act{}
	for _, of := range acts {
		for _, a := range of {
			byKey[a.Key] = a
		}
	}
	return func(n *change.Node) []change.Entry { return change.DerivePosition(n, byKey[n.Ref.Key]) }, err
}

func (v *verifier) annotations(nodes []*change.Node) (func(*change.Node) []change.Entry, error) {
	refs := map[demand.Ref]bool{}
	for _, n := range nodes {
		refs[demand.Ref{Kind: demand.KindArticle, Key: target(n, demand.InArticle)}] = true
	}
	articles, err := v.Nodes(v.ctx, slices.Collect(maps.Keys(refs)))
	byKey := map[string]*change.Node{"": {}}
	for _, a := range articles {
		byKey[a.Ref.Key] = a
	}
	return func(n *change.Node) []change.Entry {
		return change.DeriveAnnotation(n, byKey[target(n, demand.InArticle)])
	}, err
}

// lists checks the kept counts.
func (v *verifier) lists() error {
	kept := map[string]int64{}
	err := v.each(v.ctx, "MATCH (c:List) RETURN c.name, c.count", nil, func(row []any) error {
		kept[text(row[0])], _ = row[1].(int64)
		return nil
	})
	for _, name := range slices.Sorted(maps.Keys(v.counts)) {
		if kept[name] != v.counts[name] {
			v.tell("list %s: the kept count is %d and should be %d", name, kept[name], v.counts[name])
		}
		delete(kept, name)
	}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		if kept[name] != 0 {
			v.tell("list %s: the kept count is %d and should be 0", name, kept[name])
		}
	}
	return err
}
