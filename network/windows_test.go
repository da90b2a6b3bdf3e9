package network

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"demandgraph/demand"
)

// places writes the windows of a series over a range, "from<at>to".
func places(t *testing.T, from, to string, w MovingWindow) []string {
	t.Helper()
	s, err := ActorNetworks(nil, Options{Relation: RelationCongruence, From: from, To: to}, w)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range s.Len() {
		p := s.Window(i)
		if p.Statements != 0 {
			t.Errorf("%+v has statements", p)
		}
		out = append(out, p.From+"<"+p.At+">"+p.To)
	}
	return out
}

func TestWindows(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to string
		unit     Unit
		size     int
		want     string
	}{
		{"a day is a moment", "2031-02-27", "2031-03-01", UnitDay, 1,
			"2031-02-27<2031-02-27>2031-02-27 2031-02-28<2031-02-28>2031-02-28 2031-03-01<2031-03-01>2031-03-01"},
		{"so is any unit of size 1", "2031-02-01", "2031-03-01", UnitMonth, 1,
			"2031-02-01<2031-02-01>2031-02-01 2031-03-01<2031-03-01>2031-03-01"},
		{"only those wholly inside", "2031-02-27", "2031-03-02", UnitDay, 3,
			"2031-02-27<2031-02-28>2031-03-01 2031-02-28<2031-03-01>2031-03-02"},
		{"sizes 2 and 3 are the same", "2031-02-27", "2031-03-02", UnitDay, 2,
			"2031-02-27<2031-02-28>2031-03-01 2031-02-28<2031-03-01>2031-03-02"},
		{"weeks begin with the range", "2031-02-05", "2031-02-26", UnitWeek, 2,
			"2031-02-05<2031-02-12>2031-02-19 2031-02-12<2031-02-19>2031-02-26"},
		// 31 January, 28 February, 28 March, 28 April: each month from the one before.
		{"months clamp from the one before", "2031-01-31", "2031-04-30", UnitMonth, 1,
			"2031-01-31<2031-01-31>2031-01-31 2031-02-28<2031-02-28>2031-02-28 " +
				"2031-03-28<2031-03-28>2031-03-28 2031-04-28<2031-04-28>2031-04-28"},
		// The ends are months from the middle. 28 January, a month before 28 February, is before the range.
		{"ends clamp from the middle", "2031-01-31", "2031-04-30", UnitMonth, 2, "2031-02-28<2031-03-28>2031-04-28"},
		// 30 October, a month before 30 November, is before the range.
		{"an end clamps, the next middle does not", "2031-10-31", "2032-02-29", UnitMonth, 3,
			"2031-11-30<2031-12-30>2032-01-30 2031-12-30<2032-01-30>2032-02-29"},
		{"29 February in a leap year", "2032-02-29", "2034-03-01", UnitYear, 1,
			"2032-02-29<2032-02-29>2032-02-29 2033-02-28<2033-02-28>2033-02-28 2034-02-28<2034-02-28>2034-02-28"},
		{"none fits", "2031-02-27", "2031-03-01", UnitMonth, 2, ""},
		{"none fits, at the end of time", "0001-01-01", "0001-01-02", UnitYear, MaxWindows, ""},
	} {
		got := strings.Join(places(t, tt.from, tt.to, MovingWindow{tt.unit, tt.size}), " ")
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestNetworksOfWindows: each window has its own numbers of statements; duplicates are taken out before.
func TestNetworksOfWindows(t *testing.T) {
	describeAll := func(o Options, w MovingWindow) string {
		s, err := ActorNetworks(worked, o, w)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for i := range s.Len() {
			n, err := s.Network(i)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprintf("%s: %d, %s, %v", s.Window(i).At[5:], s.Window(i).Statements, describe(n.Nodes), n.Edges))
		}
		return strings.Join(out, "\n")
	}
	o := Options{Relation: RelationCongruence, From: "2031-02-02", To: "2031-02-11"}
	// Three days to both sides. 3 to 9 February: Ana 2 and Bo 1 for the Dam make 2, over the mean of 3
	// and 2. From 4 February Ana is not in it; Bo and Cy meet on the Toll, on two sides.
	o.Normalization = NormalizationAverageActivity
	want := `02-05: 3, ana 3, []
02-06: 5, ana 3, bo 2, [{0 1 0.8}]
02-07: 4, bo 3, cy 1, [{0 1 0}]
02-08: 4, bo 3, cy 1, [{0 1 0}]`
	if got := describeAll(o, MovingWindow{UnitDay, 7}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	// Without bounds the range is that of the statements: 3 February 2031 to 4 February 2032. Half a year
	// to both sides fits once, and does not reach 8. 1 is kept, 2 and 8 are its duplicates.
	o = Options{Relation: RelationSubtract, Duplicates: DuplicatesRange}
	want = `08-03: 6, ana 2, bo 3, cy 1, [{0 1 -1} {0 2 1} {1 2 -1}]`
	if got := describeAll(o, MovingWindow{UnitMonth, 12}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	o = Options{Relation: RelationSubtract, Duplicates: DuplicatesRange, From: "2031-02-11", To: "2031-02-13", Isolates: true}
	if got := describeAll(o, MovingWindow{UnitDay, 3}); got != "02-12: 0, , []" {
		t.Errorf("a range without statements: %s", got)
	}
	o = Options{Relation: RelationSubtract, From: "2031-02-10", To: "2031-02-13", Isolates: true}
	if got := describeAll(o, MovingWindow{UnitDay, 3}); got != "02-11: 2, bo 1, cy 1, []\n02-12: 0, bo 0, cy 0, []" {
		t.Errorf("isolates are of the whole range: %s", got)
	}
}

func TestUndatedAreInNoWindow(t *testing.T) {
	undated := Statement{Actor: "ana", Demand: "dam", Side: demand.SideFor}
	dated := undated
	dated.Day = "2031-02-03"
	// The undated one comes first, but is not in the range: the other is no duplicate of it.
	s, err := ActorNetworks([]Statement{undated, dated}, Options{Relation: RelationCongruence, Duplicates: DuplicatesRange}, MovingWindow{UnitDay, 1})
	if err != nil {
		t.Fatal(err)
	}
	if s.Len() != 1 || s.Window(0).Statements != 1 {
		t.Errorf("%d windows", s.Len())
	}
	s, err = ActorNetworks([]Statement{undated}, Options{Relation: RelationCongruence}, MovingWindow{UnitDay, 1})
	if err != nil || s.Len() != 0 {
		t.Errorf("%v, %d windows without a day", err, s.Len())
	}
	if n := mustActors(t, []Statement{undated, dated}, Options{Relation: RelationCongruence}); describe(n.Nodes) != "ana 2" {
		t.Errorf("a network without bounds has %s", describe(n.Nodes))
	}
	if n := mustActors(t, []Statement{undated, dated}, Options{Relation: RelationCongruence, To: "2032-01-01"}); describe(n.Nodes) != "ana 1" {
		t.Errorf("a network of a range has %s", describe(n.Nodes))
	}
}

func TestTooManyWindows(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		w        MovingWindow
		size     int // 0 where it is not too many
	}{
		{"0001-01-01", "9999-12-31", MovingWindow{UnitDay, 1}, 3652059},
		{"0001-01-01", "9999-12-31", MovingWindow{UnitWeek, 1}, 521723},
		{"0001-01-01", "9999-12-31", MovingWindow{UnitMonth, 1}, 119988},
		{"0001-01-01", "9999-12-31", MovingWindow{UnitYear, 1}, 0},
		{"1800-01-01", "2025-12-31", MovingWindow{UnitDay, 1}, 0},
	} {
		_, err := ActorNetworks(nil, Options{Relation: RelationIgnore, From: tt.from, To: tt.to}, tt.w)
		var size *SizeError
		if errors.As(err, &size) != (tt.size > 0) || size != nil && size.Windows != tt.size {
			t.Errorf("%v of %s to %s: %v", tt.w, tt.from, tt.to, err)
		}
	}
}
