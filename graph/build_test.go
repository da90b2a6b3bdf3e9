package graph

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
)

// built is what an operation is turned into: shapes and values of its queries.
func built(t *testing.T, operation string, variables map[string]any) (shapes []string, params string) {
	t.Helper()
	store := &canned{items: 1}
	mustRun(t, store, operation, variables)
	var values [][]any
	for _, q := range store.read {
		shapes = append(shapes, q.Shape())
		values = append(values, q.Params)
	}
	b, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	return shapes, string(b)
}

func TestBuild(t *testing.T) {
	for _, tt := range []struct {
		name, operation string
		shape, params   string
	}{
		{
			"demander and addressee, one actor each: the list of the pair",
			`{demands(filter: {demander: {key: {eq: "russia"}}, addressee: {key: {eq: "ukraine"}}}) {nodes {key}}}`,
			`list list Demand($-1 demands/pair: $2 $1 sorted - by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"ukraine","russia"]]`,
		},
		{
			"keys are the way to the nodes, each once",
			`{demands(filter: {key: {in: ["a", "b", "a"]}}) {nodes {key}}}`,
			`list list Demand($1 - by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,["a","b"]]]`,
		},
		{
			"a property that names few is the way to the nodes",
			`{actors(filter: {iso3: {eq: "RUS"}}, orderBy: {field: NAME}) {nodes {key}}}`,
			`list list Actor($-1 iso3 $1 - by name $0 $-1 $-1 rows plain Actor())events `,
			`[[20,["RUS"]]]`,
		},
		{
			"a status has a list, and its count is kept",
			`{demands(filter: {status: {eq: OPEN}}) {totalCount}}`,
			`list list Demand($-1 demands/status: $1 $-1 sorted - by sort desc $0 $-1 $-1 count Demand())events `,
			`[[20,"OPEN"]]`,
		},
		{
			"several statuses are a union; a range is checked on each node",
			`{demands(filter: {status: {in: [OPEN, DROPPED]}, madeOn: {overlaps: {from: "2025-08"}}}) {nodes {key}}}`,
			`list list Demand($-1 demands/status: $1 $-1 union sorted madeOn overlaps $2 $3 by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,["OPEN","DROPPED"],"2025-08-01","9999-12-31"]]`,
		},
		{
			"what a text contains or starts with is compared folded",
			`{actors(filter: {name: {contains: "Ämter"}, aliases: {startsWith: "X"}, cameoCode: {startsWith: "RU"}}) {nodes {key}}}`,
			`list list Actor($-1 sorted and(name contains $1 $-1 aliases startsWith $2 $-1 cameoCode startsWith $3 $-1 )by key $0 $-1 $-1 rows plain Actor())events `,
			`[[20,"amter","x","ru"]]`,
		},
		{
			"without roll-up the list is a superset and takers are checked",
			`{demands(filter: {demander: {key: {eq: "russia"}, rollUp: false}}) {nodes {key}}}`,
			`list list Demand($-1 demands/made: $1 $-1 sorted has positions(and(kind(DEMANDS REITERATES )has actor(key eq $1 $-1 - ))- )by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"russia"]]`,
		},
		{
			"switches hold for the conditions inside",
			`{positions(filter: {demand: {demander: {key: {eq: "x"}}}, rollUp: false}) {nodes {key}}}`,
			`list list Position($-1 positions $-1 $-1 sorted has demand(has positions(and(kind(DEMANDS REITERATES )has actor(key eq $1 $-1 - ))- )- )by sort desc $0 $-1 $-1 rows plain Position())events `,
			`[[20,"x"]]`,
		},
		{
			"on own word only",
			`{demands(filter: {ownWordOnly: true, position: {kind: {eq: REJECTS}}}) {nodes {key}}}`,
			`list list Demand($-1 demands $-1 $-1 sorted has positions(and(has accordingTo(none - - )kind eq $1 $-1 )- )by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"REJECTS"]]`,
		},
		{
			"a condition on the edge is on every way there",
			`{demands(filter: {region: {key: {eq: "donbas"}, edge: {certainty: {eq: ASSERTED}}}}) {nodes {key}}}`,
			`list list Demand($-1 demands/region: $2 $-1 sorted or(has regions(key eq $2 $-1 certainty eq $1 $-1 )has regions(has ancestors(key eq $2 $-1 - )certainty eq $1 $-1 ))by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"ASSERTED","donbas"]]`,
		},
		{
			"some of anything, none of something, a switch alone is no condition",
			`{demands(filter: {term: {some: {}}, position: {none: {kind: {eq: REJECTS}}}, demander: {rollUp: false}}) {nodes {key}}}`,
			`list list Demand($-1 demands $-1 $-1 sorted and(not(has positions(kind eq $1 $-1 - ))has terms(- - ))by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"REJECTS"]]`,
		},
		{
			"and is as good as side by side; or and not stay conditions",
			`{demands(filter: {or: [{topic: {key: {eq: "nato"}}}, {not: {lastActionOn: {missing: true}}}], and: [{topic: {key: {eq: "x"}}}]}) {nodes {key}}}`,
			`list list Demand($-1 demands/topic: $1 $-1 sorted or(has topics(key eq $2 $-1 - )not(lastActionOn missing $-1 $-1 ))by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"x","nato"]]`,
		},
		{
			"one value is a list of one, and one of one is an equality",
			`{demands(filter: {status: {in: OPEN}, topic: {key: {in: ["nato"]}}}) {nodes {key}}}`,
			`list list Demand($-1 demands/topic: $2 $-1 sorted status eq $1 $-1 by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,"OPEN","nato"]]`,
		},
		{
			"nothing can be one of none",
			`{demands(filter: {or: [], summary: {in: []}}) {nodes {key}}}`,
			`list list Demand($-1 demands $-1 $-1 sorted and(or()or())by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20]]`,
		},
		{
			"below a node one key is a look into its list",
			`{actor(key: "a") {positions(filter: {demand: {key: {eq: "d"}}, ownWordOnly: true}, last: 3) {pageInfo {hasPreviousPage} edges {cursor node {key}}}}}`,
			`lookup Actor $0 Actor(list Position(Actor.positions $-1 sorted and(has accordingTo(none - - )listed positions/demand: $2 )by sort desc backward $1 $-1 $-1 rows previous Position()))events `,
			`[["a",3,"d"]]`,
		},
		{
			"where edges are walked there is no list to look into",
			`{region(key: "r") {events(filter: {place: {key: {eq: "x"}}}) {nodes {key}}}}`,
			`lookup Region $0 Region(list Event(Region.events $-1 or(has place(key eq $2 $-1 - )has place(has ancestors(key eq $2 $-1 - )- ))by key $1 $-1 $-1 rows plain Event()))events `,
			`[["r",20,"x"]]`,
		},
		{
			"regions are reached by where they are",
			`{regions(filter: {location: {within: {south: 1, west: 2, north: 3, east: 4}}}) {nodes {key}}}`,
			`list list Region($-1 inside location $1 $2 $3 $4 inside location $1 $2 $3 $4 by key $0 $-1 $-1 rows plain Region())events `,
			`[[20,1,2,3,4]]`,
		},
		{
			"demands by the lists of the regions inside",
			`{demands(filter: {region: {location: {within: {south: 1, west: 2, north: 3, east: 4}}}}) {nodes {key}}}`,
			`list list Demand($-1 demands/region: $-1 $-1 inside location $1 $2 $3 $4 union sorted - by sort desc $0 $-1 $-1 rows plain Demand())events `,
			`[[20,1,2,3,4]]`,
		},
		{
			"numbers and instants in the form of the stores",
			`{annotations(filter: {start: {gte: 3}, confidence: {lt: 0.5}, createdAt: {gte: "2025-08-15T12:00:00+02:00"}}) {nodes {key}}}`,
			`list list Annotation($-1 sorted and(start gte $1 $-1 confidence lt $2 $-1 createdAt gte $3 $-1 )by key $0 $-1 $-1 rows plain Annotation())events `,
			`[[20,3,0.5,"2025-08-15T10:00:00.000000Z"]]`,
		},
		{
			"months are bounded by their days",
			`{events(filter: {start: {lt: "2025-08", lte: "2025-08", gt: "2025-08", gte: "2025-08", eq: "2025-08"}}) {nodes {key}}}`,
			`list list Event($-1 sorted and(start eq $1 $-1 start lt $2 $-1 start lte $3 $-1 start gt $4 $-1 start gte $5 $-1 )by key $0 $-1 $-1 rows plain Event())events `,
			`[[20,"2025-08","2025-08-01","2025-08-31","2025-08-31","2025-08-01"]]`,
		},
		{
			"evidence and imports of an asserted edge",
			`{demand(key: "d") {addressees {edges {node {key} evidence(first: 2) {totalCount nodes {exact}} imports {nodes {source}}}}}}`,
			`lookup Demand $0 Demand(list Actor(Demand.addressees $-1 - by key $1 $-1 $-1 rows plain Actor()annotationKeys($2 $-1 $-1 rows count Annotation(exact ))importKeys($3 $-1 $-1 rows Import(source ))))events `,
			`[["d",20,2,20]]`,
		},
		{
			"what two fields ask for is read once",
			`{demand(key: "d") {summary s: summary addressees {nodes {name type} edges {node {type iso3}}} ...F} } fragment F on Demand {summary madeOn}`,
			`lookup Demand $0 Demand(summary madeOn list Actor(Demand.addressees $-1 - by key $1 $-1 $-1 rows plain Actor(name type iso3 )))events `,
			`[["d",20]]`,
		},
		{
			"a status as of a day, a stance on anyone's word",
			`{demand(key: "d") {status(asOf: {date: "2025-08"}) stance(actor: "a", ownWordOnly: false) {side}}}`,
			`lookup Demand $0 Demand(ledger(and(has accordingTo(none - - )and(sort gte $1 $-1 sort lt $2 $-1 )))stances(- $3 $-1 $4 $-1 $-1 - - ))events `,
			"[[\"d\",\"0\",\"2025-08-31\x7f\",\"a\",1]]",
		},
		{
			"a status as of an event, which must exist; the kept status without",
			`{actor(key: "a") {stance(demand: "d", asOf: {event: {key: "e", phase: BEFORE}}) {position {demand {status}}}}}`,
			`lookup Actor $0 Actor(stances(and(has accordingTo(none - - )or(and(has event(key eq $1 $-1 - )phase(BEFORE ))and(has event(none key eq $1 $-1 - )beforeEvent $1 )))$-1 $2 $3 $-1 $-1 - Position(one demand(Demand(status )))))events $1 `,
			`[["a","e","d",1]]`,
		},
		{
			"a search in some kinds, folded",
			`{search(text: " Root Causes", kinds: [ANNOTATION, DEMAND]) {totalCount edges {cursor}}}`,
			`search(Demand Annotation $0 $1 $-1 $-1 count rows Demand()Annotation())events `,
			`[[" Root Causes",20]]`,
		},
		{
			"nodes by id, each read once",
			`{nodes(ids: ["QWN0b3I6cnVzc2lh", "UmVnaW9uOmRvbmJhcw", "QWN0b3I6cnVzc2lh"]) {id ... on Region {name}}}`,
			`lookup Actor $0 Region $1 Actor()Region(name )events `,
			`[["russia","donbas"]]`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shapes, params := built(t, tt.operation, nil)
			if len(shapes) != 1 {
				t.Fatalf("%d queries for one root field", len(shapes))
			}
			if shapes[0] != tt.shape {
				t.Errorf("shape\n got %s\nwant %s", shapes[0], tt.shape)
			}
			if params != strings.ReplaceAll(tt.params, "\x7f", "\u007f") {
				t.Errorf("params\n got %s\nwant %s", params, tt.params)
			}
		})
	}
}

