package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
)

// batch is how many rows one statement writes at most.
const batch = 2000

// writer writes one set of rows inside a transaction.
type writer struct {
	ctx context.Context
	tx  neo4j.ManagedTransaction
	w   *change.Writes
}

// writeAll writes everything in the order that lets no two writers wait for each
// other: after the change log, nodes, edges and entries, and the counts of the lists
// last, by name.
func writeAll(ctx context.Context, tx neo4j.ManagedTransaction, version int64, w *change.Writes) error {
	wr := &writer{ctx, tx, w}
	for _, step := range []func() error{
		wr.createNodes, wr.updateNodes,
		wr.createEdges, wr.updateEdges, wr.deleteEdges,
		wr.createEntries, wr.deleteEntries, wr.deleteNodes,
		wr.contributions, wr.claims, wr.counts,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	// The entry that says which version the entries are of is made anew and last, see versionOf.
	if err := wr.exec("MATCH (log:ChangeLog)-[old:LISTED]->() DELETE old CREATE (log)-[:LISTED {list: 'changes', sort: $sort}]->(log)", map[string]any{"sort": versionSort(version)}); err != nil {
		return err
	}
	r := &w.Record
	return wr.exec(`CREATE (:Change {version: $version, at: $at, import: $import, created: $created, updated: $updated, deleted: $deleted})`,
		map[string]any{"version": version, "at": r.At, "import": r.Import, "created": refTexts(r.Created), "updated": refTexts(r.Updated), "deleted": refTexts(r.Deleted)})
}

// versionSort writes a version in the order of numbers.
func versionSort(version int64) string { return fmt.Sprintf("%019d", version) }

func (wr *writer) exec(text string, params map[string]any) error {
	result, err := wr.tx.Run(wr.ctx, text, params)
	if err != nil {
		return err
	}
	_, err = result.Consume(wr.ctx)
	return err
}

// unwind runs a statement, which begins with UNWIND $rows AS r, for all rows.
func (wr *writer) unwind(text string, rows []any) error {
	for part := range slices.Chunk(rows, batch) {
		if err := wr.exec("UNWIND $rows AS r "+text, map[string]any{"rows": part}); err != nil {
			return err
		}
	}
	return nil
}

// literal writes a map of columns whose values are at r[from], r[from+1], …
func literal(columns []column, from int) string {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s: r[%d]", c.name, from+i)
	}
	return "{" + b.String() + "}"
}

// nodes runs a statement for the nodes of each kind; the row is that of its columns.
func (wr *writer) nodes(nodes []*change.Node, text func(kind demand.NodeKind, props string) string) error {
	rows := map[demand.NodeKind][]any{}
	for _, n := range nodes {
		n.Props["key"] = n.Ref.Key
		rows[n.Ref.Kind] = append(rows[n.Ref.Kind], row(nodeColumns[n.Ref.Kind], n.Props))
	}
	for i := range demand.Kinds {
		k := demand.Kinds[i].Name
		if err := wr.unwind(text(k, literal(nodeColumns[k], 0)), rows[k]); err != nil {
			return err
		}
	}
	return nil
}

func (wr *writer) createNodes() error {
	return wr.nodes(wr.w.Create, func(kind demand.NodeKind, props string) string {
		return fmt.Sprintf("CREATE (:%s %s)", kind, props)
	})
}

func (wr *writer) updateNodes() error {
	return wr.nodes(wr.w.Update, func(kind demand.NodeKind, props string) string {
		return fmt.Sprintf("MATCH (n:%s {key: r[0]}) SET n = %s", kind, props)
	})
}

func (wr *writer) deleteNodes() error {
	return byKind(wr.w.Delete, func(kind demand.NodeKind, keys []string) error {
		return wr.unwind(fmt.Sprintf("MATCH (n:%s {key: r}) DETACH DELETE n", kind), anys(keys))
	})
}

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// edgeKind is what decides the statement that writes an edge.
type edgeKind struct {
	kind     demand.EdgeKind
	from, to demand.NodeKind
}

// edges runs a statement for the edges of each kind, the rows in the order of the
// edges: r[0] and r[1] are the keys of the ends, then come the columns.
func (wr *writer) edges(edges []change.Edge, text func(k edgeKind, props string) string) error {
	rows := map[edgeKind][]any{}
	var kinds []edgeKind
	for i := range edges {
		e := &edges[i]
		k := edgeKind{e.Kind, e.From.Kind, e.To.Kind}
		if rows[k] == nil {
			kinds = append(kinds, k)
		}
		rows[k] = append(rows[k], append([]any{e.From.Key, e.To.Key}, row(edgeColumns[e.Kind], e.Props)...))
	}
	for _, k := range kinds {
		if err := wr.unwind(text(k, literal(edgeColumns[k.kind], 2)), rows[k]); err != nil {
			return err
		}
	}
	return nil
}

