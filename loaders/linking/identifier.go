package linking

import (
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

// identified finds what identifiers stand for. Several that stand for different nodes
// are an error. Wikidata is the first item among them, or ""; given says that one of
// them is the key itself.
func (x *Index) identified(kind demand.NodeKind, identifiers []string) (key, wikidata string, given bool, err error) {
	by := ""
	for _, text := range identifiers {
		scheme, id, ok := Identifier(text)
		if !ok {
			continue
		}
		found := ""
		if scheme == "wikidata" && wikidata == "" {
			wikidata = id
		}
		switch nodes := x.byID[demand.Ref{Kind: kind, Key: scheme + ":" + id}]; {
		case scheme == "demandgraph":
			found, given = id, true
		case len(nodes) == 1:
			found = nodes[0].Key
		}
		switch {
		case found == "" || found == key:
		case key == "":
			key, by = found, text
		default:
			return "", "", false, fmt.Errorf("identifier %s is that of %s, but %s that of %s", by, key, text, found)
		}
	}
	return key, wikidata, given, nil
}
