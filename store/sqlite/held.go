package sqlite

import (
	"context"
	"database/sql/driver"
)

// held compares claims with the contributions that hold them: each is there, and knows by
// which imports it is held how often.
func (v *verifier) held(ctx context.Context) error {
	return v.each(ctx, `SELECT h.contribution, h.claim FROM contribution_claim h LEFT JOIN claim c ON c.id = h.claim WHERE c.id IS NULL
		UNION ALL SELECT h.contribution, '' FROM contribution_claim h LEFT JOIN contribution c ON c.id = h.contribution WHERE c.id IS NULL AND h.place = 0
		UNION ALL SELECT '', c.id FROM claim c WHERE EXISTS (
			SELECT key, value FROM json_each(c.imports) EXCEPT SELECT h.import, count(*) FROM contribution_claim h WHERE h.claim = c.id GROUP BY h.import)
			OR (SELECT count(DISTINCT import) FROM contribution_claim WHERE claim = c.id) <> (SELECT count(*) FROM json_each(c.imports))`, nil, func(row []driver.Value) error {
		switch contribution, claim := text(row[0]), text(row[1]); {
		case contribution == "":
			v.add("the claim %s is not held as it says", claim)
		case claim == "":
			v.add("the contribution %s holds claims and is not there", contribution)
		default:
			v.add("the contribution %s holds the claim %s, which is not there", contribution, claim)
		}
		return nil
	})
}
