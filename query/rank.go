package query

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
)

// Tier says how well a text matches a search: less is better.
type Tier int

// The tiers of the ranking rule.
const (
	ExactName   Tier = 1 // the folded text is a name or an alias
	NameBegins  Tier = 2 // a name or an alias begins with it
	WordsInName Tier = 3 // all its words are in one name, alias, title or summary
	WordsQuoted Tier = 4 // all its words are in one quote
	NoMatch     Tier = 9
)

// NewestBase is what a day as a number (20250815) is taken from, so that newer
// days give smaller texts of the same length in the sort of a search.
const NewestBase = 199_999_999

// RankSort is the place of a search result as one text, whose order by code
// point is the order of the results: tier, then kind in the order of
// demand.Kinds, then newest first by the first day (missing last), then key. It
// is also the result's cursor.
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

// TierOf ranks one text of a node: folded is its folded form, named says that
// it is a name or an alias, quote that it is a quote. Text and words are the
// folded search text and its words.
func TierOf(folded string, named, quote bool, text string, words []string) Tier {
	if named {
		switch {
		case folded == text:
			return ExactName
		case strings.HasPrefix(folded, text):
			return NameBegins
		}
	}
	have := demand.Words(folded)
	for _, w := range words {
		if !slices.Contains(have, w) {
			return NoMatch
		}
	}
	if quote {
		return WordsQuoted
	}
	return WordsInName
}
