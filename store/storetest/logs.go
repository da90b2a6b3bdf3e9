package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// testLog holds that the change log has one entry for each write, with what it did.
func testLog(t *testing.T, open func(*testing.T) store.Store) {
	ctx, s := context.Background(), open(t)
	if v, err := s.Version(ctx); v != 0 || err != nil {
		t.Errorf("an empty store has version %d %v", v, err)
	}
	if all, err := s.Log(ctx, 0, 10); len(all) != 0 || err != nil {
		t.Errorf("an empty store has a log: %v %v", all, err)
	}
	var reports []*change.Report
	started := time.Now().Add(-time.Second)
	topics := background("topics.yaml")
	for i := range 5 {
		topics.Topics = append(topics.Topics, change.Topic{Key: fmt.Sprintf("topic-%d", i), Name: "Topic"})
		if i > 2 {
			topics.Topics[0].Description = fmt.Sprint("described ", i)
			topics.Topics = append(topics.Topics[:1], topics.Topics[2:]...)
		}
		reports = append(reports, put(t, s, topics))
		put(t, s, topics) // changes nothing: no entry
	}
	all, err := s.Log(ctx, 0, 100)
	if err != nil || len(all) != 5 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	for i, r := range all {
		at, err := time.Parse(time.RFC3339, r.At)
		if err != nil || at.Before(started) || at.After(time.Now().Add(time.Second)) || at.Location() != time.UTC {
			t.Errorf("entry %d is of %q: %v", i, r.At, err)
		}
		said := reports[i]
		if r.Version != int64(i+1) || said.Version != r.Version || r.Import != "import" {
			t.Errorf("entry %d: version %d by %q, reported %d", i, r.Version, r.Import, said.Version)
		}
		if a, b := fmt.Sprint(r.Created, r.Updated, r.Deleted), fmt.Sprint(said.Created, said.Updated, said.Deleted); a != b {
			t.Errorf("entry %d: %s, reported %s", i, a, b)
		}
	}
	if part, _ := s.Log(ctx, 2, 2); len(part) != 2 || part[0].Version != 3 || part[1].Version != 4 {
		t.Errorf("two after 2: %+v", part)
	}
	if part, _ := s.Log(ctx, 5, 10); len(part) != 0 {
		t.Errorf("after the last: %+v", part)
	}
	for name, q := range map[string]*query.Query{"list": listTopics(), "lookup": (&tree{}).lookup(demand.KindTopic, "topic-0", &query.Selection{}), "search": searchTopics()} {
		a, err := s.Read(ctx, q)
		if err != nil || a.Version != 5 {
			t.Errorf("an answer to a %s saw version %v: %v", name, a, err)
		}
	}
}

// listTopics lists topics.
func listTopics() *query.Query {
	t := &tree{}
	return t.list(t.root(demand.KindTopic, query.Order{By: "key"}))
}

func searchTopics() *query.Query {
	t := &tree{}
	s := t.searching("topic")
	return &query.Query{Search: s, Params: t.params}
}
