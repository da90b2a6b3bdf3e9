package demand

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestActsDisputed(t *testing.T) {
	tell := func(kind PositionKind, date string, articles ...string) Act {
		return Act{Taker: "x", Kind: kind, Date: MustParseDate(date), Articles: articles}
	}
	at := func(phase Phase, a Act) Act {
		a.Event, a.Phase = "summit", phase
		return a
	}
	by := func(taker, principal string, a Act) Act {
		a.Taker, a.For = taker, principal
		return a
	}
	said := func(a Act) Act {
		a.AccordingTo = "y"
		return a
	}
	for _, tt := range []struct {
		name string
		acts []Act
		want string
	}{
		{"two articles, two sides, one day", []Act{tell("ACCEPTS", "2025-08-15", "a"), tell("REJECTS", "2025-08-15", "b")}, "[x]"},
		{"the same side", []Act{tell("ACCEPTS", "2025-08-15", "a"), tell("FULFILS", "2025-08-15", "b")}, "[]"},
		{"one article tells both", []Act{tell("DEMANDS", "2025-08-15", "a"), tell("DROPS", "2025-08-15", "a")}, "[]"},
		{"one article tells more than the other", []Act{tell("DEMANDS", "2025-08-15", "a", "b"), tell("DROPS", "2025-08-15", "a")}, "[]"},
		{"another day", []Act{tell("ACCEPTS", "2025-08-15", "a"), tell("REJECTS", "2025-08-16", "b")}, "[]"},
		{"one event and phase, whatever the date", []Act{at("DURING", tell("ACCEPTS", "2025-08", "a")), at("DURING", tell("REJECTS", "2025-08-15", "b"))}, "[x]"},
		{"another phase", []Act{at("BEFORE", tell("ACCEPTS", "", "a")), at("AFTER", tell("REJECTS", "", "b"))}, "[]"},
		{"occasion unknown", []Act{tell("ACCEPTS", "", "a"), tell("REJECTS", "", "b")}, "[]"},
		{"no articles", []Act{tell("ACCEPTS", "2025-08-15"), tell("REJECTS", "2025-08-15")}, "[]"},
		{"two takers, one principal", []Act{by("p", "r", tell("ACCEPTS", "2025-08-15", "a")), by("l", "r", tell("REJECTS", "2025-08-15", "b"))}, "[r]"},
		{"one taker, two principals", []Act{by("p", "r", tell("ACCEPTS", "2025-08-15", "a")), by("p", "", tell("REJECTS", "2025-08-15", "b"))}, "[]"},
		{"according to another", []Act{tell("ACCEPTS", "2025-08-15", "a"), said(tell("REJECTS", "2025-08-15", "b"))}, "[]"},
		{"two of them", []Act{tell("ACCEPTS", "2025", "b"), tell("REJECTS", "2025", "a"), by("p", "", tell("DROPS", "2025", "a")), by("p", "", tell("DEMANDS", "2025", "b"))}, "[p x]"},
	} {
		if got := fmt.Sprint(ActsDisputed(tt.acts)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestDemandDisputed(t *testing.T) {
	type named map[string][]string
	cell := []Act{
		{Taker: "x", Kind: "ACCEPTS", Date: MustParseDate("2025"), Articles: []string{"a"}},
		{Taker: "x", Kind: "REJECTS", Date: MustParseDate("2025"), Articles: []string{"b"}},
	}
	for _, tt := range []struct {
		name                string
		position            bool
		acts                []Act
		addressees, regions named
		want                bool
	}{
		{"nothing", false, nil, nil, nil, false},
		{"a position", true, nil, nil, nil, true},
		{"a cell", false, cell, nil, nil, true},
		{"one act alone", false, cell[:1], nil, nil, false},
		{"addressees apart", false, nil, named{"a": {"ukraine"}, "b": {"nato"}}, nil, true},
		{"addressees in common", false, nil, named{"a": {"ukraine"}, "b": {"nato", "ukraine"}}, nil, false},
		{"an article that names none", false, nil, named{"a": {"ukraine"}, "b": {}}, nil, false},
		{"the second and third apart", false, nil, named{"a": {"u", "n"}, "b": {"n"}, "c": {"u"}}, nil, true},
		{"regions apart", false, nil, nil, named{"a": {"crimea"}, "b": {"donetsk"}}, true},
		{"a region and one within it", false, nil, nil, named{"a": {"donbas", "donetsk", "luhansk"}, "b": {"donetsk"}}, false},
	} {
		if got := DemandDisputed(tt.position, tt.acts, tt.addressees, tt.regions); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestDisputedInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := genActs.Draw(t, "acts")
		if a, b := fmt.Sprint(ActsDisputed(acts)), fmt.Sprint(ActsDisputed(shuffled(t, acts))); a != b {
			t.Fatalf("%s or %s", a, b)
		}
	})
}
