package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
)

// graph is what change.Plan reads inside the write transaction.
type graph struct{ tx neo4j.ManagedTransaction }

// each runs a statement and hands out its rows.
func (g graph) each(ctx context.Context, text string, params map[string]any, row func(v []any) error) error {
	result, err := g.tx.Run(ctx, text, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if err := row(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}

func (g graph) Contributions(ctx context.Context, ids []string) ([]change.Contribution, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var out []change.Contribution
	err := g.each(ctx, "UNWIND $ids AS id MATCH (c:Contribution {id: id}) RETURN c.id, c.source, c.claims, c.imports, c.lines, c.assertedBy", map[string]any{"ids": ids}, func(v []any) error {
		c := change.Contribution{ID: text(v[0]), Source: text(v[1]), Claims: texts(v[2]), Imports: texts(v[3]), AssertedBy: texts(v[5])}
		for _, line := range items(v[4]) {
			n, _ := line.(int64)
			c.Lines = append(c.Lines, int(n))
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

// heldBy matches the contributions that are by an import. It reads all of them: imports are
// seldom asked for.
const heldBy = "MATCH (c:Contribution) WHERE ($import IN c.imports OR $import IN coalesce(c.assertedBy, []))"

func (g graph) HeldBy(ctx context.Context, importKey string, but []string) (held bool, err error) {
	err = g.each(ctx, heldBy+" AND NOT c.id IN $but RETURN c.id LIMIT 1", map[string]any{"import": importKey, "but": but}, func([]any) error {
		held = true
		return nil
	})
	return held, err
}

const claimColumns = " RETURN c.id, c.kind, c.key, c.body, c.imports"

func (g graph) Claims(ctx context.Context, ids []string) ([]change.Claim, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return g.claims(ctx, "UNWIND $ids AS id MATCH (c:Claim {id: id})"+claimColumns, map[string]any{"ids": ids})
}

func (g graph) ClaimsOf(ctx context.Context, subjects []demand.Ref) ([]change.Claim, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	return g.claims(ctx, "UNWIND $refs AS r MATCH (c:Claim {kind: r[0], key: r[1]})"+claimColumns, map[string]any{"refs": pairs(subjects)})
}

// pairs writes references as [kind, key].
func pairs(refs []demand.Ref) []any {
	out := make([]any, len(refs))
	for i, r := range refs {
		out[i] = []any{string(r.Kind), r.Key}
	}
	return out
}

func (g graph) claims(ctx context.Context, query string, params map[string]any) ([]change.Claim, error) {
	var out []change.Claim
	err := g.each(ctx, query, params, func(v []any) error {
		c := change.Claim{ID: text(v[0]), Subject: demand.Ref{Kind: demand.NodeKind(text(v[1])), Key: text(v[2])}, Body: text(v[3])}
		if err := json.Unmarshal([]byte(text(v[4])), &c.Imports); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

// Holder reads all contributions: it is asked for once, for a message.
func (g graph) Holder(ctx context.Context, claim string) (source string, err error) {
	err = g.each(ctx, "MATCH (c:Contribution) WHERE $claim IN c.claims RETURN min(c.source)", map[string]any{"claim": claim}, func(v []any) error {
		source = text(v[0])
		return nil
	})
	return source, err
}

func (g graph) Redirects(ctx context.Context, refs []demand.Ref) (map[demand.Ref]demand.Ref, error) {
	out := map[demand.Ref]demand.Ref{}
	if len(refs) == 0 {
		return out, nil
	}
	err := g.each(ctx, "UNWIND $refs AS r MATCH (x:Redirect {kind: r[0], key: r[1]}) RETURN x.kind, x.key, x.to", map[string]any{"refs": pairs(refs)}, func(v []any) error {
		kind := demand.NodeKind(text(v[0]))
		out[demand.Ref{Kind: kind, Key: text(v[1])}] = demand.Ref{Kind: kind, Key: text(v[2])}
		return nil
	})
	return out, err
}

func (g graph) Nodes(ctx context.Context, refs []demand.Ref) ([]*change.Node, error) {
	var out []*change.Node
	err := byKind(refs, func(kind demand.NodeKind, keys []string) error {
		k, _ := demand.KindOf(kind)
		props := append(append([]demand.Prop(nil), demand.Common...), k.Props...)
		if k.Sorted {
			props = append(props, demand.Prop{Name: demand.SortName, Type: demand.String})
		}
		return g.each(ctx, nodesText(kind), map[string]any{"keys": keys}, func(v []any) error {
			kept, _ := v[0].(map[string]any)
			n := &change.Node{Ref: demand.Ref{Kind: kind, Key: text(kept["key"])}, Props: modelProps(props, kept)}
			n.Edges = append(edgesOf(n.Ref, v[1], false), edgesOf(n.Ref, v[2], true)...)
			for _, e := range items(v[3]) {
				n.Entries = append(n.Entries, change.Entry{List: text(items(e)[0]), Sort: text(items(e)[1]), Node: n.Ref})
			}
			out = append(out, n)
			return nil
		})
	})
	return out, err
}

// nodesText reads nodes of a kind with the edges that they own and their entries.
func nodesText(kind demand.NodeKind) string {
	out, in := owned(kind)
	edges := func(types []string, pattern string) string {
		if len(types) == 0 {
			return "[]"
		}
		return fmt.Sprintf("COLLECT { MATCH "+pattern+" RETURN [type(e), labels(m)[0], m.key, properties(e)] }", strings.Join(types, "|"))
	}
	return fmt.Sprintf("UNWIND $keys AS key MATCH (n:%s {key: key}) RETURN properties(n) AS props, %s AS edgesOut, %s AS edgesIn, COLLECT { MATCH (n)-[l:LISTED]->() RETURN [l.list, l.sort] } AS entries",
		kind, edges(out, "(n)-[e:%s]->(m)"), edges(in, "(n)<-[e:%s]-(m)"))
}

func edgesOf(node demand.Ref, rows any, incoming bool) []change.Edge {
	var out []change.Edge
	for _, r := range items(rows) {
		v := items(r)
		kept, _ := v[3].(map[string]any)
		e := change.Edge{Kind: demand.EdgeKind(text(v[0])), From: node, To: demand.Ref{Kind: demand.NodeKind(text(v[1])), Key: text(v[2])}}
		if incoming {
			e.From, e.To = e.To, e.From
		}
		kind, _ := demand.EdgeOf(e.Kind)
		e.Props = modelProps(kind.AllProps(), kept)
		out = append(out, e)
	}
	return out
}

func (g graph) Acts(ctx context.Context, demands []string) (map[string][]demand.Act, error) {
	out := map[string][]demand.Act{}
	if len(demands) == 0 {
		return out, nil
	}
	err := g.each(ctx, `UNWIND $keys AS key MATCH (d:Demand {key: key})<-[:ON]-(p)<-[:TOOK]-(t)
OPTIONAL MATCH (p)-[:FOR]->(f) OPTIONAL MATCH (p)-[:ACCORDING_TO]->(o) OPTIONAL MATCH (p)-[:AT]->(e)
RETURN key, p.key, p.kind, t.key, f.key, o.key, p.date, e.key, e.startFirst, p.phase, p.order,
  COLLECT { MATCH (p)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(a) RETURN DISTINCT a.key ORDER BY a.key } ORDER BY key, p.sort`,
		map[string]any{"keys": demands}, func(v []any) error {
			order, _ := v[10].(int64)
			of := text(v[0])
			out[of] = append(out[of], demand.Act{
				Demand: of, Key: text(v[1]), Kind: demand.PositionKind(text(v[2])), Taker: text(v[3]), For: text(v[4]), AccordingTo: text(v[5]),
				Date: day(v[6]), Event: text(v[7]), EventFirst: text(v[8]), Phase: demand.Phase(text(v[9])), Order: int(order), Articles: texts(v[11]),
			})
			return nil
		})
	return out, err
}

func (g graph) Shown(ctx context.Context, demands []string) (map[string][]change.Shown, error) {
	out := map[string][]change.Shown{}
	if len(demands) == 0 {
		return out, nil
	}
	err := g.each(ctx, `UNWIND $keys AS key MATCH (d:Demand {key: key})
CALL (d) { RETURN d AS n UNION ALL MATCH (d)-[:HAS_TERM]->(n) RETURN n }
WITH key, n, COLLECT { MATCH (n)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(a) RETURN DISTINCT a.key ORDER BY a.key } AS articles
WHERE size(articles) > 0 RETURN key, labels(n)[0], n.key, articles`,
		map[string]any{"keys": demands}, func(v []any) error {
			of := text(v[0])
			out[of] = append(out[of], change.Shown{Node: demand.Ref{Kind: demand.NodeKind(text(v[1])), Key: text(v[2])}, Articles: texts(v[3])})
			return nil
		})
	return out, err
}

func (g graph) PositionsAt(ctx context.Context, events []string) ([]string, error) {
	return g.keys(ctx, "UNWIND $keys AS key MATCH (:Event {key: key})<-[:AT]-(p) RETURN p.key ORDER BY p.key", events)
}

func (g graph) AnnotationsIn(ctx context.Context, articles []string) ([]string, error) {
	return g.keys(ctx, "UNWIND $keys AS key MATCH (:Article {key: key})<-[:IN_ARTICLE]-(a) RETURN a.key ORDER BY a.key", articles)
}

func (g graph) DemandsIn(ctx context.Context, regions []string) ([]string, error) {
	return g.keys(ctx, `UNWIND $keys AS key MATCH (r:Region {key: key}) MATCH (r)<-[:PART_OF*0..]-(below) WITH DISTINCT below
MATCH (below)<-[:CONCERNS]-(d) RETURN DISTINCT d.key ORDER BY d.key`, regions)
}

// keys reads one column of keys.
func (g graph) keys(ctx context.Context, query string, keys []string) ([]string, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	var out []string
	err := g.each(ctx, query, map[string]any{"keys": keys}, func(v []any) error {
		out = append(out, text(v[0]))
		return nil
	})
	return out, err
}
