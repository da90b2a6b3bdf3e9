package demand

// ActsDisputed lists, by key, the principals about whom articles disagree: for the same
// occasion two articles give it different sides on the demand. The acts are those on
// one demand; only acts on the actor's own word count.
//
// The occasion is the event with the phase, or without an event the date; what is known
// by neither has no occasion. Two articles disagree when they have no side in common: one
// that tells of more than the other does not contradict it.
func ActsDisputed(acts []Act) []string {
	sides := map[occasion]map[string]map[Side]bool{} // … → article → sides
	principals := map[string]bool{}
	for _, a := range acts {
		o, known := a.occasion()
		if !a.OwnWord() || !known {
			continue
		}
		if sides[o] == nil {
			sides[o] = map[string]map[Side]bool{}
		}
		for _, article := range a.Articles {
			if sides[o][article] == nil {
				sides[o][article] = map[Side]bool{}
			}
			sides[o][article][a.Kind.Side()] = true
		}
	}
	for o, byArticle := range sides {
		if apart(byArticle) {
			principals[o.principal] = true
		}
	}
	return sortedKeys(principals)
}

// occasion is when a principal does something with a demand.
type occasion struct {
	principal, event string
	phase            Phase
	date             Date
}

// occasion is that of the act; false when it is not known.
func (a Act) occasion() (o occasion, known bool) {
	o.principal = a.Principal()
	if a.Event != "" {
		o.event, o.phase = a.Event, a.Phase
	} else {
		o.date = a.Date
	}
	return o, a.Event != "" || !a.Date.IsZero()
}

// SameOccasion reports whether two acts are known to have been taken at one occasion,
// whoever took them: at one event in one phase, or, both at none, on one date.
func (a Act) SameOccasion(b Act) bool {
	one, known := a.occasion()
	two, _ := b.occasion()
	two.principal = one.principal
	return known && one == two
}

// DemandDisputed reports whether a demand is disputed: one of its positions is (as
// [FoldTellings] says of each), articles disagree about a principal, or two articles name
// addressees, or regions, that have nothing in common. The maps go from article to the
// keys it names; an article that names none contradicts nothing. A region has something
// in common with the regions within it: give each with its descendants.
func DemandDisputed(positionDisputed bool, acts []Act, addressees, regions map[string][]string) bool {
	return positionDisputed || len(ActsDisputed(acts)) > 0 || apart(sets(addressees)) || apart(sets(regions))
}

// apart reports whether two of the sets are not empty and have nothing in common.
func apart[T comparable](byArticle map[string]map[T]bool) bool {
	for a, setA := range byArticle {
		for b, setB := range byArticle {
			if a < b && len(setA) > 0 && len(setB) > 0 && !intersect(setA, setB) {
				return true
			}
		}
	}
	return false
}

func intersect[T comparable](a, b map[T]bool) bool {
	for v := range a {
		if b[v] {
			return true
		}
	}
	return false
}

func sets(byArticle map[string][]string) map[string]map[string]bool {
	out := make(map[string]map[string]bool, len(byArticle))
	for article, keys := range byArticle {
		out[article] = make(map[string]bool, len(keys))
		for _, key := range keys {
			out[article][key] = true
		}
	}
	return out
}
