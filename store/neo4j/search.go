package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// wordIndex is a full-text index: its name, what it reads, and of which kinds.
type wordIndex struct {
	name, property string
	reads          func(*demand.Kind) bool
	quoted         bool
}

// wordIndexes are all of them, in the order in which a search asks them.
var wordIndexes = []wordIndex{
	{"nameWords", nameWords, func(k *demand.Kind) bool { return len(k.Named) > 0 }, false},
	{"summaryWords", textWords, func(k *demand.Kind) bool { return len(k.Worded) > 0 && !k.Quoted() }, false},
	{"quoteWords", textWords, (*demand.Kind).Quoted, true},
}

// search ranks in the statement, by the rule of query.TierOf and query.RankSort.
// The full-text indexes are written within the transaction that writes the nodes,
// so a search finds what was written before it. Quotes are looked at only where the
// page is not full without them, or all are counted.
//
// A candidate is [node, rank, index of its name or -1], its rank null where no one of its
// texts has all that is sought.
func (c *compiler) search(b *bring, s *query.Search) root {
	r := &searchReader{list: newListReader(&query.List{Page: s.Page, Previous: s.Previous}), kinds: s.Kinds, total: -1, facets: -1, nodes: map[demand.NodeKind]*nodeReader{}, columns: map[demand.NodeKind]int{}}
	ranked := []term{{"x[1]", false, func(sort string) any { return sort }}}
	where := join("x[1] IS NOT NULL", c.within(ranked, between(s.Page)))
	var first, quotes []string
	for _, index := range wordIndexes {
		all, asked := index.kinds(s.Kinds)
		switch {
		case len(asked) == 0:
		case index.quoted:
			quotes = append(quotes, c.candidates(s, index, asked, all))
		default:
			first = append(first, c.candidates(s, index, asked, all))
		}
	}
	collected := func(imported, when string, branches []string, name string) {
		if len(branches) == 0 {
			branches = []string{"UNWIND [] AS n RETURN n, '' AS rank, -1 AS element"}
		}
		fmt.Fprintf(&b.clauses, " CALL (%s) { %sCALL () { %s } WITH n, rank, element LIMIT %d RETURN collect([n, rank, element]) AS %s }", imported, when, strings.Join(branches, " UNION ALL "), query.LookAhead+1, name)
	}
	if len(quotes) == 0 {
		collected("", "", first, "found")
	} else {
		collected("", "", first, "named")
		if s.Thorough() {
			collected("", "", quotes, "quoted")
		} else {
			collected("named", fmt.Sprintf("WITH named WHERE size([x IN named WHERE %s]) < %s ", where, c.oneMore(s.Page.Size)), quotes, "quoted")
		}
		b.clauses.WriteString(" WITH log, seen, named + quoted AS found")
	}
	r.walked = b.column("size(found)")
	if s.Count {
		r.total = b.column("size([x IN found WHERE x[1] IS NOT NULL])")
	}
	if s.Facets {
		counts := make([]string, len(s.Kinds))
		for i, kind := range s.Kinds {
			counts[i] = fmt.Sprintf("size([x IN found WHERE x[1] IS NOT NULL AND x[0]:%s])", kind)
		}
		r.facets = b.column("[" + strings.Join(counts, ", ") + "]")
	}
	if !s.Rows {
		return r
	}
	fmt.Fprintf(&b.clauses, " WITH log, seen, found, COLLECT { UNWIND found AS x WITH x WHERE %s RETURN x ORDER BY %s LIMIT %s } AS page", where, orderBy(ranked, s.Page.Backward), c.oneMore(s.Page.Size))
	r.list.rows = b.column("[x IN page | [x[1], labels(x[0])[0], " + textExpr() + ", x[2]]]")
	if part, _, asked := outside(s.Page, s.Previous); asked {
		r.list.more = b.column("any(x IN found WHERE " + join("x[1] IS NOT NULL", c.within(ranked, part)) + ")")
	}
	for _, kind := range s.Kinds {
		n := c.fresh("n")
		row := newBring()
		r.nodes[kind] = c.node(row, s.Select(kind), kind, n, row.column(n+".key"), false)
		r.columns[kind] = b.column(fmt.Sprintf("COLLECT { UNWIND page AS x WITH x[0] AS %s WHERE %[1]s:%s%s RETURN %s }", n, kind, row.clauses.String(), row.row()))
	}
	return r
}

