package neo4j

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// ledger brings what the status of a demand is computed from. The key of the last
// position is the end of its sort.
func (c *compiler) ledger(b *bring, l query.Ledger, d string) [2]int {
	p, t, f := c.fresh("n"), c.fresh("n"), c.fresh("n")
	where := ""
	if l.Filter != nil {
		where = " WHERE " + c.condition(l.Filter, place{v: p})
	}
	rows := fmt.Sprintf("COLLECT { MATCH (%s)<-[:ON]-(%s)<-[:TOOK]-(%s)%s OPTIONAL MATCH (%[2]s)-[:FOR]->(%[5]s) WITH coalesce(%[5]s.key, %[3]s.key) AS principal, %[3]s.key AS taker, %[2]s.kind AS kind, %[2]s.sort AS last ORDER BY last DESC RETURN [principal, taker, kind, last] }", d, p, t, where, f)
	return [2]int{
		b.column(firsts(rows, 3)),
		b.column(fmt.Sprintf("COLLECT { MATCH (%s)-[:ADDRESSED_TO]->(%s) RETURN %[2]s.key }", d, c.fresh("n"))),
	}
}

// firsts keeps of rows the first for each value of their leading columns. Neo4j 5
// takes no aggregating function below two subqueries in a list ("implicit grouping
// expressions"), so this does without.
func firsts(rows string, columns int) string {
	same := make([]string, columns)
	for i := range same {
		same[i] = fmt.Sprintf("x[%d] = r[%[1]d]", i)
	}
	return fmt.Sprintf("reduce(kept = [], r IN %s | CASE WHEN any(x IN kept WHERE %s) THEN kept ELSE kept + [r] END)", rows, strings.Join(same, " AND "))
}

// readLedger reads what ledger brings, in the order of demand.LedgerOf.
func readLedger(row []any, at [2]int) query.LedgerRows {
	var out query.LedgerRows
	for _, r := range items(row[at[0]]) {
		v := items(r)
		last := text(v[3])
		out.Entries = append(out.Entries, demand.LedgerEntry{Principal: text(v[0]), Taker: text(v[1]), Kind: demand.PositionKind(text(v[2])), Last: last, Position: keyOf(last)})
	}
	slices.SortFunc(out.Entries, func(a, b demand.LedgerEntry) int {
		return cmp.Or(cmp.Compare(a.Principal, b.Principal), cmp.Compare(a.Taker, b.Taker), cmp.Compare(a.Kind, b.Kind))
	})
	out.Addressees = texts(row[at[1]])
	slices.Sort(out.Addressees)
	return out
}

// stancesReader reads stances: rows of the principal's key, the kind of the
// position, and what is asked of both.
type stancesReader struct {
	list                *listReader
	key, kind           int
	principal, position *nodeReader
}

// stances brings the last position of each principal, or of one actor.
func (c *compiler) stances(b *bring, st *query.Stances, of demand.NodeKind, v string) *stancesReader {
	p, t, f, a, w := c.fresh("n"), c.fresh("n"), c.fresh("n"), c.fresh("n"), c.fresh("w")
	match := fmt.Sprintf("MATCH (%s)<-[:ON]-(%s)<-[:TOOK]-(%s)", v, p, t)
	one := ""
	switch {
	case of == demand.KindActor:
		one = v
		match = fmt.Sprintf("MATCH (%s:Demand {key: %s})<-[:ON]-(%s)<-[:TOOK]-(%s)", c.fresh("n"), c.value(st.Demand), p, t)
	case st.Actor != query.NoParam:
		one = c.fresh("n")
		match = fmt.Sprintf("MATCH (%s:Actor {key: %s}) ", one, c.value(st.Actor)) + match
	}
	if st.Filter != nil {
		match += " WHERE " + c.condition(st.Filter, place{v: p})
	}
	match += fmt.Sprintf(" OPTIONAL MATCH (%s)-[:FOR]->(%s)", p, f)
	principals := fmt.Sprintf("%s RETURN DISTINCT coalesce(%s, %s)", match, f, t)
	// [actor, position, whether the actor is its principal]
	rows := fmt.Sprintf("COLLECT { %s UNWIND CASE WHEN %s IS NULL OR %[2]s = %s THEN [[%[3]s, true]] ELSE [[%[2]s, true], [%[3]s, false]] END AS %s WITH %s, %[4]s ORDER BY %[5]s.sort DESC RETURN [%[4]s[0], %[5]s, %[4]s[1]] }", match, f, t, w, p)
	if one != "" {
		where := fmt.Sprintf(" WITH %s, %s, %s, %s WHERE %[4]s = %[2]s OR %[4]s = %[3]s", p, t, f, one)
		principals = fmt.Sprintf("%s%s RETURN DISTINCT %s", match, where, one)
		rows = fmt.Sprintf("COLLECT { %s%s WITH %s, %s ORDER BY %[3]s.sort DESC LIMIT 1 RETURN [%[4]s, %[3]s, true] }", match, where, p, one)
	}
	l := &query.List{Kind: demand.KindActor, Page: st.Page, Rows: true, Count: st.Count}
	r := &stancesReader{list: newListReader(l)}
	if st.Count {
		r.list.total = b.column("COUNT { " + principals + " }")
	}
	all, x, last := c.fresh("w"), c.fresh("x"), c.fresh("n")
	// What a principal took on behalf of another is its position too.
	lasts := fmt.Sprintf("WITH %s AS %s UNWIND %s AS %s WITH %[2]s, %[4]s[0] AS %[5]s, %[4]s[1] AS %[6]s WHERE any(y IN %[2]s WHERE y[0] = %[5]s AND y[2])", rows, all, firsts(all, 1), x, a, last)
	terms := ordering{}.terms(a, "key", "")
	within := c.within(terms, between(st.Page))
	if within != "" {
		within = " AND " + within
	}
	row := newBring()
	r.key, r.kind = row.column(a+".key"), row.column(last+".kind")
	r.list.sort = r.key
	if st.Principal != nil {
		r.principal = c.node(row, st.Principal, demand.KindActor, a, r.key, false)
	}
	if st.Position != nil {
		r.position = c.node(row, st.Position, demand.KindPosition, last, row.column(last+".key"), false)
	}
	r.list.rows = b.column(fmt.Sprintf("COLLECT { %s%s WITH %s, %s ORDER BY %s LIMIT %s%s RETURN %s }",
		lasts, within, a, last, orderBy(terms, st.Page.Backward), c.oneMore(st.Page.Size), row.clauses.String(), row.row()))
	if part, _, asked := outside(st.Page, true); asked {
		r.list.more = b.column(fmt.Sprintf("EXISTS { %s AND %s RETURN %s }", lasts, c.within(terms, part), a))
	}
	return r
}

func (r *stancesReader) read(rd *reading, row []any) (query.Items, error) {
	return r.list.readWith(rd, row, func(v []any, item *query.Item) error {
		item.Sort = text(v[r.key])
		item.Stance = &query.Stance{Kind: demand.PositionKind(text(v[r.kind]))}
		var err error
		if r.principal != nil {
			if item.Stance.Principal, err = r.principal.read(rd, v, ""); err != nil {
				return err
			}
		}
		if r.position != nil {
			item.Stance.Position, err = r.position.read(rd, v, "")
		}
		return err
	})
}
