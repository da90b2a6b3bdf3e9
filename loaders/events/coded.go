package events

import "demandgraph/demand"

// Coding is what a code of CAMEO stands for where an event is coded from a sentence.
type Coding struct {
	Code  string // of CAMEO
	Label string // of the code
	// Kind is what the source does with a demand: DEMANDS; ACCEPTS, FULFILS or REJECTS in answer
	// to one of the target; "" for neither.
	Kind demand.PositionKind
	Asks []string // codes of the demands that an answer may be to
}

// CodingOf is what a code stands for, of which ok says whether it is one. A fourth digit that
// CAMEO does not have, as in 1010, refines the code before it.
func CodingOf(code string) (c Coding, ok bool) {
	m, ok := cameo[code]
	if !ok && len(code) == 4 {
		code = code[:3]
		m, ok = cameo[code]
	}
	if !ok {
		return c, false
	}
	c = Coding{Code: code, Label: m.label, Kind: m.answer, Asks: m.asks}
	if m.act == makes {
		c.Kind = demand.PositionKindDemands
	}
	return c, true
}

// international are codes of organisations of states, with their names.
var international = map[string]string{"IGOUNO": "United Nations", "IGOWSTNAT": "NATO", "IGOEUREEC": "European Union", "NATO": "NATO"}

// ActorName is the name of the actor that a code of CAMEO such as UKR, RUSGOV or IGOUNO stands for:
// a country's, "Role (Country)", an organisation's, else the code itself. Country is the alpha-3 code of ISO of
// a name that is just a country's. It is "" for what names nobody in particular, a role without a country.
func ActorName(code string) (name, country string) {
	for len(code) >= 3 && code[:3] == "---" {
		code = code[3:]
	}
	if name := international[code]; name != "" {
		return name, ""
	}
	if len(code) < 3 || roles[code[:3]] != nil {
		return "", ""
	}
	c := CountryByCode(code[:3])
	switch {
	case c == nil || c.State == "":
		return code, ""
	case len(code) == 3:
		return c.Name, c.ISO3
	}
	of := roles[code[3:min(6, len(code))]]
	if of == nil {
		return code, ""
	}
	return of.name + " (" + c.Name + ")", ""
}
