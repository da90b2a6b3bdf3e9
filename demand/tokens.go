package demand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// SpellingMark begins a spelling among the words that full-text search reads of a text. It
// is in no word, and neither engine takes it for more than a letter.
const SpellingMark = "§"

// Token is one word of a text as a reader sees it. It has several pieces where an
// apostrophe divides it (Слов'янськ), and mostly one.
type Token struct {
	Pieces   []Piece
	Spelling string // see Respell: equal for the usual spellings of one name, whatever the script
	// Name says that it may be a name: it begins with a capital letter, or is in a
	// script that is not Latin.
	Name bool
}

// Piece is a run of letters and digits: where it is in the text, in bytes, and the words
// that it folds to, one but for ligatures and the like.
type Piece struct {
	Start, End int
	Words      []string
}

// Tokens divides a text into its words, for search: those of Words, with their places and
// spellings.
func Tokens(text string) []Token {
	var out []Token
	for at := 0; at < len(text); {
		start, end := nextPiece(text, at)
		if start == len(text) {
			break
		}
		t := Token{Pieces: []Piece{{start, end, Words(text[start:end])}}}
		for {
			next, ok := joined(text, t.Pieces[0], end)
			if !ok {
				break
			}
			var from int
			from, end = nextPiece(text, next)
			t.Pieces = append(t.Pieces, Piece{from, end, Words(text[from:end])})
		}
		at = end
		first, _ := utf8.DecodeRuneInString(text[start:])
		t.Name = unicode.IsUpper(first) || unicode.IsLetter(first) && !unicode.Is(unicode.Latin, first)
		folded := strings.Join(t.Words(), "")
		if folded == "" {
			continue // marks alone
		}
		t.Spelling = spelling(text[start:end], folded)
		out = append(out, t)
	}
	return out
}

// Words are the folded words of the token.
func (t Token) Words() []string {
	if len(t.Pieces) == 1 {
		return t.Pieces[0].Words
	}
	var all []string
	for _, p := range t.Pieces {
		all = append(all, p.Words...)
	}
	return all
}

// nextPiece finds the next run of letters and digits from a place on; both are the end of
// the text when there is none.
func nextPiece(text string, at int) (start, end int) {
	start = strings.IndexFunc(text[at:], inWord)
	if start < 0 {
		return len(text), len(text)
	}
	start += at
	end = strings.IndexFunc(text[start:], func(r rune) bool { return !inWord(r) })
	if end < 0 {
		return start, len(text)
	}
	return start, start + end
}

// inWord says whether a rune is part of a word, or folds to what is.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return true
	}
	return strings.ContainsFunc(norm.NFKD.String(string(r)), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

const apostrophes = "'’‘ʹʺʻʼʽʾʿ´`"

// joined gives where a token goes on behind an apostrophe: within a Cyrillic name, and
// within a Latin one that writes the soft sign so (Luhans'k), but neither before the s of
// a genitive nor behind an article or a particle (l'Ukraine, d'Estaing).
func joined(text string, first Piece, end int) (next int, ok bool) {
	mark, size := utf8.DecodeRuneInString(text[end:])
	if size == 0 || !strings.ContainsRune(apostrophes, mark) {
		return 0, false
	}
	next = end + size
	start, stop := nextPiece(text, next)
	if start != next || start == len(text) {
		return 0, false
	}
	if r, _ := utf8.DecodeRuneInString(text[first.Start:]); unicode.Is(unicode.Cyrillic, r) {
		return next, true
	}
	return next, utf8.RuneCountInString(text[first.Start:first.End]) > 2 && !strings.EqualFold(text[start:stop], "s")
}

// SearchWords is what full-text search reads of one text: its folded words and behind them,
// each with SpellingMark before it, the spellings of its words, all divided by blanks. Of a
// name every word has its spelling there; of what else people write only those words have
// it that may be names, as in any other the variants of Ukrainian names mean nothing.
func SearchWords(text string, name bool) string {
	var words, spellings strings.Builder
	for _, t := range Tokens(text) {
		for _, w := range t.Words() {
			if words.Len() > 0 {
				words.WriteByte(' ')
			}
			words.WriteString(w)
		}
		if name || t.Name {
			spellings.WriteString(" " + SpellingMark + t.Spelling)
		}
	}
	return words.String() + spellings.String()
}

// Begun are the beginnings of spellings that a word which is not finished may stand for,
// and the whole spellings of names of which a usual form begins so: of "kie" that of Kiev.
func (t Token) Begun(text string) (beginnings, whole []string) {
	beginnings = []string{t.Spelling}
	latin, lossy := inLatin(text[t.Pieces[0].Start:t.Pieces[len(t.Pieces)-1].End])
	if lossy || len(latin) < minBegun {
		return beginnings, nil
	}
	if b := respell(latin, false); b != t.Spelling {
		beginnings = append(beginnings, b)
	}
	return beginnings, namesBegun(latin)
}

// Quoted says that what search reads of a kind are the words of articles, which it ranks
// behind everything else.
func (k *Kind) Quoted() bool { return k.Name == KindAnnotation }
