package neo4j

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/store"
)

//go:embed migrations/*.cypher
var migrationFiles embed.FS

// migrations are the statements of each version of the schema, the first at index 0.
var migrations = func() [][]string {
	files, err := fs.Glob(migrationFiles, "migrations/*.cypher") // in the order of their numbers
	if err != nil {
		panic(err)
	}
	all := make([][]string, len(files))
	for i, name := range files {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		if !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			panic("neo4j: migration " + name + " is not number " + fmt.Sprint(i+1))
		}
		all[i] = statementsOf(string(text))
	}
	return all
}()

// statementsOf splits a migration at the semicolons that end a line.
func statementsOf(text string) []string {
	var kept []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "//") {
			kept = append(kept, line)
		}
	}
	var out []string
	for statement := range strings.SplitSeq(strings.Join(kept, ""), ";\n") {
		if statement = strings.TrimSpace(statement); statement != "" {
			out = append(out, statement)
		}
	}
	return out
}

// Migrate is described at store.Store. Its statements may run twice, so an
// interrupted migration goes on where it stopped and two at once do no harm.
func (s *Store) Migrate(ctx context.Context) error {
	rows, err := s.run(ctx, "MATCH (c:ChangeLog) RETURN c.schema", nil)
	if err != nil {
		return failed(err)
	}
	version := 0
	if len(rows) > 0 {
		n, _ := rows[0].Values[0].(int64)
		version = int(n)
	}
	if version > len(migrations) {
		return store.Errorf(store.Newer, "the Neo4j database has schema %d and this program knows %d: it was made by a newer program", version, len(migrations))
	}
	for ; version < len(migrations); version++ {
		if err := s.migrateTo(ctx, version+1); err != nil {
			return err
		}
	}
	return nil
}

// searchAnew is the migration after which the words of nodes are written anew.
const searchAnew = 2

// migrateTo runs one migration. Neo4j wants each change of the schema in a
// transaction without changes of data.
func (s *Store) migrateTo(ctx context.Context, version int) error {
	for _, statement := range migrations[version-1] {
		if err := s.exec(ctx, statement, nil); err != nil {
			return failed(err)
		}
	}
	if err := s.exec(ctx, "CALL db.awaitIndexes(600)", nil); err != nil {
		return failed(err)
	}
	if version == searchAnew {
		if err := s.writeWords(ctx); err != nil {
			return failed(err)
		}
	}
	if version == neighboursAnew {
		if err := s.writeNeighbours(ctx); err != nil {
			return failed(err)
		}
	}
	return failed(s.exec(ctx, `MERGE (c:ChangeLog {name: 'changes'}) ON CREATE SET c.version = 0 SET c.schema = $version
WITH c WHERE NOT EXISTS { (c)-[:LISTED]->() } CREATE (c)-[:LISTED {list: 'changes', sort: $sort}]->(c)`,
		map[string]any{"version": version, "sort": versionSort(0)}))
}

// writeWords writes what the full-text indexes read of every node, a batch after the other.
func (s *Store) writeWords(ctx context.Context) error {
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		columns := wordColumns(k)
		if len(columns) == 0 {
			continue
		}
		var sets, reads []string
		for j, c := range columns {
			sets = append(sets, fmt.Sprintf("n.%s = r[%d]", c.name, j+1))
		}
		names := slices.Concat(k.Named, k.Worded)
		for _, name := range names {
			reads = append(reads, "n."+name)
		}
		for after := ""; ; {
			found, err := s.run(ctx, fmt.Sprintf("MATCH (n:%s) WHERE n.key > $after RETURN n.key, %s ORDER BY n.key LIMIT %d", k.Name, strings.Join(reads, ", "), batch), map[string]any{"after": after})
			if err != nil {
				return err
			}
			if len(found) == 0 {
				break
			}
			rows := make([]any, len(found))
			for j, r := range found {
				after = text(r.Values[0])
				props := map[string]any{}
				for at, name := range names {
					p, _ := k.Prop(name)
					props[name] = value(p.Type, r.Values[at+1])
				}
				rows[j] = append([]any{after}, row(columns, props)...)
			}
			if err := s.exec(ctx, fmt.Sprintf("UNWIND $rows AS r MATCH (n:%s {key: r[0]}) SET %s", k.Name, strings.Join(sets, ", ")), map[string]any{"rows": rows}); err != nil {
				return err
			}
		}
	}
	return nil
}
