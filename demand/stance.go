package demand

// Stance is where an actor stands on a demand as of a moment.
type Stance struct {
	Actor    string       // its key
	Side     Side         // the side of its last position
	Kind     PositionKind // the kind of that position
	Position string       // the key of that position
}

// StanceOf is the stance of an actor, as of a moment, from the acts on one demand: the
// side of the last position that it took or that was taken on its behalf, on its own
// word. It is false when there is none.
func StanceOf(acts []Act, actor string, at *Moment) (Stance, bool) {
	return StanceOfLedger(LedgerOf(acts, at), actor)
}

// StancesOf gives the stance of every principal, by key, from the acts on one demand.
func StancesOf(acts []Act, at *Moment) []Stance { return StancesOfLedger(LedgerOf(acts, at)) }

// StanceOfLedger is [StanceOf] the acts that the ledger sums up.
func StanceOfLedger(entries []LedgerEntry, actor string) (Stance, bool) {
	last, ok := lastOf(entries, actor, anyKind)
	if !ok {
		return Stance{}, false
	}
	return Stance{actor, last.Kind.Side(), last.Kind, last.Position}, true
}

// StancesOfLedger is [StancesOf] the acts that the ledger sums up.
func StancesOfLedger(entries []LedgerEntry) []Stance {
	actors := principals(entries, anyKind)
	out := make([]Stance, len(actors))
	for i, actor := range actors {
		out[i], _ = StanceOfLedger(entries, actor)
	}
	return out
}
