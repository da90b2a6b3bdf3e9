package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// reference answers by the rules alone: it holds the nodes and edges in memory,
// derives everything else from scratch after each write, and looks at every node
// for every question. Known answers come from it, and engines are compared with
// it. It is no engine: nothing in it is fast, or survives.
type reference struct {
	mu            sync.RWMutex
	nodes         map[demand.Ref]*change.Node // with Props only
	edges         map[string]change.Edge
	entries       map[change.Entry]bool // as they are kept by writes
	counts        map[string]int        // as they are kept by writes
	contributions map[string]change.Contribution
	claims        map[string]change.Claim
	log           []change.Record
	world         *world // what follows from nodes and edges
}

// Reference opens an empty store that answers by the rules alone.
func Reference(testing.TB) store.Store {
	r := &reference{
		nodes: map[demand.Ref]*change.Node{}, edges: map[string]change.Edge{}, entries: map[change.Entry]bool{}, counts: map[string]int{},
		contributions: map[string]change.Contribution{}, claims: map[string]change.Claim{},
	}
	r.world = newWorld(r.nodes, r.edges)
	return r
}

func (r *reference) Migrate(context.Context) error { return nil }
func (r *reference) Close() error                  { return nil }

func (r *reference) Version(context.Context) (int64, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return int64(len(r.log)), nil
}

func (r *reference) Log(_ context.Context, after int64, limit int) ([]change.Record, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	from := min(max(int(after), 0), len(r.log))
	return slices.Clone(r.log[from:min(from+limit, len(r.log))]), nil
}

func (r *reference) ContributionsBelow(_ context.Context, prefix string) ([]string, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(r.contributions)) {
		if strings.HasPrefix(id, prefix) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (r *reference) Contributions(_ context.Context, importKey string) ([]string, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(r.contributions)) {
		if heldBy(r.contributions[id], importKey) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (r *reference) Apply(ctx context.Context, set *change.Set, dryRun bool) (*change.Report, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	writes, report, err := change.Plan(ctx, (*referenceGraph)(r), set, time.Now())
	if err != nil || writes == nil || dryRun {
		return report, err
	}
	r.write(writes)
	report.Version = int64(len(r.log))
	return report, nil
}

func (r *reference) write(w *change.Writes) {
	for _, n := range append(slices.Clone(w.Create), w.Update...) {
		r.nodes[n.Ref] = &change.Node{Ref: n.Ref, Props: maps.Clone(n.Props)}
	}
	for _, e := range append(slices.Clone(w.CreateEdges), w.UpdateEdges...) {
		r.edges[edgeID(e)] = e
	}
	for _, e := range w.DeleteEdges {
		delete(r.edges, edgeID(e))
	}
	for _, ref := range w.Delete {
		delete(r.nodes, ref)
	}
	for _, e := range w.DeleteEntries {
		delete(r.entries, e)
	}
	for _, e := range w.CreateEntries {
		r.entries[e] = true
	}
	for list, by := range w.Counts {
		if r.counts[list] += by; r.counts[list] == 0 {
			delete(r.counts, list)
		}
	}
	for _, id := range w.DeleteContributions {
		delete(r.contributions, id)
	}
	for _, c := range w.PutContributions {
		r.contributions[c.ID] = c
	}
	for _, m := range w.MarkContributions {
		c := r.contributions[m.ID]
		c.AssertedBy = m.AssertedBy
		r.contributions[m.ID] = c
	}
	for _, id := range w.DeleteClaims {
		delete(r.claims, id)
	}
	for _, c := range w.PutClaims {
		r.claims[c.ID] = c
	}
	record := w.Record
	record.Version = int64(len(r.log)) + 1
	r.log = append(r.log, record)
	r.world = newWorld(r.nodes, r.edges)
}

// edgeID tells edges apart as the model does: by kind, ends and identity.
func edgeID(e change.Edge) string {
	kind, _ := demand.EdgeOf(e.Kind)
	id := []string{string(e.Kind), e.From.String(), e.To.String()}
	for _, name := range kind.Identity {
		text, _ := e.Props[name].(string)
		id = append(id, text)
	}
	return strings.Join(id, "\x00")
}

// Verify compares what writes kept with what follows from nodes and edges.
func (r *reference) Verify(context.Context) ([]string, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var wrong []string
	counts := map[string]int{}
	for list, entries := range r.world.lists {
		for _, e := range entries {
			if !r.entries[e] {
				wrong = append(wrong, fmt.Sprintf("missing entry: %s of %s at %q", e.List, e.Node, e.Sort))
			}
		}
		counts[list] = len(entries)
	}
	for e := range r.entries {
		if !slices.Contains(r.world.lists[e.List], e) {
			wrong = append(wrong, fmt.Sprintf("entry that should not be: %s of %s at %q", e.List, e.Node, e.Sort))
		}
	}
	for ref, n := range r.nodes {
		if ref.Kind != demand.KindDemand && ref.Kind != demand.KindPosition {
			k, _ := demand.KindOf(ref.Kind)
			counts[k.Plural]++
		}
		for _, name := range []string{demand.SortName, "status", "madeOn", "lastActionOn"} {
			if want := r.world.value(ref, name); n.Props[name] != want {
				wrong = append(wrong, fmt.Sprintf("%s of %s is %v, should be %v", name, ref, n.Props[name], want))
			}
		}
	}
	if !maps.Equal(counts, r.counts) {
		wrong = append(wrong, fmt.Sprintf("counts are %v, should be %v", r.counts, counts))
	}
	for _, e := range r.edges {
		if r.nodes[e.From] == nil || r.nodes[e.To] == nil {
			wrong = append(wrong, fmt.Sprintf("an edge leads nowhere: %s from %s to %s", e.Kind, e.From, e.To))
		}
	}
	slices.Sort(wrong)
	return wrong, nil
}

func (r *reference) Read(_ context.Context, q *query.Query) (*query.Answer, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	rd := &reader{world: r.world, params: q.Params}
	for _, p := range q.Events {
		if r.nodes[demand.Ref{Kind: demand.KindEvent, Key: rd.text(p)}] == nil {
			return nil, store.Errorf(store.NotFound, "no event with the key %q", rd.text(p))
		}
	}
	var items query.Items
	switch {
	case q.Lookup != nil:
		items = rd.lookup(q.Lookup)
	case q.List != nil:
		items = rd.list(q.List, demand.Ref{})
	default:
		items = rd.search(q.Search)
	}
	if rd.costly {
		return nil, store.Errorf(store.TooCostly, "more than %d to look at; a narrower filter helps", query.LookAhead)
	}
	return &query.Answer{Version: int64(len(r.log)), Page: items}, nil
}
