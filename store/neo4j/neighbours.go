package neo4j

import (
	"context"

	"demandgraph/demand"
)

// neighboursAnew is the migration after which the lists of neighbouring demands are written.
const neighboursAnew = 4

// writeNeighbours puts the demands that are there into the lists of the actors that have to do
// with them and of the regions that they concern, and counts these: a batch after the other,
// each as often as one likes.
func (s *Store) writeNeighbours(ctx context.Context) error {
	entries := `UNWIND $keys AS key MATCH (d:Demand {key: key})
		WITH d, COLLECT { MATCH (d)<-[:ON]-(:Position)<-[:TOOK]-(a:Actor) RETURN DISTINCT $actor + a.key AS list
			UNION MATCH (d)<-[:ON]-(:Position)-[:FOR]->(a:Actor) RETURN DISTINCT $actor + a.key AS list
			UNION MATCH (d)-[:ADDRESSED_TO]->(a:Actor) RETURN DISTINCT $actor + a.key AS list
			UNION MATCH (d)-[:CONCERNS]->(r:Region) RETURN DISTINCT $region + r.key AS list } AS lists
		UNWIND lists AS name MERGE (d)-[:LISTED {list: name, sort: d.sort}]->(d)`
	counts := `UNWIND $keys AS key CALL (key) {
			MATCH ()-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $prefix + key AND l.sort > '' RETURN count(*) AS n }
		WITH key, n WHERE n > 0 MERGE (c:List {name: $prefix + key}) SET c.count = n`
	for _, step := range []struct {
		kind              demand.NodeKind
		statement, prefix string
	}{
		{demand.KindDemand, entries, ""},
		{demand.KindActor, counts, demand.ListDemandsOfActor},
		{demand.KindRegion, counts, demand.ListDemandsConcerning},
	} {
		for after := ""; ; {
			found, err := s.run(ctx, "MATCH (n:"+string(step.kind)+") WHERE n.key > $after WITH n.key AS key ORDER BY key LIMIT $size RETURN collect(key)",
				map[string]any{"after": after, "size": batch})
			if err != nil {
				return err
			}
			keys := items(found[0].Values[0])
			if len(keys) == 0 {
				break
			}
			after = text(keys[len(keys)-1])
			values := map[string]any{"keys": keys, "prefix": step.prefix, "actor": demand.ListDemandsOfActor, "region": demand.ListDemandsConcerning}
			if err := s.exec(ctx, step.statement, values); err != nil {
				return err
			}
		}
	}
	return nil
}
