package labelstudio

import (
	"strings"

	"demandgraph/loaders/annotated/records"
)

// answers are what a control other than labels gave: choices, texts that were typed
// in, a number, a rating, a date, paths in a taxonomy. It is nil for none.
func answers(value *records.Value, kind string) []string {
	switch kind {
	case "textarea":
		return value.Get("text").Strings()
	case "taxonomy":
		var all []string
		for _, path := range value.Get("taxonomy").List() {
			all = append(all, strings.Join(path.Strings(), "/"))
		}
		return all
	}
	given := value.Get(kind)
	if given.Is(records.Array) {
		return given.Strings()
	}
	if text := given.Scalar(); text != "" {
		return []string{text}
	}
	return nil
}
