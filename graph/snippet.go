package graph

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demandgraph/demand"
)

// A snippet shows at most about this many bytes before the first word found,
// and after its beginning.
const (
	snippetBefore = 60
	snippetAfter  = 120
)

// snippet shortens a text around the first of the words that were looked for,
// at the borders of words, with … where something is left out. Words are folded;
// the last may be the beginning of one.
func snippet(text string, words []string) string {
	at := firstFound(text, words)
	from, to := 0, len(text)
	if at > snippetBefore {
		from = wordBorder(text, at-snippetBefore, at)
	}
	if len(text) > from+snippetBefore+snippetAfter {
		to = from + snippetBefore + snippetAfter
		for !utf8.RuneStart(text[to]) {
			to--
		}
		if space := strings.LastIndexFunc(text[from:to], unicode.IsSpace); from+space > at {
			to = from + space
		}
	}
	out := strings.TrimSpace(text[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(text) {
		out += "…"
	}
	return out
}

// wordBorder is the beginning of the first word after from, at most at.
func wordBorder(text string, from, at int) int {
	for !utf8.RuneStart(text[from]) {
		from++
	}
	if space := strings.IndexFunc(text[from:at], unicode.IsSpace); space >= 0 {
		return from + space
	}
	return from
}

// firstFound is where the first word of text that is one of words begins, 0 when
// none is: a folded word may be two in the text.
func firstFound(text string, words []string) int {
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !inWord(r) {
			start += size
			continue
		}
		end := start + size
		for end < len(text) {
			r, size = utf8.DecodeRuneInString(text[end:])
			if !inWord(r) {
				break
			}
			end += size
		}
		word := demand.Fold(text[start:end])
		for i, w := range words {
			if word == w || i == len(words)-1 && strings.HasPrefix(word, w) {
				return start
			}
		}
		start = end
	}
	return 0
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
