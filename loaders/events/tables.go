package events

import (
	_ "embed"
	"strings"

	"demandgraph/demand"
)

//go:embed tables/codes.tsv
var codesTable string

//go:embed tables/labels.tsv
var labelsTable string

//go:embed tables/demand_lines.tsv
var linesTable string

//go:embed tables/sectors.tsv
var sectorsTable string

//go:embed tables/countries.tsv
var countriesTable string

//go:embed tables/roles.tsv
var rolesTable string

//go:embed tables/role_words.tsv
var roleWordsTable string

// table divides a table into its rows, without the line of column names.
func table(text string) [][]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return rows[1:]
}

// list divides a list within a field.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

// codeNames are the names of CAMEO's codes.
var codeNames = func() map[string]string {
	all := map[string]string{}
	for _, row := range table(codesTable) {
		all[row[0]] = row[1]
	}
	return all
}()

// labelCodes are the codes by folded label.
var labelCodes = func() map[string]string {
	all := map[string]string{}
	for _, row := range table(labelsTable) {
		all[foldLabel(row[0])] = row[1]
	}
	return all
}()

// foldLabel is the form in which labels are compared.
func foldLabel(label string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), " ")
}

// CodeOf is the code that a label of CAMEO stands for, for rows that have no code. A label
// that is only that of a root, such as DEMAND beside Demand, stands for the code below it.
func CodeOf(label string) (code string, ok bool) {
	code, ok = labelCodes[foldLabel(label)]
	return code, ok
}

// CodeName is the name of a code of CAMEO, "" for a text that is none.
func CodeName(code string) string { return codeNames[code] }

// role is a role of CAMEO: the second part of an actor's code.
type role struct {
	code, name string
	typ        demand.ActorType
}

var roles = func() map[string]*role {
	all := map[string]*role{}
	for _, row := range table(rolesTable) {
		all[row[0]] = &role{row[0], row[1], demand.ActorType(row[2])}
	}
	return all
}()

// organs are the roles of a state's own bodies: they act for it.
var organs = map[string]bool{"GOV": true, "MIL": true, "COP": true, "SPY": true, "JUD": true, "LEG": true}

// roleWord is a word, or words, that say which role a name such as "Foreign Affairs" is of.
type roleWord struct {
	words string // folded, with a blank before and after
	count int
	role  *role
}

var roleWords = func() []roleWord {
	var all []roleWord
	for _, row := range table(roleWordsTable) {
		all = append(all, roleWord{" " + row[0] + " ", len(strings.Fields(row[0])), roles[row[1]]})
	}
	return all
}()

// roleOf finds the role that a name is of, nil for none.
func roleOf(name string) *role {
	text := " " + strings.Join(demand.Words(name), " ") + " "
	var best roleWord
	for _, w := range roleWords {
		if w.count > best.count && strings.Contains(text, w.words) {
			best = w
		}
	}
	return best.role
}

// sectorAgents are the first roles of ICEWS's sectors.
var sectorAgents = func() map[string]string {
	all := map[string]string{}
	for _, row := range table(sectorsTable) {
		all[row[0]] = row[1][:3]
	}
	return all
}()

// Official reports whether sectors, divided by commas, are those of one who acts for a
// state: a body of it, or a person in one. It is none who is of an organisation of states too.
func Official(sectors string) bool {
	official := false
	for sectors != "" {
		var sector string
		sector, sectors, _ = strings.Cut(sectors, ",")
		switch agent := sectorAgents[strings.Trim(sector, `" `)]; {
		case agent == "IGO":
			return false
		case organs[agent]:
			official = true
		}
	}
	return official
}
