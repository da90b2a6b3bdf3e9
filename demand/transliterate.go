package demand

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// transliterate writes a name in a-z and 0-9, with a space for everything that divides
// words. It is lossy when a letter, digit or symbol was dropped or read only roughly.
//
// Ukrainian follows the national system of 2010 (Київ: kyiv), without its special forms at
// the beginning of words but with "zgh"; Russian the BGN/PCGN system without its special
// forms; Greek ELOT 743 letter by letter, with "ou". All other scripts but Latin are read as
// package unidecode reads them, which lets different names become equal.
func transliterate(name string) (text string, lossy bool) {
	name = strings.ToLower(norm.NFKC.String(name))
	cyrillic := russian
	if isUkrainian(name) {
		cyrillic = ukrainian
		name = strings.ReplaceAll(name, "зг", "zgh")
	}
	name = greekPairs.Replace(name)

	var b strings.Builder
	for _, r := range name {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLower(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case strings.ContainsRune("'’‘ʹʺʻʼʽʾʿ´`", r), unicode.Is(unicode.Inherited, r), unicode.Is(unicode.Cf, r):
			// An apostrophe divides no words; marks without a script of their own, and
			// format characters, add nothing to a letter.
		case unicode.Is(unicode.Cyrillic, r) && inTable(&b, cyrillic, r):
		case unicode.Is(unicode.Greek, r) && inTable(&b, greek, withoutMarks(r)):
		case unicode.Is(unicode.Latin, r):
			read := unidecode.Unidecode(string(withoutMarks(r)))
			lossy = !writeLetters(&b, read) || lossy
		case unicode.IsSpace(r) || unicode.IsPunct(r):
			b.WriteByte(' ')
		default: // another script, a symbol, what is no text
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
				b.WriteByte(' ')
			} else {
				writeLetters(&b, unidecode.Unidecode(string(r)))
			}
			lossy = true
		}
	}
	return b.String(), lossy
}

// writeLetters writes what a rune was read as, in lower case, and reports whether there
// was anything to write.
func writeLetters(b *strings.Builder, read string) bool {
	found := false
	for _, r := range strings.ToLower(read) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
			found = true
		} else if r == ' ' { // unidecode divides Chinese syllables
			b.WriteByte(' ')
		}
	}
	return found
}

// inTable writes what the table has for the rune and reports whether it has it.
func inTable(b *strings.Builder, table map[rune]string, r rune) bool {
	latin, ok := table[r]
	b.WriteString(latin)
	return ok
}

// withoutMarks is the letter that a letter with diacritics is made of.
func withoutMarks(r rune) rune {
	for _, first := range norm.NFD.String(string(r)) {
		return first
	}
	return r
}

// isUkrainian tells Ukrainian from the other languages in Cyrillic by its letters and by the
// soft sign in its commonest endings (Зеленський).
func isUkrainian(lower string) bool {
	return strings.ContainsAny(lower, "іїєґ") || strings.Contains(lower, "ськ") || strings.Contains(lower, "цьк")
}

// russian holds the letters of Russian and, where it lacks them, of its neighbours.
var russian = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i",
	'й': "y", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y",
	'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ў': "u", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѓ': "gj", 'ќ': "kj", 'ѕ': "dz",
}

// ukrainian holds the letters of Ukrainian, and the Russian ones that it lacks.
var ukrainian = func() map[rune]string {
	table := map[rune]string{
		'г': "h", 'ґ': "g", 'е': "e", 'є': "ie", 'и': "y", 'і': "i", 'ї': "i", 'й': "i", 'ю': "iu", 'я': "ia",
	}
	for r, latin := range russian {
		if _, ok := table[r]; !ok {
			table[r] = latin
		}
	}
	return table
}()

// greek holds the letters of Greek, without diacritics.
var greek = map[rune]string{
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k",
	'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t",
	'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}

// greekPairs holds the letters of Greek that are read together.
var greekPairs = strings.NewReplacer("ου", "ou", "ού", "ou", "οῦ", "ou")
