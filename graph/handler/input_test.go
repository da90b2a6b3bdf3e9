package handler_test

import (
	"encoding/json"
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

// TestValues gives a value to an argument twice, as a literal and as a
// variable, and expects the same of both.
func TestValues(t *testing.T) {
	server, _ := service(t)
	for _, c := range []struct {
		field, arg, typ string
		literal         string // "" where there is no such literal
		json            string
		want            string // what echo says, "" for an error
	}{
		{"echo", "number", "Int", "1", "1", "1"},
		{"echo", "number", "Int", "-2147483648", "-2147483648", "-2147483648"},
		{"echo", "number", "Int", "2147483647", "2147483647", "2147483647"},
		{"echo", "number", "Int", "2147483648", "2147483648", ""},
		{"echo", "number", "Int", "-2147483649", "-2147483649", ""},
		{"echo", "number", "Int", "99999999999999999999", "99999999999999999999", ""},
		{"echo", "number", "Int", `"1"`, `"1"`, ""},
		{"echo", "number", "Int", "1.5", "1.5", ""},
		{"echo", "number", "Int", "true", "true", ""},
		{"echo", "number", "Int", "{}", "{}", ""},
		{"echo", "number", "Int", "[1]", "[1]", ""},
		{"echo", "text", "String", `"a"`, `"a"`, "a"},
		{"echo", "text", "String", "7", "7", ""},
		{"echo", "text", "String", "true", "true", ""},
		{"echo", "text", "String", "{}", "{}", ""},
		{"echo", "text", "String", "a", "", ""},
		{"echo", "id", "ID", `"a"`, `"a"`, "a"},
		{"echo", "id", "ID", "7", "7", "7"},
		{"echo", "id", "ID", "7.5", "7.5", ""},
		{"echo", "id", "ID", "99999999999999999999", "99999999999999999999", ""},
		{"echo", "id", "ID", "true", "true", ""},
		{"echo", "id", "ID", "{}", "{}", ""},
		{"echo", "flag", "Boolean", "true", "true", "true"},
		{"echo", "flag", "Boolean", `"true"`, `"true"`, ""},
		{"echo", "flag", "Boolean", "1", "1", ""},
		{"echo", "flag", "Boolean", "{}", "{}", ""},
		{"echo", "ratio", "Float", "1.5", "1.5", "1.5"},
		{"echo", "ratio", "Float", "2", "2", "2"},
		{"echo", "ratio", "Float", "1e999", "1e999", ""},
		{"echo", "ratio", "Float", `"1.5"`, `"1.5"`, ""},
		{"echo", "ratio", "Float", "{}", "{}", ""},
		{"echo", "colour", "Colour", "RED", `"RED"`, "RED"},
		{"echo", "colour", "Colour", "red", `"red"`, ""},
		{"echo", "colour", "Colour", "BLUE", `"BLUE"`, ""},
		{"echo", "colour", "Colour", "1", "1", ""},
		{"echo", "colour", "Colour", "{}", "{}", ""},
		{"echo", "day", "Day", `"2025-08-15"`, `"2025-08-15"`, "2025-08-15"},
		{"echo", "day", "Day", "{}", "{}", ""},
		{"echo", "day", "Day", "{a: 1}", `{"a":1}`, ""},
		{"echo", "day", "Day", "[]", "[]", ""},
		{"echo", "day", "Day", "RED", "", ""},
		{"echo", "day", "Day", "99999999999999999999", "", ""}, // a variable is for the scalar itself to judge

		{"at", "asOf", "AsOf!", `{date: "2025"}`, `{"date":"2025"}`, "date 2025"},
		{"at", "asOf", "AsOf!", `{event: {key: "e"}}`, `{"event":{"key":"e"}}`, "event e"},
		{"at", "asOf", "AsOf!", `{date: "2025", event: {key: "e"}}`, `{"date":"2025","event":{"key":"e"}}`, ""},
		{"at", "asOf", "AsOf!", "{}", "{}", ""},
		{"at", "asOf", "AsOf!", "{date: null}", `{"date":null}`, ""},
		{"at", "asOf", "AsOf!", `{date: "2025", event: null}`, `{"date":"2025","event":null}`, ""},
		{"at", "asOf", "AsOf!", "null", "null", ""},
		{"at", "asOf", "AsOf!", `{when: "2025"}`, `{"when":"2025"}`, ""},
		{"at", "asOf", "AsOf!", `{date: 2025}`, `{"date":2025}`, ""},
		{"at", "asOf", "AsOf!", `"2025"`, `"2025"`, ""},
		{"at", "asOf", "AsOf!", `{event: {}}`, `{"event":{}}`, ""},
		{"at", "asOf", "AsOf!", `{event: {key: "e", colour: red}}`, `{"event":{"key":"e","colour":"red"}}`, ""},
		{"at", "asOf", "AsOf!", `{event: {key: "e", number: 2147483648}}`, `{"event":{"key":"e","number":2147483648}}`, ""},
		{"at", "asOf", "AsOf!", `{event: {key: "e", number: "1"}}`, `{"event":{"key":"e","number":"1"}}`, ""},
	} {
		check := func(how string, a answer) {
			t.Helper()
			var data map[string]string
			_ = json.Unmarshal(a.Data, &data)
			got := strings.TrimPrefix(data[c.field], "hello ")
			switch {
			case c.want != "" && (got != c.want || len(a.Errors) > 0):
				t.Errorf("%s %s %s: %.300s", c.typ, how, c.literal+c.json, a.body)
			case c.want == "" && (a.status != 400 || a.hasData() || a.code() != handler.CodeBadUserInput && a.code() != handler.CodeValidationFailed && a.code() != handler.CodeParseFailed):
				t.Errorf("%s %s %s passed: %d %.300s", c.typ, how, c.literal+c.json, a.status, a.body)
			}
		}
		if c.literal != "" {
			check("literal", ask(t, server, "{"+c.field+"("+c.arg+": "+c.literal+")}", ""))
		}
		if c.json != "" {
			check("variable", ask(t, server, "query($v: "+c.typ+"){"+c.field+"("+c.arg+": $v)}", `{"v":`+c.json+`}`))
		}
	}
}

// TestVariables: what else can come in variables.
func TestVariables(t *testing.T) {
	server, _ := service(t)
	const filter = "query($v: Filter) { things(filter: $v) { totalCount } }"
	for _, c := range []struct{ query, vars, code string }{
		{"query($v: Boolean!) { echo @skip(if: $v) }", `{"v":true}`, ""},
		{"query($v: Boolean!) { echo @skip(if: $v) }", `{"v":{}}`, handler.CodeBadUserInput},
		{"{ echo @skip(if: {}) }", "", handler.CodeValidationFailed},
		{"{ echo @include(if: []) }", "", handler.CodeValidationFailed},
		{"query($v: Boolean = true) { echo @skip(if: $v) }", `{"v":null}`, handler.CodeBadUserInput},
		{"query($v: Boolean = true) { ... @include(if: $v) { echo } }", `{"v":null}`, handler.CodeBadUserInput},
		{"query($v: Boolean = true) { ...f } fragment f on Query { echo @skip(if: $v) }", `{"v":null}`, handler.CodeBadUserInput},
		{"query($v: Boolean = true) { echo(flag: $v) }", `{"v":null}`, ""},
		{"query($v: [ID!] = []) { nodes(ids: $v) { key } }", `{"v":null}`, handler.CodeBadUserInput},
		{"query($v: String) { at(asOf: {date: $v}) }", `{"v":"2025"}`, handler.CodeValidationFailed},
		{"query($v: String!) { at(asOf: {date: $v}) }", `{"v":"2025"}`, ""},
		{"query($v: Int = 2147483648) { echo(number: $v) }", "", handler.CodeValidationFailed},
		{"query($v: AsOf! = {}) { at(asOf: $v) }", "", handler.CodeValidationFailed},
		{filter, `{"v":{"number":7}}`, ""},
		{filter, `{"v":{"number":[1,2]}}`, ""},
		{filter, `{"v":{"number":["1"]}}`, handler.CodeBadUserInput},
		{filter, `{"v":{"number":[null]}}`, handler.CodeBadUserInput},
		{filter, `{"v":{"and":{"key":"a"}}}`, ""},
		{filter, `{"v":{"and":[{"asOf":{}}]}}`, handler.CodeBadUserInput},
		{filter, `{"v":{"__typename":"Filter"}}`, handler.CodeBadUserInput},
		{filter, `{"v":` + nest(9, `{"and":[`, `{"key":"a"}`, `]}`) + `}`, ""},
		{filter, `{"v":` + nest(50, `{"and":[`, ``, `]}`) + `}`, handler.CodeBadUserInput},
		{filter, `{"v":` + nest(4_000, `{"and":[`, ``, `]}`) + `}`, handler.CodeBadUserInput},
		{filter, `{"v":` + nest(400, `[`, ``, `]`) + `}`, handler.CodeBadUserInput},
		{"{ echo }", `{"unknown":{}}`, ""},
	} {
		a := ask(t, server, c.query, c.vars)
		if a.code() != c.code || c.code != "" && (a.status != 400 || a.hasData()) {
			t.Errorf("%s with %.60s: status %d, code %q, want %q: %.300s", c.query, c.vars, a.status, a.code(), c.code, a.body)
		}
	}
}
