package demand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestContradictions(t *testing.T) {
	conflicts := []DemandRelation{{"new", "old", RelationKindConflictsWith}}
	for _, tt := range []struct {
		name      string
		relations []DemandRelation
		acts      []string // as in TestShifts
		want      string   // "ACTOR POSITION+POSITION", divided by ", "
	}{
		{"for both", conflicts, []string{"old a DEMANDS", "new a SUPPORTS"}, "a p1+p2"},
		{"whichever came first", conflicts, []string{"new a DEMANDS", "old a SUPPORTS"}, "a p1+p2"},
		{"said by both demands", append(conflicts, DemandRelation{"old", "new", RelationKindConflictsWith}), []string{"old a DEMANDS", "new a SUPPORTS"}, "a p1+p2"},
		{"one of them is superseded", []DemandRelation{{"new", "old", RelationKindSupersedes}}, []string{"old a DEMANDS", "new a SUPPORTS"}, ""},
		{"dropped before", conflicts, []string{"old a DEMANDS", "old a DROPS", "new a SUPPORTS"}, ""},
		{"against one", conflicts, []string{"old a OPPOSES", "new a SUPPORTS"}, ""},
		{"two actors", conflicts, []string{"old a DEMANDS", "new b SUPPORTS"}, ""},
		{"two who speak for one", conflicts, []string{"old putin for russia DEMANDS", "new lavrov for russia ACCEPTS"}, "russia p1+p2"},
		{"once for itself, once for another", conflicts, []string{"old a DEMANDS", "new a for b DEMANDS"}, "a p1+p2"},
		{"always for another", conflicts, []string{"old a for b DEMANDS", "new a for b DEMANDS", "third a DEMANDS"}, "b p1+p2"},
		{"according to another", conflicts, []string{"old a DEMANDS", "new a DEMANDS according to b"}, ""},
		{"the last positions", conflicts, []string{"old a DEMANDS", "new a DEMANDS", "old a REITERATES"}, "a p2+p3"},
		{"conflicts with itself", []DemandRelation{{"old", "old", RelationKindConflictsWith}}, []string{"old a DEMANDS"}, ""},
	} {
		var acts []Act
		for i, line := range tt.acts {
			demand, rest, _ := strings.Cut(line, " ")
			a := say(t, rest)[0]
			a.Key, a.Demand, a.Date = fmt.Sprintf("p%d", i+1), demand, MustParseDate(fmt.Sprintf("2025-08-%02d", i+1))
			acts = append(acts, a)
		}
		var got []string
		for _, c := range ContradictionsOf(acts, tt.relations, nil) {
			got = append(got, fmt.Sprintf("%s %s+%s", c.Actor, c.Positions[0], c.Positions[1]))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// An actor contradicts itself where its stance on both demands is for them.
func TestContradictionsAreStances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts, at := genActs.Draw(t, "acts"), genMoment.Draw(t, "at")
		on := map[string][]Act{}
		for _, a := range acts {
			on[a.Demand] = append(on[a.Demand], a)
		}
		var want []string
		actors := map[string]bool{}
		for _, s := range append(StancesOf(on["d1"], at), StancesOf(on["d2"], at)...) {
			actors[s.Actor] = true
		}
		for _, actor := range sortedKeys(actors) {
			one, _ := StanceOf(on["d1"], actor, at)
			two, _ := StanceOf(on["d2"], actor, at)
			if one.Side == SideFor && two.Side == SideFor {
				want = append(want, actor)
			}
		}
		var got []string
		for _, c := range ContradictionsOf(acts, []DemandRelation{{"d2", "d1", RelationKindConflictsWith}}, at) {
			got = append(got, c.Actor)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
