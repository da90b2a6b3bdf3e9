package native

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestFoundQuotes: whatever words are taken out of a text, they are found again by
// their offset, and by counting.
func TestFoundQuotes(t *testing.T) {
	letters := rapid.SampledFrom([]rune("ab “”’\u00a0\n😀Київ\u0301"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(letters, 1, 60, -1).Draw(t, "text")
		runes := []rune(text)
		start := rapid.IntRange(0, len(runes)-1).Draw(t, "start")
		end := rapid.IntRange(start+1, len(runes)).Draw(t, "end")
		exact := string(runes[start:end])
		a := newArticleText(text)

		from, to, problem := a.find(quote{exact: exact, start: &start})
		if problem != "" || from != start || to != end {
			t.Fatalf("by start: %d to %d, %s", from, to, problem)
		}
		places := a.all(exact)
		occurrence := 0
		for i, at := range places {
			if string(runes[at:at+end-start]) != exact {
				t.Fatalf("at %d stands something else", at)
			}
			if at == start {
				occurrence = i + 1
			}
		}
		from, _, problem = a.find(quote{exact: exact, occurrence: &occurrence})
		if problem != "" || from != start {
			t.Fatalf("by occurrence %d: %d, %s", occurrence, from, problem)
		}
		from, _, problem = a.find(quote{exact: exact})
		if one := len(places) == 1; one != (problem == "") || one && from != start {
			t.Fatalf("%d places, but %d, %s", len(places), from, problem)
		}
		prefix, suffix := string(runes[:start]), string(runes[end:])
		if from, _, problem = a.find(quote{exact: exact, prefix: prefix, suffix: suffix}); problem == "" && from != start &&
			strings.TrimSpace(prefix+suffix) != "" && strings.TrimSpace(exact) == exact && strings.TrimSpace(prefix) == prefix && strings.TrimSpace(suffix) == suffix {
			t.Fatalf("by what stands around: %d", from)
		}
	})
}

// TestLikelyNeverFails: whatever is not found, the message can be made.
func TestLikelyNeverFails(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aA b \"“'’\u00a0\u00ad\n\r-–😀\ufeff"))
	rapid.Check(t, func(t *rapid.T) {
		a := newArticleText(rapid.StringOfN(letters, 0, 40, -1).Draw(t, "text"))
		exact := rapid.StringOfN(letters, 1, 10, -1).Draw(t, "exact")
		if _, _, problem := a.find(quote{exact: exact}); len(a.all(exact)) != 1 && problem == "" || !utf8.ValidString(problem) {
			t.Fatalf("%q", problem)
		}
	})
}
