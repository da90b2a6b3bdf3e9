package sqlite

import (
	"database/sql/driver"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// ledger writes what the status of demands is computed from: of their positions
// that the filter keeps the last of each principal, taker and kind. SQLite takes
// the other columns from the row that has the maximum.
func ledger(l query.Ledger) *statement {
	t := &sqlText{}
	t.add(`SELECT s.k, pr.key, t.key, s.kind, s.last, s.position FROM (
		SELECT a.key AS k, coalesce(p."FOR", p.TOOK) AS principal, p.TOOK AS taker, p.kind AS kind, max(p.sort) AS last, p.key AS position
		FROM json_each(`).arg(idsArg).add(`) a CROSS JOIN Position p ON p."ON" = a.value WHERE `)
	t.condition(l.Filter, place{kind: kindOf(demand.KindPosition), alias: "p"})
	t.add(` GROUP BY 1, 2, 3, 4) s CROSS JOIN Actor pr ON pr.id = s.principal CROSS JOIN Actor t ON t.id = s.taker ORDER BY s.k, pr.key, t.key, s.kind`)
	return t.statement()
}

func (r *run) ledgers(st *statement, outers []*outer) ([]query.LedgerRows, error) {
	out := make([]query.LedgerRows, len(outers))
	ids := idsOf(outers)
	err := r.rows(st, &inputs{ids: ids}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		out[i].Entries = append(out[i].Entries, demand.LedgerEntry{Principal: text(row[1]), Taker: text(row[2]),
			Kind: demand.PositionKind(text(row[3])), Last: text(row[4]), Position: text(row[5])})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = r.each(r.ctx, "SELECT a.key, n.key FROM json_each(?) a CROSS JOIN Demand_ADDRESSED_TO_Actor e ON e.src = a.value CROSS JOIN Actor n ON n.id = e.dst ORDER BY a.key, n.key", []any{ids}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		out[i].Addressees = append(out[i].Addressees, text(row[1]))
		return nil
	})
	return out, err
}

// stancesOf are compiled stances: the last position of each principal.
type stancesOf struct {
	*statement
	st                  *query.Stances
	principal, position *nodeReader // nil when not asked for
	key, kind           int         // columns
}

func (c *compiler) stances(of demand.NodeKind, st *query.Stances) *stancesOf {
	s := &stancesOf{st: st}
	cols, joins := columns{"s.k"}, strings.Builder{}
	s.key, s.kind = cols.add("pr.key"), cols.add("s.kind")
	if st.Principal != nil {
		s.principal = c.node(st.Principal, "pr", &cols, &joins)
	}
	if st.Position != nil {
		s.position = c.node(st.Position, "po", &cols, &joins)
	}
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM (SELECT ")
	positions := place{kind: kindOf(demand.KindPosition), alias: "p"}
	actor := func() { t.add("(SELECT id FROM Actor WHERE key = ").arg(paramArg(st.Actor)).add(")") }
	switch {
	case of == demand.KindActor:
		t.add(`a.key AS k, a.value AS principal, max(p.sort), p.id AS position, p.kind AS kind FROM json_each(`).arg(idsArg).
			add(`) a CROSS JOIN Position p ON p."ON" = (SELECT id FROM Demand WHERE key = `).arg(paramArg(st.Demand)).add(") WHERE (p.TOOK = a.value OR p.\"FOR\" = a.value) AND ")
		t.condition(st.Filter, positions)
	case st.Actor != query.NoParam:
		t.add("a.key AS k, ")
		actor()
		t.add(` AS principal, max(p.sort), p.id AS position, p.kind AS kind FROM json_each(`).arg(idsArg).add(`) a CROSS JOIN Position p ON p."ON" = a.value WHERE (p.TOOK = `)
		actor()
		t.add(` OR p."FOR" = `)
		actor()
		t.add(") AND ")
		t.condition(st.Filter, positions)
	default:
		// What a principal took on behalf of another is its position too.
		t.add(`k, actor AS principal, max(sort), position, kind FROM (SELECT a.key AS k, coalesce(p."FOR", p.TOOK) AS actor, p.sort AS sort, p.id AS position, p.kind AS kind, 1 AS itself FROM json_each(`).
			arg(idsArg).add(`) a CROSS JOIN Position p ON p."ON" = a.value WHERE `)
		t.condition(st.Filter, positions)
		t.add(` UNION ALL SELECT a.key, p.TOOK, p.sort, p.id, p.kind, 0 FROM json_each(`).arg(idsArg).add(`) a CROSS JOIN Position p ON p."ON" = a.value WHERE p."FOR" IS NOT NULL AND `)
		t.condition(st.Filter, positions)
		t.add(")")
	}
	t.add(" GROUP BY 1, 2")
	if of == demand.KindDemand && st.Actor == query.NoParam {
		t.add(" HAVING sum(itself) > 0")
	}
	t.add(") s CROSS JOIN Actor pr ON pr.id = s.principal CROSS JOIN Position po ON po.id = s.position", joins.String())
	s.statement = t.statement()
	return s
}

func (r *run) stances(s *stancesOf, outers []*outer) ([]query.Items, error) {
	all := make([][]found, len(outers))
	err := r.rows(s.statement, &inputs{ids: idsOf(outers)}, func(row []driver.Value) error {
		i, _ := row[0].(int64)
		f := found{}
		f.Sort = text(row[s.key])
		f.Stance = &query.Stance{Kind: demand.PositionKind(text(row[s.kind]))}
		if s.principal != nil {
			f.Stance.Principal = s.principal.read(row, &f.refs)
		}
		if s.position != nil {
			f.Stance.Position = s.position.read(row, &f.refs)
		}
		all[i] = append(all[i], f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]query.Items, len(outers))
	for i := range all {
		page, next, previous := r.cut(s.st.Page, ordering{}, all[i])
		out[i].HasNext, out[i].HasPrevious = next, previous
		out[i].Items = r.items(page)
		if s.st.Count {
			out[i].Total = int64(len(all[i]))
		}
	}
	for _, reader := range []*nodeReader{s.principal, s.position} {
		if reader != nil {
			if err := r.fill(reader); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
