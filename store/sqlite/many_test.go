package sqlite

import (
	"fmt"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
)

// many makes writes of n positions on one demand, by one actor, in the lists of
// both; one in ten is undated. It also makes n demands by the actor, each
// addressed to it, every tenth of them about a region.
func many(n int) *change.Writes {
	w := &change.Writes{Counts: map[string]int{}, Record: change.Record{At: "2025-09-01T00:00:00Z", Import: "run"}}
	node := func(kind demand.NodeKind, key string, props map[string]any, sort string, lists ...string) demand.Ref {
		ref := demand.Ref{Kind: kind, Key: key}
		if props == nil {
			props = map[string]any{}
		}
		props["createdAt"], props["updatedAt"] = "2025-09-01T00:00:00Z", "2025-09-01T00:00:00Z"
		if kindOf(kind).Sorted {
			props[demand.SortName] = sort
		}
		w.Create = append(w.Create, &change.Node{Ref: ref, Props: props})
		for _, list := range lists {
			w.CreateEntries = append(w.CreateEntries, change.Entry{List: list, Sort: sort, Node: ref})
			w.Counts[list]++
		}
		if kind != demand.KindDemand && kind != demand.KindPosition {
			w.Counts[kindOf(kind).Plural]++
		}
		return ref
	}
	edge := func(kind demand.EdgeKind, from, to demand.Ref, props map[string]any) {
		w.CreateEdges = append(w.CreateEdges, change.Edge{Kind: kind, From: from, To: to, Props: props})
	}
	actor := node(demand.KindActor, "a", map[string]any{"name": "The actor", "type": "STATE"}, "The actor\x01a", demand.ListActorsByName)
	region := node(demand.KindRegion, "r", map[string]any{"name": "The region", "type": "CITY"}, "The region\x01r", demand.ListRegionsByName)
	busy := node(demand.KindDemand, "busy", map[string]any{"summary": "Busy"}, "!|busy", demand.ListDemands)
	kinds := demand.EnumValues("PositionKind")
	for i := range n {
		day := fmt.Sprintf("%04d-%02d-%02d", 2000+i%20, 1+i%12, 1+i%28)
		props := map[string]any{"kind": kinds[i%len(kinds)], "side": "FOR", "certainty": "ASSERTED", "date": day}
		madeOn := map[string]any{"summary": fmt.Sprintf("Demand number %d", i), "madeOn": day, "status": "OPEN"}
		if i%10 == 0 {
			day = demand.SortUndated
			delete(props, "date")
			delete(madeOn, "madeOn")
		}
		if i%3 == 0 {
			props["note"] = "Third"
		}
		key := fmt.Sprintf("p%06d", i)
		p := node(demand.KindPosition, key, props, day+"|1|a0|"+key, demand.ListPositions, demand.ListPositionsOfActor+"a", demand.ListPositionsOnDemand+"busy")
		edge(demand.Took, actor, p, nil)
		edge(demand.On, p, busy, nil)
		key = fmt.Sprintf("d%06d", i)
		lists := []string{demand.ListDemands, demand.ListDemandsMadeBy + "a", demand.ListDemandsAddressedTo + "a", demand.ListDemandsOfPair + "a>a"}
		if i%10 == 5 {
			lists = append(lists, demand.ListDemandsInRegion+"r")
		}
		d := node(demand.KindDemand, key, madeOn, day+"|"+key, lists...)
		edge(demand.AddressedTo, d, actor, map[string]any{"annotationKeys": []string{}, "importKeys": []string{}})
		if i%10 == 5 {
			edge(demand.Concerns, d, region, map[string]any{"note": "there"})
		}
	}
	return w
}

func write(t testing.TB, s *Store, w *change.Writes) {
	t.Helper()
	err := s.write(t.Context(), func(se *session) error {
		_, err := writeAll(t.Context(), se, w)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
