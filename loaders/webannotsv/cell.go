package webannotsv

import (
	"strconv"
	"strings"
)

// split cuts at each separator that no backslash escapes.
func split(text string, separator byte) []string {
	var parts []string
	from := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case separator:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

// cutID cuts "[…]" off the end, unless it is escaped.
func cutID(text string) (value, id string, ok bool) {
	if !strings.HasSuffix(text, "]") || escaped(text, len(text)-1) {
		return text, "", false
	}
	open := strings.LastIndexByte(text, '[')
	if open < 0 || escaped(text, open) {
		return text, "", false
	}
	return text[:open], text[open+1 : len(text)-1], true
}

// escaped reports whether a backslash that is none itself stands before a byte.
func escaped(text string, at int) bool {
	n := 0
	for at > n && text[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// cutChain cuts "->chain-number" off the end of a chain's relation.
func cutChain(text string) (value string, chain, number int, ok bool) {
	at := strings.LastIndex(text, "->")
	if at < 0 || escaped(text, at) {
		return text, 0, 0, false
	}
	c, n, found := strings.Cut(text[at+2:], "-")
	chain, err := strconv.Atoi(c)
	number, err2 := strconv.Atoi(n)
	return text[:at], chain, number, found && err == nil && err2 == nil && chain >= 0 && number >= 0
}

// value is what a cell says of a feature; present is false for none.
func value(cell string) (text string, present bool) {
	if cell == "*" || cell == "_" || cell == "" {
		return "", false
	}
	return unescape(cell), true
}

// unescape takes the backslashes out of a value or of #Text.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\\' && i+1 < len(text) {
			i++
			switch c = text[i]; c {
			case 't':
				c = '\t'
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 'f':
				c = '\f'
			case 'b':
				c = '\b'
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}
