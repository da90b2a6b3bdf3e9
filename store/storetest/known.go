package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/store"
)

// testKnown lists what names can stand for.
func testKnown(t *testing.T, open func(*testing.T) store.Store) {
	ctx := context.Background()
	s := open(t)
	if all, err := known(s); err != nil || len(all) > 0 {
		t.Fatalf("of an empty graph: %v %v", all, err)
	}
	d := background("known.yaml")
	leads := change.Affiliation{With: "x", Role: demand.AffiliationRoleLeads, Title: "President", From: day("2012-05"), To: day("2024")}
	d.Actors = []change.Actor{
		{Key: "y", Name: "Y", Type: demand.ActorTypePerson, Affiliations: []change.Affiliation{
			leads, {With: "x", Role: demand.AffiliationRoleLeads, Title: "Again"}, {With: "x", Role: demand.AffiliationRoleAlliedWith}, {With: "a", Role: demand.AffiliationRoleMemberOf}}},
		{Key: "x", Name: "X", Type: demand.ActorTypeState, Aliases: []string{"The \"X\"", "Ex", "Ікс"}, ISO3: "XXX", WikidataID: "Q1", CameoCode: "XXX"},
		{Key: "a", Name: "A", Type: demand.ActorTypeOther, Review: change.Unreviewed},
		{Key: "b", Name: "B", Type: demand.ActorTypeOther, Review: change.Reviewed},
	}
	d.Regions = []change.Region{
		{Key: "x", Name: "X", Type: demand.RegionTypeCountry, ISOCode: "XX", GeonamesID: "7"},
		{Key: "z", Name: "Z", Type: demand.RegionTypeInformal, Review: change.Unreviewed},
		{Key: "v", Name: "V", Type: demand.RegionTypeCity, PartOf: refer("z", "x")},
	}
	d.Topics = []change.Topic{{Key: "t", Name: "T", Aliases: []string{"tea"}}}
	d.Events = []change.Event{{Key: "e", Name: "E", Type: demand.EventTypeCall, Review: change.Unreviewed}}
	put(t, s, d)
	want := []change.Known{
		{Kind: demand.KindActor, Key: "a", Name: "A", Type: "OTHER", Aliases: []string{}, Made: true},
		{Kind: demand.KindActor, Key: "b", Name: "B", Type: "OTHER", Aliases: []string{}},
		{Kind: demand.KindActor, Key: "x", Name: "X", Type: "STATE", Aliases: []string{"Ex", "The \"X\"", "Ікс"}, ISO3: "XXX", WikidataID: "Q1"},
		{Kind: demand.KindActor, Key: "y", Name: "Y", Type: "PERSON", Aliases: []string{}, Holds: []change.Affiliation{
			{With: "a", Role: demand.AffiliationRoleMemberOf}, {With: "x", Role: demand.AffiliationRoleAlliedWith},
			{With: "x", Role: demand.AffiliationRoleLeads, Title: "Again"}, leads}},
		{Kind: demand.KindRegion, Key: "v", Name: "V", Type: "CITY", Aliases: []string{}, PartOf: []string{"x", "z"}},
		{Kind: demand.KindRegion, Key: "x", Name: "X", Type: "COUNTRY", Aliases: []string{}, ISOCode: "XX", GeonamesID: "7", PartOf: []string{}},
		{Kind: demand.KindRegion, Key: "z", Name: "Z", Type: "INFORMAL", Aliases: []string{}, PartOf: []string{}, Made: true},
		{Kind: demand.KindTopic, Key: "t", Name: "T", Aliases: []string{"tea"}},
		{Kind: demand.KindEvent, Key: "e", Name: "E", Type: "CALL", Made: true},
	}
	all, err := known(s)
	if err != nil || len(all) != len(want) {
		t.Fatalf("%d are known, not %d: %v", len(all), len(want), err)
	}
	for i := range want {
		if !reflect.DeepEqual(all[i], want[i]) {
			t.Errorf("known\n%+v\nand not\n%+v", all[i], want[i])
		}
	}

	enough, seen := errors.New("enough"), 0
	err = s.Known(ctx, func(change.Known) error {
		if seen++; seen == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || seen != 2 {
		t.Errorf("an error of yield after %d: %v", seen, err)
	}
	ended, end := context.WithCancel(ctx)
	end()
	if err := s.Known(ended, func(change.Known) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
	if all, err := known(s); err != nil || len(all) != len(want) {
		t.Errorf("after that %d are known: %v", len(all), err)
	}
}

func known(s store.Store) (all []change.Known, err error) {
	err = s.Known(context.Background(), func(k change.Known) error {
		all = append(all, k)
		return nil
	})
	return all, err
}

// knownText is what is known of a graph, to compare stores by.
func knownText(s store.Store) string {
	all, err := known(s)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, k := range all {
		fmt.Fprintf(&b, "%+v\n", k)
	}
	return b.String()
}

// Known is described at store.Store.
func (r *reference) Known(ctx context.Context, yield func(change.Known) error) error {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, kind := range change.KnownKinds {
		var refs []demand.Ref
		for ref := range r.nodes {
			if ref.Kind == kind.Name {
				refs = append(refs, ref)
			}
		}
		slices.SortFunc(refs, func(a, b demand.Ref) int { return cmp.Compare(a.Key, b.Key) })
		for _, ref := range refs {
			k := change.KnownOf(kind.Name, r.nodes[ref].Props)
			if kind.Name == demand.KindRegion {
				k.PartOf = []string{}
			}
			for _, e := range r.edges {
				switch {
				case e.From != ref:
				case e.Kind == demand.PartOf:
					k.PartOf = append(k.PartOf, e.To.Key)
				case e.Kind == demand.AffiliatedWith:
					said := func(name string) string { text, _ := e.Props[name].(string); return text }
					if err := k.Hold(e.To.Key, said("role"), said("title"), said("from"), said("to")); err != nil {
						return err
					}
				}
			}
			slices.Sort(k.PartOf)
			slices.SortFunc(k.Holds, func(a, b change.Affiliation) int {
				return cmp.Or(cmp.Compare(a.With, b.With), cmp.Compare(a.Role, b.Role), cmp.Compare(a.From.String(), b.From.String()))
			})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := yield(k); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
