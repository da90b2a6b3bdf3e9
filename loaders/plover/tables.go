package plover

import (
	_ "embed"
	"strings"

	"demandgraph/demand"
)

//go:embed states.tsv
var statesTable string

//go:embed roles.tsv
var rolesTable string

// state is a country as an actor.
type state struct {
	code, key, name string
	names           map[string]bool // what it and its capital are called, folded
	words           map[string]bool // the words of its names, and its adjectives, folded
	stems           []string        // the beginnings of its name's words, from which adjectives are made
}

// role is what an actor is in a country.
type role struct {
	code, name string
	typ        demand.ActorType
	collective map[string]bool // words for all of it: government, army
	members    map[string]bool // words for some of it: officials, soldiers
}

var (
	states = readStates()
	roles  = readRoles()
)

// table divides a table into its rows, without the line of column names.
func table(text string) [][]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return rows[1:]
}

func readStates() map[string]*state {
	all := map[string]*state{}
	for _, row := range table(statesTable) {
		s := &state{code: row[0], key: row[1], name: row[2], names: map[string]bool{}, words: set(row[5])}
		for _, name := range append(strings.Split(row[4], "|"), row[2], row[3]) {
			s.names[demand.Fold(name)] = name != ""
			for _, word := range demand.Words(name) {
				s.words[word] = true
			}
		}
		for _, word := range demand.Words(row[2]) {
			if len(word) >= stemLength && !ordinary[word] {
				s.stems = append(s.stems, word[:stemLength])
			}
		}
		all[s.code] = s
	}
	all["KSV"] = all["XKX"]
	return all
}

// stemLength is how many letters a country's name and an adjective made from it have in
// common at least: Israel, Israeli. Whose adjective has fewer, has it in the table.
const stemLength = 4

// cameo is the state's code in CAMEO, which is that of ISO 3166-1 but for Kosovo.
func (s *state) cameo() string {
	if s.code == "XKX" {
		return "KSV"
	}
	return s.code
}

// isName reports whether a text is a name of the state or its capital.
func (s *state) isName(text string) bool {
	return s.names[strings.TrimPrefix(demand.Fold(text), "the ")]
}

// isWord reports whether a folded word stands for the state: Israel, Israeli, Israelis.
func (s *state) isWord(word string) bool {
	if s.words[word] {
		return true
	}
	for _, stem := range s.stems {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

func readRoles() map[string]*role {
	all := map[string]*role{}
	for _, row := range table(rolesTable) {
		all[row[0]] = &role{code: row[0], name: row[1], typ: demand.ActorType(row[2]), collective: set(row[3]), members: set(row[4])}
	}
	return all
}

// set is the folded words of a list divided by '|' or white space.
func set(list string) map[string]bool {
	words := map[string]bool{}
	for _, word := range demand.Words(list) {
		words[word] = true
	}
	return words
}

// ordinary are words that name nothing by themselves.
var ordinary = set(`the a an some several many new former in of and for from to at near on by with
	north south east west northern southern eastern western central republic democratic united saint state
	capital city region province`)

// titles stand before the name of a person.
var titles = set(`president premier minister secretary chancellor king queen prince princess emir sheikh sultan
	ayatollah archbishop bishop cardinal pope imam mullah rabbi judge justice general gen lt col colonel admiral
	leader chairman chairwoman senator governor mayor spokesman spokeswoman ambassador dictator mr mrs ms dr`)

// organisations are those that documents of the seed and the examples speak of, by folded name.
var organisations = map[string]organisation{
	"united nations": {"united-nations", "United Nations"},
	"un":             {"united-nations", "United Nations"},
	"u.n.":           {"united-nations", "United Nations"},
	"nato":           {"nato", "NATO"},
	"european union": {"european-union", "European Union"},
	"eu":             {"european-union", "European Union"},
}

type organisation struct{ key, name string }
