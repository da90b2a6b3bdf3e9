package sqlite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"demandgraph/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the scripts, in order: the first makes schema 1 of an empty file.
var migrations = func() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	scripts := make([]string, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		scripts[i] = string(text)
	}
	return scripts
}()

// searchAnew is the migration after which the full-text indexes are empty.
const searchAnew = 3

// applicationID marks the files of this program ("DGRF").
const applicationID = 0x44475246

// Migrate is described at store.Store. All migrations are one transaction.
func (s *Store) Migrate(ctx context.Context) error {
	current := false
	err := s.with(ctx, s.writer, "BEGIN", func(se *session) error {
		version, err := schemaVersion(ctx, se)
		current = version == int64(len(migrations))
		return err
	})
	if err != nil || current {
		return err
	}
	return s.write(ctx, func(se *session) error {
		version, err := schemaVersion(ctx, se)
		if err != nil {
			return err
		}
		fill := version < searchAnew
		for ; version < int64(len(migrations)); version++ {
			if err := se.script(ctx, migrations[version]); err != nil {
				return err
			}
			if err := se.script(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1)); err != nil {
				return err
			}
		}
		if fill {
			return se.indexAll(ctx)
		}
		return nil
	})
}

// schemaVersion is the number of migrations that the file has seen.
func schemaVersion(ctx context.Context, se *session) (int64, error) {
	version, err := se.number(ctx, "PRAGMA user_version")
	if err != nil {
		return 0, err
	}
	id, err := se.number(ctx, "PRAGMA application_id")
	if err != nil {
		return 0, err
	}
	tables, err := se.number(ctx, "SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return 0, err
	}
	if id != applicationID && (tables > 0 || version != 0) {
		return 0, store.Errorf(store.Invalid, "the file is an SQLite database of another program")
	}
	if version > int64(len(migrations)) {
		return 0, store.Errorf(store.Newer, "the database has schema %d, made by a newer program; this one knows schemas up to %d", version, len(migrations))
	}
	return version, nil
}