// kinds are those of an index that are asked for, and whether these are all of them.
func (x wordIndex) kinds(of []demand.NodeKind) (all bool, asked []*demand.Kind) {
	all = true
	for i := range demand.Kinds {
		if k := &demand.Kinds[i]; x.reads(k) {
			if slices.Contains(of, k.Name) {
				asked = append(asked, k)
			} else {
				all = false
			}
		}
	}
	return all, asked
}

// candidates asks one full-text index and ranks what it gives; rank is null for
// what does not match after all. All says that the index gives only what is asked for.
func (c *compiler) candidates(s *query.Search, index wordIndex, kinds []*demand.Kind, all bool) string {
	sought := func(f func(*query.Sought) any) func([]any) any {
		return func(values []any) any {
			text, _ := values[s.Text].(string)
			return f(query.Seek(text))
		}
	}
	labels := make([]string, len(kinds))
	var places, newest strings.Builder
	for i, k := range kinds {
		labels[i] = string(k.Name)
		place := slices.IndexFunc(demand.Kinds, func(x demand.Kind) bool { return x.Name == k.Name })
		fmt.Fprintf(&places, " WHEN n:%s THEN %d", k.Name, place)
		if p, ok := k.Prop(k.Newest); ok {
			fmt.Fprintf(&newest, " WHEN n:%s THEN n.%s", k.Name, ordered(p))
		}
	}
	day := "null"
	if newest.Len() > 0 {
		day = "CASE" + newest.String() + " END"
	}
	rank := fmt.Sprintf("CASE WHEN tier < %d THEN toString(tier) + '|' + toString(CASE%s END) + '|' + coalesce(toString(%d - toInteger(replace(left(%s, 10), '-', ''))), '~') + '|' + n.key END",
		query.NoMatch, places.String(), query.NewestBase, day)

	ways := c.param("ways"+index.name, sought(func(t *query.Sought) any { return needles(t, index.quoted) }))
	written := c.param("written", sought(func(t *query.Sought) any {
		out := []string{}
		for _, term := range t.Terms {
			out = append(out, term.Ways[0].Needle())
		}
		return out
	}))
	in := func(padded string) string {
		return fmt.Sprintf("all(t IN %s WHERE any(w IN t WHERE %s CONTAINS w))", ways, padded)
	}
	asWritten := func(padded string) string {
		return fmt.Sprintf("all(w IN %s WHERE %s CONTAINS w)", written, padded)
	}
	var tiers string
	switch {
	case index.property == nameWords:
		words := c.param("words", sought(func(t *query.Sought) any { return t.Words }))
		spelt := c.param("spelt", sought(func(t *query.Sought) any { return t.Spelt }))
		marks := c.param("marks", sought(func(t *query.Sought) any { return strings.Count(t.Spelt, demand.SpellingMark) + 1 }))
		mark := quote(demand.SpellingMark)
		tiers = fmt.Sprintf(`WITH n, [i IN range(0, size(n.nameWords) - 1) | [CASE WHEN NOT %s THEN %d WHEN n.nameWords[i] = %s OR n.nameWords[i] STARTS WITH %[3]s + ' ' + %[4]s THEN %[5]d
WHEN n.nameWords[i] ENDS WITH %[6]s AND size(split(n.nameWords[i], %[4]s)) = %[7]s THEN %[8]d WHEN n.nameWords[i] STARTS WITH %[3]s THEN %[9]d WHEN %[10]s THEN %[11]d ELSE %[12]d END, i]] AS tiers
WITH n, reduce(best = tiers[0], t IN tiers | CASE WHEN t[0] < best[0] THEN t ELSE best END) AS best WITH n, best[0] AS tier, best[1] AS element`,
			in("(' ' + n.nameWords[i] + ' ')"), query.NoMatch, words, mark, query.ExactName, spelt, marks, query.SameName, query.NameBegins,
			asWritten("(' ' + n.nameWords[i] + ' ')"), query.WordsInName, query.WordsAlike)
	default:
		best, alike := query.WordsInName, query.WordsAlike
		if index.quoted {
			best, alike = query.WordsQuoted, query.QuotedAlike
		}
		tiers = fmt.Sprintf("WITH n, ' ' + n.textWords + ' ' AS padded WITH n, CASE WHEN NOT %s THEN %d WHEN %s THEN %d ELSE %d END AS tier, -1 AS element",
			in("padded"), query.NoMatch, asWritten("padded"), best, alike)
	}
	asked := c.param("ask"+index.name, sought(func(t *query.Sought) any { return lucene(t, index.quoted) }))
	options := ""
	if all { // else the limit would also count what is of other kinds
		options = fmt.Sprintf(", {limit: %d}", query.LookAhead+1)
	}
	return fmt.Sprintf("CALL db.index.fulltext.queryNodes('%s', %s%s) YIELD node AS n WHERE n:%s WITH n LIMIT %d %s RETURN n, %s AS rank, element",
		index.name, asked, options, strings.Join(labels, " OR n:"), query.LookAhead+1, tiers, rank)
}

