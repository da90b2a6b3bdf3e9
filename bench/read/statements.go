package main

import (
	"net/url"
	"strings"

	"demandgraph/demand"
)

// The statements are the fastest found by hand for each answer, and more than most
// would write: entries of lists walked in the order of their index, lists by
// position in place of maps, one walk over a position's edges for all its actors,
// the answer in one row.

// asc and desc end the walk of a list: its first 20 entries from either end.
// Ascending, the undated come in a second range that is read when the first does
// not fill the page.
const onDemand = `CALL (d) {
    MATCH (p)-[m:LISTED]->() USING INDEX SEEK m:LISTED(list, sort) WHERE m.list = 'positions/demand:' + d.key AND m.sort > '0' RETURN p ORDER BY m.list, m.sort
    UNION ALL
    MATCH (p)-[m:LISTED]->() USING INDEX SEEK m:LISTED(list, sort) WHERE m.list = 'positions/demand:' + d.key AND m.sort > '' AND m.sort < '0' RETURN p ORDER BY m.list, m.sort
  } WITH p LIMIT 20`

// actorsOf brings all actors, and the event, of a position by one walk.
const actorsOf = `COLLECT { MATCH (p)-[x:TOOK|FOR|ACCORDING_TO|AT]-(y) RETURN [type(x), y.key, y.name] }`

var bareWho = answerer{
	text: `OPTIONAL MATCH (c:List {name: $list})
RETURN coalesce(c.count, 0), COLLECT {
  CALL () {
    MATCH (d)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $list AND l.sort > '0' RETURN d ORDER BY l.list, l.sort
    UNION ALL
    MATCH (d)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $list AND l.sort > '' AND l.sort < '0' RETURN d ORDER BY l.list, l.sort
  } WITH d LIMIT 20
  RETURN [d.key, d.key, d.summary, d.status, d.madeOn,
    COLLECT { MATCH (d)-[:ADDRESSED_TO]->(a) WITH a ORDER BY a.key LIMIT 20 RETURN [a.key, a.name, a.type] },
    COLLECT { MATCH (d)-[:CONCERNS]->(r:Region) WITH r ORDER BY r.key LIMIT 20 RETURN [r.key, r.name, r.isoCode] },
    COLLECT { MATCH (d)-[:HAS_TERM]->(t) WITH t ORDER BY t.key LIMIT 20 OPTIONAL MATCH (t)-[:OFFERED_BY]->(o)
      RETURN [t.kind, t.summary, t.certainty, o.key,
        COLLECT { MATCH (t)-[e:EVIDENCED_BY]->(n) WITH n, e ORDER BY n.sort, e.telling LIMIT 20 RETURN [n.exact] }] },
    COLLECT { ` + onDemand + `
      RETURN [p.kind, p.side, p.date, p.phase, p.certainty, p.attribution, ` + actorsOf + `,
        [COUNT { (p)-[:EVIDENCED_BY]->() },
        COLLECT { MATCH (p)-[e:EVIDENCED_BY]->(n) WITH n, e ORDER BY n.sort, e.telling LIMIT 20 MATCH (n)-[:IN_ARTICLE]->(x)
          RETURN [n.exact, n.start, n.end, n.confidence, [x.key, x.title, x.url, x.publisher, x.publishedAt]] }]] }] }`,
	params: func(v url.Values) map[string]any {
		return map[string]any{"list": demand.ListDemandsOfPair + v.Get("demander") + ">" + v.Get("addressee")}
	},
	write: root("demands", object(
		m("totalCount", scalar),
		m("nodes", list(object(
			m("id", id(demand.KindDemand)), m("key", scalar), m("summary", scalar), m("status", scalar), m("madeOn", scalar),
			m("addressees", nodes(m("key", scalar), m("name", scalar), m("type", scalar))),
			m("regions", nodes(m("key", scalar), m("name", scalar), m("isoCode", scalar))),
			m("terms", nodes(m("kind", scalar), m("summary", scalar), m("certainty", scalar), m("offeredBy", optional("key", scalar)), m("evidence", nodes(m("exact", scalar))))),
			m("positions", nodes(
				m("kind", scalar), m("side", scalar), m("date", scalar), m("phase", scalar), m("certainty", scalar), m("attribution", scalar),
				ends(end{"TOOK", "actor", true}, end{"FOR", "onBehalfOf", true}, end{"ACCORDING_TO", "accordingTo", false}, end{"AT", "event", false}),
				m("evidence", object(m("totalCount", scalar), m("nodes", list(object(
					m("exact", scalar), m("start", scalar), m("end", scalar), m("confidence", scalar),
					m("article", object(m("key", scalar), m("title", scalar), m("url", scalar), m("publisher", scalar), m("publishedAt", scalar))))))))))))))),
}

var bareActor = answerer{
	text: `OPTIONAL MATCH (a:Actor {key: $key})
RETURN a.key AS id, a.key, a.name, a.type, a.aliases, a.description,
  COLLECT { MATCH (a)-[e:AFFILIATED_WITH]->(b) WITH e, b ORDER BY b.key, e.role, e.from LIMIT 20 RETURN [e.role, e.title, e.from, e.to, [b.key, b.name, b.type]] }`,
	params: one("key"),
	write: root("actor", found(object(
		m("id", id(demand.KindActor)), m("key", scalar), m("name", scalar), m("type", scalar), m("aliases", list(scalar)), m("description", scalar),
		m("affiliations", object1("edges", list(object(m("role", scalar), m("title", scalar), m("from", scalar), m("to", scalar),
			m("node", object(m("key", scalar), m("name", scalar), m("type", scalar)))))))))),
}

