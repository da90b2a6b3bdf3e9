package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// verifyBatch is how many nodes are worked out anew at a time.
const verifyBatch = 500

// Verify is described at store.Store. It reads one state of the graph.
func (s *Store) Verify(ctx context.Context) ([]string, error) {
	v := &verifier{}
	err := s.read(ctx, func(se *session) error {
		v.session = se
		for i := range demand.Kinds {
			k := &demand.Kinds[i]
			if err := v.kind(ctx, k); err != nil {
				return err
			}
			if err := v.beside(ctx, k); err != nil {
				return err
			}
			if err := v.indexed(ctx, k); err != nil {
				return err
			}
		}
		if err := v.held(ctx); err != nil {
			return err
		}
		return v.rows(ctx)
	})
	slices.Sort(v.wrong)
	return v.wrong, err
}

// verifier collects what is wrong, a sentence each.
type verifier struct {
	*session
	wrong []string
}

func (v *verifier) add(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
}

// kind works out the nodes of a kind anew, in the order of their keys.
func (v *verifier) kind(ctx context.Context, k *demand.Kind) error {
	g := graph{v.session}
	for last := ""; ; {
		var refs []demand.Ref
		err := v.each(ctx, "SELECT key FROM "+quote(string(k.Name))+" WHERE key > ? ORDER BY key LIMIT ?", []any{last, verifyBatch}, func(row []driver.Value) error {
			refs = append(refs, demand.Ref{Kind: k.Name, Key: text(row[0])})
			return nil
		})
		if err != nil || len(refs) == 0 {
			return err
		}
		last = refs[len(refs)-1].Key
		nodes, err := g.Nodes(ctx, refs)
		if err != nil {
			return err
		}
		if _, err := change.Verify(ctx, g, k.Name, nodes, v.add); err != nil {
			return err
		}
	}
}

// beside compares what stands beside properties: folded texts, first and last days.
func (v *verifier) beside(ctx context.Context, k *demand.Kind) error {
	for _, p := range nodeProps(k) {
		cols := propColumns(p)
		if p.Type != demand.Text && p.Type != demand.Texts && p.Type != demand.Day {
			continue
		}
		names := make([]string, len(cols))
		for i, c := range cols {
			names[i] = quote(c.name)
		}
		err := v.each(ctx, "SELECT key, "+strings.Join(names, ", ")+" FROM "+quote(string(k.Name)), nil, func(row []driver.Value) error {
			want, err := appendProp(nil, p, value(p, row[1:]))
			if err != nil {
				v.add("%s %s: %v", k.Name, text(row[0]), err)
				return nil
			}
			for i := range cols {
				if row[1+i] != want[i] {
					v.add("%s %s has %s %v, should have %v", k.Name, text(row[0]), cols[i].name, row[1+i], want[i])
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// indexed compares which nodes are in the full-text indexes.
func (v *verifier) indexed(ctx context.Context, k *demand.Kind) error {
	for _, f := range fullText {
		has := f.table + " f WHERE f.rowid = n.id"
		wrong, said := "NOT EXISTS", "is not in"
		if len(f.props(k)) == 0 {
			wrong, said = "EXISTS", "should not be in"
		}
		err := v.each(ctx, "SELECT n.key FROM "+quote(string(k.Name))+" n WHERE "+wrong+" (SELECT 1 FROM "+has+")", nil, func(row []driver.Value) error {
			v.add("%s %s %s the full-text index of %s", k.Name, text(row[0]), said, f.table)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rows compares kept counts, and finds rows that lead nowhere.
func (v *verifier) rows(ctx context.Context) error {
	plurals := map[string]demand.NodeKind{}
	var nodes []string
	for _, k := range demand.Kinds {
		nodes = append(nodes, "SELECT id FROM "+quote(string(k.Name)))
		if k.Plural != demand.ListDemands && k.Plural != demand.ListPositions {
			plurals[k.Plural] = k.Name
		}
	}
	type count struct {
		name       string
		kept, have int64
	}
	var counts []count
	err := v.each(ctx, "SELECT l.name, l.n, (SELECT count(*) FROM entry e WHERE e.list = l.id) FROM list l", nil, func(row []driver.Value) error {
		c := count{name: text(row[0])}
		c.kept, _ = row[1].(int64)
		c.have, _ = row[2].(int64)
		counts = append(counts, c)
		return nil
	})
	if err != nil {
		return err
	}
	kept := map[string]int64{}
	for _, c := range counts {
		kept[c.name] = c.kept
		if _, plural := plurals[c.name]; !plural && c.kept != c.have {
			v.add("the list %q says that it has %d entries, and has %d", c.name, c.kept, c.have)
		}
	}
	for plural, kind := range plurals {
		have, err := v.number(ctx, "SELECT count(*) FROM "+quote(string(kind)))
		if err != nil {
			return err
		}
		if kept[plural] != have {
			v.add("%s are counted as %d, and are %d", plural, kept[plural], have)
		}
	}
	err = v.each(ctx, "SELECT l.name, e.sort FROM entry e JOIN list l ON l.id = e.list WHERE e.node NOT IN ("+strings.Join(nodes, " UNION ALL ")+")", nil, func(row []driver.Value) error {
		v.add("the list %q has an entry at %q for no node", text(row[0]), text(row[1]))
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(ctx, "PRAGMA foreign_key_check", nil, func(row []driver.Value) error {
		v.add("a row of %s leads to no %s", text(row[0]), text(row[2]))
		return nil
	})
}
