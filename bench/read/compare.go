package main

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
)

// compare asks both sides everything once and fails when two answers differ as
// JSON, or when an operation finds nothing at all and so would measure nothing.
func compare(sides []*side, ops []*operation, out io.Writer) error {
	for _, o := range ops {
		a, b := sides[0].requests(o), sides[1].requests(o)
		bytes := 0
		for i := range a {
			first, err := ask(a[i])
			if err != nil {
				return fmt.Errorf("%s with %v of %s: %w", o.name, o.asks[i], sides[0].name, err)
			}
			second, err := ask(b[i])
			if err != nil {
				return fmt.Errorf("%s with %v of %s: %w", o.name, o.asks[i], sides[1].name, err)
			}
			text, err := json.Marshal(first)
			if err != nil {
				return err
			}
			bytes += len(text)
			if !reflect.DeepEqual(first, second) {
				at, x, y := difference("data", first, second)
				return fmt.Errorf("%s with %v: %s is %.300s of %s and %.300s of %s", o.name, o.asks[i], at, x, sides[0].name, y, sides[1].name)
			}
		}
		if bytes < 100*len(a) {
			return fmt.Errorf("%s finds too little to be measured: %d bytes in %d answers", o.name, bytes, len(a))
		}
		fmt.Fprintf(out, "%-16s %2d answers equal, %6d bytes on average\n", o.name, len(a), bytes/len(a))
	}
	return nil
}

// difference finds the first place where two JSON values differ.
func difference(at string, a, b any) (string, string, string) {
	switch x := a.(type) {
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			for name := range x {
				if !reflect.DeepEqual(x[name], y[name]) {
					return difference(at+"."+name, x[name], y[name])
				}
			}
		}
	case []any:
		if y, ok := b.([]any); ok && len(x) == len(y) {
			for i := range x {
				if !reflect.DeepEqual(x[i], y[i]) {
					return difference(fmt.Sprintf("%s[%d]", at, i), x[i], y[i])
				}
			}
		}
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return at, string(x), string(y)
}
