package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// table writes CSV (RFC 4180, but with line feeds).
type table struct{ w *csv.Writer }

func newTable(w io.Writer, header ...string) (*table, error) {
	t := &table{csv.NewWriter(w)}
	return t, t.w.Write(header)
}

func (t *table) write(cells ...string) error { return t.w.Write(cells) }

func (t *table) end() error {
	t.w.Flush()
	return t.w.Error()
}

// harmless keeps a spreadsheet from taking a text for a formula: what begins like one
// gets an apostrophe before it. Keys, dates and numbers are none and stay as they are.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// joined writes a list in one cell; a bar within an element has a backslash before it.
func joined(list []string) string {
	for i, s := range list {
		list[i] = strings.ReplaceAll(s, "|", `\|`)
	}
	return strings.Join(list, " | ")
}

// columns of a table: what each is called and says of a node.
type column struct {
	name string
	of   func(row) string
}

func plain(name string) column {
	return column{name, func(r row) string {
		switch v := r.value(name).(type) {
		case nil:
			return ""
		case string:
			return harmless(v)
		default:
			return fmt.Sprint(v)
		}
	}}
}

// dated is a day, which no spreadsheet takes for a formula.
func dated(name string) column { return column{name, func(r row) string { return r.text(name) }} }

func keyOf(name, relation string) column {
	return column{name + "Key", func(r row) string { return r.one(relation).key() }}
}

func nameOf(name, relation, property string) column {
	return column{name + strings.ToUpper(property[:1]) + property[1:], func(r row) string { return harmless(r.one(relation).text(property)) }}
}

// listOf are the columns of the keys and the names of several nodes, one for one.
func listOf(name string, of func(row) []linked) []column {
	return []column{
		{name + "Keys", func(r row) string {
			var out []string
			for _, l := range of(r) {
				out = append(out, l.Key)
			}
			return joined(out)
		}},
		{name + "Names", func(r row) string {
			var out []string
			for _, l := range of(r) {
				out = append(out, l.text("name"))
			}
			return harmless(joined(out))
		}},
	}
}

func named(kind demand.NodeKind) *query.Selection { return wanted(kind, "key", "name") }

// wholeDemand is a demand with what it is about.
func wholeDemand() *query.Selection {
	s := all(demand.KindDemand)
	many(s, "addressees", named(demand.KindActor))
	many(s, "regions", named(demand.KindRegion))
	return many(s, "topics", named(demand.KindTopic))
}

// wholePosition is a position with everything around it, and what shows it.
func wholePosition() *query.Selection {
	s := all(demand.KindPosition)
	one(s, "actor", named(demand.KindActor))
	one(s, "onBehalfOf", named(demand.KindActor))
	one(s, "accordingTo", named(demand.KindActor))
	one(s, "demand", wholeDemand())
	one(s, "event", named(demand.KindEvent))
	one(s, "place", named(demand.KindRegion))
	return many(s, "evidence", one(all(demand.KindAnnotation), "article", all(demand.KindArticle, "text")))
}

// articles are those that show a position, once each, in the order of the evidence.
func articles(position row) []row {
	var out []row
	known := map[string]bool{}
	for _, e := range position.many("evidence") {
		if a := e.one("article"); !known[a.Key] {
			known[a.Key] = true
			out = append(out, a)
		}
	}
	return out
}

func articleColumn(name, property string) column {
	return column{name, func(r row) string {
		var out []string
		for _, a := range articles(r) {
			out = append(out, a.text(property))
		}
		return harmless(joined(out))
	}}
}

func below(relation, list string) func(row) []linked {
	return func(r row) []linked { return r.one(relation).many(list) }
}

var positionColumns = concat(
	[]column{dated("key"), dated("kind"), dated("side"), dated("date"), dated("phase"), plain("order"), dated("certainty"), plain("attribution"),
		keyOf("actor", "actor"), nameOf("actor", "actor", "name"), keyOf("onBehalfOf", "onBehalfOf"), nameOf("onBehalfOf", "onBehalfOf", "name"),
		keyOf("accordingTo", "accordingTo"), nameOf("accordingTo", "accordingTo", "name"),
		keyOf("demand", "demand"), nameOf("demand", "demand", "summary"), nameOf("demand", "demand", "status")},
	listOf("addressee", below("demand", "addressees")), listOf("region", below("demand", "regions")), listOf("topic", below("demand", "topics")),
	[]column{keyOf("event", "event"), nameOf("event", "event", "name"), keyOf("place", "place"), nameOf("place", "place", "name"),
		plain("cameoCode"), plain("ploverCode"), plain("note"),
		articleColumn("articleKeys", "key"), articleColumn("articleTitles", "title"), articleColumn("articleUrls", "url"),
		articleColumn("publishers", "publisher"), articleColumn("publishedAt", "publishedAt"),
		{"quotes", func(r row) string {
			var out []string
			for _, e := range r.many("evidence") {
				if quote := e.text("exact"); quote != "" {
					out = append(out, quote)
				}
			}
			return harmless(joined(out))
		}}},
)

var demandColumns = concat(
	[]column{dated("key"), plain("summary"), plain("description"), dated("status"), dated("madeOn"), dated("lastActionOn"), plain("cameoCode"), plain("ploverCode")},
	listOf("addressee", func(r row) []linked { return r.many("addressees") }), listOf("region", func(r row) []linked { return r.many("regions") }),
	listOf("topic", func(r row) []linked { return r.many("topics") }),
)

func concat(lists ...[]column) []column {
	var out []column
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// writeTable writes a row for each node that is meant.
func writeTable(ctx context.Context, r Reader, s *query.Selection, where *facts.Where, columns []column, w io.Writer) error {
	var header []string
	for _, c := range columns {
		header = append(header, c.name)
	}
	t, err := newTable(w, header...)
	if err != nil {
		return err
	}
	cells := make([]string, len(columns))
	err = scanned(ctx, r, s, where, func(n row) error {
		for i, c := range columns {
			cells[i] = c.of(n)
		}
		return t.write(cells...)
	})
	if err != nil {
		return err
	}
	return t.end()
}
