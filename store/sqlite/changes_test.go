package sqlite

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
)

func TestApply(t *testing.T) {
	s := openTest(t)
	dry, err := s.Apply(t.Context(), setOf(summit()), true)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := s.Version(t.Context()); v != 0 || dry.Version != 0 || rowsLeft(t, s) != 0 {
		t.Fatalf("a dry run wrote: version %d, report %+v", v, dry)
	}
	r := mustApply(t, s, setOf(summit()))
	if r.Version != 1 || len(r.Created) < 20 || !slices.Equal(r.Created, dry.Created) {
		t.Fatalf("report is %+v", r)
	}
	again := mustApply(t, s, setOf(summit()))
	if again.Version != 0 || len(again.Created)+len(again.Updated)+len(again.Deleted) != 0 {
		t.Fatalf("loading again changed something: %+v", again)
	}
	records, err := s.Log(t.Context(), 0, 10)
	if err != nil || len(records) != 1 || records[0].Version != 1 || !slices.Equal(records[0].Created, r.Created) {
		t.Fatalf("the log is %+v, %v", records, err)
	}
	ids, err := s.Contributions(t.Context(), "run-1")
	if err != nil || !slices.Equal(ids, []string{summit().ID()}) {
		t.Fatalf("contributions are %v, %v", ids, err)
	}
	gone := mustApply(t, s, &change.Set{Import: change.Import{Key: "run-2", StartedAt: "2025-09-02T00:00:00Z"}, Remove: ids})
	if len(gone.Deleted) != len(r.Created) || gone.Version != 2 {
		t.Fatalf("taking it back: %+v", gone)
	}
	if n := rowsLeft(t, s); n != 0 {
		t.Fatalf("%d rows are left", n)
	}
	if n := count(t, s, "SELECT count(*) FROM list WHERE n != 0 AND name NOT LIKE 'imports%'"); n != 0 {
		t.Fatalf("%d lists still count something", n)
	}
}

// A change of one node leaves what it does not touch, and moves a single edge.
func TestApplyChange(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	doc := summit()
	doc.Positions[0].For = "allies"
	doc.Positions[1].Date = demand.MustParseDate("2025-08-18")
	doc.Demands[0].Summary = "Kyiv withdraws from the Donbas"
	r := mustApply(t, s, setOf(doc))
	if len(r.Created) != 0 || len(r.Deleted) != 0 {
		t.Fatalf("report is %+v", r)
	}
	if n := count(t, s, `SELECT count(*) FROM Position p JOIN Actor a ON a.id = p."FOR" WHERE p.key = 'p1' AND a.key = 'allies'`); n != 1 {
		t.Error("the edge FOR was not moved")
	}
	if count(t, s, "SELECT count(*) FROM summaries('withdraws kyiv')") != 1 || count(t, s, "SELECT count(*) FROM summaries('ukraine')") != 0 {
		t.Error("the full-text index does not follow")
	}
}

// What Nodes reads of a node is what was written of it.
func TestNodesComeBackAsWritten(t *testing.T) {
	s := openTest(t)
	err := s.write(t.Context(), func(se *session) error {
		writes, _, err := change.Plan(t.Context(), graph{se}, setOf(summit()), testNow)
		if err != nil {
			return err
		}
		if _, err := writeAll(t.Context(), se, writes); err != nil {
			return err
		}
		edges, entries := map[demand.Ref][]change.Edge{}, map[demand.Ref][]change.Entry{}
		for _, e := range writes.CreateEdges {
			owner, _, _ := ends(e)
			edges[owner] = append(edges[owner], e)
		}
		for _, e := range writes.CreateEntries {
			entries[e.Node] = append(entries[e.Node], e)
		}
		for _, want := range writes.Create {
			got, err := graph{se}.Nodes(t.Context(), []demand.Ref{want.Ref})
			if err != nil || len(got) != 1 {
				return err
			}
			for name, v := range want.Props {
				if !reflect.DeepEqual(got[0].Props[name], v) {
					t.Errorf("%s.%s is %#v, was %#v", want.Ref, name, got[0].Props[name], v)
				}
			}
			for name, v := range got[0].Props {
				if want.Props[name] == nil && name != "key" {
					t.Errorf("%s.%s is %#v, was missing", want.Ref, name, v)
				}
			}
			if len(got[0].Edges) != len(edges[want.Ref]) || len(got[0].Entries) != len(entries[want.Ref]) {
				t.Errorf("%s has %d edges and %d entries, wrote %d and %d", want.Ref, len(got[0].Edges), len(got[0].Entries), len(edges[want.Ref]), len(entries[want.Ref]))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An error in the middle leaves nothing behind.
func TestWritesAreWholeOrNotAtAll(t *testing.T) {
	s := openTest(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.write(ctx, func(se *session) error {
		writes, _, err := change.Plan(ctx, graph{se}, setOf(summit()), testNow)
		if err != nil {
			return err
		}
		if _, err := writeAll(ctx, se, writes); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if err == nil {
		t.Fatal("a cancelled write was committed")
	}
	if rowsLeft(t, s) != 0 {
		t.Fatal("something is left of it")
	}
	mustApply(t, s, setOf(summit()))
}
