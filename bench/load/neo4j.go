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

	"demandgraph/bench/synthetic"
	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store/open"
)

// bareNeo4j writes rows and nothing else.
type bareNeo4j struct {
	driver neo4j.DriverWithContext
	create bool // CREATE what is new, where it else MERGEs
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
	for _, c := range w.PutContributions {
		out.add("MERGE (c:Contribution {id: r[0]}) SET c += {source: r[1], claims: r[2], imports: r[3], lines: r[4]}", []any{prefix + c.ID, c.Source, c.Claims, c.Imports, c.Lines})
	}
	for _, c := range w.PutClaims {
		imports, err := json.Marshal(c.Imports)
		if err != nil {
			panic(err) // numbers by name always marshal
		}
		out.add("MERGE (c:Claim {id: r[0]}) SET c += {kind: r[1], key: r[2], body: r[3], imports: r[4]}", []any{prefix + c.ID, string(c.Subject.Kind), key(c.Subject), c.Body, string(imports)})
	}
	for _, name := range slices.Sorted(maps.Keys(w.Counts)) {
		out.add("MERGE (c:List {name: r[0]}) ON CREATE SET c.count = r[1] ON MATCH SET c.count = c.count + r[1]", []any{prefix + name, w.Counts[name]})
	}
	return out.all
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

// warmUp is how many sets with articles are written before the clock starts, so
// that both sides' statements are planned.
const warmUp = 3

// measureNeo4j lets both sides write each set in turn.
func measureNeo4j(ctx context.Context, rawURL string, g *synthetic.Graph, create bool) error {
	s, err := open.Open(ctx, rawURL)
	if err != nil {
		return err
	}
	defer s.Close()
	if version, err := s.Version(ctx); err != nil || version > 0 {
		return fmt.Errorf("the database is not empty (%v)", err)
	}
	u, err := url.Parse(rawURL)
	if err != nil {
		return err
	}
	password, _ := u.User.Password()
	driver, err := neo4j.NewDriverWithContext(u.Scheme+"://"+u.Host, neo4j.BasicAuth(u.User.Username(), password, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	b, plans := &bareNeo4j{driver, create}, newMemory()
	var apply, bare tally
	articles := 0
	for set := range g.Sets() {
		w, _, err := change.Plan(ctx, plans, set, time.Now())
		if err != nil {
			return err
		}
		plans.write(w)
		rows := b.prepare(w)
		took := map[string]time.Duration{}
		sides := []func() error{
			func() error { return timed(took, "bare", func() error { return b.write(ctx, rows) }) },
			func() error {
				return timed(took, "apply", func() error { _, err := s.Apply(ctx, set, false); return err })
			},
		}
		if articles%2 == 1 {
			slices.Reverse(sides)
		}
		for _, side := range sides {
			if err := side(); err != nil {
				return err
			}
		}
		if set.Documents[0].Article == nil {
			continue
		}
		if articles++; articles > warmUp {
			apply.add(positions(w), took["apply"])
			bare.add(positions(w), took["bare"])
		}
		if articles%10 == 0 {
			log.Printf("%d sets", articles)
		}
	}
	if err := b.same(ctx); err != nil {
		return err
	}
	report(&apply, &bare)
	return nil
}

func timed(took map[string]time.Duration, name string, do func() error) error {
	start := time.Now()
	err := do()
	took[name] = time.Since(start)
	return err
}
