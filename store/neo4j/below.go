package neo4j

import "context"

// ContributionsBelow are the ids of the contributions that begin with a prefix, in order:
// those of the documents that one file was divided into.
func (s *Store) ContributionsBelow(ctx context.Context, prefix string) ([]string, error) {
	rows, err := s.run(ctx, "MATCH (c:Contribution) WHERE c.id STARTS WITH $prefix RETURN c.id ORDER BY c.id", map[string]any{"prefix": prefix})
	if err != nil {
		return nil, failed(err)
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = text(r.Values[0])
	}
	return ids, nil
}
