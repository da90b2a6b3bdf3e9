package neo4j

import "context"

// ContributionsBelow is described at store.Store.
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
