package demand

import (
	"slices"
	"testing"
)

func TestEveryEnumOfThePropertiesHasValues(t *testing.T) {
	var props []Prop
	for _, k := range Kinds {
		props = append(props, k.Props...)
	}
	for _, e := range Edges {
		props = append(props, e.AllProps()...)
	}
	for _, p := range props {
		if p.Type == Enum && len(EnumValues(p.Enum)) == 0 {
			t.Errorf("property %s has the enum %q, which has no values", p.Name, p.Enum)
		}
	}
}

func TestEnumValues(t *testing.T) {
	got := EnumValues("Certainty")
	if want := []string{"ASSERTED", "REPORTED", "INFERRED"}; !slices.Equal(got, want) {
		t.Errorf("Certainty = %v, want %v", got, want)
	}
	got[0] = "changed"
	if !ValidEnum("Certainty", "ASSERTED") {
		t.Error("a caller changed the enum itself")
	}
	if ValidEnum("Certainty", "asserted") || ValidEnum("Certainty", "") || ValidEnum("Nothing", "ASSERTED") {
		t.Error("values that are none are valid")
	}
	for _, name := range EnumNames() {
		values := EnumValues(name)
		slices.Sort(values)
		if len(values) != len(slices.Compact(values)) {
			t.Errorf("%s has a value twice", name)
		}
	}
}

func TestEveryPositionKindHasASide(t *testing.T) {
	want := map[Side]int{SideFor: 5, SideAgainst: 3, SideNeutral: 2}
	got := map[Side]int{}
	for _, kind := range EnumValues("PositionKind") {
		got[PositionKind(kind).Side()]++
	}
	for side, n := range want {
		if got[side] != n {
			t.Errorf("%d kinds are %s, want %d", got[side], side, n)
		}
	}
	if side := PositionKind("WISHES").Side(); side != "" {
		t.Errorf("an unknown kind has the side %s", side)
	}
}

func TestCertaintyStrength(t *testing.T) {
	order := []Certainty{CertaintyAsserted, CertaintyReported, CertaintyInferred, ""}
	for i := range order[1:] {
		if order[i].Strength() <= order[i+1].Strength() {
			t.Errorf("%q is not stronger than %q", order[i], order[i+1])
		}
	}
}
