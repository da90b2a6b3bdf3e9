package sqlite

import (
	"strconv"
	"strings"

	"demandgraph/query"
)

// statement is compiled SQL with where each of its parameters comes from.
type statement struct {
	text string
	args []arg
}

// arg gives a parameter of a statement for one run of it.
type arg func(params []any, in *inputs) any

// inputs are what a statement gets beside the values of its query.
type inputs struct {
	ids    string // JSON array of ids, or of lists
	list   int64
	lo, hi string // the entries walked: lo <= sort < hi
	reach  int    // how many entries may be walked
	limit  int    // how many rows are wanted
}

var (
	idsArg   arg = func(_ []any, in *inputs) any { return in.ids }
	listArg  arg = func(_ []any, in *inputs) any { return in.list }
	loArg    arg = func(_ []any, in *inputs) any { return in.lo }
	hiArg    arg = func(_ []any, in *inputs) any { return in.hi }
	reachArg arg = func(_ []any, in *inputs) any { return in.reach }
	limitArg arg = func(_ []any, in *inputs) any { return in.limit }
)

// paramArg is a value of the query; lists go as JSON arrays.
func paramArg(p query.Param) arg {
	return func(params []any, _ *inputs) any {
		switch v := params[p].(type) {
		case []string:
			return jsonTexts(v)
		case bool:
			if v {
				return int64(1)
			}
			return int64(0)
		default:
			return v
		}
	}
}

// sqlText is a statement being written: what is added follows what was added.
type sqlText struct {
	b       strings.Builder
	args    []arg
	aliases int
}

func (t *sqlText) add(parts ...string) *sqlText {
	for _, p := range parts {
		t.b.WriteString(p)
	}
	return t
}

// arg adds a parameter.
func (t *sqlText) arg(a arg) *sqlText {
	t.b.WriteByte('?')
	t.args = append(t.args, a)
	return t
}

// alias makes a name for a table that is used nowhere else in the statement.
func (t *sqlText) alias() string {
	t.aliases++
	return "t" + strconv.Itoa(t.aliases)
}

func (t *sqlText) statement() *statement { return &statement{t.b.String(), t.args} }
