package graph

import (
	"context"
	"io"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"

	"demandgraph/query"
)

// BenchmarkDeepRead is what this package costs of a deep read: the operation of
// the contract that goes deepest, made into a query and its answer into JSON. The
// store is not in it.
func BenchmarkDeepRead(b *testing.B) {
	const operation = `{demands(filter: {demander: {key: {eq: "russia"}}, addressee: {key: {eq: "ukraine"}}}, first: 20) {
		totalCount nodes {id key summary status madeOn
			addressees {nodes {key name type}} regions {nodes {key name isoCode}}
			terms {nodes {kind summary certainty offeredBy {key} evidence {nodes {exact}}}}
			positions {nodes {kind side date phase certainty attribution
				actor {key name} onBehalfOf {key name} accordingTo {key} event {key}
				evidence {totalCount nodes {exact start end confidence article {key title url publisher publishedAt}}}}}}}}`
	doc, errs := gqlparser.LoadQueryWithRules(served, operation, nil)
	if errs != nil {
		b.Fatal(errs)
	}
	newOperation := func() (*graphql.OperationContext, graphql.CollectedField) {
		op := &graphql.OperationContext{Doc: doc, Operation: doc.Operations[0]}
		return op, graphql.CollectFields(op, doc.Operations[0].SelectionSet, []string{"Query"})[0]
	}
	var answer *query.Answer
	store := &canned{items: 4, change: func(a *query.Answer) { answer = a }}
	op, field := newOperation()
	root, err := build(op, field)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := store.Read(context.Background(), root.query); err != nil {
		b.Fatal(err)
	}
	b.Run("build", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			op, field := newOperation()
			if _, err := build(op, field); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w := newWriter()
			root.write(w, &answer.Page)
			b.SetBytes(int64(len(w.b)))
			w.MarshalGQL(io.Discard)
		}
	})
}
