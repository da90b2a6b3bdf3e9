package sqlite

import (
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/store"
)

var _ store.Store = (*Store)(nil)

func TestVerify(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	doc := summit()
	doc.Events[0].Start = demand.MustParseDate("2025-08-14")
	doc.Regions[2].PartOf = doc.Regions[2].PartOf[:1]
	doc.Demands[0].Addressees = nil
	doc.Article.PublishedAt = demand.MustParseDate("2025-08-20")
	mustApply(t, s, setOf(doc))
	wrong, err := s.Verify(t.Context())
	if err != nil || len(wrong) > 0 {
		t.Fatalf("a good graph is wrong: %v\n%s", err, strings.Join(wrong, "\n"))
	}
	for _, tc := range []struct{ harm, found string }{
		{"UPDATE Demand SET status = 'DROPPED' WHERE key = 'withdrawal'", "Demand withdrawal has status DROPPED"},
		{"UPDATE Position SET sort = sort || 'x' WHERE key = 'p1'", "Position p1 has sort"},
		{"UPDATE Annotation SET sort = 'x'", "has sort x"},
		{"UPDATE Demand SET lastActionOn = NULL WHERE key = 'borders'", "Demand borders has lastActionOn <nil>"},
		{"UPDATE Actor SET nameFolded = 'x' WHERE key = 'russia'", "Actor russia has nameFolded x"},
		{"UPDATE Event SET startLast = '2030-01-01'", "Event alaska has startLast"},
		{"UPDATE list SET n = n + 1 WHERE name = 'positions/actor:russia'", `"positions/actor:russia" says that it has 2`},
		{"UPDATE list SET n = n + 1 WHERE name = 'actors'", "actors are counted as 5, and are 4"},
		{"DELETE FROM entry WHERE list = (SELECT id FROM list WHERE name = 'demands/region:ukraine')", `is not in the list "demands/region:ukraine"`},
		{"INSERT INTO entry (list, sort, node) VALUES ((SELECT id FROM list WHERE name = 'demands'), 'x', (SELECT id FROM Demand LIMIT 1))", "and should not be"},
		{"INSERT INTO entry (list, sort, node) VALUES (1, 'x', 160000)", "for no node"},
		{"DELETE FROM names", "is not in the full-text index of names"},
	} {
		s := openTest(t)
		mustApply(t, s, setOf(summit()))
		err := s.write(t.Context(), func(se *session) error { return se.exec(t.Context(), tc.harm) })
		if err != nil {
			t.Fatal(err)
		}
		wrong, err := s.Verify(t.Context())
		if err != nil || !strings.Contains(strings.Join(wrong, "\n"), tc.found) {
			t.Errorf("%s: %v\n%s", tc.harm, err, strings.Join(wrong, "\n"))
		}
	}
}
