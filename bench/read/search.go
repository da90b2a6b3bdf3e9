package main

import (
	"net/url"
	"strings"

	"demandgraph/demand"
)

// bareSearch uses what is known of the ranks: names come before summaries, and
// these before quotes, so that quotes are looked for only where the others do not
// fill the page.
var bareSearch = answerer{
	text: `RETURN COLLECT {
  CALL () {
    CALL db.index.fulltext.queryNodes('nameWords', $names) YIELD node AS n WHERE n:Actor
    WITH n, [n.nameFolded] + n.aliasesFolded AS folded
    UNWIND range(0, size(folded) - 1) AS i
    WITH n, i, CASE WHEN folded[i] = $text THEN 1 WHEN folded[i] STARTS WITH $text THEN 2
      WHEN all(w IN $words WHERE ' ' + n.nameWords[i] + ' ' CONTAINS ' ' + w + ' ') THEN 3 END AS tier WHERE tier IS NOT NULL
    WITH n, min([tier, i]) AS best ORDER BY best[0], n.key LIMIT 10
    RETURN n, 'Actor' AS kind, CASE best[1] WHEN 0 THEN 'name' ELSE 'aliases' END AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('summaryWords', $texts) YIELD node AS n WHERE n:Demand
    WITH n ORDER BY coalesce(n.madeOnFirst, '') DESC, n.key LIMIT 10
    RETURN n, 'Demand' AS kind, 'summary' AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('quoteWords', $texts) YIELD node AS n WHERE n:Annotation
    WITH n ORDER BY n.key LIMIT 10
    RETURN n, 'Annotation' AS kind, 'exact' AS field
  }
  WITH n, kind, field LIMIT 10
  RETURN [field, CASE kind
    WHEN 'Actor' THEN [kind, n.key, n.name]
    WHEN 'Demand' THEN [kind, n.key, n.summary, n.status, n.madeOn]
    ELSE [kind, n.key, n.exact, n.start, n.end, head(COLLECT { MATCH (n)-[:IN_ARTICLE]->(x) RETURN [x.key, x.title] })] END]
}`,
	params: func(v url.Values) map[string]any {
		text := v.Get("text")
		words := demand.Words(text)
		all := "+" + strings.Join(words, " +")
		return map[string]any{"text": demand.Fold(strings.TrimSpace(text)), "words": words, "texts": all, "names": all + "*"}
	},
	write: root("search", object(m("nodes", list(object(m("matchedField", scalar), m("node", foundNode)))))),
}

// foundMembers are the members of a node by its kind, after __typename and id.
var foundMembers = map[string]render{
	"Actor":  object(m("key", scalar), m("name", scalar)),
	"Demand": object(m("key", scalar), m("summary", scalar), m("status", scalar), m("madeOn", scalar)),
	"Annotation": object(m("key", scalar), m("exact", scalar), m("start", scalar), m("end", scalar),
		m("article", object(m("key", scalar), m("title", scalar)))),
}

func foundNode(b []byte, v any) []byte {
	row := v.([]any)
	kind, key := row[0].(string), row[1].(string)
	b = text(append(b, `{"__typename":`...), kind)
	b = text(append(b, `,"id":`...), demand.GlobalID(demand.NodeKind(kind), key))
	at := len(b)
	b = foundMembers[kind](b, row[1:])
	b[at] = ',' // in place of the brace that opens the members
	return b
}
