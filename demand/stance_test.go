package demand

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestStances(t *testing.T) {
	acts := say(t,
		"trump DEMANDS", "putin for russia REJECTS", "trump DROPS", "lavrov for russia ABSTAINS",
		"allies SUPPORTS", "allies OPPOSES according to trump", "putin SUPPORTS")
	got := ""
	for _, s := range StancesOf(acts, nil) {
		got += fmt.Sprintf("%s %s %s %s\n", s.Actor, s.Side, s.Kind, s.Position)
	}
	want := "allies FOR SUPPORTS p5\nputin FOR SUPPORTS p7\nrussia NEUTRAL ABSTAINS p4\ntrump NEUTRAL DROPS p3\n"
	if got != want {
		t.Errorf("stances\n%swant\n%s", got, want)
	}

	// Putin has a stance as the taker, though Russia is the principal.
	if s, ok := StanceOf(acts, "putin", AsOf(MustParseDate("2025-08-02"))); !ok || s.Side != SideAgainst {
		t.Errorf("Putin on 2 August: %+v, %v", s, ok)
	}
	if s, ok := StanceOf(acts, "nato", nil); ok {
		t.Errorf("NATO said nothing and has the stance %+v", s)
	}
}

func TestStancesDoNotDependOnWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts, at := genActs.Draw(t, "acts"), genMoment.Draw(t, "at")
		again := shuffled(t, acts)
		if a, b := fmt.Sprint(StancesOf(acts, at)), fmt.Sprint(StancesOf(again, at)); a != b {
			t.Fatalf("%s or %s", a, b)
		}
		relations := []DemandRelation{{"d1", "d2", RelationKindSupersedes}, {"d1", "d2", RelationKindConflictsWith}}
		if a, b := fmt.Sprint(ShiftsOf(acts, relations, at)), fmt.Sprint(ShiftsOf(again, shuffled(t, relations), at)); a != b {
			t.Fatalf("%s or %s", a, b)
		}
	})
}
