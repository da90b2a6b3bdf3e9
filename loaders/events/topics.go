package events

import (
	"slices"

	"demandgraph/demand"
)

// act is what rows of a code do with a demand.
type act int

const (
	other   act = iota // nothing: an event
	makes              // makes it
	answers            // answers it
	threat             // threatens in case it is not met
)

// meaning is what a code stands for.
type meaning struct {
	act    act
	label  string              // what the code is called, for summaries
	answer demand.PositionKind // of answers
	// asks are the codes of the demands that an answer may be to, or that a threat may go with,
	// those worded as demands first.
	asks []string
	// ultimatum is a demand that is a threat too.
	ultimatum bool
}

// cameo are the meanings of the codes of CAMEO.
var cameo = func() map[string]meaning {
	lines := table(linesTable) // topic, demand, appeal, intent, compliance, refusal, threat
	all := map[string]meaning{}
	for code, name := range codeNames {
		m := meaning{label: name}
		switch root := code[:2]; {
		case root == "10" || root == "02" || isProtest(code):
			m.act = makes
		case code == "139":
			m.act, m.ultimatum = makes, true
		case root == "03":
			m.act, m.answer, m.asks = answers, demand.PositionKindAccepts, asked(lines, 3, code)
		case root == "08":
			m.act, m.answer, m.asks = answers, demand.PositionKindFulfils, asked(lines, 4, code)
		case root == "12":
			m.act, m.answer, m.asks = answers, demand.PositionKindRejects, asked(lines, 5, code)
		case root == "13":
			m.act, m.asks = threat, asked(lines, 6, code)
		}
		all[code] = m
	}
	return all
}()

// isProtest reports whether a code is that of a protest with an aim: 1411 to 1454.
func isProtest(code string) bool {
	return len(code) == 4 && code[:2] == "14" && code[2] >= '1' && code[2] <= '5' && code[3] >= '1' && code[3] <= '4'
}

// asked are the codes of demands on the topics that a column has a code for, or, where none has
// it, the code without its last digit. A bare demand is answered by a bare refusal alone.
func asked(lines [][]string, column int, code string) []string {
	const topic, demands, appeal, compliance, refusal = 0, 1, 2, 4, 5
	var found, weaker []string
	for ; len(code) > 2 && found == nil; code = code[:len(code)-1] {
		for _, line := range lines {
			if line[column] != code || line[topic] == "general" && column < refusal {
				continue
			}
			found = append(found, line[demands])
			weaker = append(weaker, line[appeal])
			if line[demands] == "105" {
				found = append(found, "139") // an ultimatum asks to yield
			}
			if d := line[demands]; len(d) == 4 && d[:3] == "104" { // leadership, policy, rights, institutions
				for x := '1'; x <= '5'; x++ {
					weaker = append(weaker, "14"+string(x)+d[3:])
				}
			}
		}
	}
	return slices.Concat(found, weaker)
}

// plover are the meanings of the types of PLOVER with a mode. A mode is the topic: of AGREE and
// CONCEDE, which have none, it is not known what they answer.
var plover = func() map[[2]string]meaning {
	all := map[[2]string]meaning{}
	for mode, label := range map[string]string{"": "request", "assist": "request assistance", "change": "request change",
		"yield": "request to yield", "meet": "request to meet"} {
		all[[2]string{"REQUEST", mode}] = meaning{act: makes, label: label}
		all[[2]string{"REJECT", mode}] = meaning{act: answers, label: "reject", answer: demand.PositionKindRejects, asks: []string{ploverCode("REQUEST", mode)}}
	}
	for mode, of := range map[string]string{"withdraw": "yield", "release": "yield", "disarm": "yield", "ceasefire": "yield", "access": "yield", "resign": "change"} {
		all[[2]string{"RETREAT", mode}] = meaning{act: answers, label: "retreat: " + mode, answer: demand.PositionKindFulfils, asks: []string{ploverCode("REQUEST", of)}}
	}
	for mode, label := range map[string]string{"": "threaten", "restrict": "threaten with restrictions", "arrest": "threaten with arrest",
		"relations": "threaten relations", "expel": "threaten to expel", "territory": "threaten territory", "violence": "threaten with violence"} {
		all[[2]string{"THREATEN", mode}] = meaning{act: threat, label: label}
	}
	for _, typ := range []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "ACCUSE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"} {
		all[[2]string{typ, ""}] = meaning{label: demand.Fold(typ)}
	}
	return all
}()

// ploverCode names a type and a mode within keys.
func ploverCode(typ, mode string) string {
	if mode == "" {
		return typ
	}
	return typ + "-" + mode
}

// PloverType reports whether a text is a type of event of PLOVER.
func PloverType(typ string) bool {
	_, ok := plover[[2]string{typ, ""}]
	return ok
}

// Concerns reports whether rows of a code make, answer or back a demand: those of CAMEO's roots 10,
// 02, 03, 08, 12, 13, and of protests with an aim.
func Concerns(code string) bool { return cameo[code].act != other }

// meaningOf is what a row's code stands for.
func (r *Row) meaningOf() meaning {
	if r.Plover == "" {
		m := cameo[r.Code]
		if r.unsettled() {
			m.label = "demand"
		}
		return m
	}
	return plover[[2]string{r.Plover, r.mode()}]
}

// mode is the mode of a row of PLOVER as far as it says what the topic is.
func (r *Row) mode() string {
	if _, ok := plover[[2]string{r.Plover, r.Mode}]; !ok {
		return ""
	}
	return r.Mode
}

// unsettled reports whether it is not known which of two meanings the code has: GDELT's
// published names of 105 to 108 are not those of the manual that it says it follows.
func (r *Row) unsettled() bool {
	return r.Vocabulary == GDELT && len(r.Code) == 3 && r.Code >= "105" && r.Code <= "108"
}

// topic is what a row's demand is told from others by: the code.
func (r *Row) topic() string {
	switch {
	case r.Plover != "":
		return ploverCode(r.Plover, r.mode())
	case r.unsettled():
		return "gdelt-" + r.Code
	}
	return r.Code
}

// PloverConcerns reports whether rows of a type of PLOVER make, answer or back a demand in some mode.
func PloverConcerns(typ string) bool {
	switch typ {
	case "REQUEST", "REJECT", "RETREAT", "THREATEN":
		return true
	}
	return false
}
