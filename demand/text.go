package demand

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold writes text in the form in which it is compared and indexed when case and
// accents do not matter: Unicode NFKD, without marks, in lower case. Folding twice
// changes nothing more. Done here, so that every store matches the same.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

// Words splits text into its words, folded: the runs of letters and digits, in order.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
