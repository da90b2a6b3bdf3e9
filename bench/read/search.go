package main

import (
	"net/url"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// bareSearch uses what is known of the ranks (query.Tier): names and summaries that have
// all words as they are written come before those that have them otherwise, and all
// these before quotes. Each part is looked for only where those before it do not fill the
// page. What has all words as they are written needs no look at its text: the index finds
// just that. Names are few, so they are ranked at once, and told in two parts.
var bareSearch = answerer{
	text: `CALL () {
  CALL db.index.fulltext.queryNodes('nameWords', $begun) YIELD node AS n WHERE n:Actor
  UNWIND range(0, size(n.nameWords) - 1) AS i
  WITH n, i, n.nameWords[i] AS words, ' ' + n.nameWords[i] + ' ' AS padded
  WHERE all(t IN $ways WHERE any(w IN t WHERE padded CONTAINS w))
  WITH n, i, CASE WHEN words = $words OR words STARTS WITH $words + ' §' THEN 1
    WHEN words ENDS WITH $spelt AND size(split(words, '§')) = $marks THEN 2 WHEN words STARTS WITH $words THEN 3
    WHEN all(w IN $needles WHERE padded CONTAINS w) THEN 4 ELSE 5 END AS tier
  WITH n, min([tier, i]) AS best ORDER BY best[0], n.key LIMIT 10
  RETURN collect([n, best[0], CASE best[1] WHEN 0 THEN 'name' ELSE 'aliases' END]) AS actors
}
RETURN COLLECT {
  CALL (actors) {
    UNWIND actors AS a WITH a WHERE a[1] < 5
    RETURN a[0] AS n, 'Actor' AS kind, a[2] AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('summaryWords', $written) YIELD node AS n WHERE n:Demand
    WITH n ORDER BY coalesce(n.madeOnFirst, '') DESC, n.key LIMIT 10
    RETURN n, 'Demand' AS kind, 'summary' AS field
    UNION ALL
    UNWIND actors AS a WITH a WHERE a[1] = 5
    RETURN a[0] AS n, 'Actor' AS kind, a[2] AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('summaryWords', $begunOtherwise) YIELD node AS n WHERE n:Demand
      AND all(t IN $ways WHERE any(w IN t WHERE ' ' + n.textWords + ' ' CONTAINS w))
    WITH n ORDER BY coalesce(n.madeOnFirst, '') DESC, n.key LIMIT 10
    RETURN n, 'Demand' AS kind, 'summary' AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('quoteWords', $written) YIELD node AS n
    WITH n ORDER BY n.key LIMIT 10
    RETURN n, 'Annotation' AS kind, 'exact' AS field
    UNION ALL
    CALL db.index.fulltext.queryNodes('quoteWords', $otherwise) YIELD node AS n
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
		s := query.Seek(v.Get("text"))
		var needles []string
		var ways [][]string
		var written, otherwise, begun []string
		for _, t := range s.Terms {
			needles = append(needles, t.Ways[0].Needle())
			written = append(written, lucene(t.Ways[:1]))
			otherwise = append(otherwise, lucene(t.Ways))
			all := slices.Concat(t.Ways, t.Begun)
			begun = append(begun, lucene(all))
			var of []string
			for _, w := range all {
				of = append(of, w.Needle())
			}
			ways = append(ways, of)
		}
		asWritten := strings.Join(written, " ")
		but := " -(" + asWritten + ")"
		return map[string]any{
			"words": s.Words, "spelt": s.Spelt, "marks": strings.Count(s.Spelt, demand.SpellingMark) + 1,
			"needles": needles, "ways": ways, "written": asWritten,
			"otherwise": strings.Join(otherwise, " ") + but,
			"begun":     strings.Join(begun, " "), "begunOtherwise": strings.Join(begun, " ") + but,
		}
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

// lucene asks for one of some ways for a term to be in a text. A beginning asks for
// more, where more words than one belong together.
func lucene(ways []query.Way) string {
	var any []string
	for _, w := range ways {
		switch {
		case w.Begins:
			any = append(any, "(+"+strings.Join(w.Words, " +")+"*)")
		default:
			any = append(any, `"`+strings.Join(w.Words, " ")+`"`)
		}
	}
	return "+(" + strings.Join(any, " ") + ")"
}
