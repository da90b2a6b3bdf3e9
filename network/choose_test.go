package network

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
)

func TestRefusedOptions(t *testing.T) {
	type call func(Options) error
	actors := func(o Options) error { _, err := ActorNetwork(worked, o); return err }
	demands := func(o Options) error { _, err := DemandNetwork(worked, o); return err }
	both := func(o Options) error { _, err := AffiliationNetwork(worked, o); return err }
	moving := func(w MovingWindow) call {
		return func(o Options) error { _, err := ActorNetworks(worked, o, w); return err }
	}
	month := MovingWindow{UnitMonth, 3}
	for _, tt := range []struct {
		name   string
		call   call
		o      Options
		option string
	}{
		{"combine among actors", actors, Options{Relation: RelationCombine}, "relation"},
		{"combine among demands", demands, Options{Relation: RelationCombine}, "relation"},
		{"combine in windows", moving(month), Options{Relation: RelationCombine}, "relation"},
		{"congruence of both", both, Options{Relation: RelationCongruence}, "relation"},
		{"conflict of both", both, Options{Relation: RelationConflict}, "relation"},
		{"no relation", actors, Options{}, "relation"},
		{"combine by activity", both, Options{Relation: RelationCombine, Normalization: NormalizationActivity}, "normalization"},
		{"combine by prominence", both, Options{Relation: RelationCombine, Normalization: NormalizationProminence}, "normalization"},
		{"Jaccard of both", both, Options{Relation: RelationIgnore, Normalization: NormalizationJaccard}, "normalization"},
		{"prominence among actors", actors, Options{Relation: RelationIgnore, Normalization: NormalizationProminence}, "normalization"},
		{"another unit", actors, Options{Relation: RelationIgnore, Duplicates: "HOUR"}, "duplicates"},
		{"below 0", actors, Options{Relation: RelationIgnore, MinStatements: -1}, "minStatements"},
		{"no day", actors, Options{Relation: RelationIgnore, From: "2031-02"}, "from"},
		{"a day that is none", both, Options{Relation: RelationIgnore, To: "2031-02-29"}, "to"},
		{"a range backwards", both, Options{Relation: RelationIgnore, From: "2031-02-02", To: "2031-02-01"}, "to"},
		{"no unit", moving(MovingWindow{"", 1}), Options{Relation: RelationIgnore}, "window"},
		{"size 0", moving(MovingWindow{UnitDay, 0}), Options{Relation: RelationIgnore}, "window"},
		{"a size too large", moving(MovingWindow{UnitDay, MaxWindows + 1}), Options{Relation: RelationIgnore}, "window"},
	} {
		var wrong *OptionError
		if err := tt.call(tt.o); !errors.As(err, &wrong) || wrong.Option != tt.option {
			t.Errorf("%s: %v, want an error of %s", tt.name, err, tt.option)
		}
	}
	err := both(Options{Relation: RelationConflict})
	if want := `relation: "CONFLICT" does not fit an affiliation network: want IGNORE, SUBTRACT or COMBINE`; err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	for _, s := range []Statement{{ID: "1", Side: "MAYBE"}, {ID: "1", Day: "2031-2-3"}, {ID: "1", Day: "2031"}} {
		if _, err := ActorNetwork([]Statement{s}, Options{Relation: RelationIgnore}); err == nil || !strings.Contains(err.Error(), `statement "1"`) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestTooManyNodes(t *testing.T) {
	o := Options{Relation: RelationIgnore, MaxNodes: 3}
	if _, err := ActorNetwork(worked, o); err != nil {
		t.Errorf("three of three nodes: %v", err)
	}
	_, err := AffiliationNetwork(worked, o)
	var size *SizeError
	if !errors.As(err, &size) || *size != (SizeError{Actors: 3, Demands: 2, Limit: 3}) {
		t.Errorf("five of three nodes: %v", err)
	}
	if err == nil || err.Error() != "3 actors and 2 demands are more than 3: narrow the filter or the range" {
		t.Error(err)
	}
	o.MaxNodes = 1
	if _, err := DemandNetwork(worked, o); !errors.As(err, &size) || *size != (SizeError{Demands: 2, Limit: 1}) {
		t.Error(err)
	}
	s, err := ActorNetworks(worked, o, MovingWindow{UnitMonth, 12})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Network(0); !errors.As(err, &size) || *size != (SizeError{Actors: 3, Limit: 1}) {
		t.Error(err)
	}
}

// TestNodes: which nodes there are, and with how many statements.
func TestNodes(t *testing.T) {
	more := append(slices.Clone(worked),
		Statement{Actor: "dee", Demand: "dam", Side: demand.SideNeutral, Day: "2031-02-03"},
		Statement{Actor: "eve", Demand: "bridge", Side: demand.SideFor, Day: "2031-02-03", LeftOut: true},
		Statement{Actor: "", Demand: "road", Side: demand.SideFor, Day: "2031-02-03"},
		Statement{Actor: "fay", Demand: "", Side: demand.SideFor, Day: "2031-02-03"},
		Statement{Actor: "gus", Demand: "tunnel", Side: demand.SideFor, Day: "2031-02-03"},
		Statement{Actor: "hal", Demand: "dam", Side: demand.SideFor, Day: "2033-01-01"},
	)
	for _, tt := range []struct {
		name string
		o    Options
		want string
	}{
		// Gus has no ties, and stays.
		{"current", Options{Relation: RelationCongruence}, "ana 4, bo 3, cy 1, gus 1; dam 5, toll 3, tunnel 1"},
		// Neutral is counted by ignore.
		{"ignore", Options{Relation: RelationIgnore}, "ana 4, bo 3, cy 1, dee 1, gus 1; dam 6, toll 3, tunnel 1"},
		// Those with a statement in the range, left out or not; Hal is not in the range.
		{"isolates", Options{Relation: RelationCongruence, Isolates: true},
			"ana 4, bo 3, cy 1, dee 0, eve 0, fay 0, gus 1; bridge 0, dam 5, road 0, toll 3, tunnel 1"},
		// Counted after duplicates: Ana has 2 for 1, 3; 8 is a duplicate.
		{"at least 3", Options{Relation: RelationCongruence, MinStatements: 3, Duplicates: DuplicatesRange},
			"bo 3; dam 2, toll 1"},
		{"at least 3, isolates", Options{Relation: RelationCongruence, MinStatements: 3, Duplicates: DuplicatesRange, Isolates: true},
			"ana 0, bo 3, cy 0, dee 0, eve 0, fay 0, gus 0; bridge 0, dam 2, road 0, toll 1, tunnel 0"},
		{"a range without statements", Options{Relation: RelationCongruence, Isolates: true, From: "2032-03-01"}, "; "},
	} {
		tt.o.To = "2032-12-31"
		n := mustActors(t, more, tt.o)
		if tt.o.Relation == RelationCongruence { // which an affiliation network has not
			tt.o.Relation = RelationSubtract
		}
		a, err := AffiliationNetwork(more, tt.o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Actors, n.Nodes) {
			t.Errorf("%s: actors %v, in the affiliation network %v", tt.name, n.Nodes, a.Actors)
		}
		got := describe(n.Nodes) + "; " + describe(a.Demands)
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
	// Among demands it is demands that have too few statements.
	n, err := DemandNetwork(worked, Options{Relation: RelationIgnore, MinStatements: 4})
	if err != nil || describe(n.Nodes) != "dam 5" {
		t.Errorf("demands with at least 4: %v, %v", n, err)
	}
}

// TestWeeks: a week is Monday to Sunday, of an ISO 8601 week-year.
func TestWeeks(t *testing.T) {
	for _, tt := range []struct {
		days string
		want int
	}{
		{"2030-12-30 2031-01-05", 1}, // Monday and Sunday of 2031-W01
		{"2026-12-31 2027-01-03", 1}, // Thursday and Sunday of 2026-W53
		{"2027-01-03 2027-01-04", 2},
		{"2029-01-01 2029-12-31", 2}, // 2029-W01 and 2030-W01
		{"2031-02-03 2032-02-04", 2}, // week 6 of two years: the program takes them for one
	} {
		var statements []Statement
		for day := range strings.FieldsSeq(tt.days) {
			statements = append(statements, Statement{Actor: "ana", Demand: "dam", Side: demand.SideFor, Day: day})
		}
		n := mustActors(t, statements, Options{Relation: RelationCongruence, Duplicates: DuplicatesWeek})
		if n.Nodes[0].Statements != tt.want {
			t.Errorf("%s are %d, want %d", tt.days, n.Nodes[0].Statements, tt.want)
		}
	}
}

// TestFirstIsKept: with ignore the side of the first of two duplicates is what Jaccard looks at.
func TestFirstIsKept(t *testing.T) {
	base := Statement{Actor: "ana", Demand: "dam", Side: demand.SideFor, Article: "b", Day: "2031-02-03", Start: 5, End: 9, ID: "m"}
	other := Statement{Actor: "bo", Demand: "dam", Side: demand.SideAgainst, Article: "a", Day: "2031-02-01"}
	for _, tt := range []struct {
		name   string
		change func(*Statement)
		first  bool // the changed statement, which is against, is before the other
	}{
		{"an earlier day", func(s *Statement) { s.Day, s.Article = "2031-02-02", "z" }, true},
		{"a later day", func(s *Statement) { s.Day, s.Article = "2031-02-04", "a" }, false},
		{"no day", func(s *Statement) { s.Day = "" }, true},
		{"a lower article", func(s *Statement) { s.Article, s.Start = "a", 9 }, true},
		{"no article", func(s *Statement) { s.Article = "" }, false},
		{"an earlier start", func(s *Statement) { s.Start, s.End = 4, 20 }, true},
		{"a later start", func(s *Statement) { s.Start, s.ID = 6, "a" }, false},
		{"an earlier end", func(s *Statement) { s.End, s.ID = 8, "z" }, true},
		{"a lower id", func(s *Statement) { s.ID = "l" }, true},
		{"a higher id", func(s *Statement) { s.ID = "n" }, false},
	} {
		changed := base
		changed.Side = demand.SideAgainst
		tt.change(&changed)
		n := mustActors(t, []Statement{base, changed, other},
			Options{Relation: RelationIgnore, Duplicates: DuplicatesRange, Normalization: NormalizationJaccard})
		// Against is what Bo says too: 1·1 over 1·1; for is not: over 1 + 1.
		want := 0.5
		if tt.first {
			want = 1
		}
		if n.Edges[0].Weight != want {
			t.Errorf("%s: %v, want %v", tt.name, n.Edges[0].Weight, want)
		}
	}
}

func TestStatementsOf(t *testing.T) {
	act := demand.Act{Key: "p1", Demand: "dam", Kind: demand.PositionKindOpposes, Taker: "ana", For: "ministry", Date: demand.MustParseDate("2031-02")}
	for _, tt := range []struct {
		by     By
		taker  demand.ActorType
		behalf string
		want   string
	}{
		{ByActor, demand.ActorTypePerson, "ministry", "ana"},
		{ByActor, demand.ActorTypePerson, "", "ana"},
		{ByOnBehalfOf, demand.ActorTypePerson, "ministry", "ministry"},
		{ByOnBehalfOf, demand.ActorTypePerson, "", ""},
		{ByOnBehalfOf, demand.ActorTypeState, "", "ana"},
		{ByPrincipal, demand.ActorTypePerson, "ministry", "ministry"},
		{ByPrincipal, demand.ActorTypePerson, "", "ana"},
	} {
		act := act
		act.For = tt.behalf
		got := StatementsOf(act, tt.taker, nil, tt.by)
		want := []Statement{{Actor: tt.want, Demand: "dam", Side: demand.SideAgainst, Day: "2031-02-01", ID: "p1"}}
		if !slices.Equal(got, want) {
			t.Errorf("%s %s %s: %+v, want %+v", tt.by, tt.taker, tt.behalf, got, want)
		}
	}
	got := StatementsOf(act, demand.ActorTypePerson, []Quote{
		{Telling: "t1", Article: "a1", Date: demand.MustParseDate("2031-02-17"), Start: 40, End: 50},
		{Telling: "t2"},
		{Telling: "t1", Article: "a1", Date: demand.MustParseDate("2031-02-17"), Start: 4, End: 9}, // its second quote
		{Telling: "t3", Article: "a1", Date: demand.MustParseDate("2031"), Start: 40, End: 50},
	}, ByActor)
	common := Statement{Actor: "ana", Demand: "dam", Side: demand.SideAgainst}
	want := []Statement{common, common, common}
	want[0].ID, want[0].Article, want[0].Day, want[0].Start, want[0].End = "t1", "a1", "2031-02-17", 4, 9
	want[1].ID, want[1].Day = "t2", "2031-02-01"
	want[2].ID, want[2].Article, want[2].Day, want[2].Start, want[2].End = "t3", "a1", "2031-01-01", 40, 50
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSort(t *testing.T) {
	label := func(key string) string { return map[string]string{"ana": "Óscar", "bo": "Zoe", "cy": "Zoe"}[key] }
	n := mustActors(t, worked, Options{Relation: RelationConflict})
	before := n.weights()
	n.Sort(label)
	if got := fmt.Sprint(n.Nodes, n.Edges); got != "[{bo 3} {cy 1} {ana 4}] [{0 1 1} {0 2 4} {1 2 0}]" {
		t.Errorf("%s, before %v", got, before)
	}
	a, err := AffiliationNetwork(worked, Options{Relation: RelationSubtract})
	if err != nil {
		t.Fatal(err)
	}
	a.Sort(label, func(key string) string { return map[string]string{"dam": "z", "toll": "y"}[key] })
	if got := fmt.Sprint(a.Actors, a.Demands, a.Cells); got != "[{bo 3} {cy 1} {ana 4}] [{toll 3} {dam 5}] [{0 0 1} {0 1 0} {1 0 -1} {2 0 -1} {2 1 3}]" {
		t.Error(got)
	}
}
