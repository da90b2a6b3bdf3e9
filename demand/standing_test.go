package demand

import (
	"fmt"
	"testing"
)

// The standing example: the Alaska summit of 15 August 2025, all that the model's page
// says of it. Keys of positions follow the order of writing.

var alaskaStart = MustParseDate("2025-08-15")

const alaska = "alaska-summit-2025"

func standingExample() (acts []Act, addressees map[string][]string) {
	took := func(demand, taker, principal string, kind PositionKind, phase Phase, date string) {
		a := Act{Key: fmt.Sprintf("p%02d", len(acts)+1), Demand: demand, Taker: taker, For: principal, Kind: kind, Date: MustParseDate(date)}
		if phase != "" {
			a.Event, a.Phase = alaska, phase
			a.EventFirst, _ = EventDays(alaskaStart, Date{})
		}
		acts = append(acts, a)
	}
	took("donbas-withdrawal", "vladimir-putin", "russia", PositionKindDemands, PhaseDuring, "2025-08-15")
	took("donbas-withdrawal", "ukraine", "", PositionKindRejects, PhaseAfter, "2025-08")
	took("donbas-withdrawal", "european-allies", "", PositionKindOpposes, PhaseAfter, "2025-08")
	took("immediate-ceasefire", "donald-trump", "", PositionKindDemands, PhaseBefore, "2025-08")
	took("immediate-ceasefire", "donald-trump", "", PositionKindDrops, PhaseAfter, "2025-08-15")
	took("direct-peace-agreement", "donald-trump", "", PositionKindDemands, PhaseAfter, "2025-08-15")
	took("direct-peace-agreement", "vladimir-putin", "", PositionKindSupports, PhaseAfter, "2025-08-15")
	took("demilitarisation", "vladimir-putin", "russia", PositionKindReiterates, PhaseDuring, "2025-08-15")
	took("no-nato-membership", "vladimir-putin", "russia", PositionKindReiterates, PhaseDuring, "2025-08-15")
	took("borders-not-changed-by-force", "ukraine", "", PositionKindDemands, "", "2025-08-13")
	took("borders-not-changed-by-force", "european-allies", "", PositionKindSupports, "", "2025-08-13")
	return acts, map[string][]string{
		"donbas-withdrawal":   {"ukraine"},
		"immediate-ceasefire": {"russia"},
		"demilitarisation":    {"ukraine"},
		"no-nato-membership":  {"ukraine", "nato"},
	}
}

func on(acts []Act, demand string) []Act {
	var out []Act
	for _, a := range acts {
		if a.Demand == demand {
			out = append(out, a)
		}
	}
	return out
}

func TestStandingExampleStatus(t *testing.T) {
	acts, addressees := standingExample()
	moment := func(p Phase) *Moment { return AsOfEvent(alaska, alaskaStart, Date{}, p) }
	for _, tt := range []struct {
		demand                     string
		before, during, after, now Status
	}{
		{"donbas-withdrawal", "", StatusOpen, StatusRejected, StatusRejected},
		{"immediate-ceasefire", StatusOpen, StatusOpen, StatusDropped, StatusDropped},
		{"direct-peace-agreement", "", "", StatusOpen, StatusOpen},
		{"demilitarisation", "", StatusOpen, StatusOpen, StatusOpen},
		{"no-nato-membership", "", StatusOpen, StatusOpen, StatusOpen},
		{"borders-not-changed-by-force", StatusOpen, StatusOpen, StatusOpen, StatusOpen},
	} {
		for _, when := range []struct {
			name string
			at   *Moment
			want Status
		}{
			{"before", moment(PhaseBefore), tt.before}, {"during", moment(PhaseDuring), tt.during},
			{"after", moment(PhaseAfter), tt.after}, {"now", nil, tt.now},
			{"on the next day", AsOf(MustParseDate("2025-08-16")), tt.now},
		} {
			got, ok := StatusOf(on(acts, tt.demand), addressees[tt.demand], when.at)
			if got != when.want || ok != (when.want != "") {
				t.Errorf("%s %s: %q, want %q", tt.demand, when.name, got, when.want)
			}
		}
	}
}

func TestStandingExampleStancesAndShifts(t *testing.T) {
	acts, _ := standingExample()
	got := fmt.Sprint(StancesOf(on(acts, "donbas-withdrawal"), AsOf(MustParseDate("2025-08-16"))))
	want := "[{european-allies AGAINST OPPOSES p03} {russia FOR DEMANDS p01} {ukraine AGAINST REJECTS p02}]"
	if got != want {
		t.Errorf("stances on the withdrawal %s", got)
	}

	relations := []DemandRelation{{"direct-peace-agreement", "immediate-ceasefire", RelationKindSupersedes}}
	shifts := ShiftsOf(acts, relations, nil)
	wantShifts := []Shift{
		{"donald-trump", "p04", "p05", "immediate-ceasefire", "immediate-ceasefire", SideFor, SideNeutral, ""},
		{"donald-trump", "p04", "p06", "immediate-ceasefire", "direct-peace-agreement", SideFor, SideFor, RelationKindSupersedes},
	}
	if fmt.Sprint(shifts) != fmt.Sprint(wantShifts) {
		t.Errorf("shifts %+v", shifts)
	}
	if early := ShiftsOf(acts, relations, AsOfEvent(alaska, alaskaStart, Date{}, PhaseBefore)); len(early) != 0 {
		t.Errorf("shifts before the summit: %+v", early)
	}
}

func ExampleStatusOf() {
	acts := []Act{
		{Key: "p1", Taker: "donald-trump", Kind: PositionKindDemands, Date: MustParseDate("2025-08-13")},
		{Key: "p2", Taker: "donald-trump", Kind: PositionKindDrops, Date: MustParseDate("2025-08-15")},
	}
	for _, day := range []string{"2025-08-12", "2025-08-14", "2025-08-16"} {
		status, ok := StatusOf(acts, []string{"russia"}, AsOf(MustParseDate(day)))
		fmt.Println(day, status, ok)
	}
	// Output:
	// 2025-08-12  false
	// 2025-08-14 OPEN true
	// 2025-08-16 DROPPED true
}
