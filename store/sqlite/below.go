package sqlite

import (
	"context"
	"database/sql/driver"
)

// ContributionsBelow is described at store.Store.
func (s *Store) ContributionsBelow(ctx context.Context, prefix string) ([]string, error) {
	var ids []string
	err := s.read(ctx, func(se *session) error {
		return se.each(ctx, "SELECT id FROM contribution WHERE id >= ? AND id < ? ORDER BY id", []any{prefix, prefix + "\U0010FFFF"}, func(row []driver.Value) error {
			ids = append(ids, text(row[0]))
			return nil
		})
	})
	return ids, err
}