var bareDemandsMade = answerer{
	text: `OPTIONAL MATCH (a:Actor {key: $key}) OPTIONAL MATCH (c:List {name: $list})
RETURN a.name, [coalesce(c.count, 0), coalesce(c.count, 0) > 20, COLLECT {
  MATCH (d)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $list AND l.sort > ''
  WITH d, l ORDER BY l.list DESC, l.sort DESC LIMIT 20
  RETURN [d.key, d.summary, d.status, d.madeOn,
    COLLECT { MATCH (d)-[:ADDRESSED_TO]->(b) WITH b ORDER BY b.key LIMIT 20 RETURN [b.key, b.name] },
    COLLECT { MATCH (d)-[:CONCERNS]->(r:Region) WITH r ORDER BY r.key LIMIT 20 RETURN [r.key, r.name] }] }]`,
	params: listOf(demand.ListDemandsMadeBy),
	write: root("actor", found(object(m("name", scalar), m("demandsMade", object(
		m("totalCount", scalar), m("pageInfo", object1("hasNextPage", scalar)),
		m("nodes", list(object(m("key", scalar), m("summary", scalar), m("status", scalar), m("madeOn", scalar),
			m("addressees", nodes(m("key", scalar), m("name", scalar))), m("regions", nodes(m("key", scalar), m("name", scalar))))))))))),
}

var barePositions = answerer{
	text: `OPTIONAL MATCH (a:Actor {key: $key})
RETURN a.name, COLLECT {
  MATCH (p)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $list AND l.sort > ''
  WITH p, l ORDER BY l.list DESC, l.sort DESC LIMIT 10
  RETURN [p.kind, p.side, p.date, p.phase, p.certainty,
    COLLECT { MATCH (p)-[x:TOOK|FOR|ON]-(y) RETURN [type(x), y.key, coalesce(y.name, y.summary), y.status] },
    COLLECT { MATCH (p)-[e:EVIDENCED_BY]->(n) WITH n, e ORDER BY n.sort, e.telling LIMIT 3 MATCH (n)-[:IN_ARTICLE]->(x)
      RETURN [n.exact, n.start, n.end, [x.key, x.title, x.publisher, x.publishedAt]] }] }`,
	params: listOf(demand.ListPositionsOfActor),
	write: root("actor", found(object(m("name", scalar), m("positions", nodes(
		m("kind", scalar), m("side", scalar), m("date", scalar), m("phase", scalar), m("certainty", scalar),
		ends(end{"TOOK", "actor", true}, end{"FOR", "onBehalfOf", true}, end{"ON", "demand", true}),
		m("evidence", nodes(m("exact", scalar), m("start", scalar), m("end", scalar),
			m("article", object(m("key", scalar), m("title", scalar), m("publisher", scalar), m("publishedAt", scalar)))))))))),
}

var bareRegionOpen = answerer{
	text: `RETURN COLLECT {
  MATCH (d)-[l:LISTED]->() USING INDEX SEEK l:LISTED(list, sort) WHERE l.list = $list AND l.sort > '' AND d.status = 'OPEN'
  WITH d, l ORDER BY l.list DESC, l.sort DESC LIMIT 20
  RETURN [d.key, d.summary, d.madeOn,
    COLLECT { MATCH (d)-[:ADDRESSED_TO]->(b) WITH b ORDER BY b.key LIMIT 20 RETURN [b.key, b.name] },
    COLLECT { MATCH (d)-[:CONCERNS]->(t:Topic) WITH t ORDER BY t.key LIMIT 20 RETURN [t.key, t.name] }] }`,
	params: func(v url.Values) map[string]any {
		return map[string]any{"list": demand.ListDemandsInRegion + v.Get("region")}
	},
	write: root("demands", object(m("nodes", list(object(m("key", scalar), m("summary", scalar), m("madeOn", scalar),
		m("addressees", nodes(m("key", scalar), m("name", scalar))), m("topics", nodes(m("key", scalar), m("name", scalar)))))))),
}

// root writes the row as the one root field.
func root(name string, r render) render {
	inner := object1(name, r)
	return func(b []byte, v any) []byte { return inner(b, v) }
}

// found writes null when the node of the first column is not there.
func found(r render) render {
	return func(b []byte, v any) []byte {
		if v.([]any)[0] == nil {
			return append(b, "null"...)
		}
		return r(b, v)
	}
}

// listOf names the list of an actor.
func listOf(prefix string) func(url.Values) map[string]any {
	return func(v url.Values) map[string]any {
		return map[string]any{"key": v.Get("key"), "list": prefix + v.Get("key")}
	}
}

// end is a node at the other end of one of a position's edges.
type end struct {
	edge, name string
	named      bool // its name is asked for, of a demand summary and status
}

// ends writes the nodes that one walk over edges has brought as members of their own.
func ends(all ...end) member {
	heads := make([]string, len(all))
	for i, e := range all {
		heads[i] = `,"` + e.name + `":`
	}
	heads[0] = strings.TrimPrefix(heads[0], ",")
	return member{"", func(b []byte, v any) []byte {
		rows, _ := v.([]any)
	next:
		for i, e := range all {
			b = append(b, heads[i]...)
			for _, r := range rows {
				row := r.([]any)
				if row[0] != e.edge {
					continue
				}
				b = text(append(b, `{"key":`...), row[1].(string))
				switch {
				case e.edge == "ON":
					b = scalar(append(scalar(append(b, `,"summary":`...), row[2]), `,"status":`...), row[3])
				case e.named:
					b = scalar(append(b, `,"name":`...), row[2])
				}
				b = append(b, '}')
				continue next
			}
			b = append(b, "null"...)
		}
		return b
	}}
}
