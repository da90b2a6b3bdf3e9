package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store/open"
)

// bareNeo4j writes rows and nothing else.
type bareNeo4j struct {
	driver neo4j.DriverWithContext
	create bool // CREATE what is new, where it else MERGEs
	// graphOnly leaves out what the store keeps to take documents back.
	graphOnly bool
}

// literal writes a map of columns whose values are at r[from], r[from+1], …
func literal(columns []column, from int) string {
	var parts []string
	for i, c := range columns {
		parts = append(parts, fmt.Sprintf("%s: r[%d]", c.name, from+i))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// prepare makes the statements and rows of writes.
func (b *bareNeo4j) prepare(w *change.Writes) []*batch {
	out := &batches{place: map[string]*batch{}}
	merge := "MERGE"
	if b.create {
		merge = "CREATE"
	}
	for i, nodes := range [][]*change.Node{w.Create, w.Update} {
		verb := merge
		if i == 1 {
			verb = "MERGE"
		}
		for _, n := range nodes {
			kind, _ := demand.KindOf(n.Ref.Kind)
			columns := nodeColumns(kind)
			out.add(fmt.Sprintf("%s (n:%s {key: r[0]}) SET n += %s", verb, kind.Name, literal(columns, 1)), append([]any{key(n.Ref)}, values(columns, n.Props)...))
		}
	}
	for i, edges := range [][]change.Edge{w.CreateEdges, w.UpdateEdges} {
		verb := merge
		if i == 1 {
			verb = "MERGE"
		}
		for _, e := range edges {
			kind, _ := demand.EdgeOf(e.Kind)
			columns := columnsOf(kind.AllProps())
			out.add(fmt.Sprintf("MATCH (a:%s {key: r[0]}) MATCH (b:%s {key: r[1]}) %s (a)-[e:%s%s]->(b)%s", e.From.Kind, e.To.Kind, verb, kind.Name, identity(kind, columns, e), set(columns)),
				append([]any{key(e.From), key(e.To)}, values(columns, keysOf(e.Props))...))
		}
	}
	for _, e := range w.DeleteEntries {
		out.add("MATCH ()-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = r[0] AND l.sort = r[1] DELETE l", []any{prefix + e.List, e.Sort})
	}
	b.entries(out, w, merge)
	b.counts(out, w)
	if b.graphOnly {
		return out.all
	}
	for _, c := range w.PutContributions {
		out.add("MERGE (c:Contribution {id: r[0]}) SET c += {source: r[1], claims: r[2], imports: r[3], lines: r[4], assertedBy: r[5]}", []any{prefix + c.ID, c.Source, c.Claims, c.Imports, c.Lines, c.AssertedBy})
	}
	for _, c := range w.PutClaims {
		imports, err := json.Marshal(c.Imports)
		if err != nil {
			panic(err) // numbers by name always marshal
		}
		out.add("MERGE (c:Claim {id: r[0]}) SET c += {kind: r[1], key: r[2], body: r[3], imports: r[4]}", []any{prefix + c.ID, string(c.Subject.Kind), key(c.Subject), c.Body, string(imports)})
	}
	return out.all
}

// counts writes how many entries lists have.
func (b *bareNeo4j) counts(out *batches, w *change.Writes) {
	for _, name := range slices.Sorted(maps.Keys(w.Counts)) {
		out.add("MERGE (c:List {name: r[0]}) ON CREATE SET c.count = r[1] ON MATCH SET c.count = c.count + r[1]", []any{prefix + name, w.Counts[name]})
	}
}

// entries writes the entries of each node together.
func (b *bareNeo4j) entries(out *batches, w *change.Writes, merge string) {
	of := map[demand.Ref][]any{}
	var nodes []demand.Ref
	for _, e := range w.CreateEntries {
		if of[e.Node] == nil {
			nodes = append(nodes, e.Node)
		}
		of[e.Node] = append(of[e.Node], []any{prefix + e.List, e.Sort})
	}
	for _, ref := range nodes {
		out.add(fmt.Sprintf("MATCH (n:%s {key: r[0]}) UNWIND r[1] AS e %s (n)-[:LISTED {list: e[0], sort: e[1]}]->(n)", ref.Kind, merge), []any{key(ref), of[ref]})
	}
}

// identity writes the properties that tell edges between the same nodes apart; a
// missing one cannot be merged by.
func identity(kind *demand.Edge, columns []column, e change.Edge) string {
	var parts []string
	for _, name := range kind.Identity {
		if e.Props[name] != nil {
			i := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
			parts = append(parts, fmt.Sprintf("%s: r[%d]", name, 2+i))
		}
	}
	if parts == nil {
		return ""
	}
	return " {" + strings.Join(parts, ", ") + "}"
}

func set(columns []column) string {
	if len(columns) == 0 {
		return ""
	}
	return " SET e += " + literal(columns, 2)
}

// write runs the statements of one set in one transaction.
func (b *bareNeo4j) write(ctx context.Context, all []*batch) error {
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for _, part := range all {
			result, err := tx.Run(ctx, "UNWIND $rows AS r "+part.text, map[string]any{"rows": part.rows})
			if err != nil {
				return nil, err
			}
			if _, err := result.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// warmUp is how many sets with positions are written before the clock starts, so
// that both sides' statements are planned.
const warmUp = 3

// measureNeo4j lets both sides write each set in turn.
func measureNeo4j(ctx context.Context, c config, w work) error {
	s, err := open.Open(ctx, c.url)
	if err != nil {
		return err
	}
	defer s.Close()
	if version, err := s.Version(ctx); err != nil || version > 0 {
		return fmt.Errorf("the database is not empty (%v)", err)
	}
	driver, err := connect(c.url)
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	b, plans := &bareNeo4j{driver: driver, create: c.create, graphOnly: c.graphOnly}, newMemory()
	var bare time.Duration
	m := newMeter(s, w)
	m.warmUp = warmUp
	m.aside = func(set *change.Set, counts bool) error {
		writes, _, err := change.Plan(ctx, plans, set, time.Now())
		if err != nil {
			return err
		}
		plans.write(writes)
		rows := b.prepare(writes)
		start := time.Now()
		if err := b.write(ctx, rows); err != nil {
			return err
		}
		if counts {
			bare += time.Since(start)
		}
		if m.sets%10 == 0 {
			log.Printf("%d sets", m.sets)
		}
		return nil
	}
	if err := w.do(ctx, m); err != nil {
		return err
	}
	if err := b.same(ctx); err != nil {
		return err
	}
	return report(m, bare)
}

// connect makes a driver for an address that has user and password in it.
func connect(rawURL string) (neo4j.DriverWithContext, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	password, _ := u.User.Password()
	return neo4j.NewDriverWithContext(u.Scheme+"://"+u.Host, neo4j.BasicAuth(u.User.Username(), password, ""))
}
