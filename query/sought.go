package query

import (
	"slices"
	"strings"
	"unicode/utf8"

	"demandgraph/demand"
)

// Sought is what a search text asks for. Words between double quotes are a phrase.
type Sought struct {
	Words string // all folded words, joined by blanks
	Spelt string // their spellings, as at the end of demand.SearchWords of the text as a name
	Terms []Term // what must be in a text, in the order of the search text
}

// Term is a word or a phrase of a search.
type Term struct {
	// Ways are the ways for it to be in a text, the first of them as it is written.
	Ways []Way
	// Begun are further ways, of the last word, in which a word of the text may go on.
	Begun []Way
}

// Way is a way for a term to be in a text: by words of demand.SearchWords that follow
// one another; with Begins the last of them may go on.
type Way struct {
	Words  []string
	Begins bool
}

// Needle is what to look for in the words of a text with a blank before and behind them.
func (w Way) Needle() string {
	if w.Begins {
		return " " + strings.Join(w.Words, " ")
	}
	return " " + strings.Join(w.Words, " ") + " "
}

// in says whether the term is in a padded text.
func (t Term) in(padded string, begun bool) bool {
	found := func(w Way) bool { return strings.Contains(padded, w.Needle()) }
	return slices.ContainsFunc(t.Ways, found) || begun && slices.ContainsFunc(t.Begun, found)
}

// minBegins is how many letters of the last word must be there for it to be a beginning:
// with one there would be too many words that go on.
const minBegins = 2

// curlyQuotes are written for double quotes by programs that mean it well.
var curlyQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// Seek reads a search text. A quote that nothing closes means nothing. Sought.Terms is
// empty when there is no word in the text.
func Seek(text string) *Sought {
	s := &Sought{}
	parts := strings.Split(curlyQuotes.Replace(text), `"`)
	if len(parts)%2 == 0 { // the last quote is not closed
		n := len(parts)
		parts[n-2] += " " + parts[n-1]
		parts = parts[:n-1]
	}
	var words []string
	for i, part := range parts {
		tokens := demand.Tokens(part)
		var phrase []string
		for j, t := range tokens {
			phrase = append(phrase, t.Words()...)
			s.Spelt += " " + demand.SpellingMark + t.Spelling
			if i%2 == 0 {
				last := j == len(tokens)-1 && strings.TrimSpace(strings.Join(parts[i+1:], "")) == ""
				s.Terms = append(s.Terms, wordTerm(t, part, last))
			}
		}
		if i%2 == 1 && len(phrase) > 0 {
			s.Terms = append(s.Terms, Term{Ways: []Way{{Words: phrase}}})
		}
		words = append(words, phrase...)
	}
	s.Words = strings.Join(words, " ")
	return s
}

// wordTerm is the term of one word.
func wordTerm(t demand.Token, text string, last bool) Term {
	words := t.Words()
	term := Term{Ways: []Way{{Words: words}, spelt(t.Spelling, false)}}
	if !last || utf8.RuneCountInString(words[len(words)-1]) < minBegins {
		return term
	}
	term.Begun = []Way{{Words: words, Begins: true}}
	beginnings, whole := t.Begun(text)
	for _, b := range beginnings {
		term.Begun = append(term.Begun, spelt(b, true))
	}
	for _, w := range whole {
		term.Begun = append(term.Begun, spelt(w, false))
	}
	return term
}

func spelt(spelling string, begins bool) Way {
	return Way{[]string{demand.SpellingMark + spelling}, begins}
}

// Span is a stretch of a text, in bytes: from Start up to, but without, End.
type Span struct{ Start, End int }

// Find gives the stretches of a text that a search found in it, in order and apart from
// one another. Named and quote are as for TierOf.
func (s *Sought) Find(text string, named, quote bool) []Span {
	type place struct {
		word string
		Span
	}
	var words, spellings []place
	for _, t := range demand.Tokens(text) {
		for _, p := range t.Pieces {
			for _, w := range p.Words {
				words = append(words, place{w, Span{p.Start, p.End}})
			}
		}
		if named || t.Name {
			spellings = append(spellings, place{demand.SpellingMark + t.Spelling, Span{t.Pieces[0].Start, t.Pieces[len(t.Pieces)-1].End}})
		}
	}
	var all []Span
	look := func(w Way, places []place) {
	next:
		for i := 0; i+len(w.Words) <= len(places); i++ {
			for j, want := range w.Words {
				has := places[i+j].word
				if has != want && !(w.Begins && j == len(w.Words)-1 && strings.HasPrefix(has, want)) {
					continue next
				}
			}
			all = append(all, Span{places[i].Start, places[i+len(w.Words)-1].End})
		}
	}
	for _, t := range s.Terms {
		ways := t.Ways
		if !quote {
			ways = slices.Concat(t.Ways, t.Begun)
		}
		for _, w := range ways {
			look(w, words)
			look(w, spellings)
		}
	}
	return apart(all)
}

// apart sorts spans and joins those that overlap.
func apart(all []Span) []Span {
	slices.SortFunc(all, func(a, b Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	var out []Span
	for _, s := range all {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
