package scalar_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"demandgraph/graph/handler/scalar"
)

// TestUnmarshal gives every kind of decoded value to every scalar.
func TestUnmarshal(t *testing.T) {
	unmarshal := map[string]func(any) (any, error){
		"Int":     func(v any) (any, error) { return scalar.UnmarshalInt(v) },
		"Float":   func(v any) (any, error) { return scalar.UnmarshalFloat(context.Background(), v) },
		"String":  func(v any) (any, error) { return scalar.UnmarshalString(v) },
		"Boolean": func(v any) (any, error) { return scalar.UnmarshalBoolean(v) },
		"ID":      func(v any) (any, error) { return scalar.UnmarshalID(v) },
	}
	for _, c := range []struct {
		value any
		want  map[string]any // what is not there is an error
	}{
		{nil, nil},
		{"1", map[string]any{"String": "1", "ID": "1"}},
		{"\xff", nil},
		{true, map[string]any{"Boolean": true}},
		{int64(7), map[string]any{"Int": 7, "Float": 7.0, "ID": "7"}},
		{7, map[string]any{"Int": 7, "Float": 7.0, "ID": "7"}},
		{json.Number("7"), map[string]any{"Int": 7, "Float": 7.0, "ID": "7"}},
		{json.Number("-2147483648"), map[string]any{"Int": math.MinInt32, "Float": -2147483648.0, "ID": "-2147483648"}},
		{json.Number("2147483648"), map[string]any{"Float": 2147483648.0, "ID": "2147483648"}},
		{json.Number("1.5"), map[string]any{"Float": 1.5}},
		{json.Number("1e999"), nil},
		{1.5, map[string]any{"Float": 1.5}},
		{math.Inf(1), nil},
		{map[string]any{}, nil},
		{[]any{1}, nil},
	} {
		for name, f := range unmarshal {
			got, err := f(c.value)
			want, ok := c.want[name]
			var input *scalar.InputError
			switch {
			case ok && (err != nil || got != want):
				t.Errorf("%s of %#v: %v, %v; want %v", name, c.value, got, err, want)
			case !ok && (!errors.As(err, &input) || input.Type != name):
				t.Errorf("%s of %#v: %v, %v; want an InputError", name, c.value, got, err)
			}
		}
	}
}

// TestMarshal writes JSON, and refuses a number that JSON does not have.
func TestMarshal(t *testing.T) {
	var b strings.Builder
	scalar.MarshalInt(-7).MarshalGQL(&b)
	b.WriteByte(' ')
	scalar.MarshalString("a\"\n").MarshalGQL(&b)
	b.WriteByte(' ')
	scalar.MarshalBoolean(true).MarshalGQL(&b)
	b.WriteByte(' ')
	scalar.MarshalID("x").MarshalGQL(&b)
	b.WriteByte(' ')
	if err := scalar.MarshalFloat(1.5).MarshalGQLContext(context.Background(), &b); err != nil {
		t.Error(err)
	}
	if want := `-7 "a\"\n" true "x" 1.5`; b.String() != want {
		t.Errorf("got %s, want %s", b.String(), want)
	}
	if err := scalar.MarshalFloat(math.NaN()).MarshalGQLContext(context.Background(), &b); err == nil {
		t.Error("NaN was written")
	}
}
