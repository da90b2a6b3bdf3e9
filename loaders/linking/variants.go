package linking

import (
	"strings"

	"demandgraph/demand"
)

// variantForm writes a name so that the spelling variants of Ukrainian and Russian names
// become equal, in Latin letters whatever script they are in. It is "" for a name in which
// something is lost on the way.
func variantForm(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy || key == "" {
		return ""
	}
	parts := strings.Split(key, "-")
	for i, word := range parts {
		parts[i] = demand.Respell(word)
	}
	return strings.Join(parts, "-")
}
