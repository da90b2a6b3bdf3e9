package plover

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"demandgraph/change"
	"demandgraph/demand"
)

// resolved is an actor of a record, with what describes it, the state it is of included.
type resolved struct {
	key       string
	describes []change.Actor
	warning   string // about the code, or ""
}

// resolve finds the actor that text and code stand for (see the package's documentation).
func resolve(a actor) resolved {
	text := clean(a.Text)
	if org, ok := organisations[strings.TrimPrefix(demand.Fold(text), "the ")]; ok && a.Code == "IGO" && a.Sector == "" {
		return resolved{key: org.key, describes: []change.Actor{withAlias(change.Actor{Key: org.key, Name: org.name,
			Type: demand.ActorTypeIntergovernmentalOrganization}, text)}}
	}
	in := states[a.Code]
	part, rest := sectorOf(a.Sector)
	if in == nil {
		return ofNoState(a, text, part)
	}
	home := change.Actor{Key: in.key, Name: in.name, Type: demand.ActorTypeState, CameoCode: in.cameo(), ISO3: in.code}
	switch {
	case !describes(text, in, part) || rest != "" && text != "":
		r := named(text, a, part)
		r.describes[0].Affiliations = []change.Affiliation{{With: home.Key, Role: affiliation(r.describes[0].Type, part)}}
		r.describes = append(r.describes, home)
		return r
	case part == nil:
		if in.isName(text) {
			home = withAlias(home, text)
		}
		return resolved{key: home.Key, describes: []change.Actor{home}}
	}
	it := change.Actor{Name: fmt.Sprintf("%s (%s)", part.name, in.name), Type: part.typ, CameoCode: in.cameo() + part.code,
		Affiliations: []change.Affiliation{{With: home.Key, Role: affiliation(part.typ, part)}}}
	it.Key = madeKey(it.Name)
	if callsWhole(text, part) || part.code == "GOV" && in.isName(text) {
		it = withAlias(it, text)
	}
	return resolved{key: it.Key, describes: []change.Actor{it, home}}
}

// organs are the roles of a state's own bodies; others belong to a country, and no more.
var organs = set("GOV MIL COP SPY JUD LEG")

func affiliation(typ demand.ActorType, part *role) demand.AffiliationRole {
	if typ != demand.ActorTypePerson && part != nil && organs[demand.Fold(part.code)] {
		return demand.AffiliationRolePartOf
	}
	return demand.AffiliationRoleMemberOf
}

// ofNoState finds an actor whose code is of no state: international, or wrong.
func ofNoState(a actor, text string, part *role) resolved {
	kind, international := roles[a.Code]
	if !international && part == nil {
		for _, s := range states {
			if s.names[demand.Fold(text)] && demand.Fold(text) == demand.Fold(s.name) {
				return resolved{key: s.key, warning: unknownCode(a),
					describes: []change.Actor{{Key: s.key, Name: s.name, Type: demand.ActorTypeState, ISO3: s.code}}}
			}
		}
	}
	if part == nil || international && part.code != "MIL" {
		part = kind
	}
	r := named(text, a, part)
	if !international {
		r.warning = unknownCode(a)
	}
	return r
}

func unknownCode(a actor) string {
	if a.Code == "" {
		return fmt.Sprintf("%q has no code; it is known by its text alone", a.Text)
	}
	return fmt.Sprintf("%s, the code of %q, is that of no state and no organisation; it is known by its text alone", a.Code, a.Text)
}

// sectorOf reads a sector: its first role, and what of it is no role, such as "alb" for
// Albanian in REBalb. Asterisks stand for a role that the coder could not tell.
func sectorOf(sector string) (*role, string) {
	sector = strings.Trim(sector, "* ")
	first, rest := (*role)(nil), ""
	for len(sector) > 0 {
		code := sector[:min(3, len(sector))]
		sector = sector[len(code):]
		if r := roles[code]; r != nil && first == nil {
			first = r
			continue
		}
		rest += code
	}
	return first, rest
}

// describes reports whether a text adds no name to a code: it has no capital letter but in
// words for the state and the role. Without a role it must stand for the state alone.
func describes(text string, in *state, part *role) bool {
	for word := range strings.FieldsFuncSeq(text, divides) {
		folded := strings.Trim(demand.Fold(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")), ".'")
		first, _ := firstRune(word)
		known := in.isWord(folded) || ordinary[folded] || in.isWord(strings.ReplaceAll(folded, ".", ""))
		if part != nil {
			known = known || part.collective[folded] || part.members[folded] || !unicode.IsUpper(first) && !unicode.IsDigit(first)
		}
		if !known {
			return false
		}
	}
	return true
}

func divides(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:()[]\"“”-–—/", r)
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// callsWhole reports whether a text has a word for all of the role.
func callsWhole(text string, part *role) bool {
	return slices.ContainsFunc(demand.Words(text), func(w string) bool { return part.collective[w] })
}

// named makes an actor of its own.
func named(text string, a actor, part *role) resolved {
	it := change.Actor{Name: text, Type: demand.ActorTypeOther, Review: change.Unreviewed}
	if part != nil {
		it.Type = part.typ
	}
	if words := strings.Fields(text); part == roles["ELI"] && len(words) > 0 && !capitalised(words[len(words)-1]) {
		it.Type = demand.ActorTypeGroup // elders, politicians
	}
	code := strings.Trim(a.Code+strings.Trim(a.Sector, "* "), " ")
	if name, ok := person(text); ok {
		it.Type, it.Name = demand.ActorTypePerson, name
		code += " person"
	}
	if it.Name == "" {
		it.Name = code
	}
	it.Key = madeKey(it.Name + " " + code)
	return resolved{key: it.Key, describes: []change.Actor{withAlias(it, text)}}
}

// person finds a person's name in a text: what stands to its end after a title, when that is
// capitalised throughout. A name of one word keeps what stands before it.
func person(text string) (string, bool) {
	words := strings.Fields(strings.ReplaceAll(text, "Secretary of State", "Secretary"))
	for i := len(words) - 2; i >= 0; i-- {
		title := strings.Trim(demand.Fold(words[i]), ".")
		if _, last, ok := strings.Cut(title, "-"); ok { // Secretary-General
			title = last
		}
		if !titles[title] {
			continue
		}
		name := words[i+1:]
		if slices.Contains(words[:i], "of") { // "supporters of President X" are no person
			return "", false
		}
		if slices.ContainsFunc(name, func(w string) bool { return !capitalised(w) }) {
			return "", false
		}
		if len(name) == 1 {
			return text, true
		}
		return strings.Join(name, " "), true
	}
	return "", false
}

// particles within names need no capital letter.
var particles = set("al el bin ibn abu ould de da di do dos del la van von der den ter zu")

func capitalised(word string) bool {
	first, _ := firstRune(word)
	start, _, _ := strings.Cut(demand.Fold(word), "-")
	return unicode.IsUpper(first) || particles[start]
}

// clean joins white space and drops the ending of a genitive, and asterisks, which
// stand for what the coder could not tell.
func clean(text string) string {
	text = strings.Trim(strings.Join(strings.Fields(text), " "), "* ")
	for _, ending := range []string{"'s", "’s"} {
		text = strings.TrimSuffix(text, ending)
	}
	return text
}

func withAlias(a change.Actor, text string) change.Actor {
	if text != "" && text != a.Name {
		a.Aliases = append(a.Aliases, text)
	}
	return a
}

// madeKey makes a key of a name; a hash tells apart what would look the same.
func madeKey(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy {
		key = demand.HashedKey(key, name)
	}
	return key
}
