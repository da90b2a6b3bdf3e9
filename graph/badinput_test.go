package graph

import (
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		operation string
		says      string // the beginning of the message
	}{
		{`{demands(first: -1) {totalCount}}`, "demands.first: must not be negative"},
		{`{demands(last: -1) {totalCount}}`, "demands.last: must not be negative"},
		{`{demands(first: 101) {totalCount}}`, "demands.first: must be 100 at most"},
		{`{d: demands(first: 1, last: 1) {totalCount}}`, "d: give first or last, not both"},
		{`{demand(key: "d") {p: positions(last: 1000) {nodes {key}}}}`, "demand.p.last: must be 100 at most"},
		{`{demand(key: "d") {addressees {edges {evidence(first: 101) {totalCount}}}}}`, "demand.addressees.edges.evidence.first: must be"},
		{`{demands(after: "nonsense") {totalCount}}`, "demands.after: this is no cursor"},
		{`{demands(after: "") {totalCount}}`, "demands.after: this is no cursor"},
		{`{demands(before: "AXNvcnQrMjAyNQ") {totalCount}}`, "demands.before: this cursor is of a list in another order"},
		{`{node(id: "russia") {id}}`, `node.id: "russia" is no id`},
		{`{nodes(ids: ["QWN0b3I6cnVzc2lh", ""]) {id}}`, `nodes.ids[1]: "" is no id`},
		{`{search(text: " - ") {totalCount}}`, "search.text: there is no word"},
		{`{search(text: "x", kinds: []) {totalCount}}`, "search.kinds: name a kind"},
		{`{demands(filter: {madeOn: {eq: "2025-13"}}) {totalCount}}`, `demands.filter.madeOn.eq: date "2025-13": there is no month 13`},
		{`{demands(filter: {madeOn: {in: ["2025", ""]}}) {totalCount}}`, "demands.filter.madeOn.in[1]: the date is empty"},
		{`{demands(filter: {madeOn: {lt: 2025}}) {totalCount}}`, "demands.filter.madeOn.lt: want a date in quotes"},
		{`{demands(filter: {and: [{or: [{madeOn: {overlaps: {}}}]}]}) {totalCount}}`, "demands.filter.and[0].or[0].madeOn.overlaps: give from, to or both"},
		{`{demands(filter: {not: {madeOn: {overlaps: {from: "2025", to: "2024"}}}}) {totalCount}}`, "demands.filter.not.madeOn.overlaps: the range ends"},
		{`{demands(filter: {position: {none: {date: {gte: "x"}}}}) {totalCount}}`, `demands.filter.position.none.date.gte: date "x"`},
		{`{actors(filter: {affiliation: {edge: {from: {eq: "x"}}}}) {totalCount}}`, `actors.filter.affiliation.edge.from.eq: date "x"`},
		{`{imports(filter: {startedAt: {lt: "yesterday"}}) {totalCount}}`, "imports.filter.startedAt.lt: want an instant"},
		{`{regions(filter: {location: {near: {latitude: 90.5, longitude: 0, kilometers: 1}}}) {totalCount}}`, "regions.filter.location.near.latitude: 90.5 is not between -90 and 90"},
		{`{regions(filter: {location: {near: {latitude: 0, longitude: 0, kilometers: -1}}}) {totalCount}}`, "regions.filter.location.near.kilometers: a distance is not negative"},
		{`{demands(filter: {region: {location: {within: {south: 1, west: 0, north: 0, east: 1}}}}) {totalCount}}`, "demands.filter.region.location.within: south is north"},
		{`{demand(key: "d") {status(asOf: {date: "2025-02-30"})}}`, `demand.status.asOf.date: date "2025-02-30"`},
		{`{demand(key: "d") {stances(asOf: {event: {key: "", phase: AFTER}}) {totalCount}}}`, "demand.stances.asOf.event.key: name an event"},
		{`{positionStats(groupBy: [KIND, SIDE, KIND]) {truncated}}`, "positionStats.groupBy: KIND is there twice"},
		{`{demandStats(groupBy: [DEMANDER, ADDRESSEE, TOPIC, STATUS]) {truncated}}`, "demandStats.groupBy: there may be 3 at most"},
		{`{demandStats(first: 1001) {truncated}}`, "demandStats.first: must be 0 to 1000"},
		{`{s: demandStats(filter: {madeOn: {eq: ""}}) {truncated}}`, "s.filter.madeOn.eq: the date is empty"},
		{`{positionStats(asOf: {date: "2025-13"}, groupBy: STATUS) {truncated}}`, `positionStats.asOf.date: date "2025-13"`},
		{`{timeline(bucket: DAY, maxBuckets: 0) {truncated}}`, "timeline.maxBuckets: must be 1 to 1000"},
		{`{timeline(bucket: DAY, between: {}) {truncated}}`, "timeline.between: give from, to or both"},
		{`{t: timeline(bucket: DAY, between: {from: "2025", to: "2024"}) {truncated}}`, "t.between: the range ends before it begins"},
		{`{timeline(bucket: DAY, filter: {date: {eq: "x"}}) {truncated}}`, `timeline.filter.date.eq: date "x"`},
		{`{timeline(bucket: DAY) {buckets {positions(first: 101) {totalCount}}}}`, "timeline.buckets.positions.first: must be 100 at most"},
		{`{shifts(between: {from: {date: "2025-13"}}) {totalCount}}`, `shifts.between.from.date: date "2025-13"`},
		{`{shifts(first: 1, last: 1) {totalCount}}`, "shifts: give first or last, not both"},
		{`{contradictions(after: "nonsense") {totalCount}}`, "contradictions.after: this is no cursor"},
		{`{contradictions(asOf: {event: {key: "", phase: AFTER}}) {totalCount}}`, "contradictions.asOf.event.key: name an event"},
		{`{changes(from: {date: "2025"}, to: {date: ""}) {count}}`, "changes.to.date: the date is empty"},
	} {
		t.Run(tt.operation, func(t *testing.T) {
			store := &canned{}
			a := run(t, store, tt.operation, nil)
			if code := a.code(t); code != handler.CodeBadUserInput {
				t.Errorf("code %s", code)
			}
			if !strings.HasPrefix(a.Errors[0].Message, tt.says) {
				t.Errorf("message %q should begin with %q", a.Errors[0].Message, tt.says)
			}
			if len(store.read) > 0 {
				t.Error("the store was read")
			}
		})
	}
}

