package demand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShifts(t *testing.T) {
	supersedes := []DemandRelation{{"new", "old", RelationKindSupersedes}}
	conflicts := []DemandRelation{{"new", "old", RelationKindConflictsWith}}
	for _, tt := range []struct {
		name      string
		relations []DemandRelation
		acts      []string // "DEMAND TAKER [for ACTOR] KIND"
		want      string   // "ACTOR FROM>TO SIDE>SIDE [RELATION]", divided by ", "
	}{
		{"no change", nil, []string{"old trump DEMANDS", "old trump REITERATES", "old trump SUPPORTS"}, ""},
		{"drops", nil, []string{"old trump DEMANDS", "old trump DROPS"}, "trump p1>p2 FOR>NEUTRAL"},
		{"there and back", nil, []string{"old a REJECTS", "old a ACCEPTS", "old a FULFILS", "old a BREACHES"}, "a p1>p2 AGAINST>FOR, a p3>p4 FOR>AGAINST"},
		{"different actors", nil, []string{"old a DEMANDS", "old b OPPOSES"}, ""},
		{"different demands", nil, []string{"old a DEMANDS", "new a OPPOSES"}, ""},
		{"by two who speak for one", nil, []string{"old putin for russia REJECTS", "old lavrov for russia ACCEPTS"}, "russia p1>p2 AGAINST>FOR"},
		{"according to another", nil, []string{"old a DEMANDS", "old a OPPOSES according to b"}, ""},
		{"once for itself, once for another", nil, []string{"old a DEMANDS", "old a for b DROPS"}, "a p1>p2 FOR>NEUTRAL"},
		{"always for another, on this demand", nil, []string{"old a for b DEMANDS", "old a for b DROPS", "new a DEMANDS"}, "b p1>p2 FOR>NEUTRAL"},

		{"turns to what supersedes", supersedes, []string{"old a DEMANDS", "new a DEMANDS"}, "a p1>p2 FOR>FOR SUPERSEDES"},
		{"turns to what supersedes, having dropped", supersedes, []string{"old a DEMANDS", "old a DROPS", "new a DEMANDS"}, "a p1>p2 FOR>NEUTRAL, a p1>p3 FOR>FOR SUPERSEDES"},
		{"was against it when it turned", supersedes, []string{"old a DEMANDS", "old a OPPOSES", "new a DEMANDS"}, "a p1>p2 FOR>AGAINST"},
		{"back to what was superseded", supersedes, []string{"new a DEMANDS", "old a DEMANDS"}, ""},
		{"was for the new one all along", supersedes, []string{"new a DEMANDS", "old a DEMANDS", "new a REITERATES"}, ""},
		{"turns to what conflicts", conflicts, []string{"old a SUPPORTS", "new a DEMANDS"}, "a p1>p2 FOR>FOR CONFLICTS_WITH"},
		{"conflict has no direction", conflicts, []string{"new a SUPPORTS", "old a DEMANDS"}, "a p1>p2 FOR>FOR CONFLICTS_WITH"},
		{"another actor takes it up", conflicts, []string{"old a SUPPORTS", "new b DEMANDS"}, ""},
		{"was never for it", conflicts, []string{"old a OPPOSES", "new a DEMANDS"}, ""},
		{"no relation that is left by turning", []DemandRelation{{"new", "old", RelationKindRestates}, {"new", "old", RelationKindPartOf}}, []string{"old a DEMANDS", "new a DEMANDS"}, ""},
		{"both relations are one turn", append(conflicts, supersedes...), []string{"old a DEMANDS", "new a DEMANDS"}, "a p1>p2 FOR>FOR SUPERSEDES"},
	} {
		var acts []Act
		for i, line := range tt.acts {
			demand, rest, _ := strings.Cut(line, " ")
			a := say(t, rest)[0]
			a.Key, a.Demand, a.Date = fmt.Sprintf("p%d", i+1), demand, MustParseDate(fmt.Sprintf("2025-08-%02d", i+1))
			acts = append(acts, a)
		}
		var got []string
		for _, s := range ShiftsOf(acts, tt.relations, nil) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s>%s %s>%s %s", s.Actor, s.From, s.To, s.FromSide, s.ToSide, s.Relation)))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A stance that differs between two moments means that there was a shift in between.
func TestNoStanceChangesWithoutAShift(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := genActs.Draw(t, "acts")
		for i := range acts {
			acts[i].Demand = "d1"
		}
		early, late := AsOf(genDate.Draw(t, "early")), (*Moment)(nil)
		shifts := ShiftsOf(acts, nil, late)
		for _, s := range StancesOf(acts, early) {
			now, _ := StanceOf(acts, s.Actor, late)
			shifted := false
			for _, sh := range shifts {
				shifted = shifted || sh.Actor == s.Actor
			}
			if now.Side != s.Side && !shifted {
				t.Fatalf("%s went from %s to %s without a shift", s.Actor, s.Side, now.Side)
			}
		}
	})
}
