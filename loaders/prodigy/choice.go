package prodigy

import (
	"regexp"
	"strings"

	"demandgraph/loaders/annotated/records"
)

// wikidata is the id of an item of Wikidata.
var wikidata = regexp.MustCompile(`^Q[1-9]\d*$`)

// choice reads the options that were chosen. Of a task on one span they are what the
// span is linked to, where they are identifiers; else they are what was chosen for
// the text.
func (a *answer) choice() {
	offered := map[string]bool{}
	for _, option := range a.record.Get("options").List() {
		offered[option.Get("id").Scalar()] = true
	}
	var chosen []string
	for _, v := range a.record.Get("accept").List() {
		id := v.Scalar()
		switch {
		case !offered[id]:
			a.Bad(v.Place, "%s: it accepts the option %s, which is none of its options", a.Name, v.What())
		case len(a.Spans) == 1 && wikidata.MatchString(id):
			a.Spans[0].Identifiers = append(a.Spans[0].Identifiers, "Wikidata:"+id)
		case len(a.Spans) == 1 && records.IsIdentifier(id):
			a.Spans[0].Identifiers = append(a.Spans[0].Identifiers, id)
		default:
			chosen = append(chosen, id)
		}
	}
	if label := a.record.Get("label").Str(); label != "" {
		a.Other("label", label) // of the whole text
	}
	switch {
	case chosen == nil:
	case len(a.Spans) == 1:
		a.Spans[0].Attributes = map[string][]string{"choice": chosen}
	default:
		a.Other("choice", strings.Join(chosen, ", "))
	}
}
