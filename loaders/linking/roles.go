package linking

import (
	"regexp"
	"slices"
	"strings"

	"demandgraph/demand"
)

var (
	roleInBrackets = regexp.MustCompile(`^(.+?)\s*\(([^()]+)\)$`)
	roleOfActor    = regexp.MustCompile(`^(?:[Tt]he\s+)?(.+?)\s+of\s+(.+)$`)
	actorsRole     = regexp.MustCompile(`^(.+?)['’]s?\s+(.+)$`)
)

// roleOf divides "Military (Ukraine)".
func roleOf(words string) (role, of string, ok bool) {
	if m := roleInBrackets.FindStringSubmatch(strings.TrimSpace(words)); m != nil {
		return withoutArticle(m[1]), m[2], true
	}
	return "", "", false
}

// partOf finds, or makes, the actor that "Role (X)" names where X is one known actor:
// an actor of its own that is part of X. Of anything else in brackets it knows nothing.
func (x *Index) partOf(words string) *known {
	role, of, ok := roleOf(words)
	if !ok {
		return nil
	}
	whole, variant := x.sameName(demand.KindActor, of)
	if len(whole) != 1 || variant {
		return nil
	}
	name := role + " (" + whole[0].Name + ")"
	key := madeKey(name)
	if part := x.node(demand.KindActor, key); part != nil {
		return part
	}
	x.add(known{Known: Known{Kind: demand.KindActor, Key: key, Name: name, Type: string(typeOfRole(role))}}, fromNames)
	return x.node(demand.KindActor, key)
}

// rolesTypes are words of roles with the type of the actor that a country's is.
var roleTypes = []struct {
	words map[string]bool
	typ   demand.ActorType
}{
	{words("military army navy troops soldiers marines forces police"), demand.ActorTypeArmedForce},
	{words("rebel rebels insurgent insurgents militia militant militants separatist separatists fighter fighters guerrilla"), demand.ActorTypeArmedGroup},
	{words("government ministry cabinet parliament legislature senate court judiciary administration official officials envoy"), demand.ActorTypeGovernment},
	{words("citizen citizens population people protester protesters demonstrator demonstrators residents villagers refugees women men children"), demand.ActorTypePopulation},
	{words("party opposition"), demand.ActorTypeParty},
	{words("media press newspaper broadcaster"), demand.ActorTypeMedia},
	{words("company business bank companies"), demand.ActorTypeCompany},
}

// typeOfRole is the type that a word of a role gives; the last word that is one decides,
// so that "Government Forces" are forces.
func typeOfRole(role string) demand.ActorType {
	typ := demand.ActorTypeOther
	for _, word := range demand.Words(role) {
		for _, t := range roleTypes {
			if t.words[word] {
				typ = t.typ
			}
		}
	}
	return typ
}

// holders are the actors that hold a title on a day: "President of Ukraine", "Ukraine's
// president", "President (Ukraine)". Without a day they are all that ever held it.
func (x *Index) holders(words string, on demand.Date) []*known {
	var found []*known
	for _, form := range []struct {
		match     *regexp.Regexp
		title, of int
	}{{roleInBrackets, 1, 2}, {roleOfActor, 1, 2}, {actorsRole, 2, 1}} {
		m := form.match.FindStringSubmatch(strings.TrimSpace(words))
		if m == nil {
			continue
		}
		whole, variant := x.sameName(demand.KindActor, m[form.of])
		if len(whole) != 1 || variant {
			continue
		}
		for _, h := range x.byTitle[foldName(m[form.title])] {
			if h.as.With == whole[0].Key && holds(h.as.From, h.as.To, on) {
				found = with(found, h.who)
			}
		}
	}
	slices.SortFunc(found, func(a, b *known) int { return strings.Compare(a.Key, b.Key) })
	return found
}

// holds reports whether a day is within a time; what is not known does not bound it.
func holds(from, to, on demand.Date) bool {
	if on.IsZero() {
		return true
	}
	return (from.IsZero() || from.First() <= on.Last()) && (to.IsZero() || on.First() <= to.Last())
}
