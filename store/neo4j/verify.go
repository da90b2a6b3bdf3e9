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
	entries, err := change.Verify(v.ctx, v.graph, k.Name, nodes, v.tell)
	if err != nil {
		return err
	}
	kept := v.counts[k.Plural]
	for _, e := range entries {
		v.counts[e.List]++
	}
	if v.counts[k.Plural] == kept { // no list of that name: the kept count is of the nodes themselves
		v.counts[k.Plural] += int64(len(nodes))
	}
	return v.beside(k, nodes)
}

// beside compares what stands beside properties: folded texts, first and last days, and
// what the full-text indexes read.
func (v *verifier) beside(k *demand.Kind, nodes []*change.Node) error {
	byKey := map[string]*change.Node{}
	var keys []string
	for _, n := range nodes {
		byKey[n.Ref.Key] = n
		keys = append(keys, n.Ref.Key)
	}
	return v.each(v.ctx, fmt.Sprintf("UNWIND $keys AS key MATCH (n:%s {key: key}) RETURN key, properties(n)", k.Name), map[string]any{"keys": keys}, func(row []any) error {
		n, has := byKey[text(row[0])], row[1].(map[string]any)
		for _, c := range nodeColumns[k.Name] {
			if _, model := k.Prop(c.name); model || c.name == demand.SortName {
				continue
			}
			// A list is of texts here and of any there.
			if is, should := fmt.Sprintf("%q", has[c.name]), fmt.Sprintf("%q", c.value(n.Props)); is != should {
				v.tell("%s has %s %s, should have %s", n.Ref, c.name, is, should)
			}
		}
		return nil
	})
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
