package events

import (
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// Party is an actor of a row once found. One value stands for one actor, described one way.
type Party struct {
	key, name string
	describes []change.Actor // itself, and those it belongs to; none for one that is known
	state     *Country       // that it acts for, or is
}

// principal is the key and name of the actor on whose behalf it acts: its state, or itself.
func (p *Party) principal() (key, name string) {
	if p.state != nil {
		return p.state.State, p.state.Name
	}
	return p.key, p.name
}

// behalf is the key of the state that it acts for, "" for one that acts for itself.
func (p *Party) behalf() string {
	if key, _ := p.principal(); key != p.key {
		return key
	}
	return ""
}

// maxNames bounds the actors that a resolver remembers.
const maxNames = 1 << 16

// Resolver finds the actors that names and codes stand for.
type Resolver struct {
	options Options
	seen    map[seenName]*Party
	places  map[Location]*Place
}

type seenName struct {
	name, code, kind, country string
	official                  bool
}

// NewResolver makes a resolver.
func NewResolver(o Options) *Resolver {
	return &Resolver{options: o, seen: map[seenName]*Party{}, places: map[Location]*Place{}}
}

// remember finds what was found before, or finds it.
func (r *Resolver) remember(name seenName, find func(seenName) *Party) *Party {
	if p, ok := r.seen[name]; ok {
		return p
	}
	if len(r.seen) >= maxNames {
		clear(r.seen)
	}
	for _, s := range []*string{&name.name, &name.code, &name.kind, &name.country} {
		*s = strings.Clone(*s) // it is a part of a line
	}
	p := find(name)
	r.seen[name] = p
	return p
}

// Named finds the actor of a name such as "Russia", "Military (Ukraine)" or "Angela Merkel".
// Country is that of the actor where the row says it, official whether it acts for it. It is
// nil without a name.
func (r *Resolver) Named(name string, country *Country, official bool) *Party {
	code := ""
	if country != nil {
		code = country.ISO3
	}
	return r.remember(seenName{name: name, country: code, official: official}, func(seen seenName) *Party {
		words := cleanName(seen.name)
		if words == "" {
			return nil
		}
		return r.named(words, country, official)
	})
}

func (r *Resolver) named(name string, country *Country, official bool) *Party {
	if c := CountryByName(name); c != nil && c.State != "" && (country == nil || country == c) {
		return &Party{key: c.State, name: c.Name, describes: []change.Actor{c.actor()}, state: c}
	}
	if org, ok := organisations[demand.Fold(name)]; ok {
		return &Party{key: org.Key, name: org.Name, describes: []change.Actor{org}}
	}
	if role, of, ok := inBrackets(name); ok {
		if c := CountryByName(of); c != nil && c.State != "" {
			return r.part(role, roleOf(role), c, "")
		}
	}
	if r.options.Known != nil {
		if key := r.options.Known(name); key != "" {
			p := &Party{key: key, name: name}
			if official && country != nil && country.State != "" {
				p.state, p.describes = country, []change.Actor{country.actor()}
			}
			return p
		}
	}
	return r.own(name, typeOfName(name), country, official)
}

// own makes an actor that is known by its name alone.
func (r *Resolver) own(name string, typ demand.ActorType, country *Country, official bool) *Party {
	made, _ := demand.MakeKey(name)
	it := change.Actor{Key: demand.HashedKey(made, "actor of event data", name, string(typ)), Name: name, Type: typ, Review: change.Unreviewed}
	p := &Party{key: it.Key, name: name}
	if country != nil && country.State != "" {
		it.Affiliations = []change.Affiliation{{With: country.State, Role: demand.AffiliationRoleMemberOf}}
		p.describes = []change.Actor{country.actor()}
		if official || r.options.Countries {
			p.state = country
		}
	}
	p.describes = append(p.describes, it)
	return p
}

// part makes the actor that a role of a state is.
func (r *Resolver) part(name string, of *role, c *Country, code string) *Party {
	it := change.Actor{Name: name + " (" + c.Name + ")", Type: demand.ActorTypeOther, CameoCode: code}
	affiliation := change.Affiliation{With: c.State, Role: demand.AffiliationRoleMemberOf}
	p := &Party{name: it.Name}
	if of != nil {
		it.Type = of.typ
		if organs[of.code] {
			affiliation.Role = demand.AffiliationRolePartOf
			p.state = c
		}
	}
	if r.options.Countries {
		p.state = c
	}
	it.Affiliations = []change.Affiliation{affiliation}
	it.Key = madeKey(it.Name)
	p.key = it.Key
	p.describes = []change.Actor{c.actor(), it}
	return p
}

// Coded finds the actor of a name in capitals and a code of CAMEO such as RUSGOV, with the
// country that the row gives and the first role or kind of group; nil when both are empty. A name
// that is a country's, its capital's or its people's adds nothing to the code. Any other is
// an actor of its own, also a town's, which need not speak for its country.
func (r *Resolver) Coded(name, code, country, kind string) *Party {
	return r.remember(seenName{name: name, code: code, kind: kind, country: country}, func(seen seenName) *Party {
		words := cleanName(seen.name)
		if words == "" && code == "" {
			return nil
		}
		return r.coded(words, seen.code, CountryByCode(seen.country), seen.kind)
	})
}

func (r *Resolver) coded(name, code string, country *Country, kind string) *Party {
	of := roles[kind]
	if org, ok := organisations[demand.Fold(name)]; ok && country == nil {
		return &Party{key: org.Key, name: org.Name, describes: []change.Actor{org}}
	}
	if country == nil || country.State == "" {
		if name == "" {
			name = code
		}
		typ := demand.ActorTypeOther
		if of != nil {
			typ = of.typ
		}
		return r.own(name, typ, country, false)
	}
	bare := name == "" || country.called(name)
	switch {
	case bare && kind == "" && len(code) <= 3:
		return &Party{key: country.State, name: country.Name, describes: []change.Actor{country.actor()}, state: country}
	case of != nil && (bare || isRole(name, country)):
		return r.part(of.name, of, country, country.Cameo+of.code)
	case name == "":
		name = code
	}
	return r.own(name, demand.ActorTypeOther, country, of != nil && organs[of.code])
}

// isRole reports whether all words of a name stand for a role or for the country: POLICE, RUSSIAN ARMY.
func isRole(name string, c *Country) bool {
	for _, word := range demand.Words(name) {
		if !c.isWord(word) && !ordinary[word] && roleOf(word) == nil && roleOf(strings.TrimSuffix(word, "s")) == nil {
			return false
		}
	}
	return true
}

// inBrackets divides "Military (Ukraine)".
func inBrackets(name string) (before, in string, ok bool) {
	i := strings.LastIndexByte(name, '(')
	if i <= 0 || !strings.HasSuffix(name, ")") {
		return "", "", false
	}
	before, in = strings.TrimSpace(name[:i]), strings.TrimSpace(name[i+1:len(name)-1])
	return before, in, before != "" && in != ""
}

// typeWords are words of a name that say what sort of actor it is; no person has them.
var typeWords = []struct {
	words string
	typ   demand.ActorType
}{
	{" armed forces ", demand.ActorTypeArmedForce},
	{" defense forces ", demand.ActorTypeArmedForce},
	{" defence forces ", demand.ActorTypeArmedForce},
	{" political party ", demand.ActorTypeParty},
	{" party ", demand.ActorTypeParty},
	{" ministry ", demand.ActorTypeGovernment},
	{" supreme court ", demand.ActorTypeGovernment},
}

func typeOfName(name string) demand.ActorType {
	text := " " + strings.Join(demand.Words(name), " ") + " "
	for _, w := range typeWords {
		if strings.Contains(text, w.words) {
			return w.typ
		}
	}
	return demand.ActorTypeOther
}

// organisations are those that documents of the seed and the examples speak of, by folded name.
var organisations = map[string]change.Actor{
	"united nations":                     {Key: "united-nations", Name: "United Nations", Type: demand.ActorTypeIntergovernmentalOrganization},
	"nato":                               {Key: "nato", Name: "NATO", Type: demand.ActorTypeIntergovernmentalOrganization},
	"north atlantic treaty organization": {Key: "nato", Name: "NATO", Type: demand.ActorTypeIntergovernmentalOrganization},
	"european union":                     {Key: "european-union", Name: "European Union", Type: demand.ActorTypeIntergovernmentalOrganization},
}

// madeKey makes a key of a name; a hash tells apart what would look the same.
func madeKey(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy {
		key = demand.HashedKey(key, name)
	}
	return key
}