// A moment is one thing, however it is sent: in a literal, in a variable, or as
// variables inside of a literal.
func TestAsOfIsOneOf(t *testing.T) {
	event := map[string]any{"key": "e", "phase": "AFTER"}
	for _, literal := range []string{
		`{}`, `{date: null}`, `{date: "2025", event: {key: "e", phase: AFTER}}`, `{date: "2025", event: null}`,
	} {
		a := run(t, &canned{}, `{demand(key: "d") {status(asOf: `+literal+`)}}`, nil)
		if len(a.Errors) == 0 {
			t.Errorf("literal %s passes", literal)
		}
	}
	for _, v := range []map[string]any{
		{}, {"date": nil}, {"date": "2025", "event": event}, {"date": "2025", "event": nil},
	} {
		a := run(t, &canned{}, `query($m: AsOf) {demand(key: "d") {status(asOf: $m)}}`, map[string]any{"m": v})
		if code := a.code(t); code != handler.CodeBadUserInput {
			t.Errorf("variable %v: code %s", v, code)
		}
	}
	for _, v := range []map[string]any{{"d": nil}, {}} {
		a := run(t, &canned{}, `query($d: Date) {demand(key: "d") {status(asOf: {date: $d})}}`, v)
		if len(a.Errors) == 0 {
			t.Errorf("a date that is missing passes: %v", v)
		}
	}
	for _, v := range []map[string]any{{"date": "2025-08"}, {"event": event}} {
		mustRun(t, &canned{}, `query($m: AsOf) {demand(key: "d") {status(asOf: $m)}}`, map[string]any{"m": v})
	}
}
