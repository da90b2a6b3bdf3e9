package demand

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The rules once more, read off the acts one after the other and without a ledger.

func ordered(acts []Act, at *Moment) []Act {
	var out []Act
	for _, a := range acts {
		if a.OwnWord() && at.Includes(a) {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, Act.Compare)
	return out
}

func lastKind(acts []Act, actor string, kinds ...PositionKind) PositionKind {
	var last PositionKind
	for _, a := range acts {
		if (a.Taker == actor || a.For == actor) && (len(kinds) == 0 || slices.Contains(kinds, a.Kind)) {
			last = a.Kind
		}
	}
	return last
}

func plainStatus(acts []Act, addressees []string) Status {
	if len(acts) == 0 {
		return ""
	}
	demanded, allDropped := false, true
	for _, a := range acts {
		if a.Kind == "DEMANDS" || a.Kind == "REITERATES" {
			demanded = true
			allDropped = allDropped && lastKind(acts, a.Principal()) == "DROPS"
		}
	}
	if demanded && allDropped {
		return "DROPPED"
	}
	n := map[PositionKind]int{}
	for _, addressee := range addressees {
		n[lastKind(acts, addressee, "ACCEPTS", "FULFILS", "REJECTS", "BREACHES")]++
	}
	comply, refuse := n["ACCEPTS"]+n["FULFILS"], n["REJECTS"]+n["BREACHES"]
	switch {
	case len(addressees) > 0 && n["FULFILS"] == len(addressees):
		return "FULFILLED"
	case len(addressees) > 0 && comply == len(addressees):
		return "ACCEPTED"
	case comply > 0 && refuse > 0:
		return "CONTESTED"
	case refuse > 0:
		return "REJECTED"
	}
	return "OPEN"
}

func TestLedgerAgreesWithTheActs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := genActs.Draw(t, "acts")
		at := genMoment.Draw(t, "at")
		addressees := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"russia", "ukraine", "putin", "nato"}), 0, 3, rapid.ID[string]).Draw(t, "addressees")

		entries := shuffled(t, LedgerOf(shuffled(t, acts), at))
		in := ordered(acts, at)
		if got, ok := StatusOfLedger(entries, addressees); got != plainStatus(in, addressees) || ok != (len(in) > 0) {
			t.Fatalf("ledger says %q, %v; acts say %q", got, ok, plainStatus(in, addressees))
		}
		stances := map[string]Side{}
		for _, s := range StancesOfLedger(entries) {
			if _, twice := stances[s.Actor]; twice {
				t.Fatalf("two stances of %s", s.Actor)
			}
			stances[s.Actor] = s.Side
		}
		principals := map[string]bool{}
		for _, a := range in {
			principals[a.Principal()] = true
			if got, want := stances[a.Principal()], lastKind(in, a.Principal()).Side(); got != want {
				t.Fatalf("stance of %s is %s, acts say %s", a.Principal(), got, want)
			}
		}
		if len(principals) != len(stances) {
			t.Fatalf("stances of %v, principals are %v", stances, principals)
		}
		for _, actor := range []string{"putin", "russia", "trump", "ukraine", "nato"} {
			s, ok := StanceOfLedger(entries, actor)
			if want := lastKind(in, actor); s.Kind != want || ok != (want != "") {
				t.Fatalf("%s: %+v, %v; acts say %q", actor, s, ok, want)
			}
		}
	})
}

func TestLedgersOfPartsAddUp(t *testing.T) {
	type group struct {
		principal, taker string
		kind             PositionKind
	}
	rapid.Check(t, func(t *rapid.T) {
		acts := genActs.Draw(t, "acts")
		cut := rapid.IntRange(0, len(acts)).Draw(t, "cut")
		merged := map[group]LedgerEntry{}
		for _, e := range append(LedgerOf(acts[:cut], nil), LedgerOf(acts[cut:], nil)...) {
			if g := (group{e.Principal, e.Taker, e.Kind}); e.Last > merged[g].Last {
				merged[g] = e
			}
		}
		whole := LedgerOf(acts, nil)
		if len(whole) != len(merged) {
			t.Fatalf("%d entries, %d from the parts", len(whole), len(merged))
		}
		for _, e := range whole {
			if merged[group{e.Principal, e.Taker, e.Kind}] != e {
				t.Fatalf("%+v is not what the parts give", e)
			}
		}
	})
}
