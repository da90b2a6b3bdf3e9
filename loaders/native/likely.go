package native

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// alike makes characters equal that people do not tell apart or that programs
// replace: quotes, dashes, spaces and line breaks, case. Characters that cannot
// be seen become nothing.
func alike(r rune) rune {
	switch {
	case strings.ContainsRune("'’‘‚‛′`´ʼ", r):
		return '\''
	case strings.ContainsRune("\"“”„‟″«»", r):
		return '"'
	case strings.ContainsRune("-‐‑‒–—―−", r):
		return '-'
	case r == '\u00AD' || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF':
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}

// folded is a text with every character made alike, runs of spaces made one.
type folded struct {
	runes []rune
	from  []int // where each stands in the text, in code points
}

func fold(s string) folded {
	var f folded
	at := 0
	for _, r := range s {
		if a := alike(r); a >= 0 && (a != ' ' || len(f.runes) == 0 || f.runes[len(f.runes)-1] != ' ') {
			f.runes = append(f.runes, a)
			f.from = append(f.from, at)
		}
		at++
	}
	f.from = append(f.from, at)
	return f
}

// likely says why a quote is probably not found: what the text has that looks like it.
func (a *articleText) likely(quote string) string {
	text, want := fold(a.text), fold(strings.TrimSpace(quote))
	if len(want.runes) == 0 {
		return ""
	}
	i := strings.Index(string(text.runes), string(want.runes))
	if i < 0 {
		return a.longest(quote)
	}
	at := utf8.RuneCountInString(string(text.runes)[:i])
	there := a.slice(text.from[at], text.from[at+len(want.runes)])
	return ", but " + shownQuote(there) + difference(quote, there)
}

// difference names the first character in which a quote and what the text has differ.
func difference(quote, there string) string {
	q, t := []rune(quote), []rune(there)
	i := 0
	for i < len(q) && i < len(t) && q[i] == t[i] {
		i++
	}
	var here, have rune = -1, -1
	if i < len(q) {
		here = q[i]
	}
	if i < len(t) {
		have = t[i]
	}
	why := "characters differ"
	switch {
	case strings.TrimSpace(quote) == there:
		return ": leave out the spaces around the quote"
	case unicode.ToLower(here) == unicode.ToLower(have):
		why = "capital and small letters differ"
	case alike(here) == '\'' || alike(here) == '"' || alike(have) == '\'' || alike(have) == '"':
		why = "typographic quotes differ"
	case alike(here) == '-' || alike(have) == '-':
		why = "dashes differ"
	case have == '\n' || have == '\r':
		why = "the text has a line break there"
	case alike(here) == ' ' || alike(have) == ' ':
		why = "spaces differ"
	case alike(here) < 0 || alike(have) < 0:
		why = "there is a character that cannot be seen"
	}
	return fmt.Sprintf(": %s (%s in the quote, %s in the text)", why, named(here), named(have))
}

// named shows a character with its number.
func named(r rune) string {
	switch {
	case r < 0:
		return "nothing"
	case r == 0xA0:
		return "no-break space U+00A0"
	case r == 0x202F:
		return "narrow no-break space U+202F"
	case r == ' ':
		return "space U+0020"
	case unicode.IsPrint(r) && !unicode.IsSpace(r):
		return fmt.Sprintf("%c U+%04X", r, r)
	}
	return fmt.Sprintf("U+%04X", r)
}

// longest names the longest beginning of a quote that the text has, if it is worth naming.
func (a *articleText) longest(quote string) string {
	words := strings.Fields(quote)
	for n := min(len(words)-1, 50); n >= 2; n-- {
		if start := strings.Join(words[:n], " "); strings.Contains(a.text, start) {
			return fmt.Sprintf("; it has %s, but what follows differs: %s", shownQuote(start), a.after(start))
		}
	}
	return ""
}

// after shows what follows the first place of some words.
func (a *articleText) after(words string) string {
	at := a.codePoint(strings.Index(a.text, words)) + utf8.RuneCountInString(words)
	return `"` + oneLine(a.slice(at, at+25)) + `…"`
}