// operationsOfTheContract are the operations that are promised to work word for word.
func operationsOfTheContract(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/operations.graphql")
	if err != nil {
		t.Fatal(err)
	}
	doc, errs := gqlparser.LoadQueryWithRules(served, string(raw), nil)
	if errs != nil {
		t.Fatal(errs)
	}
	out := map[string]string{}
	for i, op := range doc.Operations {
		end := len(raw)
		if i+1 < len(doc.Operations) {
			end = doc.Operations[i+1].Position.Start
		}
		out[op.Name] = string(raw[op.Position.Start:end])
	}
	return out
}

func TestOperationsOfTheContract(t *testing.T) {
	for name, operation := range operationsOfTheContract(t) {
		t.Run(name, func(t *testing.T) {
			store := &canned{items: 2}
			mustRun(t, store, operation, map[string]any{"key": "donbas"})
			if len(store.read) != 1 {
				t.Errorf("%d reads for one root field", len(store.read))
			}
		})
	}
}

// Operations that differ in values alone have one shape, in whatever order
// members are written.
func TestShapeHoldsNoValues(t *testing.T) {
	shape := func(operation string, variables map[string]any) []string {
		shapes, _ := built(t, operation, variables)
		return shapes
	}
	one := shape(`{demands(filter: {demander: {key: {eq: "russia"}}, madeOn: {gte: "2025"}}, first: 5) {nodes {key}}}`, nil)
	two := shape(`query($f: DemandFilter, $n: Int = 50) {demands(first: $n, filter: $f) {nodes {key}}}`, map[string]any{
		"f": map[string]any{"madeOn": map[string]any{"gte": "1999-01-01"}, "demander": map[string]any{"key": map[string]any{"eq": "x"}}, "not": nil},
	})
	if !slices.Equal(one, two) {
		t.Errorf("two shapes:\n%v\n%v", one, two)
	}
}
