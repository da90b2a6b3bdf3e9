package linking

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"demandgraph/demand"
)

// identifierForms are the ways in which files write identifiers, and the scheme of each.
var identifierForms = []struct {
	match  *regexp.Regexp
	scheme string
}{
	{regexp.MustCompile(`^(?i:demandgraph):([a-z0-9-]+)$`), "demandgraph"},
	{regexp.MustCompile(`^(?i:https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wikidata:|wd:)?(Q[1-9][0-9]*)$`), "wikidata"},
	{regexp.MustCompile(`^(?i:https?://(?:www\.|sws\.)?geonames\.org/|geonames:)([0-9]+)(?:/.*)?$`), "geonames"},
	{regexp.MustCompile(`^(?i:iso(?:[ _-]?3166(?:-[12])?)?:)([A-Z]{2,3}(?:-[A-Z0-9]{1,3})?)$`), "iso"},
}

// Identifier reads an identifier as files write it: "Wikidata:Q212", the IRI of a Wikidata
// entity, "GeoNames:709716", "ISO:UA-14", "demandgraph:ukraine". Scheme is wikidata,
// geonames, iso or demandgraph; ok is false for any other.
func Identifier(text string) (scheme, id string, ok bool) {
	text = strings.TrimSpace(text)
	for _, form := range identifierForms {
		if m := form.match.FindStringSubmatch(text); m != nil {
			return form.scheme, m[1], true
		}
	}
	return "", "", false
}

// identified finds what identifiers stand for. The key itself wins, then what was not
// made of a name, so that nodes which another document has made decide nothing where
// something else does. Several keys, several known nodes or several Wikidata items are an
// error. Wikidata is the item among them, or ""; given says that the key itself is.
func (x *Index) identified(kind demand.NodeKind, identifiers []string) (key, wikidata string, given bool, err error) {
	var keys, items, known, made oneOf
	for _, text := range identifiers {
		scheme, id, ok := Identifier(text)
		switch {
		case !ok:
			continue
		case scheme == "demandgraph":
			keys.add(id, text)
			continue
		case scheme == "wikidata":
			items.add(id, text)
		}
		nodes := x.byID[demand.Ref{Kind: kind, Key: scheme + ":" + id}]
		if len(nodes) != 1 {
			continue
		}
		if nodes[0].madeOfName() {
			made.add(nodes[0].Key, text)
		} else {
			known.add(nodes[0].Key, text)
		}
	}
	for _, of := range []oneOf{keys, items, known} {
		if of.conflict != "" {
			return "", "", false, errors.New(of.conflict)
		}
	}
	for _, of := range []oneOf{keys, known, made} {
		if of.value != "" {
			return of.value, items.value, keys.value != "", nil
		}
	}
	return "", items.value, false, nil
}

// oneOf is a value of which there can be one only.
type oneOf struct{ value, by, conflict string }

func (o *oneOf) add(value, by string) {
	if o.value == "" {
		o.value, o.by = value, by
	} else if o.value != value && o.conflict == "" {
		o.conflict = fmt.Sprintf("the identifiers %s and %s stand for different things, %s and %s", o.by, by, o.value, value)
	}
}
