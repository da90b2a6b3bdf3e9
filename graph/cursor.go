package graph

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"demandgraph/query"
)

// cursorVersion is the first byte of a cursor, before it is written in base64.
const cursorVersion = 1

// cursorOrder is what a cursor says of the order it belongs to.
func cursorOrder(o query.Order) string {
	if o.Desc {
		return o.By + "-"
	}
	return o.By + "+"
}

// appendCursor appends, as a JSON string, the cursor of an item: version, order
// and sort. Base64url has nothing to escape.
func appendCursor(b []byte, order, sort string) []byte {
	var space [256]byte
	raw := append(append(append(space[:0], cursorVersion), order...), sort...)
	b = append(b, '"')
	b = base64.RawURLEncoding.AppendEncode(b, raw)
	return append(b, '"')
}

// parseCursor gives the sort that a cursor of an order carries.
func parseCursor(cursor, order string) (string, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) == 0 || raw[0] != cursorVersion || !utf8.Valid(raw) {
		return "", bad("this is no cursor of the service; take one from endCursor, startCursor or an edge")
	}
	sort, ok := strings.CutPrefix(string(raw[1:]), order)
	if !ok {
		return "", bad("this cursor is of a list in another order; keep orderBy the same from page to page")
	}
	return sort, nil
}
