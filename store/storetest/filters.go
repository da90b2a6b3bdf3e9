package storetest

import (
	"context"
	"fmt"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// found asks for the nodes of a kind that meet a filter, and with the filter
// turned round for all others; both by the reference too.
func (tw *twin) found(kind demand.NodeKind, filter func(*tree) query.Filter) string {
	tw.Helper()
	count := func(f func(*tree) query.Filter) query.Items {
		tr := &tree{}
		var all []query.Conjunct
		if f != nil {
			all = append(all, query.Holding(f(tr)))
		}
		l := tr.root(kind, query.Order{By: "key"}, all...)
		l.Page = tr.first(100)
		return tw.ask(tr.list(l))
	}
	got := count(filter)
	others := count(func(tr *tree) query.Filter { return query.Not{Filter: filter(tr)} })
	if n := count(nil).Total; got.Total+others.Total != n {
		tw.Errorf("%d meet the filter and %d do not, of %d", got.Total, others.Total, n)
	}
	return fmt.Sprint(keys(got))
}

// filtered are nodes with values of every type, and one of each kind with none.
func filtered() []*change.Document {
	base := background("base.yaml")
	one := actor("one", "Élysée", demand.ActorTypeGovernment, "Paris", "Le Château")
	one.ISO3, one.Description = "FRA", "The PRESIDENCY of 100 % _France_"
	two := actor("two", "Київ", demand.ActorTypeState, "Kyiv", "ΑΘΗΝΑ")
	two.Affiliations = []change.Affiliation{{With: "one", Role: demand.AffiliationRoleAlliedWith, From: day("2020")}, {With: "none", Role: demand.AffiliationRoleMemberOf}}
	base.Actors = []change.Actor{one, two, state("none")}
	for key, dates := range map[string][2]string{"day": {"2025-08-15"}, "month": {"2025-08"}, "year": {"2025"}, "none": {}, "span": {"2025-08-30", "2025-09-02"}} {
		base.Events = append(base.Events, change.Event{Key: key, Name: "Event " + key, Type: demand.EventTypeCall, Start: day(dates[0]), End: day(dates[1])})
	}
	d := article("article", "2025-08")
	d.Article.Authors = []string{"A. Writer", "B. Writer"}
	quarter := 0.25
	quotes := append(quote("first words", 0), quote("last words", 90)...)
	quotes[0].Confidence, quotes[0].Labels = &quarter, []string{"x", "y"}
	d.Demands = []change.Demand{asks("ask", "Something is asked", "two", "none"), asks("other", "Another thing"), asks("nothing", "Nobody asks")}
	d.Demands[0].Topics = []change.Reference{{Key: "topic", Certainty: demand.CertaintyInferred}}
	d.Demands[1].Topics = refer("topic")
	d.Topics = []change.Topic{{Key: "topic", Name: "Topic"}}
	order := -3
	p := tookAt("one", "DEMANDS", "ask", "day", "BEFORE", "2025-08-14")
	p.Order, p.Evidence = &order, quotes
	heard := took("two", "REJECTS", "ask", "2025-08")
	heard.AccordingTo, heard.Certainty = "one", demand.CertaintyReported
	forOther := took("two", "DEMANDS", "other", "")
	forOther.For = "none"
	d.Positions = []change.Position{p, heard, forOther}
	d.Terms = []change.Term{{Key: "threat", Demand: "ask", Kind: demand.TermKindOtherwise, Summary: "Or else", OfferedBy: "one"}}
	return []*change.Document{base, d, article("plain", "")}
}

// testFilters holds every comparison on every type of property.
func testFilters(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, filtered()...)
	type c struct {
		kind  demand.NodeKind
		prop  string
		op    query.Op
		value any
		want  string
	}
	for _, c := range []c{
		{"Actor", "key", query.Eq, "two", "[two]"},
		{"Actor", "key", query.In, []string{"two", "no", "none"}, "[none two]"},
		{"Actor", "key", query.In, []string{}, "[]"},
		{"Actor", "iso3", query.Eq, "FRA", "[one]"},
		{"Actor", "iso3", query.Eq, "fra", "[]"},
		{"Actor", "iso3", query.Missing, nil, "[none two]"},
		{"Actor", "name", query.Eq, "Élysée", "[one]"},
		{"Actor", "name", query.Eq, "elysee", "[]"},
		{"Actor", "name", query.In, []string{"Київ", "none"}, "[none two]"},
		{"Actor", "name", query.Contains, demand.Fold("YSÉ"), "[one]"},
		{"Actor", "name", query.StartsWith, demand.Fold("ки"), "[two]"},
		{"Actor", "name", query.StartsWith, demand.Fold("lysée"), "[]"},
		{"Actor", "name", query.Contains, "", "[none one two]"},
		{"Actor", "aliases", query.Eq, "Kyiv", "[two]"},
		{"Actor", "aliases", query.In, []string{"Paris", "Kyiv"}, "[one two]"},
		{"Actor", "aliases", query.Contains, demand.Fold("château"), "[one]"},
		{"Actor", "aliases", query.StartsWith, demand.Fold("αθη"), "[two]"},
		{"Actor", "description", query.Missing, nil, "[none two]"},
		{"Actor", "description", query.Contains, "%", "[one]"},
		{"Actor", "description", query.Contains, "_france_", "[one]"},
		{"Actor", "description", query.Contains, "p_esidency", "[]"},
		{"Actor", "type", query.Eq, "STATE", "[none two]"},
		{"Actor", "type", query.In, []string{"STATE", "GOVERNMENT"}, "[none one two]"},
		{"Event", "start", query.Eq, "2025-08", "[month]"},
		{"Event", "start", query.In, []string{"2025-08", "2025"}, "[month year]"},
		{"Event", "start", query.Lt, "2025-08-15", "[month year]"},
		{"Event", "start", query.Lte, "2025-08-15", "[day month year]"},
		{"Event", "start", query.Gt, "2025-08-30", "[month year]"},
		{"Event", "start", query.Gte, "2025-08-30", "[month span year]"},
		{"Event", "start", query.Overlaps, [2]string{"2025-08-15", "2025-08-15"}, "[day month year]"},
		{"Event", "start", query.Overlaps, [2]string{"2025-09-01", "2025-09-30"}, "[year]"},
		{"Event", "start", query.Overlaps, [2]string{"2025-08-31", "2025-08-01"}, "[month year]"},
		{"Event", "start", query.Missing, nil, "[none]"},
		{"Event", "end", query.Missing, nil, "[day month none year]"},
		{"Article", "authors", query.Eq, "B. Writer", "[article]"},
		{"Article", "authors", query.In, []string{"C. Writer"}, "[]"},
		{"Article", "publishedAt", query.Missing, nil, "[plain]"},
		{"Annotation", "confidence", query.Eq, 0.25, "first"},
		{"Annotation", "confidence", query.Gte, 0.3, "[]"},
		{"Annotation", "confidence", query.Lt, 0.3, "first"},
		{"Annotation", "start", query.Lte, int64(0), "first"},
		{"Annotation", "start", query.Gt, int64(0), "last"},
		{"Annotation", "start", query.Eq, int64(90), "last"},
		{"Annotation", "labels", query.Eq, "y", "first"},
		{"Position", "order", query.Lt, int64(0), ""},
		{"Position", "order", query.Missing, nil, ""},
		{"Position", "phase", query.Missing, nil, ""},
		{"Demand", "status", query.Missing, nil, "[nothing]"},
		{"Demand", "status", query.In, []string{"OPEN", "REJECTED"}, "[ask other]"},
		{"Demand", "madeOn", query.Missing, nil, "[nothing other]"},
		{"Import", "startedAt", query.Gte, "2025-09-01T00:00:00Z", "[import]"},
		{"Import", "startedAt", query.Gt, "2025-09-01T00:00:00Z", "[]"},
		{"Import", "rejected", query.Eq, int64(0), "[import]"},
	} {
		t.Run(fmt.Sprintf("%s %s %s %v", c.kind, c.prop, c.op, c.value), func(t *testing.T) {
			tw := &twin{t, tw.store, tw.ref}
			got := tw.found(c.kind, func(tr *tree) query.Filter { return tr.is(c.kind, c.prop, c.op, c.value) })
			if c.want == "first" || c.want == "last" || c.want == "" { // keys made of hashes: the reference knows them
				return
			}
			if got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
			}
		})
	}
	t.Run("joined", func(t *testing.T) { testJoined(t, tw) })
}

