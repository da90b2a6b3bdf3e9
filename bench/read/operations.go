package main

import (
	"strings"

	"demandgraph/bench/synthetic"
	"demandgraph/queries"
)

// operation is one question asked of both sides: in GraphQL of the service, by a
// path of its own of the bare handler.
type operation struct {
	name  string
	query string
	// asks are the values it is asked with, in turn.
	asks []map[string]string
	bare answerer
	// literal has the values written into the query, for the one that is asked
	// word for word.
	literal bool
}

// document is the GraphQL document for some values.
func (o *operation) document(values map[string]string) string {
	if !o.literal {
		return o.query
	}
	r := strings.NewReplacer(`"russia"`, `"`+values["demander"]+`"`, `"ukraine"`, `"`+values["addressee"]+`"`)
	return r.Replace(o.query)
}

// operations are the six questions, the first word for word the one that people
// try first.
func operations(g *synthetic.Graph) []*operation {
	return []*operation{
		{name: "WhoDemandedWhat", query: whoDemandedWhat(), literal: true, bare: bareWho, asks: pairs(g)},
		{name: "Actor", query: actorQuery, bare: bareActor, asks: people(g)},
		{name: "DemandsMade", query: demandsMadeQuery, bare: bareDemandsMade, asks: each("key", actors(g, 16))},
		{name: "Positions", query: positionsQuery, bare: barePositions, asks: each("key", actors(g, 16))},
		{name: "RegionOpen", query: regionOpenQuery, bare: bareRegionOpen, asks: each("region", regions(g, 12))},
		{name: "Search", query: searchQuery, bare: bareSearch, asks: each("text", searches)},
	}
}

func whoDemandedWhat() string {
	for _, e := range queries.All() {
		if strings.Contains(e.Query, "query WhoDemandedWhat") {
			return e.Query
		}
	}
	panic("there is no operation WhoDemandedWhat")
}

const (
	actorQuery = `query Actor($key: String!) {
  actor(key: $key) {
    id key name type aliases description
    affiliations { edges { role title from to node { key name type } } }
  }
}`
	demandsMadeQuery = `query DemandsMade($key: String!) {
  actor(key: $key) {
    name
    demandsMade(first: 20) {
      totalCount
      pageInfo { hasNextPage }
      nodes { key summary status madeOn addressees { nodes { key name } } regions { nodes { key name } } }
    }
  }
}`
	positionsQuery = `query Positions($key: String!) {
  actor(key: $key) {
    name
    positions(first: 10) {
      nodes {
        kind side date phase certainty
        actor { key name } onBehalfOf { key name }
        demand { key summary status }
        evidence(first: 3) { nodes { exact start end article { key title publisher publishedAt } } }
      }
    }
  }
}`
	regionOpenQuery = `query RegionOpen($region: String!) {
  demands(filter: {region: {key: {eq: $region}}, status: {eq: OPEN}}, first: 20) {
    nodes { key summary madeOn addressees { nodes { key name } } topics { nodes { key name } } }
  }
}`
	searchQuery = `query Search($text: String!) {
  search(text: $text, kinds: [ACTOR, DEMAND, ANNOTATION], first: 10) {
    nodes {
      matchedField
      node {
        __typename id
        ... on Actor { key name }
        ... on Demand { key summary status madeOn }
        ... on Annotation { key exact start end article { key title } }
      }
    }
  }
}`
)

// searches have from some tens to some thousands of hits: the first nouns of the
// vocabulary are frequent.
var searches = []string{"heavy artillery", "frozen assets", "withdraw troops", "release prisoners", "nuclear reactors",
	"lift sanctions", "northern airspace", "long-range missiles", "immediate elections", "civilian harbours"}

// pairs are demanders and addressees who have much to do with each other.
func pairs(g *synthetic.Graph) []map[string]string {
	var out []map[string]string
	for i := range 8 {
		out = append(out, map[string]string{"demander": g.Actors[i].Key, "addressee": g.Actors[i^1].Key})
	}
	return out
}

func people(g *synthetic.Graph) []map[string]string {
	var keys []string
	for i := range 16 {
		keys = append(keys, g.People[i*len(g.People)/16].Key)
	}
	return each("key", keys)
}

// actors are the keys of principals, from the busiest to one in the middle.
func actors(g *synthetic.Graph, n int) []string {
	var keys []string
	for i := range n {
		keys = append(keys, g.Actors[i*i*len(g.Actors)/(2*n*n)].Key)
	}
	return keys
}

// regions are the keys of the first countries, informal ones among them.
func regions(g *synthetic.Graph, n int) []string {
	var keys []string
	for _, r := range g.Regions[:min(n, len(g.Regions))] {
		keys = append(keys, r.Key)
	}
	return keys
}

func each(name string, values []string) []map[string]string {
	out := make([]map[string]string, len(values))
	for i, v := range values {
		out[i] = map[string]string{name: v}
	}
	return out
}
