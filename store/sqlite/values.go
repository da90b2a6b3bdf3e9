package sqlite

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"demandgraph/demand"
)

// appendProp appends the columns of a property (see propColumns) with value v,
// nil for a missing one.
func appendProp(row []any, p demand.Prop, v any) ([]any, error) {
	if v == nil {
		for range propColumns(p) {
			row = append(row, nil)
		}
		return row, nil
	}
	switch v := v.(type) {
	case string:
		switch p.Type {
		case demand.Text:
			return append(row, v, demand.Fold(v)), nil
		case demand.Day:
			d, err := demand.ParseDate(v)
			if err != nil {
				return nil, err
			}
			return append(row, v, d.First(), d.Last()), nil
		case demand.String, demand.Enum, demand.Instant:
			return append(row, v), nil
		}
	case bool:
		if p.Type == demand.Bool {
			if v {
				return append(row, int64(1)), nil
			}
			return append(row, int64(0)), nil
		}
	case int64:
		if p.Type == demand.Int {
			return append(row, v), nil
		}
	case float64:
		if p.Type == demand.Float {
			return append(row, v), nil
		}
	case []string:
		switch p.Type {
		case demand.Strings:
			return append(row, jsonTexts(v)), nil
		case demand.Texts:
			folded := make([]string, len(v))
			for i, s := range v {
				folded[i] = demand.Fold(s)
			}
			return append(row, jsonTexts(v), jsonTexts(folded)), nil
		}
	case [2]float64:
		if p.Type == demand.Point {
			return append(row, v[0], v[1]), nil
		}
	case [4]int64:
		if p.Type == demand.Counts {
			return append(row, v[0], v[1], v[2], v[3]), nil
		}
	}
	return nil, fmt.Errorf("property %s cannot be %#v", p.Name, v)
}

// jsonTexts writes texts as a JSON array.
func jsonTexts(texts []string) string {
	if len(texts) == 0 {
		return "[]"
	}
	b, err := json.Marshal(texts)
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(b)
}

func parseTexts(text string) []string {
	if text == "[]" {
		return []string{}
	}
	// Most lists need no unescaping.
	if !strings.ContainsRune(text, '\\') && strings.HasPrefix(text, `["`) && strings.HasSuffix(text, `"]`) {
		return strings.Split(text[2:len(text)-2], `","`)
	}
	var out []string
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		return nil
	}
	return out
}

// valueColumns are the columns that a property's value is read from.
func valueColumns(p demand.Prop) []string {
	switch p.Type {
	case demand.Point, demand.Counts:
		cols := propColumns(p)
		names := make([]string, len(cols))
		for i, c := range cols {
			names[i] = c.name
		}
		return names
	}
	return []string{p.Name}
}

// value reads a property from its value columns; nil when it is missing.
func value(p demand.Prop, row []driver.Value) any {
	if row[0] == nil {
		return nil
	}
	switch p.Type {
	case demand.Strings, demand.Texts:
		text, _ := row[0].(string)
		return parseTexts(text)
	case demand.Bool:
		n, _ := row[0].(int64)
		return n != 0
	case demand.Point:
		lat, _ := row[0].(float64)
		lon, _ := row[1].(float64)
		return [2]float64{lat, lon}
	case demand.Counts:
		var counts [4]int64
		for i := range counts {
			counts[i], _ = row[i].(int64)
		}
		return counts
	}
	return row[0]
}
