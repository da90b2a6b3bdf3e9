package demand

// StatusOf is the status of a demand with these acts and addressees as of a moment
// (nil: all acts count). It is false before the first act. Only acts on the actor's
// own word count. The first rule that holds decides:
//
//  1. DROPPED: the demand has been made, and everyone who made it has DROPS as its
//     last position.
//  2. An addressee's answer is its last ACCEPTS, FULFILS, REJECTS or BREACHES; no
//     other kind is an answer. FULFILLED: all addressees' answers are FULFILS.
//     ACCEPTED: all are ACCEPTS or FULFILS. CONTESTED: one complies, another refuses.
//     REJECTED: one refuses and none complies.
//  3. OPEN: anything else, as without addressees, without answers, or when some
//     accepted and the rest is silent.
//
// The positions of an actor are those that it took and those taken on its behalf.
func StatusOf(acts []Act, addressees []string, at *Moment) (Status, bool) {
	return StatusOfLedger(LedgerOf(acts, at), addressees)
}

// StatusOfLedger is [StatusOf] the acts that the ledger sums up.
func StatusOfLedger(entries []LedgerEntry, addressees []string) (Status, bool) {
	if len(entries) == 0 {
		return "", false
	}
	if dropped(entries) {
		return StatusDropped, true
	}
	silent, accepted, fulfilled, refused := 0, 0, 0, 0
	for _, addressee := range addressees {
		answer, ok := lastOf(entries, addressee, func(k PositionKind) bool { return k.Complies() || k.Refuses() })
		switch {
		case !ok:
			silent++
		case answer.Kind.Refuses():
			refused++
		case answer.Kind == PositionKindFulfils:
			fulfilled++
		default:
			accepted++
		}
	}
	complied := accepted + fulfilled
	switch {
	case refused > 0 && complied > 0:
		return StatusContested, true
	case refused > 0:
		return StatusRejected, true
	case silent > 0 || complied == 0:
		return StatusOpen, true
	case accepted == 0:
		return StatusFulfilled, true
	}
	return StatusAccepted, true
}

// dropped reports whether the demand was made and all who made it dropped it.
func dropped(entries []LedgerEntry) bool {
	demanders := principals(entries, PositionKind.Makes)
	for _, demander := range demanders {
		if last, _ := lastOf(entries, demander, anyKind); last.Kind != PositionKindDrops {
			return false
		}
	}
	return len(demanders) > 0
}

// Demanders lists, by key, who made the demand on its own word: the principals of
// its DEMANDS and REITERATES.
func Demanders(acts []Act) []string { return principals(LedgerOf(acts, nil), PositionKind.Makes) }

// MadeOn is the first of the dates on which the demand was made, by anyone on its own
// word; of equal first days, the most precise. It is unknown when there is none.
func MadeOn(acts []Act) Date {
	var first Date
	for _, a := range acts {
		if a.OwnWord() && a.Kind.Makes() && !a.Date.IsZero() && (first.IsZero() || a.Date.Compare(first) < 0) {
			first = a.Date
		}
	}
	return first
}

// LastActionOn is the last of the dates of all positions on the actor's own word: the
// one with the latest first day, of equal ones the most precise. It is unknown when
// there is none.
func LastActionOn(acts []Act) Date {
	var last Date
	for _, a := range acts {
		if !a.OwnWord() || a.Date.IsZero() {
			continue
		}
		later := a.Date.First() > last.First()
		if later || a.Date.First() == last.First() && a.Date.precision() > last.precision() {
			last = a.Date
		}
	}
	return last
}
