package neo4j

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

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
	return failed(s.exec(ctx, `MERGE (c:ChangeLog {name: 'changes'}) ON CREATE SET c.version = 0 SET c.schema = $version
WITH c WHERE NOT EXISTS { (c)-[:LISTED]->() } CREATE (c)-[:LISTED {list: 'changes', sort: $sort}]->(c)`,
		map[string]any{"version": version, "sort": versionSort(0)}))
}