// waysOf are the ways for a term to be in the texts of an index.
func waysOf(t query.Term, quoted bool) []query.Way {
	if quoted {
		return t.Ways
	}
	return slices.Concat(t.Ways, t.Begun)
}

// needles are what to look for in the words of a text, one of each list.
func needles(s *query.Sought, quoted bool) []any {
	out := make([]any, len(s.Terms))
	for i, t := range s.Terms {
		var ways []string
		for _, w := range waysOf(t, quoted) {
			ways = append(ways, w.Needle())
		}
		out[i] = ways
	}
	return out
}

// lucene writes what is sought as a query of Lucene. Words are letters and digits only, and
// the mark of a spelling. Without words it matches nothing.
func lucene(s *query.Sought, quoted bool) string {
	if len(s.Terms) == 0 {
		return "-*:*"
	}
	terms := make([]string, len(s.Terms))
	for i, t := range s.Terms {
		var ways []string
		for _, w := range waysOf(t, quoted) {
			way := "(+" + strings.Join(w.Words, " +")
			if w.Begins {
				way += "*"
			}
			ways = append(ways, way+")")
		}
		terms[i] = "+(" + strings.Join(ways, " ") + ")"
	}
	return strings.Join(terms, " ")
}

// namesOf is the list of a node's names and aliases.
func namesOf(k *demand.Kind, n string) string {
	var parts []string
	for _, name := range k.Named {
		p, _ := k.Prop(name)
		at := n + "." + name
		if p.Type == demand.Texts {
			parts = append(parts, "coalesce("+at+", [])")
		} else {
			parts = append(parts, "CASE WHEN "+at+" IS NULL THEN [] ELSE ["+at+"] END")
		}
	}
	return strings.Join(parts, " + ")
}

// textExpr is the text of a hit x that matched: a name or alias, or the text.
func textExpr() string {
	var whens strings.Builder
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		switch {
		case len(k.Named) > 0:
			fmt.Fprintf(&whens, " WHEN x[0]:%s THEN (%s)[x[2]]", k.Name, namesOf(k, "x[0]"))
		case len(k.Worded) > 0:
			fmt.Fprintf(&whens, " WHEN x[0]:%s THEN x[0].%s", k.Name, k.Worded[0])
		}
	}
	return "CASE" + whens.String() + " END"
}

// searchReader reads the hits of a search, and of each kind the nodes.
type searchReader struct {
	list    *listReader
	kinds   []demand.NodeKind
	walked  int
	total   int
	facets  int
	nodes   map[demand.NodeKind]*nodeReader
	columns map[demand.NodeKind]int
}

func (r *searchReader) read(rd *reading, row []any) (query.Items, error) {
	if n, _ := row[r.walked].(int64); n > query.LookAhead {
		return query.Items{}, tooCostly()
	}
	byRef := map[demand.Ref]*query.Node{}
	for kind, at := range r.columns {
		for _, v := range items(row[at]) {
			n, err := r.nodes[kind].read(rd, items(v), "")
			if err != nil {
				return query.Items{}, err
			}
			byRef[demand.Ref{Kind: kind, Key: n.Key}] = n
		}
	}
	out, err := r.list.readWith(rd, row, func(v []any, item *query.Item) error {
		item.Sort = text(v[0])
		kind := demand.NodeKind(text(v[1]))
		item.Node = byRef[demand.Ref{Kind: kind, Key: keyOf(item.Sort)}]
		element, _ := v[3].(int64)
		item.Match = &query.Match{Field: fieldOf(kind, int(element)), Text: text(v[2])}
		return nil
	})
	if r.total >= 0 {
		out.Total, _ = row[r.total].(int64)
	}
	if r.facets >= 0 {
		out.Facets = make([]int64, len(r.kinds))
		for i, n := range items(row[r.facets]) {
			out.Facets[i], _ = n.(int64)
		}
	}
	return out, err
}

// fieldOf names the property that an element of nameWords comes from: the name,
// then each alias.
func fieldOf(kind demand.NodeKind, element int) string {
	k, _ := demand.KindOf(kind)
	if len(k.Named) == 0 {
		return k.Worded[0]
	}
	return k.Named[min(element, len(k.Named)-1)]
}
