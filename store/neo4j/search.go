package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// search ranks in the statement, by the rule of query.TierOf and query.RankSort.
// The full-text indexes are written within the transaction that writes the nodes,
// so a search finds what was written before it.
//
// A candidate is [node, rank, index of its name or -1]. Of names the index gives
// those with all words, the last one perhaps only begun; texts have all of them.
func (c *compiler) search(b *bring, s *query.Search) root {
	r := &searchReader{list: newListReader(&query.List{Page: s.Page, Previous: s.Previous}), total: -1, nodes: map[demand.NodeKind]*nodeReader{}, columns: map[demand.NodeKind]int{}}
	var branches []string
	for _, names := range []bool{true, false} {
		var kinds []*demand.Kind
		for i := range demand.Kinds {
			k := &demand.Kinds[i]
			if slices.Contains(s.Kinds, k.Name) && len(k.Named) > 0 == names && len(k.Named)+len(k.Worded) > 0 {
				kinds = append(kinds, k)
			}
		}
		if len(kinds) > 0 {
			branches = append(branches, c.candidates(s, kinds, names))
		}
	}
	if len(branches) == 0 {
		branches = append(branches, "UNWIND [] AS n RETURN n, '' AS rank, -1 AS element")
	}
	fmt.Fprintf(&b.clauses, " CALL () { CALL () { %s } WITH n, rank, element LIMIT %d RETURN collect([n, rank, element]) AS found }", strings.Join(branches, " UNION ALL "), query.LookAhead+1)
	r.walked = b.column("size(found)")
	if s.Count {
		r.total = b.column("size([x IN found WHERE x[1] IS NOT NULL])")
	}
	if !s.Rows {
		return r
	}
	ranked := []term{{"x[1]", false, func(sort string) any { return sort }}}
	where := join("x[1] IS NOT NULL", c.within(ranked, between(s.Page)))
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

// candidates asks one full-text index and ranks what it gives; rank is null for
// what does not match after all.
func (c *compiler) candidates(s *query.Search, kinds []*demand.Kind, names bool) string {
	index, last := textWords, ""
	if names {
		index, last = nameWords, "*"
	}
	asked := c.param("ask"+index, func(values []any) any {
		words, _ := values[s.Words].([]string)
		return lucene(words, last)
	})
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
	rank := fmt.Sprintf("toString(tier) + '|' + toString(CASE%s END) + '|' + coalesce(toString(%d - toInteger(replace(left(%s, 10), '-', ''))), '~') + '|' + n.key", places.String(), query.NewestBase, day)
	var tiers string
	if names {
		text, words := c.value(s.Text), c.value(s.Words)
		tiers = fmt.Sprintf(`WITH n, [i IN range(0, size(n.%s) - 1) | [CASE WHEN folded[i] = %s THEN %d WHEN folded[i] STARTS WITH %[2]s THEN %[4]d WHEN all(w IN %s WHERE ' ' + n.%[1]s[i] + ' ' CONTAINS ' ' + w + ' ') THEN %[6]d ELSE %[7]d END, i]] AS tiers
WITH n, reduce(best = tiers[0], t IN tiers | CASE WHEN t[0] < best[0] THEN t ELSE best END) AS best WITH n, best[0] AS tier, best[1] AS element`,
			nameWords, text, query.ExactName, query.NameBegins, words, query.WordsInName, query.NoMatch)
		tiers = fmt.Sprintf("WITH n, %s AS folded ", foldedNames(kinds)) + tiers
		rank = fmt.Sprintf("CASE WHEN tier < %d THEN %s END", query.NoMatch, rank)
	} else {
		tiers = fmt.Sprintf("WITH n, CASE WHEN n:%s THEN %d ELSE %d END AS tier, -1 AS element", demand.KindAnnotation, query.WordsQuoted, query.WordsInName)
	}
	return fmt.Sprintf("CALL db.index.fulltext.queryNodes('%s', %s, {limit: %d}) YIELD node AS n WHERE n:%s %s RETURN n, %s AS rank, element",
		index, asked, query.LookAhead+1, strings.Join(labels, " OR n:"), tiers, rank)
}

// foldedNames is the list of folded names and aliases, element by element as in nameWords.
func foldedNames(kinds []*demand.Kind) string {
	var whens strings.Builder
	for _, k := range kinds {
		fmt.Fprintf(&whens, " WHEN n:%s THEN %s", k.Name, namesOf(k, "n", true))
	}
	return "CASE" + whens.String() + " END"
}

// namesOf is the list of a node's names and aliases.
func namesOf(k *demand.Kind, n string, folded bool) string {
	var parts []string
	for _, name := range k.Named {
		p, _ := k.Prop(name)
		at := n + "." + name
		if folded {
			at = n + "." + p.FoldedName()
		}
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
			fmt.Fprintf(&whens, " WHEN x[0]:%s THEN (%s)[x[2]]", k.Name, namesOf(k, "x[0]", false))
		case len(k.Worded) > 0:
			fmt.Fprintf(&whens, " WHEN x[0]:%s THEN x[0].%s", k.Name, k.Worded[0])
		}
	}
	return "CASE" + whens.String() + " END"
}

// lucene writes words, which are letters and digits only, as a query for all of
// them; last stands behind the last. Without words it matches nothing.
func lucene(words []string, last string) string {
	if len(words) == 0 {
		return "-*:*"
	}
	return "+" + strings.Join(words, " +") + last
}

// searchReader reads the hits of a search, and of each kind the nodes.
type searchReader struct {
	list    *listReader
	walked  int
	total   int
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
