package storetest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// whole reads all of a small graph: every property (but instants and the counts of
// imports, which are of the loading and not of what was loaded), every relation
// with its edges, ledgers and stances. Two stores with the same graph give the same.
func whole(s store.Store) string {
	var b strings.Builder
	for _, k := range demand.Kinds {
		if k.Name != demand.KindImport {
			b.WriteString(answer(s, all(&k)))
		}
	}
	return b.String()
}

// Same fails the test unless two stores hold the same graph: the same nodes with the same
// properties, relations, edges, ledgers and stances, imports, instants and versions aside. Of
// a node's relation it compares the number and the first hundred.
func Same(t testing.TB, got, want store.Store) {
	t.Helper()
	for _, k := range demand.Kinds {
		if k.Name == demand.KindImport {
			continue
		}
		after, afterWant := "", ""
		for page := 1; page == 1 || after != ""; page++ {
			var a, b string
			a, after = part(t, got, &k, after)
			b, afterWant = part(t, want, &k, afterWant)
			same(t, "the graph ("+k.Plural+")", a, b)
		}
	}
}

// partSize is how many nodes are compared at once, and how many of a relation.
const partSize = 100

// part reads the nodes of a kind after a cursor, and gives the cursor of the next part, "" for
// the last.
func part(t testing.TB, s store.Store, k *demand.Kind, after string) (text, next string) {
	t.Helper()
	q := all(k)
	for i, v := range q.Params {
		if v == int64(wholeSize) {
			q.Params[i] = int64(partSize)
		}
	}
	of := q.List.Select
	of.Props = slices.DeleteFunc(of.Props, namesImports)
	of.Lists = slices.DeleteFunc(of.Lists, func(l query.List) bool { return l.Kind == demand.KindImport })
	for i := range of.Lists {
		of.Lists[i].EdgeProps = slices.DeleteFunc(slices.Clone(of.Lists[i].EdgeProps), namesImports)
	}
	if after != "" {
		q.Params = append(q.Params, after)
		q.List.Page.After = query.Param(len(q.Params) - 1)
	}
	a, err := s.Read(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(a.Page.Items); a.Page.HasNext && n > 0 {
		next = a.Page.Items[n-1].Sort
	}
	return canonical(a.Page), next
}

// namesImports says that a property holds keys of imports.
func namesImports(p demand.Prop) bool { return p.Name == "importKeys" || p.Name == "locationImports" }

// wholeSize is how many nodes of a kind, or of a relation, a small graph has at most.
const wholeSize = 1000

// Graph writes all of a graph, as far as it does not depend on how it was loaded: without
// instants, with imports and tellings numbered as they come. It reads at most 1,000 nodes of a kind.
func Graph(s store.Store) string {
	names := map[string]string{}
	return madeKeys.ReplaceAllStringFunc(whole(s), func(key string) string {
		if names[key] == "" {
			names[key] = fmt.Sprintf("made%d", len(names))
		}
		return names[key]
	})
}

// madeKeys are keys of imports, which have an instant, and of tellings.
var madeKeys = regexp.MustCompile(`\b(?:[a-z-]+-\d{8}t\d{6}z-[0-9a-f]{8})\b|t-[0-9a-f]{8}\b`)

// all asks for all nodes of a kind with everything of each.
func all(k *demand.Kind) *query.Query {
	t := &tree{}
	l := t.root(k.Name, query.Order{By: "key"})
	l.Page = t.first(wholeSize)
	l.Select = t.everything(k)
	return t.list(l)
}

func (t *tree) everything(k *demand.Kind) *query.Selection {
	s := &query.Selection{Kind: k.Name, Props: props(k.Name, "key")}
	if k.Sorted {
		s.Props = append(s.Props, prop(k.Name, demand.SortName))
	}
	for _, p := range k.Props {
		if p.Type != demand.Instant && p.Type != demand.Counts {
			s.Props = append(s.Props, p)
		}
	}
	for i := range demand.Relations {
		r := &demand.Relations[i]
		if r.From != k.Name {
			continue
		}
		found := &query.Selection{Kind: r.To, Props: props(r.To, "key")}
		if r.One {
			s.Ones = append(s.Ones, query.One{Relation: r, Select: found})
			continue
		}
		l := t.below(k.Name, r.Name, found)
		l.Page = t.first(wholeSize)
		if !r.Transitive {
			l.EdgeProps = r.EdgeProps()
		}
		s.Lists = append(s.Lists, l)
	}
	if k.Name == demand.KindDemand {
		s.Ledgers = []query.Ledger{{}, {Filter: query.OwnWord}}
		s.Stances = []query.Stances{t.stances(query.OwnWord)}
	}
	return s
}

// stances asks for the stances of a demand's principals.
func (t *tree) stances(f query.Filter) query.Stances {
	return query.Stances{Filter: f, Actor: query.NoParam, Demand: query.NoParam, Page: t.first(wholeSize), Count: true,
		Principal: &query.Selection{Kind: demand.KindActor, Props: props(demand.KindActor, "key")},
		Position:  &query.Selection{Kind: demand.KindPosition, Props: props(demand.KindPosition, "key", "kind")}}
}
