package sqlite

import (
	"testing"
)

// Of an older database nobody knows more than which imports brought its claims.
func TestImportsOfAnOlderDatabase(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	execute(t, s, "ALTER TABLE contribution DROP COLUMN assertedBy", "PRAGMA user_version = 4")
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int64{
		"SELECT count(*) FROM contribution": 1,
		"SELECT count(*) FROM contribution, json_each(assertedBy) j WHERE j.value = (SELECT key FROM Import)": 1,
	} {
		err := s.read(t.Context(), func(se *session) error {
			n, err := se.number(t.Context(), text)
			if n != want {
				t.Errorf("%s: %d, want %d", text, n, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
