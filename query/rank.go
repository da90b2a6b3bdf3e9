package query

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
)

// Tier says how well a text matches a search: less is better.
type Tier int

// The tiers of the ranking rule. A word of the search is in a text as it is written (folded,
// see demand.Fold), or in another spelling of the same name (demand.Respell), or, the last
// one, as the beginning of a word in either. All words and phrases must be in one text: one
// name, alias or title, one summary, one quote. In a quote no word is only begun. A phrase
// is there only as it is written, word after word.
const (
	ExactName   Tier = 1 // the words are those of a name, alias or title
	SameName    Tier = 2 // they are, in another spelling
	NameBegins  Tier = 3 // a name, alias or title begins with them, the last perhaps only begun
	WordsInName Tier = 4 // all are, as they are written, in one name, alias, title or summary
	WordsAlike  Tier = 5 // all are there, but one is spelt otherwise or only begun
	WordsQuoted Tier = 6 // all are, as they are written, in one quote
	QuotedAlike Tier = 7 // all are there, but one is spelt otherwise
	NoMatch     Tier = 9
)

// NewestBase is what a day as a number (20250815) is taken from, so that newer
// days give smaller texts of the same length in the sort of a search.
const NewestBase = 199_999_999

// RankSort is the place of a search result as one text, whose order by code
// point is the order of the results: the best tier of the node's texts, then kind in the
// order of demand.Kinds, then newest first by the first day (missing last), then key. It
// is also the result's cursor. Quotes, which are many, come behind everything else, so that
// a page that is full before them can leave them alone.
func RankSort(tier Tier, kind demand.NodeKind, day, key string) string {
	place := slices.IndexFunc(demand.Kinds, func(k demand.Kind) bool { return k.Name == kind })
	newest := "~"
	if len(day) >= 10 {
		var n int
		fmt.Sscanf(strings.ReplaceAll(day[:10], "-", ""), "%d", &n)
		newest = fmt.Sprintf("%09d", NewestBase-n)
	}
	return fmt.Sprintf("%d|%d|%s|%s", tier, place, newest, key)
}

// TierOf ranks one text of a node: indexed are its demand.SearchWords, named says that
// it is a name, alias or title, quote that it is a quote.
func TierOf(indexed string, named, quote bool, s *Sought) Tier {
	padded := " " + indexed + " "
	written := len(s.Terms) > 0
	for _, t := range s.Terms {
		if !t.in(padded, !quote) {
			return NoMatch
		}
		written = written && strings.Contains(padded, t.Ways[0].Needle())
	}
	if len(s.Terms) == 0 {
		return NoMatch
	}
	words, spelt, _ := strings.Cut(indexed, " "+demand.SpellingMark)
	switch {
	case named && words == s.Words:
		return ExactName
	case named && spelt != "" && " "+demand.SpellingMark+spelt == s.Spelt:
		return SameName
	case named && strings.HasPrefix(indexed, s.Words):
		return NameBegins
	case quote && written:
		return WordsQuoted
	case quote:
		return QuotedAlike
	case written:
		return WordsInName
	}
	return WordsAlike
}
