package change

import "demandgraph/demand"

// Known is a node that a name can stand for: an actor, a region, a topic or an event.
type Known struct {
	Kind       demand.NodeKind
	Key        string
	Name       string
	Type       string // of an actor, a region or an event
	Aliases    []string
	ISOCode    string // of a region, ISO 3166-1 alpha-2 or 3166-2
	ISO3       string // of an actor, ISO 3166-1 alpha-3
	GeonamesID string
	WikidataID string
	PartOf     []string      // keys of regions, in order
	Holds      []Affiliation // of an actor, in the order of With, Role and From; without evidence
	// Made says that the node was made of a name, and that without the documents that
	// made it so it would not be there (demand.ReviewedName is false).
	Made bool
}

// KnownKinds are the kinds of node that names can stand for, in the order of demand.Kinds.
var KnownKinds = func() (kinds []*demand.Kind) {
	for i := range demand.Kinds {
		if _, ok := demand.Kinds[i].Prop(demand.ReviewedName); ok {
			kinds = append(kinds, &demand.Kinds[i])
		}
	}
	return kinds
}()

// KnownProps are the properties of a kind that KnownOf reads.
func KnownProps(kind *demand.Kind) (props []demand.Prop) {
	for _, name := range []string{"key", "name", "type", "aliases", "isoCode", "iso3", "geonamesId", "wikidataId", demand.ReviewedName} {
		if p, ok := kind.Prop(name); ok {
			props = append(props, p)
		}
	}
	return props
}

// KnownOf makes what is known of a node from its properties, and leaves out PartOf and Holds.
func KnownOf(kind demand.NodeKind, props map[string]any) Known {
	k := Known{Kind: kind, Made: props[demand.ReviewedName] == false}
	for _, f := range []struct {
		name string
		to   *string
	}{{"key", &k.Key}, {"name", &k.Name}, {"type", &k.Type}, {"isoCode", &k.ISOCode}, {"iso3", &k.ISO3}, {"geonamesId", &k.GeonamesID}, {"wikidataId", &k.WikidataID}} {
		*f.to, _ = props[f.name].(string)
	}
	k.Aliases, _ = props["aliases"].([]string)
	return k
}

// Hold adds an affiliation as a store keeps it.
func (k *Known) Hold(with, role, title, from, to string) error {
	a := Affiliation{With: with, Role: demand.AffiliationRole(role), Title: title}
	var err error
	for _, d := range []struct {
		text string
		to   *demand.Date
	}{{from, &a.From}, {to, &a.To}} {
		if d.text == "" {
			continue
		}
		if *d.to, err = demand.ParseDate(d.text); err != nil {
			return err
		}
	}
	k.Holds = append(k.Holds, a)
	return nil
}
