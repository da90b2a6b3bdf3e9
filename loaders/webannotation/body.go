package webannotation

import (
	"slices"
	"strings"

	"demandgraph/loaders/annotated/records"
	"demandgraph/loaders/linking"
)

// each is the values of what may be one value or a list.
func each(v *records.Value) []*records.Value {
	switch {
	case v == nil:
		return nil
	case v.Kind == records.Array:
		return v.Items
	}
	return []*records.Value{v}
}

// words are the texts of one value or a list, without the prefix of the vocabulary.
func words(v *records.Value) []string {
	var all []string
	for _, s := range v.Strings() {
		all = append(all, strings.TrimPrefix(s, "oa:"))
	}
	return all
}

// first is the first field of those names that is there.
func first(v *records.Value, names ...string) *records.Value {
	for _, name := range names {
		if f := v.Get(name); f != nil {
			return f
		}
	}
	return nil
}

// address is the address of a thing that is named or described.
func address(v *records.Value) string {
	if v.Is(records.String) {
		return strings.TrimSpace(v.Text)
	}
	return strings.TrimSpace(first(v, "id", "@id").Str())
}

// bodies reads what an annotation says. A body without a purpose is for what its annotation
// is for; beside one that is a tag it is a comment.
func (a *annotation) bodies(v *records.Value, motivations []string) {
	all := each(v.Get("body"))
	switch {
	case slices.ContainsFunc(all, func(b *records.Value) bool { return tags(words(b.Get("purpose"))) }):
		motivations = nil
	case a.linking:
		motivations = []string{"tagging"}
	}
	if text := v.Get("bodyValue").Str(); text != "" {
		a.say(text, motivations)
	}
	for _, b := range all {
		a.body(b, motivations, 0)
	}
}

// tags tells whether something is a tag by its purposes.
func tags(purposes []string) bool {
	return slices.Contains(purposes, "tagging") || slices.Contains(purposes, "classifying")
}

// deepest is how deep bodies and targets may be within each other.
const deepest = 8

func (a *annotation) body(b *records.Value, motivations []string, depth int) {
	if items := each(b.Get("items")); len(items) > 0 && depth < deepest {
		if slices.Contains(words(first(b, "type", "@type")), "Choice") {
			items = items[:1] // it is the one to take by default
		}
		for _, item := range items {
			a.body(item, motivations, depth+1)
		}
		return
	}
	purposes := words(b.Get("purpose"))
	if len(purposes) == 0 {
		purposes = motivations
	}
	if name := person(b.Get("creator")); a.Annotator == "" && name != "" {
		a.Annotator = name
	}
	if texts := b.Get("value").Strings(); len(texts) > 0 {
		for _, text := range texts {
			a.say(text, purposes)
		}
		return
	}
	of := b
	if source := b.Get("source"); source != nil {
		of = source
	}
	if iri := address(of); iri != "" {
		a.refer(iri, first(of, "label", "prefLabel", "name", "title").Str(), purposes)
	}
}

// say takes a text with what it is for.
func (a *annotation) say(text string, purposes []string) {
	switch {
	case tags(purposes):
		a.tag(text)
	case slices.Contains(purposes, "identifying") && records.IsIdentifier(strings.TrimSpace(text)):
		a.identify(strings.TrimSpace(text))
	default:
		records.Annotate(&a.Span, text)
	}
}

// refer takes the address of a thing elsewhere, with its label, if it says one, and what it is for.
func (a *annotation) refer(iri, label string, purposes []string) {
	_, _, known := linking.Identifier(iri)
	switch {
	case slices.Contains(purposes, "identifying"), slices.Contains(purposes, "linking"):
		a.identify(iri)
	case tags(purposes):
		switch {
		case known:
			a.identify(iri)
		case label != "":
			a.tag(label)
		default:
			a.tag(iri[strings.LastIndexAny(strings.TrimRight(iri, "/#"), "/#:")+1:])
		}
	default:
		a.counted = append(a.counted, "comments that are things elsewhere")
	}
}

// person is who made something: a name, else an address.
func person(v *records.Value) string {
	var all []string
	for _, p := range each(v) {
		name := first(p, "name", "nickname").Str()
		if name == "" {
			name = address(p)
		}
		if name = strings.TrimSpace(name); name != "" && !strings.HasPrefix(name, "mailto:") && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}
