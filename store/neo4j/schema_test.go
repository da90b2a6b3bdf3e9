package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/store"
	"demandgraph/store/neo4j/neo4jtest"
)

// TestSchema compares what the migrations make with what the model's tables ask for.
func TestSchema(t *testing.T) {
	s := openEmpty(t)
	want := []string{
		"UNIQUENESS List name", "UNIQUENESS ChangeLog name", "UNIQUENESS Change version", "UNIQUENESS Contribution id", "UNIQUENESS Claim id", "UNIQUENESS Redirect kind,key",
		"RANGE Claim kind,key", "RANGE LISTED list,sort",
	}
	labels := map[string][]string{}
	for _, k := range demand.Kinds {
		want = append(want, fmt.Sprintf("UNIQUENESS %s key", k.Name))
		for _, p := range k.Props {
			if p.Unique {
				want = append(want, fmt.Sprintf("RANGE %s %s", k.Name, p.Name))
			}
			if p.Type == demand.Point {
				want = append(want, fmt.Sprintf("POINT %s %s", k.Name, p.Name))
			}
		}
		if len(k.Named) > 0 && len(k.Worded) > 0 {
			t.Errorf("%s has names and texts: a search would give it twice", k.Name)
		}
		for _, index := range wordIndexes {
			if index.reads(&k) {
				labels[index.name+" "+index.property] = append(labels[index.name+" "+index.property], string(k.Name))
			}
		}
	}
	for index, labels := range labels {
		slices.Sort(labels)
		want = append(want, "FULLTEXT "+strings.Join(labels, ",")+" "+index)
	}
	var got []string
	rows, err := s.run(context.Background(), "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint WHERE type <> 'LOOKUP' RETURN CASE WHEN owningConstraint IS NULL THEN type ELSE 'UNIQUENESS' END, labelsOrTypes, CASE WHEN type = 'FULLTEXT' THEN [name + ' ' + properties[0]] ELSE properties END", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		labels := texts(r.Values[1])
		slices.Sort(labels)
		got = append(got, fmt.Sprintf("%s %s %s", text(r.Values[0]), strings.Join(labels, ","), strings.Join(texts(r.Values[2]), ",")))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the migrations make\n%s\nthe tables ask for\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNewerSchema(t *testing.T) {
	s := openEmpty(t)
	ctx := context.Background()
	if err := s.exec(ctx, "MATCH (c:ChangeLog) SET c.schema = 99", nil); err != nil {
		t.Fatal(err)
	}
	_, err := Open(ctx, neo4jtest.URL(t))
	if store.CodeOf(err) != store.Newer || !strings.Contains(err.Error(), "newer program") {
		t.Errorf("a newer schema: %v", err)
	}
}
