package demand

import (
	"cmp"
	"slices"
)

// LedgerEntry sums up all positions of one kind that one taker took for one
// principal on one demand: the last of them. A demand's ledger, one entry for each
// principal, taker and kind, holds enough for [StatusOfLedger], [StancesOfLedger] and
// [StanceOfLedger], however many positions there are.
type LedgerEntry struct {
	Principal string       // see [Act.Principal]
	Taker     string       // the actor that took them
	Kind      PositionKind // what they do with the demand
	Last      string       // the greatest [Act.Sort] among them
	Position  string       // the key of that position
}

// LedgerOf sums up the acts on one demand that were taken by the moment on the
// actor's own word, in the order of principal, taker and kind. For an answer that
// counts also what actors say of one another, clear [Act.AccordingTo] first.
func LedgerOf(acts []Act, at *Moment) []LedgerEntry {
	type group struct {
		principal, taker string
		kind             PositionKind
	}
	last := map[group]LedgerEntry{}
	for _, a := range acts {
		if !a.OwnWord() || !at.Includes(a) {
			continue
		}
		g := group{a.Principal(), a.Taker, a.Kind}
		if sort := a.Sort(); sort > last[g].Last {
			last[g] = LedgerEntry{g.principal, g.taker, g.kind, sort, a.Key}
		}
	}
	entries := make([]LedgerEntry, 0, len(last))
	for _, e := range last {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b LedgerEntry) int {
		return cmp.Or(cmp.Compare(a.Principal, b.Principal), cmp.Compare(a.Taker, b.Taker), cmp.Compare(a.Kind, b.Kind))
	})
	return entries
}

// lastOf finds the last entry of an actor, as taker or principal, among those whose
// kind is wanted.
func lastOf(entries []LedgerEntry, actor string, wanted func(PositionKind) bool) (last LedgerEntry, ok bool) {
	for _, e := range entries {
		if (e.Principal == actor || e.Taker == actor) && wanted(e.Kind) && e.Last > last.Last {
			last, ok = e, true
		}
	}
	return last, ok
}

func anyKind(PositionKind) bool { return true }

// principals lists the distinct principals of the entries whose kind is wanted, by key.
func principals(entries []LedgerEntry, wanted func(PositionKind) bool) []string {
	var out []string
	for _, e := range entries {
		if wanted(e.Kind) {
			out = append(out, e.Principal)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