// testJoined holds and, or and not, where values are missing too.
func testJoined(t *testing.T, tw *twin) {
	missing := func(tr *tree) query.Filter { return tr.is("Event", "start", query.Gt, "2000-01-01") } // not met by the one without
	named := func(tr *tree) query.Filter { return tr.is("Event", "name", query.Contains, "event") }
	for _, c := range []struct {
		name   string
		filter func(*tree) query.Filter
		want   string
	}{
		{"and of none", func(*tree) query.Filter { return query.And{} }, "[day month none span year]"},
		{"or of none", func(*tree) query.Filter { return query.Or{} }, "[]"},
		{"not of a missing value", func(tr *tree) query.Filter { return query.Not{Filter: missing(tr)} }, "[none]"},
		{"not not", func(tr *tree) query.Filter { return query.Not{Filter: query.Not{Filter: missing(tr)}} }, "[day month span year]"},
		{"and with a missing value", func(tr *tree) query.Filter { return query.And{named(tr), missing(tr)} }, "[day month span year]"},
		{"not of and", func(tr *tree) query.Filter { return query.Not{Filter: query.And{named(tr), missing(tr)}} }, "[none]"},
		{"or with a missing value", func(tr *tree) query.Filter {
			return query.Or{missing(tr), query.Not{Filter: missing(tr)}}
		}, "[day month none span year]"},
		{"not of or", func(tr *tree) query.Filter {
			return query.Not{Filter: query.Or{missing(tr), tr.is("Event", "end", query.Gt, "2000-01-01")}}
		}, "[none]"},
		{"not of in", func(tr *tree) query.Filter {
			return query.Not{Filter: tr.is("Event", "start", query.In, []string{"2025"})}
		}, "[day month none span]"},
		{"one of", func(*tree) query.Filter {
			return query.OneOf{Prop: prop("Event", "type"), Values: []string{"SUMMIT", "CALL"}}
		}, "[day month none span year]"},
		{"one of none", func(*tree) query.Filter { return query.OneOf{Prop: prop("Event", "type")} }, "[]"},
		{"deep", func(tr *tree) query.Filter {
			return query.Or{query.And{missing(tr), query.Not{Filter: query.Or{tr.is("Event", "key", query.Eq, "day"), tr.is("Event", "key", query.Eq, "span")}}}, tr.is("Event", "key", query.Eq, "none")}
		}, "[month none year]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (&twin{t, tw.store, tw.ref}).found("Event", c.filter); got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
			}
		})
	}
	// A missing value of an enum, negated, in a list of positions.
	t.Run("not of a missing enum", func(t *testing.T) {
		(&twin{t, tw.store, tw.ref}).found("Position", func(*tree) query.Filter {
			return query.Not{Filter: query.OneOf{Prop: prop("Position", "phase"), Values: []string{"BEFORE"}}}
		})
	})
}

