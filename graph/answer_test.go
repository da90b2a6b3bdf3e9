package graph

import (
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
)

func TestAnswer(t *testing.T) {
	for _, tt := range []struct {
		name, operation string
		variables       map[string]any
		want            string
	}{
		{
			"aliases with different arguments on one relation",
			`{demand(key: "d") {a: positions(first: 1) {totalCount} b: positions(last: 1, filter: {kind: {eq: DROPS}}) {nodes {kind}}}}`, nil,
			`{"demand":{"a":{"totalCount":1},"b":{"nodes":[{"kind":"DEMANDS"}]}}}`,
		},
		{
			"fields asked for twice are merged, in the order of the first",
			`{demand(key: "d") {addressees {nodes {key}} summary addressees {totalCount nodes {name key}} summary}}`, nil,
			`{"demand":{"addressees":{"nodes":[{"key":"actor-0","name":"name"}],"totalCount":1},"summary":"summary"}}`,
		},
		{
			"fragments, named and inline, nested",
			`{demand(key: "d") {...A ... on Demand {madeOn} ... {key} ... on Node {id}}} fragment A on Demand {status ...B} fragment B on Demand {description}`, nil,
			`{"demand":{"status":"OPEN","description":"description","madeOn":"2025-08","key":"d","id":"RGVtYW5kOmQ"}}`,
		},
		{
			"inline fragments on Node",
			`{node(id: "QWN0b3I6cnVzc2lh") {__typename ... on Actor {name} ... on Demand {summary} ... on Node {id}}}`, nil,
			`{"node":{"__typename":"Actor","name":"name","id":"QWN0b3I6cnVzc2lh"}}`,
		},
		{
			"nodes of several kinds, one of them twice",
			`{nodes(ids: ["QWN0b3I6cnVzc2lh", "UmVnaW9uOmRvbmJhcw", "QWN0b3I6cnVzc2lh"]) {id ... on Region {key location {longitude latitude}}}}`, nil,
			`{"nodes":[{"id":"QWN0b3I6cnVzc2lh"},{"id":"UmVnaW9uOmRvbmJhcw","key":"donbas","location":{"longitude":-0.25,"latitude":48.5}},{"id":"QWN0b3I6cnVzc2lh"}]}`,
		},
		{
			"skip and include, on fields and fragments, by variables",
			`query($yes: Boolean!, $no: Boolean = false) {demand(key: "d") {
				key @skip(if: $yes) id @include(if: $no) summary @include(if: $yes) @skip(if: $no)
				... @skip(if: $yes) {madeOn} ...F @include(if: $no) ... on Demand @include(if: $yes) {status}}}
			fragment F on Demand {description}`, map[string]any{"yes": true},
			`{"demand":{"summary":"summary","status":"OPEN"}}`,
		},
		{
			"variables and defaults",
			`query($key: String! = "dflt", $first: Int, $own: Boolean = false) {demand(key: $key) {key positions(first: $first) {totalCount} stances(ownWordOnly: $own) {totalCount}}}`, nil,
			`{"demand":{"key":"dflt","positions":{"totalCount":1},"stances":{"totalCount":1}}}`,
		},
		{
			"edges, their fields and page information",
			`{actor(key: "a") {affiliations(first: 1) {__typename edges {__typename cursor role node {key} imports {nodes {counts {__typename created removed}}}} pageInfo {__typename hasNextPage hasPreviousPage startCursor endCursor}}}}`, nil,
			`{"actor":{"affiliations":{"__typename":"AffiliationConnection","edges":[{"__typename":"AffiliationEdge","cursor":"AWtleStzb3J0LTA","role":"LEADS","node":{"key":"actor-0"},"imports":{"nodes":[{"counts":{"__typename":"ImportCounts","created":1,"removed":4}}]}}],"pageInfo":{"__typename":"PageInfo","hasNextPage":true,"hasPreviousPage":false,"startCursor":"AWtleStzb3J0LTA","endCursor":"AWtleStzb3J0LTA"}}}}`,
		},
		{
			"the telling on the edges of evidence",
			`{position(key: "p") {evidence {edges {telling certainty date node {exact article {key}}}}}}`, nil,
			`{"position":{"evidence":{"edges":[{"telling":"telling","certainty":"ASSERTED","date":"2025-08","node":{"exact":"exact","article":{"key":"article-0"}}}]}}}`,
		},
		{
			"status and stances as of moments",
			`{demand(key: "d") {kept: status then: status(asOf: {date: "2025"}) stance(actor: "a") {__typename side kind actor {name}} stances {edges {node {side position {key}}}}}}`, nil,
			`{"demand":{"kept":"OPEN","then":"OPEN","stance":{"__typename":"Stance","side":"AGAINST","kind":"REJECTS","actor":{"name":"name"}},"stances":{"edges":[{"node":{"side":"AGAINST","position":{"key":"position-0"}}}]}}}`,
		},
		{
			"a search",
			`{search(text: "text", kinds: [TOPIC]) {totalCount facets {kind count} edges {matchedField snippet matches {start end} snippetMatches {end} node {__typename ... on Topic {name}}} nodes {__typename matchedText node {id}}}}`, nil,
			`{"search":{"totalCount":1,"facets":[{"kind":"TOPIC","count":2}],"edges":[{"matchedField":"name","snippet":"Some text","matches":[{"start":5,"end":9}],"snippetMatches":[{"end":9}],"node":{"__typename":"Topic","name":"name"}}],"nodes":[{"__typename":"SearchResult","matchedText":"Some text","node":{"id":"VG9waWM6dG9waWMtMA"}}]}}`,
		},
		{
			"where a region is",
			`{region(key: "r") {location {latitude} locationPrecision locationImports geoJson}}`, nil,
			`{"region":{"location":{"latitude":48.5},"locationPrecision":"LABEL","locationImports":["locationImports","x"],"geoJson":"{\"type\":\"Feature\",\"id\":\"r\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.25,48.5]},\"properties\":{\"key\":\"r\",\"name\":\"name\",\"regionType\":\"COUNTRY\",\"precision\":\"LABEL\",\"imports\":[\"locationImports\",\"x\"]}}"}}`,
		},
		{
			"lists of texts",
			`{article(key: "a") {authors sha256}}`, nil,
			`{"article":{"authors":["authors","x"],"sha256":"sha256"}}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := mustRun(t, &canned{items: 1}, tt.operation, tt.variables); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestAnswerOfNothing(t *testing.T) {
	nothing := &canned{
		value: func(p demand.Prop) any {
			if p.Required {
				return "there"
			}
			return nil
		},
		change: func(a *query.Answer) {
			for i := range a.Page.Items {
				n := a.Page.Items[i].Node
				for j := range n.Ledgers {
					n.Ledgers[j] = query.LedgerRows{}
				}
				clear(n.Ones)
			}
		},
	}
	for operation, want := range map[string]string{
		`{demands {nodes {key} edges {cursor} totalCount pageInfo {startCursor endCursor}}}`: `{"demands":{"nodes":[],"edges":[],"totalCount":0,"pageInfo":{"startCursor":null,"endCursor":null}}}`,
		`{demand(key: "d") {madeOn status(asOf: {date: "2025"}) stance(actor: "a") {side}}}`: `{"demand":{"madeOn":null,"status":null,"stance":null}}`,
		`{region(key: "r") {location {latitude} isoCode}}`:                                   `{"region":{"location":null,"isoCode":null}}`,
		`{position(key: "p") {onBehalfOf {key} kind}}`:                                       `{"position":{"onBehalfOf":null,"kind":"there"}}`,
	} {
		if got := mustRun(t, nothing, operation, nil); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
	none := &canned{change: func(a *query.Answer) { a.Page.Items[0].Node = nil }}
	if got, want := mustRun(t, none, `{demand(key: "d") {key} node(id: "QWN0b3I6cnVzc2lh") {id} nodes(ids: ["QWN0b3I6cnVzc2lh"]) {id}}`, nil), `{"demand":null,"node":null,"nodes":[null]}`; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
