package graph

import (
	"strings"
	"testing"
)

// What a statistic or a facet is bounded by is the list that it walks.
func TestCountsWalkTheListsThatBoundThem(t *testing.T) {
	for _, tt := range []struct{ operation, walks string }{
		{`{positionStats(groupBy: [KIND]) {truncated}}`, "Position: all"},
		{`{positionStats(groupBy: [KIND], filter: {demand: {key: {eq: "d"}}}) {truncated}}`, "Position: positions/demand:"},
		{`{positionStats(groupBy: [TOPIC], filter: {actor: {key: {eq: "a"}}}) {truncated}}`, "Position: positions/actor:"},
		{`{positionStats(groupBy: [KIND], filter: {addressee: {key: {eq: "a"}}}) {truncated}}`, "Demand: demands/asked:, Position: positions/demand:"},
		{`{positionStats(groupBy: [STATUS], filter: {actor: {key: {eq: "a"}}}, asOf: {date: "2025"}) {truncated}}`, "Position: positions/actor:, Position: positions/demand:"},
		{`{positionStats(groupBy: [REGION], regionLevel: COUNTRY, filter: {event: {key: {eq: "e"}}}) {truncated}}`, "Position: positions/event:, Region: keys"},
		{`{demandStats {truncated}}`, "Demand: all, Position: all"},
		{`{demandStats(filter: {demander: {key: {eq: "a"}}}) {truncated}}`, "Demand: demands/made:, Position: positions/demand:"},
		{`{demandStats(filter: {demander: {key: {eq: "a"}}, addressee: {key: {eq: "b"}}}) {truncated}}`, "Demand: demands/pair:, Position: positions/demand:"},
		{`{demands {facets(by: [STATUS, TOPIC]) {by}}}`, "Demand: all"},
		{`{demands(filter: {demander: {key: {eq: "a"}}}) {facets(by: STATUS) {by} also: facets(by: DEMANDER) {by}}}`, "Demand: demands/made:, Position: positions/demand:"},
		{`{positions(filter: {addressee: {key: {eq: "a"}}}) {facets(by: KIND) {by}}}`, "Demand: demands/asked:, Position: positions/demand:"},
		{`{actor(key: "a") {positions {facets(by: KIND) {by}} demandsReceived(filter: {topic: {key: {eq: "t"}}}) {facets(by: STATUS) {by}}}}`,
			"Position: positions/actor:, Demand: demands/topic: demands/asked:"},
		{`{topics {nodes {demands(filter: {key: {eq: "d"}}) {facets(by: STATUS) {by}}}}}`, "Demand: demands/topic:"},
	} {
		t.Run(tt.operation, func(t *testing.T) {
			store := &canned{items: 1}
			mustRun(t, store, tt.operation, nil)
			var walks []string
			for _, q := range store.scanned {
				var lists []string
				for _, l := range q.Access.Lists {
					name := l.Prefix
					if !strings.HasSuffix(name, ":") {
						name = "all"
					}
					lists = append(lists, name)
				}
				switch {
				case q.Access.Keys >= 0:
					lists = []string{"keys"}
				case len(lists) == 0:
					lists = []string{"all"}
				}
				walks = append(walks, string(q.Kind)+": "+strings.Join(lists, " "))
			}
			if got := strings.Join(walks, ", "); got != tt.walks {
				t.Errorf("walks %s, want %s", got, tt.walks)
			}
		})
	}
}

func TestFacetsThatAreRefused(t *testing.T) {
	for _, tt := range []struct {
		operation string
		items     int
		says      string
	}{
		{`{actors {nodes {positionsTaken {facets(by: KIND) {by}}}}}`, 1, "the facets of this list are not counted"},
		{`{timeline(bucket: DAY) {buckets {positions {facets(by: KIND) {by}}}}}`, 1, "the facets of this list are not counted"},
		{`{demandStats(groupBy: TOPIC) {groups {topic {demands {facets(by: STATUS) {by}}}}}}`, 1, "the facets of this list are not counted"},
		{`{actors {nodes {positions {facets(by: KIND) {by}}}}}`, maxFacetLists + 1, "the facets of more than 20 lists"},
	} {
		a := run(t, &canned{items: tt.items}, tt.operation, nil)
		if code := a.code(t); code != "TOO_COSTLY" || !strings.HasPrefix(a.Errors[0].Message, tt.says) {
			t.Errorf("%s: %s %q", tt.operation, code, a.Errors[0].Message)
		}
	}
	mustRun(t, &canned{items: maxFacetLists}, `{actors {nodes {positions {facets(by: KIND) {by}}}}}`, nil)
}

// What facets say stands beside what the tree says, in the order asked.
func TestFacetsAreWrittenWhereTheyAreAsked(t *testing.T) {
	got := mustRun(t, &canned{items: 2}, `{actor(key: "a") {
		made: demandsMade {totalCount by: facets(by: [TOPIC, STATUS]) {by buckets {count node {... on Topic {key}} value} otherBuckets __typename} nodes {key}} name}}`, nil)
	want := `{"actor":{"made":{"totalCount":2,"by":[` +
		`{"by":"TOPIC","buckets":[{"count":2,"node":{"key":"key"},"value":"key"}],"otherBuckets":0,"__typename":"Facet"},` +
		`{"by":"STATUS","buckets":[{"count":2,"node":null,"value":"OPEN"}],"otherBuckets":0,"__typename":"Facet"}],` +
		`"nodes":[{"key":"demand-0"},{"key":"demand-1"}]},"name":"name"}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
