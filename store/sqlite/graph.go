package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// graph is what change.Plan reads inside the write transaction.
type graph struct{ *session }

// text reads a column that may be missing.
func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

func (g graph) Contributions(ctx context.Context, ids []string) ([]change.Contribution, error) {
	var out []change.Contribution
	if len(ids) == 0 {
		return nil, nil
	}
	place := map[string]int{}
	err := g.each(ctx, "SELECT c.id, c.source, c.assertedBy FROM json_each(?) a CROSS JOIN contribution c ON c.id = a.value", []any{jsonTexts(ids)}, func(row []driver.Value) error {
		place[text(row[0])] = len(out)
		out = append(out, change.Contribution{ID: text(row[0]), Source: text(row[1]), AssertedBy: parseTexts(text(row[2]))})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = g.each(ctx, "SELECT c.contribution, c.claim, c.import, c.line FROM json_each(?) a CROSS JOIN contribution_claim c ON c.contribution = a.value ORDER BY a.key, c.place", []any{jsonTexts(ids)}, func(row []driver.Value) error {
		c := &out[place[text(row[0])]]
		c.Claims = append(c.Claims, text(row[1]))
		c.Imports = append(c.Imports, text(row[2]))
		line, _ := row[3].(int64)
		c.Lines = append(c.Lines, int(line))
		return nil
	})
	return out, err
}

// heldBy finds the ids of contributions that are by an import; assertedBy has no index, as
// imports are seldom asked for.
const heldBy = "SELECT contribution AS id FROM contribution_claim WHERE import = ?1 UNION SELECT c.id FROM contribution c WHERE EXISTS (SELECT 1 FROM json_each(c.assertedBy) WHERE value = ?1)"

func (g graph) HeldBy(ctx context.Context, importKey string, but []string) (bool, error) {
	n, err := g.number(ctx, "SELECT EXISTS (SELECT 1 FROM ("+heldBy+") WHERE id NOT IN (SELECT value FROM json_each(?2)))", importKey, jsonTexts(but))
	return n > 0, err
}

const claimColumns = "c.id, c.kind, c.key, c.body, c.imports"

func (g graph) Claims(ctx context.Context, ids []string) ([]change.Claim, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return g.claims(ctx, "SELECT "+claimColumns+" FROM json_each(?) a CROSS JOIN claim c ON c.id = a.value", jsonTexts(ids))
}

func (g graph) ClaimsOf(ctx context.Context, subjects []demand.Ref) ([]change.Claim, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	return g.claims(ctx, "SELECT "+claimColumns+" FROM json_each(?) a CROSS JOIN claim c ON c.kind = a.value->>'kind' AND c.key = a.value->>'key'", jsonRefs(subjects))
}

func jsonRefs(refs []demand.Ref) string {
	b, err := json.Marshal(refs)
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(b)
}

func (g graph) claims(ctx context.Context, query, arg string) ([]change.Claim, error) {
	var out []change.Claim
	err := g.each(ctx, query, []any{arg}, func(row []driver.Value) error {
		c := change.Claim{ID: text(row[0]), Subject: demand.Ref{Kind: demand.NodeKind(text(row[1])), Key: text(row[2])}, Body: text(row[3])}
		if err := json.Unmarshal([]byte(text(row[4])), &c.Imports); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

func (g graph) Holder(ctx context.Context, claim string) (source string, err error) {
	err = g.each(ctx, "SELECT min(c.source) FROM contribution_claim cc CROSS JOIN contribution c ON c.id = cc.contribution WHERE cc.claim = ?", []any{claim}, func(row []driver.Value) error {
		source = text(row[0])
		return nil
	})
	return source, err
}

func (g graph) Redirects(ctx context.Context, refs []demand.Ref) (map[demand.Ref]demand.Ref, error) {
	out := map[demand.Ref]demand.Ref{}
	if len(refs) == 0 {
		return out, nil
	}
	err := g.each(ctx, "SELECT r.kind, r.key, r.\"to\" FROM json_each(?) a CROSS JOIN redirect r ON r.kind = a.value->>'kind' AND r.key = a.value->>'key'", []any{jsonRefs(refs)}, func(row []driver.Value) error {
		kind := demand.NodeKind(text(row[0]))
		out[demand.Ref{Kind: kind, Key: text(row[1])}] = demand.Ref{Kind: kind, Key: text(row[2])}
		return nil
	})
	return out, err
}

func (g graph) Acts(ctx context.Context, demands []string) (map[string][]demand.Act, error) {
	out := map[string][]demand.Act{}
	if len(demands) == 0 {
		return out, nil
	}
	place := map[int64]*demand.Act{}
	var of [][]*demand.Act
	keys := slices.Clone(demands)
	err := g.each(ctx, `SELECT a.key, p.id, p.key, p.kind, t.key, f.key, o.key, p.date, e.key, e.startFirst, p.phase, p."order"
		FROM json_each(?) a CROSS JOIN Demand d ON d.key = a.value CROSS JOIN Position p ON p."ON" = d.id
		LEFT JOIN Actor t ON t.id = p.TOOK LEFT JOIN Actor f ON f.id = p."FOR" LEFT JOIN Actor o ON o.id = p.ACCORDING_TO LEFT JOIN Event e ON e.id = p.AT
		ORDER BY a.key, p.sort`, []any{jsonTexts(demands)}, func(row []driver.Value) error {
		d, _ := row[0].(int64)
		id, _ := row[1].(int64)
		date, err := demand.ParseDate(text(row[7]))
		if err != nil && row[7] != nil {
			return err
		}
		order, _ := row[11].(int64)
		a := &demand.Act{Key: text(row[2]), Demand: keys[d], Kind: demand.PositionKind(text(row[3])), Taker: text(row[4]), For: text(row[5]), AccordingTo: text(row[6]),
			Date: date, Event: text(row[8]), EventFirst: text(row[9]), Phase: demand.Phase(text(row[10])), Order: int(order)}
		place[id] = a
		for len(of) <= int(d) {
			of = append(of, nil)
		}
		of[d] = append(of[d], a)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = g.each(ctx, `SELECT DISTINCT p.id, r.key FROM json_each(?) a CROSS JOIN Demand d ON d.key = a.value CROSS JOIN Position p ON p."ON" = d.id
		CROSS JOIN Position_EVIDENCED_BY_Annotation e ON e.src = p.id CROSS JOIN Annotation n ON n.id = e.dst CROSS JOIN Article r ON r.id = n.IN_ARTICLE ORDER BY r.key`, []any{jsonTexts(demands)}, func(row []driver.Value) error {
		id, _ := row[0].(int64)
		place[id].Articles = append(place[id].Articles, text(row[1]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for d, acts := range of {
		for _, a := range acts {
			out[keys[d]] = append(out[keys[d]], *a)
		}
	}
	return out, nil
}

func (g graph) Shown(ctx context.Context, demands []string) (map[string][]change.Shown, error) {
	out := map[string][]change.Shown{}
	if len(demands) == 0 {
		return out, nil
	}
	err := g.each(ctx, `SELECT DISTINCT d.key, 'Demand', d.key, r.key FROM json_each(?1) a CROSS JOIN Demand d ON d.key = a.value
		CROSS JOIN Demand_EVIDENCED_BY_Annotation e ON e.src = d.id CROSS JOIN Annotation n ON n.id = e.dst CROSS JOIN Article r ON r.id = n.IN_ARTICLE
		UNION ALL SELECT DISTINCT d.key, 'Term', t.key, r.key FROM json_each(?1) a CROSS JOIN Demand d ON d.key = a.value CROSS JOIN Term t ON t.HAS_TERM = d.id
		CROSS JOIN Term_EVIDENCED_BY_Annotation e ON e.src = t.id CROSS JOIN Annotation n ON n.id = e.dst CROSS JOIN Article r ON r.id = n.IN_ARTICLE
		ORDER BY 1, 2, 3, 4`, []any{jsonTexts(demands)}, func(row []driver.Value) error {
		of, node := text(row[0]), demand.Ref{Kind: demand.NodeKind(text(row[1])), Key: text(row[2])}
		all := out[of]
		if len(all) == 0 || all[len(all)-1].Node != node {
			all = append(all, change.Shown{Node: node})
		}
		last := &all[len(all)-1]
		last.Articles = append(last.Articles, text(row[3]))
		out[of] = all
		return nil
	})
	return out, err
}

func (g graph) PositionsAt(ctx context.Context, events []string) ([]string, error) {
	return g.keys(ctx, "SELECT p.key FROM json_each(?) a CROSS JOIN Event e ON e.key = a.value CROSS JOIN Position p ON p.AT = e.id ORDER BY p.key", events)
}

func (g graph) AnnotationsIn(ctx context.Context, articles []string) ([]string, error) {
	return g.keys(ctx, "SELECT n.key FROM json_each(?) a CROSS JOIN Article r ON r.key = a.value CROSS JOIN Annotation n ON n.IN_ARTICLE = r.id ORDER BY n.key", articles)
}

func (g graph) DemandsIn(ctx context.Context, regions []string) ([]string, error) {
	return g.keys(ctx, `WITH RECURSIVE below(id) AS (SELECT r.id FROM json_each(?) a CROSS JOIN Region r ON r.key = a.value
			UNION SELECT e.src FROM below CROSS JOIN Region_PART_OF_Region e ON e.dst = below.id)
		SELECT DISTINCT d.key FROM below CROSS JOIN Demand_CONCERNS_Region e ON e.dst = below.id CROSS JOIN Demand d ON d.id = e.src ORDER BY d.key`, regions)
}

// keys reads one column of keys.
func (g graph) keys(ctx context.Context, query string, arg []string) ([]string, error) {
	if len(arg) == 0 {
		return nil, nil
	}
	var out []string
	err := g.each(ctx, query, []any{jsonTexts(arg)}, func(row []driver.Value) error {
		out = append(out, text(row[0]))
		return nil
	})
	return out, err
}