func (wr *writer) createEdges() error {
	return wr.edges(wr.w.CreateEdges, func(k edgeKind, props string) string {
		if props == "{}" {
			props = ""
		}
		return fmt.Sprintf("MATCH (a:%s {key: r[0]}) MATCH (b:%s {key: r[1]}) CREATE (a)-[:%s %s]->(b)", k.from, k.to, k.kind, props)
	})
}

func (wr *writer) updateEdges() error {
	return wr.edges(wr.w.UpdateEdges, func(k edgeKind, props string) string { return k.match() + " SET e = " + props })
}

func (wr *writer) deleteEdges() error {
	return wr.edges(wr.w.DeleteEdges, func(k edgeKind, _ string) string { return k.match() + " DELETE e" })
}

// match finds the one edge of a row, by its ends and by what tells edges between
// the same ends apart; a missing value is told apart too.
func (k edgeKind) match() string {
	edge, _ := demand.EdgeOf(k.kind)
	text := fmt.Sprintf("MATCH (a:%s {key: r[0]}) MATCH (b:%s {key: r[1]}) MATCH (a)-[e:%s]->(b)", k.from, k.to, k.kind)
	for i, name := range edge.Identity {
		at := 2 + slices.IndexFunc(edgeColumns[k.kind], func(c column) bool { return c.name == name })
		join := " AND "
		if i == 0 {
			join = " WHERE "
		}
		text += fmt.Sprintf("%scoalesce(e.%s, '') = coalesce(r[%d], '')", join, name, at)
	}
	return text
}

// createEntries groups entries by node, so that each node is looked up once.
func (wr *writer) createEntries() error {
	entries := map[demand.Ref][]any{}
	var nodes []demand.Ref
	for _, e := range wr.w.CreateEntries {
		if entries[e.Node] == nil {
			nodes = append(nodes, e.Node)
		}
		entries[e.Node] = append(entries[e.Node], []any{e.List, e.Sort})
	}
	return byKind(nodes, func(kind demand.NodeKind, keys []string) error {
		rows := make([]any, len(keys))
		for i, key := range keys {
			rows[i] = []any{key, entries[demand.Ref{Kind: kind, Key: key}]}
		}
		return wr.unwind(fmt.Sprintf("MATCH (n:%s {key: r[0]}) UNWIND r[1] AS e CREATE (n)-[:LISTED {list: e[0], sort: e[1]}]->(n)", kind), rows)
	})
}

func (wr *writer) deleteEntries() error {
	rows := make([]any, len(wr.w.DeleteEntries))
	for i, e := range wr.w.DeleteEntries {
		rows[i] = []any{e.List, e.Sort}
	}
	return wr.unwind("MATCH ()-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = r[0] AND l.sort = r[1] DELETE l", rows)
}

func (wr *writer) counts() error {
	var rows []any
	for _, name := range slices.Sorted(maps.Keys(wr.w.Counts)) {
		rows = append(rows, []any{name, wr.w.Counts[name]})
	}
	return wr.unwind("MERGE (c:List {name: r[0]}) ON CREATE SET c.count = r[1] ON MATCH SET c.count = c.count + r[1]", rows)
}

func (wr *writer) contributions() error {
	if err := wr.unwind("MATCH (c:Contribution {id: r}) DELETE c", anys(wr.w.DeleteContributions)); err != nil {
		return err
	}
	rows := make([]any, len(wr.w.PutContributions))
	for i, c := range wr.w.PutContributions {
		rows[i] = []any{c.ID, c.Source, c.Claims, c.Imports, c.Lines, c.AssertedBy}
	}
	if err := wr.unwind("MERGE (c:Contribution {id: r[0]}) SET c = {id: r[0], source: r[1], claims: r[2], imports: r[3], lines: r[4], assertedBy: r[5]}", rows); err != nil {
		return err
	}
	rows = make([]any, len(wr.w.MarkContributions))
	for i, c := range wr.w.MarkContributions {
		rows[i] = []any{c.ID, c.AssertedBy}
	}
	return wr.unwind("MATCH (c:Contribution {id: r[0]}) SET c.assertedBy = r[1]", rows)
}

func (wr *writer) claims() error {
	if err := wr.unwind("MATCH (c:Claim {id: r}) DELETE c", anys(wr.w.DeleteClaims)); err != nil {
		return err
	}
	rows := make([]any, len(wr.w.PutClaims))
	for i, c := range wr.w.PutClaims {
		imports, err := json.Marshal(c.Imports)
		if err != nil {
			return err
		}
		rows[i] = []any{c.ID, string(c.Subject.Kind), c.Subject.Key, c.Body, string(imports)}
	}
	return wr.unwind("MERGE (c:Claim {id: r[0]}) SET c = {id: r[0], kind: r[1], key: r[2], body: r[3], imports: r[4]}", rows)
}
