package storetest

import (
	"fmt"
	"regexp"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// whole reads all of a graph: every property (but instants and the counts of
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
	l.Page = t.first(1000)
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
		l.Page = t.first(1000)
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
	return query.Stances{Filter: f, Actor: query.NoParam, Demand: query.NoParam, Page: t.first(1000), Count: true,
		Principal: &query.Selection{Kind: demand.KindActor, Props: props(demand.KindActor, "key")},
		Position:  &query.Selection{Kind: demand.KindPosition, Props: props(demand.KindPosition, "key", "kind")}}
}
