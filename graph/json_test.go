package graph

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"demandgraph/query"
)

func TestStringsAreJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("\x00\x1f\"\\/\u2028\u2029\n\t\ré\U0001F600<>&\x7f"))),
			rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) })).Draw(t, "s")
		b := appendString(nil, s)
		var back string
		if err := json.Unmarshal(b, &back); err != nil || !utf8.Valid(b) {
			t.Fatalf("%q is no JSON string: %v", b, err)
		}
		if back != strings.ToValidUTF8(string([]rune(s)), "\ufffd") {
			t.Fatalf("%q came back as %q", s, back)
		}
		if strings.ContainsAny(string(b), "\u2028\u2029") || strings.ContainsFunc(string(b), func(r rune) bool { return r < ' ' }) {
			t.Fatalf("%q holds what should be escaped", b)
		}
	})
}

func TestNumbersAreJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "f")
		b, ok := appendFloat(nil, f)
		if ok != (!math.IsNaN(f) && !math.IsInf(f, 0)) {
			t.Fatal(ok)
		}
		var back float64
		if ok && (json.Unmarshal(b, &back) != nil || back != f) {
			t.Fatalf("%v is written as %s", f, b)
		}
	})
}

func TestCursorGivesBackItsSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := query.Order{By: rapid.SampledFrom([]string{"key", "sort", "name", "start"}).Draw(t, "by"), Desc: rapid.Bool().Draw(t, "desc")}
		sort := rapid.String().Draw(t, "sort")
		var cursor string
		if err := json.Unmarshal(appendCursor(nil, cursorOrder(order), sort), &cursor); err != nil {
			t.Fatal(err)
		}
		got, err := parseCursor(cursor, cursorOrder(order))
		if err != nil || got != sort {
			t.Fatalf("%q came back as %q, %v", sort, got, err)
		}
		order.Desc = !order.Desc
		if _, err := parseCursor(cursor, cursorOrder(order)); err == nil {
			t.Fatal("a cursor of another order passes")
		}
	})
}

func TestGarbageIsNoCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		garbage := rapid.String().Draw(t, "garbage")
		if _, err := parseCursor(garbage, "key+"); err == nil {
			t.Fatalf("%q passes", garbage)
		}
	})
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("lorem ipsum ", 20)
	for _, tt := range []struct {
		name, text string
		words      []string
		want       string
	}{
		{"short texts are whole", "All root causes", []string{"root"}, "All root causes"},
		{"around the first word found", long + "the Root causes " + long, []string{"root", "causes"},
			"…ipsum " + long[:48] + "the Root causes " + long[:107] + "…"},
		{"the beginning when no word is found as one", long, []string{"zzz"}, long[:179] + "…"},
		{"marks and case do not matter", long + "ÀCCENT", []string{"acc"}, "…ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum ÀCCENT"},
	} {
		found := query.Seek(strings.Join(tt.words, " ")).Find(tt.text, false, false)
		c := cutAround(tt.text, found)
		if c.text != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, c.text, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOf(rapid.SampledFrom([]rune("aéß中 \u0301…😀")))
		text := strings.Repeat(rapid.OneOf(words, rapid.String()).Draw(t, "text"), rapid.IntRange(1, 9).Draw(t, "times"))
		found := query.Seek(words.Draw(t, "sought")).Find(text, true, false)
		c := cutAround(text, found)
		if !strings.Contains(text, strings.TrimSuffix(strings.TrimPrefix(c.text, ellipsis), ellipsis)) {
			t.Fatalf("%q is no part of %q", c.text, text)
		}
		// What was found is shown first, and marked where it is.
		marked := c.spans(found)
		if len(found) > 0 && (len(marked) == 0 || !strings.HasPrefix(text[found[0].Start:found[0].End], c.text[marked[0].Start:marked[0].End])) {
			t.Fatalf("%v of %q is not marked in %q: %v", found, text, c.text, marked)
		}
		runes := []rune(c.text)
		for i, s := range inCodePoints(c.text, marked) {
			if got, want := string(runes[s.Start:s.End]), string([]rune(c.text[marked[i].Start:marked[i].End])); got != want {
				t.Fatalf("%v is %q, not %q", s, got, want)
			}
		}
	})
}
