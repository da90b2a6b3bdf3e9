package loaders

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest is the candidate that a person most likely meant by a misspelt name,
// and whether any is near enough to be named.
func Nearest(name string, candidates []string) (string, bool) {
	name = strings.ToLower(name)
	best, least := "", max(1, min(4, (len(name)+1)/2))+1
	for _, c := range candidates {
		if d := levenshtein.ComputeDistance(name, strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	if best == "" { // a word that the name begins or ends with
		for _, c := range candidates {
			if l := strings.ToLower(c); len(l) > 3 && len(name) > 3 && (strings.Contains(l, name) || strings.Contains(name, l)) {
				return c, true
			}
		}
	}
	return best, best != ""
}

// DidYouMean is the end of a message about a misspelt name: "; did you mean X?", or
// nothing where no candidate is near.
func DidYouMean(name string, candidates []string) string {
	if best, ok := Nearest(name, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ""
}
