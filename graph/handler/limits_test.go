package handler_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"demandgraph/graph/handler"
)

// nest puts n levels of open around inside.
func nest(n int, open, inside, close string) string {
	return strings.Repeat(open, n) + inside + strings.Repeat(close, n)
}

// TestLimits sends operations that are valid or not and in any case too much.
func TestLimits(t *testing.T) {
	server, _ := service(t)
	spreads := func(n int, inside string) string {
		var b strings.Builder
		b.WriteString("{ things(first: 1) { nodes { ...f0 } } }")
		for i := range n {
			fmt.Fprintf(&b, " fragment f%d on Thing { ...f%d a: key ...f%d }", i, i+1, i+1)
		}
		fmt.Fprintf(&b, " fragment f%d on Thing { %s }", n, inside)
		return b.String()
	}
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	deep := "{ things(first: 1) { nodes { " + nest(8, "things(first: 1) { nodes { ", "key", "} }") + " } } }"

	for _, c := range []struct{ name, query, limit string }{
		{"tokens", "{" + many(11_000, "a%d ") + "}", "tokens"},
		{"depth", deep, "depth"},
		{"depth in fragments", "{ things { ...a } } fragment a on ThingConnection { nodes { " + nest(7, "things(first: 1) { nodes { ", "key", "} }") + " } }", "depth"},
		{"depth in an unused fragment", "{ echo } fragment a on ThingConnection " + nest(16, "{ nodes ", "{ key }", "}"), "depth"},
		{"aliases", "{ things { nodes {" + many(101, "a%d: key ") + "} } }", "aliases"},
		{"fields", "{" + strings.Repeat("echo ", 1001) + "}", "fields"},
		{"directives", "{ echo " + strings.Repeat("@nothing ", 101) + "}", "directives"},
		{"directives on the operation", "query " + strings.Repeat("@nothing ", 101) + "{ echo }", "directives"},
		{"directives on a variable", "query($a: Int " + strings.Repeat("@nothing ", 101) + ") { echo(number: $a) }", "directives"},
		{"root fields", "{" + many(21, "a%d: echo ") + "}", "root fields"},
		{"root fields in a fragment", "{ ...a ... on Query {" + strings.Repeat("echo ", 11) + "} } fragment a on Query { " + strings.Repeat("echo ", 10) + "}", "root fields"},
		{"fragments that spread fragments", spreads(40, "key"), "aliases"},
		{"fragments beyond any number", spreads(200, "a: key"), "aliases"},
		{"nested values", "{ things(filter: " + nest(21, "{and: [", "", "]}") + ") { totalCount } }", "value depth"},
		{"introspection depth", "{ __schema { types " + nest(20, "{ ofType ", "{ name }", "}") + " } }", "introspection depth"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			a := ask(t, server, c.query, "")
			if a.status != 400 || a.code() != handler.CodeLimitExceeded || a.Errors[0].Extensions["limit"] != c.limit {
				t.Errorf("status %d: %.300s", a.status, a.body)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}

	for _, query := range []string{
		"{ things(first: 1) { nodes { " + nest(5, "things(first: 1) { nodes { ", "key", "} }") + " } } }",
		"{" + strings.Repeat("...a ", 15) + "} fragment a on Query { echo }",
	} {
		if a := ask(t, server, query, ""); a.status != 200 || len(a.Errors) > 0 {
			t.Errorf("refused though within the limits: %.200s", a.body)
		}
	}
	cycle := ask(t, server, "{ things { ...a } } fragment a on ThingConnection { nodes { things { ...a } } }", "")
	if cycle.code() != handler.CodeValidationFailed {
		t.Errorf("a fragment that spreads itself: %.300s", cycle.body)
	}
}

// TestCost: a list costs its page times what is below it.
func TestCost(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) { c.Limits.Cost = 1_000 })
	page := func(first string) string {
		return "query($n: Int, $ids: [ID!]!) { things" + first + " { nodes { key things(first: 10) { totalCount } } } nodes(ids: $ids) { key } }"
	}
	few, many := `{"n":5,"ids":["a"]}`, `{"n":100,"ids":["a"]}`
	manyIDs := `{"n":1,"ids":[` + strings.TrimSuffix(strings.Repeat(`"a",`, 1000), ",") + `]}`
	for _, c := range []struct {
		first, vars string
		costly      bool
	}{
		{"(first: $n)", few, false}, {"(first: $n)", many, true}, {"(last: $n)", many, true},
		{"(first: 100)", `{"ids":["a"]}`, true}, {"", `{"ids":["a"]}`, false}, {"(first: $n)", manyIDs, true},
	} {
		query := page(c.first)
		if !strings.Contains(c.first, "$n") {
			query = strings.Replace(query, "$n: Int, ", "", 1)
		}
		a := ask(t, server, query, c.vars)
		if costly := a.code() == handler.CodeTooCostly; costly != c.costly {
			t.Errorf("things%s with %.30s: costly %v, want %v: %.300s", c.first, c.vars, costly, c.costly, a.body)
		}
	}

	// Sums and products stay at the largest number instead of wrapping.
	huge := "{ things(first: 2147483647) { nodes { things(first: 2147483647) { nodes { things(first: 2147483647) { totalCount } } } } } }"
	if a := ask(t, server, huge, ""); a.code() != handler.CodeTooCostly {
		t.Errorf("%.300s", a.body)
	}
}

// TestErrorsAreCut: many mistakes, and long ones, bring little back.
func TestErrorsAreCut(t *testing.T) {
	server, _ := service(t)
	for _, query := range []string{
		"{ echo " + strings.Repeat("@nothing ", 100) + "}",
		"{ " + strings.Repeat("x", 100_000) + " }",
		`{ echo(number: "` + strings.Repeat("ä", 100_000) + `") }`,
		`{ fail(how: "long") }`,
	} {
		a := ask(t, server, query, "")
		if len(a.Errors) == 0 || len(a.Errors) > 5 || len(a.body) > 4_000 {
			t.Errorf("%d errors in %d bytes for %.30s", len(a.Errors), len(a.body), query)
		}
	}
	long := ask(t, server, "query($c: Colour) { echo(colour: $c) }", `{"c":"`+strings.Repeat("ä", 100_000)+`"}`)
	if long.code() != handler.CodeBadUserInput || len(long.body) > 1_000 {
		t.Errorf("%d bytes: %.200s", len(long.body), long.body)
	}
}

// TestValidationTime: a document at the limits is validated quickly.
func TestValidationTime(t *testing.T) {
	server, _ := service(t)
	for name, query := range map[string]string{
		"same field":      "{" + strings.Repeat("things { nodes { key } } ", 19) + "}",
		"many fields":     "{ things { nodes {" + strings.Repeat("key name ", 495) + "} } }",
		"many operations": strings.Repeat("query q { echo } ", 2_400),
		"many variables":  "query(" + strings.Repeat("$a: Int ", 2_400) + ") { echo }",
		"many fragments":  "{ echo }" + strings.Repeat(" fragment f on Query { echo }", 1_200),
	} {
		start := time.Now()
		a := ask(t, server, query, "")
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("%s: %v, %.100s", name, d, a.body)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}
