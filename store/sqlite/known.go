package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
)

// The edges that are known of a node, as JSON.
const (
	knownHolds = `(SELECT json_group_array(json_array(w.key, e.role, e.title, e."from", e."to") ORDER BY w.key, e.role, e."from") FROM Actor_AFFILIATED_WITH_Actor e JOIN Actor w ON w.id = e.dst WHERE e.src = n.id)`
	knownAbove = `(SELECT json_group_array(w.key ORDER BY w.key) FROM Region_PART_OF_Region e JOIN Region w ON w.id = e.dst WHERE e.src = n.id)`
)

// Known is described at store.Store. It is one statement a kind, all in one transaction.
func (s *Store) Known(ctx context.Context, yield func(change.Known) error) error {
	return s.read(ctx, func(se *session) error {
		for _, kind := range change.KnownKinds {
			if err := se.known(ctx, kind, yield); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) known(ctx context.Context, kind *demand.Kind, yield func(change.Known) error) error {
	props := change.KnownProps(kind)
	var columns []string
	for _, p := range props {
		columns = append(columns, "n."+quote(p.Name))
	}
	edges := "NULL"
	switch kind.Name {
	case demand.KindActor:
		edges = knownHolds
	case demand.KindRegion:
		edges = knownAbove
	}
	text := "SELECT " + edges + ", " + strings.Join(columns, ", ") + " FROM " + quote(string(kind.Name)) + " n ORDER BY n.key"
	return s.each(ctx, text, nil, func(row []driver.Value) error {
		k := change.KnownOf(kind.Name, readProps(props, row[1:]))
		if held, _ := row[0].(string); kind.Name == demand.KindActor {
			var all [][5]string // a missing value is ""
			if err := json.Unmarshal([]byte(held), &all); err != nil {
				return err
			}
			for _, h := range all {
				if err := k.Hold(h[0], h[1], h[2], h[3], h[4]); err != nil {
					return err
				}
			}
		} else if kind.Name == demand.KindRegion {
			k.PartOf = parseTexts(held)
		}
		return yield(k)
	})
}