// testRelationFilters holds conditions on related nodes and on the edges to them.
func testRelationFilters(t *testing.T, open func(*testing.T) store.Store) {
	tw := twins(t, open, filtered()...)
	has := func(kind demand.NodeKind, name string, none bool, node func(*tree) query.Filter, edge func(*tree) query.Filter) func(*tree) query.Filter {
		return func(tr *tree) query.Filter {
			h := query.Has{Relation: relation(kind, name), None: none}
			if node != nil {
				h.Node = node(tr)
			}
			if edge != nil {
				h.Edge = edge(tr)
			}
			return h
		}
	}
	key := func(kind demand.NodeKind, key string) func(*tree) query.Filter {
		return func(tr *tree) query.Filter { return tr.is(kind, "key", query.Eq, key) }
	}
	edge := func(kind demand.EdgeKind, name string, op query.Op, value any) func(*tree) query.Filter {
		return func(tr *tree) query.Filter { return tr.compare(edgeProps(kind, name)[0], op, value) }
	}
	for _, c := range []struct {
		name   string
		kind   demand.NodeKind
		filter func(*tree) query.Filter
		want   string
	}{
		{"some", "Actor", has("Actor", "affiliations", false, nil, nil), "[two]"},
		{"none", "Actor", has("Actor", "affiliations", true, nil, nil), "[none one]"},
		{"some that", "Actor", has("Actor", "affiliates", false, key("Actor", "two"), nil), "[none one]"},
		{"by an edge", "Actor", has("Actor", "affiliations", false, nil, edge(demand.AffiliatedWith, "role", query.Eq, "LEADS")), "[]"},
		{"that by an edge", "Actor", has("Actor", "affiliations", false, key("Actor", "one"), edge(demand.AffiliatedWith, "role", query.Eq, "ALLIED_WITH")), "[two]"},
		{"each of another edge", "Actor", has("Actor", "affiliations", false, key("Actor", "one"), edge(demand.AffiliatedWith, "role", query.Eq, "MEMBER_OF")), "[]"},
		{"by a missing value of an edge", "Actor", has("Actor", "affiliates", false, nil, edge(demand.AffiliatedWith, "from", query.Missing, nil)), "[none]"},
		{"by a date of an edge", "Actor", has("Actor", "affiliates", false, nil, edge(demand.AffiliatedWith, "from", query.Overlaps, [2]string{"2020-05-01", "2020-05-31"})), "[one]"},
		{"none by an edge", "Demand", has("Demand", "topics", true, nil, edge(demand.Concerns, "certainty", query.Eq, "INFERRED")), "[nothing other]"},
		{"to one", "Position", has("Position", "onBehalfOf", false, nil, nil), ""},
		{"to none", "Position", has("Position", "onBehalfOf", true, nil, nil), ""},
		{"several steps", "Article", has("Article", "annotations", false, has("Annotation", "positions", false, has("Position", "demand", false, key("Demand", "ask"), nil), nil), nil), "[article]"},
		{"before an event", "Position", func(tr *tree) query.Filter { return query.BeforeEvent{Event: tr.val("day")} }, ""},
		{"before the end of an event", "Position", func(tr *tree) query.Filter { return query.BeforeEvent{Event: tr.val("year"), Through: true} }, ""},
		{"before an event without days", "Position", func(tr *tree) query.Filter { return query.BeforeEvent{Event: tr.val("none"), Through: true} }, "[]"},
		{"listed", "Demand", func(tr *tree) query.Filter {
			return query.Listed{Prefix: demand.ListDemandsMadeBy, Key: tr.val("two")}
		}, "[other]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := (&twin{t, tw.store, tw.ref}).found(c.kind, c.filter)
			if c.want != "" && got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
			}
		})
	}
	// Conditions through the relations that users' filters name, with every switch.
	for kind, names := range named {
		for _, name := range names {
			t.Run(string(kind)+" "+name, func(t *testing.T) {
				tw := &twin{t, tw.store, tw.ref}
				for _, sw := range []query.Switches{{RollUp: true, Descendants: true}, {RollUp: true, OwnWordOnly: true}, {Descendants: true}, {}} {
					for _, quantity := range []query.Quantity{query.Some, query.None} {
						for _, keys := range [][]string{{"two"}, {"none", "one"}, {"ask", "other"}} {
							tr := &tree{}
							l := tr.root(kind, query.Order{By: "key"}, tr.switched(kind, name, quantity, sw, keys...))
							tw.ask(tr.list(l))
						}
					}
				}
			})
		}
	}
	t.Run("of an event that is not there", func(t *testing.T) {
		tr := &tree{}
		event := tr.val("never")
		l := tr.root("Position", query.Order{By: demand.SortName}, query.Holding(query.BeforeEvent{Event: event}))
		tr.events = []query.Param{event}
		if _, err := tw.store.Read(context.Background(), tr.list(l)); store.CodeOf(err) != store.NotFound {
			t.Errorf("error %v", err)
		}
	})
}
